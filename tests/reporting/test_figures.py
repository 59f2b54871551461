"""Numbers as an office writes them."""

import pytest

from guoban.locale import set_language
from guoban.reporting import figures

METRIC = {
    "value": None, "high": None, "unit": "", "bound": "exact", "measure": "level", "redacted": False, "compare": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (6.55, 1, "6.6"),
        (0.25, 1, "0.3"),
        (2006.2, None, "2,006.2"),
        (12.0, None, "12"),
        (1234567.891, None, "1,234,567.891"),
        (-43.45, 1, "−43.5"),
        (1e-7, None, "0.0000001"),
        (3e15, None, "3,000,000,000,000,000"),
        (0.0, None, "0"),
        (100.0, 1, "100.0"),
    ],
)
def test_number(value, places, shown):
    assert figures.number(value, places) == shown


@pytest.mark.parametrize(("value", "shown"), [(5.9, "+5.9"), (-43.4, "−43.4"), (0.0, "0.0"), (None, "")])
def test_gap(value, shown):
    assert figures.gap(value) == shown


@pytest.mark.parametrize(
    ("metric", "shown"),
    [
        ({"value": 2006.2, "unit": "亿元"}, "2,006.2亿元"),
        ({"value": 7.5, "unit": "%", "measure": "growth"}, "+7.5%"),
        ({"value": -2.4, "unit": "%", "measure": "growth"}, "−2.4%"),
        ({"value": 0.5, "unit": "个百分点", "measure": "difference"}, "+0.5个百分点"),
        ({"value": 96.7, "unit": "%", "measure": "share"}, "96.7%"),
        ({"value": 3, "unit": "位", "measure": "rank", "compare": "全省"}, "第3"),
        ({"value": 8, "high": 10, "unit": "家", "bound": "range"}, "8–10家"),
        ({"value": 40, "unit": "家", "bound": "min"}, "40家以上"),
        ({"value": 20, "unit": "%", "bound": "max", "measure": "share"}, "20%以内"),
        ({"value": 120, "unit": "万元", "bound": "approx"}, "约120万元"),
        ({"redacted": True, "unit": "亿元"}, "脱敏（亿元）"),
        ({"redacted": True}, "脱敏"),
        ({}, "—"),
    ],
)
def test_metric_value(metric, shown):
    assert figures.metric_value(METRIC | metric) == shown


def test_a_rank_says_among_whom():
    assert figures.rank(METRIC | {"value": 3, "measure": "rank", "compare": "全省"}) == "全省第3"
    assert figures.rank(METRIC | {"value": 3, "measure": "rank", "compare": ""}) == "第3"
    set_language("en")
    assert figures.rank(METRIC | {"value": 3, "measure": "rank", "compare": "全省"}) == "全省 No. 3"


def test_amounts_are_masked_missing_or_written():
    assert figures.amount(None, "万元", masked=True) == "脱敏（万元）"
    assert figures.amount(float("nan"), "家") == "—"
    assert figures.amount(3500, "家") == "3,500家"


def test_a_zero_in_a_column_of_counts_is_a_dot():
    assert [figures.count(0), figures.count(1200)] == ["·", "1,200"]


def test_differences_are_those_of_the_written_figures():
    assert figures.signed(figures.exact_difference(90.4, 90), None) == "+0.4"


def test_lengths_in_both_languages():
    assert figures.thousands_of_characters(41_099) == "4.1 万字"
    assert figures.thousands_of_characters(3_366) == "3,366 字"
    set_language("en")
    assert figures.thousands_of_characters(41_099) == "41,099 characters"
    assert figures.metric_value(METRIC | {"value": 40, "unit": "家", "bound": "min"}) == "40家 or more"
