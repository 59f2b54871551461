"""What is kept for the search: for each report one row of `passages`, made from the compilation as corrected.

`text` is the report in the form for search, `names` the indicators of its metrics, one a line, in the same form.
`places` are, in the same order, the starts of the metrics in `text`, their ends, and those of their sentences.
`roles` says from where in `text` on which section role holds, as pairs. `shown` is what results are drawn from, see
`Shown`. On SQLite, `passages_index` finds the rows in which a word stands; PostgreSQL scans them, which took no longer
than its indexes did with 3 million characters (and those took 100 times as long to fill).
"""

import json
import sys
import zlib
from array import array
from binascii import a2b_base64, b2a_base64
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import Connection, delete, select, text

from guoban.compilation import Compilation
from guoban.documents.cleaning import Places
from guoban.documents.folding import fold
from guoban.documents.simplifying import simplify
from guoban.library.engine import is_sqlite
from guoban.library.schema import passages
from guoban.library.search.folding import Span, read_over, searched

AT_ONCE = 200


class MetricShown(NamedTuple):
    """A metric as a result shows it; `start`..`end` counts in the document's text."""

    metric_id: str
    start: int
    end: int
    indicator: str
    role: str
    period: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A report's own words, where they begin in the document, the way back from the form for search, its metrics."""

    text: str
    start: int
    places: Places
    metrics: tuple[MetricShown, ...]

    def pack(self) -> bytes:
        kept = {
            "text": self.text, "start": self.start, "metrics": self.metrics,
            "places": [self.places.offsets, self.places.removed, self.places.ends],
        }  # fmt: skip
        return zlib.compress(json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)

    @classmethod
    def unpack(cls, body: bytes) -> "Shown":
        kept = json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))
        return cls(
            kept["text"],
            kept["start"],
            Places(*map(tuple, kept["places"])),
            tuple(MetricShown(*one) for one in kept["metrics"]),
        )

    def span(self, start: int, end: int) -> Span:
        """Return where in the document stands what is at `start`..`end` in the form for search."""
        return self.start + self.places.first(start), self.start + self.places.after(end)


def index(connection: Connection, compilation: Compilation, reports: Sequence[str]) -> None:
    """Keep what is searched of `reports` (identifiers) of `compilation`, of which nothing must be kept."""
    cuts = read_over(compilation.text)
    for first in range(0, len(reports), AT_ONCE):
        chosen = reports[first : first + AT_ONCE]
        connection.execute(passages.insert(), list(_rows(compilation, chosen, cuts)))
        if is_sqlite(connection):
            _write_index(
                connection, chosen, "INSERT INTO passages_index (rowid, text, names) VALUES (:id, :text, :names)"
            )


def drop(connection: Connection, reports: Sequence[str]) -> None:
    """Forget what is searched of `reports`."""
    for first in range(0, len(reports), AT_ONCE):
        chosen = reports[first : first + AT_ONCE]
        if is_sqlite(connection):
            forget = (
                "INSERT INTO passages_index (passages_index, rowid, text, names) VALUES ('delete', :id, :text, :names)"
            )
            _write_index(connection, chosen, forget)
        connection.execute(delete(passages).where(passages.c.report_id.in_(chosen)))


def rebuild(connection: Connection) -> None:
    """Make the index of SQLite anew from `passages`, after rows were put into or taken out of it by other means."""
    if not is_sqlite(connection):
        return
    connection.execute(text("INSERT INTO passages_index (passages_index) VALUES ('delete-all')"))
    reports = connection.execute(select(passages.c.report_id).order_by(passages.c.passage_id)).scalars().all()
    for first in range(0, len(reports), AT_ONCE):
        chosen = reports[first : first + AT_ONCE]
        _write_index(connection, chosen, "INSERT INTO passages_index (rowid, text, names) VALUES (:id, :text, :names)")


