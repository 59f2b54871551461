"""How a report's text is laid out: titles, headings and paragraphs as offsets into the document's text.

A report may be one line of megabytes: it is shown in parts, and a long paragraph is cut into pieces at sentence ends,
so that the browser lays out only what is in view.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Kind = Literal["h1", "h2", "h3", "h4", "p", "c"]

PART_CHARACTERS = 300_000
PIECE_CHARACTERS = 1_200
SENTENCE_ENDS = "。；;！!？?\n"
HEADING_ENDS = "。.：:；;，,、"
BLANKS = " \t\r\f\v\u3000\xa0\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading. `opens` is true for 一是 and its like, which stay in the paragraph that they open."""

    start: int
    end: int
    level: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: h1 the report's title, h2 to h4 headings, p a paragraph, c the next piece of one.

    What stands before `lead` is a heading inside the paragraph.
    """

    start: int
    end: int
    kind: Kind
    lead: int = 0


def parts(text: str, start: int, end: int, *, most: int = PART_CHARACTERS) -> list[tuple[int, int]]:
    """Return the parts in which `text[start:end]` is shown, each of at most `most` characters where it can be cut."""
    found = []
    while end - start > most:
        cut = text.rfind("\n", start + most // 2, start + most) + 1
        cut = cut or _sentence_end(text, start + most // 2, start + most) or start + most
        found.append((start, cut))
        start = cut
    return [*found, (start, end)]


def blocks(
    text: str, span: tuple[int, int], *, body_start: int, headings: Sequence[Heading], whole: Sequence[tuple[int, int]]
) -> list[Block]:
    """Return the blocks of the part `span` of `text`, in order.

    What stands before `body_start` is the title. `headings` are in text order; `whole` are spans, in text order, that
    no piece of a long paragraph may cut.
    """
    found: list[Block] = []
    spans = _Spans(whole)
    starts = [heading.start for heading in headings]
    for left, right in _lines(text, *span, body_start):
        if right <= body_start:
            found.append(Block(left, right, "h1"))
            continue
        inside = headings[bisect_left(starts, left) : bisect_left(starts, right)]
        found.extend(_line(text, left, right, inside, spans))
    return found


class _Spans:
    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in spans]
        self._spans = spans

    def before(self, cut: int) -> int:
        """Return `cut`, or the start of the span that it would cut."""
        index = bisect_right(self._starts, cut - 1) - 1
        if index >= 0 and self._spans[index][1] > cut:
            return self._spans[index][0]
        return cut


def _lines(text: str, start: int, end: int, body_start: int) -> Iterator[tuple[int, int]]:
    """The lines without the blanks around them; a title glued to the body counts as a line of its own."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        cuts = [start, body_start, stop] if start < body_start < stop else [start, stop]
        for one, other in pairwise(cuts):
            trimmed = _trim(text, one, other)
            if trimmed[0] < trimmed[1]:
                yield trimmed
        start = stop + 1


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in BLANKS:
        start += 1
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return start, end


def _line(text: str, left: int, right: int, headings: Sequence[Heading], spans: _Spans) -> Iterator[Block]:
    lead = 0
    for heading in headings:
        if heading.start < left:
            continue
        if heading.opens:
            lead = min(heading.end, right) if heading.start == left else lead
            continue
        yield from _paragraph(text, left, heading.start, lead, spans)
        stop = min(max(heading.end, heading.start + 1), right)
        while stop < right and text[stop] in HEADING_ENDS:
            stop += 1
        kind: Kind = "h2" if heading.level <= 1 else "h3" if heading.level == 2 else "h4"
        yield Block(heading.start, stop, kind)
        left, lead = stop, 0
    yield from _paragraph(text, left, right, lead, spans)


def _paragraph(text: str, left: int, right: int, lead: int, spans: _Spans) -> Iterator[Block]:
    left, right = _trim(text, left, right)
    kind: Kind = "p"
    while right - left > 2 * PIECE_CHARACTERS:
        limit = left + 2 * PIECE_CHARACTERS
        cut = _sentence_end(text, left + PIECE_CHARACTERS, limit) or limit
        cut = spans.before(cut) if spans.before(cut) > left else limit
        yield Block(left, cut, kind, lead if kind == "p" else 0)
        left, kind = cut, "c"
    if left < right:
        yield Block(left, right, kind, lead if kind == "p" else 0)


def _sentence_end(text: str, start: int, end: int) -> int:
    """The end of the last sentence that ends in `text[start:end]`, 0 where none does."""
    return max(text.rfind(sign, start, end) for sign in SENTENCE_ENDS) + 1
