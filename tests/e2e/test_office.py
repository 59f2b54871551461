"""The whole way of an office: a file comes in, is looked at, filtered, exported, checked against its words."""

import hashlib
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import compilation
import pandas as pd
import pytest
from playwright.sync_api import expect
from visitor import choose, download, file, query, take_in

SAMPLE = Path(__file__).parents[2] / "data" / "sample-2024h1.txt"
GRID = '[data-testid="stDataFrame"]'


def menu(page, name):
    page.get_by_role("link", name=name, exact=True).click()


def test_the_app_opens_with_the_sample_as_a_full_dashboard(visit):
    sample = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()[:16]
    page = visit(f"?c={sample}")
    expect(page.locator(".lead")).to_be_visible()
    expect(page.locator(".lead")).to_contain_text("项")
    for name in ("总览", "部门", "指标", "进度", "全文", "导入"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_an_upload_says_what_was_found_before_it_is_taken_in(visit):
    page = visit("import")
    choose(page, file("某表.txt", compilation.TEXT.replace("临江", "南江").encode()))
    expect(page.locator(".told")).to_contain_text("3 篇")
    expect(page.locator(".told")).to_contain_text("目录列 3 篇，一致")
    expect(page.locator(".facts").first).to_contain_text("UTF-8")
    page.get_by_role("button", name="看原文").first.click()
    expect(page.get_by_role("dialog").locator(".quote mark").first).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="放弃").click()
    expect(page.locator(".told")).to_have_count(0)
    expect(page.get_by_text("某表")).to_have_count(0)


def test_a_filter_by_department_type_goes_into_the_exports(visit, taken_in):
    page = visit(f"metrics?c={taken_in}")
    expect(page.locator(".evidence")).to_be_visible()
    page.get_by_role("combobox", name="部门类型").click()
    page.get_by_role("option", name="水利").click()
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "type=" in url)
    expect(page.locator(".whose")).to_contain_text("临江市水利局")
    with ZipFile(BytesIO(download(page, "CSV")[1])) as archive:
        table = pd.read_csv(archive.open("指标.csv"))
    assert set(table["部门"]) == {"临江市水利局"}
    assert table.loc[table["指标名称"].str.contains("泵站"), "数值"].tolist() == [12]
    masked = table[table["脱敏"].astype(str).isin(["True", "是"])]
    assert len(masked) == 1
    assert masked["数值"].isna().all()
    workbook = pd.read_excel(BytesIO(download(page, "XLSX")[1]))
    assert workbook["指标名称"].tolist() == table["指标名称"].tolist()
    assert workbook["数值"].dtype == "float64"
    assert workbook["数值"].dropna().tolist() == table["数值"].dropna().tolist()
    growth = table[table["口径"] == "增速"]
    assert growth["数值"].tolist() == [7.5]


def test_the_evidence_leads_to_its_place_in_the_full_text(visit, taken_in):
    page = visit(f"metrics?c={taken_in}&unit=座")
    expect(page.locator(".figure")).to_have_text("12座")
    page.get_by_text("在全文中查看").click()
    page.wait_for_url(lambda url: "/text" in url)
    expect(page.locator("mark.current")).to_have_text("12座")
    expect(page.locator("mark.current")).to_be_in_viewport()
    expect(page.locator(".row.current")).to_contain_text("泵站")
    place = query(page)["at"][0]
    assert compilation.TEXT[int(place) :].startswith("12座")


def test_a_link_opens_the_same_place_in_a_new_session(visit, taken_in):
    at = compilation.TEXT.index("96.7%")
    page = visit(f"text?c={taken_in}&at={at}")
    expect(page.locator("mark.current")).to_have_text("96.7%")
    expect(page.locator(".entry.current")).to_contain_text("安全饮水")
    page.keyboard.press("j")
    expect(page.locator("mark.current")).to_have_text("第二")
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(page.locator("mark.current")).to_have_text("12座")


def test_the_reader_searches_hides_roles_and_moves_by_its_outline(visit, taken_in):
    page = visit(f"text?c={taken_in}")
    expect(page.locator(".counter")).to_contain_text("处")
    page.get_by_role("searchbox", name="文内查找").fill("水利投资")
    expect(page.locator(".counter")).to_have_text("1 / 2 处")
    page.keyboard.press("Enter")
    expect(page.locator(".counter")).to_have_text("2 / 2 处")
    assert page.evaluate("CSS.highlights.get('guoban-current-hit').size") == 1
    page.keyboard.press("Escape")
    before = page.locator(".reader .row").count()
    page.locator('.chip[data-role="redacted"]').click()
    expect(page.locator(".reader .row")).to_have_count(before - 1)
    page.locator(".entry", has_text="加快项目建设").click()
    expect(page.locator(".entry.current")).to_contain_text("加快项目建设")
    page.keyboard.press("j")
    expect(page.locator("mark.current")).to_contain_text("5.54亿元")


@pytest.mark.parametrize("path", ["text", "metrics", "overview", "progress", "departments"])
def test_words_of_a_document_are_shown_as_they_are(visit, taken_in, path):
    at = compilation.TEXT.index("XX亿元")
    page = visit({"text": f"text?c={taken_in}&at={at}", "overview": f"?c={taken_in}"}.get(path, f"{path}?c={taken_in}"))
    expect(page.locator(".reader .text, .evidence, .lead, .profile").first).to_be_visible()
    if path == "text":
        expect(page.locator(".reader .text")).to_contain_text(compilation.HARMFUL)
    assert page.evaluate("window.harmed") is None
    assert page.locator(".katex, .stMarkdownColoredText").count() == 0


