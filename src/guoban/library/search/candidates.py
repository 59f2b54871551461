"""The reports in which the words of a query may stand, read from the database: none is missing, some are too many."""

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, func, or_, select, text

from guoban.library.engine import is_sqlite
from guoban.library.schema import compilations, passages
from guoban.library.search.indexing import tokens, unpack
from guoban.library.search.query import Word
from guoban.library.search.records import Asked

# More is not needed to find few candidates, and databases have limits.
MOST_WORDS = 16
MOST_CHARACTERS = 48
_AT_ONCE = 500


class Metrics(NamedTuple):
    """Where the numbers of a report's metrics stand, and their sentences, in order."""

    starts: list[int]
    ends: list[int]
    firsts: list[int]
    lasts: list[int]


class Roles(NamedTuple):
    """From where on which section role holds."""

    starts: Sequence[int]
    roles: Sequence[str]

    def at(self, place: int) -> str:
        return self.roles[bisect_right(self.starts, place) - 1]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report with its words in the form for search; see `guoban.library.search.indexing`."""

    report_id: str
    text: str
    names: str
    places: str
    roles: str

    def metrics(self) -> Metrics:
        return Metrics(*unpack(self.places))

    def sections(self) -> Roles:
        return Roles(*zip(*json.loads(self.roles), strict=True))


def candidates(connection: Connection, asked: Asked) -> Iterator[Candidate]:
    """Yield the reports in whose text or indicators all (or any) of the words may stand; the bin is left out."""
    query = _query().where(_may_hold(connection, asked.words, any_word=asked.filters.any_word))
    rows = connection.execute(query, execution_options={"yield_per": _AT_ONCE})
    return map(_candidate, rows.mappings())


def everything(connection: Connection) -> Iterator[Candidate]:
    """Yield all reports but those in the bin."""
    rows = connection.execute(_query(), execution_options={"yield_per": _AT_ONCE})
    return map(_candidate, rows.mappings())


def read(connection: Connection, reports: Sequence[str]) -> dict[str, Candidate]:
    """Return `reports` by their identifiers; one that is in the bin or not there is left out."""
    rows = connection.execute(_query().where(passages.c.report_id.in_(reports))).mappings()
    return {row["report_id"]: _candidate(row) for row in rows}


def _candidate(row: RowMapping) -> Candidate:
    return Candidate(row["report_id"], row["text"], row["names"], row["places"], row["roles"])


def _query() -> Select[tuple[object, ...]]:
    return (
        select(passages.c.report_id, passages.c.text, passages.c.names, passages.c.places, passages.c.roles)
        .join(compilations, compilations.c.id == passages.c.compilation_id)
        .where(compilations.c.binned_at == "")
    )


def _may_hold(connection: Connection, words: Sequence[Word], *, any_word: bool) -> ColumnElement[bool]:
    # One word of several would do to leave reports out; where any word will do, all must be asked for.
    chosen = words if any_word else words[:MOST_WORDS]
    forms = [[form[:MOST_CHARACTERS] for form in word.forms] for word in chosen]
    if is_sqlite(connection):
        # Each word is in quotation marks and made of hexadecimal digits: there is nothing in it to be understood.
        phrases = ["(" + " OR ".join(f'"{tokens(form)}"' for form in word) + ")" for word in forms]
        wanted = (" OR " if any_word else " AND ").join(phrases)
        found = text("SELECT rowid FROM passages_index WHERE passages_index MATCH :wanted").bindparams(wanted=wanted)
        return passages.c.passage_id.in_(found.columns(passages.c.passage_id))
    held = [
        or_(*(func.strpos(column, form) > 0 for form in word for column in (passages.c.text, passages.c.names)))
        for word in forms
    ]
    return or_(*held) if any_word else and_(*held)
