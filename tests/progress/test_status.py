"""The verdict on a task, on the figures as they are shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.progress.status import Evidence, Verdict, judge, rounded

PERCENT = st.floats(min_value=0, max_value=1000, allow_nan=False)
SCHEDULE = st.floats(min_value=0, max_value=100, allow_nan=False)
ORDER = ["behind", "ahead", "done"]


def _evidence(pct: float | None, schedule: float | None = None, **more: object) -> Evidence:
    return Evidence(**{"pct": pct, "schedule_pct": schedule, "horizon": "year", "measure": "level", **more})


@pytest.mark.parametrize(
    ("percent", "shown"),
    [
        (6.55, "6.6"),
        (6.45, "6.5"),
        (41.65, "41.7"),
        (500 / 12, "41.7"),
        (99.95, "100.0"),
        (99.94, "99.9"),
        (-0.05, "-0.1"),
    ],
)
def test_half_up_in_decimal(percent: float, shown: str) -> None:
    assert rounded(percent) == Decimal(shown)


@pytest.mark.parametrize(
    ("evidence", "status", "reason"),
    [
        (_evidence(100, 50), "done", ""), (_evidence(99.95, 50), "done", ""), (_evidence(50, 50), "ahead", ""),
        (_evidence(49.96, 50), "ahead", ""), (_evidence(49.94, 50), "behind", ""), (_evidence(41.65, 500 / 12), "ahead", ""),
        (_evidence(99, 100), "behind", ""), (_evidence(120, None, horizon="none"), "done", ""),
        (_evidence(60, None, horizon="none"), "unknown", "no_schedule"), (_evidence(60, None, horizon="project"), "unknown", "project"),
        (_evidence(None, 50, redacted=True), "unknown", "redacted"), (_evidence(None, 50), "unknown", "no_amount"),
        (_evidence(None, None, horizon="none", measure="growth", reached=False), "unknown", "growth"),
        (_evidence(None, None, horizon="none", measure="growth", reached=True), "done", ""),
        (_evidence(None, None, horizon="none", measure="share", reached=False), "unknown", "no_schedule"),
        (_evidence(40, 50, lower_is_better=True), "ahead", ""), (_evidence(60, 50, lower_is_better=True), "behind", ""),
        (_evidence(96, 100, lower_is_better=True), "done", ""), (_evidence(101, 100, lower_is_better=True), "behind", ""),
        (_evidence(93, None, horizon="none", lower_is_better=True), "done", ""),
    ],
)  # fmt: skip
def test_verdict(evidence: Evidence, status: str, reason: str) -> None:
    assert judge(evidence) == Verdict(status, reason)


@given(pct=PERCENT, more=st.floats(min_value=0, max_value=500, allow_nan=False), schedule=SCHEDULE)
def test_more_done_is_never_judged_worse(pct: float, more: float, schedule: float) -> None:
    assert ORDER.index(judge(_evidence(pct, schedule)).status) <= ORDER.index(
        judge(_evidence(pct + more, schedule)).status
    )


@given(pct=PERCENT, schedule=SCHEDULE, more=st.floats(min_value=0, max_value=100, allow_nan=False))
def test_a_later_day_is_never_judged_better(pct: float, schedule: float, more: float) -> None:
    later = min(schedule + more, 100)
    assert ORDER.index(judge(_evidence(pct, schedule)).status) >= ORDER.index(judge(_evidence(pct, later)).status)


@given(pct=st.none() | PERCENT, schedule=st.none() | SCHEDULE, lower=st.booleans(), redacted=st.booleans())
def test_only_the_unknown_has_a_reason(pct: float | None, schedule: float | None, lower: bool, redacted: bool) -> None:  # noqa: FBT001
    verdict = judge(_evidence(pct, schedule, lower_is_better=lower, redacted=redacted))
    assert bool(verdict.reason) == (verdict.status == "unknown")
