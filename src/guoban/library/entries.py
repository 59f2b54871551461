"""What the library lists of a compilation, and what it writes about it."""

import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import BigInteger, Connection, RowMapping, Select, and_, cast, distinct, func, or_, select

from guoban.compilation import Compilation
from guoban.errors import LibraryError
from guoban.library import rules
from guoban.library.engine import is_sqlite
from guoban.library.schema import compilations, corrections


@dataclass(frozen=True, slots=True)
class Entry:
    """One compilation of the library.

    `year` and `span` are the time that most of its reports review (None and "": not told). `reports`, `characters`
    and `metrics` are counts as extracted. `reviewed` is at how many places a metric has been confirmed, edited or
    rejected; `corrections` counts what has been said about anything in it and not been undone. Times are UTC, ISO
    8601. `rules` are those it was read with (see `guoban.library.rules`), `outdated` tells that they are older than
    the program's. `revision` grows with every change. `binned_at` is empty unless it is in the bin.
    """

    id: str
    sha256: str
    name: str
    year: int | None
    span: str
    reports: int
    characters: int
    metrics: int
    reviewed: int
    corrections: int
    added_at: str
    added_by: str
    read_at: str
    rules: str
    outdated: bool
    revision: int
    binned_at: str
    binned_by: str


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def first_revision() -> int:
    """Return the revision that a compilation begins with: the time, so that one deleted and added again goes on."""
    return time.time_ns() // 1_000_000


def described(compilation: Compilation) -> dict[str, Any]:
    """Return the columns of `compilations` that follow from what was read."""
    year, span = _period(compilation.reports)
    return {
        "sha256": compilation.document.sha256,
        "name": compilation.name,
        "year": year,
        "span": span,
        "reports": len(compilation.reports),
        "characters": len(compilation.text),
        "metrics": len(compilation.metrics),
        "read_at": now(),
        "rules": rules.present(),
    }


def _period(reports: pd.DataFrame) -> tuple[int | None, str]:
    times = Counter(
        (int(year), span) for year, span in zip(reports["year"], reports["span"], strict=True) if not pd.isna(year)
    )
    return times.most_common(1)[0][0] if times else (None, "")


def find(connection: Connection, compilation_id: str, *, lock: bool = False) -> RowMapping:
    """Return the row of a compilation; `lock` keeps other writers from it until the transaction ends.

    Raises `LibraryError` (compilation_missing).
    """
    found = peek(connection, compilation_id, lock=lock)
    if found is None:
        raise LibraryError("compilation_missing", id=compilation_id)
    return found


def peek(connection: Connection, compilation_id: str, *, lock: bool = False) -> RowMapping | None:
    query = select(compilations).where(compilations.c.id == compilation_id)
    if lock and not is_sqlite(connection):
        query = query.with_for_update()
    return connection.execute(query).mappings().first()


def change(connection: Connection, compilation_id: str, **values: Any) -> None:
    """Write `values` about a compilation and raise its revision."""
    raised = {"revision": compilations.c.revision + 1}
    connection.execute(compilations.update().where(compilations.c.id == compilation_id).values(**(raised | values)))


def listed(connection: Connection, *, binned: bool) -> list[Entry]:
    """Return the compilations of the library, or those in its bin, the last one added (or binned) first."""
    kept = compilations.c
    where = kept.binned_at != "" if binned else kept.binned_at == ""
    order = (kept.binned_at if binned else kept.added_at).desc()
    rows = connection.execute(_query().where(where).order_by(order, kept.id)).mappings()
    return [_entry(row) for row in rows]


def _query() -> Select[Any]:
    said = corrections.c
    active = and_(said.undone_at == "", said.compilation_id == compilations.c.id)
    place = cast(said.start, BigInteger) * (1 << 31) + said.end
    about_metrics = and_(active, said.subject == "metric", or_(*(said.action == one for one in _REVIEWS)))
    return select(
        compilations,
        select(func.count()).select_from(corrections).where(active).scalar_subquery().label("corrections"),
        select(func.count(distinct(place))).where(about_metrics).scalar_subquery().label("reviewed"),
    )


_REVIEWS = ("confirm", "edit", "reject")


def _entry(row: RowMapping) -> Entry:
    kept = {name: value for name, value in row.items() if name != "reading"}
    return Entry(**kept, outdated=rules.are_older(row["rules"]))
