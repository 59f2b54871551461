"""The two lists of the page 校核, metrics and progress, each with its row and the words of the text beside it."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from guoban.corrections import Corrected, Correction, Subject, said_of, spot_of
from guoban.locale import translate as _
from guoban.reporting import figures
from guoban.ui import (
    address,
    evidence,
    pane,
    review_acts,
    review_reports,
    review_rows,
    review_tasks,
    review_text,
    review_tree,
    said,
)
from guoban.ui.paging import Page
from guoban.ui.review_rows import Row
from guoban.ui.store import store

PAGE = "review"


@dataclass(frozen=True, slots=True)
class Drawn:
    """All rows of a list, the list and the panel of the chosen row as trees, where its figures stand, the page's keys."""

    rows: pd.DataFrame
    listed: pane.Node
    panel: pane.Node
    focus: list[int]
    keys: dict[str, Any]


def metrics(corrected: Corrected, report: Row) -> None:
    """Draw the metrics of a report."""
    rows = review_rows.rows_of(corrected.metrics, str(report["report_id"]))
    shown, row, ahead = _looked_at(rows, "metric_id")
    if row is None:
        pane.show(_nothing(corrected, report, rows), "review.none", on_go=asked_for)
        return
    here, compilation = str(row["metric_id"]), corrected.compilation
    keys = review_tree.metrics_keys(rows, row, ahead)
    read = store().library.load(compilation.id).metrics
    panel = review_tree.metric_panel(compilation, row, read, _said(corrected, "metric", here), keys)
    year = review_tree.year_of(compilation, row)
    listed = review_tree.rows_list(shown, _page(shown, "metric_id", here), here, year, f"rows {report['report_id']}")
    _show(corrected, report, Drawn(rows, listed, panel, [int(row["start"])], keys))


def tasks(corrected: Corrected, report: Row) -> None:
    """Draw the progress rows of a report."""
    rows = review_rows.rows_of(corrected.progress, str(report["report_id"]))
    shown, row, ahead = _looked_at(rows, "progress_id")
    if row is None:
        pane.show(_nothing(corrected, report, rows), "review.none", on_go=asked_for)
        return
    here = str(row["progress_id"])
    metrics = review_rows.rows_of(corrected.metrics, str(report["report_id"]))
    keys = review_tasks.tasks_keys(row, metrics, ahead)
    panel = review_tasks.task_panel(row, metrics, _said(corrected, "progress", here), keys)
    listed = review_tasks.tasks_list(shown, _page(shown, "progress_id", here), here, f"tasks {report['report_id']}")
    _show(corrected, report, Drawn(rows, listed, panel, review_tasks.places(row), keys))


def reports(corrected: Corrected, offered: pd.DataFrame, report: Row) -> None:
    """Draw the reports, the chosen one with its fields, its headings and its words."""
    here, compilation = str(report["report_id"]), corrected.compilation
    ids = [str(one) for one in offered["report_id"]]
    keys = review_reports.reports_keys(ids, here)
    read = store().library.load(compilation.id).reports
    as_read = read[read["report_id"] == here].to_dict("records")
    sections = review_rows.rows_of(compilation.sections, here)
    told = [
        one
        for one in store().library.corrections(compilation.id, undone=True)
        if one.subject in ("report", "section") and report["start"] <= one.start < report["end"]
    ]
    first = here == str(compilation.reports["report_id"].iloc[0])
    panel = review_reports.report_panel(report, as_read[0] if as_read else None, sections, told, first=first)
    page = Page.holding(ids.index(here), st.session_state.get(review_acts.TURNED), len(ids))
    listed = review_reports.reports_list(corrected, offered, page, here)
    marks = review_rows.rows_of(corrected.metrics, here)
    place = st.session_state.get(review_acts.PLACE, int(report["start"]))
    words = review_text.words_tree(compilation, report, marks, place, [])
    left = [
        review_tree.top(corrected.metrics, said.line()), listed, review_tree.key_line(keys, review_reports.KEY_WORDS),
    ]  # fmt: skip
    tool = {"word": _("从这里拆成新的一篇"), "go": {"act": "split"}}
    pane.show(
        review_tree.page_tree(left, panel, words, here), "review.rows", on_go=asked_for,
        keys=review_tree.with_aliases(keys), marking=[tool],
    )  # fmt: skip


