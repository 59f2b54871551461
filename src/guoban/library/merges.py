"""Names that mean the same, in the library: a merge says that several names are one, and can be undone at any time."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal
from uuid import uuid4

from sqlalchemy import Connection, RowMapping, delete, select

from guoban.errors import LibraryError
from guoban.library import entries
from guoban.library.schema import merges

MergeKind = Literal["department", "indicator"]


@dataclass(frozen=True, slots=True)
class Merge:
    """`names` (without the canonical one) mean what `canonical` means. Times are UTC, ISO 8601.

    A refusal says that they do not: it is kept as a merge that is undone from the start and names the canonical one too.
    """

    id: str
    kind: MergeKind
    canonical: str
    names: tuple[str, ...]
    by: str
    at: str
    undone_by: str = ""
    undone_at: str = ""

    @property
    def active(self) -> bool:
        return not self.undone_at

    @property
    def refused(self) -> bool:
        return not self.active and self.canonical in self.names


_FIELDS = [field.name for field in fields(Merge)]


def record(connection: Connection, kind: MergeKind, canonical: str, names: Sequence[str], by: str) -> Merge:
    others = tuple(dict.fromkeys(name for name in names if name != canonical))
    merge = Merge(uuid4().hex, kind, canonical, others, by, entries.now())
    keep(connection, [merge])
    return merge


def refuse(connection: Connection, kind: MergeKind, canonical: str, names: Sequence[str], by: str) -> Merge:
    every = tuple(dict.fromkeys((canonical, *names)))
    at = entries.now()
    merge = Merge(uuid4().hex, kind, canonical, every, by, at, undone_by=by, undone_at=at)
    keep(connection, [merge])
    return merge


def forget(connection: Connection, merge_id: str) -> None:
    """Take a refusal back; a merge that counts, or is there no longer, stays as it is."""
    connection.execute(delete(merges).where(merges.c.id == merge_id, merges.c.undone_at != ""))


def keep(connection: Connection, new: Iterable[Merge]) -> int:
    """Keep merges as they are, and return how many; one whose identifier is there already is left as it is there."""
    there = set(connection.execute(select(merges.c.id)).scalars())
    rows = [
        {**{name: getattr(one, name) for name in _FIELDS}, "names": json.dumps(one.names)}
        for one in new
        if one.id not in there
    ]
    if rows:
        connection.execute(merges.insert(), rows)
    return len(rows)


def undo(connection: Connection, merge_id: str, by: str, at: str) -> None:
    """Mark a merge as undone, or as counting again where `at` is empty.

    Raises `LibraryError` (merge_missing).
    """
    mine = merges.c.id == merge_id
    if connection.execute(select(merges.c.number).where(mine)).scalar() is None:
        raise LibraryError("merge_missing", id=merge_id)
    is_other = merges.c.undone_at == "" if at else merges.c.undone_at != ""
    connection.execute(merges.update().where(mine, is_other).values(undone_by=by, undone_at=at))


def of(connection: Connection, kind: MergeKind | None = None, *, undone: bool = False) -> list[Merge]:
    """Return the merges of a kind (None: of all) in the order in which they were made."""
    query = select(*(merges.c[name] for name in _FIELDS)).order_by(merges.c.number)
    if kind is not None:
        query = query.where(merges.c.kind == kind)
    if not undone:
        query = query.where(merges.c.undone_at == "")
    return [_merge(row) for row in connection.execute(query).mappings()]


def aliases(active: Iterable[Merge]) -> dict[str, str]:
    """Return each merged name with the one that stands for it.

    The later merge wins. What a name stands for may itself be merged: 市工信局 into 市经信局, that into
    市经济和信息化局 gives both the last. A merge that would lead back to its own beginning turns the earlier one round.
    """
    direct: dict[str, str] = {}
    for merge in active:
        names = {name for name in merge.names if name != merge.canonical}
        if names & set(_chain(direct, merge.canonical)):
            direct.pop(merge.canonical)
        direct |= dict.fromkeys(names, merge.canonical)
    return {name: list(_chain(direct, name))[-1] for name in direct}


def _chain(direct: Mapping[str, str], name: str) -> Iterator[str]:
    """Yield what `name` is merged into, and what that is, to the end."""
    while name in direct:
        name = direct[name]
        yield name


def _merge(row: RowMapping) -> Merge:
    return Merge(**{**row, "names": tuple(json.loads(row["names"]))})
