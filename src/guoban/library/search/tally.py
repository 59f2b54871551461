"""Where the words of a query stand in one report, and how often under which section role."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from guoban.library.search.candidates import Candidate, Metrics
from guoban.library.search.folding import Span
from guoban.library.search.matching import places, union
from guoban.library.search.query import Word
from guoban.library.search.records import SearchFilters, Within


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found in a report, for any choice of roles.

    `text` and `metrics` are hits by role; `roles_of_words` are the roles in which each word stands in the text.
    """

    text: Counter[str]
    metrics: Counter[str]
    roles_of_words: tuple[frozenset[str], ...]
    any_word: bool

    def hits(self, within: Within, roles: Sequence[str]) -> int:
        """Return how many hits count where only `roles` are looked at (none: all)."""
        counts = self.text if within == "text" else self.metrics
        if within == "text":
            enough = any if self.any_word else all
            if not enough(not held.isdisjoint(roles) if roles else bool(held) for held in self.roles_of_words):
                return 0
        return sum(counts[role] for role in roles) if roles else counts.total()


def tally(candidate: Candidate, words: Sequence[Word], *, any_word: bool) -> Tally:
    """Count where `words` stand in `candidate`."""
    roles = candidate.sections()
    found = [places(candidate.text, word) for word in words]
    return Tally(
        text=Counter(map(roles.at, (start for start, _end in _merged(found)))),
        metrics=Counter(roles.at(start) for _row, start in _metrics(candidate, words, found, any_word=any_word)),
        roles_of_words=tuple(frozenset(map(roles.at, (start for start, _end in spans))) for spans in found),
        any_word=any_word,
    )


def text_hits(candidate: Candidate, words: Sequence[Word], filters: SearchFilters) -> list[tuple[Span, str]]:
    """Return the hits in a text that `filters` leave, each with its role, in order."""
    roles = candidate.sections()
    found = ((span, roles.at(span[0])) for span in marks(candidate, words))
    return [(span, role) for span, role in found if not filters.roles or role in filters.roles]


def metric_hits(candidate: Candidate, words: Sequence[Word], filters: SearchFilters) -> list[tuple[int, str]]:
    """Return the metrics that `filters` leave, as their places in the candidate's, each with its role, in order."""
    spans = [places(candidate.text, word) for word in words]
    roles = candidate.sections()
    found = [(row, roles.at(at)) for row, at in _metrics(candidate, words, spans, any_word=filters.any_word)]
    return [(row, role) for row, role in found if not filters.roles or role in filters.roles]


def marks(candidate: Candidate, words: Sequence[Word]) -> list[Span]:
    """Return where any of `words` stands in the text, those that overlap as one."""
    return _merged([places(candidate.text, word) for word in words])


def _merged(found: Sequence[list[Span]]) -> list[Span]:
    return found[0] if len(found) == 1 else list(union([span for spans in found for span in spans]))


def _metrics(
    candidate: Candidate, words: Sequence[Word], found: Sequence[Sequence[Span]], *, any_word: bool
) -> list[tuple[int, int]]:
    """Return the metrics that match, each with its start; `found` are the spans of each word in the text.

    All words must stand in the indicator or in the sentence, and one of them in the indicator or on the number. Where
    any word is enough, it must stand so itself.
    """
    named = [_named(candidate.names, word) for word in words]
    if not any(named) and not any(found):
        return []
    metrics = candidate.metrics()
    # How far any number reaches that begins so early: they hardly ever overlap.
    reach = metrics.ends if metrics.ends == sorted(metrics.ends) else list(accumulate(metrics.ends, max))
    own = [rows | _touched(metrics, reach, spans) for rows, spans in zip(named, found, strict=True)]
    matched = sorted(set[int]().union(*own))
    if not any_word and len(words) > 1:
        matched = [
            row
            for row in matched
            if all(
                row in rows or _stands_within(spans, metrics.firsts[row], metrics.lasts[row])
                for rows, spans in zip(own, found, strict=True)
            )
        ]
    return [(row, metrics.starts[row]) for row in matched]


def _named(names: str, word: Word) -> set[int]:
    """Return the lines of `names` in which `word` stands."""
    rows: set[int] = set()
    row, at = 0, 0
    for start, _end in places(names, word):
        row, at = row + names.count("\n", at, start), start
        rows.add(row)
    return rows


def _touched(metrics: Metrics, reach: Sequence[int], spans: Sequence[Span]) -> set[int]:
    """Return the metrics on whose number one of `spans` stands, inside their sentence."""
    rows: set[int] = set()
    starts, ends, firsts, lasts = metrics
    for start, end in spans:
        row = bisect_left(starts, end) - 1
        while row >= 0 and reach[row] > start:
            if ends[row] > start and firsts[row] <= start and end <= lasts[row]:
                rows.add(row)
            row -= 1
    return rows


def _stands_within(spans: Sequence[Span], start: int, end: int) -> bool:
    at = bisect_left(spans, (start, start))
    return at < len(spans) and spans[at][1] <= end
