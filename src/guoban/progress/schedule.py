"""The schedule (序时进度): which share of a task's time has gone by.

Months count whole: a year's task at the end of May stands at 5/12. Months are numbered through all years
(`year * 12 + month - 1`), so that spans over a year's end need no special care.
"""

import re
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple

from guoban.records import Horizon, Report

_PART = re.compile(r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d\d?))(?:-\d\d?)?)?")
_WHOLE = re.compile(r"\d{4}(?:-H[12])?")
_QUARTERS = re.compile(r"Q(?P<first>[1-4])(?:-Q(?P<last>[1-4]))?")
_MONTHS = {"year": 12, "half": 6, "quarter": 3}


class Months(NamedTuple):
    """A stretch of whole months, both ends inside."""

    first: int
    last: int


@lru_cache(maxsize=1 << 10)
def months_of(period: str) -> Months | None:
    """Return the months of a metric's period (2023, 2023-H1, 2023-Q1, 2023-04, 2023-01/2023-05), None where it names none."""
    ends = [_PART.fullmatch(part) for part in period.split("/")]
    if len(ends) > 2 or None in ends:
        return None
    spans = [_months(end) for end in ends if end]
    if None in spans:
        return None
    first, last = spans[0], spans[-1]
    return Months(first.first, last.last) if first and last and first.first <= last.last else None


def reviewed_months(report: Report) -> Months | None:
    """Return the months that the report reviews, None where its year is not told."""
    if report.year is None:
        return None
    start = report.year * 12
    if report.span in {"H1", "H2"}:
        half = int(report.span[1]) - 1
        return Months(start + half * 6, start + half * 6 + 5)
    quarters = _QUARTERS.fullmatch(report.span)
    if quarters:
        last = quarters["last"] or quarters["first"]
        return Months(start + int(quarters["first"]) * 3 - 3, start + int(last) * 3 - 1)
    return Months(start, start + 11)


def covered_months(period: str, report: Report) -> Months | None:
    """Return the months that something done covers: never beyond the report's own time where only a year or a half
    is named, and the report's time where nothing is."""
    covered, reviewed = months_of(period), reviewed_months(report)
    if covered is None:
        return reviewed
    if reviewed and covered.last > reviewed.last and _WHOLE.fullmatch(period) and covered.last - reviewed.last < 12:
        return Months(min(covered.first, reviewed.first), reviewed.last)
    return covered


def last_day(month: int) -> str:
    """Return the last day of a month as YYYY-MM-DD."""
    year, index = divmod(month, 12)
    return f"{year:04d}-{index + 1:02d}-{monthrange(year, index + 1)[1]:02d}"


def schedule_percent(horizon: Horizon, as_of: int, task: Months | None = None) -> float | None:
    """Return how much of the horizon has gone by at the end of the month `as_of`, in percent (0 to 100).

    `task` is the task's own time where the text tells it; else it is the year, half or quarter that `as_of` lies in.
    None where no schedule applies: a project's time is not known, and a rate has none.
    """
    length = _MONTHS.get(horizon)
    if length is None:
        return None
    if task is None or task.last - task.first + 1 != length:
        start = as_of - as_of % length
        task = Months(start, start + length - 1)
    if as_of < task.first:
        return None
    gone = min(as_of, task.last) - task.first + 1
    return gone / length * 100


def _months(part: re.Match[str]) -> Months | None:
    start = int(part["year"]) * 12
    if not start:
        return None
    if part["half"]:
        first = start + int(part["half"]) * 6 - 6
        return Months(first, first + 5)
    if part["quarter"]:
        first = start + int(part["quarter"]) * 3 - 3
        return Months(first, first + 2)
    if part["month"]:
        month = int(part["month"])
        return Months(start + month - 1, start + month - 1) if 1 <= month <= 12 else None
    return Months(start, start + 11)
