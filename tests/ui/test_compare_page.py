"""The page 对比 over a real library: three compilations of one place, from a half-year to the end of the next."""

import json
from pathlib import Path

import pandas as pd
import pytest
from test_pages import trees, words
from test_pages_of_words import visit

import guoban
from guoban import across
from guoban.across import Thing
from guoban.corrections import new
from guoban.locale import set_language
from guoban.tables import Tables
from guoban.ui import address, compare_carried, compare_data, compare_plans, compare_rank, compare_years, pane
from guoban.ui.store import store

TESTS = Path(__file__).parents[1]
TEXTS = {
    "half-2023": TESTS / "across" / "half-2023.txt",
    "half-2024": TESTS.parent / "data" / "sample-2024h1.txt",
    "year-2024": TESTS / "across" / "year-2024.txt",
}


@pytest.fixture(scope="session")
def periods():
    return {name: guoban.read(path) for name, path in TEXTS.items()}


@pytest.fixture(autouse=True)
def kept(library, periods):
    for one in periods.values():
        library.add(one)
    return {name: one.id for name, one in periods.items()}


def goes(at):
    return [go for tree in trees(at) for go in pane.actions(tree)]


def data():
    return compare_data.compared(compare_data.chosen(store().library.entries(), ""))


def quoted(compilations, row, side=""):
    """Tell whether the evidence of a row is what its own compilation says at that place."""
    text = next(one.text for one in compilations.values() if one.id == row[f"{side}compilation_id"])
    return text[int(row[f"{side}start"]) : int(row[f"{side}end"])] == row[f"{side}text"]


