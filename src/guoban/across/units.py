"""Values of different reports in one unit: 万元 and 亿元 brought together, growth with growth, share with share.

The tables multiply every amount out (`amount`, `base_unit`); here amounts of base units that convert without rounding
become one family, and one unit is chosen to show a set of rows in. Bounds, ranges and redacted values are kept and marked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import pandas as pd
import regex

from guoban.errors import LexiconError
from guoban.lexicon import load
from guoban.metrics.units import to_base
from guoban.progress.amounts import IN_PERCENT
from guoban.progress.words import any_of

# Measures whose values are ratios: never an amount, whatever stands behind the number.
_RATIOS = ("share", "growth", "completion")
PERCENT, POINTS, RANK = "%", "个百分点", "位"
# A shown value of a set should lie between these.
_READABLE = (0.01, 1_000_000.0)
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class _Alike:
    units: frozenset[str]
    first: str
    of: "regex.Pattern[str] | None"


@dataclass(frozen=True, slots=True)
class _Families:
    exact: dict[str, tuple[str, float]]
    alike: tuple[_Alike, ...]
    counted: frozenset[str]
    points: frozenset[str]


def with_family(rows: pd.DataFrame, indicators: "pd.Series[str] | None" = None) -> pd.DataFrame:
    """Return `rows` with `family`, `family_value` and `family_high`: what may be compared, and the value in its unit.

    Rows of one measure and one family compare; no others do. `indicators` are the names that decide whether 家 and 户
    count the same, by default the column `indicator`. Values are NaN where they are redacted.
    """
    names = rows["indicator"] if indicators is None else indicators
    units = [
        _family(measure, unit, base, _alike_first(base, name))
        for measure, unit, base, name in zip(rows["measure"], rows["unit"], rows["base_unit"], names, strict=True)
    ]
    family = pd.Series([name for name, _ in units], index=rows.index, dtype="str")
    factor = pd.Series([factor for _, factor in units], index=rows.index, dtype="float64")
    return rows.assign(
        family=family,
        family_value=_clean(rows["value"] * factor),
        family_high=_clean(rows["high"] * factor),
    )


def in_one_unit(rows: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """Return `rows` (from `with_family`) with `shown_value`, `shown_high`, `shown_unit` and `mark`.

    Each set of rows that agree in `by`, `measure` and `family` is shown in one of the units that it is written in: the
    usual one, unless its numbers would be unreadable. `mark` is the bound, or redacted.
    """
    keys = [*by, *(key for key in ("measure", "family") if key not in by)]
    shown = rows.assign(
        shown_value=np.nan, shown_high=np.nan, shown_unit="", mark=rows["bound"].mask(rows["redacted"], "redacted")
    )
    if rows.empty:
        return shown
    units = rows.groupby(keys, sort=False, dropna=False).ngroup()
    chosen = {
        group: _chosen(found["measure"].iloc[0], found["family"].iloc[0], found["unit"], found["family_value"])
        for group, found in rows.groupby(units, sort=False)
    }
    unit = units.map({group: name for group, (name, _) in chosen.items()})
    factor = units.map({group: size for group, (_, size) in chosen.items()}).astype("float64")
    return shown.assign(
        shown_value=_clean(rows["family_value"] / factor),
        shown_high=_clean(rows["family_high"] / factor),
        shown_unit=unit.astype("str"),
    )


def _chosen(measure: str, family: str, units: "pd.Series[str]", values: "pd.Series[float]") -> tuple[str, float]:
    """Return the unit to show a set in and its size in the family's unit."""
    counts = units.value_counts()
    sizes = {unit: _size(measure, family, unit) for unit in counts.index}
    typical = float(values.abs().median())
    fit = [unit for unit in sizes if np.isnan(typical) or _READABLE[0] <= typical / sizes[unit] < _READABLE[1]]
    best = max(fit or sizes, key=lambda unit: (counts[unit], sizes[unit], unit))
    if measure in _RATIOS and family == PERCENT:
        return PERCENT, 1.0
    return _written(best, family), sizes[best]


def _written(unit: str, family: str) -> str:
    """Return the unit's usual spelling: 百分点 is 个百分点, 亿 of money 亿元."""
    if family == POINTS:
        return POINTS
    return unit + family if unit and set(unit) <= set("百千万亿") and family == "元" else unit


@lru_cache(maxsize=1 << 12)
def _size(measure: str, family: str, unit: str) -> float:
    amount, base = to_base(1.0, unit)
    if measure in _RATIOS and family == PERCENT:
        return 1.0
    factor = _families().exact.get(base, (base, 1.0))[1]
    return (amount or 1.0) * factor if family not in {POINTS, RANK} else 1.0


def _family(measure: str, unit: str, base: str, alike: str) -> tuple[str, float]:
    """Return the family of a unit and what one of the unit is in it: 亿元 is 元 and 100000000, 公顷 is 亩 and 15."""
    return _family_of(measure, unit, alike or base)


@lru_cache(maxsize=1 << 12)
def _family_of(measure: str, unit: str, base: str) -> tuple[str, float]:
    if measure == "rank":
        return RANK, 1.0
    if unit in _families().points:
        return POINTS, 1.0
    if measure in _RATIOS and (unit == PERCENT or unit in IN_PERCENT):
        return PERCENT, IN_PERCENT.get(unit, 1.0)
    if not base:
        return unit, 1.0
    amount, _own = to_base(1.0, unit)
    family, factor = _families().exact.get(base, (base, 1.0))
    return family, (amount or 1.0) * factor


@lru_cache(maxsize=1 << 16)
def _alike_first(base: str, indicator: str) -> str:
    """Return the measure word that stands for all that count the same things, "" where `base` is no such word."""
    families = _families()
    if base not in families.counted:
        return ""
    for alike in families.alike:
        if base in alike.units and (alike.of is None or alike.of.search(indicator)):
            return alike.first
    return ""


def _clean(values: "pd.Series[float]") -> "pd.Series[float]":
    """Return the values without the last digits, which only the computing made: 0.1 + 0.2 is 0.3."""
    return pd.Series(
        [value if np.isnan(value) else float(f"{value:.{_DIGITS}g}") for value in values],
        index=values.index,
        dtype="float64",
    )


@cache
def _families() -> _Families:
    """Return the families. Raises `LexiconError` where comparable.yaml lacks a field."""
    lists = load("comparable")
    for field, kind in {"exact": dict, "alike": list, "points": list}.items():
        if not isinstance(lists.get(field), kind):
            raise LexiconError("lexicon_field", name="comparable", field=field)
    exact = {other: (base, float(size)) for base, others in lists["exact"].items() for other, size in others.items()}
    alike = tuple(_Alike(frozenset(entry["units"]), entry["units"][0], _ends(entry["of"])) for entry in lists["alike"])
    counted = frozenset(unit for entry in alike for unit in entry.units)
    return _Families(exact, alike, counted, frozenset(lists["points"]))


def _ends(words: Iterable[str]) -> "regex.Pattern[str] | None":
    given = list(words)
    return regex.compile(any_of(given) + "(?:数|数量|总数)?$") if given else None
