"""Bringing a backup into a library: what is missing is added, what is there stays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, RowMapping, select

from guoban.corrections import Correction
from guoban.library import backup, compilations, documents, entries, merges, said, schema
from guoban.library.engine import reading, writing
from guoban.library.merges import Merge


@dataclass(frozen=True, slots=True)
class Restored:
    """What a backup brought: how many compilations were added and how many came out of the bin, how many corrections
    and merges were added. `undone` and `binned` are what an exact restore has taken back: corrections and merges that
    count no longer, compilations that are in the bin."""

    added: int = 0
    put_back: int = 0
    corrections: int = 0
    merges: int = 0
    undone: int = 0
    binned: int = 0


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a backup says of one compilation."""

    row: RowMapping
    corrections: Sequence[Correction]


def restore(engine: Engine, path: Path, by: str, *, exact: bool) -> Restored:
    """Bring the backup `path` into the library; see `Library.restore`."""
    with backup.opened(path) as source:
        with reading(source) as connection:
            kept = [
                _Kept(row, said.of(connection, row["id"], undone=True))
                for row in connection.execute(select(schema.compilations).order_by(schema.compilations.c.id)).mappings()
            ]
            merged = merges.of(connection, undone=True)
        brought = [_bring(engine, source, one) for one in kept]
        with writing(engine) as connection:
            new = merges.keep(connection, merged)
            undone, binned = _take_back(connection, kept, merged, by) if exact else (0, 0)
    return Restored(
        added=sum(one.added for one in brought),
        put_back=sum(one.put_back for one in brought),
        corrections=sum(one.corrections for one in brought),
        merges=new,
        undone=undone,
        binned=binned,
    )


def _bring(engine: Engine, source: Engine, kept: _Kept) -> Restored:
    """Bring one compilation: a transaction of its own, so that others need not wait for all of them."""
    row = kept.row
    with reading(source) as connection:
        compilation = compilations.read_compilation(connection, row["id"])
    body = documents.pack(compilation.document, compilation.outline)
    with writing(engine) as connection:
        there = entries.peek(connection, row["id"], lock=True)
        put_back = bool(there and there["binned_at"] and not row["binned_at"])
        if there is None:
            revision = max(entries.first_revision(), row["revision"] + 1)
            own = {name: value for name, value in row.items() if name not in {"reading", "revision"}}
            connection.execute(schema.compilations.insert(), {**own, "reading": revision, "revision": revision})
            compilations.write_rows_of(connection, compilation, body)
        elif put_back:
            entries.change(connection, row["id"], binned_at="", binned_by="")
        before = said.count(connection, row["id"])
        said.record(connection, kept.corrections)
        new = said.count(connection, row["id"]) - before
    return Restored(added=int(there is None), put_back=int(put_back), corrections=new)


def _take_back(connection: Connection, kept: Sequence[_Kept], merged: Sequence[Merge], by: str) -> tuple[int, int]:
    """Bring what is there besides to the state of the backup, so that each of it can be brought back by hand.

    Returns how many corrections and merges count no longer, and how many compilations went to the bin.
    """
    at = entries.now()
    wanted = {whole.row["id"]: whole for whole in kept}
    undone = binned = 0
    for owner in connection.execute(select(schema.compilations).order_by(schema.compilations.c.id)).mappings().all():
        whole = wanted.get(owner["id"])
        if not owner["binned_at"] and (whole is None or whole.row["binned_at"]):
            entries.change(connection, owner["id"], binned_at=at, binned_by=by)
            binned += 1
        there = said.of(connection, owner["id"], undone=True)
        for one, active in _differing(there, whole.corrections if whole else ()):
            said.undo(connection, one, by if not active else "", at if not active else "")
            undone += not active
    for one, active in _differing(merges.of(connection, undone=True), merged):
        merges.undo(connection, one, by if not active else "", at if not active else "")
        undone += not active
    return undone, binned


def _differing(there: Iterable[Correction | Merge], then: Iterable[Correction | Merge]) -> Iterator[tuple[str, bool]]:
    """Yield the identifiers of what counts in one of both only, with whether it counted then."""
    counted = {one.id for one in then if one.active}
    return ((one.id, one.id in counted) for one in there if one.active != (one.id in counted))
