"""Progress as bullet bars: each row with the schedule line of its own horizon and date.

The bars are cut at the axis' end, the numbers beside them are not.
"""

import pandas as pd

from guoban.export.pictures.canvas import (
    MARGIN,
    SMALL,
    WIDTH,
    Canvas,
    Picture,
    fitted,
    foot_lines,
    line_inches,
    two_names,
)
from guoban.locale import translate as _
from guoban.reporting import colours, figures, labels
from guoban.reporting.chart_rows import Row, Tasks

ROW = 0.235
HEAD = 0.3
TITLE = 0.34
CARD_END, LABEL_END = 0.2, 3.1
BAR_START, BAR_END = 3.2, 5.0
PCT_END, GAP_END = 5.58, WIDTH - MARGIN
AXIS_END = 122.0
TICKS = (0, 25, 50, 75, 100)
NAME_SHARE = 0.62  # of the label's width, which a task's name has even beside a long department


def draw_progress(choice: Tasks, title: str = "") -> Picture:
    """Return one bar a task, labelled with card, task and department, with completion and gap at the right."""
    foot = foot_lines(choice.words)
    top = HEAD + (TITLE if title else 0)
    height = top + len(choice.records) * ROW + len(foot) * line_inches(SMALL) + 2 * MARGIN
    canvas = Canvas(height)
    if title:
        canvas.text(MARGIN, TITLE / 2 + MARGIN / 2, fitted(title, WIDTH - 2 * MARGIN, 11), size=11, bold=True)
    _heads(canvas, top)
    for number, row in enumerate(choice.records):
        _row(canvas, top + (number + 0.5) * ROW, row)
    canvas.lines_below(top + len(choice.records) * ROW + MARGIN, foot)
    return canvas.picture(choice.words)


def _heads(canvas: Canvas, top: float) -> None:
    y = top - 0.12
    for tick in TICKS:
        words = f"{tick}%" if tick else "0"
        canvas.text(_at(tick), y, words, size=SMALL, colour=colours.SECOND, side="center")
    canvas.text(PCT_END, y, _("完成率"), size=SMALL, colour=colours.SECOND, side="right")
    canvas.text(GAP_END, y, _("差距"), size=SMALL, colour=colours.SECOND, side="right")


def _row(canvas: Canvas, y: float, row: Row) -> None:
    if row["card"] in colours.CARD:
        canvas.bar(MARGIN, y, 0.075, 0.135, colours.CARD[row["card"]])
    _label(canvas, y, row)
    canvas.bar(BAR_START, y, _at(100) - BAR_START, 0.1, colours.TRACK)
    if not pd.isna(row["pct"]):
        length = _at(max(0.0, min(float(row["pct"]), AXIS_END))) - BAR_START
        if row["status"] == "unknown":
            canvas.hatched(BAR_START, y, length, 0.1, colours.UNKNOWN)
        else:
            canvas.bar(BAR_START, y, length, 0.1, colours.STATUS[row["status"]])
    if not pd.isna(row["schedule_pct"]):
        place = _at(max(0.0, min(float(row["schedule_pct"]), 100.0)))
        canvas.line((place, y - 0.09), (place, y + 0.09), colours.TEXT, 1.4)
    bold = row["status"] == "behind"
    canvas.text(PCT_END, y, _completion(row), side="right", bold=bold)
    canvas.text(GAP_END, y, figures.gap(row["gap"]), side="right", bold=bold)


def _label(canvas: Canvas, y: float, row: Row) -> None:
    names = str(row["indicator"]), labels.department(str(row["department"]))
    task, department = two_names(*names, LABEL_END - CARD_END, NAME_SHARE)
    canvas.text(CARD_END, y, task)
    canvas.text(LABEL_END, y, department, size=SMALL, colour=colours.SECOND, side="right")


def _completion(row: Row) -> str:
    if pd.isna(row["pct"]):
        return labels.reason("redacted") if row["reason"] == "redacted" else figures.NOTHING
    return figures.pct(row["pct"])


def _at(percent: float) -> float:
    return BAR_START + percent / AXIS_END * (BAR_END - BAR_START)
