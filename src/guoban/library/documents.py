"""A document and its outline as compressed bytes, and back exactly.

The form is JSON: what will be read in ten years should be readable by anything. Records of one kind are rows under one
list of their fields, so that a later version can add a field with a default and still read what is kept.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from guoban.errors import LibraryError
from guoban.records import Department, Document, Hint, Member, Note, Outline, Report, Section

FORMAT = 1
_KINDS: dict[str, type] = {kind.__name__: kind for kind in (Note, Member, Hint, Section, Department)}
_NESTED = {"department", "sections", "notes"}
_TUPLE = "$tuple"
Record = TypeVar("Record")


def pack(document: Document, outline: Outline) -> bytes:
    """Return both as compressed JSON of the present `FORMAT`."""
    kept = {
        "fields": {name: _fields(kind) for name, kind in _KINDS.items()},
        "document": {
            "name": document.name, "sha256": document.sha256, "encoding": document.encoding, "text": document.text,
            "folded": document.folded, "notes": _rows(document.notes), "members": _rows(document.members),
            "pages": document.pages, "hints": _rows(document.hints), "ocr": document.ocr,
        },
        "outline": {
            "declared": outline.declared, "listed": outline.listed, "notes": _rows(outline.notes),
            "reports": [_report(report) for report in outline.reports],
        },
    }  # fmt: skip
    words = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(words.encode("utf-8", "surrogatepass"))


def unpack(body: bytes) -> tuple[Document, Outline]:
    """Return what `pack` was given. Raises `LibraryError` (document_broken) where `body` is damaged."""
    try:
        kept = json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))
        return _document(kept["document"], kept["fields"]), _outline(kept["outline"], kept["fields"])
    except (zlib.error, ValueError, KeyError, TypeError) as problem:
        raise LibraryError("document_broken") from problem


def _fields(kind: type) -> list[str]:
    return [field.name for field in fields(kind)]


def _rows(records: Iterable[Any]) -> list[list[Any]]:
    return [_row(record) for record in records]


def _row(record: Any) -> list[Any]:
    if isinstance(record, Note):
        return [record.code, record.level, record.start, record.end, _plain(dict(record.details))]
    return [getattr(record, name) for name in _fields(type(record))]


def _plain(value: Any) -> Any:
    """Return a detail of a note so that JSON keeps its type: a tuple is marked as one."""
    if isinstance(value, tuple):
        return {_TUPLE: [_plain(one) for one in value]}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _told(value: Any) -> Any:
    if isinstance(value, list):
        return [_told(one) for one in value]
    if isinstance(value, dict):
        if value.keys() == {_TUPLE}:
            return tuple(_told(one) for one in value[_TUPLE])
        return {key: _told(one) for key, one in value.items()}
    return value


def _report(report: Report) -> dict[str, Any]:
    own = {name: getattr(report, name) for name in _fields(Report) if name not in _NESTED}
    return {
        **own,
        "department": _row(report.department),
        "sections": _rows(report.sections),
        "notes": _rows(report.notes),
    }


def _document(kept: Mapping[str, Any], names: Mapping[str, list[str]]) -> Document:
    return Document(
        name=kept["name"],
        sha256=kept["sha256"],
        text=kept["text"],
        folded=kept["folded"],
        encoding=kept["encoding"],
        notes=_notes(kept["notes"], names),
        members=_records(Member, kept["members"], names),
        pages=tuple(kept["pages"]),
        hints=_records(Hint, kept["hints"], names),
        ocr=tuple((start, end) for start, end in kept["ocr"]),
    )


def _outline(kept: Mapping[str, Any], names: Mapping[str, list[str]]) -> Outline:
    known = {*_fields(Report)} - _NESTED
    reports = (
        Report(
            **{name: value for name, value in one.items() if name in known},
            department=_records(Department, [one["department"]], names)[0],
            sections=_records(Section, one["sections"], names),
            notes=_notes(one["notes"], names),
        )
        for one in kept["reports"]
    )
    return Outline(tuple(reports), kept["declared"], kept["listed"], _notes(kept["notes"], names))


def _notes(rows: Iterable[list[Any]], names: Mapping[str, list[str]]) -> tuple[Note, ...]:
    place = names["Note"].index("details")
    return _records(Note, ([*row[:place], _told(row[place]), *row[place + 1 :]] for row in rows), names)


def _records(kind: type[Record], rows: Iterable[list[Any]], names: Mapping[str, list[str]]) -> tuple[Record, ...]:
    known, kept = _fields(kind), names[kind.__name__]
    if kept == known:
        return tuple(kind(*row) for row in rows)
    return tuple(kind(**{name: value for name, value in zip(kept, row, strict=True) if name in known}) for row in rows)
