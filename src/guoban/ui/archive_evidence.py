"""The evidence of a row of a data set: the panel of every page, with the text around it and the way to the whole text."""

from collections.abc import Hashable, Mapping
from typing import Any

from guoban.locale import translate as _
from guoban.reporting import labels, sources, tasks
from guoban.ui import address, evidence, shell
from guoban.ui.archive_data import Opened
from guoban.ui.archive_filters import PAGE
from guoban.ui.pane import Node, el
from guoban.ui.shell import View

Row = Mapping[Hashable, Any]
AROUND = 220
ENDS = "。；;！!？?\n"
# What leads into the library, where a data set's reports are not.
OF_THE_LIBRARY = {"whose", "actions"}


def find(view: View, table: str, row_id: str) -> Row | None:
    """Return the row of a report as the panel wants it, None where it has none of this name."""
    if table == "metrics":
        own = view.all_metrics[view.all_metrics["metric_id"] == row_id]
        return own.to_dict("records")[0] if len(own) else None
    own = view.all_progress[view.all_progress["progress_id"] == row_id]
    if own.empty:
        return None
    yellow, red = address.value(PAGE, "yellow"), address.value(PAGE, "red")
    every = tasks.tasks(view.all_progress, view.all_metrics, yellow, red)
    shown = every[every["progress_id"] == row_id]
    if shown.empty:  # folded into the task whose completion the text states
        shown = every[every["actual_start"] == own["actual_start"].iloc[0]]
    return shown.to_dict("records")[0]


def place(table: str, row: Row) -> int:
    """Return where a row's figure stands in the report's text."""
    return int(row["start"]) if table == "metrics" else (sources.places(row) or [0])[0]


def panel(opened: Opened, view: View, table: str, row: Row) -> Node:
    """Return the panel of a row."""
    drawn = evidence.metric_panel(view, row) if table == "metrics" else evidence.task_panel(view, row)
    own = [part for part in drawn["children"] if part.get("class") not in OF_THE_LIBRARY]
    return el("section", "evidence", _whose(view, row), *own, *_around(view, table, row), _actions(opened, table, row))


def _whose(view: View, row: Row) -> Node:
    report = view.all_reports.to_dict("records")[0]
    year = None if report["year"] is None or report["year"] != report["year"] else int(report["year"])
    beside = (
        labels.department_type(row["type"]),
        labels.level_of(row["level"]),
        labels.span_words(year, report["span"]),
        view.compilation.name,
    )
    return el(
        "div", "whose",
        el("span", "strong", labels.department(row["department"])),
        el("span", "second", " · ".join(word for word in beside if word)),
    )  # fmt: skip


def _around(view: View, table: str, row: Row) -> list[Node]:
    text, at = view.compilation.text, place(table, row)
    start = max((text.rfind(sign, 0, max(at - AROUND, 0)) for sign in ENDS), default=-1) + 1
    found = [end for sign in ENDS if (end := text.find(sign, at + AROUND)) >= 0]
    end = min(found, default=len(text) - 1) + 1
    start, end = max(start, at - 3 * AROUND, 0), min(end, at + 3 * AROUND)
    words = evidence.quote(view, str(row["report_id"]), (start, end), {at})
    return [el("div", "source", el("span", "strong", _("前后文"))), {**words, "class": "quote apart"}]


def _actions(opened: Opened, table: str, row: Row) -> Node:
    row_id = str(row["metric_id"] if table == "metrics" else row["progress_id"])
    where = {"d": opened.name, "view": table, "r": str(row["report_id"]), "at": row_id}
    return el(
        "div", "actions",
        el("a", "primary", _("看整篇报告"), href=shell.link(PAGE, **where), go={"report": where["r"], "at": row_id}),
    )  # fmt: skip
