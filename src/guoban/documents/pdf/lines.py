"""Characters as lines: what stands side by side, with blanks where there are any."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import regex

from guoban.documents.docx.runs import RAISED
from guoban.documents.pdf.characters import Box, Character

HAN = regex.compile(r"[\p{Han}\u3000-\u303f\uff00-\uffef、。《》“”‘’—…·％℃①-⑳]")
# Gaps in widths of a character: from here two words, from here two columns.
WORD_GAP = 0.15
BLANK_GAP = 0.75
COLUMN_GAP = 1.6
# What is not parted at the end of a line: a number with its sign, a word, signs that may not begin or end a line.
_RUN = r"(?:[A-Za-z0-9.,·%+\-/~—–…]+|.)"
_SHUT = r"[，。、；：！？）》〉】〕］％%℃”’…—,.;:!?)]*"
TOGETHER = regex.compile(rf"[（(〔【《“‘「『［]*{_RUN}(?:{_SHUT}[“”‘’/]+{_RUN}?|[、,](?=\d){_RUN})*{_SHUT}")
# How much of the lower of two boxes must stand beside the other for one line.
BESIDE = 0.5
SIZE_OF_HEIGHT = 0.95
RAISED_SIZE = 0.78
RAISED_BY = 0.12


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, its place, the width of its characters. `row`: it is a row of a table.

    `lead` is the width of what begins it and cannot be parted; `sized` tells whether `em` is sure: it has Chinese.
    """

    words: str
    box: Box
    em: float
    row: bool = False
    lead: float = 0.0
    sized: bool = True


def to_lines(characters: Sequence[Character]) -> list[Line]:
    """Return the lines that `characters` make, from the top down."""
    rows: list[list[Character]] = []
    for character in sorted(characters, key=lambda one: (-one.box.middle[1], one.box.x0)):
        row = next((one for one in reversed(rows[-3:]) if _beside(one, character)), None)
        if row is None:
            rows.append([character])
        else:
            row.append(character)
    return [_line(sorted(row, key=lambda one: one.box.x0)) for row in rows]


def _beside(row: Sequence[Character], character: Character) -> bool:
    first, box = row[0].box, character.box
    shared = min(first.y1, box.y1) - max(first.y0, box.y0)
    return shared >= BESIDE * max(min(first.height, box.height), 0.1)


def _line(row: Sequence[Character]) -> Line:
    em = _em(row)
    boxes = [one.box for one in row]
    box = Box(boxes[0].x0, min(one.y0 for one in boxes), max(one.x1 for one in boxes), max(one.y1 for one in boxes))
    base = median(one.y0 for one in boxes)
    usual = median(one.height for one in boxes)
    words = ""
    edges: list[float] = []
    before: Character | None = None
    for one in row:
        sign = one.sign
        if (
            sign.isdecimal()
            and sign.isascii()
            and one.box.height < RAISED_SIZE * usual
            and one.box.y0 > base + RAISED_BY * em
        ):
            sign = sign.translate(RAISED)
        words += (_between(before, one, em) if before else "") + sign
        edges += [one.box.x1] * (len(words) - len(edges))
        before = one
    together = TOGETHER.match(words)
    lead = edges[together.end() - 1] - box.x0 if together and together.end() else 0.0
    return Line(words.strip(), box, em, lead=lead, sized=any(map(_is_wide, row)))


def _is_wide(character: Character) -> bool:
    return "\u4e00" <= character.sign <= "\u9fff"


def _em(row: Sequence[Character]) -> float:
    """Return the width of a character: of a Chinese one where there is any, which is as wide as its size."""
    wide = [one.box.width for one in row if _is_wide(one)]
    return max(median(wide) if wide else median(one.box.height for one in row) * SIZE_OF_HEIGHT, 1.0)


def _between(before: Character, after: Character, em: float) -> str:
    """Return what stands between two characters: nothing, a blank, or the tab between two columns.

    Between Chinese and digits a printer leaves a little room that is no blank.
    """
    gap = (after.box.x0 - before.box.x1) / em
    if gap >= COLUMN_GAP:
        return "\t"
    if gap >= BLANK_GAP:
        return " "
    chinese = HAN.match(before.sign) or HAN.match(after.sign)
    return " " if gap >= WORD_GAP and not chinese else ""
