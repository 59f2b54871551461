"""The manifest: what became of each file of a batch, one JSON object a line.

Lines are added as work is done, so a file's last line is the one that counts; when a run begins and ends, the manifest
is written anew with one line a file. A line that says `done` is written after the part that holds the rows is on disk.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from guoban.export.atomic import replacing

Status = Literal["done", "failed", "duplicate"]
NAME = "manifest.jsonl"


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one file.

    `code` and `details` name the sentence `reason` in `guoban.messages`. `same_as` is the file that a duplicate has the
    bytes of. `part` is the name of the file with the rows in each table's folder, and `part_files` how many files have
    their rows in it. `rules` and `surroundings` are fingerprints, see `rules`. `finished` is a time of the clock, in UTC.
    """

    input: str
    name: str
    size: int
    sha256: str
    status: Status
    reason: str = ""
    code: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    same_as: str = ""
    characters: int = 0
    reports: int = 0
    sections: int = 0
    metrics: int = 0
    progress: int = 0
    notes: int = 0
    seconds: float = 0.0
    part: str = ""
    part_files: int = 0
    version: str = ""
    rules: str = ""
    surroundings: str = ""
    finished: str = ""

    @property
    def compilation_id(self) -> str:
        return self.sha256[:16]


class Manifest:
    """The manifest in `folder`, with the last line of each file at hand."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.records: dict[str, Record] = load(self.path) if self.path.exists() else {}

    def parts(self) -> set[str]:
        return {record.part for record in self.records.values() if record.part}

    def add(self, records: Iterable[Record]) -> None:
        """Add `records`, and see them onto the disk."""
        added = list(records)
        with self.path.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write("".join(map(_line, added)))
            stream.flush()
            os.fsync(stream.fileno())
        self.records |= {record.input: record for record in added}

    def rewrite(self, records: Iterable[Record] | None = None) -> None:
        """Write the manifest anew, with `records` in place of what was there, or with a line a file."""
        if records is not None:
            self.records = {record.input: record for record in records}
        with replacing(self.path) as written, written.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(_line(self.records[address]) for address in sorted(self.records))
            stream.flush()
            os.fsync(stream.fileno())


def load(path: Path) -> dict[str, Record]:
    """Return the last record of each file in the manifest at `path`.

    A line that was cut off is none, and where some lines of a part are missing the others do not count either: the part
    was not finished. Raises `ValueError` where the file is no manifest.
    """
    records = {record.input: record for record in _records(path)}
    files = Counter(record.part for record in records.values())
    return {
        address: record
        for address, record in records.items()
        if not record.part or files[record.part] == record.part_files
    }


def _records(path: Path) -> Iterator[Record]:
    known = {one.name for one in fields(Record)}
    with path.open(encoding="utf-8", errors="replace") as stream:
        for line in stream:
            if not line.endswith("\n"):
                return
            try:
                found = json.loads(line)
                yield Record(**{name: value for name, value in found.items() if name in known})
            except (ValueError, TypeError, AttributeError) as problem:
                raise ValueError(f"{path}: no manifest") from problem


def _line(record: Record) -> str:
    return json.dumps(asdict(record), ensure_ascii=False, default=str) + "\n"
