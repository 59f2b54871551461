"""Laying corrections over what was read.

Whenever a correction is made all of them count anew, but only the reports that it concerns are thought through again:
what was made of a report depends on nothing but the outline, what was read of it and what was said about its rows.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock

import numpy as np
import pandas as pd

from guoban.compilation import CleanText, Compilation, cleaned, mark_ocr, with_checks
from guoban.corrections import memory
from guoban.corrections.frames import (
    counted,
    progress_frame,
    progress_in_order,
    replaced,
    reshaped,
    with_metrics,
    with_states,
)
from guoban.corrections.making import metrics_of
from guoban.corrections.outlining import Placed, Reshaped, reshape
from guoban.corrections.pairs import ProgressRow, progress_rows
from guoban.corrections.places import anchor_of, find
from guoban.corrections.records import Corrected, Correction
from guoban.corrections.rows import MetricRow, overlay
from guoban.records import Metric, Report
from guoban.tables import METRICS, PROGRESS, Tables, report_id, section_ids

# What is said of these changes the outline, on which the rows stand.
_OUTLINE = ("report", "section")


def apply(extracted: Compilation, corrections: Sequence[Correction]) -> Corrected:
    """Return `extracted` with the corrections that have not been undone.

    They count in the order of their times, of one second in the order given. Each is seen in its effect, overruled by
    a later one of the same place, or among the unfit. The same arguments give the same result.
    """
    return Layers(extracted).apply(corrections)


class Layers:
    """A compilation as it was read, on which corrections are laid again and again. Called from any thread.

    Gives what `apply` gives, sooner where the corrections are nearly those of the call before.
    """

    def __init__(self, extracted: Compilation) -> None:
        self.extracted = extracted
        self._lock = Lock()
        self._ground: _Ground | None = None
        self._reports: dict[int, _Report] = {}

    def apply(self, corrections: Sequence[Correction]) -> Corrected:
        """Return the compilation with the corrections that have not been undone; see `apply`."""
        active = sorted((one for one in corrections if one.active), key=lambda one: one.at)
        if not active:
            return Corrected(self.extracted, with_states(self.extracted.metrics), with_states(self.extracted.progress))
        with self._lock:
            return self._laid(active)

    def _laid(self, active: Sequence[Correction]) -> Corrected:
        placed = _placed(self.extracted, active)
        ground = self._shaped([one for one in placed if one.correction.subject in _OUTLINE])
        rows = [one for one in placed if one.correction.subject not in _OUTLINE]
        by_report = _by_report(ground.base, rows)
        known = {
            index: found
            for index, said in by_report.items()
            if (found := self._reports.get(index)) is not None and found.placed == tuple(said)
        }
        new = {index: said for index, said in by_report.items() if index not in known}
        made = {one.index: _corrected(ground.text, one) for one in _concerned(ground.base, new)}
        self._reports = known | made
        reports = [self._reports[index] for index in by_report]
        fitting = {one.correction.id for one in placed}
        misfits = {one.id for one in ground.shape.unfit} | {one.id for report in reports for one in report.unfit}
        homeless = {one.correction.id for one in rows} - {
            one.correction.id for report in reports for one in report.placed
        }
        unfit = [one for one in active if one.id not in fitting or one.id in misfits | homeless]
        return _assembled(ground.base, reports, tuple(unfit))

    def _shaped(self, said: Sequence[Placed]) -> "_Ground":
        """Return what corrections of rows are laid on; reports that stand otherwise than before are forgotten."""
        ground = self._ground
        if ground is None or ground.said != tuple(said):
            text = ground.text if ground else cleaned(self.extracted.document)
            shape = reshape(text, self.extracted.outline, said)
            ground = _Ground(text, tuple(said), shape, reshaped(text, self.extracted, shape))
            self._ground, self._reports = ground, {}
        return ground


@dataclass(frozen=True, slots=True)
class _Ground:
    """The compilation with its outline as `said`, without the corrections of its rows."""

    text: CleanText
    said: tuple[Placed, ...]
    shape: Reshaped
    base: Compilation


@dataclass(frozen=True, slots=True)
class _Concerned:
    """A report, the one at `index`, with the corrections of its rows; `first` is the position of its first metric among all."""

    index: int
    report: Report
    first: int
    metrics: Sequence[Metric]
    placed: Sequence[Placed]


@dataclass(frozen=True, slots=True)
class _Report:
    """A report with its corrected rows. `changed`: what counts has changed; `progress` None: as it was read."""

    report: Report
    first: int
    rows: tuple[MetricRow, ...]
    changed: bool
    progress: tuple[ProgressRow, ...] | None
    placed: tuple[Placed, ...]
    unfit: tuple[Correction, ...]


def _placed(extracted: Compilation, active: Sequence[Correction]) -> list[Placed]:
    """Return the corrections whose places are found in the text, with the places."""
    document = extracted.document
    found = []
    for one in active:
        span = find(document.text, anchor_of(one), same_file=one.sha256 == document.sha256)
        if span is not None:
            found.append(Placed(one, *span))
    return found


def _by_report(base: Compilation, placed: Sequence[Placed]) -> dict[int, list[Placed]]:
    """Return the corrections of rows by the index of the report that they concern, in text order."""
    reports = base.outline.reports
    starts = [report.start for report in reports]
    by_report: dict[int, list[Placed]] = {}
    for one in placed:
        index = bisect_right(starts, one.start) - 1
        if index >= 0 and one.end <= reports[index].end:
            by_report.setdefault(index, []).append(one)
    return {index: by_report[index] for index in sorted(by_report)}


def _concerned(base: Compilation, by_report: Mapping[int, Sequence[Placed]]) -> list[_Concerned]:
    """Return the reports that corrections of rows concern, each with its metrics as read and its corrections."""
    if not by_report:
        return []
    reports = {index: base.outline.reports[index] for index in by_report}
    places = base.metrics["start"].to_numpy()
    ranges = [np.searchsorted(places, (report.start, report.end)).tolist() for report in reports.values()]
    sections = {
        identifier: index
        for report in reports.values()
        for index, identifier in section_ids(base.document, report).items()
        if index is not None
    }
    rows = metrics_of(base.metrics.iloc[np.concatenate([np.arange(*one) for one in ranges])], sections)
    found = []
    taken = 0
    for (index, report), (first, last) in zip(reports.items(), ranges, strict=True):
        found.append(_Concerned(index, report, first, rows[taken : taken + last - first], by_report[index]))
        taken += last - first
    return found


def _corrected(text: CleanText, concerned: _Concerned) -> _Report:
    """Return a report with its corrections; its progress is computed again where what it rests on has changed."""
    report = concerned.report
    of_metrics = [one for one in concerned.placed if one.correction.subject == "metric"]
    of_progress = [one for one in concerned.placed if one.correction.subject == "progress"]
    overlaid = overlay(text, report, concerned.metrics, of_metrics)
    rows, unfit = overlaid.rows, overlaid.unfit
    if overlaid.changed:
        report, rows = _rechecked(text, report, rows)
    progress = None
    if overlaid.changed or of_progress:
        counting = [row.metric for row in rows if row.counts]
        progress, lost = progress_rows(text, report, counting, of_progress)
        unfit += lost
    return _Report(report, concerned.first, rows, overlaid.changed, progress, tuple(concerned.placed), unfit)


def _rechecked(text: CleanText, report: Report, rows: Sequence[MetricRow]) -> tuple[Report, tuple[MetricRow, ...]]:
    """Return the report and its rows with what the checks say of the rows that count now."""
    inside = [_without_notes(text.inward_metric(row.metric)) for row in rows if row.counts]
    codes, notes = memory.check(text, text.inward(report), inside)
    told = iter(codes)
    checked = [_noted(text, row, next(told)) if row.counts else row for row in rows]
    return with_checks(text, report, notes), tuple(checked)


def _without_notes(metric: Metric) -> Metric:
    return replace(metric, notes=()) if metric.notes else metric


def _noted(text: CleanText, row: MetricRow, notes: tuple[str, ...]) -> MetricRow:
    """Return the row with the notes of the checks, and that on a picture where it was read from one."""
    metric = row.metric
    if text.document.ocr:
        notes = mark_ocr(text.document, [replace(metric, notes=notes)])[0].notes
    return row if metric.notes == notes else replace(row, metric=replace(metric, notes=notes))


def _assembled(base: Compilation, reports: Sequence[_Report], unfit: tuple[Correction, ...]) -> Corrected:
    """Return the tables of `base` with the corrected rows of `reports`."""
    document = base.document
    metrics = with_metrics(base.metrics, document, [(one.report, one.first, one.rows) for one in reports])
    progress = with_states(base.progress)
    tables = base.tables
    changed = {report_id(document, one.report): one.rows for one in reports if one.changed}
    if changed:
        counting = _counting(metrics, list(METRICS.columns))
        tables = replace(tables, reports=counted(base.reports, changed), metrics=counting)
    paired = {
        report_id(document, one.report): (one.report, one.rows, one.progress)
        for one in reports
        if one.progress is not None
    }
    if paired:
        progress = progress_in_order(replaced(progress, progress_frame(document, paired), paired))
        tables = replace(tables, progress=_counting(progress, list(PROGRESS.columns)))
    return Corrected(_with(base, tables, reports), metrics, progress, unfit)


def _counting(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return the rows that are not rejected, with the columns of their table alone."""
    wrong = frame["state"] == "rejected"
    return frame[columns] if not wrong.any() else frame.loc[~wrong, columns].reset_index(drop=True)


def _with(base: Compilation, tables: Tables, reports: Sequence[_Report]) -> Compilation:
    """Return `base` with `tables`, and in its outline what the checks say of the corrected reports."""
    if tables is base.tables:
        return base
    noted = {one.report.seq: one.report for one in reports if one.changed}
    outline = replace(base.outline, reports=tuple(noted.get(one.seq, one) for one in base.outline.reports))
    return Compilation(base.document, outline, tables)
