"""The reports as they count, with what a person has corrected, and beside them what is searched.

The extracted rows stay as they were read; `report_facts` has one row for each report as corrected (a report that was
split is two), so that filters and results show the corrected names. It is made anew for the reports that changed when
the revision of a compilation has changed: when it is added, or at the latest before the next search.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, delete, or_, select

from guoban.compilation import Compilation
from guoban.errors import LibraryError
from guoban.library import entries
from guoban.library.engine import reading, writing
from guoban.library.schema import compilations, indexed, passages, report_facts
from guoban.library.search import indexing
from guoban.library.search.folding import FORM

_NOT_LOADED = {"compilation_missing", "compilation_binned", "document_broken"}
_COLUMNS = ("report_id", "seq", "title", "department", "type", "level", "region", "year", "span", "start", "end")
_OF_SECTIONS = ["start", "body_end", "role"]
_OF_METRICS = ["metric_id", "start", "end", "sentence_start", "sentence_end", "indicator", "role", "period"]


def stale(connection: Connection) -> dict[str, int]:
    """Return the compilations whose facts are not those of their present revision, with that revision."""
    query = (
        select(compilations.c.id, compilations.c.revision)
        .outerjoin(indexed, indexed.c.compilation_id == compilations.c.id)
        .where(compilations.c.binned_at == "")
        .where(
            or_(
                indexed.c.revision.is_(None),
                indexed.c.revision != compilations.c.revision,
                indexed.c.form != FORM,
            )
        )
    )
    return {row.id: row.revision for row in connection.execute(query)}


def state(connection: Connection) -> tuple[tuple[object, ...], ...]:
    """Return what changes whenever a search may find something else: what is there, and the revisions it is at."""
    query = (
        select(compilations.c.id, compilations.c.revision, indexed.c.revision, indexed.c.form)
        .outerjoin(indexed, indexed.c.compilation_id == compilations.c.id)
        .where(compilations.c.binned_at == "")
        .order_by(compilations.c.id)
    )
    return tuple(tuple(row) for row in connection.execute(query))


def bring_up_to_date(engine: Engine, corrected: Callable[[str], Compilation]) -> None:
    """Make anew what is stale; `corrected` gives a compilation as it counts now.

    One that cannot be loaded keeps the facts it has: what else there is can still be searched.
    """
    with reading(engine) as connection:
        found = stale(connection)
    for compilation_id, revision in found.items():
        try:
            compilation = corrected(compilation_id)
        except LibraryError as problem:
            if problem.code not in _NOT_LOADED:
                raise
            continue
        with writing(engine) as connection:
            if entries.peek(connection, compilation_id, lock=True) is not None:
                refresh(connection, compilation, revision)


def refresh(connection: Connection, compilation: Compilation, revision: int) -> int:
    """Keep the facts of `compilation`, which is as corrected at `revision`; return how many reports had changed.

    Only what has changed is written: one report's correction is one report's work. The compilation's row must be
    there, and no other transaction may do the same at the same time.
    """
    owner = compilation.id
    digests = _digests(compilation)
    known = _known(connection, owner)
    changed = [report for report, digest in digests.items() if known.get(report) != digest]
    gone = [report for report in known if known[report] != digests.get(report)]
    if gone:
        indexing.drop(connection, gone)
        for first in range(0, len(gone), indexing.AT_ONCE):
            chosen = gone[first : first + indexing.AT_ONCE]
            connection.execute(delete(report_facts).where(report_facts.c.report_id.in_(chosen)))
    if changed:
        rows = compilation.reports[compilation.reports["report_id"].isin(changed)]
        connection.execute(report_facts.insert(), [_row(row, owner, digests) for row in rows.to_dict("records")])
        indexing.index(connection, compilation, changed)
    connection.execute(delete(indexed).where(indexed.c.compilation_id == owner))
    connection.execute(indexed.insert(), {"compilation_id": owner, "revision": revision, "form": FORM})
    return len({*changed, *gone})


def forget(connection: Connection, compilation_id: str) -> None:
    """Forget the facts of a compilation and what is searched of it; to be called before it is deleted for good."""
    indexing.drop(connection, list(_known(connection, compilation_id)))
    for table in (report_facts, indexed):
        connection.execute(delete(table).where(table.c.compilation_id == compilation_id))


def _known(connection: Connection, owner: str) -> dict[str, str]:
    """Return the digests of the reports that are kept; empty where half of what belongs to one is missing."""
    query = (
        select(report_facts.c.report_id, report_facts.c.digest, passages.c.passage_id)
        .outerjoin(passages, passages.c.report_id == report_facts.c.report_id)
        .where(report_facts.c.compilation_id == owner)
    )
    return {row.report_id: row.digest if row.passage_id is not None else "" for row in connection.execute(query)}


def _row(row: Mapping[Any, Any], owner: str, digests: Mapping[str, str]) -> dict[str, Any]:
    facts = {name: row[name] for name in _COLUMNS}
    year = None if pd.isna(row["year"]) else int(row["year"])
    return {**facts, "year": year, "compilation_id": owner, "digest": digests[row["report_id"]]}


def _digests(compilation: Compilation) -> dict[str, str]:
    """Return for each report a digest of everything that is kept of it."""
    sections = _sums(compilation.sections, _OF_SECTIONS)
    metrics = _sums(compilation.metrics, _OF_METRICS)
    text, reports = compilation.text, compilation.reports
    found = {}
    for row in zip(*(reports[name] for name in _COLUMNS), strict=True):
        report, start, end = str(row[0]), row[-2], row[-1]
        told = repr((FORM, *map(str, row), sections.get(report), metrics.get(report)))
        own = (told + text[start:end]).encode("utf-8", "surrogatepass")
        found[report] = hashlib.blake2b(own, digest_size=16).hexdigest()
    return found


def _sums(frame: pd.DataFrame, columns: list[str]) -> dict[str, int]:
    """Return for each report the sum of the digests of its rows."""
    hashes = pd.util.hash_pandas_object(frame[columns], index=False)
    return {str(owner): int(total) for owner, total in hashes.groupby(frame["report_id"]).sum().items()}
