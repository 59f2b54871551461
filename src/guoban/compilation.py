"""Reading a compilation: the one way from a source to the tables."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

import pandas as pd

from guoban.checks import REPORT_NOTES, check_metrics
from guoban.documents import Picked, clean, limits, open_document, open_documents
from guoban.documents.cleaning import Places
from guoban.errors import DocumentError
from guoban.metrics import extract_metrics
from guoban.progress import extract_progress
from guoban.records import Document, Metric, Note, Outline, Progress, Report
from guoban.structure import outline
from guoban.tables import Tables, build_tables, compilation_id

Source = str | Path | bytes | BinaryIO
NUMBER = re.compile(r"[0-9]+|[一二三四五六七八九十百千万亿]+")
OCR = "ocr"  # the note on a row that was read from a picture
# A step's name (decode, split, extract, tables) with how many of its parts are done and how many there are.
OnProgress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Compilation:
    """A compilation that has been read: its document, its outline and its four tables."""

    document: Document
    outline: Outline
    tables: Tables

    @property
    def id(self) -> str:
        return compilation_id(self.document)

    @property
    def name(self) -> str:
        return self.document.name

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def reports(self) -> pd.DataFrame:
        return self.tables.reports

    @property
    def sections(self) -> pd.DataFrame:
        return self.tables.sections

    @property
    def metrics(self) -> pd.DataFrame:
        return self.tables.metrics

    @property
    def progress(self) -> pd.DataFrame:
        return self.tables.progress

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was noticed in the document, in the compilation as a whole, and in each report, in this order."""
        inside = tuple(note for report in self.outline.reports for note in report.notes)
        return self.document.notes + self.outline.notes + inside


@dataclass(frozen=True, slots=True)
class CleanText:
    """A document and its text as the rules read it, without what is read over; `places` carries places back and forth.

    What goes inward has its places in the document and gets those in the clean text; outward is the way back.
    """

    document: Document
    cleaned: Document
    places: Places | None

    def inward(self, report: Report) -> Report:
        """Return `report` with its places in the clean text; its notes keep theirs."""
        if self.places is None:
            return report
        to = self.places.cleaned
        return replace(
            report,
            start=to(report.start),
            end=to(report.end),
            body_start=to(report.body_start),
            sections=tuple(
                replace(one, start=to(one.start), end=to(one.end), body_end=to(one.body_end)) for one in report.sections
            ),
        )

    def inward_metric(self, metric: Metric) -> Metric:
        if self.places is None:
            return metric
        to = self.places.cleaned
        return replace(
            metric,
            start=to(metric.start),
            end=to(metric.end),
            sentence_start=to(metric.sentence_start),
            sentence_end=to(metric.sentence_end),
        )

    def outward_outline(self, found: Outline) -> Outline:
        return self.places.outline(found) if self.places else found

    def outward_report(self, report: Report) -> Report:
        return self.places.report(report) if self.places else report

    def outward_metric(self, metric: Metric) -> Metric:
        return self.places.metric(metric) if self.places else metric

    def outward_note(self, note: Note) -> Note:
        return self.places.note(note) if self.places else note


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the rules make of one report: the report with the notes of its checks, its metrics, its progress."""

    report: Report
    metrics: tuple[Metric, ...]
    progress: tuple[Progress, ...]


def read(
    source: Source | Sequence[Picked],
    *,
    name: str | None = None,
    encoding: str | None = None,
    on_progress: OnProgress | None = None,
) -> Compilation:
    """Return the compilation in `source`: a path, the bytes of a file, an open binary file, or a list of files.

    A list is of paths, or of names with bytes; its files are read as one compilation, as an archive of them is.

    `name` is the file's name where the source does not carry one; `encoding` overrides the detection. `on_progress`
    is called as the steps go on. Raises `DocumentError` where the source cannot be read as text.
    """
    tell = on_progress or _tell_nobody
    tell("decode", 0, 1)
    if isinstance(source, list | tuple):
        document = open_documents(source, name=name, encoding=encoding)
    else:
        document = open_document(cast("Source", source), name=name, encoding=encoding)
    return read_document(document, on_progress=tell)


def read_document(document: Document, *, on_progress: OnProgress | None = None) -> Compilation:
    """Return the compilation in a document that has been opened; see `read`."""
    tell = on_progress or _tell_nobody
    text = cleaned(document)
    _check_numbers(text.cleaned)
    tell("split", 0, 1)
    found = text.outward_outline(outline(text.cleaned))
    parts = []
    for done, report in enumerate(found.reports):
        tell("extract", done, len(found.reports))
        parts.append(extract_report(text, report))
    tell("tables", 0, 1)
    found = replace(found, reports=tuple(part.report for part in parts))
    return Compilation(document, found, tables_of(document, parts))


def cleaned(document: Document) -> CleanText:
    """Return `document` with its text as the rules read it."""
    return CleanText(document, *clean(document))


def extract_report(text: CleanText, report: Report) -> Extracted:
    """Return what the rules make of one report of `text`; places are the document's, in `report` and in the result.

    Notes that earlier checks left in the report are replaced by those of the checks made now.
    """
    inside = text.inward(report)
    found, notes = check_metrics(text.cleaned, inside, extract_metrics(text.cleaned, inside))
    rows = extract_progress(text.cleaned, inside, found)
    metrics = mark_ocr(text.document, tuple(map(text.outward_metric, found)))
    return Extracted(with_checks(text, report, notes), metrics, mark_progress_ocr(metrics, rows))


def with_checks(text: CleanText, report: Report, notes: Sequence[Note]) -> Report:
    """Return `report` with `notes`, made of the clean text, in the place of those of earlier checks."""
    others = tuple(note for note in report.notes if note.code not in REPORT_NOTES)
    return replace(report, notes=others + tuple(map(text.outward_note, notes)))


def tables_of(document: Document, parts: Sequence[Extracted]) -> Tables:
    """Return the tables of reports that were extracted."""
    return build_tables(
        document,
        [part.report for part in parts],
        {part.report.seq: part.metrics for part in parts},
        {part.report.seq: part.progress for part in parts},
    )


def _check_numbers(document: Document) -> None:
    """Refuse a text of nothing but numbers, which would take the machine's memory and hours."""
    allowed = limits()
    if len(document.folded) <= allowed.numbers:
        return
    if sum(1 for _number in NUMBER.finditer(document.folded)) > allowed.numbers:
        raise DocumentError("text_numbers", name=document.name, **allowed.told("numbers"))


def mark_ocr(document: Document, metrics: Sequence[Metric]) -> tuple[Metric, ...]:
    """Return `metrics` with a note on those that were read from a picture."""
    if not document.ocr:
        return tuple(metrics)
    return tuple(
        replace(one, notes=(*one.notes, OCR)) if document.is_ocr(one.start, one.end) else one for one in metrics
    )


def mark_progress_ocr(metrics: Sequence[Metric], progress: Sequence[Progress]) -> tuple[Progress, ...]:
    """Return `progress` with a note on those that rest on a metric with it."""
    return tuple(
        replace(one, notes=(*one.notes, OCR))
        if any(index is not None and OCR in metrics[index].notes for index in (one.actual, one.target, one.completion))
        else one
        for one in progress
    )


def _tell_nobody(_step: str, _done: int, _total: int) -> None:
    pass
