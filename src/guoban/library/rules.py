"""Which rules a compilation was read with: the program's version, and a fingerprint of what reads.

The version alone would not do while rules are being worked on, nor the fingerprint, which does not say what is older.
"""

import hashlib
from functools import cache
from pathlib import Path

import guoban
from guoban.__about__ import version

# What turns a document into tables. Not the readers of formats: a document is kept as it was decoded.
PARTS = (
    "documents/cleaning.py", "documents/folding.py", "documents/simplifying.py", "structure", "metrics", "checks",
    "progress", "lexicon", "records.py", "compilation.py", "tables.py",
)  # fmt: skip
READ = {".py", ".yaml"}


@cache
def present() -> str:
    """Return the rules of this program: 1.2.0+9f86d081 (version, and eight digits of what its rules say)."""
    root = Path(guoban.__file__).parent
    files = sorted(path for part in PARTS for path in _files(root / part))
    digest = hashlib.sha256()
    for path in files:
        # A checkout may have other line ends; the rules are the same.
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return f"{version}+{digest.hexdigest()[:8]}"


def are_older(rules: str) -> bool:
    """Tell whether `rules` are older than the present ones. Those of a newer program, met in a shared library, are not."""
    here, there = _version(present()), _version(rules)
    return there < here or (there == here and rules != present())


def _version(rules: str) -> tuple[int, ...]:
    return tuple(int(part) for part in rules.partition("+")[0].split(".") if part.isdigit())


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [one for one in path.rglob("*") if one.suffix in READ]
