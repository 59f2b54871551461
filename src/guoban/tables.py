"""The four tables, as DataFrames with their schemas.

The columns are those of the design; offsets count code points in the document's text, and `text` of a row is always
`document.text[start:end]`. Identifiers are made from the document's SHA-256 and the place, so that the same input
gives the same identifiers everywhere.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from guoban.records import Document, Metric, Progress, Report

DEPARTMENT_SOURCES = ["title", "body", "contents", "file", "edited", ""]
SPANS = ["H1", "H2", "Q1", "Q2", "Q3", "Q4", "Q1-Q3", "year", ""]
SECTION_ROLES = ["intro", "review", "problems", "plan", "background"]
BOUNDS = ["exact", "approx", "min", "max", "range"]
MEASURES = ["level", "share", "growth", "difference", "rank", "completion"]
ROLES = ["actual", "target", "forecast", "baseline", "reference"]
# Columns of these types are arrays of numpy; in the others a value may be missing, or is text.
_PLAIN = frozenset({"int64", "float64", "bool"})
HORIZONS = ["year", "half", "quarter", "project", "none"]
STATUSES = ["done", "ahead", "behind", "unknown"]


def _text(**options: Any) -> pa.Column:
    return pa.Column("str", **options)


def _among(values: Sequence[str]) -> pa.Column:
    return pa.Column("str", pa.Check.isin(values))


def _offset(*, nullable: bool = False) -> pa.Column:
    return pa.Column("Int64" if nullable else "int64", pa.Check.ge(0), nullable=nullable)


def _number() -> pa.Column:
    return pa.Column("float64", nullable=True)


def _schema(columns: dict[str, pa.Column]) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=next(iter(columns)))


REPORTS = _schema({
    "report_id": _text(), "compilation_id": _text(), "seq": _offset(), "title": _text(), "department": _text(),
    "department_source": _among(DEPARTMENT_SOURCES), "type": _text(), "level": _text(), "region": _text(),
    "year": pa.Column("Int64", nullable=True), "span": _among(SPANS), "start": _offset(), "end": _offset(),
    "characters": _offset(), "sections": _offset(), "metrics": _offset(), "targets": _offset(), "text": _text(),
})  # fmt: skip

SECTIONS = _schema({
    "section_id": _text(), "report_id": _text(), "parent_id": _text(), "level": _offset(), "number": _text(),
    "heading": _text(), "role": _among(SECTION_ROLES), "start": _offset(), "end": _offset(), "body_end": _offset(),
})  # fmt: skip

METRICS = _schema({
    "metric_id": _text(), "report_id": _text(), "section_id": _text(), "start": _offset(), "end": _offset(),
    "text": _text(), "indicator": _text(), "value": _number(), "high": _number(), "unit": _text(),
    "bound": _among(BOUNDS), "measure": _among(MEASURES), "role": _among(ROLES), "period": _text(),
    "compare": _text(), "redacted": pa.Column("bool"), "amount": _number(), "base_unit": _text(),
    "minor": pa.Column("bool"), "note": _text(), "sentence_start": _offset(), "sentence_end": _offset(),
    "sentence": _text(),
})  # fmt: skip

PROGRESS = _schema({
    "progress_id": _text(), "report_id": _text(), "kind": _among(["stated", "linked"]), "indicator": _text(),
    "actual_start": _offset(nullable=True), "target_start": _offset(nullable=True),
    "completion_start": _offset(nullable=True), "actual": _number(), "target": _number(), "unit": _text(),
    "pct": _number(), "stated_pct": _number(), "computed_pct": _number(), "horizon": _among(HORIZONS),
    "as_of": _text(), "schedule_pct": _number(), "status": _among(STATUSES), "lower_is_better": pa.Column("bool"),
    "reason": _text(), "note": _text(),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tables:
    """The four tables of one compilation; see the schemas for the columns."""

    reports: pd.DataFrame
    sections: pd.DataFrame
    metrics: pd.DataFrame
    progress: pd.DataFrame

    def __iter__(self) -> Iterator[tuple[str, pd.DataFrame]]:
        yield "reports", self.reports
        yield "sections", self.sections
        yield "metrics", self.metrics
        yield "progress", self.progress


def compilation_id(document: Document) -> str:
    """Return the identifier of a compilation: the first 16 hex digits of its bytes' SHA-256."""
    return document.sha256[:16]


def report_id(document: Document, report: Report) -> str:
    return f"{compilation_id(document)}-{report_key(report)}"


def report_key(report: Report) -> str:
    """Return what tells a report from the others of its compilation: its number as it was read, 0007."""
    return report.key or f"{report.seq:04d}"


