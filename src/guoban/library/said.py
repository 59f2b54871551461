"""The corrections of compilations, in the library."""

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from guoban.corrections import Correction
from guoban.errors import LibraryError
from guoban.library import entries
from guoban.library.engine import insert_unless_there
from guoban.library.schema import corrections

_FIELDS = [field.name for field in fields(Correction)]


def record(connection: Connection, said: Sequence[Correction]) -> None:
    """Keep `said`, in order; one whose identifier is there already is left as it is there.

    Raises `LibraryError` (compilation_missing) where one is about a compilation that is not in the library.
    """
    for owner in sorted({one.compilation_id for one in said}):
        entries.find(connection, owner, lock=True)
        before = _ids(connection, owner)
        new = list({one.id: one for one in said if one.compilation_id == owner and one.id not in before}.values())
        if new:
            connection.execute(insert_unless_there(connection, corrections, "id"), [_row(one) for one in new])
            entries.change(connection, owner)


def undo(connection: Connection, correction_id: str, by: str, at: str) -> str:
    """Mark a correction as undone, or as counting again where `at` is empty; return its compilation's identifier.

    One that is so already stays as it is. Raises `LibraryError` (correction_missing).
    """
    mine = corrections.c.id == correction_id
    owner = connection.execute(select(corrections.c.compilation_id).where(mine)).scalar()
    if owner is None:
        raise LibraryError("correction_missing", id=correction_id)
    entries.find(connection, owner, lock=True)
    is_other = corrections.c.undone_at == "" if at else corrections.c.undone_at != ""
    if connection.execute(corrections.update().where(mine, is_other).values(undone_by=by, undone_at=at)).rowcount:
        entries.change(connection, owner)
    return str(owner)


def of(connection: Connection, compilation_id: str, *, undone: bool) -> list[Correction]:
    """Return the corrections of a compilation in the order in which they were made, with those undone on demand."""
    query = select(*(corrections.c[name] for name in _FIELDS)).where(corrections.c.compilation_id == compilation_id)
    if not undone:
        query = query.where(corrections.c.undone_at == "")
    return [_correction(row) for row in connection.execute(query.order_by(corrections.c.number)).mappings()]


def count(connection: Connection, compilation_id: str) -> int:
    """Return how many corrections of a compilation there are, those undone too."""
    query = select(func.count()).select_from(corrections).where(corrections.c.compilation_id == compilation_id)
    return int(connection.execute(query).scalar_one())


def _ids(connection: Connection, owner: str) -> set[str]:
    return set(connection.execute(select(corrections.c.id).where(corrections.c.compilation_id == owner)).scalars())


def _row(one: Correction) -> dict[str, Any]:
    return {**{name: getattr(one, name) for name in _FIELDS}, "values": json.dumps(dict(one.values))}


def _correction(row: RowMapping) -> Correction:
    return Correction(**{**row, "values": json.loads(row["values"])})
