"""Numbers in 万 and 亿: exact, and only where an office writes them so."""

import pandas as pd
import pytest

from guoban.reporting.scales import scaled, scaled_frame, scaled_row

CASES = [
    (1.89, "亿元", "wan", 18900, "万元"),
    (5234.5, "万元", "yi", 0.52345, "亿元"),
    (43.2, "亿元", "yi", 43.2, "亿元"),
    (123456, "元", "wan", 12.3456, "万元"),
    (12345, "人", "wan", 1.2345, "万人"),
    (0.1, "万亿元", "yi", 1000, "亿元"),
    (-2.4, "亿元", "wan", -24000, "万元"),
    (43.1, "元", "wan", 43.1, "元"),
    (35, "万元", "yi", 35, "万元"),
    (12, "座", "wan", 12, "座"),
    (96.7, "%", "wan", 96.7, "%"),
    (120000, "%", "wan", 120000, "%"),
    (1.89, "亿元", "written", 1.89, "亿元"),
    (None, "亿元", "wan", None, "亿元"),
]


@pytest.mark.parametrize(("value", "unit", "scale", "number", "shown"), CASES)
def test_a_value_in_another_magnitude(value, unit, scale, number, shown):
    assert scaled(value, unit, scale) == (number, shown)


def test_a_frame_and_its_rows_are_turned_alike():
    frame = pd.DataFrame({
        "value": [value for value, *_rest in CASES if value is not None],
        "high": pd.Series([2.5] + [None] * (len(CASES) - 2), dtype="float64"),
        "unit": [unit for value, unit, *_rest in CASES if value is not None],
        "measure": "level",
    })  # fmt: skip
    for scale in ("written", "wan", "yi"):
        turned = scaled_frame(frame, scale)
        rows = [scaled_row(row, scale) for row in frame.to_dict("records")]
        assert turned["unit"].tolist() == [row["unit"] for row in rows]
        assert turned["value"].tolist() == [row["value"] for row in rows]
    assert scaled_frame(frame, "wan")["high"].iloc[0] == 25000
    assert frame["value"].iloc[0] == 1.89


def test_rates_of_growth_and_ranks_stay():
    row = {"value": 20000.0, "high": None, "unit": "位", "measure": "rank"}
    assert scaled_row(row, "wan") is row
