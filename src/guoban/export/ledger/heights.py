"""How high a row has to be for its wrapped text.

Excel fits rows to wrapped text when it opens a file, LibreOffice and some releases of WPS do not: heights are set.
"""

from collections.abc import Iterable
from functools import lru_cache
from math import ceil

from guoban.export.cells import display_width

# Of a character of a column's width, of a full-width sign's half at 10 points, at 96 dots an inch.
WIDTH_PIXELS, HALF_SIGN_PIXELS = 7.0, 6.7
LATIN = 1.4
LINE_POINTS, PADDING_POINTS = 13.5, 6.0
LOWEST, HIGHEST = 20.0, 409.0  # the format's own limit


@lru_cache(maxsize=16_384)  # names, titles and headings repeat, and so does each row on the sheet of its type
def lines(text: str, width: float, size: float = 10) -> int:
    """Return how many lines `text` takes in a column of `width` characters.

    A line is taken to end half a sign early, for signs that may not begin one stay with the sign before them; Latin
    script is taken wider than in a Chinese font, for another may stand for it.
    """
    room = max(width * WIDTH_PIXELS / (HALF_SIGN_PIXELS * size / 10) - 1, 2)
    if len(text) * 2 <= room and "\n" not in text:
        return 1
    return sum(max(ceil(_halves(line) / room), 1) for line in text.split("\n"))


def _halves(line: str) -> float:
    latin = sum(sign.isascii() for sign in line)
    return display_width(line) + latin * (LATIN - 1)


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height in points of a row whose cells hold these texts in columns of these widths."""
    most = max((lines(text, width) for text, width in cells), default=1)
    return min(max(most * LINE_POINTS + PADDING_POINTS, LOWEST), HIGHEST)
