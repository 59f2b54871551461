"""Laying corrections over what was read."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from guoban.checks import check_metrics
from guoban.compilation import CleanText, Compilation, cleaned, mark_ocr, with_checks
from guoban.corrections.frames import (
    counted,
    in_order,
    metrics_frame,
    progress_frame,
    progress_in_order,
    replaced,
    reshaped,
    with_states,
    without,
)
from guoban.corrections.making import metric_of
from guoban.corrections.outlining import Placed, reshape
from guoban.corrections.pairs import ProgressRow, progress_rows
from guoban.corrections.places import anchor_of, find
from guoban.corrections.records import Corrected, Correction
from guoban.corrections.rows import MetricRow, overlay
from guoban.records import Metric, Report
from guoban.tables import METRICS, PROGRESS, Tables, report_id, section_id


def apply(extracted: Compilation, corrections: Sequence[Correction]) -> Corrected:
    """Return `extracted` with the corrections that have not been undone.

    They count in the order of their times, of one second in the order given. Each is seen in its effect, overruled by
    a later one of the same place, or among the unfit. The same arguments give the same result.
    """
    active = sorted((one for one in corrections if one.active), key=lambda one: one.at)
    if not active:
        return Corrected(extracted, with_states(extracted.metrics), with_states(extracted.progress))
    placed = _placed(extracted, active)
    text = cleaned(extracted.document)
    shape = reshape(text, extracted.outline, [one for one in placed if one.correction.subject in ("report", "section")])
    base = reshaped(text, extracted, shape)
    rows = [one for one in placed if one.correction.subject in ("metric", "progress")]
    reports = [_corrected(text, *concerned) for concerned in _concerned(base, rows)]
    fitting = {one.correction.id for one in placed}
    misfits = {one.id for one in shape.unfit} | {one.id for report in reports for one in report.unfit}
    homeless = {one.correction.id for one in rows} - {one.id for report in reports for one in report.said}
    unfit = [one for one in active if one.id not in fitting or one.id in misfits | homeless]
    return _assembled(base, [report for report in reports if report.said], tuple(unfit))


@dataclass(frozen=True, slots=True)
class _Report:
    """A report with the corrections of its rows. `changed`: what counts has changed; `progress` None: as it was read."""

    report: Report
    rows: tuple[MetricRow, ...]
    changed: bool
    progress: tuple[ProgressRow, ...] | None
    said: tuple[Correction, ...]
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


def _concerned(base: Compilation, placed: Sequence[Placed]) -> list[tuple[Report, Sequence[Metric], list[Placed]]]:
    """Return the reports that corrections of rows concern, each with its metrics as read and its corrections."""
    reports = base.outline.reports
    starts = [report.start for report in reports]
    by_report: dict[int, list[Placed]] = {}
    for one in placed:
        index = bisect_right(starts, one.start) - 1
        if index >= 0 and one.end <= reports[index].end:
            by_report.setdefault(index, []).append(one)
    metrics = _metrics_of(base, [reports[index] for index in sorted(by_report)])
    return [(reports[index], metrics[reports[index].seq], by_report[index]) for index in sorted(by_report)]


def _metrics_of(base: Compilation, reports: Sequence[Report]) -> dict[int, list[Metric]]:
    """Return the metrics of `reports` as they were read, by `seq`."""
    document = base.document
    seqs = {report_id(document, report): report.seq for report in reports}
    sections = {
        section_id(document, report, index): index for report in reports for index in range(len(report.sections))
    }
    found: dict[int, list[Metric]] = {report.seq: [] for report in reports}
    if reports:
        for row in without(base.metrics, seqs).to_dict("records"):
            found[seqs[row["report_id"]]].append(metric_of(row, sections.get(row["section_id"])))
    return found


def _corrected(text: CleanText, report: Report, metrics: Sequence[Metric], placed: Sequence[Placed]) -> _Report:
    """Return a report with its corrections; its progress is computed again where what it rests on has changed."""
    of_metrics = [one for one in placed if one.correction.subject == "metric"]
    of_progress = [one for one in placed if one.correction.subject == "progress"]
    overlaid = overlay(text, report, metrics, of_metrics)
    rows, unfit = overlaid.rows, overlaid.unfit
    if overlaid.changed:
        report, rows = _rechecked(text, report, rows)
    progress = None
    if overlaid.changed or of_progress:
        counting = [row.metric for row in rows if row.counts]
        progress, lost = progress_rows(text, report, counting, of_progress)
        unfit += lost
    said = tuple(one.correction for one in placed)
    return _Report(report, rows, overlaid.changed, progress, said, unfit)


def _rechecked(text: CleanText, report: Report, rows: Sequence[MetricRow]) -> tuple[Report, tuple[MetricRow, ...]]:
    """Return the report and its rows with what the checks say of the rows that count now."""
    inside = [replace(text.inward_metric(row.metric), notes=()) for row in rows if row.counts]
    found, notes = check_metrics(text.cleaned, text.inward(report), inside)
    told = iter(found)
    checked = [replace(row, metric=_noted(text, row.metric, next(told).notes)) if row.counts else row for row in rows]
    return with_checks(text, report, notes), tuple(checked)


def _noted(text: CleanText, metric: Metric, notes: tuple[str, ...]) -> Metric:
    return mark_ocr(text.document, [replace(metric, notes=notes)])[0]


def _assembled(base: Compilation, reports: Sequence[_Report], unfit: tuple[Correction, ...]) -> Corrected:
    """Return the tables of `base` with the corrected rows of `reports`."""
    document = base.document
    metrics, progress = with_states(base.metrics), with_states(base.progress)
    rows = {report_id(document, one.report): (one.report, one.rows) for one in reports}
    paired = {
        report_id(document, one.report): (one.report, one.rows, one.progress)
        for one in reports
        if one.progress is not None
    }
    changed = {report_id(document, one.report) for one in reports if one.changed}
    shown = metrics_frame(document, rows)
    metrics = in_order(replaced(metrics, shown, rows))
    tables = base.tables
    if changed:
        counting = _counting(shown[shown["report_id"].isin(list(changed))], list(METRICS.columns))
        tables = replace(
            tables,
            reports=counted(base.reports, {owner: rows[owner] for owner in changed}),
            metrics=in_order(replaced(base.metrics, counting, changed)),
        )
    if paired:
        found = progress_frame(document, paired)
        progress = progress_in_order(replaced(progress, found, paired))
        counting = _counting(found, list(PROGRESS.columns))
        tables = replace(tables, progress=progress_in_order(replaced(base.progress, counting, paired)))
    return Corrected(_with(base, tables, reports), metrics, progress, unfit)


def _counting(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return the rows that are not rejected, with the columns of their table alone."""
    return frame.loc[frame["state"] != "rejected", columns]


def _with(base: Compilation, tables: Tables, reports: Sequence[_Report]) -> Compilation:
    if tables is base.tables:
        return base
    noted: Mapping[int, Report] = {one.report.seq: one.report for one in reports if one.changed}
    outline = replace(base.outline, reports=tuple(noted.get(one.seq, one) for one in base.outline.reports))
    return Compilation(base.document, outline, tables)
