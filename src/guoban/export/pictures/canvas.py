"""A sheet to draw on, in inches from its upper left corner; and the picture that it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle

from guoban.export.cells import display_width, xml_safe
from guoban.export.pictures.fonts import families
from guoban.reporting import colours
from guoban.reporting.chart_rows import Words

WIDTH = 6.2  # of the text of an official page
MARGIN = 0.06
SIZE, SMALL = 9.0, 8.0
LINE_HEIGHT = 1.45
GAP = 0.07  # inches, between two names
GRID_LINE = 1.0
DOTS_PER_INCH = 200
HATCH = "\\\\\\\\\\"
# matplotlib's settings are the whole process's; a picture is written with its own.
_WRITING = Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart. `words` are its legend, its note on what is left out, and its finding (the alt text)."""

    figure: Figure
    words: Words

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in inches."""
        width, height = self.figure.get_size_inches()
        return float(width), float(height)

    def png(self, dots_per_inch: int = DOTS_PER_INCH) -> bytes:
        return self._written("png", dpi=dots_per_inch, metadata={"Software": None})

    def svg(self) -> bytes:
        """Return the picture as SVG, text as paths."""
        return self._written("svg", metadata={"Date": None, "Creator": None, "Title": xml_safe(self.words.alt) or None})

    def _written(self, form: str, **options: Any) -> bytes:
        stream = BytesIO()
        with _WRITING, mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "guoban", "hatch.linewidth": 0.8}):
            self.figure.savefig(stream, format=form, facecolor=colours.PAGE, **options)
        return stream.getvalue()


class Canvas:
    """Draws on a page of `WIDTH` and `height` inches; `y` grows downwards."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.figure = Figure(figsize=(WIDTH, height), facecolor=colours.PAGE)
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)
        self.axes.axis("off")
        self._families = list(families())

    def text(self, x: float, y: float, words: str, **look: Any) -> None:
        """Write one line with its middle at `y`.

        `look`: `size` in points, `colour`, `bold`, and `side`, which of its ends stands at `x` (left, right, center).
        """
        self.axes.text(
            x,
            y,
            xml_safe(words),
            fontsize=look.get("size", SIZE),
            color=look.get("colour", colours.TEXT),
            ha=look.get("side", "left"),
            va="center_baseline",
            family=self._families,
            weight="bold" if look.get("bold") else "normal",
            parse_math=False,
        )

    def bar(self, x: float, y: float, width: float, height: float, colour: str, **look: Any) -> None:
        """Draw a bar from `x`, its middle at `y`."""
        look = {"linewidth": 0, **look}
        self.axes.add_patch(Rectangle((x, y - height / 2), width, height, facecolor=colour, **look))

    def hatched(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.bar(x, y, width, height, colours.TRACK, hatch=HATCH, edgecolor=colour)

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float = 0.7) -> None:
        """Draw a line: thin ones, of the grid, under bars and discs, thick ones over them."""
        order = 3.0 if width > GRID_LINE else 0.5
        xs, ys = [start[0], end[0]], [start[1], end[1]]
        self.axes.add_line(Line2D(xs, ys, color=colour, linewidth=width, zorder=order))

    def disc(self, x: float, y: float, radius: float, colour: str, **look: Any) -> None:
        self.axes.add_patch(Circle((x, y), radius, facecolor=colour, **{"linewidth": 0, **look}))

    def diamond(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a hollow diamond."""
        corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
        self.axes.add_patch(Polygon(corners, closed=True, fill=False, edgecolor=colour, linewidth=1.1))

    def lines_below(self, y: float, lines: Sequence[str]) -> None:
        """Write small lines from `y` on, in the colour of second text."""
        for number, words in enumerate(lines):
            self.text(MARGIN, y + (number + 0.5) * line_inches(SMALL), words, size=SMALL, colour=colours.SECOND)

    def picture(self, words: Words) -> Picture:
        return Picture(self.figure, words)


def line_inches(size: float) -> float:
    return size * LINE_HEIGHT / 72


def fitted(text: str, inches: float, size: float = SIZE) -> str:
    """Return `text` on one line, cut with … where it is wider than `inches`."""
    plain = " ".join(text.split())
    room = inches * 72 / size * 2
    if display_width(plain) <= room:
        return plain
    end = len(plain)
    while end and display_width(plain[:end]) > room - 2:
        end -= 1
    return f"{plain[:end]}…"


def fitted_name(text: str, inches: float, size: float = SIZE) -> str:
    """Return a department's name on one line, cut in its middle where it is too wide: 梧桐县高新…财政局.

    Names of one place begin alike, and are told apart by their ends.
    """
    plain = " ".join(text.split())
    room = inches * 72 / size * 2
    if display_width(plain) <= room:
        return plain
    half = int((room - 2) // 4)
    return f"{plain[: max(int(room - 2) // 2 - half, 1)]}…{plain[-half:] if half else ''}"


def two_names(name: str, beside: str, inches: float, share: float) -> tuple[str, str]:
    """Return what fits of a task's name and of the department beside it, in small signs.

    The task has its `share` of the room, and what the department leaves; the department has the rest.
    """
    whole = inches - GAP
    wanted = display_width(beside) * SMALL / 144
    shown = fitted(name, max(whole * share, whole - wanted))
    return shown, fitted_name(beside, whole - display_width(shown) * SIZE / 144, SMALL)


def foot_lines(words: Words) -> list[str]:
    """Return the legend and the note as they stand below a chart, broken into lines that fit."""
    room = (WIDTH - 2 * MARGIN) * 72 / SMALL * 2
    lines: list[str] = []
    for part in (words.legend, words.note):
        line = ""
        for sign in part:
            if display_width(line + sign) > room:
                lines.append(line)
                line = ""
            line += sign
        lines += [line] if line else []
    return lines
