"""One department over the years, read for real and from marked reports."""

import pandas as pd
import pytest
from offices import Office, tables

from guoban.across import EVIDENCE, apply_merges, facts, over_time


@pytest.fixture(scope="module")
def rows(half_2023, half_2024, year_2024):
    return facts([half_2023, half_2024, year_2024])


@pytest.fixture(scope="module")
def finance(rows):
    return over_time(rows, "云陌县财政局")


def series_of(found, indicator, measure="level", role="actual"):
    match = found.series[(found.series[["indicator", "measure", "role"]] == [indicator, measure, role]).all(axis=1)]
    (number,) = match["series"]
    return number


def cells_of(found, number):
    cells = found.cells[found.cells["series"] == number]
    return dict(zip(cells["period"], cells["shown_value"], strict=True)), set(cells["unit"])


def change_of(found, number):
    return found.changes[found.changes["series"] == number].iloc[0]


def test_two_halves_in_one_unit(finance):
    number = series_of(finance, "全县一般公共预算收入")
    assert cells_of(finance, number) == ({"2023-H1": 8.2, "2024-H1": 8.72}, {"亿元"})
    change = change_of(finance, number)
    assert (change["change"], change["unit"], round(change["change_pct"], 2)) == (0.52, "亿元", 6.34)
    assert change["computed"]
    assert not change["reason"]


def test_a_whole_year_is_not_held_against_a_half(finance):
    for periods in finance.cells.groupby("series")["period"].agg(list):
        scopes = {period.partition("-")[2] for period in periods}
        assert len(scopes) == 1


def test_a_growth_changes_by_points(finance):
    change = change_of(finance, series_of(finance, "全县一般公共预算支出", "growth"))
    assert (change["change"], change["unit"]) == (-1.2, "个百分点")
    assert pd.isna(change["change_pct"])


def test_bounds_and_redacted_values_have_no_change(finance):
    assert change_of(finance, series_of(finance, "向上争取资金"))["reason"] == "bound"
    redacted = change_of(finance, series_of(finance, "拨付耕地地力保护补贴"))
    assert redacted["reason"] == "redacted"
    assert pd.isna(redacted["change"])


def test_the_number_that_targets_set_changes(finance):
    changes = finance.changes[finance.changes["series"] == series_of(finance, "一般公共预算收入", "growth", "target")]
    assert list(changes["change"]) == [1.0, -1.0]


def test_every_cell_can_be_checked(finance, quoted):
    assert set(EVIDENCE) <= set(finance.cells)
    for cell in finance.cells.itertuples():
        assert quoted(cell.report_id, cell.start, cell.end, cell.text)
        assert quoted(cell.report_id, cell.sentence_start, cell.sentence_end, cell.sentence)


def test_a_renamed_department_by_its_canonical_name(rows):
    assert over_time(rows, "临沚市市场监督管理局").series.empty
    merged = apply_merges(rows, {"临沚市市监局": "临沚市市场监督管理局"}, "department")
    found = over_time(merged, "临沚市市场监督管理局")
    assert cells_of(found, series_of(found, "新增经营主体")) == ({"2023-H1": 7530.0, "2024-H1": 8412.0}, {"户"})


def test_an_indicator_by_its_canonical_name():
    before = Office("甲县水务局", "完成固投{3亿元|a|完成固投}。治水投入{1亿元|a|治水投入}。")
    after = Office("甲县水务局", "固定资产投资{4亿元|a|固定资产投资}。水利投入{2亿元|a|水利投入}。", year=2024)
    rows = facts([tables(before), tables(after)]).assign(period=["2023-H1"] * 2 + ["2024-H1"] * 2)
    assert list(over_time(rows, "甲县水务局").series["indicator"]) == ["固定资产投资"]
    merged = apply_merges(rows, {"治水投入": "水利投入"}, "indicator")
    assert list(over_time(merged, "甲县水务局").series["indicator"]) == ["固定资产投资", "水利投入"]


def two_years(first, second, **more):
    """The series of two half-year reports; periods follow the reports' years."""
    rows = facts([tables(Office("甲县农业农村局", first, **more)), tables(Office("甲县农业农村局", second, year=2024))])
    return over_time(rows, "甲县农业农村局")


def test_several_values_of_a_cell_are_all_kept():
    found = two_years(
        "建成农田{5万亩|a 2023-H1|建成农田}。另文建成农田{6万亩|a 2023-H1|建成农田}。",
        "建成农田{7万亩|a 2024-H1|建成农田}。",
    )
    assert list(found.cells["shown_value"]) == [5.0, 6.0, 7.0]
    assert list(found.cells["candidates"]) == [2, 2, 1]
    assert change_of(found, 0)["reason"] == "several"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("新增农田{5万亩|a 2023-H1|新增农田}。", "农田{70万亩|a 2024-H1|农田}。"),
        ("农田{5万亩|a 2023-H1|农田}。", "农田增长{7%|a g 2024-H1|农田}。"),
        ("农田{5万亩|a 2023-H1|农田}。", "农田{7万元|a 2024-H1|农田}。"),
        ("农田{5万亩|a 2023-H1|农田}。", "农田{7万亩|t 2024-H1|农田}。"),
        ("农田{5万亩|a 2023-01/2023-05|农田}。", "农田{7万亩|a 2024-H1|农田}。"),
        ("建设{5亿元|a 2023-H1|XX亿元以上项目}。", "建设{7亿元|a 2024-H1|XX亿元以上项目}。"),
    ],
    ids=["flow", "measure", "unit", "role", "months", "masked"],
)
def test_what_is_not_the_same_stands_in_no_series(first, second):
    assert two_years(first, second).series.empty


def test_bodies_of_one_name_in_two_regions():
    first = Office("市林业局", "造林{5万亩|a 2023-H1|造林}。", region="临沚市")
    second = Office("市林业局", "造林{9万亩|a 2024-H1|造林}。", year=2024, region="澜川市")
    rows = facts([tables(first), tables(second)])
    assert over_time(rows, "市林业局", "临沚市").series.empty


def test_nothing_to_compare():
    found = over_time(facts([]), "甲局")
    assert found.series.empty
    assert found.cells.empty
    assert found.changes.empty
