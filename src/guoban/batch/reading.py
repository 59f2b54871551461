"""One file of a batch, from its address to its block: what runs in a worker, of the pool or of a cluster."""

import json
import time
import traceback
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from guoban.__about__ import version
from guoban.batch.columns import SCHEMAS
from guoban.batch.inputs import is_remote, name_of, opened
from guoban.batch.packing import Told, pack
from guoban.batch.rules import rules
from guoban.compilation import Compilation, read
from guoban.documents.limits import limits
from guoban.documents.source import shown_name
from guoban.errors import GuobanError
from guoban.locale import set_language
from guoban.messages import note_text
from guoban.tables import report_id

if TYPE_CHECKING:
    from guoban.records import Note

# "read" and the block; "refused" with a code and its details; "memory"; or "failed" and a traceback.
Answer = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read: where it is, what its bytes' SHA-256 was when the batch was planned, in which language the
    notes are, and the bytes themselves where the worker cannot see the file."""

    address: str
    sha256: str
    size: int
    language: str = "zh"
    data: bytes | None = None


def answer(job: Job) -> Answer:
    """Return what became of `job`; whatever goes wrong is an answer, too."""
    begun = time.perf_counter()
    set_language(job.language)
    try:
        compilation = _compilation(job)
        if job.sha256 and compilation.document.sha256 != job.sha256:
            return "refused", "batch_changed", {"name": compilation.name}
        return "read", _block(job, compilation, begun)
    except GuobanError as refusal:
        return "refused", refusal.code, dict(refusal.details)
    except MemoryError:
        return ("memory",)
    except Exception:  # noqa: BLE001  (a fault of the program's costs this file only; it is logged by the master)
        return "failed", traceback.format_exc()


def _compilation(job: Job) -> Compilation:
    name = name_of(job.address)
    if job.data is not None:
        return read(job.data, name=name)
    if not is_remote(job.address):
        return read(job.address)
    with opened(job.address) as stream:
        data = stream.read(limits().file_bytes + 1)
    return read(data, name=name)


def _block(job: Job, compilation: Compilation, begun: float) -> bytes:
    tables = {
        name: pa.Table.from_pandas(frame, schema=SCHEMAS[name], preserve_index=False)
        for name, frame in compilation.tables
    }
    counts = {name: table.num_rows for name, table in tables.items()}
    told = Told(
        input=job.address,
        sha256=compilation.document.sha256,
        rules=rules(),
        version=version,
        characters=len(compilation.text),
        **counts,
        notes=len(compilation.notes),
        seconds=round(time.perf_counter() - begun, 3),
    )
    tables["documents"] = _document(job, compilation, told)
    tables["notes"] = _notes(compilation)
    return pack(told, tables)


def _document(job: Job, compilation: Compilation, told: Told) -> pa.Table:
    row = asdict(told) | {
        "compilation_id": compilation.id,
        "name": shown_name(compilation.name),
        "size": job.size,
        "encoding": compilation.document.encoding,
    }
    schema = SCHEMAS["documents"]
    return pa.Table.from_pylist([{name: row[name] for name in schema.names}], schema=schema)


def _notes(compilation: Compilation) -> pa.Table:
    text, document = compilation.text, compilation.document
    owned: list[tuple[str | None, Note]] = [(None, note) for note in (*document.notes, *compilation.outline.notes)]
    owned += [(report_id(document, one), note) for one in compilation.outline.reports for note in one.notes]
    rows = [
        {
            "compilation_id": compilation.id,
            "report_id": owner,
            "code": note.code,
            "level": note.level,
            "start": note.start,
            "end": note.end,
            "line": None if note.start is None else text.count("\n", 0, note.start) + 1,
            "details": json.dumps(dict(note.details), ensure_ascii=False, default=str),
            "message": note_text(note),
        }
        for owner, note in owned
    ]
    frame = pd.DataFrame(rows, columns=SCHEMAS["notes"].names, dtype="object")
    return pa.Table.from_pandas(frame, schema=SCHEMAS["notes"], preserve_index=False)
