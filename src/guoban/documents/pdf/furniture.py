"""Running heads and page numbers: what stands at the edge of one page after the other."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import regex

from guoban.documents.pdf.lines import Line

Page = list[Line]
EDGE = 2
# — 3 —  第3页  第3页 共10页  3/10: a page number by its looks; 3 alone only where it counts the pages
MARKED_NUMBER = regex.compile(
    r"^(?:[-—–·~－―\s]+(?P<n>\d{1,4})[-—–·~－―\s]+|第\s?\d{1,4}\s?页.{0,16}|\d{1,4}\s?/\s?\d{1,4}|共\s?\d+\s?页.{0,12})$"
)
NUMBER = regex.compile(r"^\d{1,4}$")
DIGITS = regex.compile(r"\d+")
WORDS = regex.compile(r"\p{L}")
SMALLER = 0.95
SAME_SIZE = 1.05
OFF = 1.5
SHARE_OF_PAGES = 0.6
FEWEST_PAGES = 3


def without_furniture(pages: Sequence[Page], em: float) -> list[Page]:
    """Return `pages` without what is no text; `em` is the usual width of a character."""
    dropped = _numbers(pages) | _heads(pages, em)
    return [
        [line for index, line in enumerate(page) if (place, index) not in dropped] for place, page in enumerate(pages)
    ]


def _edges(page: Page) -> list[int]:
    """Return the indexes of the lines at the top and the bottom of a page; rows of tables are text."""
    every = range(len(page))
    return [
        index
        for index in dict.fromkeys([*every[:EDGE], *every[-EDGE:]])
        if not page[index].row and "\t" not in page[index].words
    ]


def _numbers(pages: Sequence[Page]) -> set[tuple[int, int]]:
    dropped: set[tuple[int, int]] = set()
    steps: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, page in enumerate(pages):
        for index in _edges(page):
            words = page[index].words.strip()
            if MARKED_NUMBER.match(words):
                dropped.add((place, index))
            elif NUMBER.match(words):
                steps[int(words) - place].append((place, index))
    counting = [one for one in steps.values() if len(one) >= 2]
    if len(pages) == 1:
        counting = [one for step, one in steps.items() if step == 1]
    return dropped.union(*counting)


def _heads(pages: Sequence[Page], em: float) -> set[tuple[int, int]]:
    """Return the lines that stand at the same place of several pages, figures apart.

    Titles can do that too, where every report begins a page, and the last lines of tables: a head is smaller than
    the text, or stands off from it on most pages; and it has words.
    """
    same: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for place, page in enumerate(pages):
        for index in _edges(page):
            line = page[index]
            if WORDS.search(line.words) and line.em <= SAME_SIZE * em:
                same[DIGITS.sub("#", line.words), round(line.box.y0 / 4)].append((place, index))
    dropped: set[tuple[int, int]] = set()
    for found in same.values():
        on = {place for place, _ in found}
        small = all(pages[place][index].em <= SMALLER * em for place, index in found)
        often = len(on) >= FEWEST_PAGES and len(on) >= SHARE_OF_PAGES * len(pages)
        if (small and len(on) >= 2) or (often and all(_stands_off(pages[place], index) for place, index in found)):
            dropped.update(found)
    return dropped


def _stands_off(page: Page, index: int) -> bool:
    """Tell whether more room is between a line and the text, below a head and above a foot, than between lines."""
    gaps = [upper.box.y0 - lower.box.y1 for upper, lower in pairwise(page)]
    place = index if index < len(page) / 2 else index - 1
    return 0 <= place < len(gaps) and gaps[place] >= OFF * max(median(gaps), page[index].box.height / 2)
