"""The part files of a data set: written whole, counted from the moment that the manifest names them.

A part has one file in each table's folder, all with the same name and the rows of the same input files. On the same
disk, in `.work`, lie the blocks of files whose part is not yet written.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from guoban.batch.columns import ROW_GROUP, ROW_GROUPS, SCHEMAS, TABLES
from guoban.batch.packing import Told, table, told

WORK = ".work"
PART, BLOCK = "part-{:05d}.parquet", "{}.block"
OWNERS = {"documents": "compilation_id", "notes": "compilation_id", "reports": "compilation_id"}


class Parts:
    """The parts in `folder`, and the blocks that wait for one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._work = folder / WORK

    def prepare(self, referenced: set[str]) -> None:
        """Make the folders, and remove what an interruption left: parts that no line of the manifest names."""
        self._work.mkdir(parents=True, exist_ok=True)
        for left in self._work.glob("*.writing"):
            left.unlink()
        for name in TABLES:
            (self._folder / name).mkdir(exist_ok=True)
        self.sweep(referenced)

    def sweep(self, referenced: set[str]) -> None:
        """Remove the parts that are not among `referenced`."""
        for name in TABLES:
            for path in (self._folder / name).glob("part-*.parquet"):
                if path.name not in referenced:
                    path.unlink(missing_ok=True)

    def waiting(self) -> dict[Path, Told]:
        """Return the blocks on disk with what they tell; one that was cut off is removed."""
        found = {}
        for path in sorted(self._work.glob(BLOCK.format("*"))):
            try:
                found[path] = told(path)
            except ValueError:
                path.unlink()
        return found

    def keep(self, block: bytes, sha256: str) -> Path:
        """Put the block of a file onto the disk and return its place."""
        path = self._work / BLOCK.format(sha256)
        scratch = path.with_suffix(".writing")
        scratch.write_bytes(block)
        scratch.replace(path)
        return path

    def write(self, blocks: Sequence[Path], taken: set[str]) -> str:
        """Write the rows of `blocks` as a new part, whose name is not among `taken`, and return the name."""
        part = self._next(taken)
        with _memory_given_back():
            for name in TABLES:
                self._write(name, part, (table(block, name) for block in blocks))
        return part

    def without(self, part: str, compilations: Iterable[str], taken: set[str]) -> str:
        """Write a part that is `part` without the rows of `compilations`, and return its name."""
        new = self._next(taken)
        gone = pa.array(sorted(compilations), pa.string())
        with _memory_given_back():
            for name in TABLES:
                with pq.ParquetFile(self._folder / name / part) as old:
                    groups = (old.read_row_group(number) for number in range(old.num_row_groups))
                    self._write(name, new, (_without(rows, name, gone) for rows in groups))
        return new

    def same_columns(self, part: str) -> bool:
        """Tell whether `part` has the columns that this version writes."""
        return all(
            pq.read_schema(self._folder / name / part).equals(schema, check_metadata=False)
            for name, schema in SCHEMAS.items()
        )

    def close(self) -> None:
        """Remove the work folder, if nothing waits in it."""
        if not any(self._work.glob(BLOCK.format("*"))):
            shutil.rmtree(self._work, ignore_errors=True)

    def _next(self, taken: set[str]) -> str:
        numbers = [int(name[5:-8]) for name in taken]
        return PART.format(max(numbers, default=0) + 1)

    def _write(self, name: str, part: str, pieces: Iterable[pa.Table]) -> None:
        scratch = self._work / f"{name}-{part}.writing"
        with scratch.open("wb") as stream:
            with pq.ParquetWriter(stream, SCHEMAS[name], compression="zstd", write_page_index=True) as writer:
                for rows in row_groups(pieces, ROW_GROUPS.get(name, ROW_GROUP)):
                    writer.write_table(rows)
            stream.flush()
            os.fsync(stream.fileno())
        scratch.replace(self._folder / name / part)


@contextmanager
def _memory_given_back() -> Iterator[None]:
    """Arrow's own allocator keeps what a part took for the next one; the system's gives it back."""
    usual = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(usual)


def _without(rows: pa.Table, name: str, compilations: pa.Array) -> pa.Table:
    owner = rows[OWNERS.get(name, "report_id")]
    # A report's identifier is its compilation's with a number after it.
    return rows.filter(pc.invert(pc.is_in(pc.utf8_slice_codeunits(owner, 0, 16), value_set=compilations)))


def row_groups(pieces: Iterable[pa.Table], most: int) -> Iterator[pa.Table]:
    """Yield the rows of `pieces`, `most` at a time, so that no more than these are in memory; the last may be fewer."""
    waiting: list[pa.Table] = []
    count = 0
    for piece in pieces:
        waiting.append(piece)
        count += piece.num_rows
        while count >= most:
            rows = pa.concat_tables(waiting)
            yield rows.slice(0, most)
            waiting, count = [rows.slice(most)], count - most
    if count:
        yield pa.concat_tables(waiting)
