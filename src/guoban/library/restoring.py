"""Bringing a backup into a library: what is missing is added, what is there stays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, Engine, RowMapping, select

from guoban.corrections import Correction
from guoban.library import backup, compilations, documents, entries, merges, said, schema
from guoban.library.engine import reading, writing
from guoban.library.merges import Merge


@dataclass(frozen=True, slots=True)
class Restored:
    """What a backup brought: how many compilations were added and how many came out of the bin, how many corrections
    and merges were added. The others are what an exact restore has taken back: corrections and merges that count no
    longer (`undone`) and that count again (`redone`), compilations that went to the bin (`binned`)."""

    added: int = 0
    put_back: int = 0
    corrections: int = 0
    merges: int = 0
    undone: int = 0
    redone: int = 0
    binned: int = 0


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a restore would do: `brought` in any case, `taken_back` besides if it is exact, `binned` by name.

    `made_at` is when the backup was made (UTC, ISO 8601), empty for a library's own file; `compilations` and
    `corrections` are what counted then.
    """

    made_at: str
    compilations: int
    corrections: int
    brought: Restored
    taken_back: Restored
    binned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """What counts in a library: each compilation's name and whether it is out of the bin, what was said, and merges."""

    compilations: dict[str, tuple[str, bool]]
    said: dict[str, bool]
    merges: dict[str, bool]


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
            back = _take_back(connection, kept, merged, by) if exact else Restored()
    return replace(
        back,
        added=sum(one.added for one in brought),
        put_back=sum(one.put_back for one in brought),
        corrections=sum(one.corrections for one in brought),
        merges=new,
    )


def foresee(engine: Engine, path: Path) -> Foreseen:
    """Return what `restore` would do now, and change nothing; see `Library.foresee`."""
    with backup.opened(path) as source:
        then, made_at = _state(source), backup.made_at(source)
    now = _state(engine)
    counted_then, counted_now = {**then.said, **then.merges}, {**now.said, **now.merges}
    there = {key: one for key, one in now.compilations.items() if one[1]}
    again = {key for key, one in then.compilations.items() if one[1]}
    return Foreseen(
        made_at=made_at,
        compilations=len(again),
        corrections=sum(then.said.values()),
        brought=Restored(
            added=len(then.compilations.keys() - now.compilations.keys()),
            put_back=len((again & now.compilations.keys()) - there.keys()),
            corrections=len(then.said.keys() - now.said.keys()),
            merges=len(then.merges.keys() - now.merges.keys()),
        ),
        taken_back=Restored(
            undone=sum(active and not counted_then.get(key, False) for key, active in counted_now.items()),
            redone=sum(not active and counted_then.get(key, False) for key, active in counted_now.items()),
            binned=len(there.keys() - again),
        ),
        binned=tuple(name for key, (name, _present) in there.items() if key not in again),
    )


def _state(engine: Engine) -> _State:
    with reading(engine) as connection:
        kept = schema.compilations.c
        found = connection.execute(select(kept.id, kept.name, kept.binned_at).order_by(kept.id)).all()
        said_then, merged = (
            {key: not undone_at for key, undone_at in connection.execute(select(table.c.id, table.c.undone_at))}
            for table in (schema.corrections, schema.merges)
        )
    return _State({key: (name, not binned_at) for key, name, binned_at in found}, said_then, merged)


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


def _take_back(connection: Connection, kept: Sequence[_Kept], merged: Sequence[Merge], by: str) -> Restored:
    """Bring what is there besides to the state of the backup, so that each of it can be brought back by hand."""
    at = entries.now()
    wanted = {whole.row["id"]: whole for whole in kept}
    turned: list[bool] = []
    binned = 0
    for owner in connection.execute(select(schema.compilations).order_by(schema.compilations.c.id)).mappings().all():
        whole = wanted.get(owner["id"])
        if not owner["binned_at"] and (whole is None or whole.row["binned_at"]):
            entries.change(connection, owner["id"], binned_at=at, binned_by=by)
            binned += 1
        there = said.of(connection, owner["id"], undone=True)
        for one, active in _differing(there, whole.corrections if whole else ()):
            said.undo(connection, one, by if not active else "", at if not active else "")
            turned.append(active)
    for one, active in _differing(merges.of(connection, undone=True), merged):
        merges.undo(connection, one, by if not active else "", at if not active else "")
        turned.append(active)
    return Restored(undone=turned.count(False), redone=turned.count(True), binned=binned)


def _differing(there: Iterable[Correction | Merge], then: Iterable[Correction | Merge]) -> Iterator[tuple[str, bool]]:
    """Yield the identifiers of what counts in one of both only, with whether it counted then."""
    counted = {one.id for one in then if one.active}
    return ((one.id, one.id in counted) for one in there if one.active != (one.id in counted))
