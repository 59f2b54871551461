"""Amounts as bars, growth and shares as dots, ranks as discs; each on its own axis."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from matplotlib.ticker import MaxNLocator

from guoban.export.pictures.canvas import (
    MARGIN,
    SMALL,
    WIDTH,
    Canvas,
    Picture,
    fitted,
    fitted_name,
    foot_lines,
    line_inches,
    two_names,
)
from guoban.locale import translate as _
from guoban.reporting import colours, figures, labels
from guoban.reporting.chart_rows import PERCENT, Bars, Dots, Ranks, Row, Words, drawn_role, value_range

TITLE, AXIS = 0.34, 0.26
BAR_ROW, DOT_ROW, DISC_ROW = 0.235, 0.27, 0.28
LABEL_END = 2.45
PLOT_START, PLOT_END = 2.55, WIDTH - 0.2
DISC_RADIUS = 0.105
NAME_GAP = 0.08  # between a dot and its name
NAME_SHARE = 0.6  # of a label's width, which an indicator's name has even beside a long department
VALUE_ROOM, COUNT_ROOM = 0.45, 0.3
WHOLE_FROM = 90
TICKS = 6


class _Plot:
    """The frame that the three kinds share: title, rows, an axis of values below, the foot."""

    def __init__(self, rows: int, row: float, title: str, words: Words) -> None:
        foot = foot_lines(words)
        self.top = MARGIN + (TITLE if title else 0) + 0.08
        self.row = row
        self.end = self.top + rows * row
        height = self.end + AXIS + len(foot) * line_inches(SMALL) + MARGIN
        self.canvas = Canvas(height)
        self.words = words
        if title:
            self.canvas.text(MARGIN, TITLE / 2 + MARGIN / 2, fitted(title, WIDTH - 2 * MARGIN, 11), size=11, bold=True)
        self.canvas.lines_below(self.end + AXIS, foot)
        self._low, self._high, self._right = 0.0, 1.0, PLOT_END

    def y(self, line: int) -> float:
        return self.top + (line + 0.5) * self.row

    def x(self, value: float) -> float:
        return PLOT_START + (value - self._low) / (self._high - self._low) * (self._right - PLOT_START)

    def label(self, line: int, name: str, beside: str = "") -> None:
        if not beside:
            self.canvas.text(LABEL_END, self.y(line), fitted_name(name, LABEL_END - MARGIN), side="right")
            return
        shown, grey = two_names(name, beside, LABEL_END - MARGIN, NAME_SHARE)
        self.canvas.text(MARGIN, self.y(line), shown)
        self.canvas.text(LABEL_END, self.y(line), grey, size=SMALL, colour=colours.SECOND, side="right")

    def axis(self, values: Sequence[float], unit: str, *, whole: bool, room: float = 0.0) -> None:
        """Draw the axis of values with its grid, the zero line and, for completion, the line at 100%.

        `room` is left free at the right for the words of the longest bar.
        """
        self._low, self._high = value_range(values)
        self._right = PLOT_END - room
        for tick in MaxNLocator(TICKS).tick_values(self._low, self._high):
            if self._low <= tick <= self._high:
                self._vertical(tick, colours.LINE, 0.6)
                words = figures.number(Decimal(f"{tick:g}")) + (PERCENT if unit == PERCENT else "")
                self.canvas.text(self.x(tick), self.end + 0.1, words, size=SMALL, colour=colours.SECOND, side="center")
        self._vertical(0, colours.SECOND, 0.8)
        if whole and max(values) > WHOLE_FROM:
            self._vertical(100, colours.TEXT, 0.8)

    def _vertical(self, value: float, colour: str, width: float) -> None:
        place = self.x(value)
        self.canvas.line((place, self.top), (place, self.end), colour, width)

    def picture(self) -> Picture:
        return self.canvas.picture(self.words)


def draw_bars(choice: Bars, title: str = "", *, whole: bool = False) -> Picture:
    """Return labelled bars, the largest first."""
    plot = _Plot(len(choice.records), BAR_ROW, title, choice.words)
    plot.axis([float(row["value"]) for row in choice.records], choice.unit, whole=whole, room=VALUE_ROOM)
    for line, row in enumerate(choice.records):
        beside = "" if choice.one_department else labels.department(str(row["department"]))
        plot.label(line, str(row["indicator"] or row["text"]), beside)
        value = float(row["value"])
        start, end = sorted((plot.x(0), plot.x(value)))
        plot.canvas.bar(start, plot.y(line), end - start, 0.13, **_bar_look(drawn_role(row)))
        side = "left" if value >= 0 else "right"
        place = plot.x(value) + (0.05 if value >= 0 else -0.05)
        plot.canvas.text(place, plot.y(line), figures.metric_value(row), size=SMALL, side=side)
    return plot.picture()


def _bar_look(role: str) -> Mapping[str, Any]:
    if role == "target":
        return {"colour": "none", "edgecolor": colours.TARGET, "linewidth": 1.1}
    if role == "forecast":
        return {"colour": colours.PAGE, "edgecolor": colours.ACTUAL, "linewidth": 0.8, "hatch": "....."}
    return {"colour": colours.mix(colours.ACTUAL, colours.PAGE, 0.65)}


def draw_dots(choice: Dots, title: str = "", *, whole: bool = False) -> Picture:
    """Return one line a department with a dot a row, diamonds for targets, a tick for the median."""
    plot = _Plot(len(choice.names), DOT_ROW, title, choice.words)
    plot.axis([float(row["value"]) for row in choice.records], choice.unit, whole=whole)
    place = {name: line for line, name in enumerate(choice.names)}
    for name, line in place.items():
        shown = fitted_name(labels.department(name), LABEL_END - MARGIN - COUNT_ROOM)
        plot.label(line, shown, str(choice.counts[name]))
        if name in choice.medians:
            middle = plot.x(choice.medians[name])
            plot.canvas.line((middle, plot.y(line) - 0.08), (middle, plot.y(line) + 0.08), colours.TEXT, 1.4)
    for row in choice.records:
        _dot(plot, row, place[row["department"]])
    for one in choice.named:
        right = one.side == "right"
        x, y = plot.x(float(one.row["value"])), plot.y(place[one.row["department"]])
        x += NAME_GAP if right else -NAME_GAP
        plot.canvas.text(x, y, one.name, size=7, colour=colours.SECOND, side="left" if right else "right")
    return plot.picture()


def _dot(plot: _Plot, row: Row, line: int) -> None:
    x, y = plot.x(float(row["value"])), plot.y(line)
    role = drawn_role(row)
    if role == "target":
        plot.canvas.diamond(x, y, 0.062, colours.TARGET)
    elif role == "forecast":
        plot.canvas.disc(x, y, 0.05, "none", edgecolor=colours.ACTUAL, linewidth=0.9)
        plot.canvas.disc(x, y, 0.014, colours.ACTUAL)
    else:
        plot.canvas.disc(x, y, 0.05, colours.ACTUAL, alpha=0.6)


def draw_ranks(choice: Ranks, title: str = "") -> Picture:
    """Return a column a place and a line a department, with the count in the disc."""
    plot = _Plot(len(choice.names), DISC_ROW, title, choice.words)
    columns = max(len(choice.places), 4)
    step = (PLOT_END - PLOT_START) / columns

    def x(column: int) -> float:
        return PLOT_START + (column + 0.5) * step

    for line, name in enumerate(choice.names):
        plot.label(line, labels.department(name))
        plot.canvas.line((PLOT_START, plot.y(line)), (PLOT_END, plot.y(line)), colours.LINE, 0.6)
    for column, value in enumerate(choice.places):
        plot.canvas.text(
            x(column), plot.end + 0.1, _rank_word(value, len(choice.places)), size=SMALL, colour=colours.SECOND,
            side="center",
        )  # fmt: skip
    for column, line, names in choice.discs:
        plot.canvas.disc(x(column), plot.y(line), DISC_RADIUS, colours.ACTUAL)
        plot.canvas.text(x(column), plot.y(line), str(len(names)), size=SMALL, colour=colours.PAGE, side="center")
    return plot.picture()


def _rank_word(value: float, places: int) -> str:
    """Return a place's word; many columns leave room for the number alone."""
    number = figures.number(Decimal(f"{value:g}"))
    return _("第{place}").format(place=number) if places <= 10 else number
