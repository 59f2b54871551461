"""The page 搜索 over a real library."""

import pytest
import small_office
from test_pages import trees, words
from test_pages_of_words import visit

from guoban.ui import pane


@pytest.fixture(autouse=True)
def _kept(library):
    library.add(small_office.build())


def test_results_lead_to_their_place_in_the_text(library):
    at = visit("search", q="2024年")
    found = library.search("2024年")
    assert (found.reports, found.hits) == (3, 3)
    assert "3 篇报告，3 处" in words(at)
    places = [go for tree in trees(at) for go in pane.actions(tree)]
    for report in found.page:
        hit = report.hits[0]
        assert {
            "c": report.compilation_id, "r": report.report_id, "q": "2024年", "at": str(hit.start),
        } in places  # fmt: skip


def test_filters_have_counts_and_hold():
    at = visit("search", q="2024年", in_type="水利")
    assert "1 篇报告，1 处" in words(at)
    box = next(one for one in at.multiselect if one.label == "部门类型")
    assert {"水利 1", "街道 1", "教育体育 1"} == set(box.options)


def test_an_empty_result_offers_to_drop_the_filter():
    at = visit("search", q="植树造林", in_type="水利")
    assert "没有找到 “植树造林”" in words(at)
    assert {"drop": ["in_type"]} in [go for tree in trees(at) for go in pane.actions(tree)]


def test_nothing_asked_says_how_to_ask():
    assert "一个字也能找" in words(visit("search"))
    assert "One character is enough" in words(visit("search", lang="en"))


def test_uploaded_words_stay_words():
    assert "<b>教育局</b>" in words(visit("search", q="学位"))


def test_the_text_that_was_opened_from_a_search_leads_to_the_next_place(library):
    found = library.search("2024年").page
    at = visit("text", c=found[0].compilation_id, r=found[0].report_id, at=str(found[0].hits[0].start), q="2024年")
    assert any("第 1 处，共 3 处" in one.value for one in at.caption)
    at.button(key="text.search.next").click().run()
    assert any("第 2 处，共 3 处" in one.value for one in at.caption)
