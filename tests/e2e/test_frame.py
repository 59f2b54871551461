"""What stands round the pages: the menu, and a link to a page that has nothing to show."""

import pytest
from playwright.sync_api import expect

PAGES = {
    "zh": ["总览", "部门", "指标", "进度", "全文", "对比", "搜索", "文库", "校核", "导入"],
    "en": [
        "Overview", "Departments", "Metrics", "Progress", "Full text", "Compare", "Search", "Library", "Review", "Import",
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", PAGES)
def test_no_page_is_folded_away_beside_the_side_bar(visit, language):
    page = visit(f"?lang={language}")
    page.set_viewport_size({"width": 1000, "height": 700})
    expect(page.locator(".lead")).to_be_visible()
    for name in PAGES[language]:
        expect(page.get_by_role("link", name=name, exact=True)).to_be_in_viewport()


def test_the_six_figures_stand_in_one_line(visit):
    page = visit("?lang=en")
    page.set_viewport_size({"width": 1000, "height": 700})
    figures = page.locator(".figures .fig")
    expect(figures).to_have_count(6)
    assert len({figure.bounding_box()["y"] for figure in figures.all()}) == 1
    assert all(figure.bounding_box()["x"] + figure.bounding_box()["width"] <= 1000 for figure in figures.all())


@pytest.mark.parametrize("visit_each", ["server_on_postgresql"], indirect=True)  # the one without data sets
def test_a_link_to_an_archive_that_is_not_here_says_what_to_do(visit_each):
    page = visit_each("archive?d=x")
    expect(page.get_by_text("还没有数据集")).to_be_visible()
    expect(page.get_by_text("GUOBAN_DATASETS")).to_be_visible()
    expect(page.get_by_role("link", name="档案库", exact=True)).to_have_count(0)
    page.get_by_role("button", name="回到总览").click()
    expect(page.locator(".lead")).to_be_visible()
