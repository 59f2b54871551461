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


def goes(at):
    return [go for tree in trees(at) for go in pane.actions(tree)]


def test_an_empty_result_offers_to_drop_the_filter_with_what_is_left():
    at = visit("search", q="学位", in_type="水利")
    assert "没有找到“学位”" in words(at)
    assert "去掉“部门类型”，剩 1 篇" in words(at)
    assert {"drop": "in_type"} in goes(at)


def test_a_filter_that_is_not_what_empties_it_is_not_offered():
    at = visit("search", q="飞碟飞船", in_type="水利")
    assert "没有找到“飞碟飞船”" in words(at)
    assert goes(at) == []


def test_words_that_never_stand_together_may_be_looked_for_one_by_one():
    at = visit("search", q="学位 飞碟飞船")
    assert "没有找到“学位”、“飞碟飞船”" in words(at)
    assert goes(at) == [{"any": True}]
    assert goes(visit("search", q="飞碟 飞碟飞船", any="1")) == []


def test_what_only_the_text_has_is_offered_there():
    at = visit("search", q="2024年", within="metrics")
    assert "改在全文里找：3 篇" in words(at)
    assert goes(at) == [{"within": "text"}]


def test_an_empty_library_says_so_and_leads_to_the_import(library):
    for one in library.entries():
        library.remove(one.id)
    for query in ({}, {"q": "学位"}, {"q": "学位", "in_type": "水利"}):
        at = visit("search", **query)
        assert "文库里还没有汇编" in words(at)
        assert "没有找到" not in words(at)
        assert {"page": "import"} in goes(at)


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
