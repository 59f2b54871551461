"""Time expressions, and the period of a number."""

import pytest

from guoban.metrics.periods import Calendar, find_times, months


def times(text, year=2024, span="H1"):
    return [
        (text[one.start : one.end], one.period, one.kind)
        for one in find_times(text, 0, len(text), Calendar(year, span))
    ]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1-5月", "2024-01/2024-05"), ("1—6月", "2024-H1"), ("2023年1至6月", "2023-H1"), ("元至6月", "2024-H1"), ("前6个月", "2024-H1"),
        ("前三季度", "2024-01/2024-09"), ("一季度", "2024-Q1"), ("上半年", "2024-H1"), ("下半年", "2024-H2"), ("今年以来", "2024-H1"),
        ("截至目前", "2024-H1"), ("截止5月底", "2024-01/2024-05"), ("截至6月底", "2024-H1"), ("4月份", "2024-04"), ("全年", "2024"),
        ("2021-2022年", "2021/2022"), ("去年", "2023"), ("2023年", "2023"), ("去年上半年", "2023-H1"), ("1~12月", "2024"),
    ],
)  # fmt: skip
def test_a_time(text, period):
    assert [one[1] for one in times(text)] == [period]


@pytest.mark.parametrize("text", ["企业29家", "半价", "2019人", "五个方面"])
def test_no_time(text):
    assert times(text) == []


def test_before_a_month_is_a_deadline():
    assert times("10月底前完成") == [("10月底前", "2024-H2", "deadline")]


def test_relative_times_want_a_year():
    assert times("去年", year=None) == [("去年", "", "year")]


@pytest.mark.parametrize(
    ("span", "so_far", "ahead"),
    [
        ("H1", "2024-H1", "2024-H2"), ("Q1", "2024-Q1", "2024-Q2"), ("Q1-Q3", "2024-01/2024-09", "2024-Q4"), ("year", "2024", "2025"),
        ("", "2024", "2025"),
    ],
)  # fmt: skip
def test_a_reports_own_time(span, so_far, ahead):
    calendar = Calendar(2024, span)
    assert (calendar.so_far, calendar.ahead) == (so_far, ahead)


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [(1, 6, "2024-H1"), (1, 12, "2024"), (1, 3, "2024-Q1"), (7, 12, "2024-H2"), (4, 5, "2024-04/2024-05")],
)
def test_months(first, last, period):
    assert months(2024, first, last) == period


@pytest.mark.parametrize(
    ("text", "role", "periods"),
    [
        ("1-5月,完成投资3亿元,增长5%。", "review", ["2024-01/2024-05", "2024-01/2024-05"]),
        ("1-5月完成投资3亿元。新建泵站6座。", "review", ["2024-01/2024-05", "2024-01/2024-05"]),
        ("1-5月完成投资3亿元。\n新建泵站6座。", "review", ["2024-01/2024-05", "2024-H1"]),
        ("优良率由上年的68.2%提升至74.5%。", "review", ["2023", "2024-H1"]),
        ("立案28件(上年同期35件)。", "review", ["2024-H1", "2023-H1"]),
        ("较2023年增长6%。", "review", ["2024-H1"]),
        ("完成投资8亿元,占年度计划14亿元的57%。", "review", ["2024-H1", "2024", "2024-H1"]),
        ("新建泵站6座。", "plan", ["2024-H2"]),
        ("全年新建泵站6座。", "plan", ["2024"]),
        ("新建泵站6座。", "background", [""]),
    ],
)
def test_the_period_of_a_number(read, text, role, periods):
    assert [one.period for one in read(text, role=role)] == periods