@pytest.mark.parametrize("view", ["years", "rank", "carried", "never"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view_runs_in_both_languages(view, language):
    at = visit("compare", view=view, before="2024-H1", after="2024", lang=language)
    assert ("3 compilations" if language == "en" else "3 份汇编") in words(at)
    assert ("Show in the full text" if language == "en" else "在全文中查看") in words(at)


def test_a_department_over_the_years_with_the_change_marked_as_computed():
    at = visit("compare", who="云陌县财政局|")
    found = words(at)
    assert "2023年" in found
    assert "8.2亿元" in found  # 82,000万元 and 8.72亿元 in one unit
    assert "推算 +6.3%" in found
    assert "推算：后一期减前一期，原文没有说。" in found


def test_a_cell_leads_to_the_sentences_of_both_years_in_their_own_compilations(kept, periods):
    found = data().over_time("云陌县财政局", "")
    cells = found.cells
    own = found.series[(found.series["unit"] == "亿元") & (found.series["scope"] == "H1")]["series"].iloc[0]
    last = cells[(cells["series"] == own) & (cells["year"] == 2024)].iloc[0]
    at = visit("compare", who="云陌县财政局|", at=last["metric_id"])
    places = [go for go in goes(at) if go.get("page") == "text"]
    assert {go["c"] for go in places} == {kept["half-2023"], kept["half-2024"]}
    for go in places:
        cell = cells[(cells["compilation_id"] == go["c"]) & (cells["start"] == int(go["at"]))].iloc[0]
        assert quoted(periods, cell)


def test_several_values_of_one_year_are_all_kept():
    text = TEXTS["half-2023"].read_text(encoding="utf-8").replace("21.73亿元", "22.4亿元")
    store().library.add(guoban.read(text.encode(), name="另一份.txt"))
    found = data().over_time("云陌县财政局", "")
    tree = compare_years.page_tree(data(), found, found.series, compare_years.Page(of=1), "")
    cell = found.cells[found.cells["text"] == "22.4亿元"].iloc[0]
    assert cell["candidates"] == 2
    for value in ("21.73亿元", "22.4亿元"):
        assert value in pane.words(tree)
    change = found.changes[(found.changes["series"] == cell["series"]) & (found.changes["from_year"] == 2023)].iloc[0]
    series = found.series[found.series["series"] == cell["series"]].iloc[0]
    assert compare_years.short_change(change, series) == ""
    assert "有几个不同的数" in compare_years.change_words(change, series)


def test_filters_narrow_the_indicators_and_stand_in_the_address():
    at = visit("compare", who="云陌县财政局|")
    at.text_input(key="q.compare.q").set_value("债券").run()
    assert not at.exception
    assert at.query_params["q"] in ("债券", ["债券"])
    assert "一般公共预算支出" not in words(at)
    at.text_input(key="q.compare.q").set_value("没有这样的").run()
    assert "去掉“查找”" in words(at)
    assert {"drop": "q"} in goes(at)


def test_departments_of_one_type_are_ranked_in_one_unit():
    facts = data().facts()
    ranking = data().ranking(Thing("一般公共预算收入", "level", "元"), "", "2024-H1")
    assert ranking.unit == "亿元"
    rows = compare_rank.every_row(ranking)
    assert len(rows) == len(ranking.rows) + len(ranking.apart)
    assert set(rows["metric_id"]) <= set(facts["metric_id"])
    tree = compare_rank.page_tree(
        data(), ranking, Thing("一般公共预算收入", "level", "元"), compare_rank.Page(of=1), ""
    )
    assert "时期不同，不排" in pane.words(tree)


def test_all_types_are_ranked_together_where_each_department_is_of_its_own_type(kept):
    at = visit("compare", view="rank", of=kept["half-2024"])
    assert at.session_state[address.key("compare", "kind")] == "all"
    assert any("at" in go for go in goes(at))
    at = visit("compare", view="rank")
    assert at.session_state[address.key("compare", "kind")] != "all"


def test_a_thing_survives_the_address():
    thing = Thing("固定资产投资", "growth", "%", "target", "yoy")
    row = {"measure": "growth", "role": "target", "family": "%", "compare": "yoy", "indicator": "固定资产投资"}
    assert compare_rank.thing_of(compare_rank.thing_key(row)) == thing
    for nonsense in ("", "growth", "x|y|z|a|b", "level|boss|元||GDP"):
        assert compare_rank.thing_of(nonsense) is None


def test_an_address_that_makes_no_sense_is_passed_over():
    at = visit("compare", view="rank", kind="没有", thing="x", period="1066", of="gone", direction="up", at="gone")
    assert "3 份汇编" in words(at)
    at = visit("compare", view="nonsense", who="没有|")
    assert "推算" in words(at)


def test_targets_are_held_against_the_later_period_s_results():
    at = visit("compare", view="carried", before="2024-H1", after="2024", of_department="云陌县财政局")
    found = words(at)
    assert "税收占比" in found
    assert "▼未实现" in found
    assert "✓已实现" in found
    pills = at.pills(key="q.compare.outcome")
    pills.set_value(["reached"]).run()
    assert not at.exception
    assert "税收占比" not in words(at)
    assert at.query_params["outcome"] in ("reached", ["reached"])


def test_both_sides_of_a_target_are_quoted_from_their_own_compilation(kept, periods):
    rows = data().carried("2024-H1", "2024", lambda *_: None).rename(columns={"status": "outcome"})
    kept_rows = compare_carried.in_order(rows)
    assert kept_rows["outcome"].iloc[0] == "not_reached"
    for row in kept_rows.to_dict("records"):
        assert quoted(periods, row, "target_")
        assert row["target_compilation_id"] == kept["half-2024"]
        if row["actual_report_id"]:
            assert quoted(periods, row, "actual_")
            assert row["actual_compilation_id"] == kept["year-2024"]
    held = kept_rows[kept_rows["actual_report_id"] != ""].iloc[0]
    at = visit("compare", view="carried", before="2024-H1", after="2024", at=held["target_metric_id"])
    places = {(go["c"], go["at"]) for go in goes(at) if go.get("page") == "text"}
    assert (kept["half-2024"], str(held["target_start"])) in places
    assert (kept["year-2024"], str(held["actual_start"])) in places


def test_reckoning_by_parts_gives_what_reckoning_at_once_gives(monkeypatch, periods):
    told = []
    monkeypatch.setattr(compare_data, "PART", 2)
    rows = data().carried("2024-H1", "2024", lambda done, total: told.append((done, total)))
    whole = guoban.across.carried([periods["half-2024"].tables], [periods["year-2024"].tables])
    assert sorted(rows["target_metric_id"]) == sorted(whole["target_metric_id"])
    assert dict(zip(rows["target_metric_id"], rows["status"], strict=True)) == dict(
        zip(whole["target_metric_id"], whole["status"], strict=True)
    )
    assert told == [(done, told[0][1]) for done in range(0, told[0][1], 2)]
    assert data().carried("2024-H1", "2024", pytest.fail) is rows or len(told) == -(-told[0][1] // 2)


def test_what_was_planned_and_never_mentioned_has_the_plan_s_sentence(periods):
    rows = compare_plans.with_id(data().never_mentioned("2024-H1", "2024", lambda *_: None))
    assert len(rows)
    assert all(quoted(periods, row) for row in rows.to_dict("records"))
    at = visit("compare", view="never", before="2024-H1", after="2024")
    first = rows.iloc[0]
    assert first["name"] in words(at)
    assert first["sentence"].strip() in words(at)
    assert "查过的后期报告" in words(at)


def test_the_earlier_period_has_to_be_earlier():
    assert "上一期要早于本期。" in words(visit("compare", view="carried", before="2024", after="2023-H1"))


def test_one_period_alone_says_what_is_missing(kept):
    at = visit("compare", view="carried", of=kept["year-2024"])
    assert "只有一个时期" in words(at)
    assert "还没有可以逐年比的部门" in words(visit("compare", of=kept["year-2024"]))


def test_merged_names_are_one_department_and_can_be_undone():
    at = visit("compare", who="云陌县水利局|")
    before = next(one for one in at.selectbox if one.label == "部门").options
    assert "云陌县水利局 · 2 年" in before
    merge = store().library.record_merge("department", "云陌县水利局", ["县水利局"], "张三")
    assert "已归并 1 个名称" in words(visit("compare", who="云陌县水利局|"))
    reports = data().reports()
    own = reports[reports["department"] == "云陌县水利局"]
    assert set(own["read_department"]) == {"云陌县水利局", "县水利局"}
    store().library.undo_merge(merge)
    assert len(data().reports()) == len(reports)
    assert (data().reports()["department"] == "县水利局").sum() == 1


def test_a_correction_is_seen_at_once(periods):
    half = periods["half-2024"]
    row = half.metrics[
        half.metrics["indicator"].str.contains("一般公共预算收入") & (half.metrics["unit"] == "亿元")
    ].iloc[0]
    facts = data().facts()
    assert facts.loc[facts["metric_id"] == row["metric_id"], "value"].iloc[0] == row["value"]
    edit = new(half, "metric", "edit", int(row["start"]), int(row["end"]), {"value": 1234.0}, "张三")
    store().library.record([edit])
    facts = data().facts()
    assert facts.loc[facts["start"].eq(row["start"]) & facts["compilation_id"].eq(half.id), "value"].iloc[0] == 1234.0


def test_nothing_is_reckoned_twice():
    one, again = data(), data()
    assert one.facts() is again.facts()
    assert one.reports() is again.reports()
    assert one.things("") is again.things("")
    assert one.carried("2024-H1", "2024", lambda *_: None) is again.carried("2024-H1", "2024", pytest.fail)


def test_the_exports_hold_exactly_what_is_shown(periods):
    set_language("zh")
    over = data().over_time("云陌县财政局", "")
    years = compare_years.export(data(), over, over.series.head(2), "云陌县财政局")
    assert len(years) == over.cells["series"].isin(over.series.head(2)["series"]).sum()
    assert set(years["compilation"]) <= {one.name for one in periods.values()}
    ranking = data().ranking(Thing("一般公共预算收入", "level", "元"), "")
    assert len(compare_rank.export(data(), ranking, Thing("一般公共预算收入", "level", "元"))) == len(
        compare_rank.every_row(ranking)
    )
    rows = data().carried("2024-H1", "2024", lambda *_: None).rename(columns={"status": "outcome"})
    assert len(compare_carried.export(data(), rows)) == len(rows)
    plans = data().never_mentioned("2024-H1", "2024", lambda *_: None)
    assert len(compare_plans.export(data(), plans)) == len(plans)


def test_only_the_sample_is_compared_where_it_is_alone(kept):
    entries = store().library.entries()
    assert [one.id for one in compare_data.chosen(entries, "")] == list(kept.values())
    assert kept["half-2024"] not in {one.id for one in compare_data.chosen(entries, kept["half-2024"])}
    alone = [one for one in entries if one.id == kept["half-2024"]]
    assert compare_data.chosen(alone, kept["half-2024"]) == alone


def test_times_are_in_order_and_in_words():
    assert data().times() == ["2023-H1", "2024-H1", "2024"]
    assert compare_data.usual_times(data()) == ("2024-H1", "2024")
    assert [compare_data.time_words(one) for one in ("2024-H1", "2024", "")] == ["2024年上半年", "2024年", "未载明"]


def test_periods_of_other_places_are_not_held_against_each_other():
    text = TEXTS["half-2023"].read_text(encoding="utf-8")
    for known, other in (("云陌县", "别处市"), ("临沚市", "他处县"), ("2023", "2026")):
        text = text.replace(known, other)
    store().library.add(guoban.read(text.encode(), name="别处.txt"))
    assert data().times()[-1] == "2026-H1"
    assert compare_data.in_both(data(), "2024", "2026-H1") == set()
    assert compare_data.usual_times(data()) == ("2024-H1", "2024")
    at = visit("compare", view="never", before="2024", after="2026-H1")
    assert "没有一个部门两期都有报告，无从查起" in words(at)
    assert "没有发现" not in words(at)


def test_uploaded_words_stay_words():
    text = TEXTS["half-2023"].read_text(encoding="utf-8").replace("云陌县财政局", "<b>云陌县</b>财政局")
    store().library.add(guoban.read(text.encode(), name="<i>坏</i>.txt"))
    at = visit("compare")
    drawn = json.dumps([one.value for kind in (at.markdown, at.caption, at.subheader) for one in kind])
    assert "<b>" not in drawn


def test_targets_are_held_against_results_department_by_department_as_all_at_once(monkeypatch):
    monkeypatch.setattr(compare_data, "PART", 2)
    given, told = data(), []
    times = compare_data.usual_times(given)
    reports = given.reports()

    def of(time):
        wanted = set(reports.loc[reports["time"] == time, "report_id"])
        return [
            Tables(**{name: frame[frame["report_id"].isin(wanted)] for name, frame in one.tables})
            for one in given.compilations
        ]

    before, after = map(of, times)
    for found, whole in (
        (given.carried(*times, lambda *done: told.append(done)), across.carried(before, after)),
        (given.never_mentioned(*times, lambda *_done: None), across.never_mentioned(before, after)),
    ):
        pd.testing.assert_frame_equal(found.drop(columns=["type", "level"]), whole)
    assert len(given.carried(*times, lambda *_done: None))
    assert [done for done, _all in told] == list(range(0, told[0][1], 2))