def build_tables(
    document: Document,
    reports: Sequence[Report],
    metrics: Mapping[int, Sequence[Metric]],
    progress: Mapping[int, Sequence[Progress]],
) -> Tables:
    """Return the four tables, checked against their schemas.

    `metrics` and `progress` are keyed by `Report.seq`. Raises `pandera.errors.SchemaError` where a row breaks one.
    """
    return Tables(
        reports=frame_of(REPORTS, (_report_row(document, r, metrics.get(r.seq, ())) for r in reports)),
        sections=frame_of(SECTIONS, (row for r in reports for row in _section_rows(document, r))),
        metrics=frame_of(METRICS, (row for r in reports for row in metric_rows(document, r, metrics.get(r.seq, ())))),
        progress=frame_of(
            PROGRESS,
            (
                row
                for r in reports
                for row in progress_rows(document, r, metrics.get(r.seq, ()), progress.get(r.seq, ()))
            ),
        ),
    )


def frame_of(schema: pa.DataFrameSchema, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """Return rows, values in the order of the schema's columns, as a frame of that schema.

    Raises `pandera.errors.SchemaError` where a row breaks it.
    """
    names = list(schema.columns)
    columns = dict(zip(names, list(zip(*rows, strict=True)) or [()] * len(names), strict=True))
    frame = pd.DataFrame({name: _array(values, str(schema.columns[name].dtype)) for name, values in columns.items()})
    return frame if _keeps(schema, columns) else schema.validate(frame)


def _array(values: Sequence[Any], dtype: Any) -> Any:
    return np.array(values, dtype) if dtype in _PLAIN else pd.array(list(values), dtype=dtype)


def _keeps(schema: pa.DataFrameSchema, columns: Mapping[str, Sequence[Any]]) -> bool:
    """Whether a frame made of `columns` surely passes; False where only `validate` can say.

    It asks the same questions of the values themselves, for a small part of the time that `validate` takes.
    """
    unique = all(len(set(columns[name])) == len(columns[name]) for name in schema.unique or ())
    return unique and all(_passes(column, columns[name]) for name, column in schema.columns.items())


def _passes(column: pa.Column, values: Sequence[Any]) -> bool:
    if not column.nullable and None in values:
        return False
    for check in column.checks:
        if check.name == "isin":
            passed = set(values) <= set(check.statistics["allowed_values"])
        elif check.name == "greater_than_or_equal_to":
            told = [value for value in values if value is not None] if column.nullable else values
            passed = min(told, default=0) >= check.statistics["min_value"]
        else:
            passed = False
        if not passed:
            return False
    return True


def _report_row(document: Document, report: Report, metrics: Sequence[Metric]) -> tuple[Any, ...]:
    department = report.department
    return (
        report_id(document, report), compilation_id(document), report.seq, report.title, department.name,
        department.source, department.type, department.level, department.region, report.year, report.span,
        report.start, report.end, report.end - report.start, len(report.sections), len(metrics),
        sum(metric.role == "target" for metric in metrics), document.text[report.start : report.end],
    )  # fmt: skip


def section_ids(document: Document, report: Report) -> dict[int | None, str]:
    """Return the identifier of each section by its index, and "" for None: what stands in no section."""
    owner = report_id(document, report)
    return {None: "", **{index: f"{owner}-s{section.start}" for index, section in enumerate(report.sections)}}


def _section_rows(document: Document, report: Report) -> Iterator[tuple[Any, ...]]:
    owner, ids = report_id(document, report), section_ids(document, report)
    for index, section in enumerate(report.sections):
        yield (
            ids[index], owner, ids[section.parent], section.level, section.number, section.heading,
            section.role, section.start, section.end, section.body_end,
        )  # fmt: skip


def metric_rows(document: Document, report: Report, metrics: Sequence[Metric]) -> Iterator[tuple[Any, ...]]:
    """Yield the values of each metric, in the order of the columns of `METRICS`."""
    text = document.text
    owner, sections = report_id(document, report), section_ids(document, report)
    for metric in metrics:
        yield (
            f"{owner}-m{metric.start}", owner, sections[metric.section], metric.start, metric.end,
            text[metric.start : metric.end], metric.indicator, metric.value, metric.high, metric.unit, metric.bound,
            metric.measure, metric.role, metric.period, metric.compare, metric.redacted, metric.amount,
            metric.base_unit, metric.minor, " ".join(metric.notes), metric.sentence_start, metric.sentence_end,
            text[metric.sentence_start : metric.sentence_end],
        )  # fmt: skip


def progress_rows(
    document: Document, report: Report, metrics: Sequence[Metric], progress: Sequence[Progress]
) -> Iterator[tuple[Any, ...]]:
    """Yield the values of each progress row, in the order of the columns of `PROGRESS`."""
    owner = report_id(document, report)
    for row in progress:
        actual, target, completion = (
            None if index is None else metrics[index] for index in (row.actual, row.target, row.completion)
        )
        places = [metric.start if metric else None for metric in (actual, target, completion)]
        yield (
            f"{owner}-p{'-'.join('' if place is None else str(place) for place in places)}", owner, row.kind,
            row.indicator, *places, actual.value if actual else None, target.value if target else None, row.unit,
            row.pct, row.stated_pct, row.computed_pct, row.horizon, row.as_of, row.schedule_pct, row.status,
            row.lower_is_better, row.reason, " ".join(row.notes),
        )  # fmt: skip