def _show(corrected: Corrected, report: Row, drawn: Drawn) -> None:
    """Draw list and panel with the words of the report beside them, the figures in focus outlined."""
    place = st.session_state.get(review_acts.PLACE, drawn.focus[0])
    marks = review_rows.rows_of(corrected.metrics, str(report["report_id"]))
    words = review_text.words_tree(corrected.compilation, report, marks, place, drawn.focus)
    left = [review_tree.top(drawn.rows, said.line()), drawn.listed, review_tree.key_line(drawn.keys)]
    pane.show(
        review_tree.page_tree(left, drawn.panel, words, f"{drawn.focus[0]}"), "review.rows", on_go=asked_for,
        keys=review_tree.with_aliases(drawn.keys), marking=[{"word": _("补录为指标"), "go": {"act": "add"}}],
    )  # fmt: skip


def _said(corrected: Corrected, subject: Subject, identifier: str) -> list[Correction]:
    compilation = corrected.compilation
    every = store().library.corrections(compilation.id, undone=True)
    return said_of(compilation, every, subject, spot_of(corrected, subject, identifier))


def _looked_at(rows: pd.DataFrame, column: str) -> tuple[pd.DataFrame, Row | None, dict[str, str]]:
    """Return the rows shown, the one that is looked at, and where the keys lead from it.

    It is the one asked for, else the first of those shown that nobody has looked at, else the first.
    """
    choice = review_rows.Choice(bool(address.value(PAGE, "unreviewed")), bool(address.value(PAGE, "noted")))
    shown = review_rows.chosen(rows, choice)
    asked = rows[rows[column] == address.value(PAGE, "at")]
    if asked.empty:
        asked = shown[shown["state"] == "auto"]
    found: list[Row] = (asked if len(asked) else shown).head(1).to_dict("records")  # type: ignore[assignment]
    if not found or shown.empty:
        return shown, None, {}
    here = str(found[0][column])
    ahead = {
        "j": review_rows.beside(shown, column, here, 1),
        "k": review_rows.beside(shown, column, here, -1),
        "n": review_rows.next_open(rows, column, here),
        "then": review_rows.next_open(shown, column, here),
    }
    return shown, found[0], ahead


def _page(shown: pd.DataFrame, column: str, here: str) -> Page:
    ids = shown[column].tolist()
    return Page.holding(ids.index(here) if here in ids else 0, st.session_state.get(review_acts.TURNED), len(ids))


def _nothing(corrected: Corrected, report: Row, rows: pd.DataFrame) -> pane.Node:
    """Return what stands where no row is shown: that all were looked at, or that there are none; and where to go on."""
    count, of_tasks = len(rows), "progress_id" in rows
    none = _("这篇报告没有可与目标对照的任务") if of_tasks else _("这篇报告没有指标")
    following = review_rows.next_report(corrected.progress if of_tasks else corrected.metrics, report["report_id"])
    every = _("看全部 {count} 行").format(count=figures.number(count))
    onward = {"report": following, "view": "tasks" if of_tasks else "metrics"}
    return pane.el(
        "section", "empty", said.line(),
        pane.el("h2", "", _("这篇报告校完了") if count else none),
        pane.el(
            "div", "actions",
            pane.el("button", "primary", _("校下一篇"), go=onward) if following else None,
            pane.el("button", "", every, go={"all": True}) if count else None,
        ),
    )  # fmt: skip


def asked_for(asked: Any) -> None:
    """Do what a key or a click asked for; in a callback."""
    if "act" in asked:
        _act(asked)
    elif "said" in asked:
        said.answer(asked)
    elif "undo" in asked:
        review_acts.undo(asked["undo"])
    elif "redo" in asked:
        said.attempt(partial(store().library.redo, asked["redo"]), _("这处更正已恢复。"))
    elif "page" in asked:
        evidence.follow_action(asked)
    else:
        _look(asked)


def _look(asked: Any) -> None:
    """Look at another row, report, place or page of the list."""
    if "row" in asked:
        review_acts.open_row(asked["row"])
    elif "metric" in asked:
        address.put(PAGE, "view", "metrics")
        review_acts.open_row(asked["metric"])
    elif "report" in asked or "rows" in asked:
        address.put(PAGE, "r", asked.get("report") or asked["rows"])
        address.put(PAGE, "view", asked.get("view") or ("reports" if "report" in asked else "metrics"))
        review_acts.open_row(None)
    elif "place" in asked:
        st.session_state[review_acts.PLACE] = asked["place"]
    elif "turn" in asked:
        st.session_state[review_acts.TURNED] = asked["turn"]
    elif "all" in asked:
        address.put(PAGE, "unreviewed", given=False)


def _act(asked: Any) -> None:
    act = asked["act"]
    if act in ("confirm", "reject", "unlink"):
        if review_acts.on_row(asked.get("of", "metric"), act, asked["row"]):
            review_acts.open_row(asked["then"])
    elif act == "undo":
        review_acts.undo_last()
    else:
        st.session_state[review_acts.DIALOG] = asked
