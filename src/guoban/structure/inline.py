"""Headings inside a line: a whole report saved as one paragraph, 一、…。(一)…。(二)…。二、…"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import regex

from guoban.structure.numbering import HeadingNumber, Style, read_heading_number

# Shorter lines are paragraphs; what is numbered inside them is a list.
_LONG_LINE = 160
_AFTER_STOP = regex.compile(
    r"(?<=^|[。!?;:”\s])(?=[一二三四五六七八九十]{1,3}、)|(?<=^|[。!?\s])(?=\([一二三四五六七八九十]{1,3}\))"
)
# 一、上半年工作总结(一)…: straight behind the words of a heading
_BEHIND_HEADING = regex.compile(r"(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,3}、[^。;,:]{2,30}?(?=\(一\))")
_STYLES: tuple[Style, ...] = ("cn", "bracket_cn")


@dataclass(frozen=True, slots=True)
class Inline:
    """A heading number at offset `at` of its line."""

    at: int
    number: HeadingNumber


def inline_headings(words: str, line_styles: Collection[Style], opening: HeadingNumber | None) -> Iterator[Inline]:
    """Yield the headings inside a long line, for the styles that no other line of the report opens with.

    Only an unbroken run counts: 一、 then 二、 behind full stops. `line_styles` are the styles that lines open with,
    `opening` is the number that this line opens with.
    """
    if len(words) < _LONG_LINE:
        return
    places = {found.start() for found in _AFTER_STOP.finditer(words)} | {
        found.end() for found in _BEHIND_HEADING.finditer(words)
    }
    found = [Inline(at, number) for at in sorted(places) if at and (number := read_heading_number(words, at))]
    kept: list[Inline] = []
    for style in _STYLES:
        own = opening is not None and opening.style == style
        if style in line_styles and not own:
            continue
        kept.extend(_in_sequence([one for one in found if one.number.style == style], opening if own else None))
    yield from sorted(kept, key=lambda one: one.at)


def _in_sequence(found: list[Inline], opening: HeadingNumber | None) -> list[Inline]:
    """Return those that go on counting, or begin at one again; none where there are fewer than two."""
    kept: list[Inline] = []
    last = opening.value if opening else None
    for one in found:
        if last is None or one.number.value == last + 1 or one.number.value == 1:
            kept.append(one)
            last = one.number.value
    return kept if len(kept) + (opening is not None) >= 2 else []
