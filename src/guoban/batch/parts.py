"""The part files of a data set: written whole, counted from the moment that the manifest names them.

A part has one file in each table's folder, all with the same name and the rows of the same input files. On the same
disk, in `.work`, lie the blocks of files whose part is not yet written.
"""

import os
import shutil
from collections.abc import Iterable, Sequence
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
        for name, schema in SCHEMAS.items():
            rows = pa.concat_tables([table(block, name) for block in blocks])
            self._write(name, part, rows if rows.num_rows else schema.empty_table())
        return part

    def without(self, part: str, compilations: Iterable[str], taken: set[str]) -> str:
        """Write a part that is `part` without the rows of `compilations`, and return its name."""
        new = self._next(taken)
        gone = pa.array(sorted(compilations), pa.string())
        for name in TABLES:
            rows = pq.read_table(self._folder / name / part, partitioning=None)
            owner = rows[OWNERS.get(name, "report_id")]
            # A report's identifier is its compilation's with a number after it.
            stays = pc.invert(pc.is_in(pc.utf8_slice_codeunits(owner, 0, 16), value_set=gone))
            self._write(name, new, rows.filter(stays))
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

    def _write(self, name: str, part: str, rows: pa.Table) -> None:
        scratch = self._work / f"{name}-{part}.writing"
        with scratch.open("wb") as stream:
            pq.write_table(
                rows,
                stream,
                compression="zstd",
                row_group_size=ROW_GROUPS.get(name, ROW_GROUP),
                write_page_index=True,
            )
            stream.flush()
            os.fsync(stream.fileno())
        scratch.replace(self._folder / name / part)