def pack(columns: Iterable[Sequence[int]]) -> str:
    """Return four columns of numbers below 2³¹, of the same length, as text: JSON took half the time of a search."""
    numbers = array("i", (number for column in columns for number in column))
    if sys.byteorder == "big":
        numbers.byteswap()
    return b2a_base64(numbers.tobytes(), newline=False).decode("ascii")


def unpack(packed: str) -> Iterator[Sequence[int]]:
    """Yield the columns that `pack` was given."""
    numbers = array("i")
    numbers.frombytes(a2b_base64(packed))
    if sys.byteorder == "big":
        numbers.byteswap()
    count = len(numbers) // 4
    return (numbers[first : first + count] for first in range(0, 4 * count or 4, count or 1))


def tokens(words: str) -> str:
    """Return `words` as the index of SQLite has them: each character's code in hexadecimal, 水利 is 6c34 5229."""
    return words.translate(_CODES)


class _Codes(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = f"{code:x} "
        return self[code]


_CODES = _Codes()


def _write_index(connection: Connection, reports: Sequence[str], statement: str) -> None:
    query = select(passages.c.passage_id, passages.c.text, passages.c.names).where(passages.c.report_id.in_(reports))
    found = connection.execute(query).all()
    if found:
        rows = [{"id": row.passage_id, "text": tokens(row.text), "names": tokens(row.names)} for row in found]
        connection.execute(text(statement), rows)


def _rows(compilation: Compilation, reports: Sequence[str], cuts: Sequence[Span]) -> Iterator[dict[str, Any]]:
    document, frame = compilation.document, compilation.reports
    sections, metrics = _by_report(compilation.sections, reports), _by_report(compilation.metrics, reports)
    chosen = frame[frame["report_id"].isin(reports)]
    for report_id, start, end in zip(chosen["report_id"], chosen["start"], chosen["end"], strict=True):
        form, places = searched(document.folded[start:end], _within(cuts, start, end))
        own = metrics.get(report_id, [])
        yield {
            "compilation_id": compilation.id,
            "report_id": report_id,
            "text": form,
            "names": "\n".join(_name(row["indicator"]) for row in own),
            "places": pack(
                [places.cleaned(int(row[name]) - start) for row in own]
                for name in ("start", "end", "sentence_start", "sentence_end")
            ),
            "roles": json.dumps(_roles(sections.get(report_id, []), start, places)),
            "shown": Shown(document.text[start:end], start, places, tuple(map(_shown, own))).pack(),
        }


def _by_report(frame: pd.DataFrame, reports: Sequence[str]) -> dict[str, list[dict[Any, Any]]]:
    chosen = frame[frame["report_id"].isin(reports)].sort_values(["start", "end"], kind="stable")
    return {str(owner): rows.to_dict("records") for owner, rows in chosen.groupby("report_id", sort=False)}


def _within(cuts: Sequence[Span], start: int, end: int) -> list[Span]:
    first, last = bisect_left(cuts, (start, start)), bisect_left(cuts, (end, end))
    return [(left - start, min(right, end) - start) for left, right in cuts[first:last]]


def _name(indicator: str) -> str:
    folded = simplify(fold(" ".join(indicator.splitlines())))
    return searched(folded, read_over(folded))[0].replace("\n", " ")


def _shown(row: Mapping[Any, Any]) -> MetricShown:
    return MetricShown(*(row[name] for name in MetricShown._fields))


def _roles(sections: Sequence[Mapping[Any, Any]], base: int, places: Places) -> list[tuple[int, str]]:
    """Return from where on which role holds; what stands before the first heading has none."""
    found: dict[int, str] = {0: ""}
    open_: list[tuple[int, str]] = []
    for row in sections:
        start = int(row["start"]) - base
        while open_ and open_[-1][0] <= start:
            end, _role = open_.pop()
            found[end] = open_[-1][1] if open_ else ""
        found[start] = row["role"]
        open_.append((int(row["body_end"]) - base, row["role"]))
    while open_:
        end, _role = open_.pop()
        found[end] = open_[-1][1] if open_ else ""
    return [(places.cleaned(place), role) for place, role in sorted(found.items())]
