"""Tables with ruled lines: which text stands in which cell, row by row."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

from guoban.documents.lines import row_lines
from guoban.documents.pdf.characters import Box, Character, Turn
from guoban.documents.pdf.lines import Line, to_lines

# In points: thicker is an area, shorter is an ornament, nearer is the same place.
THICKEST = 3.0
SHORTEST = 5.0
NEAR = 2.5
# A drawing with more is a map or a chart.
MOST_RULES = 6000
FULL = 1.6


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: `upright` at x = `at` from y = `low` to `high`, else at y = `at` from x = `low` to `high`."""

    upright: bool
    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of one table: the places of its columns and rows, and what is really drawn there."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[-1], self.xs[-1], self.ys[0])

    def drawn(self, *, upright: bool, at: float, place: float) -> bool:
        """Tell whether a line is drawn at `at` that passes `place`."""
        return any(
            one.upright == upright and abs(one.at - at) <= NEAR and one.low - NEAR <= place <= one.high + NEAR
            for one in self.rules
        )


def read_rules(page: pypdfium2.PdfPage, turn: Turn) -> list[Rule]:
    """Return the straight lines that are drawn on `page`; none where it is a drawing."""
    found: list[Rule] = []
    left, bottom, *_ = page.get_mediabox()
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        for ax, ay, bx, by in _segments(one.raw):
            box = turn.box(ax - left, ay - bottom, bx - left, by - bottom)
            if box.width <= THICKEST and box.height >= SHORTEST:
                found.append(Rule(upright=True, at=box.middle[0], low=box.y0, high=box.y1))
            elif box.height <= THICKEST and box.width >= SHORTEST:
                found.append(Rule(upright=False, at=box.middle[1], low=box.x0, high=box.x1))
            if len(found) > MOST_RULES:
                return []
    return found


def _segments(path: "raw.FPDF_PAGEOBJECT") -> Iterator[tuple[float, float, float, float]]:
    """Yield the straight pieces of a path in the page's coordinates. A thin bar yields its long sides."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(path), MOST_RULES)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        if not raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        here = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield (*last, *here)
        if raw.FPDFPathSegment_GetClose(segment):
            yield (*here, *first)
        last = here


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """Return the tables that `rules` draw: lines that touch, with two cells at least."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, one) for one in group)]
        groups = [group for group in groups if not any(group is one for one in touching)]
        groups.append([rule, *(one for group in touching for one in group)])
    grids = []
    for group in groups:
        xs = _places(one.at for one in group if one.upright)
        ys = _places(one.at for one in group if not one.upright)[::-1]
        if len(xs) >= 2 and len(ys) >= 2 and (len(xs) - 1) * (len(ys) - 1) >= 2:
            grids.append(Grid(tuple(xs), tuple(ys), tuple(group)))
    return grids


def table_lines(grid: Grid, characters: Sequence[Character]) -> list[Line]:
    """Return the rows of a table as lines, in order; a cell that goes over several rows stands in the first."""
    cells: dict[tuple[int, int], list[Character]] = {}
    for character in characters:
        cells.setdefault(_cell(grid, *character.box.middle), []).append(character)
    lines: list[Line] = []
    for row, (top, bottom) in enumerate(pairwise(grid.ys)):
        columns = _columns(grid, (top + bottom) / 2)
        texts = [_paragraphs(cells.get((row, column), []), columns[column]) for column in range(len(columns))]
        box = Box(grid.xs[0], bottom, grid.xs[-1], top)
        lines.extend(Line(words, box, max(box.height, 1.0), row=True) for words in row_lines(texts))
    return lines


def _cell(grid: Grid, x: float, y: float) -> tuple[int, int]:
    """Return row and column of the cell at a point; above, through rows that no line parts."""
    row = next((index for index, (_top, bottom) in enumerate(pairwise(grid.ys)) if y >= bottom), len(grid.ys) - 2)
    while row > 0:
        columns = _columns(grid, (grid.ys[row] + grid.ys[row + 1]) / 2)
        left, right = next(((low, high) for low, high in columns if low <= x <= high), columns[-1])
        above = _columns(grid, (grid.ys[row - 1] + grid.ys[row]) / 2)
        if grid.drawn(upright=False, at=grid.ys[row], place=(left + right) / 2) or (left, right) not in above:
            break
        row -= 1
    columns = _columns(grid, (grid.ys[row] + grid.ys[row + 1]) / 2)
    column = next((index for index, (_left, right) in enumerate(columns) if x <= right), len(columns) - 1)
    return row, column


def _columns(grid: Grid, y: float) -> list[tuple[float, float]]:
    """Return where the cells of the row at `y` begin and end: columns that no line parts are one cell."""
    kept = [x for x in grid.xs if x in (grid.xs[0], grid.xs[-1]) or grid.drawn(upright=True, at=x, place=y)]
    return list(pairwise(kept))


def _paragraphs(characters: Sequence[Character], column: tuple[float, float]) -> list[str]:
    """Return the paragraphs in a cell: a line that fills it goes on in the next."""
    found: list[str] = []
    goes_on = False
    for line in to_lines(characters):
        words = line.words.replace("\t", " ")
        if goes_on:
            found[-1] += words
        else:
            found.append(words)
        goes_on = column[1] - line.box.x1 < FULL * line.em and line.box.x0 - column[0] < FULL * line.em
    return found


def _touch(one: Rule, other: Rule) -> bool:
    if one.upright == other.upright:
        return abs(one.at - other.at) <= NEAR and one.low <= other.high + NEAR and other.low <= one.high + NEAR
    return one.low - NEAR <= other.at <= one.high + NEAR and other.low - NEAR <= one.at <= other.high + NEAR


def _places(values: Iterator[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found
