"""The schedule: periods as months, the last day reviewed, the share of a horizon gone by."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_report import read_marked

from guoban.progress.horizon import horizon_in, task_months
from guoban.progress.schedule import Months, covered_months, last_day, months_of, reviewed_months, schedule_percent
from guoban.records import Report

JANUARY = 2023 * 12
HORIZONS = st.sampled_from(["year", "half", "quarter", "project", "none"])
MONTH = st.integers(min_value=1990 * 12, max_value=2060 * 12)


def _report(year: int | None = 2023, span: str = "H1") -> Report:
    return dataclasses.replace(read_marked("无。")[1], year=year, span=span)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2023", 0, 11), ("2023-H1", 0, 5), ("2023-H2", 6, 11), ("2023-Q1", 0, 2), ("2023-Q4", 9, 11), ("2023-04", 3, 3),
        ("2023-01/2023-05", 0, 4), ("2021/2022", -24, -1), ("2022-09/2023-02", -4, 1),
    ],
)  # fmt: skip
def test_months_of_a_period(period: str, first: int, last: int) -> None:
    assert months_of(period) == Months(JANUARY + first, JANUARY + last)


@pytest.mark.parametrize("period", ["", "2023-13", "2023-00", "去年", "2023-05/2023-01", "2023/2024/2025", "0000"])
def test_no_months(period: str) -> None:
    assert months_of(period) is None


@pytest.mark.parametrize(
    ("span", "last"), [("H1", 5), ("H2", 11), ("Q1", 2), ("Q2", 5), ("Q1-Q2", 5), ("Q1-Q3", 8), ("year", 11), ("", 11)]
)
def test_reviewed_months(span: str, last: int) -> None:
    months = reviewed_months(_report(span=span))
    assert months is not None
    assert months.last == JANUARY + last


@pytest.mark.parametrize(
    ("period", "last"),
    [
        ("2023-01/2023-05", "2023-05-31"), ("2023-H1", "2023-06-30"), ("2023", "2023-06-30"), ("", "2023-06-30"),
        ("2023-H2", "2023-06-30"), ("2023-01/2023-07", "2023-07-31"), ("2022", "2022-12-31"), ("2024-02", "2024-02-29"),
    ],
)  # fmt: skip
def test_what_is_done_covers(period: str, last: str) -> None:
    """A year that is only named ends with the report's own time; months past it are believed."""
    months = covered_months(period, _report())
    assert months is not None
    assert last_day(months.last) == last


def test_nothing_is_covered_where_the_year_is_not_told() -> None:
    assert covered_months("", _report(year=None)) is None


@pytest.mark.parametrize(
    ("horizon", "month", "percent"),
    [
        ("year", 5, 500 / 12),
        ("year", 6, 50),
        ("year", 12, 100),
        ("half", 3, 50),
        ("half", 6, 100),
        ("half", 9, 50),
        ("quarter", 2, 200 / 3),
    ],
)
def test_schedule(horizon: str, month: int, percent: float) -> None:
    assert schedule_percent(horizon, JANUARY + month - 1) == pytest.approx(percent)


@pytest.mark.parametrize("horizon", ["project", "none"])
def test_no_schedule(horizon: str) -> None:
    assert schedule_percent(horizon, JANUARY) is None


def test_schedule_of_a_task_with_its_own_time() -> None:
    first_half = Months(JANUARY, JANUARY + 5)
    assert schedule_percent("half", JANUARY + 8, first_half) == 100
    assert schedule_percent("half", JANUARY - 1, first_half) is None


@given(horizon=HORIZONS, month=MONTH)
def test_schedule_is_a_percentage(horizon: str, month: int) -> None:
    percent = schedule_percent(horizon, month)
    assert percent is None or 0 < percent <= 100


@given(month=MONTH, later=st.integers(min_value=0, max_value=40))
def test_schedule_of_one_task_never_falls(month: int, later: int) -> None:
    task = Months(month, month + 11)
    assert (schedule_percent("year", month, task) or 0) <= (schedule_percent("year", month + later, task) or 0)


@given(year=st.integers(1000, 9998), months=st.tuples(st.integers(1, 12), st.integers(1, 12)).map(sorted))
def test_months_read_back(year: int, months: list[int]) -> None:
    first, last = months
    assert months_of(f"{year}-{first:02d}/{year}-{last:02d}") == Months(year * 12 + first - 1, year * 12 + last - 1)


@pytest.mark.parametrize(
    ("text", "horizon"),
    [
        ("完成年度任务的", "year"), ("占年计划的", "year"), ("完成全年目标任务", "year"), ("为年初预算的", "year"), ("2023年市下达目标", "year"),
        ("占省下达的年度投资计划", "year"), ("完成半年任务", "half"), ("完成上半年目标任务", "half"), ("为半年度计划的", "half"),
        ("今年上半年目标", "half"), ("完成一季度任务", "quarter"), ("占总投资的", "project"), ("形象进度", "project"), ("占“十四五”规划目标的", "project"),
        ("上半年完成年度任务的", "year"), ("上半年完成目标任务", None), ("完成任务的", None), ("近年任务", None), ("一季度新增投资", None),
    ],
)  # fmt: skip
def test_horizon_of_words(text: str, horizon: str | None) -> None:
    assert horizon_in(text)[0] == horizon


@pytest.mark.parametrize(
    ("horizon", "base", "first"),
    [
        ("half", "下半年目标", 6),
        ("half", "上半年目标", 0),
        ("half", "半年任务", None),
        ("quarter", "三季度任务", 6),
        ("year", "2022年计划", -12),
    ],
)
def test_time_of_a_task_from_its_words(horizon: str, base: str, first: int | None) -> None:
    months = task_months(horizon, base, JANUARY + 4)
    assert (months.first - JANUARY if months else None) == first
