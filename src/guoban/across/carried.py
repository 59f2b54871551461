"""What one period planned, held against what the next one reports: reached, missed, under way, or never mentioned again."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd
import regex

from guoban.across.directions import lower_is_better as is_better_low
from guoban.across.facts import EVIDENCE, scope_of
from guoban.across.mentions import Mention, find_mention
from guoban.across.passages import Told, told_reports
from guoban.across.spelling import full_words
from guoban.progress.amounts import ratio
from guoban.progress.cores import Core, same_things
from guoban.progress.linking import (
    Fit,
    Link,
    Side,
    bucket,
    fit,
    horizon_between,
    is_standing,
    links_of,
    own_areas,
    same_comparison,
    sides,
)
from guoban.progress.naming import task_name
from guoban.progress.rows import lower_is_better
from guoban.progress.schedule import reviewed_months, schedule_percent
from guoban.progress.words import words
from guoban.records import Metric
from guoban.tables import Tables

Outcome = Literal["reached", "not_reached", "under_way", "not_comparable", "mentioned", "unmentioned", "no_report"]
_MEASURES = frozenset({"level", "share", "growth", "difference", "completion", "rank"})
_BARE = Core("", frozenset(), frozenset(), "", "", frozenset(), "", masked=False)
# A name that says enough to be told again without its subject.
_LEAST_SAID = 4
_OPENING = regex.compile(r"^(?:其中|另外|同时|目前|全年|上半年|今年|累计)")
_LINKING = regex.compile(
    r"(?:达到|提高到|提升到|提高至|提升至|控制在|下降到|下降至|降至|降到|保持在|稳定在|为|达|是|至|约)+$"
)
_NONE: Mapping[str, str] = MappingProxyType({})
COLUMNS = (
    "department", "region", "indicator", "measure", "status", "reason", "lower_is_better", "hoped", "said_in",
    "target_value", "target_high", "target_unit", "target_bound", "target_period",
    "actual_value", "actual_high", "actual_unit", "actual_bound", "actual_period", "pct", "schedule_pct", "candidates",
    *(f"target_{name}" for name in EVIDENCE), *(f"actual_{name}" for name in EVIDENCE),
)  # fmt: skip
_NUMBERS = ("target_value", "target_high", "actual_value", "actual_high", "pct", "schedule_pct")
_OFFSETS = ("start", "end", "sentence_start", "sentence_end")
_KINDS = {
    **{name: "str" for name in COLUMNS if name != "candidates"},
    **dict.fromkeys(_NUMBERS, "float64"),
    **{f"{side}_{name}": "Int64" for side in ("target", "actual") for name in _OFFSETS},
    **dict.fromkeys(("lower_is_better", "hoped"), "bool"),
    "said_in": "int64",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A target with what the later reports say of it; `told` and `actual` are empty where they say nothing."""

    status: Outcome
    reason: str = ""
    told: Told | None = None
    actual: Side | None = None
    pct: float | None = None
    schedule: float | None = None
    lower: bool = False
    candidates: tuple[str, ...] = ()
    mention: Mention | None = None


_Sided = tuple[Told, Side]


@dataclass(frozen=True, slots=True)
class _Later:
    """The later reports of a department, and their values: by what a link asks for, by the words of their own clause, and by
    the words of their core; `forecasts` by the latter too."""

    reports: tuple[Told, ...]
    alike: Mapping[object, Sequence[_Sided]]
    said: Mapping[object, Sequence[_Sided]]
    worded: Mapping[str, Sequence[_Sided]]
    forecasts: Mapping[str, Sequence[_Sided]]


