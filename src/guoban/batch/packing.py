"""A file's result as one block of bytes: what is sent by a worker, and lies on disk until its part is written.

It is a zip with a record and the tables as Arrow streams, so that a block that was cut off is known as such.
"""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

import pyarrow as pa
from pyarrow import ipc

RECORD = "record.json"
CODEC = ipc.IpcWriteOptions(compression="zstd")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a file that was read: its bytes' SHA-256, the rules that read it, and how much came of it."""

    input: str
    sha256: str
    rules: str
    version: str
    characters: int
    reports: int
    sections: int
    metrics: int
    progress: int
    notes: int
    seconds: float


def pack(told: Told, tables: Mapping[str, pa.Table]) -> bytes:
    """Return `told` and `tables` as one block."""
    block = BytesIO()
    with zipfile.ZipFile(block, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(RECORD, json.dumps(asdict(told), ensure_ascii=False))
        for name, table in tables.items():
            with archive.open(name, "w") as stream, ipc.new_stream(stream, table.schema, options=CODEC) as writer:
                writer.write_table(table)
    return block.getvalue()


def told(block: bytes | Path) -> Told:
    """Return what a block tells of its file. Raises `ValueError` where the block is not whole."""
    try:
        with zipfile.ZipFile(BytesIO(block) if isinstance(block, bytes) else block) as archive:
            return Told(**json.loads(archive.read(RECORD)))
    except (zipfile.BadZipFile, KeyError, TypeError, OSError) as problem:
        raise ValueError("not a whole block") from problem


def table(block: Path, name: str) -> pa.Table:
    """Return the table `name` of the block at `block`."""
    with zipfile.ZipFile(block) as archive, ipc.open_stream(archive.read(name)) as stream:
        return stream.read_all()
