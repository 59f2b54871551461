"""Bytes to text, whatever the format: recognised, and read here or in a worker."""

from importlib import import_module
from typing import cast

from guoban.documents.decoded import Decoded
from guoban.documents.formats import FORMATS, OLE_CUT_OFF, recognise
from guoban.documents.isolation import read_apart
from guoban.errors import DocumentError


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return what `data` holds; `name` is the file's, for the messages; `encoding` is for plain text.

    Readers of archives call this for each member, in the app's own process: so every member has a worker's limits
    to itself, and one that crashes a library leaves the others. Raises `DocumentError`.
    """
    kind = recognise(data, name)
    if kind == "Office (password)":
        raise DocumentError("file_password", name=name)
    if kind == OLE_CUT_OFF:
        raise DocumentError("archive_broken", name=name)
    if kind not in FORMATS:
        raise DocumentError("file_kind", name=name, kind=kind)
    form = FORMATS[kind]
    if form.apart:
        return cast("Decoded", read_apart(form.module, data, name, encoding))
    return cast("Decoded", import_module(form.module).read(data, name, encoding))
