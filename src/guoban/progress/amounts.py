"""Setting two values against each other: the same unit, their ratio, and whether a stated ratio agrees with it."""

import re

from guoban.records import Metric

_STATE_UNIT = re.compile(r"分|度|岁|天|倍|位|.*/.*|.*每.*")
# What the units of ratios other than % are in percent.
IN_PERCENT = {"成": 10.0, "倍": 100.0, "‰": 0.1}


def same_unit(left: Metric, right: Metric) -> bool:
    """Tell whether two values can be set against each other: 万元 and 亿元 can, 家 and 万元 cannot."""
    if left.base_unit or right.base_unit:
        return left.base_unit == right.base_unit
    return left.unit == right.unit


def is_state(metric: Metric) -> bool:
    """Tell whether the value says how things stand and does not add up over a year: a score, a concentration, a rate."""
    return metric.measure != "level" or bool(_STATE_UNIT.fullmatch(metric.unit))


def ratio(actual: Metric, target: Metric) -> float | None:
    """Return `actual` as a percentage of `target`, None where a value is missing or they cannot be compared.

    A range is held to its low end.
    """
    if not same_unit(actual, target):
        return None
    done, wanted = _amount(actual, target), _amount(target, actual)
    if done is None or wanted is None or not wanted or done * wanted < 0:
        return None
    return done / wanted * 100


def percent(completion: Metric) -> float | None:
    """Return a stated completion in percent: 54.1%, 3.7倍 and 六成 are 54.1, 370 and 60."""
    if completion.value is None:
        return None
    return round(completion.value * IN_PERCENT.get(completion.unit, 1.0), 6)


def disagrees(stated: float, actual: Metric, target: Metric, decimals: tuple[int, int, int]) -> bool:
    """Tell whether a stated completion and its amounts contradict each other by more than their rounding.

    `decimals` are the digits behind the point of completion, actual and target as written. Amounts with a hedge
    (余, 近, 超) are given five points of room.
    """
    computed = ratio(actual, target)
    if computed is None or actual.value is None or target.value is None:
        return False
    if {actual.bound, target.bound} != {"exact"}:
        return abs(stated - computed) > 5
    of_stated, of_actual, of_target = decimals
    room = _rounding(actual, of_actual) + (_rounding(target, of_target) if of_target else 0.0)
    return abs(stated - computed) > 0.5 * 10.0**-of_stated + abs(computed) * room + 1e-9


def _rounding(metric: Metric, decimals: int) -> float:
    """Return how far a value may be off by rounding, as a share of it: whole counts are not, 1.4万 is."""
    if not metric.value or not (decimals or metric.unit[:1] in {"万", "亿"}):
        return 0.0
    return float(0.5 * 10.0**-decimals / abs(metric.value))


def _amount(metric: Metric, other: Metric) -> float | None:
    if metric.unit == other.unit or metric.amount is None or other.amount is None:
        return metric.value
    return metric.amount
