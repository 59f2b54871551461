"""Where a correction belongs in a text that may have changed since it was made.

A correction holds its place, its words (the quote) and up to 24 characters on each side. In the same text the place
is right. In another one the quote is looked for between its neighbours: what is too unlike, or fits at two places
equally well, is not guessed at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import regex

from guoban.corrections.records import Correction

CONTEXT = 24
# The characters next to the quote that must be the same: 9家 is not found inside 29家.
_ADJACENT = 4
# What makes a span another number, and not the same one with more or less of its unit.
_NUMERAL = regex.compile(r"[\d〇零一二两三四五六七八九十千万亿半Xx×*○.—–~～-]|百(?!分)")
# How much longer the words of one may be: 29 and 新增企业29家.
_LONGEST_WORD = 8

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place with its words and what stands around them."""

    start: int
    end: int
    quote: str
    before: str
    after: str


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """Return the anchor of `text[start:end]`."""
    return Anchor(start, end, text[start:end], text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT])


def anchor_of(correction: Correction) -> Anchor:
    return Anchor(correction.start, correction.end, correction.quote, correction.before, correction.after)


def anchor_in(values: Mapping[str, Any], side: str) -> Anchor | None:
    """Return the anchor that the values of a correction hold for `side` (target, completion), None where they hold none."""
    start, end = values.get(f"{side}_start"), values.get(f"{side}_end")
    if start is None or end is None:
        return None
    quote, before, after = (str(values.get(f"{side}_{part}", "")) for part in ("quote", "before", "after"))
    return Anchor(int(start), int(end), quote, before, after)


def find(text: str, anchor: Anchor, *, same_file: bool) -> Span | None:
    """Return where `anchor` stands in `text`, None where it is not found or could be at several places.

    `same_file` says that the text is of the file that the anchor was made in: then its place needs no neighbours.
    """
    stands = bool(anchor.quote) and text[anchor.start : anchor.end] == anchor.quote
    if stands and same_file:
        return anchor.start, anchor.end
    likeness = {place: _likeness(text, anchor, place) for place in _candidates(text, anchor)}
    wanted = (len(anchor.before) + len(anchor.after)) / 2
    best = max(likeness.values(), default=0)
    if best < wanted:
        return None
    places = [place for place, alike in likeness.items() if alike == best]
    if len(places) > 1 and anchor.start in places:
        places = [anchor.start]
    return (places[0], places[0] + len(anchor.quote)) if len(places) == 1 else None


def same_number(text: str, one: Span, other: Span) -> bool:
    """Tell whether two spans hold the same number, one with more of its unit or its words: 29 and 29家, 一 and 第一."""
    start, end = max(one[0], other[0]), min(one[1], other[1])
    if start >= end:
        return False
    beyond = text[min(one[0], other[0]) : start] + text[end : max(one[1], other[1])]
    return len(beyond) <= _LONGEST_WORD and not _NUMERAL.search(beyond)


def _candidates(text: str, anchor: Anchor) -> Iterator[int]:
    """Yield the places of the quote between the characters next to it."""
    if not anchor.quote:
        return
    before = anchor.before[-_ADJACENT:]
    words = before + anchor.quote + anchor.after[:_ADJACENT]
    at = text.find(words)
    while at >= 0:
        yield at + len(before)
        at = text.find(words, at + 1)


def _likeness(text: str, anchor: Anchor, place: int) -> int:
    """Return how many characters before and behind the quote at `place` are the same, each at its own distance.

    So a figure that has changed near by counts as one character.
    """
    end = place + len(anchor.quote)
    before = zip(reversed(text[max(place - CONTEXT, 0) : place]), reversed(anchor.before), strict=False)
    after = zip(text[end : end + CONTEXT], anchor.after, strict=False)
    return sum(one == other for side in (before, after) for one, other in side)