def carried(
    earlier: Iterable[Tables],
    later: Iterable[Tables],
    departments: Mapping[str, str] = _NONE,
    indicators: Mapping[str, str] = _NONE,
) -> pd.DataFrame:
    """Return one row a target that the `earlier` reports carry beyond their own time, with what `later` ones say of it.

    Joined by department and by what is counted, by the rules that link targets within a report: growth with growth, amounts
    of one unit, equal thresholds and stages, 新增 not with 累计. `departments` and `indicators` are names merged.

    `status`: reached, not_reached (its time is over, or a limit is passed), under_way, not_comparable (`reason`: redacted,
    several, bound, measure, unit, period, stock, figures, stage, area, whole, compare, forecast), mentioned (in words, without such a
    number), unmentioned, no_report (the department has no later report). `pct` and `schedule_pct` are computed. `hoped`:
    a target beyond the one to be ensured. `said_in`: how often the earlier reports say it. `candidates` are the metric_ids
    of differing values. The evidence of both sides stands in `target_…` and `actual_…`; of a mention in words the latter is
    its place, without a metric_id.
    """
    after = told_reports(later, departments, indicators)
    rows = [
        row
        for department, before in told_reports(earlier, departments, indicators).items()
        for row in _of_department(department, before, after.get(department, []))
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype(_KINDS)


def _of_department(department: str, before: Sequence[Told], after: Sequence[Told]) -> Iterator[dict[str, Any]]:
    targets: dict[tuple[object, ...], list[tuple[Told, Side]]] = defaultdict(list)
    for report in before:
        for side in _open_targets(report):
            targets[report.region, *_same_target(side)].append((report, side))
    known: dict[str, _Later] = {}
    for (region, *_), said in targets.items():
        report, target = said[-1]
        name = str(region)
        if name not in known:
            known[name] = _later(after, name)
        found = _held_against(report, target, known[name])
        yield _row(department, report, target, found, len(said))


def _open_targets(report: Told) -> Iterator[Side]:
    """Yield the targets of a report that reach beyond the time it reviews."""
    reviewed = reviewed_months(report.passage.report)
    for side in sides(report.passage, "target", _MEASURES):
        if reviewed is None or side.months.last > reviewed.last:
            yield side


def _same_target(side: Side) -> tuple[object, ...]:
    metric = side.metric
    amount = metric.value if metric.amount is None else metric.amount
    return (
        metric.measure, side.core.words, side.core.figures, side.core.stages, side.core.quoted, metric.base_unit,
        amount, metric.high, metric.bound, side.months, side.hoped, metric.redacted and metric.start,
    )  # fmt: skip


def _later(after: Sequence[Told], region: str) -> _Later:
    """Return the reports of the same body: of one region, where both tell theirs."""
    reports = tuple(one for one in after if not (region and one.region) or one.region == region)
    done = [(one, side) for one in reports for side in sides(one.passage, "actual", _MEASURES)]
    hoped = [(one, side) for one in reports for side in sides(one.passage, "forecast", _MEASURES)]
    return _Later(
        reports,
        _by(done, lambda _told, side: bucket(side)),
        _by(done, lambda told, side: (*_kind(side), _said(told, side))),
        _by(done, lambda _told, side: side.core.words),
        _by(hoped, lambda _told, side: side.core.words),
    )


def _by(given: Iterable[_Sided], key: Callable[[Told, Side], Any]) -> dict[Any, list[_Sided]]:
    found: dict[Any, list[_Sided]] = defaultdict(list)
    for told, side in given:
        found[key(told, side)].append((told, side))
    return found


def _kind(side: Side) -> tuple[str, str]:
    return side.metric.measure, side.metric.base_unit


def _said(told: Told, side: Side) -> str:
    """Return the words of a value's own clause before it, in full, without what only leads to a number."""
    return full_words(_LINKING.sub("", _OPENING.sub("", told.passage.lead(side.metric, 0).strip())))


def _held_against(report: Told, target: Side, later: _Later) -> _Found:
    """Return what the later reports say of a target."""
    if not later.reports:
        return _Found("no_report")
    own = own_areas(report.passage.report.department.level)
    links = [
        (told, link) for told, side in later.alike.get(bucket(target), ()) for link in links_of(target, [side], own)
    ] or list(_said_again(target, later))
    if links:
        return _best(report, links)
    words_of_it = target.core.words
    near = _nearest(target, later.worded.get(words_of_it, ()), own)
    near = near or _nearest(target, later.forecasts.get(words_of_it, ()), own)
    if near:
        told, side, reason = near
        return _Found("not_comparable", reason, told, side)
    for told in later.reports:
        mention = find_mention(target.metric.indicator, told.passage.folded)
        if mention:
            return _Found("mentioned", told=told, mention=mention)
    return _Found("unmentioned")


def _said_again(target: Side, later: _Later) -> Iterator[tuple[Told, Link]]:
    """Yield links to values whose own clause is the target's indicator and nothing else: 税收占比69.4%.

    The reader of metrics names it by its subject too (一般公共预算收入税收占比), which the target may have gone without.
    """
    name = full_words(target.metric.indicator)
    if len(name) < _LEAST_SAID:
        return
    for told, side in later.said.get((*_kind(target), name), ()):
        horizon = horizon_between(side, target)
        if horizon is not None and same_comparison(side, target) and side.core.stock == target.core.stock:
            yield told, Link(1, side, target, horizon)


def _best(report: Told, links: Sequence[tuple[Told, Link]]) -> _Found:
    """Return the verdict on the best fitting value; where several of them differ, none."""
    best: Fit = min(fit(link) for _, link in links)
    fitting = [(told, link) for told, link in links if fit(link) == best]
    told, link = fitting[-1]
    values = {(one.actual.metric.amount, one.actual.metric.high, one.actual.metric.bound) for _, one in fitting}
    if len(values) > 1:
        ids = tuple(str(one.places[each.actual.index]["metric_id"]) for one, each in fitting)
        return _Found("not_comparable", "several", told, link.actual, candidates=ids)
    return _verdict(report, told, link)


def _verdict(report: Told, told: Told, link: Link) -> _Found:
    actual, target = link.actual.metric, link.target.metric
    lower = _is_limit(report, actual, target)
    found = _Found("not_comparable", "redacted", told, link.actual, lower=lower)
    if actual.redacted or target.redacted or actual.value is None or target.value is None:
        return found
    amounts = target.measure in {"level", "difference"}
    schedule = schedule_percent(link.horizon, link.actual.months.last, link.target.months) if amounts else None
    found = replace(found, pct=ratio(actual, target) if amounts else None, schedule=schedule, reason="")
    kept = _is_kept(actual, target, lower=lower)
    if kept is None:
        return replace(found, reason="bound")
    over = link.actual.months.last >= link.target.months.last
    standing = is_standing(link.actual) or is_standing(link.target)
    if kept:
        # A limit on what adds up is kept only when its time is over.
        return replace(found, status="reached" if over or not lower or standing else "under_way")
    passed = lower and not standing
    return replace(found, status="not_reached" if over or passed else "under_way")


def _is_limit(report: Told, actual: Metric, target: Metric) -> bool:
    if lower_is_better(report.passage, actual, target, None):
        return True
    return target.bound != "min" and is_better_low(target.indicator, target.measure)


def _is_kept(actual: Metric, target: Metric, *, lower: bool) -> bool | None:
    """Tell whether a value keeps its target, None where its bound leaves that open.

    A range that is wanted is held to its low end, as a limit to its high one.
    """
    low, high = _ends(actual)
    wanted_low, wanted_high = _ends(target)
    if lower:
        wanted = wanted_high
        if actual.bound == "min" and low <= wanted:
            return None
        return None if low <= wanted < high else high <= wanted
    if actual.bound == "max":
        return False if high <= wanted_low else None
    return None if low < wanted_low <= high else low >= wanted_low


def _ends(metric: Metric) -> tuple[float, float]:
    """Return the low and the high end of a value in its family's unit; of a plain one they are the same."""
    value = metric.value or 0.0
    low = value if metric.amount is None else metric.amount
    if metric.high is None:
        return low, low
    return low, metric.high * (low / value if value else 1.0)


def _nearest(target: Side, given: Sequence[_Sided], own: frozenset[str]) -> tuple[Told, Side, str] | None:
    """Return the value of the same words that has the least against it, with the reason why it cannot be compared."""
    if not target.core.words or not given:
        return None

    def weight(sided: _Sided) -> tuple[int, int]:
        return len(list(_against(sided[1], target, own))), -sided[1].months.last

    told, side = min(given, key=weight)
    reason = "forecast" if side.metric.role == "forecast" else next(_against(side, target, own), "period")
    return told, side, reason


def _against(actual: Side, target: Side, own: frozenset[str]) -> Iterator[str]:
    """Yield what keeps two values of the same words from being compared, the plainest reason first."""
    one, other = actual.core, target.core
    if actual.metric.measure != target.metric.measure:
        yield "measure"
    elif actual.metric.base_unit != target.metric.base_unit:
        yield "unit"
    alike = {
        "figures": not (one.masked or other.masked) and one.figures == other.figures,
        "stage": one.stages == other.stages,
        "whole": not (one.whole and other.whole) or one.whole == other.whole,
        "stock": same_things(replace(_BARE, stock=one.stock), replace(_BARE, stock=other.stock), own),
        "area": same_things(replace(_BARE, area=one.area), replace(_BARE, area=other.area), own),
    }
    yield from (reason for reason, same in alike.items() if not same)
    if not same_comparison(actual, target):
        yield "compare"
    if horizon_between(actual, target) is None:
        yield "period"


def _row(department: str, report: Told, target: Side, found: _Found, said: int) -> dict[str, Any]:
    wanted = target.metric
    row: dict[str, Any] = dict.fromkeys((name for name, kind in _KINDS.items() if kind == "str"), "")
    row |= {
        "department": department, "region": report.region, "indicator": task_name((wanted,), "none"),
        "measure": wanted.measure, "status": found.status, "reason": found.reason,
        "lower_is_better": found.lower or bool(words().limits.search(target.sentence) and wanted.bound == "max"),
        "hoped": target.hoped, "said_in": said, "pct": found.pct, "schedule_pct": found.schedule,
        "candidates": found.candidates,
    }  # fmt: skip
    row |= _values("target", target) | _place("target", report, target)
    if found.actual and found.told:
        row |= _values("actual", found.actual) | _place("actual", found.told, found.actual)
    elif found.mention and found.told:
        row |= _mention(found.told, found.mention)
    return row


def _values(name: str, side: Side) -> dict[str, Any]:
    metric, months = side.metric, side.months
    year, scope = months.first // 12, scope_of(months)
    return {
        f"{name}_value": metric.value, f"{name}_high": metric.high, f"{name}_unit": metric.unit,
        f"{name}_bound": "redacted" if metric.redacted else metric.bound,
        f"{name}_period": str(year) if scope == "year" else f"{year}-{scope}",
    }  # fmt: skip


def _place(name: str, told: Told, side: Side) -> dict[str, Any]:
    return {f"{name}_{column}": value for column, value in told.places[side.index].items()}


def _mention(told: Told, mention: Mention) -> dict[str, Any]:
    start = told.start
    return {
        "actual_compilation_id": told.compilation_id, "actual_report_id": told.report_id,
        "actual_start": start + mention.start, "actual_end": start + mention.end,
        "actual_text": told.text[mention.start : mention.end],
        "actual_sentence_start": start + mention.sentence_start, "actual_sentence_end": start + mention.sentence_end,
        "actual_sentence": told.text[mention.sentence_start : mention.sentence_end],
    }  # fmt: skip
