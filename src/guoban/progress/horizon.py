"""What 100% means: the year's task, the half-year's, a quarter's, a project's, or nothing with a time line."""

import re

from guoban.progress.schedule import Months
from guoban.progress.words import words
from guoban.records import Horizon

_HALF = re.compile(r"(?P<which>[上下])半年")
_QUARTER = re.compile(r"(?P<which>[一二三四1234首])季")
_YEAR = re.compile(r"(?P<year>\d{4})年")
_ORDER = {"上": 0, "下": 1, "一": 0, "首": 0, "二": 1, "三": 2, "四": 3, "1": 0, "2": 1, "3": 2, "4": 3}


def horizon_in(text: str) -> tuple[Horizon | None, str]:
    """Return the horizon that a clause names last and the words that name it; None and "" where it names none."""
    found: tuple[Horizon | None, str] = (None, "")
    for match in words().horizons.finditer(text):
        found = (horizon_of(match), match.group())
    return found


def sole_horizon(text: str) -> Horizon | None:
    """Return the one horizon that a longer text names, None where it names none or several."""
    named = {horizon_of(match) for match in words().horizons.finditer(text)}
    return named.pop() if len(named) == 1 else None


def horizon_of(match: "re.Match[str]") -> Horizon:
    """Return the horizon of a match of `Words.horizons`: the name of its group."""
    horizons: tuple[Horizon, ...] = ("half", "quarter", "project", "year")
    return next(horizon for horizon in horizons if match[horizon])


def task_months(horizon: Horizon, base: str, as_of: int) -> Months | None:
    """Return the months of a task whose words name them (下半年目标, 一季度任务, 2022年计划), None where they don't.

    `as_of` is the month by which its year is told.
    """
    year = as_of - as_of % 12
    pattern, length = {"half": (_HALF, 6), "quarter": (_QUARTER, 3), "year": (_YEAR, 12)}.get(horizon, (None, 0))
    match = pattern.search(base) if pattern else None
    if not match:
        return None
    first = int(match["year"]) * 12 if horizon == "year" else year + _ORDER[match["which"]] * length
    return Months(first, first + length - 1)
