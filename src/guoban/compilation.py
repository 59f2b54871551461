"""Reading a compilation: the one way from a source to the tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

import pandas as pd
import regex

from guoban.checks import check_metrics
from guoban.documents import Picked, clean, limits, open_document, open_documents
from guoban.errors import DocumentError
from guoban.metrics import extract_metrics
from guoban.progress import extract_progress
from guoban.records import Document, Metric, Note, Outline, Progress
from guoban.structure import outline
from guoban.tables import Tables, build_tables, compilation_id

Source = str | Path | bytes | BinaryIO
NUMBER = regex.compile(r"[0-9]+|[一二三四五六七八九十百千万亿]+")
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
    cleaned, places = clean(document)
    _check_numbers(cleaned)
    tell("split", 0, 1)
    found = outline(cleaned)
    metrics, progress, reports = {}, {}, []
    for done, report in enumerate(found.reports):
        tell("extract", done, len(found.reports))
        metrics[report.seq], notes = check_metrics(cleaned, report, extract_metrics(cleaned, report))
        progress[report.seq] = extract_progress(cleaned, report, metrics[report.seq])
        reports.append(replace(report, notes=report.notes + notes))
    found = replace(found, reports=tuple(reports))
    if places is not None:
        found = places.outline(found)
        metrics = {seq: tuple(map(places.metric, rows)) for seq, rows in metrics.items()}
    if document.ocr:
        metrics = {seq: _marked(document, rows) for seq, rows in metrics.items()}
        progress = {seq: _marked_with(metrics[seq], rows) for seq, rows in progress.items()}
    tell("tables", 0, 1)
    return Compilation(document, found, build_tables(document, found.reports, metrics, progress))


def _check_numbers(document: Document) -> None:
    """Refuse a text of nothing but numbers, which would take the machine's memory and hours."""
    allowed = limits()
    if sum(1 for _number in NUMBER.finditer(document.folded)) > allowed.numbers:
        raise DocumentError("text_numbers", name=document.name, **allowed.told("numbers"))


def _marked(document: Document, metrics: Sequence[Metric]) -> tuple[Metric, ...]:
    """Return `metrics` with a note on those that were read from a picture."""
    return tuple(
        replace(one, notes=(*one.notes, OCR)) if document.is_ocr(one.start, one.end) else one for one in metrics
    )


def _marked_with(metrics: Sequence[Metric], progress: Sequence[Progress]) -> tuple[Progress, ...]:
    """Return `progress` with a note on those that rest on a metric with it."""
    return tuple(
        replace(one, notes=(*one.notes, OCR))
        if any(index is not None and OCR in metrics[index].notes for index in (one.actual, one.target, one.completion))
        else one
        for one in progress
    )


def _tell_nobody(_step: str, _done: int, _total: int) -> None:
    pass
