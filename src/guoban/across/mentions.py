"""Whether a text comes back to something, in the same words or nearly so."""

from dataclasses import dataclass

import regex

from guoban.across.spelling import marks_out
from guoban.progress.cores import core_of_name

_STOPS = "。;!?\n"
# The comma of 3,215 parts no clauses.
_CLAUSE = regex.compile(r"(?:[^,。;:!?\n]|(?<=\d),(?=\d{3}))+")
_LEAST = 2
# Of the pairs of neighbouring signs of a name, this share makes a clause speak of it.
_SHARE = 2 / 3


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text speaks of something, and the sentence around it."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int


def find_mention(indicator: str, folded: str) -> Mention | None:
    """Return the first place at which the folded text speaks of an indicator, None where it does not."""
    name = core_of_name(indicator, "level").words
    return find_words(indicator, folded) or (find_words(name, folded) if name != indicator else None)


def find_words(name: str, folded: str) -> Mention | None:
    """Return the first place of `name` in the folded text: as written, else in a clause with two thirds of its pairs.

    Names of less than four signs are only found as written.
    """
    if len(marks_out(name)) < _LEAST:
        return None
    at = folded.find(name)
    if at >= 0:
        return around(folded, at, at + len(name))
    bare = marks_out(name)
    pairs = {bare[start : start + 2] for start in range(len(bare) - 1)}
    pairs = {pair for pair in pairs if pair in folded}
    wanted = _SHARE * (len(bare) - 1)
    if len(bare) < _LEAST * 2 or len(pairs) < wanted:
        return None
    for clause in _CLAUSE.finditer(folded):
        words = clause.group()
        if sum(pair in words for pair in pairs) >= wanted:
            return around(folded, clause.start(), clause.end())
    return None


def around(folded: str, start: int, end: int) -> Mention:
    """Return a place of the folded text with the sentence that it stands in."""
    opening = max(folded.rfind(stop, 0, start) for stop in _STOPS) + 1
    closing = min((place for stop in _STOPS if (place := folded.find(stop, end)) >= 0), default=len(folded) - 1) + 1
    return Mention(start, end, opening, closing)
