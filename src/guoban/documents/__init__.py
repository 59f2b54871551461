"""Bytes to text: `open_document` recognises the format, decodes it, and hands over one `Document`.

One module a format; `formats` says which module reads what.
"""

import hashlib
from pathlib import Path
from typing import BinaryIO

from guoban.documents.decoding import decode
from guoban.documents.folding import fold
from guoban.documents.formats import accepted_endings
from guoban.documents.limits import Limits, limits
from guoban.documents.source import read_source
from guoban.errors import DocumentError
from guoban.records import Document

__all__ = ["Limits", "accepted_endings", "fold", "limits", "open_document"]


def open_document(
    source: str | Path | bytes | BinaryIO, *, name: str | None = None, encoding: str | None = None
) -> Document:
    """Return the document in `source`: a path, the bytes of a file, or a file opened in binary mode.

    `name` is the file's name where the source does not carry one; `encoding` overrides the detection. Line ends are
    folded to LF and a byte order mark is dropped; nothing else is changed. Raises `DocumentError` where the source
    cannot be read as text.
    """
    data, shown = read_source(source, name, limits())
    decoded = decode(data, shown, encoding)
    if not decoded.text.strip():
        raise DocumentError("file_blank", name=shown)
    return Document(
        name=shown,
        sha256=hashlib.sha256(data).hexdigest(),
        text=decoded.text,
        folded=fold(decoded.text),
        encoding=decoded.encoding,
        notes=decoded.notes,
        members=decoded.members,
        pages=decoded.pages,
        hints=decoded.hints,
        ocr=decoded.ocr,
    )
