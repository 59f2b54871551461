"""The search goes with what the library holds and with what a person has corrected."""

import pytest
from libraries import another, office
from sqlalchemy import text

from guoban.corrections import new, spot_of
from guoban.library import Library, facts
from guoban.library.engine import is_sqlite, reading, writing
from guoban.library.search import SearchFilters, answers, ask, corpus

METRICS = SearchFilters(within="metrics")


def departments(library, query, **filters):
    return {one.department: one.count for one in library.search(query, SearchFilters(**filters)).page}


def said(library, subject, action, identifier, **values):
    """Record what a person says about the row `identifier`, which begins with its compilation's."""
    shown = library.corrected(identifier[:16])
    spot = spot_of(shown, subject, identifier)
    correction = new(shown, subject, action, spot.start, spot.end, values, "甲")
    library.record([correction])
    return correction


def rows_with(library, query):
    """The words of the metrics that are found."""
    found = library.search(query, METRICS)
    return [hit.metric.words for one in found.page for hit in library.matches(query, one.report_id, METRICS)]


def report_named(compilation, name):
    reports = compilation.reports
    return next(iter(reports.loc[reports["department"].str.contains(name), "report_id"]))


@pytest.fixture
def filled(library, compilation):
    library.add(compilation)
    return library


def test_what_is_added_is_found_at_its_place(filled, compilation):
    found = filled.search("改造管网 63.3%")
    assert (found.reports, found.hits) == (1, 3)
    (report,) = found.page
    first = report.hits[0]
    assert compilation.text[first.start : first.end] == "改造管网"
    assert compilation.text[first.snippet.start : first.snippet.end] == first.snippet.text
    assert "63.3%" in first.snippet.text


def test_rows_of_metrics_are_found_by_indicator_words_and_sentence(filled):
    found = filled.search("管网 60", SearchFilters(within="metrics"))
    rows = [hit.metric for one in found.page for hit in one.hits]
    assert {row.words for row in rows} >= {"60公里"}
    assert all("管网" in row.indicator or "60" in row.words for row in rows)
    assert found.hits == next(one.hits for one in filled.search("管网 60").facets["within"] if one.value == "metrics")


def test_only_a_section_is_looked_at(filled):
    assert filled.search("改造管网 上半年", SearchFilters(roles=("plan",))).hits == 0
    assert filled.search("改造管网 全年", SearchFilters(roles=("plan",))).hits == 2


