"""What the rows depend on besides the files: the program's rules, and what stands on the machine.

Rows that were made by other rules are made anew. A file that could not be read is tried again when the machine has
changed: LibreOffice is there now, or a limit is higher.
"""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from guoban.documents.limits import limits
from guoban.documents.office import find_program
from guoban.documents.scans import can_recognise

# The way from bytes to rows; what comes after it does not change them.
PARTS = (
    "documents", "structure", "metrics", "checks", "progress", "lexicon", "records.py", "tables.py", "compilation.py",
)  # fmt: skip
LIBRARIES = ("chardet", "lxml", "opencc", "pypdfium2", "rapidocr", "regex")
ENDINGS = (".py", ".yaml")
DIGITS = 16


@cache
def rules() -> str:
    """Return a fingerprint of the program's rules: its source, its words, and the libraries that read files."""
    found = hashlib.sha256()
    for part in PARTS:
        _add(found, files("guoban").joinpath(part))
    for library in LIBRARIES:
        found.update(f"{library} {_version(library)}\n".encode())
    return found.hexdigest()[:DIGITS]


def surroundings() -> str:
    """Return a fingerprint of what decides whether a file can be read here: the limits, LibreOffice, the OCR."""
    told = f"{limits()} {find_program() is not None} {can_recognise()}"
    return hashlib.sha256(told.encode()).hexdigest()[:DIGITS]


def _add(found: "hashlib._Hash", place: Traversable) -> None:
    if place.is_dir():
        for inner in sorted(place.iterdir(), key=lambda one: one.name):
            if inner.is_dir() or inner.name.endswith(ENDINGS):
                _add(found, inner)
    else:
        # Line ends are the check-out's, not the rules'.
        found.update(place.name.encode() + b"\n" + place.read_bytes().replace(b"\r\n", b"\n"))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
