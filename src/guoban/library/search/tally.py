"""Where the words of a query stand in one report, and how often under which section role."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from guoban.library.search.candidates import Candidate
from guoban.library.search.folding import Span
from guoban.library.search.matching import places, stands_in, union
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
    starts, roles = candidate.sections()

    def role_at(place: int) -> str:
        return roles[bisect_right(starts, place) - 1]

    found = [places(candidate.text, word) for word in words]
    held = tuple(frozenset(role_at(start) for start, _end in spans) for spans in found)
    text = Counter(role_at(start) for start, _end in _merged(found))
    rows, metrics = matching_metrics(candidate, words, found, any_word=any_word), candidate.metrics()
    return Tally(text, Counter(role_at(metrics[row][0]) for row in rows), held, any_word)


def text_hits(candidate: Candidate, words: Sequence[Word], filters: SearchFilters) -> list[tuple[Span, str]]:
    """Return the hits in a text that `filters` leave, each with its role, in order."""
    starts, roles = candidate.sections()
    found = ((span, roles[bisect_right(starts, span[0]) - 1]) for span in marks(candidate, words))
    return [(span, role) for span, role in found if not filters.roles or role in filters.roles]


def metric_hits(candidate: Candidate, words: Sequence[Word], filters: SearchFilters) -> list[tuple[int, str]]:
    """Return the metrics that `filters` leave, as their places in the candidate's, each with its role, in order."""
    starts, roles = candidate.sections()
    metrics = candidate.metrics()
    spans = [places(candidate.text, word) for word in words]
    rows = matching_metrics(candidate, words, spans, any_word=filters.any_word)
    found = ((row, roles[bisect_right(starts, metrics[row][0]) - 1]) for row in rows)
    return [(row, role) for row, role in found if not filters.roles or role in filters.roles]


def marks(candidate: Candidate, words: Sequence[Word]) -> list[Span]:
    """Return where any of `words` stands in the text, those that overlap as one."""
    return _merged([places(candidate.text, word) for word in words])


def matching_metrics(
    candidate: Candidate, words: Sequence[Word], found: Sequence[Sequence[Span]], *, any_word: bool
) -> list[int]:
    """Return the metrics that match, as their places in the candidate's; `found` are the spans of each word in the text.

    All words must stand in the indicator or in the sentence, and one of them in the indicator or on the number. Where
    any word is enough, it must stand so itself.
    """
    named = [_named(candidate.names, word) for word in words]
    if not any(named) and not any(found):
        return []
    matched = []
    for row, (start, end, first, last) in enumerate(candidate.metrics()):
        own = [
            row in names or _touches(spans, start, end, first, last) for names, spans in zip(named, found, strict=True)
        ]
        if any(own) and (
            any_word
            or all(there or _stands_within(spans, first, last) for there, spans in zip(own, found, strict=True))
        ):
            matched.append(row)
    return matched


def _merged(found: Sequence[list[Span]]) -> list[Span]:
    return found[0] if len(found) == 1 else list(union([span for spans in found for span in spans]))


def _named(names: str, word: Word) -> frozenset[int]:
    """Return the lines of `names` in which `word` stands."""
    if not any(form in names for form in word.forms):
        return frozenset()
    return frozenset(row for row, name in enumerate(names.split("\n")) if stands_in(name, word))


def _stands_within(spans: Sequence[Span], start: int, end: int) -> bool:
    at = bisect_left(spans, (start, start))
    return at < len(spans) and spans[at][1] <= end


def _touches(spans: Sequence[Span], start: int, end: int, first: int, last: int) -> bool:
    """Tell whether one of `spans` lies in the sentence `first`..`last` and covers a part of `start`..`end`."""
    at = bisect_left(spans, (end, end)) - 1
    while at >= 0 and spans[at][0] >= first and spans[at][1] > start:
        if spans[at][1] <= last:
            return True
        at -= 1
    return False
