"""One indicator across departments: a permutation, in one unit, with what cannot be ranked apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from offices import Office, tables

from guoban.across import Thing, apply_merges, facts, rank, things

INVESTMENT = Thing("固定资产投资", "level", "元")


def offices(*marked, **more):
    """One half-year report each of 甲县, 乙县 … 水务局."""
    signs = "甲乙丙丁戊己庚辛壬癸"
    return facts([tables(Office(f"{sign}县水务局", text, **more)) for sign, text in zip(signs, marked, strict=False)])


def invested(amount, kind="a 2023-H1", name="固定资产投资"):
    return f"完成{name}{{{amount}|{kind}|完成{name}}}。"


def places(found):
    return list(zip(found.rows["place"], found.rows["department"].str[0], found.rows["shown_value"], strict=True))


def reasons(found):
    return dict(zip(found.apart["department"].str[0], found.apart["reason"], strict=True))


def test_units_come_together_and_ties_share_a_place():
    found = rank(offices(*map(invested, ("1.2亿元", "8000万元", "3亿元", "12000万元"))), INVESTMENT)
    assert places(found) == [(1, "丙", 3.0), (2, "丁", 1.2), (2, "甲", 1.2), (4, "乙", 0.8)]
    assert found.unit == "亿元"
    assert list(found.rows["tied"]) == [False, True, True, False]
    assert (found.period, found.lower_is_better) == ("2023-H1", False)


def test_redacted_values_stand_apart_and_bounds_are_marked():
    found = rank(offices(invested("2亿元"), invested("XX亿元"), invested("3亿元", "a min 2023-H1")), INVESTMENT)
    assert list(found.rows["mark"]) == ["min", "exact"]
    assert reasons(found) == {"乙": "redacted"}


def test_another_time_stands_apart():
    rows = offices(invested("2亿元"), invested("3亿元"), invested("1亿元", "a 2023-01/2023-05"))
    assert reasons(rank(rows, INVESTMENT)) == {"丙": "period"}
    assert [sign for _, sign, _ in places(rank(rows, INVESTMENT, period="2023-01-05"))] == ["丙"]


def test_differing_values_of_one_report_stand_apart():
    found = rank(offices(invested("2亿元"), invested("3亿元") + invested("4亿元")), INVESTMENT)
    assert [sign for _, sign, _ in places(found)] == ["甲"]
    assert list(found.apart["reason"]) == ["several", "several"]


def test_a_value_said_twice_is_one():
    found = rank(offices(invested("3亿元") + invested("30000万元")), INVESTMENT)
    assert list(found.rows["said_in"]) == [2]
    assert found.apart.empty


def test_added_is_not_ranked_with_all_there_is():
    thing = Thing("规上企业", "level", "家")
    rows = offices(
        "规上企业{80家|a 2023-H1|规上企业}。", "规上企业{90家|a 2023-H1|规上企业}。",
        "上半年新增规上企业{9家|a 2023-H1|新增规上企业}。", "规上企业保有量达{95家|a 2023-H1|规上企业}。",
    )  # fmt: skip
    found = rank(rows, thing)
    assert [sign for _, sign, _ in places(found)] == ["乙", "甲"]
    assert reasons(found) == {"丁": "stock"}
    assert [sign for _, sign, _ in places(rank(rows, Thing("新增规上企业", "level", "家")))] == ["丙"]


def test_less_is_better():
    rows = offices("PM2.5浓度{30微克/立方米|a 2023-H1|PM2.5浓度}。", "PM2.5浓度{25微克/立方米|a 2023-H1|PM2.5浓度}。")
    thing = Thing("PM2.5浓度", "level", "微克/立方米")
    assert [sign for _, sign, _ in places(rank(rows, thing))] == ["乙", "甲"]
    assert [sign for _, sign, _ in places(rank(rows, thing, lower=False))] == ["甲", "乙"]


def test_growth_is_not_ranked_with_amounts():
    text = invested("3亿元") + "固定资产投资增长{8%|a g 2023-H1|固定资产投资}。"
    found = rank(offices(text, text), Thing("固投", "growth", "%"))
    assert list(found.rows["shown_value"]) == [8.0, 8.0]
    assert found.unit == "%"


def test_the_units_own_area_makes_no_difference_but_another_does():
    rows = offices(invested("3亿元", name="全县固定资产投资"), invested("9亿元", name="全市固定资产投资"))
    assert [sign for _, sign, _ in places(rank(rows, INVESTMENT))] == ["甲"]


def test_one_type_or_all():
    rows = facts([tables(Office("甲县水务局", invested("3亿元"))), tables(Office("甲县教育局", invested("4亿元")))])
    assert len(rank(rows, INVESTMENT).rows) == 2
    assert list(rank(rows, INVESTMENT, kind="水利").rows["department"]) == ["甲县水务局"]


def test_merged_names_are_ranked_together():
    rows = offices(invested("3亿元"), invested("4亿元", name="项目投资"))
    assert len(rank(rows, INVESTMENT).rows) == 1
    assert len(rank(apply_merges(rows, {"完成项目投资": "固定资产投资"}, "indicator"), INVESTMENT).rows) == 2


def test_what_can_be_ranked():
    rows = offices(invested("3亿元"), invested("4亿元", name="固投"), "治水投入{1亿元|a 2023-H1|治水投入}。")
    found = things(rows)
    (chosen,) = found.itertuples()
    assert chosen.departments == 2
    thing = Thing(chosen.indicator, chosen.measure, chosen.family, chosen.role, chosen.compare)
    assert len(rank(rows, thing).rows) == chosen.reports == 2


def test_nothing_to_rank():
    found = rank(facts([]), INVESTMENT)
    assert found.rows.empty
    assert found.apart.empty
    assert things(facts([])).empty


@pytest.mark.parametrize("measure", ["level", "growth"])
def test_every_thing_of_the_sample_can_be_ranked(half_2023, half_2024, year_2024, quoted, measure):
    rows = facts([half_2023, half_2024, year_2024])
    found = things(rows, least=2)
    for chosen in found[found["measure"] == measure].head(20).itertuples():
        ranking = rank(rows, Thing(chosen.indicator, chosen.measure, chosen.family, chosen.role, chosen.compare))
        assert len(ranking.rows) + ranking.apart["report_id"].nunique() >= chosen.reports
        for row in ranking.rows.itertuples():
            assert quoted(row.report_id, row.start, row.end, row.text)


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["1亿元", "9000万元", "XX亿元", "2.5亿元", "10000万元"]), min_size=1, max_size=8))
def test_a_ranking_is_a_permutation(amounts):
    rows = offices(*map(invested, amounts))
    found = rank(rows, INVESTMENT)
    assert sorted([*found.rows["metric_id"], *found.apart["metric_id"]]) == sorted(rows["metric_id"])
    assert list(found.rows["shown_value"]) == sorted(found.rows["shown_value"], reverse=True)
    for row in found.rows.itertuples():
        assert row.place == 1 + (found.rows["shown_value"] > row.shown_value).sum()
