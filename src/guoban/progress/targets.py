"""The amount of the whole task that a stated completion is measured against."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guoban.progress.amounts import percent, ratio, same_unit
from guoban.progress.horizon import horizon_in
from guoban.progress.passage import Passage, Stretch
from guoban.progress.words import words
from guoban.records import Horizon, Metric

# 完成年任务8亿元的24%, 占年初计划20个的120%, 全年3万人目标的70%, 年度计划(30亿元)的40%
_OF_TARGET = re.compile(
    r"\)?(?:\([^()]*\))?(?P<noun>[^,。;:()\d]{0,6}?)(?:总额|总数|数|量|值)?的(?:约|近|超|超过|不到)?"
)

_RATE = re.compile(r"率|比例|比重")


@dataclass(frozen=True, slots=True)
class Share:
    """A completion with the amount done, the metrics `before` it that are free, and the horizon its clause names."""

    stretch: Stretch
    completion: int
    actual: int | None
    before: Sequence[int]
    horizon: Horizon | None


def task_amount(passage: Passage, share: Share) -> int | None:
    """Return the index of the amount that 100% stands for, None where the text gives none.

    Named inside the completion (占年初预算12万元的65%), in a bracket behind it or behind the amount done, owed earlier
    in the stretch, or proven by the arithmetic.
    """
    if words().physical.search(passage.lead(passage.metrics[share.completion], 0)):
        return None
    stated, before = passage.metrics[share.completion], share.before
    measured = None if share.actual is None else passage.metrics[share.actual]
    last, after = share.completion - 1, share.completion + 1
    if last in share.stretch.metrics and last != share.actual and is_named_target(passage, last, share.completion):
        return last
    if after in share.stretch.metrics and _in_bracket_after(passage, stated, passage.metrics[after]):
        return after
    if share.actual is not None and share.actual + 1 in before:
        bracketed = passage.metrics[share.actual + 1]
        if _in_bracket_after(passage, measured, bracketed):
            return share.actual + 1
    owed = [i for i in before if passage.metrics[i].role == "target" and passage.metrics[i].measure == "level"]
    owed = [i for i in owed if not passage.metrics[i].minor]
    if measured is not None:
        owed = [i for i in owed if same_unit(passage.metrics[i], measured)]
    else:
        residual = words().filler.sub("", passage.lead_alone(share.completion, 0))
        owed = [i for i in owed if passage.speaks_of(residual, i)]
    return _of_horizon(passage, owed, share.horizon) if owed else _proven_target(passage, share)


def is_named_target(passage: Passage, index: int, completion: int) -> bool:
    """Tell whether the amount stands between the task's name and the share of it: 占年初预算12万元的65%."""
    metric, share = passage.metrics[index], passage.metrics[completion]
    match = _OF_TARGET.fullmatch(passage.between(metric, share))
    if not match or metric.measure != "level":
        return False
    named = passage.lead(metric, 0) + match["noun"]
    return bool(words().tasks.search(named) or words().horizons.search(named)) or metric.role == "target"


def _in_bracket_after(passage: Passage, amount: Metric | None, target: Metric) -> bool:
    """Tell whether the target stands in a bracket right behind the amount: 1.4万(目标2万)."""
    if amount is None or target.measure != "level":
        return False
    between = passage.between(amount, target)
    opening = between.find("(")
    if not 0 <= opening <= 2 or ")" in between:
        return False
    inside = between[opening + 1 :] + passage.tail(target, 8).partition(")")[0]
    return target.role == "target" or bool(words().given.search(inside))


def _of_horizon(passage: Passage, owed: Sequence[int], horizon: Horizon | None) -> int | None:
    """Return the nearest of the amounts owed that is for the completion's horizon, else the nearest that names none.

    Where the completion names no horizon itself, the nearest amount gives it.
    """
    if horizon is None:
        return owed[-1]
    own = {index: horizon_in(passage.lead(passage.metrics[index], 0))[0] for index in owed}
    for wanted in (horizon, None):
        for index in reversed(owed):
            if own[index] == wanted:
                return index
    return None


def _proven_target(passage: Passage, share: Share) -> int | None:
    """Return the earlier amount of which the one done is exactly the stated rate: 发现问题120个,已整改118个,整改率98.3%."""
    completion = passage.metrics[share.completion]
    stated = percent(completion)
    measured = None if share.actual is None else passage.metrics[share.actual]
    if stated is None or measured is None or not _RATE.search(passage.lead(completion, 0)):
        return None
    room = 0.5 * 10.0 ** -decimals(passage, completion) + 1e-9
    for index in reversed([i for i in share.before if share.actual is not None and i < share.actual]):
        whole = passage.metrics[index]
        computed = ratio(measured, whole) if whole.measure == "level" else None
        if computed is not None and abs(computed - stated) <= room:
            return index
    return None


def decimals(passage: Passage, metric: Metric) -> int:
    """Return how many digits stand behind the point of the metric as written."""
    found = re.search(r"\.(\d+)", passage.folded[metric.start : metric.end])
    return len(found[1]) if found else 0
