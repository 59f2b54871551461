"""Where a word stands in a text that is in the form for search.

A match neither begins nor ends inside a number: 12 is found in 12%, 12亿元 and 第12位, but not in 2012, 12.5 or 0.12.
A number is a run of digits, with a decimal point and its digits where there is one point. Where there are several
(2024.6.30, 3.2.1) each part is a number of its own, and so is the year of 1.2024年, whose point follows a numbering.
"""

from collections.abc import Iterator, Sequence

import regex

from guoban.library.search.folding import Span
from guoban.library.search.query import Word

_DIGITS = frozenset("0123456789")
_NUMERIC = _DIGITS | {"."}
_YEAR = regex.compile(r"(?:19|20)[0-9]{2}年")


def places(text: str, word: Word) -> list[Span]:
    """Return the spans where `word` stands in `text`, in order; none overlaps another."""
    if len(word.forms) == 1:
        return _places(text, word.forms[0])
    return list(union([span for form in word.forms for span in _places(text, form)]))


def union(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield `spans` in order, those that overlap as one."""
    if not spans:
        return
    ordered = sorted(spans)
    start, end = ordered[0]
    for first, last in ordered[1:]:
        if first < end:
            end = max(end, last)
            continue
        yield start, end
        start, end = first, last
    yield start, end


def _places(text: str, form: str) -> list[Span]:
    found: list[Span] = []
    length, at = len(form), text.find(form)
    checked = form[0] in _NUMERIC or form[-1] in _NUMERIC
    while at >= 0:
        end = at + length
        if checked and (_is_inside_number(text, at) or _is_inside_number(text, end)):
            at = text.find(form, at + 1)
            continue
        found.append((at, end))
        at = text.find(form, end)
    return found


def _is_inside_number(text: str, place: int) -> bool:
    """Tell whether a cut at `place` would go through a number."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if before in _DIGITS and after in _DIGITS:
        return True
    if (before != "." or after not in _DIGITS) and (after != "." or before not in _DIGITS):
        return False
    return _is_decimal(text, place if after == "." else place - 1)


def _is_decimal(text: str, point: int) -> bool:
    """Tell whether the point at `point` is that of a decimal number. Reads only the digits on both sides of it."""
    left, right = point, point + 1
    while left > 0 and text[left - 1] in _DIGITS:
        left -= 1
    while right < len(text) and text[right] in _DIGITS:
        right += 1
    if left == point or right == point + 1:
        return False
    several = _is_point(text, left - 1) or _is_point(text, right)
    return not several and not _YEAR.match(text, point + 1)


def _is_point(text: str, place: int) -> bool:
    return (
        0 < place < len(text) - 1 and text[place] == "." and text[place - 1] in _DIGITS and text[place + 1] in _DIGITS
    )
