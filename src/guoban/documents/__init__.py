"""Bytes to text: `open_document` recognises the format, decodes it, and hands over one `Document`.

One module a format; `formats` says which module reads what.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from guoban.documents.archives import File, fingerprint_of, read_files
from guoban.documents.cleaning import clean, is_blank
from guoban.documents.decoded import Decoded
from guoban.documents.decoding import decode
from guoban.documents.folding import fold
from guoban.documents.formats import accepted_endings
from guoban.documents.limits import Limits, limits
from guoban.documents.simplifying import simplify
from guoban.documents.source import read_source, shown_name
from guoban.errors import DocumentError
from guoban.records import Document

__all__ = ["Limits", "Picked", "accepted_endings", "clean", "fold", "limits", "open_document", "open_documents"]

# A file among several: its path, or its name and its bytes.
Picked = str | Path | tuple[str, bytes]


def open_document(
    source: str | Path | bytes | BinaryIO, *, name: str | None = None, encoding: str | None = None
) -> Document:
    """Return the document in `source`: a path, the bytes of a file, or a file opened in binary mode.

    `name` is the file's name where the source does not carry one; `encoding` overrides the detection. Line ends are
    folded to LF and a byte order mark is dropped; nothing else is changed. Raises `DocumentError` where the source
    cannot be read as text.
    """
    data, shown = read_source(source, name, limits())
    return _document(decode(data, shown, encoding), shown, hashlib.sha256(data).hexdigest())


def open_documents(files: Sequence[Picked], *, name: str | None = None, encoding: str | None = None) -> Document:
    """Return one document of several files, each a path or its name and bytes: what an archive of them would give.

    A single file is read as `open_document` reads it. `name` is the document's. A file that cannot be read is a note.
    Raises `DocumentError` where none can be, and `ValueError` where there are none.
    """
    if not files:
        raise ValueError("no files")
    if len(files) == 1:
        source, own = (files[0], None) if isinstance(files[0], str | Path) else (files[0][1], files[0][0])
        return open_document(source, name=name or own, encoding=encoding)
    loaded = [_loaded(one) for one in files]
    shown = shown_name(name or f"{shown_name(loaded[0].path)} +{len(files) - 1}")
    decoded = read_files(loaded, shown, encoding)
    return _document(decoded, shown, fingerprint_of(loaded))


def _loaded(picked: Picked) -> File:
    path, source = (str(picked), picked) if isinstance(picked, str | Path) else picked
    try:
        data, _shown = read_source(source, path, limits())
    except DocumentError as problem:
        return File(path, problem=problem)
    return File(path, lambda: data)


def _document(decoded: Decoded, shown: str, sha256: str) -> Document:
    if is_blank(decoded.text):
        raise DocumentError("file_blank", name=shown)
    return Document(
        name=shown,
        sha256=sha256,
        text=decoded.text,
        folded=simplify(fold(decoded.text)),
        encoding=decoded.encoding,
        notes=decoded.notes,
        members=decoded.members,
        pages=decoded.pages,
        hints=decoded.hints,
        ocr=decoded.ocr,
    )
