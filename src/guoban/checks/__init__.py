"""What a report's figures say against each other: notes that tell where to look, and never change a value."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from guoban.checks.damage import damaged_digits, lost_numbers, lost_units
from guoban.checks.findings import Finding
from guoban.checks.parts import parts_against_wholes
from guoban.checks.repeats import different_values
from guoban.records import Document, Metric, Note, Report

__all__ = ["REPORT_NOTES", "ROW_NOTES", "check_metrics"]

# What the checks say of a report, and of a row.
REPORT_NOTES = frozenset({"digits_damaged", "number_missing", "parts_sum", "values_differ"})
ROW_NOTES = frozenset({"digits_suspect", "unit_missing", "parts_disagree", "value_conflict"})


def check_metrics(
    document: Document, report: Report, metrics: Sequence[Metric]
) -> tuple[tuple[Metric, ...], tuple[Note, ...]]:
    """Return a report's metrics with the codes of what is odd about each added to its notes, and notes for the report."""
    found = [
        *damaged_digits(document, report, metrics),
        *lost_numbers(document, report, metrics),
        *lost_units(document, metrics),
        *parts_against_wholes(document, metrics),
        *different_values(document, metrics),
    ]
    notes = [finding.note for finding in found if finding.note is not None]
    return _marked(metrics, found), tuple(sorted(notes, key=_place))


def _marked(metrics: Sequence[Metric], found: Iterable[Finding]) -> tuple[Metric, ...]:
    codes: dict[int, list[str]] = {}
    for finding in found:
        for index in finding.rows:
            codes.setdefault(index, []).append(finding.code)
    return tuple(
        replace(metric, notes=(*metric.notes, *dict.fromkeys(codes[index]))) if index in codes else metric
        for index, metric in enumerate(metrics)
    )


def _place(note: Note) -> int:
    return -1 if note.start is None else note.start
