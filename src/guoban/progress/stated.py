"""Completions that the text states: 完成年度任务的54.1%, and the amounts that each belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guoban.progress.amounts import same_unit
from guoban.progress.horizon import horizon_in, horizon_of, sole_horizon
from guoban.progress.passage import REACH, Passage, Stretch
from guoban.progress.schedule import months_of, reviewed_months
from guoban.progress.targets import Share, is_named_target, task_amount
from guoban.progress.words import words
from guoban.records import Horizon, Metric

# 完成率低于50%的项目: the completion is a filter on the projects
_FILTER = re.compile(r"(?:以上|以下|及以上)?的(?=[项企单村镇街乡县区市部有共])")
_TARGET_VALUE = re.compile(r"[^,。;()\d]{0,6}目标值?(?:为|是|:)?")
# 148个重点产业项目, 全市重点工程
_MANY = re.compile(r"\d(?:个|项)[^,。;\d]{0,16}(?:项目|工程)|全[国省市县区镇]")
_LISTED = re.compile(r"[、和与及][^,。;:\d]{0,24}|以及[^,。;:\d]{0,24}")
_PAIRED = re.compile(r"、[^,。;:()\d]{0,16}")
_AMOUNT_AFTER = re.compile(r",?(?:\(|(?:其中)?(?:累计|共|已|总计|合计)?(?:完成|实现|达到|新增))[^,。;:()\d]{0,16}")


@dataclass(frozen=True, slots=True)
class Pairing:
    """Indexes of what belongs together, and what 100% means there (`base`: the words that say so)."""

    actual: int | None
    target: int | None
    completion: int | None
    horizon: Horizon
    base: str = ""
    gap: int | None = None
    notes: tuple[str, ...] = ()


def stated_completions(passage: Passage, stretch: Stretch) -> list[Pairing]:
    """Return the completions of a stretch of text, each with the amounts that it is about."""
    found: list[Pairing] = []
    after = 0
    for run in _runs(passage, stretch):
        before = [i for i in stretch.metrics if after <= i < run[0]]
        horizons = _horizons_of(passage, run)
        amounts = _amounts_of(passage, run, before, [horizon for horizon, _ in horizons])
        for place, completion in enumerate(run):
            actual = amounts[place] if amounts[place] is not None else _amount_after(passage, stretch, completion)
            horizon, base = horizons[place]
            free = [i for i in before if i not in amounts]
            target = task_amount(passage, Share(stretch, completion, actual, free, horizon))
            if horizon is None:
                horizon, base = _horizon_around(passage, stretch, completion, target)
            # An amount behind the completion may be the task itself: 3.7倍(3亿元任务).
            actual = None if actual == target else actual
            gap = _schedule_gap(passage, stretch, completion)
            found.append(Pairing(actual, target, completion, horizon, base, gap))
        after = run[-1] + 1
    return found


def is_completion(passage: Passage, index: int) -> bool:
    """Tell whether the metric states how much of a task is done, and not which ones are picked out by it."""
    metric = passage.metrics[index]
    if metric.measure != "completion" or metric.role not in {"actual", "forecast"}:
        return False
    if _FILTER.match(passage.tail(metric)) or _is_to_come(passage, metric) or _is_target_value(passage, metric):
        return False
    before = passage.metrics[index - 1] if index else None
    if metric.bound == "max" and before and "," not in passage.between(before, metric):
        return not (before.measure in {"level", "completion", "share"} and metric.start - before.end < 30)
    return True


def _is_target_value(passage: Passage, metric: Metric) -> bool:
    """Tell whether the percentage is the target itself: 就业率93.5%(目标92%)."""
    return passage.in_bracket(metric) and bool(_TARGET_VALUE.fullmatch(passage.lead(metric, 0)))


def _is_to_come(passage: Passage, metric: Metric) -> bool:
    """Tell whether a forecast is for more than the time reviewed: 预计全年完成任务的105% in a half-year report."""
    covered, reviewed = months_of(metric.period), reviewed_months(passage.report)
    return metric.role == "forecast" and bool(covered and reviewed and covered.last > reviewed.last)


def _runs(passage: Passage, stretch: Stretch) -> list[list[int]]:
    """Return the completions with no amount of something done between them: 占年度任务的50%、半年任务的98%."""
    runs: list[list[int]] = []
    broken = True
    for index in stretch.metrics:
        metric = passage.metrics[index]
        if is_completion(passage, index):
            if broken:
                runs.append([])
            runs[-1].append(index)
            broken = False
        elif metric.role != "target" and metric.measure == "level":
            broken = True
    return runs


def _amounts_of(
    passage: Passage, run: Sequence[int], before: Sequence[int], horizons: Sequence[Horizon | None]
) -> list[int | None]:
    """Return the amount of each completion of a run: one each in a list, one for all where only the horizon differs."""
    named = {completion - 1 for completion in run if is_named_target(passage, completion - 1, completion)}
    candidates = [i for i in before if i not in named and _is_amount(passage, i, run[0])]
    if len(run) == 1:
        return [_amount_of(passage, candidates, run[0])]
    if words().each.search(passage.lead(passage.metrics[run[0]], 0)) and len(candidates) == len(run):
        return list(candidates)
    listed = _list_before(passage, candidates)
    if len(listed) == len(run) and _residual(passage, run[0], listed[-1]) == "":
        return list(listed)
    first = _amount_of(passage, candidates, run[0])
    shares = [first]
    for completion in run[1:]:
        lead = passage.lead_alone(completion, passage.metrics[completion - 1].end)
        other_horizon = len(set(horizons)) == len(run)
        shares.append(first if other_horizon and not words().filler.sub("", lead) and len(listed) <= 1 else None)
    return shares


def _is_amount(passage: Passage, index: int, completion: int) -> bool:
    metric = passage.metrics[index]
    if metric.role not in {"actual", "forecast"} or metric.unit in {"%", "个百分点", "分点"}:
        return False
    if metric.measure != "level" and (metric.measure != "difference" or metric.compare):
        return False
    return not passage.in_bracket(metric) or passage.in_bracket(passage.metrics[completion])


def _amount_of(passage: Passage, candidates: Sequence[int], completion: int) -> int | None:
    """Return the amount that a completion is of: the nearest one that the completion's own words do not speak against."""
    for index in reversed(candidates):
        residual = _residual(passage, completion, index)
        if residual is None or not passage.speaks_of(residual, index):
            continue
        if passage.is_aside(passage.metrics[index]) and any(i < index for i in candidates):
            if not residual:
                return None
            continue
        group = _paired_with(passage, candidates, index)
        units = {passage.metrics[i].base_unit or passage.metrics[i].unit for i in group}
        return group[0] if len(units) == len(group) else None
    return None


