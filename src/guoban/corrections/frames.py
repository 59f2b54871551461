"""The tables with corrected rows in the place of those that were read; what is not concerned is taken as it is."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from guoban.compilation import CleanText, Compilation, extract_report, tables_of
from guoban.corrections.fields import METRIC_FIELDS
from guoban.corrections.outlining import Reshaped
from guoban.corrections.pairs import ProgressRow
from guoban.corrections.rows import MetricRow
from guoban.records import Document, Metric, Report
from guoban.tables import METRICS, PROGRESS, Tables, frame_of, metric_rows, progress_rows, report_id, report_key

STATE_COLUMNS = ("state", "origin", "changed_by", "changed_at")
_UNTOUCHED = ("auto", "read", "", "")
# The columns of metrics that a correction, or a check of the corrected values, may change.
_CELLS = (*METRIC_FIELDS, "amount", "base_unit", "note")
_Places = np.ndarray[Any, np.dtype[np.intp]]


def with_states(frame: pd.DataFrame, states: Sequence[tuple[str, ...]] | None = None) -> pd.DataFrame:
    """Return `frame` with a column each for state, origin, who and when; without `states` nothing was said of its rows."""
    columns: Sequence[Any] = (
        _UNTOUCHED if states is None else [[row[n] for row in states] for n in range(len(_UNTOUCHED))]
    )
    return frame.assign(
        **{
            name: pd.Series(values, index=frame.index, dtype="str")
            for name, values in zip(STATE_COLUMNS, columns, strict=True)
        }
    )


def reshaped(text: CleanText, extracted: Compilation, shape: Reshaped) -> Compilation:
    """Return `extracted` with the outline of `shape`: the reports that it names extracted again, the others as read."""
    if shape.outline is extracted.outline:
        return extracted
    parts = [extract_report(text, one) for one in shape.outline.reports if report_key(one) in shape.again]
    new = tables_of(extracted.document, parts)
    by_key = {report_key(part.report): part.report for part in parts}
    outline = replace(shape.outline, reports=tuple(by_key.get(report_key(one), one) for one in shape.outline.reports))
    kept = {report_id(extracted.document, one): one for one in outline.reports if report_key(one) not in shape.again}
    old = extracted.tables
    return Compilation(
        extracted.document,
        outline,
        Tables(
            reports=in_order(_concat([_told(without(old.reports, kept), kept), new.reports])),
            sections=in_order(_concat([without(old.sections, kept), new.sections])),
            metrics=in_order(_concat([without(old.metrics, kept), new.metrics])),
            progress=progress_in_order(_concat([without(old.progress, kept), new.progress])),
        ),
    )


def without(frame: pd.DataFrame, kept: Collection[str], *, inverted: bool = False) -> pd.DataFrame:
    """Return the rows whose report is among `kept`; `inverted`: is not among them."""
    among = frame["report_id"].isin(list(kept))
    return frame[~among if inverted else among]


def replaced(frame: pd.DataFrame, rows: pd.DataFrame, reports: Collection[str]) -> pd.DataFrame:
    """Return `frame` with `rows` in the place of those of `reports`."""
    return _concat([without(frame, reports, inverted=True), rows])


def with_metrics(
    frame: pd.DataFrame, document: Document, rows: Sequence[tuple[Report, int, Sequence[MetricRow]]]
) -> pd.DataFrame:
    """Return the table of metrics with states: the rows that were read with what was said of them, and the added ones.

    `rows` are those of the reports concerned, each with the position in `frame` of the first row that was read of it.
    Only the columns that differ are copied.
    """
    touched = [
        (first + row.place, row)
        for _report, first, own in rows
        for row in own
        if row.place is not None and row.is_touched
    ]
    stated = with_states(frame)
    if touched:
        positions = np.array([position for position, _row in touched])
        values = {name: [_cell(row.metric, name) for _position, row in touched] for name in _CELLS}
        states = [(row.state, row.origin, row.by, row.at) for _position, row in touched]
        values |= {name: list(column) for name, column in zip(STATE_COLUMNS, zip(*states, strict=True), strict=True)}
        stated = stated.assign(**_updated(stated, positions, values))
    added = [_added(document, report, [row for row in own if row.place is None]) for report, _first, own in rows]
    found = [row for own in added for row in own]
    if not found:
        return stated
    new = with_states(frame_of(METRICS, [row[0] for row in found]), [row[1] for row in found])
    return in_order(_concat([stated, new]))


def _added(
    document: Document, report: Report, rows: Sequence[MetricRow]
) -> Iterator[tuple[tuple[Any, ...], tuple[str, ...]]]:
    """Yield the values of each added row with its states; two rows may begin at one place only where one was added."""
    owner = report_id(document, report)
    for row, found in zip(rows, metric_rows(document, report, [one.metric for one in rows]), strict=True):
        identifier = f"{owner}-m{row.metric.start}-{row.metric.end}"
        yield (identifier, *found[1:]), (row.state, row.origin, row.by, row.at)


def _cell(metric: Metric, column: str) -> Any:
    return " ".join(metric.notes) if column == "note" else getattr(metric, column)


def _updated(frame: pd.DataFrame, positions: _Places, values: Mapping[str, list[Any]]) -> dict[str, "pd.Series[Any]"]:
    """Return the columns of `frame` that differ with `values` at `positions`."""
    columns = {}
    for name, given in values.items():
        column = frame[name]
        wanted = pd.Series(given, index=frame.index[positions], dtype=column.dtype)
        if not column.iloc[positions].equals(wanted):
            columns[name] = column.copy()
            columns[name].iloc[positions] = wanted.array
    return columns


def progress_frame(
    document: Document,
    rows: Mapping[str, tuple[Report, Sequence[MetricRow], Sequence[ProgressRow]]],
) -> pd.DataFrame:
    """Return the progress rows of reports, by report_id, with their states."""
    values: list[tuple[Any, ...]] = []
    states: list[tuple[str, ...]] = []
    for report, metrics, own in rows.values():
        counting = [row.metric for row in metrics if row.counts]
        values += progress_rows(document, report, counting, [row.progress for row in own])
        states += [(row.state, row.origin, row.by, row.at) for row in own]
    return with_states(frame_of(PROGRESS, _distinct(values)), states)


def counted(frame: pd.DataFrame, rows: Mapping[str, Sequence[MetricRow]]) -> pd.DataFrame:
    """Return the table of reports with the numbers of metrics and targets that count."""
    metrics, targets = frame["metrics"].to_numpy(copy=True), frame["targets"].to_numpy(copy=True)
    places = {identifier: place for place, identifier in enumerate(frame["report_id"])}
    for identifier, own in rows.items():
        metrics[places[identifier]] = sum(row.counts for row in own)
        targets[places[identifier]] = sum(row.counts and row.metric.role == "target" for row in own)
    return frame.assign(metrics=metrics, targets=targets)


def in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in text order."""
    order = np.lexsort((frame["end"].to_numpy(), frame["start"].to_numpy()))
    return _reordered(frame, order)


