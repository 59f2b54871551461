"""The page 校核: from row to row, the text beside it, confirmed, corrected or rejected by a key."""

from typing import Any

import pandas as pd
import streamlit as st

from guoban.corrections import Corrected, said_of, spot_of
from guoban.locale import translate as _
from guoban.reporting import figures
from guoban.ui import (
    address,
    empty,
    evidence,
    pane,
    review_acts,
    review_form,
    review_rows,
    review_text,
    review_tree,
    shell,
    text_page,
)
from guoban.ui.filters import SHARED, Filters
from guoban.ui.paging import Page
from guoban.ui.review_rows import Row
from guoban.ui.said import attempt, show_said
from guoban.ui.shell import View
from guoban.ui.store import store

PAGE = "review"
VIEWS = {"metrics": "指标"}
TURNED = "review.turned"
SWITCHES = {"unreviewed": "只看未校", "noted": "有提示的在前"}


def draw(view: View) -> None:
    """Draw the page."""
    body(view)


@shell.fragment
def body(view: View) -> None:
    """Draw everything under the menu: whatever is said here or by another shows on the next run."""
    corrected = store().corrected(view.compilation.id)
    if corrected is None:
        st.rerun()
    offered = _offered(corrected)
    if offered.empty:
        ways = Filters(PAGE, corrected.compilation.reports, SHARED).ways_out()
        tree = empty.tree(_("没有符合条件的报告"), ways, unit="篇")
        pane.show(tree, "review.empty", on_go=lambda go: empty.drop(PAGE, go))
        return
    report = _report(corrected, offered)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _picker(offered, report)
        if not show_said():
            st.space("stretch")
        for name, word in SWITCHES.items():
            st.toggle(_(word), key=address.among(PAGE, name, (True, False)), persist_state="session")
    _metrics(corrected, report)
    review_form.draw(corrected)


def _offered(corrected: Corrected) -> pd.DataFrame:
    """Return the reports under the shared filters, with the one that is asked for."""
    reports = corrected.compilation.reports
    kept = Filters(PAGE, reports, SHARED).kept()
    asked = address.value(PAGE, "r")
    found: pd.DataFrame = reports[reports["report_id"].isin(kept["report_id"]) | (reports["report_id"] == asked)]
    return found


def _report(corrected: Corrected, offered: pd.DataFrame) -> Row:
    """Return the chosen report: the one asked for, else the one of the row asked for, else the first."""
    by_id = {str(row["report_id"]): row for row in offered.to_dict("records")}
    wanted = address.value(PAGE, "r")
    if wanted not in by_id:
        row = review_acts.row_of(corrected, "metric", str(address.value(PAGE, "at")))
        wanted = row.get("report_id")
    if wanted not in by_id:
        wanted = next(iter(by_id))
    st.session_state[address.key(PAGE, "r")] = wanted
    return by_id[wanted]


def _picker(offered: pd.DataFrame, report: Row) -> None:
    ids = list(offered["report_id"])
    names = {row["report_id"]: text_page.name(row) for row in offered.to_dict("records")}
    here = ids.index(report["report_id"])
    st.selectbox(
        _("报告"), ids, format_func=names.__getitem__, key=address.key(PAGE, "r"), on_change=review_acts.open_row,
        args=(None,), label_visibility="collapsed", width=360, persist_state="session",
    )  # fmt: skip
    for sign, hint, target in (("‹", _("上一篇"), here - 1), ("›", _("下一篇"), here + 1)):
        there = 0 <= target < len(ids)
        st.button(sign, help=hint, disabled=not there, key=f"review.{'next' if sign == '›' else 'previous'}",
                  on_click=_open_report, args=(ids[target],) if there else ())  # fmt: skip


def _open_report(report_id: str) -> None:
    address.put(PAGE, "r", report_id)
    review_acts.open_row(None)


def _metrics(corrected: Corrected, report: Row) -> None:
    rows = review_rows.rows_of(corrected.metrics, str(report["report_id"]))
    choice = review_rows.Choice(bool(address.value(PAGE, "unreviewed")), bool(address.value(PAGE, "noted")))
    shown = review_rows.chosen(rows, choice)
    row = _selected(rows, shown)
    if row is None:
        pane.show(_nothing(len(rows), choice), "review.none", on_go=asked_for)
        return
    here = str(row["metric_id"])
    ahead = {
        "j": review_rows.beside(shown, "metric_id", here, 1),
        "k": review_rows.beside(shown, "metric_id", here, -1),
        "n": review_rows.next_open(rows, "metric_id", here),
        "then": review_rows.next_open(shown, "metric_id", here),
    }
    keys = review_tree.metrics_keys(rows, row, ahead)
    ids = shown["metric_id"].tolist()
    page = Page.holding(ids.index(here) if here in ids else 0, None, len(shown))
    compilation = corrected.compilation
    year = review_tree.year_of(compilation, row)
    library = store().library
    said = said_of(
        compilation, library.corrections(compilation.id, undone=True), "metric", spot_of(corrected, "metric", here)
    )
    panel = review_tree.metric_panel(compilation, row, library.load(compilation.id).metrics, said, keys)
    place = st.session_state.get(review_acts.PLACE, int(row["start"]))
    words = review_text.words_tree(compilation, report, rows, place, [int(row["start"])])
    left = [
        review_tree.share_line(rows),
        review_tree.rows_list(shown, page, here, year, f"rows {report['report_id']}"),
        review_tree.key_line(keys),
    ]
    pane.show(
        review_tree.page_tree(left, panel, words, here), "review.metrics", on_go=asked_for,
        keys=review_tree.with_aliases(keys), marking=[{"word": _("补录为指标"), "go": {"act": "add"}}],
    )  # fmt: skip


def _selected(rows: pd.DataFrame, shown: pd.DataFrame) -> Row | None:
    """Return the row that is looked at, else the first of those shown that nobody has looked at, else the first."""
    asked = rows[rows["metric_id"] == address.value(PAGE, "at")]
    if asked.empty:
        asked = shown[shown["state"] == "auto"]
    found: list[Row] = (asked if len(asked) else shown).head(1).to_dict("records")  # type: ignore[assignment]
    return found[0] if found else None


def _nothing(count: int, choice: review_rows.Choice) -> pane.Node:
    head = _("这篇报告校完了") if count and choice.unreviewed else _("这篇报告没有指标")
    return pane.el("section", "empty", pane.el("h2", "", head),
                   pane.el("button", "", _("看全部 {count} 行").format(count=figures.number(count)), go={"all": True})
                   if count else None)  # fmt: skip


def asked_for(asked: Any) -> None:
    """Do what a key or a click asked for; in a callback."""
    if "act" in asked:
        _act(asked)
    elif "row" in asked or "metric" in asked:
        review_acts.open_row(asked.get("row") or asked["metric"])
    elif "place" in asked:
        st.session_state[review_acts.PLACE] = asked["place"]
    elif "undo" in asked:
        review_acts.undo(asked["undo"])
    elif "redo" in asked:
        attempt(lambda: store().library.redo(asked["redo"]), _("这处更正已恢复。"))
    elif "all" in asked:
        address.put(PAGE, "unreviewed", given=False)
    else:
        evidence.follow_action(asked)


def _act(asked: Any) -> None:
    act = asked["act"]
    if act in ("confirm", "reject"):
        if review_acts.on_row("metric", act, asked["row"]):
            review_acts.open_row(asked["then"])
    elif act == "undo":
        review_acts.undo_last()
    else:
        st.session_state[review_acts.DIALOG] = asked
