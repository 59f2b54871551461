"""Bytes and a name from whatever a caller has: a path, bytes, or an open binary file."""

import stat
from pathlib import Path, PureWindowsPath
from typing import BinaryIO

from guoban.documents.limits import Limits
from guoban.errors import DocumentError

UNNAMED = "text"
NAME_LENGTH = 120


def read_source(source: str | Path | bytes | BinaryIO, name: str | None, limits: Limits) -> tuple[bytes, str]:
    """Return the bytes of `source` and the name to show for it.

    Raises `DocumentError`: file_missing, file_folder, file_special, file_denied, file_unreadable, file_empty or
    file_too_large.
    """
    if isinstance(source, str | Path):
        shown = shown_name(name or str(source))
        data = _from_path(Path(source), shown, limits)
    elif isinstance(source, bytes):
        shown, data = shown_name(name or UNNAMED), source
    else:
        own = getattr(source, "name", None)
        shown = shown_name(name or (own if isinstance(own, str) else UNNAMED))
        data = _from_stream(source, shown, limits)
    if not data:
        raise DocumentError("file_empty", name=shown)
    _check_size(len(data), shown, limits)
    return data, shown


def shown_name(name: str) -> str:
    """Return the last part of the path `name`, without control characters, and no longer than NAME_LENGTH.

    A name comes from outside and goes into messages, tables and file names. Both kinds of slash end a folder.
    """
    last = PureWindowsPath(name.replace("\x00", "")).name
    printable = "".join(character for character in last if character.isprintable()).strip()
    if not printable.strip("."):
        return UNNAMED
    if len(printable) <= NAME_LENGTH:
        return printable
    ending = PureWindowsPath(printable).suffix[:10]
    return printable[: NAME_LENGTH - len(ending) - 1] + "…" + ending


def _from_path(path: Path, shown: str, limits: Limits) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise DocumentError("file_folder", name=shown)
        if not stat.S_ISREG(status.st_mode):
            raise DocumentError("file_special", name=shown)
        _check_size(status.st_size, shown, limits)
        with path.open("rb") as stream:
            return _from_stream(stream, shown, limits)
    except FileNotFoundError as problem:
        raise DocumentError("file_missing", name=shown) from problem
    except PermissionError as problem:
        raise DocumentError("file_denied", name=shown) from problem
    except (OSError, ValueError) as problem:
        raise DocumentError("file_unreadable", name=shown, reason=_reason(problem)) from problem


def _from_stream(stream: BinaryIO, shown: str, limits: Limits) -> bytes:
    """Read one byte more than allowed, so that a stream without end is told from one that just fits."""
    try:
        data = stream.read(limits.file_bytes + 1)
    except (OSError, ValueError) as problem:
        raise DocumentError("file_unreadable", name=shown, reason=_reason(problem)) from problem
    if isinstance(data, str):
        raise TypeError("a source must be opened in binary mode")
    return bytes(data)


def _check_size(size: int, shown: str, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise DocumentError("file_too_large", name=shown, limit=f"{limits.file_megabytes:g}")


def _reason(problem: Exception) -> str:
    return getattr(problem, "strerror", None) or str(problem)