def progress_in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the progress rows in text order: by the first of the values that each rests on."""
    places = [
        frame[name].to_numpy(dtype="float64", na_value=np.inf)
        for name in ("actual_start", "target_start", "completion_start")
    ]
    return _reordered(frame, np.argsort(np.minimum.reduce(places), kind="stable"))


def _reordered(frame: pd.DataFrame, order: _Places) -> pd.DataFrame:
    if (order[:-1] < order[1:]).all():
        return frame.reset_index(drop=True)
    return frame.iloc[order].reset_index(drop=True)


def _concat(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the frames one below the other; an empty one must not decide about the columns' types."""
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else frames[0].iloc[:0]


def _told(frame: pd.DataFrame, kept: Mapping[str, Report]) -> pd.DataFrame:
    """Return the rows of reports that were not extracted again with what else a person has told of them."""
    reports = [kept[identifier] for identifier in frame["report_id"]]
    columns: dict[str, list[Any]] = {
        "seq": [one.seq for one in reports],
        "title": [one.title for one in reports],
        "department": [one.department.name for one in reports],
        "department_source": [one.department.source for one in reports],
        "type": [one.department.type for one in reports],
        "level": [one.department.level for one in reports],
        "region": [one.department.region for one in reports],
    }
    return frame.assign(
        **{name: pd.Series(values, index=frame.index, dtype=frame[name].dtype) for name, values in columns.items()}
    )


def _distinct(rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return the rows with identifiers that differ: an added metric may begin where another one does."""
    seen: dict[str, int] = {}
    distinct = []
    for row in rows:
        seen[row[0]] = seen.get(row[0], 0) + 1
        distinct.append(row if seen[row[0]] == 1 else (f"{row[0]}-{seen[row[0]]}", *row[1:]))
    return distinct
