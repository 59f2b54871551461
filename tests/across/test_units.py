"""Units brought together: the amount stays what it was, and nothing is mixed."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.across.units import in_one_unit, with_family
from guoban.metrics.units import to_base

UNITS = ["元", "万元", "亿元", "千元", "亩", "万亩", "公顷", "万公顷", "人", "万人", "名", "吨", "万吨", "千克", "斤", "千瓦时", "万千瓦时", "亿千瓦时", "公里", "米", "平方公里", "万平方米"]  # fmt: skip


def rows(*given, measure="level", indicator="指标"):
    """Rows from (value, unit) or from mappings of what differs."""
    found = []
    for one in given:
        row = {"measure": measure, "indicator": indicator, "high": math.nan, "bound": "exact", "redacted": False}
        row |= one if isinstance(one, dict) else dict(zip(("value", "unit"), one, strict=True))
        row["amount"], row["base_unit"] = to_base(None if math.isnan(row["value"]) else row["value"], row["unit"])
        found.append(row)
    return pd.DataFrame(found).astype({"value": "float64", "high": "float64"})


def shown(frame):
    found = in_one_unit(with_family(frame))
    return list(zip(found["shown_value"], found["shown_unit"], strict=True))


def families(frame):
    return list(with_family(frame)["family"])


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ([(1.89, "亿元"), (8100.0, "万元"), (2.0, "亿元")], [(1.89, "亿元"), (0.81, "亿元"), (2.0, "亿元")]),
        ([(300.0, "万元"), (50.0, "万元"), (1.0, "亿元")], [(300.0, "万元"), (50.0, "万元"), (10000.0, "万元")]),
        ([(2.39, "亿"), (1.0, "亿元")], [(2.39, "亿元"), (1.0, "亿元")]),
        ([(2.0, "公顷"), (45.0, "亩"), (1.0, "亩")], [(30.0, "亩"), (45.0, "亩"), (1.0, "亩")]),
        ([(3.5, "万人"), (1200.0, "人"), (2.0, "万人")], [(3.5, "万人"), (0.12, "万人"), (2.0, "万人")]),
        ([(1.2, "亿千瓦时"), (3000.0, "万千瓦时"), (1.0, "亿千瓦时")], [(1.2, "亿千瓦时"), (0.3, "亿千瓦时"), (1.0, "亿千瓦时")]),
        ([(5.0, "公里"), (800.0, "米"), (2.0, "公里")], [(5.0, "公里"), (0.8, "公里"), (2.0, "公里")]),
        # Of equally usual units the one that reads well.
        ([(3.0, "元"), (5.0, "亿元")], [(0.00000003, "亿元"), (5.0, "亿元")]),
    ],
)  # fmt: skip
def test_one_unit_for_a_set(given, wanted):
    assert shown(rows(*given)) == wanted


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ((1.0, "平方米"), (1.0, "亩")),
        ((1.0, "家"), (1.0, "万元")),
        ((1.0, "元"), (1.0, "万美元")),
        ((1.0, "人"), (1.0, "人次")),
        ((1.0, "户"), (1.0, "家")),
        ((5.0, "%"), (5.0, "个百分点")),
    ],
)
def test_units_that_stay_apart(left, right):
    one, other = families(rows(left, right))
    assert one != other


def test_growth_with_growth_and_share_with_share():
    mixed = pd.concat([rows((5.0, "%"), measure="growth"), rows((60.0, "%"), measure="share")], ignore_index=True)
    assert shown(mixed) == [(5.0, "%"), (60.0, "%")]
    assert in_one_unit(with_family(mixed)).groupby(["measure", "family"]).ngroups == 2


def test_ratios_are_shown_in_percent():
    assert shown(rows((9.0, "成"), (92.5, "%"), measure="share")) == [(90.0, "%"), (92.5, "%")]
    assert shown(rows((2.0, "倍"), (110.0, "%"), measure="growth")) == [(200.0, "%"), (110.0, "%")]
    assert shown(rows((1.5, "百分点"), (2.0, "个百分点"), measure="difference")) == [
        (1.5, "个百分点"),
        (2.0, "个百分点"),
    ]


def test_measure_words_of_the_same_things():
    assert families(rows((1.0, "户"), (1.0, "家"), indicator="新增规上企业")) == ["家", "家"]
    assert families(rows((1.0, "户"), (1.0, "家"), indicator="改造农房")) == ["户", "家"]


def test_bounds_ranges_and_redacted_are_marked():
    found = in_one_unit(with_family(rows(
        {"value": 3.0, "high": 5.0, "unit": "亿元", "bound": "range"}, {"value": 800.0, "unit": "万元", "bound": "min"},
        {"value": math.nan, "unit": "亿元", "redacted": True},
    )))  # fmt: skip
    assert list(found["mark"]) == ["range", "min", "redacted"]
    assert list(found["shown_value"])[:2] == [3.0, 0.08]
    assert math.isnan(found["shown_value"].iloc[2])
    assert found["shown_high"].iloc[0] == 5.0


def test_no_rows():
    assert in_one_unit(with_family(rows((1.0, "元")).iloc[:0])).empty


@given(
    st.lists(st.tuples(st.integers(1, 10**7).map(lambda n: n / 100), st.sampled_from(UNITS)), min_size=1, max_size=12)
)
def test_an_amount_stays_what_it_was(given):
    frame = with_family(rows(*given))
    found = in_one_unit(frame)
    for row in found.itertuples():
        back, _ = to_base(row.shown_value, row.shown_unit)
        own, _ = to_base(1.0, row.shown_unit)
        in_family = with_family(rows((row.shown_value, row.shown_unit)))["family_value"].iloc[0]
        assert math.isclose(in_family, row.family_value, rel_tol=1e-9)
        if row.base_unit == row.family:
            assert math.isclose(row.family_value, row.amount, rel_tol=1e-9)
        assert back > 0
        assert own > 0
    assert found.groupby("family")["shown_unit"].nunique().max() == 1
    assert set(found["shown_unit"]) <= set(found["unit"])
