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
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import pandas as pd
from sqlalchemy import Connection, delete, select, text

from guoban.compilation import Compilation
from guoban.documents.cleaning import Places
from guoban.documents.folding import fold
from guoban.documents.simplifying import simplify
from guoban.library.engine import is_sqlite
from guoban.library.schema import passages
from guoban.library.search.folding import Span, read_over, searched

Row = TypeVar("Row")
AT_ONCE = 200
_PUT = "INSERT INTO passages_index (rowid, text, names) VALUES (:id, :text, :names)"
_TAKE = "INSERT INTO passages_index (passages_index, rowid, text, names) VALUES ('delete', :id, :text, :names)"


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
    rows = _rows(compilation, frozenset(reports))
    while chosen := list(islice(rows, AT_ONCE)):
        connection.execute(passages.insert(), chosen)
        if is_sqlite(connection):
            _write_index(connection, [row["report_id"] for row in chosen], _PUT)


def drop(connection: Connection, reports: Sequence[str]) -> None:
    """Forget what is searched of `reports`."""
    for first in range(0, len(reports), AT_ONCE):
        chosen = reports[first : first + AT_ONCE]
        if is_sqlite(connection):
            _write_index(connection, chosen, _TAKE)
        connection.execute(delete(passages).where(passages.c.report_id.in_(chosen)))


def pack(columns: Iterable[Sequence[int]]) -> str:
    """Return four columns of numbers below 2³¹, of the same length, as text: JSON took half the time of a search."""
    numbers = array("i", (number for column in columns for number in column))
    if sys.byteorder == "big":
        numbers.byteswap()
    return b2a_base64(numbers.tobytes(), newline=False).decode("ascii")


def unpack(packed: str) -> Iterator[list[int]]:
    """Yield the columns that `pack` was given."""
    numbers = array("i")
    numbers.frombytes(a2b_base64(packed))
    if sys.byteorder == "big":
        numbers.byteswap()
    columns, count = numbers.tolist(), len(numbers) // 4
    return (columns[first : first + count] for first in range(0, 4 * count or 4, count or 1))


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


class _Metric(NamedTuple):
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    metric_id: str
    indicator: str
    role: str
    period: str


class _Section(NamedTuple):
    start: int
    body_end: int
    role: str


def _rows(compilation: Compilation, chosen: frozenset[str]) -> Iterator[dict[str, Any]]:
    document, reports = compilation.document, compilation.reports
    cuts = read_over(document.text)
    metrics = _by_report(compilation.metrics, _Metric, _Metric._fields, chosen)
    sections = _by_report(compilation.sections, _Section, _Section._fields, chosen)
    for report_id, start, end in zip(reports["report_id"], reports["start"], reports["end"], strict=True):
        if report_id not in chosen:
            continue
        form, places = searched(document.folded[start:end], _within(cuts, start, end))
        own = sorted(metrics[report_id])
        yield {
            "compilation_id": compilation.id,
            "report_id": report_id,
            "text": form,
            "names": "\n".join(_name(metric.indicator) for metric in own),
            "places": pack([places.cleaned(metric[column] - start) for metric in own] for column in range(4)),
            "roles": json.dumps(_roles(sorted(sections[report_id], key=_start), start, places)),
            "shown": Shown(document.text[start:end], start, places, tuple(map(_shown, own))).pack(),
        }


def _by_report(
    frame: pd.DataFrame, kind: Callable[..., Row], names: Sequence[str], chosen: frozenset[str]
) -> dict[str, list[Row]]:
    found = defaultdict(list)
    columns = (frame[name].tolist() for name in ("report_id", *names))
    for report_id, *values in zip(*columns, strict=True):
        if report_id in chosen:
            found[report_id].append(kind(*values))
    return found


def _within(cuts: Sequence[Span], start: int, end: int) -> list[Span]:
    first, last = bisect_left(cuts, (start, start)), bisect_left(cuts, (end, end))
    return [(left - start, min(right, end) - start) for left, right in cuts[first:last]]


@lru_cache(maxsize=20_000)
def _name(indicator: str) -> str:
    folded = simplify(fold(" ".join(indicator.splitlines())))
    return searched(folded, read_over(folded))[0].replace("\n", " ")


def _shown(metric: _Metric) -> MetricShown:
    return MetricShown(metric.metric_id, metric.start, metric.end, metric.indicator, metric.role, metric.period)


def _start(section: _Section) -> int:
    return section.start


def _roles(sections: Sequence[_Section], base: int, places: Places) -> list[tuple[int, str]]:
    """Return from where on which role holds; what stands before the first heading has none."""
    found: dict[int, str] = {0: ""}
    around: list[_Section] = []
    for section in (*sections, _Section(sys.maxsize, sys.maxsize, "")):
        while around and around[-1].body_end <= section.start:
            left = around.pop()
            found[left.body_end - base] = around[-1].role if around else ""
        if section.start < sys.maxsize:
            found[section.start - base] = section.role
        around.append(section)
    return [(places.cleaned(place), role) for place, role in sorted(found.items())]
