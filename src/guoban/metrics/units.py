"""The lexicon of units: what may follow a number, and what it multiplies out to."""

from dataclasses import dataclass
from functools import cache, lru_cache

from guoban import lexicon
from guoban.errors import LexiconError
from guoban.metrics.numerals import MAGNITUDES, multiplier

_FIELDS = ("counts", "times", "money", "measures", "ratios", "durations", "per", "not_units", "not_units_after_chinese")


@dataclass(frozen=True, slots=True)
class Units:
    """The unit words by kind; `bases` maps a unit to its base unit and the factor to it."""

    counts: frozenset[str]
    money: frozenset[str]
    measures: frozenset[str]
    ratios: frozenset[str]
    durations: frozenset[str]
    per: frozenset[str]
    not_units: frozenset[str]
    not_units_after_chinese: frozenset[str]
    bases: dict[str, tuple[str, float]]


@cache
def units() -> Units:
    """Return the lexicon. Raises `LexiconError` where units.yaml lacks a field."""
    words = lexicon.load("units")
    missing = [field for field in _FIELDS if field not in words]
    if missing:
        raise LexiconError("lexicon_field", name="units", field=missing[0])
    money, measures = words["money"], words["measures"]
    bases: dict[str, tuple[str, float]] = {name: (base, float(factor)) for name, (base, factor) in measures.items()}
    bases |= dict.fromkeys(money["names"], (money["base"], 1.0))
    bases |= {name: (name, 1.0) for name in money["foreign"]}
    counts = frozenset(words["counts"]) | {f"{count}次" for count in words["times"]}
    bases |= {name: (name, 1.0) for name in counts}
    return Units(
        counts=counts,
        money=frozenset(money["names"]) | frozenset(money["foreign"]),
        measures=frozenset(measures),
        ratios=frozenset(words["ratios"]),
        durations=frozenset(words["durations"]),
        per=frozenset(words["per"]),
        not_units=frozenset(words["not_units"]),
        not_units_after_chinese=frozenset(words["not_units_after_chinese"]),
        bases=bases,
    )


@lru_cache(maxsize=1 << 12)
def split_magnitude(unit: str) -> tuple[str, str]:
    """Return a unit's magnitude and the rest: 万元 is (万, 元), 千瓦 is ("", 千瓦), 亿 is (亿, "")."""
    if unit in units().bases:
        return "", unit
    for magnitude in MAGNITUDES:
        if unit.startswith(magnitude):
            return magnitude, unit[len(magnitude) :]
    return "", unit


def to_base(value: float | None, unit: str) -> tuple[float | None, str]:
    """Return a value multiplied out and its base unit: 1.89 and 亿元 give 189000000 and 元.

    Money may go without 元 (2.39亿). Where the unit has no base (%, 位, a unit per another), it is its own.
    """
    magnitude, rest = split_magnitude(unit)
    if not rest and "亿" in magnitude:
        rest = "元"
    base, factor = units().bases.get(rest, (rest, 1.0))
    if value is None:
        return None, base
    return round(value * multiplier(magnitude) * factor, 6), base
