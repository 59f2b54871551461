"""Search over everything in the library, with the same answers on SQLite and PostgreSQL.

The database finds the reports in which the words may stand (`candidates`); where they do stand, and how often, is
decided here, on the text itself, by the rules of `query` (what is a word) and `matching` (what is a match: one
character is enough, a number only as a whole, never over a line's end). So an answer never depends on an index.

    asked = ask("招商引资 12.5", SearchFilters(types=("乡镇",)))
    found = search(connection, asked, answers.to(connection, asked, state), limit=20)

Counting goes over all texts and takes nearly all the time. The counts hold for any choice of filters, any page of
results and any place from which to go on, so `Answers` keeps them for as long as the library stays as it is.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from sqlalchemy import Connection

from guoban.library.search.answers import Answers
from guoban.library.search.candidates import read
from guoban.library.search.counting import Counted
from guoban.library.search.facets import Arranged
from guoban.library.search.query import Word, parse
from guoban.library.search.records import (
    Around,
    Asked,
    FacetValue,
    Found,
    Hit,
    MetricHit,
    Place,
    ReportHits,
    SearchFilters,
    Snippet,
)
from guoban.library.search.snippets import first_of, hits, shown
from guoban.library.search.tally import tally

__all__ = [
    "Answers",
    "Around",
    "Arranged",
    "Asked",
    "FacetValue",
    "Found",
    "Hit",
    "MetricHit",
    "Place",
    "ReportHits",
    "SearchFilters",
    "Snippet",
    "Word",
    "around",
    "ask",
    "matches",
    "parse",
    "search",
]
EVERYWHERE = SearchFilters()
SNIPPETS = 3
_FACTS = (
    "compilation_id", "compilation", "report_id", "seq", "title", "department", "type", "level", "region", "year",
    "span", "start", "end",
)  # fmt: skip


def ask(query: str, filters: SearchFilters = EVERYWHERE, departments: Mapping[str, str] | None = None) -> Asked:
    return Asked(parse(query), filters, departments or {})


def search(
    connection: Connection,
    asked: Asked,
    arranged: Arranged,
    *,
    offset: int = 0,
    limit: int = 20,
) -> Found:
    """Return counts over everything, and `limit` reports from `offset` with the first SNIPPETS hits of each.

    Nothing is found where no word was asked for.
    """
    offset = max(offset, 0)
    page = arranged.reports[offset : offset + max(limit, 0)]
    first = _first_hits(connection, [one for one, _count in page], asked)
    return Found(
        words=asked.words,
        hits=arranged.hits,
        reports=len(arranged.reports),
        offset=offset,
        page=tuple(_report(one, count, own) for (one, count), own in zip(page, first, strict=True)),
        facets=arranged.facets,
    )


def matches(connection: Connection, asked: Asked, report_id: str) -> tuple[Hit, ...]:
    """Return all hits in a report, in order; of the filters only `roles`, `within` and `any_word` are heeded.

    There are none where the report is not in the library, or in its bin.
    """
    found = read(connection, [report_id]).get(report_id) if asked.words else None
    if found is None:
        return ()
    counts = tally(found, asked.words, any_word=asked.filters.any_word)
    if not counts.hits(asked.filters.within, asked.filters.roles):
        return ()
    return tuple(hits(found, asked.words, asked.filters, shown(connection, [report_id])[report_id]))


def around(connection: Connection, asked: Asked, arranged: Arranged, report_id: str, at: int) -> Around:
    """Return where the hit at the place `at` of a report stands among all, with the hits before and after it.

    The order is that of `search`: report by report, each from its beginning. A report that is none of those found has
    no neighbours.
    """
    found = arranged.reports
    before = list(accumulate((count for _one, count in found), initial=0))
    order = [str(one.facts["report_id"]) for one, _count in found]
    if report_id not in order:
        return Around(0, before[-1], None, None)
    place = order.index(report_id)
    here = _places(connection, asked, found[place][0])
    earlier = [one for one in here if one.start < at]
    later = [one for one in here if one.start > at]
    if not earlier and place:
        earlier = _places(connection, asked, found[place - 1][0])
    if not later and place + 1 < len(found):
        later = _places(connection, asked, found[place + 1][0])
    number = next((before[place] + index for index, one in enumerate(here, 1) if one.start == at), 0)
    return Around(number, before[-1], earlier[-1] if earlier else None, later[0] if later else None)


def _first_hits(connection: Connection, page: Sequence[Counted], asked: Asked) -> list[tuple[Hit, ...]]:
    """Return the first hits of each report of a page."""
    reports = [str(one.facts["report_id"]) for one in page]
    if not reports:
        return []
    there, drawn = read(connection, reports), shown(connection, reports)
    return [first_of(hits(there[one], asked.words, asked.filters, drawn[one]), SNIPPETS) for one in reports]


def _report(one: Counted, count: int, first: tuple[Hit, ...]) -> ReportHits:
    return ReportHits(**{name: one.facts[name] for name in _FACTS}, count=count, hits=first)


def _places(connection: Connection, asked: Asked, one: Counted) -> list[Place]:
    compilation_id, report_id = str(one.facts["compilation_id"]), str(one.facts["report_id"])
    found = matches(connection, asked, report_id)
    return [Place(compilation_id, report_id, hit.start, hit.end) for hit in found]
