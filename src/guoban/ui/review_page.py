"""The page 校核: from row to row, the text beside it, confirmed, corrected or rejected by a key."""

import pandas as pd
import streamlit as st

from guoban.corrections import Corrected
from guoban.locale import translate as _
from guoban.ui import (
    address,
    empty,
    pane,
    review_acts,
    review_form,
    review_links,
    review_outline,
    review_views,
    shell,
    text_page,
)
from guoban.ui.filters import SHARED, Filters
from guoban.ui.review_rows import Row
from guoban.ui.shell import View
from guoban.ui.store import store

PAGE = "review"
VIEWS = {"metrics": "指标", "tasks": "进度", "reports": "部门"}
DIALOGS = {"edit": review_form, "add": review_form, "link": review_links, "task": review_links}
SIDEBAR = ["report_id", "department", "type", "level", "region"]
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
    if not view.all_reports[SIDEBAR].equals(corrected.compilation.reports[SIDEBAR]):
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
        _switch(corrected, report)
        st.space("stretch")
        for name, word in SWITCHES.items() if _view() != "reports" else ():
            st.toggle(_(word), key=address.among(PAGE, name, (True, False)), persist_state="session")
    if _view() == "reports":
        review_views.reports(corrected, offered, report)
    else:
        {"metrics": review_views.metrics, "tasks": review_views.tasks}[_view()](corrected, report)
    asked = st.session_state.pop(review_acts.DIALOG, None)
    if asked:
        DIALOGS.get(asked["act"], review_outline).draw(corrected, asked)


def _view() -> str:
    found = str(address.value(PAGE, "view"))
    return found if found in VIEWS else "metrics"


def _offered(corrected: Corrected) -> pd.DataFrame:
    """Return the reports under the shared filters, with the one that is asked for."""
    reports = corrected.compilation.reports
    kept = Filters(PAGE, reports, SHARED).kept()
    asked = address.value(PAGE, "r")
    found: pd.DataFrame = reports[reports["report_id"].isin(kept["report_id"]) | (reports["report_id"] == asked)]
    return found


def _report(corrected: Corrected, offered: pd.DataFrame) -> Row:
    """Return the chosen report: the one asked for, else the one of the row asked for, else the first."""
    ids = set(offered["report_id"])
    wanted, at = address.value(PAGE, "r"), str(address.value(PAGE, "at"))
    if wanted not in ids:
        row = review_acts.row_of(corrected, "metric", at) or review_acts.row_of(corrected, "progress", at)
        wanted = row.get("report_id")
    if wanted not in ids:
        wanted = offered["report_id"].iloc[0]
    st.session_state[address.key(PAGE, "r")] = wanted
    found: list[Row] = offered[offered["report_id"] == wanted].to_dict("records")
    return found[0]


def _picker(offered: pd.DataFrame, report: Row) -> None:
    ids = offered["report_id"].tolist()
    names = text_page.names_of(offered)
    here = ids.index(report["report_id"])
    st.selectbox(
        _("报告"), ids, format_func=names.__getitem__, key=address.key(PAGE, "r"), on_change=review_acts.open_row,
        args=(None,), label_visibility="collapsed", width=360, persist_state="session",
    )  # fmt: skip
    for sign, hint, target in (("‹", _("上一篇"), here - 1), ("›", _("下一篇"), here + 1)):
        there = 0 <= target < len(ids)
        st.button(sign, help=hint, disabled=not there, key=f"review.{'next' if sign == '›' else 'previous'}",
                  on_click=_open_report, args=(ids[target],) if there else ())  # fmt: skip


def _switch(corrected: Corrected, report: Row) -> None:
    """Draw the switch between the kinds of rows, with what is left to review of each."""
    own = str(report["report_id"])
    frames = {"metrics": corrected.metrics, "tasks": corrected.progress}
    key = address.among(PAGE, "view", list(VIEWS))
    st.session_state[key] = _view()
    open_rows = {
        name: int(((frame["report_id"] == own) & (frame["state"] == "auto")).sum()) for name, frame in frames.items()
    }
    st.segmented_control(
        _("查看"), list(VIEWS), required=True, key=key, label_visibility="collapsed", persist_state="session",
        format_func=lambda one: f"{_(VIEWS[one])} {open_rows[one]}" if one in open_rows else _(VIEWS[one]),
        on_change=review_acts.open_row, args=(None,), help=_("数字是还没有校的行数"),
    )  # fmt: skip


def _open_report(report_id: str) -> None:
    address.put(PAGE, "r", report_id)
    review_acts.open_row(None)
