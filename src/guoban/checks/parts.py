"""Parts against their whole: 受理48件,其中投诉39件、举报12件 adds up to more than there are."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guoban.checks.findings import Finding
from guoban.metrics.phrases import leading_verb, strip_lead
from guoban.metrics.units import to_base
from guoban.records import Document, Metric, Note

_PART_WORD = re.compile(r"(?:^|[,、:(])(?:其中|含(?![氧量])|包括|包含)")
_REST_WORD = re.compile(r"(?:其余|剩余|另外?)(?:的)?(?:约)?$")
# What a bracket behind a number tells besides parts: a target, another time, a running total, a kind of the same.
_NO_PART = re.compile(
    r"目标|任务|计划|预算|去年|上年|同期|年初|累计|总|共|达|同比|平均|全[国省市县区]|预计|折合|相当|至|每|每年|人均"
)
_ENDS = re.compile(r"[;。!?]")
_DECIMALS = re.compile(r"\.(\d+)")
# (部级1个、省级5个) names the best of them, not all.
_GRADE = re.compile(r"级$")
_FEWEST = 2
_NOTHING = 1e-6
# How many numbers of a sentence a whole and its parts may be apart.
_FARTHEST = 24
# A list that leaves most of the whole out does not mean to be complete.
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class _Family:
    """A whole with its parts, as indexes; `complete`: the text gives them as all there are."""

    whole: int
    parts: tuple[int, ...]
    complete: bool


def parts_against_wholes(document: Document, metrics: Sequence[Metric]) -> Iterator[Finding]:
    """Yield a finding for each whole that its parts exceed or, where they claim to be all, do not add up to."""
    told: set[int] = set()
    for family in (*_in_brackets(document.folded, metrics), *_behind_words(document.folded, metrics)):
        if family.whole in told or _adds_up(document, metrics, family):
            continue
        told.add(family.whole)
        whole, last = metrics[family.whole], metrics[family.parts[-1]]
        total, unit = _in_unit(metrics, family)
        yield Finding(
            "parts_disagree",
            (family.whole,),
            Note(
                "parts_sum", start=whole.start, end=last.end,
                details={"whole": document.text[whole.start : whole.end], "parts": f"{total:.12g}{unit}"},
            ),
        )  # fmt: skip


def _in_brackets(folded: str, metrics: Sequence[Metric]) -> Iterator[_Family]:
    """建成站点9个(东镇4个、西镇5个): without a word before them the parts are all there are."""
    starts = [metric.start for metric in metrics]
    for index, whole in enumerate(metrics):
        if not _is_whole(whole) or not folded.startswith("(", whole.end):
            continue
        close = folded.find(")", whole.end, whole.sentence_end)
        inside = folded[whole.end + 1 : max(close, 0)]
        if not inside or "(" in inside:
            continue
        within = range(index + 1, bisect_left(starts, close))
        words = folded[whole.end + 1 : metrics[within[0]].start] if within else ""
        parts = tuple(place for place in within if _is_part(whole, metrics[place]))
        if not parts or _NO_PART.search(_without_numbers(folded, whole.end + 1, close, [metrics[p] for p in within])):
            continue
        complete = len(parts) == len(within) >= _FEWEST and not _PART_WORD.match(words) and not _GRADE.search(words)
        yield _Family(index, parts, complete)


def _behind_words(folded: str, metrics: Sequence[Metric]) -> Iterator[_Family]:
    """其中 opens parts of the last number of the same unit before it; 其余 closes them."""
    for first in range(1, len(metrics)):
        part, before = metrics[first], metrics[first - 1]
        between = folded[before.end : part.start] if before.sentence_start == part.sentence_start else ""
        if not between or _ENDS.search(between):
            continue
        opens, rests = (
            _PART_WORD.search(between) is not None and "(" not in between,
            _REST_WORD.search(between) is not None,
        )
        whole = _whole_before(folded, metrics, first, second=rests and not opens) if opens or rests else None
        if whole is None:
            continue
        if opens:
            yield _Family(whole, tuple(_run(folded, metrics, whole, first)), complete=False)
        elif first - whole == _FEWEST and _is_part(metrics[whole], before):
            yield _Family(whole, (first - 1, first), complete=True)


def _whole_before(folded: str, metrics: Sequence[Metric], first: int, *, second: bool) -> int | None:
    """Return the whole of the part `first`: the number before it in its unit, or the `second` one before it."""
    part = metrics[first]
    same = []
    for index in range(first - 1, max(first - 1 - _FARTHEST, -1), -1):
        metric = metrics[index]
        if metric.sentence_start != part.sentence_start or _ENDS.search(folded, metric.end, part.start):
            break
        if _is_whole(metric) and _is_part(metric, part):
            same.append(index)
    return same[second] if len(same) > second else None


def _run(folded: str, metrics: Sequence[Metric], whole: int, first: int) -> Iterator[int]:
    """Yield the parts that are listed from `first` on; growths between them are theirs."""
    verb = leading_verb(metrics[whole].indicator)
    for index in range(first, min(first + _FARTHEST, len(metrics))):
        metric = metrics[index]
        if metric.sentence_start != metrics[first].sentence_start:
            return
        between = folded[metrics[index - 1].end : metric.start]
        if index > first and (_ENDS.search(between) or _NO_PART.search(between) or "(" in between or ")" in between):
            return
        if metric.measure in {"growth", "difference", "share", "rank", "completion"}:
            continue
        opens = leading_verb(strip_lead(between))
        if not _is_part(metrics[whole], metric) or (
            index > first and (_PART_WORD.search(between) or opens not in {"", verb})
        ):
            return
        yield index


def _is_whole(metric: Metric) -> bool:
    return metric.measure == "level" and metric.bound == "exact" and metric.amount is not None and metric.unit != ""


def _is_part(whole: Metric, metric: Metric) -> bool:
    return _is_whole(metric) and metric.base_unit == whole.base_unit and metric.role == whole.role


def _adds_up(document: Document, metrics: Sequence[Metric], family: _Family) -> bool:
    members = [metrics[index] for index in (family.whole, *family.parts)]
    slack = sum(_rounding(document, metric) for metric in members)
    whole, total = members[0].amount or 0.0, sum(metric.amount or 0.0 for metric in members[1:])
    short = family.complete and total >= _MOST * whole and whole - total > slack + _NOTHING
    return not short and total - whole <= slack + _NOTHING


def _rounding(document: Document, metric: Metric) -> float:
    """Return how far a number may be from what was counted: 8.72亿元 half a million, 29家 nothing."""
    factor = abs(to_base(1.0, metric.unit)[0] or 1.0)
    decimals = _DECIMALS.search(document.folded, metric.start, metric.end)
    digits = len(decimals[1]) if decimals else 0
    return 0.0 if factor == 1 and not digits else 0.5 * factor / 10**digits


def _in_unit(metrics: Sequence[Metric], family: _Family) -> tuple[float, str]:
    """Return the sum of the parts in the unit of the whole."""
    whole = metrics[family.whole]
    factor = to_base(1.0, whole.unit)[0] or 1.0
    return round(sum(metrics[index].amount or 0.0 for index in family.parts) / factor, 6), whole.unit


def _without_numbers(folded: str, start: int, end: int, numbers: Sequence[Metric]) -> str:
    pieces, at = [], start
    for number in numbers:
        pieces.append(folded[at : number.start])
        at = number.end
    return "".join([*pieces, folded[at:end]])
