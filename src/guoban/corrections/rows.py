"""Corrections of metrics, laid over the rows that were read.

What is said about one span belongs together. The row's fields are those that were read; over them what was confirmed,
over that what was added or edited, the latest of each field. Its state is `rejected` where the latest thing said is
that it is wrong, else `edited` where a field was edited (or a row that was read was added once more), else
`confirmed`: so a row that was rejected and then confirmed or edited counts again, with its edits, and a confirmed row
that has edits is an edited one. An added row is `confirmed` by whoever added it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from guoban.compilation import CleanText
from guoban.corrections.fields import DEFAULTS, METRIC_FIELDS, is_complete
from guoban.corrections.outlining import Placed
from guoban.corrections.places import Span, same_number
from guoban.corrections.records import Correction, Origin, State
from guoban.metrics.units import to_base
from guoban.records import Metric, Report
from guoban.structure.sentences import split


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric with what was said about it.

    `read` is the metric as it was read, the same object where nothing differs, and `place` its index among those that
    were read; both None where the row was added.
    """

    metric: Metric
    read: Metric | None
    place: int | None
    state: State = "auto"
    origin: Origin = "read"
    by: str = ""
    at: str = ""

    @property
    def counts(self) -> bool:
        return self.state != "rejected"

    @property
    def is_touched(self) -> bool:
        """Whether it was read and is shown otherwise now: with another state, other values or other notes."""
        return self.place is not None and (self.state != "auto" or self.metric is not self.read)


@dataclass(frozen=True, slots=True)
class Overlaid:
    """A report's rows in text order with the corrections over them; `changed`: other values, or other rows, count."""

    rows: tuple[MetricRow, ...]
    changed: bool
    unfit: tuple[Correction, ...]


def overlay(text: CleanText, report: Report, read: Sequence[Metric], placed: Iterable[Placed]) -> Overlaid:
    """Return the rows of `report`, of which `read` were read, with the corrections at their places."""
    groups: dict[Span, list[Correction]] = {}
    for one in placed:
        groups.setdefault((one.start, one.end), []).append(one.correction)
    owners, homeless = _matched(text.document.text, read, groups)
    rows = [
        _folded(metric, owners[index], index) if index in owners else MetricRow(metric, metric, index)
        for index, metric in enumerate(read)
    ]
    changed = any(not row.counts or row.metric is not row.read for row in rows)
    unfit: list[Correction] = []
    for span, said in homeless.items():
        values = _values(said)
        if span[0] < report.end >= span[1] and is_complete(values):
            rows.append(_folded(_added(text, report, span), said, None))
            changed = changed or rows[-1].counts
        else:
            unfit += said
    rows.sort(key=lambda row: (row.metric.start, row.metric.end))
    return Overlaid(tuple(rows), changed, tuple(unfit))


def section_at(report: Report, place: int) -> int | None:
    """Return the index of the innermost section that holds `place`, None before the first heading."""
    index = bisect_right([section.start for section in report.sections], place) - 1
    while index >= 0:
        section = report.sections[index]
        if section.body_end > place:
            return index
        index = -1 if section.parent is None else section.parent
    return None


def sentence_at(text: CleanText, report: Report, span: Span) -> Span:
    """Return the sentence that holds the beginning of `span`; the span itself where none does."""
    inside = text.inward(report)
    to = text.places.cleaned if text.places else int
    start, end = to(span[0]), to(span[1])
    for first, last in split(text.cleaned.folded, inside.body_start, inside.end):
        if first <= start < last:
            if text.places:
                return text.places.first(first), max(text.places.after(last), span[1])
            return first, max(last, end)
    return span


def _matched(
    text: str, read: Sequence[Metric], groups: Mapping[Span, list[Correction]]
) -> tuple[dict[int, list[Correction]], dict[Span, list[Correction]]]:
    """Return what is said of each row, by its index, and what is said of spans that no row has.

    A span belongs to the row with this span, else to the one row that has the same number with another unit or word.
    """
    exact = {(metric.start, metric.end): index for index, metric in enumerate(read)}
    owners = {exact[span]: said for span, said in groups.items() if span in exact}
    homeless: dict[Span, list[Correction]] = {}
    for span, said in sorted((span, said) for span, said in groups.items() if span not in exact):
        near = [
            index
            for index, metric in enumerate(read)
            if metric.start < span[1] and span[0] < metric.end and same_number(text, span, (metric.start, metric.end))
        ]
        if len(near) == 1 and near[0] not in owners:
            owners[near[0]] = said
        else:
            homeless[span] = said
    return owners, homeless


def _values(said: Sequence[Correction]) -> dict[str, Any]:
    """Return the fields that were given: what was confirmed, and over it what was added or edited."""
    confirmed = [one.values for one in said if one.action == "confirm"]
    given = [one.values for one in said if one.action in ("add", "edit")]
    return {name: value for values in (*confirmed, *given) for name, value in values.items() if name in METRIC_FIELDS}


def _folded(metric: Metric, said: Sequence[Correction], place: int | None) -> MetricRow:
    """Return the row of `metric`, at `place` among those that were read, with what was said of it in that order."""
    added = place is None
    values = (DEFAULTS if added else {}) | _values(said)
    last = said[-1]
    edited = any(one.action == "edit" or (one.action == "add" and not added) for one in said)
    state: State = "rejected" if last.action == "reject" else "edited" if edited else "confirmed"
    origin: Origin = "added" if added else "read"
    return MetricRow(_with(metric, values), None if added else metric, place, state, origin, last.by, last.at)


def _with(metric: Metric, values: Mapping[str, Any]) -> Metric:
    """Return `metric` with `values`; amount and base unit follow value and unit."""
    different = {name: value for name, value in values.items() if getattr(metric, name) != value}
    if not different:
        return metric
    changed = replace(metric, **different)
    if not different.keys() & {"value", "unit"}:
        return changed
    amount, base = to_base(changed.value, changed.unit)
    return replace(changed, amount=amount, base_unit=base)


def _added(text: CleanText, report: Report, span: Span) -> Metric:
    sentence = sentence_at(text, report, span)
    return Metric(
        start=span[0],
        end=span[1],
        indicator="",
        value=None,
        high=None,
        unit="",
        bound="exact",
        measure="level",
        role="actual",
        period="",
        compare="",
        redacted=False,
        amount=None,
        base_unit="",
        sentence_start=sentence[0],
        sentence_end=sentence[1],
        section=section_at(report, sentence[0]),
    )
