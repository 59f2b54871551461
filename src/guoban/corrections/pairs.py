"""Corrections of progress, laid over the pairs that the rules find in the corrected metrics.

A person's link is a pair of its own. It takes the place of what the rules have linked to either of its two sides, for a
metric stands in one link; what a person has confirmed or edited stays beside it. The state of a row is made as that of a
metric is: `rejected` where the latest thing said is that it is wrong or unlinked, else `edited`, else `confirmed`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from guoban.compilation import CleanText, mark_progress_ocr
from guoban.corrections import memory
from guoban.corrections.outlining import Placed
from guoban.corrections.places import Span, anchor_in, find, same_number
from guoban.corrections.records import Correction, Origin, State
from guoban.progress import Pairing, Passage, build_row, horizon_of_target
from guoban.records import Metric, Progress, ProgressKind, Report

_WRONG = ("reject", "unlink")


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """A progress row with what was said about it; its indexes point into the metrics that count."""

    progress: Progress
    state: State
    origin: Origin
    by: str
    at: str

    @property
    def counts(self) -> bool:
        return self.state != "rejected"


@dataclass(slots=True)
class _Pair:
    kind: ProgressKind
    pairing: Pairing
    origin: Origin = "read"
    said: list[Correction] = field(default_factory=list)
    displaced_by: Correction | None = None

    @property
    def state(self) -> State:
        if not self.said:
            return "auto" if self.displaced_by is None else "rejected"
        if self.said[-1].action in _WRONG:
            return "rejected"
        edited = any(one.action == "edit" for one in self.said)
        return "edited" if edited else "confirmed"

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for one in self.said for name, value in one.values.items()}


def progress_rows(
    text: CleanText, report: Report, metrics: Sequence[Metric], placed: Sequence[Placed]
) -> tuple[tuple[ProgressRow, ...], tuple[Correction, ...]]:
    """Return the progress rows of `report` in text order, and the corrections of them that fit nowhere.

    `metrics` are the ones that count, in text order.
    """
    inside = tuple(map(text.inward_metric, metrics))
    inner = text.inward(report)
    passage = Passage(text.cleaned, inner, inside)
    pairs = [_Pair(kind, pairing) for kind, pairing in memory.pair(text, inner, inside)]
    sites = _Sites(text, metrics)
    unfit = [one.correction for one in placed if not _said(passage, pairs, sites, one)]
    _displace(pairs)
    rows = [_row(passage, pair, pairs) for pair in pairs]
    marked = mark_progress_ocr(metrics, [row.progress for row in rows])
    rows = [replace(row, progress=progress) for row, progress in zip(rows, marked, strict=True)]
    return tuple(sorted(rows, key=lambda row: _place(row.progress, metrics))), tuple(unfit)


@dataclass(frozen=True, slots=True)
class _Sites:
    """The metrics of a report, found by their places."""

    text: CleanText
    metrics: Sequence[Metric]

    def at(self, span: Span) -> int | None:
        """Return the index of the metric at `span`, or of the one that has its number, None where there is none."""
        exact = [i for i, one in enumerate(self.metrics) if (one.start, one.end) == span]
        words = self.text.document.text
        near = exact or [i for i, one in enumerate(self.metrics) if same_number(words, span, (one.start, one.end))]
        return near[0] if len(near) == 1 else None

    def of(self, correction: Correction, side: str) -> int | None:
        """Return the index of the metric that the correction names as `side`, None where it is not found."""
        anchor = anchor_in(correction.values, side)
        if anchor is None:
            return None
        document = self.text.document
        span = find(document.text, anchor, same_file=correction.sha256 == document.sha256)
        return None if span is None else self.at(span)


def _said(passage: Passage, pairs: list[_Pair], sites: _Sites, one: Placed) -> bool:
    """Note what a correction says with the pairs that it means; False where it means none."""
    said, index = one.correction, sites.at((one.start, one.end))
    if index is None:
        return False
    if said.action == "link":
        target = sites.of(said, "target")
        if target is None or target == index:
            return False
        _linked(passage, pairs, index, target).said.append(said)
        return True
    meant = [pair for pair in pairs if _is_meant(pair, index, said, sites)]
    if said.action == "unlink" and len(meant) > 1:
        meant = [pair for pair in meant if pair.kind == "linked"]
    elif len(meant) > 1:
        return False
    for pair in meant:
        pair.said.append(said)
    return bool(meant)


def _is_meant(pair: _Pair, index: int, said: Correction, sites: _Sites) -> bool:
    pairing, values = pair.pairing, said.values
    if index != (pairing.completion if pairing.actual is None else pairing.actual):
        return False
    if values.get("kind", pair.kind) != pair.kind:
        return False
    for side, own in (("target", pairing.target), ("completion", pairing.completion)):
        if f"{side}_start" not in values:
            continue
        wanted = None if values[f"{side}_start"] is None else sites.of(said, side)
        lost = wanted is None and values[f"{side}_start"] is not None
        if lost or wanted != own:
            return False
    return True


def _linked(passage: Passage, pairs: list[_Pair], index: int, target: int) -> _Pair:
    """Return the pair of an actual value (or a completion) and a target, a new one where the rules have none."""
    completes = passage.metrics[index].measure == "completion"
    actual, completion = (None, index) if completes else (index, None)
    for pair in pairs:
        if (pair.pairing.actual, pair.pairing.target) == (actual, target) and (
            not completes or pair.pairing.completion == index
        ):
            return pair
    pairs.append(
        _Pair("linked", Pairing(actual, target, completion, horizon_of_target(passage, target, index)), "added")
    )
    return pairs[-1]


def _displace(pairs: Sequence[_Pair]) -> None:
    """Take out what the rules linked to a side of a person's link."""
    for link in pairs:
        made = next((one for one in reversed(link.said) if one.action == "link"), None)
        if made is None or link.state == "rejected":
            continue
        sides = _sides(link.pairing)
        for other in pairs:
            if other is not link and other.kind == "linked" and not other.said and sides & _sides(other.pairing):
                other.displaced_by = made


def _sides(pairing: Pairing) -> set[int]:
    return {index for index in (pairing.actual, pairing.target, pairing.completion) if index is not None}


def _row(passage: Passage, pair: _Pair, pairs: Sequence[_Pair]) -> ProgressRow:
    pairing, values = pair.pairing, pair.values
    horizon = values.get("horizon", pairing.horizon)
    if horizon != pairing.horizon:
        pairing = replace(pairing, horizon=horizon, base="")
    if pair.kind == "linked":
        pairing = replace(pairing, notes=("also_stated",) if _is_also_stated(pair, pairs) else ())
    progress = build_row(passage, pair.kind, pairing, lower=values.get("lower_is_better"))
    last = pair.said[-1] if pair.said else pair.displaced_by
    return ProgressRow(progress, pair.state, pair.origin, last.by if last else "", last.at if last else "")


def _is_also_stated(pair: _Pair, pairs: Sequence[_Pair]) -> bool:
    stated = [one.pairing for one in pairs if one.kind == "stated" and one.state != "rejected"]
    actual = pair.pairing.actual
    return actual is not None and any(one.actual == actual for one in stated)


def _place(row: Progress, metrics: Sequence[Metric]) -> int:
    return min(metrics[i].start for i in (row.actual, row.target, row.completion) if i is not None)
