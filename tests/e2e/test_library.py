"""The library in a browser, on each database: what is kept, found, removed and put back."""

import compilation
import pytest
from playwright.sync_api import expect
from visitor import take_in

NAME = compilation.NAME
WORD = "水利投资"


@pytest.fixture
def _taken_in(visit_each, given):
    take_in(visit_each("import"), *given)


@pytest.mark.usefixtures("_taken_in")
def test_what_was_taken_in_is_found_removed_and_put_back(visit_each):
    page = visit_each("library")
    row = page.locator(".row.shelf", has_text=NAME)
    expect(row).to_have_count(1)
    row.click()
    page.get_by_role("button", name="移到回收站").click()
    expect(page.get_by_text("已移到回收站")).to_be_visible()
    expect(row).to_have_count(0)
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(row).to_have_count(1)


@pytest.mark.usefixtures("_taken_in")
def test_search_opens_at_the_match_and_goes_on(visit_each):
    page = visit_each("search?q=" + WORD)
    expect(page.locator(".found mark.hit").first).to_have_text(WORD)
    page.locator(".found .row.hit").first.click()
    page.wait_for_url(lambda url: "/text" in url)
    expect(page.get_by_text("第 1 处，")).to_be_visible()
    page.get_by_role("button", name="下一处结果").click()
    expect(page.get_by_text("第 2 处，")).to_be_visible()