def _residual(passage: Passage, completion: int, amount: int) -> str | None:
    """Return what the words of the completion's clause name besides task, time and verbs; None where the amount
    counts the very things that the completion is of (12个项目完成率超90%)."""
    done, share = passage.metrics[amount], passage.metrics[completion]
    lead = passage.lead(share, done.end)
    if words().physical.search(lead):
        return None
    between = passage.between(done, share)
    if "(" in between and passage.in_bracket(share):
        beside = between.endswith("(" + lead) and len(between) - len(lead) <= 4
        return words().filler.sub("", passage.lead_alone(completion, done.end)) if beside else None
    residual = words().filler.sub("", passage.lead_alone(completion, done.end))
    if lead == between and residual and not between.startswith(("、", "(")):
        return None
    return residual


def _paired_with(passage: Passage, candidates: Sequence[int], last: int) -> list[int]:
    """Return the amounts that 、 joins to the last one, in order: 1248家、面积1.95万亩."""
    group = [last]
    for index in reversed([i for i in candidates if i < last]):
        between = passage.between(passage.metrics[index], passage.metrics[group[0]])
        if not _PAIRED.fullmatch(between):
            break
        group.insert(0, index)
    return group


def _list_before(passage: Passage, candidates: Sequence[int]) -> list[int]:
    """Return the amounts of one unit that are listed last: 3.2亿元、1.8亿元."""
    listed: list[int] = list(candidates[-1:])
    for index in reversed(candidates[:-1]):
        left, right = passage.metrics[index], passage.metrics[listed[0]]
        if not (same_unit(left, right) and _LISTED.fullmatch(passage.between(left, right))):
            break
        listed.insert(0, index)
    return listed


