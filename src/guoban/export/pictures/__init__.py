"""Charts as pictures, PNG and SVG, by matplotlib without a browser.

They draw what `guoban.reporting.chart_rows` chooses, as the pages do: one measure and one unit on an axis, each
task with its own schedule line. Legend, note and finding are in the picture's words. Text in SVG is drawn as paths,
so that no reader needs the font.
"""

import pandas as pd

from guoban.export.pictures.canvas import Picture
from guoban.export.pictures.measures import draw_bars, draw_dots, draw_ranks
from guoban.export.pictures.tasks import draw_progress
from guoban.reporting.chart_rows import (
    MOST_TASKS,
    Bars,
    Dots,
    Nothing,
    Ranks,
    Tasks,
    choose,
    choose_tasks,
)

__all__ = ["Picture", "draw", "draw_measure", "draw_tasks"]


def draw_measure(metrics: pd.DataFrame, measure: str, *, title: str = "") -> Picture | None:
    """Return the picture of `metrics` (rows of the metrics table with the reports' `department`) of one measure.

    None where there is nothing to draw; `chart_rows.choose` says why. Raises `GuobanError` (font_missing) where the
    machine has no font with Chinese signs.
    """
    return draw(choose(metrics, measure), measure, title=title)


def draw_tasks(rows: pd.DataFrame, *, most: int = MOST_TASKS, title: str = "") -> Picture | None:
    """Return the progress bars of `rows`, as `tasks.tasks` returns them, the worst gap first; None without rows."""
    return draw(choose_tasks(rows, most), title=title)


def draw(choice: Bars | Dots | Ranks | Tasks | Nothing, measure: str = "", *, title: str = "") -> Picture | None:
    """Return the picture of what was chosen to draw, None for nothing."""
    match choice:
        case Bars():
            return draw_bars(choice, title, whole=measure == "completion")
        case Dots():
            return draw_dots(choice, title, whole=measure == "completion")
        case Ranks():
            return draw_ranks(choice, title)
        case Tasks():
            return draw_progress(choice, title)
        case Nothing():
            return None
