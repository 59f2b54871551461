"""Several compilations in a browser, on each database: names merged, years compared, words opened, the bin emptied."""

import pytest
from playwright.sync_api import expect
from visitor import download, take_in

SHORT, LONG = "松原县经信局", "松原县经济和信息化局"
TEXT = """松原县{year}年工作总结汇编
（1篇）
{name}{year}年工作总结和{next}年工作打算
一、{year}年工作总结
全年完成工业投资{done}亿元，同比增长{growth}%。
二、{next}年工作打算
全年完成工业投资{wanted}亿元以上，启动青溪产业园标准厂房工程。
"""
YEARS = {
    "2022": TEXT.format(year=2022, next=2023, name=SHORT, done=10, growth=6.1, wanted=12),
    "2023": TEXT.format(year=2023, next=2024, name=LONG, done=12.5, growth=7.3, wanted=15),
}


@pytest.fixture
def both(visit_each):
    """Both compilations, brought in through the browser."""
    for year, text in YEARS.items():
        take_in(visit_each("import"), f"松原县{year}.txt", text.encode())
    return visit_each


def test_merged_names_are_one_department_in_every_comparison_until_it_is_undone(both):
    page = both("library?view=names")
    page.locator(".row.cluster", has_text=LONG).click()
    expect(page.locator(".evidence h2")).to_have_text(LONG)
    expect(page.locator(".evidence")).to_contain_text(f"“{LONG}”名下 2 篇报告（原有 1 篇）")
    page.get_by_role("button", name="归并", exact=True).click()
    expect(page.get_by_text(f"1 个名称已归入“{LONG}”。")).to_be_visible()
    expect(page.locator(".row.cluster", has_text=LONG)).to_have_count(0)

    page = both(f"compare?who={LONG}|")
    row = page.locator(".row.ind", has_text="工业投资").filter(has_text="亿元").filter(has_not_text="目标值")
    expect(row).to_contain_text("10亿元")
    expect(row).to_contain_text("推算 +25.0%")
    row.get_by_role("button", name="12.5亿元").click()
    expect(page.locator(".beside")).to_contain_text("+2.5亿元 (+25.0%)")
    expect(page.locator(".beside .quote mark.focus")).to_have_text(["12.5亿元", "10亿元"])
    expect(page.locator(".beside")).to_contain_text(SHORT)
    page.locator(".beside").get_by_role("link", name="在全文中查看").last.click()
    page.wait_for_url(lambda url: "/text" in url)
    expect(page.get_by_text(f"{SHORT}2022年工作总结").first).to_be_visible()

    page = both("compare?view=carried&before=2022&after=2023")
    row = page.locator(".row.held", has_text="工业投资")
    expect(row).to_contain_text("已实现")
    row.click()
    expect(page.locator(".beside .quote mark.focus")).to_have_text(["12亿元", "12.5亿元"])
    assert download(page, "XLSX")[0] == "对比_目标与实绩.xlsx"
    page = both("compare?view=never&before=2022&after=2023")
    expect(
        page.get_by_text("按名称查找，没有发现后一期不再提的事项").or_(page.locator(".row.plan").first)
    ).to_be_visible()

    page = both("library?view=names&names=history")
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_text("这次归并已撤销。")).to_be_visible()
    page = both("library?view=names")
    expect(page.locator(".row.cluster", has_text=LONG)).to_have_count(1)


def test_the_bin_is_emptied_only_after_asking(both):
    page = both("library")
    row = page.locator(".row.shelf", has_text="松原县2022.txt")
    row.click()
    expect(page.locator(".evidence h2")).to_have_text("松原县2022.txt")
    page.get_by_role("button", name="移到回收站").click()
    expect(row).to_have_count(0)
    page = both("library?view=bin")
    page.locator(".row.said", has_text="松原县2022.txt").get_by_role("button", name="彻底删除").click()
    expect(page.get_by_role("dialog")).to_contain_text("不能恢复")
    page.get_by_role("dialog").get_by_role("button", name="彻底删除").click()
    expect(page.get_by_text("已彻底删除。")).to_be_visible()
    expect(page.locator(".row.said", has_text="松原县2022.txt")).to_have_count(0)


def test_a_backup_is_restored_from_the_page_and_taken_back(both):
    page = both("library?view=carry")
    with page.expect_download() as told:
        page.get_by_role("button", name="下载备份").click()
    saved = {"name": "备份.db", "mimeType": "application/octet-stream", "buffer": told.value.path().read_bytes()}
    row = ".row.shelf:has-text('松原县2023.txt')"

    page = both("library")
    page.locator(row).click()
    page.get_by_role("button", name="移到回收站").click()
    expect(page.locator(row)).to_have_count(0)

    page = both("library?view=carry")
    chooser = page.locator('input[type="file"]').first
    chooser.wait_for(state="attached")
    chooser.set_input_files(saved)
    expect(page.get_by_text("从回收站放回 1 份。现有的内容不动。")).to_be_visible()
    page.get_by_role("button", name="恢复…").click()
    expect(page.get_by_role("dialog")).to_contain_text("从回收站放回 1 份")
    page.get_by_role("dialog").get_by_role("button", name="另存并恢复").click()
    expect(page.get_by_text("已恢复：从回收站放回 1 份。")).to_be_visible()
    expect(page.get_by_text("恢复前另存的文库")).to_be_visible()
    listed = both("library")
    expect(listed.locator(row)).to_have_count(1)

    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_text("已撤销。")).to_be_visible()
    listed = both("library")
    expect(listed.locator(".row.shelf.go").first).to_be_visible()
    expect(listed.locator(row)).to_have_count(0)
    listed = both("library?view=bin")
    listed.locator(".row.said", has_text="松原县2023.txt").get_by_role("button", name="放回").click()
    expect(listed.get_by_text("已放回文库。")).to_be_visible()