def _amount_after(passage: Passage, stretch: Stretch, completion: int) -> int | None:
    """Return the amount that follows its completion: 已完成年度计划的50%,完成投资3亿元; 完成任务的53%(106家).

    Not where another completion follows that amount.
    """
    after = completion + 1
    if after >= len(passage.metrics) or after not in stretch.metrics or not _is_amount(passage, after, after):
        return None
    share, amount = passage.metrics[completion], passage.metrics[after]
    if amount.role == "target" or not _AMOUNT_AFTER.fullmatch(passage.between(share, amount)):
        return None
    claimed = any(is_completion(passage, i) for i in stretch.metrics if i > after)
    bracket = passage.between(share, amount).lstrip(",").startswith("(")
    return after if bracket or not claimed else None


def _horizons_of(passage: Passage, run: Sequence[int]) -> list[tuple[Horizon | None, str]]:
    """Return what each completion of a run is measured against, from the words right before it.

    分别占年度任务、半年任务的50%、98% names them all first.
    """
    found: list[tuple[Horizon | None, str]] = []
    for place, index in enumerate(run):
        after = passage.metrics[run[place - 1]].end if place else 0
        lead = passage.lead(passage.metrics[index], after)
        named = list(words().horizons.finditer(lead))
        if not place and len(named) == len(run) > 1:
            return [(horizon_of(match), match.group()) for match in named]
        horizon, base = horizon_in(lead)
        if horizon is None and place and not words().filler.sub("", lead):
            horizon, base = found[-1]
        found.append((horizon, base))
    return found


def _horizon_around(passage: Passage, stretch: Stretch, completion: int, target: int | None) -> tuple[Horizon, str]:
    """Return the horizon where the completion's own clause names none: from its bracket, its target, its sentence."""
    share = passage.metrics[completion]
    owed = passage.metrics[target] if target is not None else None
    near = [re.match(r"\([^()]*\)?", passage.tail(share))]
    texts = [near[0].group() if near[0] else ""]
    if owed:
        texts.append(passage.lead(owed, 0) + passage.tail(owed, 8))
    texts.append(share.indicator)
    for text in texts:
        horizon, base = horizon_in(text)
        if horizon:
            return horizon, base
    around = sole_horizon(passage.folded[max(stretch.start, share.start - REACH * 2) : share.start])
    if around:
        return around, ""
    if owed and re.fullmatch(r"\d{4}", owed.period):
        return "year", ""
    named = passage.lead(share, 0) + share.indicator
    of_many = words().yearly_of_many.search(named) and _MANY.search(
        passage.folded, max(stretch.start, share.start - REACH * 2), share.start
    )
    if of_many or words().yearly.search(named):
        return "year", ""
    return "none", ""


def _schedule_gap(passage: Passage, stretch: Stretch, completion: int) -> int | None:
    """Return the metric that says how far the completion is from the schedule: 超序时进度3个百分点."""
    for index in stretch.metrics:
        if index <= completion:
            continue
        metric = passage.metrics[index]
        if is_completion(passage, index):
            return None
        if "百分点" in metric.unit and words().schedule.search(passage.lead(metric, 0)):
            return index
    return None
