"""Numbers in 万 or 亿, as the reader chooses: 5234.5万元 is 0.52345亿元. Nothing is rounded away.

Only counts and amounts are turned, and only where the turned number is of a size that is written so: at least 1万, at
least 0.01亿. Everything else, shares, ranks, rates, 12座, stays as the text has it.
"""

from collections.abc import Hashable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd

from guoban.metrics.numerals import multiplier
from guoban.metrics.units import split_magnitude, units

WRITTEN = "written"
SCALES = {WRITTEN: "原样", "wan": "万", "yi": "亿"}
SIZES = {"wan": 10_000, "yi": 100_000_000}
LEAST = {"wan": 10_000, "yi": 1_000_000}
MEASURES = ("level", "difference")


def scaled(value: float | None, unit: str, scale: str) -> tuple[float | None, str]:
    """Return `value` and `unit` in `scale`; as they are where there is no value or it is not written so."""
    multiple, rest = _parts(unit)
    if scale not in SIZES or value is None or pd.isna(value) or not multiple or abs(value) * multiple < LEAST[scale]:
        return value, unit
    return _turned(value, multiple, scale), f"{SCALES[scale]}{rest}"


def scaled_row(row: Mapping[Hashable, Any], scale: str) -> Mapping[Hashable, Any]:
    """Return a row of the metrics table with `value`, `high` and `unit` in `scale`."""
    if scale not in SIZES or row["measure"] not in MEASURES:
        return row
    value, unit = scaled(row["value"], row["unit"], scale)
    if unit == row["unit"]:
        return row
    high = None if pd.isna(row["high"]) else _turned(row["high"], _parts(row["unit"])[0], scale)
    return {**row, "value": value, "high": high, "unit": unit}


def scaled_frame(metrics: pd.DataFrame, scale: str) -> pd.DataFrame:
    """Return the metrics with `value`, `high` and `unit` in `scale`."""
    if scale not in SIZES or metrics.empty:
        return metrics
    multiples = metrics["unit"].map({unit: _parts(unit)[0] for unit in metrics["unit"].unique()})
    large = metrics["measure"].isin(MEASURES) & (metrics["value"].abs() * multiples >= LEAST[scale])
    own = metrics[large & (multiples > 0)]
    found = metrics.assign(value=metrics["value"].copy(), high=metrics["high"].copy(), unit=metrics["unit"].copy())
    for name in ("value", "high"):
        found.loc[own.index, name] = [
            value if pd.isna(value) else _turned(value, multiple, scale)
            for value, multiple in zip(own[name], multiples[own.index], strict=True)
        ]
    found.loc[own.index, "unit"] = [f"{SCALES[scale]}{_parts(unit)[1]}" for unit in own["unit"]]
    return found


def _turned(value: float, multiple: int, scale: str) -> float:
    return float(Decimal(str(value)) * multiple / SIZES[scale])


@cache
def _parts(unit: str) -> tuple[int, str]:
    """Return what a unit multiplies by and the rest; 0 where it is no count and no amount."""
    magnitude, rest = split_magnitude(unit)
    if not magnitude and rest not in units().bases:
        return 0, unit
    return multiplier(magnitude), rest
