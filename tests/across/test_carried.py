"""Targets of one period against the next one's results."""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from offices import Office, tables

from guoban.across import carried, never_mentioned
from guoban.across.passages import told_reports, told_words
from guoban.tables import Tables

CASES = Path(__file__).parents[1] / "cases" / "across" / "carried.yaml"
FIELDS = {
    "target": "target_text", "actual": "actual_text", "status": "status", "reason": "reason", "pct": "pct",
    "schedule": "schedule_pct", "lower": "lower_is_better", "hoped": "hoped", "said_in": "said_in",
}  # fmt: skip
NAME = "甲县教育局"


def cases():
    return [pytest.param(case, id=case["name"]) for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))]


def shown(row, wanted):
    found = {field: row[FIELDS[field]] for field in {*wanted, "status", "reason", "target", "actual"}}
    found = {field: round(value, 1) if isinstance(value, float) else value for field, value in found.items()}
    return {field: value for field, value in found.items() if value != ""}


@pytest.mark.parametrize("case", cases())
def test_each_case(case):
    before = Office(NAME, case["before"])
    later = case.get("later", {"year": 2023, "span": "year"})
    after = Office(case.get("later_name", NAME), case["after"], **later)
    found = carried([tables(before)], [tables(after)])
    assert [shown(row, wanted) for (_, row), wanted in zip(found.iterrows(), case["rows"], strict=True)] == case["rows"]


@pytest.fixture(scope="module")
def real(half_2024, year_2024):
    return carried([half_2024], [year_2024], {"县水利局": "云陌县水利局"})


@pytest.mark.parametrize(
    ("department", "indicator", "status", "actual"),
    [
        ("云陌县财政局", "一般公共预算收入增速", "reached", "6.8%"),
        ("云陌县财政局", "向上争取资金", "reached", "21.3亿元"),
        ("云陌县财政局", "税收占比", "not_reached", "69.4%"),
        ("云陌县财政局", "综合债务率", "reached", "112%"),
        ("枕溪县教体局", "学生近视率", "not_reached", "46.8%"),
        ("枕溪县教体局", "举办县级赛事", "not_reached", "42场次"),
        ("枕溪县教体局", "启动改造幼儿园", "unmentioned", ""),
        ("云陌县水利局", "农村自来水普及率", "reached", "97.3%"),
        ("云陌县水利局", "万元GDP用水量", "not_reached", "41.5立方米"),
        ("云陌县水利局", "创建节水型企业", "reached", "5家"),
        ("云陌县水利局", "水利投资", "not_comparable", "XX亿元"),
        ("临沚市科技局", "高新技术产业投资增速", "not_reached", "11.2%"),
        ("临沚市科技局", "新建企业联合实验室", "unmentioned", ""),
        ("鹭汀镇", "新增规上工业企业", "no_report", ""),
    ],
)
def test_read_for_real(real, department, indicator, status, actual):
    rows = real[(real["department"] == department) & (real["indicator"] == indicator)]
    assert status in set(rows["status"])
    assert actual in set(rows["actual_text"])


def test_both_sides_can_be_checked(real, quoted):
    assert len(real) > 100
    for row in real.itertuples():
        assert quoted(row.target_report_id, row.target_start, row.target_end, row.target_text)
        assert quoted(row.target_report_id, row.target_sentence_start, row.target_sentence_end, row.target_sentence)
        if row.actual_report_id:
            assert quoted(row.actual_report_id, row.actual_start, row.actual_end, row.actual_text)
            assert quoted(row.actual_report_id, row.actual_sentence_start, row.actual_sentence_end, row.actual_sentence)
            assert row.actual_text in row.actual_sentence


def test_merged_indicators_meet():
    before, after = (
        Office(NAME, "全年治水投入{3亿元|t|治水投入}。"),
        Office(NAME, "水利资金{4亿元|a 2023|水利资金}。", span="year"),
    )
    assert list(carried([tables(before)], [tables(after)])["status"]) == ["unmentioned"]
    merged = carried([tables(before)], [tables(after)], indicators={"治水投入": "水利资金"})
    assert list(merged["status"]) == ["reached"]


def test_bodies_of_one_name_in_two_regions():
    before = Office("市林业局", "全年造林{5万亩|t|造林}。", region="临沚市")
    after = Office("市林业局", "造林{6万亩|a 2023|造林}。", span="year", region="澜川市")
    assert list(carried([tables(before)], [tables(after)])["status"]) == ["no_report"]


def test_nothing_carried():
    assert carried([], []).empty
    assert never_mentioned([], []).empty
    assert carried([tables(Office(NAME, "完成投资{3亿元|a|投资}。"))], []).empty


PLAN = """一、上半年工作情况
完成投资。
二、下半年工作计划
加快推进云栈冷链物流园项目建设，三季度完成鹤埠大桥主体工程。开展“清风”专项行动，抓好重点项目，引进亿元以上项目，实施枫叶渡灌区改造。
"""


def names(after):
    found = never_mentioned([tables(Office(NAME, PLAN))], [tables(Office(NAME, after, span="year"))])
    return list(found["name"])


def test_a_plan_that_is_never_mentioned_again():
    assert names("完成各项任务。") == ["云栈冷链物流园项目", "鹤埠大桥", "“清风”专项行动", "枫叶渡灌区"]


def test_what_comes_up_in_other_words_is_mentioned():
    assert names("云栈冷链物流园建成投用，枫叶渡片区灌溉改善，扎实开展清风行动。") == ["鹤埠大桥"]


def test_a_plan_can_be_checked(half_2024, year_2024, quoted):
    found = never_mentioned([half_2024], [year_2024], {"县水利局": "云陌县水利局"})
    assert {"石桥灌区", "“临沚杯”创新创业大赛"} <= set(found["name"])
    for row in found.itertuples():
        assert quoted(row.report_id, row.start, row.end, row.text)
        assert quoted(row.report_id, row.sentence_start, row.sentence_end, row.sentence)
        assert row.later_report_ids


def as_one(*given):
    """The tables of several compilations as one."""
    frames = zip(*([frame for _name, frame in one] for one in given), strict=True)
    return Tables(*(pd.concat(same, ignore_index=True) for same in frames))


@pytest.mark.parametrize("held", [carried, never_mentioned])
def test_it_makes_no_difference_how_the_reports_lie_in_tables(half_2023, half_2024, year_2024, held):
    apart = held([half_2023, half_2024], [half_2024, year_2024])
    assert len(apart)
    pd.testing.assert_frame_equal(held([as_one(half_2023, half_2024)], [as_one(half_2024, year_2024)]), apart)


def test_the_words_of_reports_are_those_that_are_told_with_their_metrics(half_2024, year_2024):
    merged = {"县水利局": "云陌县水利局"}
    whole, bare = told_reports([half_2024, year_2024], merged, {}), told_words([half_2024, year_2024], merged)
    assert list(whole) == list(bare)
    for name, reports in whole.items():
        for one, other in zip(reports, bare[name], strict=True):
            assert (one.report_id, one.region, one.start, one.text) == (
                other.report_id, other.region, other.start, other.text,
            )  # fmt: skip
            assert (one.passage.folded, one.passage.report) == (other.passage.folded, other.passage.report)
            assert not other.passage.metrics
