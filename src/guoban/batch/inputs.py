"""Which files a batch reads: folders, patterns and addresses become a list of single files, each with its address.

A local file's address is its absolute path. Any other place is one that fsspec knows (s3://, sftp://, memory://,
zip://…::…); fsspec is loaded for those only.
"""

import glob
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

import regex

from guoban.documents import accepted_endings
from guoban.documents.limits import limits
from guoban.documents.member_names import is_litter
from guoban.errors import DocumentError, GuobanError

# A single letter before :// would be a drive of Windows.
ADDRESS = regex.compile(r"[A-Za-z][A-Za-z0-9+.\-]+://|[A-Za-z][A-Za-z0-9+.\-]+::")
LOCAL_PROTOCOLS = ("file://", "local://")
WILD = regex.compile(r"[*?\[]")
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read. `size` is in bytes, 0 where the place does not tell."""

    address: str
    size: int


@dataclass(frozen=True, slots=True)
class Found:
    """The inputs in order, each once, and how many files of a folder were no reports (other endings, temporary)."""

    inputs: tuple[Input, ...]
    passed_over: tuple[str, ...] = ()


def find_inputs(patterns: Sequence[str], leave_out: Path | None = None) -> Found:
    """Return the files that `patterns` name: files, folders with all that is in them, patterns with * ? [] **.

    From a folder, and where the pattern tells no ending, only files with an ending that is read are taken. Nothing
    inside `leave_out` is. Raises `GuobanError`: batch_nothing (a pattern names no file), batch_driver (the driver of
    an address is not installed) or batch_address (the place does not answer).
    """
    found: dict[str, Input] = {}
    passed_over: set[str] = set()
    for pattern in patterns:
        named = list(_remote(pattern) if is_remote(pattern) else _local(_path_of(pattern)))
        if leave_out is not None:
            named = [one for one in named if not _inside(one.address, leave_out)]
        picky = _tells_no_ending(pattern)
        taken = [one for one in named if not picky or _is_report(one.address)]
        if not taken:
            raise GuobanError("batch_nothing", pattern=pattern)
        found |= {one.address: one for one in taken}
        passed_over |= {one.address for one in named} - {one.address for one in taken}
    inputs = tuple(found[address] for address in sorted(found))
    return Found(inputs, tuple(sorted(passed_over - set(found))))


def is_remote(address: str) -> bool:
    """Tell whether `address` is one for fsspec; file:// is a path like any other."""
    return ADDRESS.match(address) is not None and not address.startswith(LOCAL_PROTOCOLS)


def is_in_memory(address: str) -> bool:
    """Tell whether `address` is a place in this process that no other process can see."""
    return "memory://" in address


@contextmanager
def opened(address: str) -> Iterator[BinaryIO]:
    """Open the file at `address` for reading. Raises `DocumentError` for whatever the place answers."""
    try:
        if is_remote(address):
            with import_module("fsspec").open(address, "rb") as stream:
                yield stream
        else:
            with Path(address).open("rb") as stream:
                yield stream
    except (GuobanError, MemoryError):
        raise
    except FileNotFoundError as problem:
        raise DocumentError("file_missing", name=name_of(address)) from problem
    except PermissionError as problem:
        raise DocumentError("file_denied", name=name_of(address)) from problem
    except Exception as problem:  # each driver of fsspec has errors of its own
        reason = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
        raise DocumentError("file_unreadable", name=name_of(address), reason=reason) from problem


def fingerprint(one: Input) -> str:
    """Return the SHA-256 of the file; empty for one that is no regular file, or too large to be read at all.

    Raises `DocumentError` where it cannot be read.
    """
    if one.size > limits().file_bytes or (not is_remote(one.address) and not Path(one.address).is_file()):
        return ""
    found = hashlib.sha256()
    with opened(one.address) as stream:
        while block := stream.read(BLOCK):
            found.update(block)
    return found.hexdigest()


def name_of(address: str) -> str:
    """Return the last part of `address`."""
    return os.path.basename(address.partition("::")[0].replace("\\", "/"))  # noqa: PTH119  (no path of this system)


def _path_of(pattern: str) -> str:
    if not pattern.startswith(LOCAL_PROTOCOLS):
        return pattern
    return str(import_module("fsspec").core.strip_protocol(pattern))


def _local(pattern: str) -> Iterator[Input]:
    place = Path(pattern)
    if place.is_dir():
        paths: Iterator[str] = (os.path.join(folder, name) for folder, _, names in os.walk(place) for name in names)  # noqa: PTH118
    elif place.exists() or not WILD.search(pattern):
        paths = iter([pattern] if place.exists() else [])
    else:
        paths = (path for path in glob.iglob(pattern, recursive=True) if not Path(path).is_dir())  # noqa: PTH207
    for path in paths:
        try:
            size = Path(path).stat().st_size
        except OSError:  # a link to nowhere: its reading says so
            size = 0
        yield Input(os.path.abspath(path), size)  # noqa: PTH100  (a link keeps its own name)


def _remote(pattern: str) -> Iterator[Input]:
    protocol, _, chained = pattern.partition("::")
    try:
        system, path = import_module("fsspec").core.url_to_fs(pattern)
    except (ImportError, ValueError) as problem:
        raise GuobanError("batch_driver", pattern=pattern, reason=str(problem)) from problem
    except Exception as problem:
        raise GuobanError("batch_address", pattern=pattern, reason=str(problem)) from problem
    try:
        listed = _listed(system, path)
    except Exception as problem:
        raise GuobanError("batch_address", pattern=pattern, reason=str(problem)) from problem
    head = protocol.partition("://")[0] + "://"
    for inner, about in listed.items():
        own = system.unstrip_protocol(inner) if not chained else head + inner.lstrip("/") + "::" + chained
        yield Input(own, int(about.get("size") or 0))


def _listed(system: Any, path: str) -> dict[str, dict[str, Any]]:
    if WILD.search(path) and not system.exists(path):
        found = system.glob(path, detail=True)
    elif system.isdir(path):
        found = system.find(path, detail=True)
    else:
        found = {path: system.info(path)} if system.exists(path) else {}
    return {inner: about for inner, about in found.items() if about.get("type") != "directory"}


def _tells_no_ending(pattern: str) -> bool:
    """Tell whether what comes from `pattern` is anything: a folder, 汇编/*, 汇编/**, *.*; not 汇编/*.txt, 汇编.dat."""
    place = None if is_remote(pattern) else Path(_path_of(pattern))
    if place is not None and place.exists():
        return place.is_dir()
    ending = Path(name_of(pattern)).suffix
    return not ending or WILD.search(ending) is not None


def _is_report(address: str) -> bool:
    name = name_of(address)
    return Path(name).suffix.lower().lstrip(".") in accepted_endings() and not is_litter(address)


def _inside(address: str, folder: Path) -> bool:
    return not is_remote(address) and Path(address).is_relative_to(folder.absolute())
