"""Judging a task: done, ahead, behind or unknown, on the figures as they are shown.

Percentages are rounded half up to one decimal before they are compared, so that a person who subtracts the two
figures on the page comes to the same verdict.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from guoban.records import Horizon, Measure, Status

_ONE_DECIMAL = Decimal("0.1")
_FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with the reason where it is unknown: redacted, project, growth, no_schedule, no_amount."""

    status: Status
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a task is judged on.

    `reached` tells whether the actual value keeps the target where there is no ratio of the two (rates, growth, ranks,
    limits), None where the values are not known. `redacted`: one of the values is masked.
    """

    pct: float | None
    schedule_pct: float | None
    horizon: Horizon
    measure: Measure
    reached: bool | None = None
    lower_is_better: bool = False
    redacted: bool = False


def rounded(percent: float) -> Decimal:
    """Return the percentage as it is shown: one decimal, half up in decimal (6.55 is 6.6)."""
    return Decimal(str(percent)).quantize(_ONE_DECIMAL, rounding=ROUND_HALF_UP)


def judge(evidence: Evidence) -> Verdict:
    """Return the verdict on a task.

    A limit is kept as long as the figure is not over it; a budget not to be overspent is held to the schedule too.
    """
    if evidence.pct is None:
        return _without_ratio(evidence)
    if evidence.lower_is_better:
        return _under_a_limit(evidence, rounded(evidence.pct))
    pct = rounded(evidence.pct)
    if pct >= _FULL:
        return Verdict("done")
    if evidence.schedule_pct is None:
        return _no_schedule(evidence)
    return Verdict("ahead" if pct >= rounded(evidence.schedule_pct) else "behind")


def _under_a_limit(evidence: Evidence, pct: Decimal) -> Verdict:
    if pct > _FULL:
        return Verdict("behind")
    schedule = _FULL if evidence.schedule_pct is None else rounded(evidence.schedule_pct)
    if schedule >= _FULL:
        return Verdict("done")
    return Verdict("ahead" if pct <= schedule else "behind")


def _without_ratio(evidence: Evidence) -> Verdict:
    if evidence.redacted:
        return Verdict("unknown", "redacted")
    if evidence.reached:
        return Verdict("done")
    if evidence.reached is None and evidence.measure not in {"growth", "share", "rank"}:
        return Verdict("unknown", "no_amount")
    return _no_schedule(evidence)


def _no_schedule(evidence: Evidence) -> Verdict:
    if evidence.horizon == "project":
        return Verdict("unknown", "project")
    return Verdict("unknown", "growth" if evidence.measure == "growth" else "no_schedule")
