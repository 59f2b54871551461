"""A progress row from its pairing: percentages, schedule, status, notes."""

from guoban.progress.amounts import disagrees, percent, ratio
from guoban.progress.horizon import task_months
from guoban.progress.naming import task_name
from guoban.progress.passage import Passage
from guoban.progress.schedule import Months, covered_months, last_day, months_of, schedule_percent
from guoban.progress.stated import Pairing
from guoban.progress.status import Evidence, judge, rounded
from guoban.progress.targets import decimals
from guoban.progress.words import words
from guoban.records import Metric, Progress, ProgressKind


def build_row(passage: Passage, kind: ProgressKind, pairing: Pairing, *, lower: bool | None = None) -> Progress:
    """Return the row of a pairing; `lower` tells whether less is better where a person has said so."""
    actual, target, completion = (_metric(passage, i) for i in (pairing.actual, pairing.target, pairing.completion))
    stated = _stated(passage, completion)
    computed = ratio(actual, target) if actual and target and actual.measure in {"level", "difference"} else None
    pct = computed if stated is None else stated
    lower = lower_is_better(passage, actual, target, completion) if lower is None else lower
    covered = covered_months((actual or completion or target or passage.metrics[0]).period, passage.report)
    schedule = _schedule(pairing, target, covered)
    told = _told_schedule(passage, pairing.gap, stated)
    notes = list(pairing.notes)
    if actual and target and actual.unit != target.unit:
        notes.append("units_differ")
    if stated is not None and _contradicted(passage, stated, actual, target, completion):
        notes.append("completion_disagrees")
    if told is not None and schedule is not None and abs(told - schedule) > 1:
        notes.append("schedule_disagrees")
    schedule = told if schedule is None else schedule
    given = [metric for metric in (actual, target, completion) if metric]
    verdict = judge(
        Evidence(
            pct=pct,
            schedule_pct=schedule,
            horizon=pairing.horizon,
            measure=(completion or actual or target or given[0]).measure,
            reached=reached(actual, target, lower=lower),
            lower_is_better=lower,
            redacted=any(metric.redacted for metric in given),
        )
    )
    return Progress(
        kind=kind,
        indicator=task_name((actual, completion, target), pairing.horizon),
        actual=pairing.actual,
        target=pairing.target,
        completion=pairing.completion,
        unit=actual.unit if actual else target.unit if target else "",
        pct=pct,
        stated_pct=stated,
        computed_pct=computed,
        horizon=pairing.horizon,
        as_of=last_day(covered.last) if covered else "",
        schedule_pct=schedule,
        status=verdict.status,
        lower_is_better=lower,
        reason=verdict.reason,
        notes=tuple(notes),
    )


def _metric(passage: Passage, index: int | None) -> Metric | None:
    return None if index is None else passage.metrics[index]


def _stated(passage: Passage, completion: Metric | None) -> float | None:
    """Return the stated percentage; 超额完成全年任务的20% is 120."""
    if completion is None:
        return None
    stated = percent(completion)
    if stated is not None and stated < 100 and words().over_task.search(passage.lead(completion, 0)):
        return 100 + stated
    return stated


def _schedule(pairing: Pairing, target: Metric | None, covered: Months | None) -> float | None:
    if covered is None:
        return None
    task = task_months(pairing.horizon, pairing.base, covered.last)
    if task is None and target is not None:
        task = months_of(target.period)
    return schedule_percent(pairing.horizon, covered.last, task)


def _told_schedule(passage: Passage, gap: int | None, stated: float | None) -> float | None:
    """Return the schedule that the text implies: 完成45%,超序时进度3个百分点 is 42."""
    if gap is None or stated is None:
        return None
    metric = passage.metrics[gap]
    side = words().schedule.search(passage.lead(metric, 0))
    if metric.value is None or side is None:
        return None
    told = stated - abs(metric.value) if side["over"] else stated + abs(metric.value)
    return told if 0 <= rounded(told) <= 100 else None


def _contradicted(
    passage: Passage, stated: float, actual: Metric | None, target: Metric | None, completion: Metric | None
) -> bool:
    if actual is None or target is None or completion is None:
        return False
    digits = (decimals(passage, completion), decimals(passage, actual), decimals(passage, target))
    return disagrees(stated, actual, target, digits)


def lower_is_better(passage: Passage, actual: Metric | None, target: Metric | None, completion: Metric | None) -> bool:
    """Tell whether the target is a limit: 控制在5%以内, 不超过20个, 压减15%以上; or the budget of a cost."""
    if target and target.role == "target":
        around = passage.lead(target, 0) + passage.tail(target, 4)
        if target.bound == "max" or (target.bound != "min" and words().limits.search(around)):
            return True
        if target.value is not None and target.value < 0 and target.measure in {"growth", "share"}:
            return True
        if target.measure == "rank":
            return True
    return any(metric is not None and words().costs.search(metric.indicator) for metric in (actual, completion))


def reached(actual: Metric | None, target: Metric | None, *, lower: bool) -> bool | None:
    """Tell whether the value keeps the target, None where one of them is not known."""
    if actual is None or target is None or actual.value is None or target.value is None:
        return None
    return actual.value <= target.value if lower else actual.value >= target.value
