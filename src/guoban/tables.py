"""The four tables, as DataFrames with their schemas.

The columns are those of the design; offsets count code points in the document's text, and `text` of a row is always
`document.text[start:end]`. Identifiers are made from the document's SHA-256 and the place, so that the same input
gives the same identifiers everywhere.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

from guoban.records import Document, Metric, Progress, Report

DEPARTMENT_SOURCES = ["title", "body", "contents", "file", "edited", ""]
SPANS = ["H1", "H2", "Q1", "Q2", "Q3", "Q4", "Q1-Q3", "year", ""]
SECTION_ROLES = ["intro", "review", "problems", "plan", "background"]
BOUNDS = ["exact", "approx", "min", "max", "range"]
MEASURES = ["level", "share", "growth", "difference", "rank", "completion"]
ROLES = ["actual", "target", "forecast", "baseline", "reference"]
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
    frame = pd.DataFrame(
        {name: pd.Series(list(values), dtype=str(schema.columns[name].dtype)) for name, values in columns.items()}
    )
    return frame if _keeps(schema, columns, frame) else schema.validate(frame)


def _keeps(schema: pa.DataFrameSchema, columns: Mapping[str, Sequence[Any]], frame: pd.DataFrame) -> bool:
    """Whether a frame made of `columns` surely passes; False where only `validate` can say.

    It asks the same questions of the schema's own columns, for a tenth of the time that `validate` takes.
    """
    unique = all(len(set(columns[name])) == len(columns[name]) for name in schema.unique or ())
    return unique and all(_passes(column, columns[name], frame[name]) for name, column in schema.columns.items())


def _passes(column: pa.Column, values: Sequence[Any], series: "pd.Series[Any]") -> bool:
    if not column.nullable and series.hasnans:
        return False
    for check in column.checks:
        if check.name == "isin":
            passed = set(values) <= set(check.statistics["allowed_values"])
        elif check.name == "greater_than_or_equal_to":
            passed = not (series < check.statistics["min_value"]).any()
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


def section_id(document: Document, report: Report, index: int | None) -> str:
    return "" if index is None else f"{report_id(document, report)}-s{report.sections[index].start}"


def _section_rows(document: Document, report: Report) -> Iterator[tuple[Any, ...]]:
    for index, section in enumerate(report.sections):
        yield (
            section_id(document, report, index), report_id(document, report),
            section_id(document, report, section.parent), section.level, section.number, section.heading,
            section.role, section.start, section.end, section.body_end,
        )  # fmt: skip


def metric_rows(document: Document, report: Report, metrics: Sequence[Metric]) -> Iterator[tuple[Any, ...]]:
    """Yield the values of each metric, in the order of the columns of `METRICS`."""
    text = document.text
    owner = report_id(document, report)
    for metric in metrics:
        yield (
            f"{owner}-m{metric.start}", owner, section_id(document, report, metric.section), metric.start, metric.end,
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
