"""Filters, the counts beside them, the order of reports and the pages."""

from dataclasses import replace

import pytest

from guoban.library.search import SearchFilters
from guoban.library.search.records import FACETS

CHOICES = [
    SearchFilters(),
    SearchFilters(types=("水利", "街道")),
    SearchFilters(departments=("水利局",), years=(2024, None)),
    SearchFilters(levels=("县",), roles=("plan", "")),
    SearchFilters(within="metrics"),
    SearchFilters(within="metrics", roles=("review",), any_word=True),
    SearchFilters(types=("没有这种",)),
]


@pytest.mark.parametrize("query", ["水", "的 一", "12", "投资 没有的词"])
@pytest.mark.parametrize("filters", CHOICES, ids=str)
def test_a_count_is_what_is_found_when_its_value_alone_is_chosen(hard_library, query, filters):
    facets = hard_library.search(query, filters).facets
    for name in FACETS:
        for one in facets[name]:
            chosen = one.value if name == "within" else (one.value,)
            found = hard_library.search(query, replace(filters, **{name: chosen}))
            assert (one.reports, one.hits) == (found.reports, found.hits), (name, one)


def test_the_counts_of_a_filter_on_reports_add_up_to_everything(hard_library):
    found = hard_library.search("水")
    for name in ("compilations", "types", "departments", "levels", "years"):
        assert sum(one.hits for one in found.facets[name]) == found.hits > 0
        assert sum(one.reports for one in found.facets[name]) == found.reports


def test_chosen_values_stay_beside_the_filter_at_nought(hard_library):
    facets = hard_library.search("水", SearchFilters(types=("没有这种",), years=(1999,))).facets
    assert [(one.value, one.hits) for one in facets["types"] if one.value == "没有这种"] == [("没有这种", 0)]
    assert [one.hits for one in facets["years"] if one.value == 1999] == [0]


def test_compilations_are_named(hard_library, laid_out):
    names = {one.compilation.id: one.compilation.name for one in laid_out}
    assert {one.value: one.label for one in hard_library.search("水").facets["compilations"]} == names


def test_pages_follow_each_other(hard_library):
    whole = hard_library.search("水", limit=1000)
    pages = [
        one
        for offset in range(0, whole.reports + 3, 3)
        for one in hard_library.search("水", offset=offset, limit=3).page
    ]
    assert tuple(pages) == whole.page
    assert len(whole.page) == whole.reports > 6


def test_most_hits_come_first_or_the_newest_compilation(hard_library):
    counts = [one.count for one in hard_library.search("水", limit=1000).page]
    assert counts == sorted(counts, reverse=True)
    page = hard_library.search("水", SearchFilters(order="place"), limit=1000).page
    order = [entry.id for entry in hard_library.entries()]
    assert [(order.index(one.compilation_id), one.seq) for one in page] == sorted(
        (order.index(one.compilation_id), one.seq) for one in page
    )


def test_nothing_is_found_without_a_word(hard_library):
    for query in ("", "  ", '""', "\u200b"):
        found = hard_library.search(query)
        assert (found.words, found.hits, found.reports, found.page) == ((), 0, 0, ())


@pytest.mark.parametrize("offset", [-5, 10_000])
def test_a_page_that_is_not_there_is_no_error(hard_library, offset):
    found = hard_library.search("水", offset=offset, limit=3)
    assert found.hits > 0
    assert len(found.page) == (3 if offset < 0 else 0)


INJECTIONS = [
    '"', "'", "''", '""', "' OR 1=1 --", '" OR "', "*", "水*", "NEAR(水 利)", "text:水", "- 水", "^水", "{text} : 水", "a AND b",
    "%", "_", "水%", "\\", "水\\", "$1", "%(x)s", ":wanted", "?", "); DROP TABLE passages; --", "\x00", "x" * 3000, "水 " * 300,
    " ".join(map(chr, range(0x4E00, 0x4E00 + 300))),
]  # fmt: skip


@pytest.mark.parametrize("query", INJECTIONS, ids=range(len(INJECTIONS)))
@pytest.mark.parametrize("any_word", [False, True])
def test_no_sign_of_a_query_is_understood_by_a_database(hard_library, laid_out, query, any_word):
    from plain_scan import scan  # noqa: PLC0415

    from guoban.library.search import parse  # noqa: PLC0415

    words = [word.forms for word in parse(query)]
    found = hard_library.search(query, SearchFilters(any_word=any_word))
    expected = [scan(sheet, words, any_word=any_word).text for one in laid_out for sheet in one.sheets] if words else []
    assert found.hits == sum(map(len, expected))
