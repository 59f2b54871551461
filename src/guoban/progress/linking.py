"""What the review has reached, linked to what the plan wants for the same thing."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from guoban.progress.amounts import is_state
from guoban.progress.cores import Core, core_of, is_hoped, is_part_time, likeness, same_things, stock_of
from guoban.progress.passage import Passage
from guoban.progress.schedule import Months, covered_months, months_of, reviewed_months
from guoban.progress.stated import Pairing
from guoban.records import Horizon, Metric

_MEASURES = frozenset({"level", "share", "growth"})
_OWN_AREAS = {
    "省": frozenset({"省"}), "市": frozenset({"市"}), "县": frozenset({"县"}), "区": frozenset({"区"}),
    "街道": frozenset({"街道"}), "乡镇": frozenset({"镇", "乡"}),
}  # fmt: skip
_ANY_AREA = frozenset({"市", "县", "区", "街道", "镇", "乡"})
_LIST = re.compile(r"(?:以上|以下|左右)?[,、](?:其中)?[^,。;、:\d]{0,4}[\d十百千万亿]*[^,。;、:\d]{0,16}")
# A target is held against this many metrics of its kind at most: nearly all reports stay far below.
_MOST = 120
Bucket = tuple[str, str, str]
_HORIZONS: dict[int, Horizon] = {12: "year", 6: "half", 3: "quarter"}


@dataclass(frozen=True, slots=True)
class Side:
    """A metric that may be one side of a link, with what it counts and the time it covers."""

    index: int
    metric: Metric
    core: Core
    sentence: str
    around: str
    months: Months
    hoped: bool
    part: bool


class Fit(NamedTuple):
    likeness: int
    part: bool
    hoped: bool
    last: int
    first: int


@dataclass(frozen=True, slots=True)
class Link:
    """A target with what is done of it, how alike their words are, and what 100% means."""

    likeness: int
    actual: Side
    target: Side
    horizon: Horizon


def linked_pairs(passage: Passage, stated: Sequence[Pairing]) -> list[Pairing]:
    """Return the links, each metric in one at most, to targets that the `stated` pairings have not used.

    Where two values of the same time fit equally well, and differ, neither is linked.
    """
    used = {pairing.target for pairing in stated} | {pairing.completion for pairing in stated}
    targets = [target for target in sides(passage, "target") if target.index not in used]
    actuals: dict[tuple[str, str, str], list[Side]] = defaultdict(list)
    for side in sides(passage, "actual", only={bucket(target) for target in targets}):
        if side.index not in used:
            actuals[bucket(side)].append(side)
    own = own_areas(passage.report.department.level)
    links: list[Link] = []
    for target in targets:
        links += links_of(target, actuals[bucket(target)][:_MOST], own)
    told = {pairing.actual for pairing in stated}
    return [
        replace(pairing, notes=("also_stated",)) if pairing.actual in told else pairing for pairing in _chosen(links)
    ]


def own_areas(level: str) -> frozenset[str]:
    """Return the areas that a unit of `level` means by the whole of its own: 市 for 全市 where a city reports."""
    return _OWN_AREAS.get(level, _ANY_AREA)


def sides(
    passage: Passage, role: str, measures: frozenset[str] = _MEASURES, only: Collection[Bucket] | None = None
) -> Iterator[Side]:
    """Yield the metrics of `role` that may be one side of a link, in text order; those without a time are left out.

    With `only`, those that belong to no bucket of these are left out too.
    """
    before: tuple[Metric, Core] | None = None
    told: dict[str, Months | None] = {}
    units = None if only is None else {unit for _measure, unit, _head in only}
    for index, metric in enumerate(passage.metrics):
        if metric.role != role or metric.minor or metric.measure not in measures:
            continue
        if metric.period not in told:
            told[metric.period] = _months(passage, metric)
        months = told[metric.period]
        if months is None:
            continue
        if units is not None and _unit(metric) not in units:
            before = None
            continue
        lead = passage.lead(metric, 0)
        core = core_of(metric, lead)
        if before and before[1].stages and not core.stages and _continues(passage, before[0], metric):
            core = replace(core, stages=before[1].stages)
        before = metric, core
        if only is not None and _bucket(metric, core) not in only:
            continue
        around = passage.heading(metric) + passage.paragraph(metric)
        hoped, part = is_hoped(lead), passage.is_aside(metric) or passage.in_bracket(metric)
        yield Side(index, metric, core, passage.sentence(metric), around, months, hoped, part)


def _continues(passage: Passage, before: Metric, metric: Metric) -> bool:
    """Tell whether the metric goes on with a list whose first member has the verb: 引进5亿元以上项目3个,10亿元以上项目2个."""
    return before.unit == metric.unit and bool(_LIST.fullmatch(passage.between(before, metric)))


def _months(passage: Passage, metric: Metric) -> Months | None:
    if metric.role == "actual":
        return covered_months(metric.period, passage.report)
    told = months_of(metric.period)
    reviewed = reviewed_months(passage.report)
    if told or metric.period or reviewed is None or reviewed.last % 12 == 11:
        return told
    year = reviewed.last - reviewed.last % 12
    return Months(year, year + 11)


def bucket(side: Side) -> Bucket:
    """Return what two sides of a link must share: the measure, the unit, and the last words of what they count."""
    return _bucket(side.metric, side.core)


def _bucket(metric: Metric, core: Core) -> Bucket:
    return metric.measure, _unit(metric), core.head


def _unit(metric: Metric) -> str:
    return metric.base_unit or metric.unit


def links_of(target: Side, actuals: Sequence[Side], own: frozenset[str]) -> Iterator[Link]:
    """Yield the links of a target to those of `actuals` that count the same thing within its time."""
    for actual in actuals:
        horizon = horizon_between(actual, target)
        if horizon is None or not same_things(actual.core, target.core, own) or not same_comparison(actual, target):
            continue
        score = likeness(actual.core, target.core, actual.around, target.around)
        certain = not (actual.metric.redacted or target.metric.redacted)
        if score > (0 if certain else 1):
            yield Link(score, actual, target, horizon)


def same_comparison(actual: Side, target: Side) -> bool:
    """Tell whether both are compared with the same; a growth that names nothing is one from year to year."""
    return (actual.metric.compare or "yoy") == (target.metric.compare or "yoy")


def horizon_between(actual: Side, target: Side) -> Horizon | None:
    """Return what 100% of the target means for the actual value, None where their times do not belong together.

    What adds up over a year must have been counted from the target's first month on. What stands at a level (a rate,
    a stock, a score) is compared where it stood last, and has no schedule.
    """
    length = target.months.last - target.months.first + 1
    adds_up = not is_standing(actual) and not is_standing(target)
    same_start = actual.months.first == target.months.first and actual.months.last <= target.months.last
    if adds_up:
        return _HORIZONS.get(length) if same_start else None
    if actual.months.first // 12 != target.months.first // 12 or actual.months.last > target.months.last:
        return None
    if target.metric.measure == "growth" and actual.months.first % 12:
        return None
    if target.metric.measure == "growth" and length < 12 and is_part_time(target.sentence):
        return None
    return "none" if length in _HORIZONS else None


def horizon_of_target(passage: Passage, target: int, actual: int) -> Horizon:
    """Return what 100% of a target means where a person has set an actual value against it.

    It is the time that the target is for; none where the two do not add up over a time, or it is for another.
    """
    owed, done = replace(passage.metrics[target], role="target"), passage.metrics[actual]
    if any(is_state(one) or stock_of(one, passage.lead(one, 0)) == "stock" for one in (owed, done)):
        return "none"
    months = _months(passage, owed)
    return _HORIZONS.get(months.last - months.first + 1, "none") if months else "none"


def is_standing(side: Side) -> bool:
    """Tell whether the value says how things stand at a time, and does not add up: a rate, a stock, a score."""
    return side.core.stock == "stock" or is_state(side.metric)


def _chosen(links: Sequence[Link]) -> Iterator[Pairing]:
    """Yield the best fitting links. What two different values fit equally well is linked to neither."""
    values: dict[tuple[Fit, str, int], set[float | None]] = defaultdict(set)
    for link in links:
        values[fit(link), "target", link.target.index].add(link.actual.metric.value)
        values[fit(link), "actual", link.actual.index].add(link.target.metric.value)
    taken: set[int] = set()
    for link in sorted(links, key=lambda link: (fit(link), link.actual.index, link.target.index)):
        target, actual = link.target.index, link.actual.index
        if {target, actual} & taken:
            continue
        in_doubt = {
            index for side, index in (("target", target), ("actual", actual)) if len(values[fit(link), side, index]) > 1
        }
        taken |= in_doubt or {target, actual}
        if not in_doubt:
            yield Pairing(actual, target, None, link.horizon)


def fit(link: Link) -> Fit:
    """Return how well a link fits, the best first: equal words, the whole before a part of it, what is ensured before
    what is hoped for, the latest and longest time."""
    months = link.actual.months
    part = link.actual.part != link.target.part
    return Fit(-link.likeness, part, link.target.hoped, -months.last, months.first)
