"""Numbers as an office writes them.

Rounding is half up in decimal (6.55 is 6.6; binary rounding gives 6.5), minus is U+2212, thousands have a comma, the
unit is joined to the number, bounds are words behind it.
"""

from collections.abc import Hashable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from guoban.locale import current_language
from guoban.locale import translate as _

MINUS = "−"
NOTHING = "—"
ZERO = "·"


def rounded(value: float, places: int = 1) -> Decimal:
    """Return `value` as it is shown with `places` decimals."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def exact(value: float) -> Decimal:
    """Return `value` as it is written: 1.10 is 1.1 and 120 is 120."""
    return Decimal(str(value)).normalize()


def number(value: float | Decimal, places: int | None = None) -> str:
    """Return `value` with thousands separated; as written where `places` is None: 2,006.2 and 12."""
    exact = rounded(float(value), places) if places is not None else Decimal(str(value)).normalize()
    return f"{exact:,f}".replace("-", MINUS)


def signed(value: float | Decimal, places: int | None = 1) -> str:
    """Return `value` with its sign: +5.9, −43.4; zero has none."""
    text = number(value, places)
    return f"+{text}" if value > 0 else text


def exact_difference(one: float, other: float) -> Decimal:
    """Return `one` less `other` as a person reckons it with the figures as written: 90.4 less 90 is 0.4."""
    return Decimal(str(one)) - Decimal(str(other))


def pct(value: float | None, places: int | None = 1) -> str:
    """Return a percentage (0 to 100 and more) as 6.6%, `NOTHING` where there is none."""
    return NOTHING if _missing(value) else f"{number(float(value or 0), places)}%"


def points(value: float | None, places: int = 1) -> str:
    """Return a percentage without its sign, for a column that says so: 50.0."""
    return NOTHING if _missing(value) else number(float(value or 0), places)


def gap(value: float | None) -> str:
    """Return percentage points with their sign, empty where there are none."""
    return "" if _missing(value) else signed(float(value or 0))


def count(value: int) -> str:
    """Return a count for a column of counts, where zero is a faint dot."""
    return number(value) if value else ZERO


def redacted(unit: str) -> str:
    """Return how a masked figure is shown: 脱敏（亿元）."""
    return _("脱敏（{unit}）").format(unit=unit) if unit else _("脱敏")


def amount(value: float | None, unit: str, *, masked: bool = False) -> str:
    """Return an amount with its unit: 3,500家, 脱敏（万元）, or `NOTHING`."""
    if masked:
        return redacted(unit)
    return NOTHING if _missing(value) else f"{number(float(value or 0))}{unit}"


def metric_value(row: Mapping[Hashable, Any] | Mapping[str, Any]) -> str:
    """Return a row of the metrics table as one figure: +7.5%, 第3, 8–10家, 42分以上, 约120万元, 脱敏（亿元）."""
    if row["redacted"]:
        return redacted(row["unit"])
    value = row["value"]
    if _missing(value):
        return NOTHING
    if row["measure"] == "rank":
        return _("第{place}").format(place=number(value))
    plain = signed(value, None) if row["measure"] in {"growth", "difference"} else number(value)
    if not _missing(row["high"]):
        plain += f"–{number(row['high'])}"
    return _bounded(f"{plain}{row['unit']}", row["bound"])


def rank(row: Mapping[Hashable, Any] | Mapping[str, Any]) -> str:
    """Return a rank with what it is among: 全省第3."""
    between = " " if row["compare"] and current_language() == "en" else ""
    return f"{row['compare']}{between}{metric_value(row)}"


def thousands_of_characters(characters: int) -> str:
    """Return a text's length: 4.1 万字 from ten thousand on, else 3,366 字; in English always in full."""
    if characters >= 10_000 and current_language() != "en":
        return _("{number} 万字").format(number=number(characters / 10_000, 1))
    return _("{number} 字").format(number=number(characters))


def bound_words(bound: str) -> tuple[str, str]:
    """Return what stands before and behind a figure with this bound: 约 and nothing, nothing and 以上."""
    words = {"approx": _("约{value}"), "min": _("{value}以上"), "max": _("{value}以内")}
    before, _value, behind = words.get(bound, "{value}").partition("{value}")
    return before, behind


def _bounded(text: str, bound: str) -> str:
    before, behind = bound_words(bound)
    return f"{before}{text}{behind}"


def _missing(value: Any) -> bool:
    return value is None or bool(pd.isna(value))