def test_the_interface_speaks_english_by_one_switch(visit, taken_in):
    page = visit(f"metrics?c={taken_in}")
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("link", name="Metrics", exact=True)).to_be_visible()
    expect(page.get_by_text("Show in the full text")).to_be_visible()
    menu(page, "Full text")
    expect(page.locator(".find input")).to_have_attribute("placeholder", "Search in text")
    page.wait_for_url(lambda url: "lang=en" in url)


@pytest.mark.parametrize(("width", "beside"), [(1366, True), (1000, False)])
def test_list_and_evidence_stand_side_by_side_where_there_is_room(visit, taken_in, width, beside):
    page = visit(f"metrics?c={taken_in}")
    page.set_viewport_size({"width": width, "height": 860})
    expect(page.locator(".evidence")).to_be_visible()
    page.wait_for_function(
        """beside => {
            const grid = document.querySelector('[data-testid="stDataFrame"]')?.getBoundingClientRect();
            const hosts = [...document.querySelectorAll('*')].filter(one => one.shadowRoot?.querySelector('.evidence'));
            const panel = hosts[0]?.getBoundingClientRect();
            if (!grid || !panel) return false;
            return beside ? panel.left >= grid.right - 1 : panel.top >= grid.bottom - 1;
        }""",
        arg=beside,
    )
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(("width", "outline"), [(1366, True), (1000, False)])
def test_the_outline_becomes_a_list_box_where_it_is_narrow(visit, taken_in, width, outline):
    page = visit(f"text?c={taken_in}")
    page.set_viewport_size({"width": width, "height": 860})
    expect(page.locator(".reader .text")).to_be_visible()
    expect(page.locator(".outline")).to_be_visible(visible=outline)
    expect(page.locator(".reader .picker")).to_be_visible(visible=not outline)
    if not outline:
        page.locator(".reader .picker").select_option(index=2)
        page.keyboard.press("Escape")
        expect(page.locator(".reader .head").first).to_be_visible()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.txt", b"", "是空的"),
        ("图.txt", b"Rar!\x1a\x07\x01\x00" + bytes(64), "RAR"),
        ("坏.txt", bytes(range(256)) * 8, "二进制"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_the_app_goes_on(visit, taken_in, name, data, words):
    page = visit("import")
    choose(page, file(name, data))
    expect(page.locator(".empty")).to_contain_text(words)
    expect(page.locator(".empty")).to_contain_text("不受影响")
    other = visit(f"text?c={taken_in}")
    expect(other.locator(".reader .text")).to_contain_text("水利")


def test_several_files_come_in_as_one_compilation(visit):
    page = visit("import")
    names = ("东江县水利局", "东江县财政局", "东江县柳河镇")
    report = "{}2024年上半年工作总结\n一、总结\n新建泵站12座。\n"
    choose(page, *(file(f"{name}.txt", report.format(name).encode()) for name in names))
    expect(page.locator(".facts").first).to_contain_text("+2")
    page.get_by_role("button", name="确认入库").click()
    expect(page.locator(".lead")).to_be_visible()
    menu(page, "全文")
    expect(page.get_by_role("combobox", name="报告")).to_have_value(re.compile("东江县"))


def test_a_corrected_department_stays_corrected(visit):
    page = visit("import")
    choose(page, file("北江.txt", compilation.TEXT.replace("临江", "北江").encode()))
    expect(page.get_by_text("看起来不寻常")).to_be_visible()
    editor = page.locator(GRID)
    box = editor.bounding_box()
    page.mouse.dblclick(box["x"] + 230, box["y"] + 31 + 15)
    page.locator("#portal").get_by_role("textbox").fill("北江市水务局")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="撤销 1 处更正")).to_be_visible()
    page.get_by_role("button", name="确认入库").click()
    expect(page.locator(".lead")).to_be_visible()
    menu(page, "全文")
    expect(page.get_by_role("combobox", name="报告")).to_have_value(re.compile(r"^1\u3000北江市水务局\u3000"))
    expect(page.locator(".reader .text")).to_contain_text("北江市水利局")


def test_two_compilations_that_read_alike_are_not_taken_for_one_another(visit, taken_in):
    page = visit("import")
    newest = take_in(page, "西江.txt", compilation.TEXT.replace("临江", "西江").encode())
    assert newest != taken_in
    for name in ("全文", "指标", "总览"):
        menu(page, name)
        page.wait_for_timeout(1_000)
        assert query(page)["c"] == [newest]


def test_back_brings_the_filters_of_before(visit, taken_in):
    page = visit(f"?c={taken_in}")
    small = page.locator(".smallline")
    expect(small).to_contain_text("3 篇")
    page.wait_for_timeout(1_000)
    page.get_by_role("button", name="乡镇 1").click()
    expect(small).to_contain_text("筛选后 1 篇，共 3 篇")
    page.wait_for_url(lambda url: "level=" in url)
    page.wait_for_timeout(1_000)
    page.go_back()
    expect(small).not_to_contain_text("筛选后")
    expect(page.get_by_role("button", name="乡镇 1")).to_have_attribute("aria-pressed", "false")
    page.go_forward()
    expect(small).to_contain_text("筛选后 1 篇，共 3 篇")


def test_an_indicator_leads_to_its_departments_and_their_words(visit, taken_in):
    page = visit(f"metrics?c={taken_in}&group=indicator&numbers=wan")
    page.locator(".ind", has_text="水利投资").get_by_role("button", name="18,900万元").click()
    expect(page.locator(".val.selected")).to_contain_text("临江市水利局")
    expect(page.locator(".evidence mark.focus")).to_have_text("1.89亿元")
    page.wait_for_url(lambda url: "at=" in url)
