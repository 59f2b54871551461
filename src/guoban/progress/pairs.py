"""Amounts that the text sets against each other without a percentage: 43.1分(目标值42分), 23项任务中的19项."""

import re

from guoban.progress.amounts import is_state, same_unit
from guoban.progress.horizon import horizon_in
from guoban.progress.passage import Passage, Stretch
from guoban.progress.stated import Pairing
from guoban.progress.words import words
from guoban.records import Horizon, Metric

# 23项任务中的19项, 10项民生实事中,已完工6项
_AMONG = re.compile(r"(?P<noun>[^,。;:()\d]{0,14}?)(?:当中|之中|中|里)的?,?(?P<verb>[^,。;:()\d]{0,10})")
_TO_OPENING = re.compile(r"[^,。;:()\d]{0,4}\((?P<inside>[^,。;()]{0,10})")
_YEAR = re.compile(r"\d{4}")
# An amount owed is looked for among this many metrics before the one done.
_NEAR = 8
_PLAIN_NOUN = re.compile(r"(?:任务|工作|目标|计划)+$")
# 完成造林任务104万亩 has been done: it is no target of what follows.
_DONE_ALREADY = re.compile(r"完成[^,;。:]{0,24}$")


def stated_pairs(passage: Passage, stretch: Stretch, used: set[int]) -> list[Pairing]:
    """Return the pairs of an amount done and the amount that was to be done, of metrics that are not in `used`."""
    found: list[Pairing] = []
    for index in stretch.metrics:
        if index in used or not _is_done(passage.metrics[index]):
            continue
        target = _target_of(passage, stretch, index, used)
        if target is not None:
            found.append(Pairing(index, target, None, *_horizon(passage, target)))
            used |= {index, target}
    return found


def _target_of(passage: Passage, stretch: Stretch, index: int, used: set[int]) -> int | None:
    free = [i for i in stretch.metrics if i not in used]
    if index + 1 in free and _brackets(passage, index, index + 1):
        return index + 1
    if index - 1 in free and (_brackets_reversed(passage, index - 1, index) or _among(passage, index - 1, index)):
        return index - 1
    done = passage.metrics[index]
    if done.measure != "level" or passage.in_bracket(done):
        return None
    for owed in reversed([i for i in free if index - _NEAR <= i < index]):
        metric = passage.metrics[owed]
        if metric.minor or metric.measure != "level" or not same_unit(metric, done):
            continue
        named = metric.role == "target" and _is_owed(passage, metric)
        if (passage.is_aside(done) and not named) or _counts_another(passage, done, metric):
            continue
        return owed if (named or _is_set(passage, metric)) and _is_fulfilment(passage, done, metric) else None
    return None


def _is_done(metric: Metric) -> bool:
    return metric.role in {"actual", "forecast"} and metric.measure in {"level", "share", "growth"} and not metric.minor


def _comparable(done: Metric, owed: Metric) -> bool:
    measures = {done.measure, owed.measure}
    return (len(measures) == 1 or measures == {"share", "completion"}) and same_unit(done, owed)


def _brackets(passage: Passage, done: int, owed: int) -> bool:
    """43.1分(目标值42分), 12家(任务20家): a bracket that holds the target; (其中新增3家) holds none."""
    actual, target = passage.metrics[done], passage.metrics[owed]
    match = _TO_OPENING.fullmatch(passage.between(actual, target))
    if not match or not _comparable(actual, target):
        return False
    inside = match["inside"] + passage.tail(target, 10).partition(")")[0]
    return (
        bool(words().given.search(inside)) and not words().aside.match(inside) and not words().fulfilled.search(inside)
    )


def _brackets_reversed(passage: Passage, owed: int, done: int) -> bool:
    """目标值42分(已完成43.1分): a bracket that holds what was done of a target."""
    target, actual = passage.metrics[owed], passage.metrics[done]
    match = _TO_OPENING.fullmatch(passage.between(target, actual))
    if not match or target.role != "target" or not _comparable(actual, target):
        return False
    return bool(words().fulfilled.search(match["inside"]))


def _among(passage: Passage, owed: int, done: int) -> bool:
    """完成23项任务中的19项: the part done of the things to do; 12个项目中的3个 is only a part."""
    target, actual = passage.metrics[owed], passage.metrics[done]
    match = _AMONG.fullmatch(passage.between(target, actual))
    if not match or not _comparable(actual, target):
        return False
    task = words().tasks.search(match["noun"]) or words().yearly.search(match["noun"])
    verb = words().done.search(match["verb"]) or words().done.search(passage.lead(target, 0))
    return bool(verb) and (bool(task) or target.role == "target")


def _is_fulfilment(passage: Passage, done: Metric, owed: Metric) -> bool:
    """Tell whether the clause says that something was done of what stands before: 截至5月底已拨付; not 同比增收3万元.

    The target's own verb says it too: 处置资产任务12宗,上半年处置7宗.
    """
    lead = passage.lead(done, owed.end)
    if words().fulfilled.search(lead) or words().fulfilled.search(_clause_before(passage, done)):
        return True
    verb = words().filler.sub("", lead)
    return len(verb) >= 2 and verb in passage.lead(owed, 0)


def _is_set(passage: Passage, metric: Metric) -> bool:
    """Tell whether a count of things, whatever its role, was set to be done: 年初确定的36项重点工作,已完成33项."""
    lead = passage.lead(metric, 0)
    if metric.role != "actual" or _DONE_ALREADY.search(lead):
        return False
    return words().set.search(lead + passage.noun_after(metric)) is not None


def _counts_another(passage: Passage, done: Metric, owed: Metric) -> bool:
    """33项实事全部完成,提高5项标准: what has a noun of its own behind it is counted against no other noun."""
    noun, set_noun = (_PLAIN_NOUN.sub("", passage.noun_after(metric)) for metric in (done, owed))
    return bool(noun) and noun[-2:] not in (set_noun or passage.lead(owed, 0))


def _clause_before(passage: Passage, metric: Metric) -> str:
    """Return the clause before the metric's own where that holds no number: 截至现在,已减免; 已减免71家,减免金额."""
    lead = passage.lead(metric, 0)
    comma = metric.start - len(lead) - 1
    start = max(comma - 40, passage.report.start)
    text = passage.folded[start:comma] if comma > start else ""
    return text[max(text.rfind(stop) for stop in ",。;!?\n") + 1 :]


def _is_owed(passage: Passage, metric: Metric) -> bool:
    """Tell whether the amount was to be done: 应减免, 计划造林, 预算总额; a target's own words say so."""
    return bool(
        words().owed.search(_clause_before(passage, metric)[-12:] + passage.lead(metric, 0) + passage.tail(metric, 6))
    )


def _horizon(passage: Passage, target: int) -> tuple[Horizon, str]:
    metric = passage.metrics[target]
    if is_state(metric):
        return "none", ""
    horizon, base = horizon_in(passage.lead(metric, 0) + passage.tail(metric, 8))
    if horizon:
        return horizon, base
    if _YEAR.fullmatch(metric.period):
        return "year", ""
    return "none", ""
