"""The hits of one report with the words around them, back in the document's text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from guoban.library.schema import passages
from guoban.library.search.candidates import Candidate
from guoban.library.search.folding import Span
from guoban.library.search.indexing import MetricShown, Shown
from guoban.library.search.query import Word
from guoban.library.search.records import Hit, MetricHit, SearchFilters, Snippet
from guoban.library.search.tally import marks, metric_hits, text_hits

# So many characters are shown before and after a hit, where its line has as many.
AROUND = 40
_CLAUSE_ENDS = "。；;！!？?，,：: "


def shown(connection: Connection, reports: Sequence[str]) -> dict[str, Shown]:
    """Return what the results of `reports` are drawn from."""
    query = select(passages.c.report_id, passages.c.shown).where(passages.c.report_id.in_(reports))
    return {row.report_id: Shown.unpack(row.shown) for row in connection.execute(query)}


def hits(candidate: Candidate, words: Sequence[Word], filters: SearchFilters, own: Shown) -> Iterator[Hit]:
    """Yield the hits in `candidate` that `filters` leave, in order."""
    marked = marks(candidate, words)
    if filters.within == "text":
        for number, (span, role) in enumerate(text_hits(candidate, words, filters), 1):
            yield Hit(number, *own.span(*span), role, _snippet(candidate.text, own, span, marked))
        return
    metrics = candidate.metrics()
    for number, (row, role) in enumerate(metric_hits(candidate, words, filters), 1):
        metric = own.metrics[row]
        start, end, first, last = (column[row] for column in metrics)
        snippet = _snippet(candidate.text, own, (start, end), marked, within=(first, last))
        yield Hit(number, metric.start, metric.end, role, snippet, _metric(metric, own))


def first_of(found: Iterable[Hit], most: int) -> tuple[Hit, ...]:
    """Return the first `most` of `found`; of text hits those whose place is not in the snippet before."""
    chosen: list[Hit] = []
    for hit in found:
        if len(chosen) == most:
            break
        if hit.metric or not chosen or hit.end > chosen[-1].snippet.end:
            chosen.append(hit)
    return tuple(chosen)


def _metric(metric: MetricShown, own: Shown) -> MetricHit:
    words = own.text[metric.start - own.start : metric.end - own.start]
    return MetricHit(metric.metric_id, metric.indicator, metric.role, metric.period, words)


def _snippet(form: str, own: Shown, span: Span, marked: Sequence[Span], within: Span | None = None) -> Snippet:
    """Return the words around `span` of `form`, no further than its line (or `within`), from a clause's beginning."""
    first, last = within or (form.rfind("\n", 0, span[0]) + 1, _line_end(form, span[1]))
    left, right = max(first, span[0] - AROUND), min(last, span[1] + AROUND)
    if left > first:
        ends = [form.find(sign, left, span[0]) + 1 for sign in _CLAUSE_ENDS]
        left = min((end for end in ends if end), default=left)
    start, end = own.span(left, right)
    at = bisect_left(marked, (left, left))
    inside = []
    while at < len(marked) and marked[at][1] <= right:
        inside.append(own.span(*marked[at]))
        at += 1
    return Snippet(start, end, own.text[start - own.start : end - own.start], tuple(inside))


def _line_end(form: str, start: int) -> int:
    end = form.find("\n", start)
    return len(form) if end < 0 else end