def test_the_bin_is_left_out(filled, compilation):
    filled.remove(compilation.id, "甲")
    assert filled.search("水利").hits == 0
    filled.put_back(compilation.id)
    assert filled.search("水利").hits == 1
    filled.remove(compilation.id, "甲")
    filled.purge(compilation.id)
    assert filled.search("水利").hits == 0
    with reading(filled._engine) as connection:  # noqa: SLF001
        for table in ("passages", "report_facts", "indexed"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0  # noqa: S608
        if is_sqlite(connection):
            assert connection.execute(text("SELECT count(*) FROM passages_index('6c34')")).scalar() == 0
    filled.add(compilation)
    assert filled.search("水利").hits == 1


def test_the_same_file_again_is_found_once(filled, compilation):
    before = filled.search("公里", limit=100)
    filled.add(compilation)
    assert filled.search("公里", limit=100) == before


def test_several_compilations_are_counted_apart(filled, compilation):
    filled.add(another(1))
    facets = filled.search("固定资产投资").facets["compilations"]
    assert {(one.label, one.hits) for one in facets} == {("梧桐县.txt", 1), ("第1份.txt", 1)}
    only = filled.search("固定资产投资", SearchFilters(compilations=(compilation.id,)))
    assert [one.compilation for one in only.page] == ["梧桐县.txt"]


def test_texts_are_counted_again_only_where_the_library_has_changed(filled, compilation, monkeypatch):
    counted = []
    count = answers.count
    monkeypatch.setattr(answers, "count", lambda *given: counted.append(given[1].words) or count(*given))
    found = filled.search("投资")
    first = found.page[0]
    filled.search("投资", SearchFilters(types=("水利",), roles=("plan",)), offset=20)
    filled.around("投资", first.report_id, first.hits[0].start)
    assert len(counted) == 1
    filled.search("投资", SearchFilters(any_word=True))
    filled.search("公里")
    assert len(counted) == 3
    for change in (
        lambda: filled.add(another(1)),
        lambda: said(filled, "report", "edit", report_named(compilation, "柳河"), department="河东街道"),
        lambda: filled.remove(compilation.id),
        lambda: filled.put_back(compilation.id),
    ):
        change()
        before = len(counted)
        filled.search("投资")
        assert len(counted) == before + 1


def test_filters_know_the_corrected_names(filled, compilation):
    assert departments(filled, "投资", departments=("柳河镇",)) == {"柳河镇": 1}
    values = {"department": "河东街道", "type": "街道", "level": "街道", "year": 2023}
    correction = said(filled, "report", "edit", report_named(compilation, "柳河"), **values)
    assert departments(filled, "投资", departments=("柳河镇",)) == {}
    assert departments(filled, "投资", departments=("河东街道",), types=("街道",), years=(2023,)) == {"河东街道": 1}
    assert filled.corrected(compilation.id).compilation.text == compilation.text
    filled.undo(correction.id, "甲")
    assert departments(filled, "投资", departments=("柳河镇",)) == {"柳河镇": 1}


def test_merged_names_are_one(filled):
    merge = filled.record_merge("department", "柳河", ["柳河镇"], "甲")
    assert departments(filled, "固定资产", departments=("柳河",)) == {"柳河": 1}
    filled.undo_merge(merge, "甲")
    assert departments(filled, "固定资产") == {"柳河镇": 1}


def test_a_report_that_is_split_is_two(filled, compilation):
    before = filled.search("管网")
    start = compilation.text.index("(二)农村供水")
    end = compilation.text.index("。", start)
    shown = filled.corrected(compilation.id)
    filled.record([new(shown, "report", "split", start, end, {"title": "农村供水情况"}, "甲")])
    found = filled.search("管网")
    assert (before.reports, before.hits) == (1, found.hits)
    assert [one.title for one in found.page] == ["农村供水情况"]
    assert filled.search("泵站 管网").reports == 0


def test_corrected_rows_are_found_and_rejected_ones_are_not(filled, compilation):
    row = compilation.metrics[compilation.metrics["text"] == "38公里"].iloc[0]
    assert "38公里" in rows_with(filled, "管网")
    said(filled, "metric", "edit", row["metric_id"], indicator="更换输水管道")
    assert rows_with(filled, "输水管道") == ["38公里"]
    assert filled.search("输水管道").hits == 0
    said(filled, "metric", "reject", row["metric_id"])
    assert rows_with(filled, "输水管道") == []


def test_only_what_has_changed_is_written_anew(filled, compilation):
    said(filled, "report", "edit", report_named(compilation, "柳河"), department="河东镇")
    now = filled.corrected(compilation.id).compilation
    with writing(filled._engine) as connection:  # noqa: SLF001
        assert facts.refresh(connection, now, 1) == 1
        assert facts.refresh(connection, now, 2) == 0


def test_an_index_that_was_lost_or_never_made_is_made_at_the_next_search(filled, compilation):
    with writing(filled._engine) as connection:  # noqa: SLF001
        facts.forget(connection, compilation.id)
    assert filled.search("水利").hits == 1
    with writing(filled._engine) as connection:  # noqa: SLF001
        connection.execute(text("DELETE FROM passages"))
        connection.execute(text("UPDATE indexed SET form = 0"))
        if is_sqlite(connection):
            connection.execute(text("INSERT INTO passages_index (passages_index) VALUES ('delete-all')"))
    assert filled.search("水利").hits == 1


def test_a_backup_restored_elsewhere_is_found_in(filled, compilation, tmp_path):
    filled.backup(tmp_path / "backup.guoban")
    filled.remove(compilation.id, "甲")
    filled.purge(compilation.id)
    filled.restore(tmp_path / "backup.guoban")
    assert filled.search("水利").hits == 1


def test_a_document_that_is_broken_keeps_nobody_from_searching(filled):
    other = office("别的.txt", "新建水利设施3处。\n")
    filled.add(other)
    assert filled.search("水利").reports == 3
    with writing(filled._engine) as connection:  # noqa: SLF001
        connection.execute(text("UPDATE documents SET body = :body"), {"body": b"x"})
        connection.execute(text("UPDATE indexed SET revision = 0"))
    filled._extracted.drop(other.id)  # noqa: SLF001
    filled._corrected.drop(other.id)  # noqa: SLF001
    assert filled.search("水利").reports == 3


@pytest.mark.parametrize("query", ["投资", "投资 公里", "12", "12.5 完成", '"全县" 项目', "没有的词", "亿元 投资 项目"])
@pytest.mark.parametrize("any_word", [False, True])
def test_a_library_too_large_for_memory_gives_the_same_answers(filled, query, any_word, monkeypatch):
    asked = [SearchFilters(within=within, any_word=any_word) for within in ("text", "metrics")]
    filled.search("第一问")
    expected = [filled.search(query, one, limit=100) for one in asked]
    gathered = []
    monkeypatch.setattr(corpus, "LARGEST", 0)
    monkeypatch.setattr(answers, "gather", lambda texts: gathered.append(corpus.gather(texts)) or gathered[-1])
    other = Library(filled._engine.url.render_as_string(hide_password=False))  # noqa: SLF001
    assert [other.search(query, one, limit=100) for one in asked] == expected
    other.search("第二问")
    other.search("第三问")
    other.close()
    assert gathered == [None], "tried once, from the second question on"


def test_questions_that_find_nothing_take_no_more_room_than_others(filled, monkeypatch):
    for name in ("MOST_COUNTED", "MOST_ARRANGED"):
        monkeypatch.setattr(answers, name, 3)
    kept = answers.Answers()
    with reading(filled._engine) as connection:  # noqa: SLF001
        for number in range(9):
            assert not kept.to(connection, ask(f"没有的词{number}号"), "state").reports
    assert len(kept._arranged._values) == len(kept._counted._values) == 3  # noqa: SLF001
