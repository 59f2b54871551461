"""The page 部门: who is there, how does this one do, how do they compare."""

from typing import Any

import pandas as pd
import streamlit as st

from guoban.locale import translate as _
from guoban.ui import address, departments_tree, downloads, empty, evidence, pane, shell
from guoban.ui.facets import WayOut
from guoban.ui.filters import SHARED, Filters
from guoban.ui.profile import profile
from guoban.ui.shell import View

PAGE = "departments"
VIEWS = {"profile": "档案", "roster": "名录", "compare": "对比"}
OPENED = "departments.opened"
MOST_BESIDE = 4
GRID_ROWS = 20
TOOLBAR_PIXELS = 20  # the grid's own toolbar hangs over its head


def draw(view: View) -> None:
    """Draw the page."""
    rows = view.all_tasks()
    frame = departments_tree.roster(view.reports, rows, view.all_metrics)
    frame = departments_tree.in_order(_found(frame, str(view.value("q"))), view.value("order"))
    _toolbar(view, frame)
    if frame.empty:
        _nothing(view)
    elif view.value("view") == "roster":
        _roster(frame)
    elif view.value("view") == "compare":
        _compare(view, frame, rows)
    else:
        _profile(view, frame, rows)


def _found(frame: pd.DataFrame, words: str) -> pd.DataFrame:
    words = words.strip()
    if not words:
        return frame
    return frame[
        frame["department"].str.contains(words, case=False, regex=False)
        | frame["title"].str.contains(words, case=False, regex=False)
    ]


def _toolbar(view: View, frame: pd.DataFrame) -> None:
    keys = {
        "view": address.among(PAGE, "view", VIEWS),
        "order": address.among(PAGE, "order", departments_tree.ORDERS),
        "q": address.key(PAGE, "q"),
    }
    st.session_state.setdefault(keys["q"], "")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            _("显示"), list(VIEWS), format_func=lambda one: _(VIEWS[one]), required=True, key=keys["view"],
            label_visibility="collapsed", persist_state="session",
        )  # fmt: skip
        if view.value("view") != "compare":
            st.segmented_control(
                _("排序"), list(departments_tree.ORDERS), format_func=lambda one: _(departments_tree.ORDERS[one]),
                required=True, key=keys["order"], label_visibility="collapsed", persist_state="session",
            )  # fmt: skip
        st.space("stretch")
        st.text_input(
            _("部门名称"), key=keys["q"], placeholder=_("部门名称"), icon=":material/search:", width=180,
            label_visibility="collapsed", persist_state="session",
        )  # fmt: skip
        downloads.draw(view.compilation, _("部门"), lambda: departments_tree.display(frame), PAGE)


def _nothing(view: View) -> None:
    ways = Filters(PAGE, view.all_reports, SHARED).ways_out()
    words = str(view.value("q")).strip()
    if words:
        ways = (WayOut("q", "部门名称", (words,), len(view.reports)), *ways)
    pane.show(
        empty.tree(_("没有符合条件的部门"), ways, "篇"), "departments.empty", on_go=lambda go: empty.drop(PAGE, go)
    )


@shell.fragment
def _profile(view: View, frame: pd.DataFrame, rows: pd.DataFrame) -> None:
    chosen = view.value("r")
    if chosen not in set(frame["report_id"]):
        chosen = frame["report_id"].iloc[0]
    tree = departments_tree.page_tree(frame, profile(view, rows, chosen), view.value("beside"))
    pane.show(tree, "departments.pane", on_go=_clicked)
    evidence.draw_drawer(view, rows)


def _clicked(asked: Any) -> None:
    if "page" in asked:
        evidence.follow_action(asked)
    elif "r" in asked:
        address.put(PAGE, "r", asked["r"])
        address.put(PAGE, "view", "profile")
    elif "beside" in asked:
        _toggle_beside(asked["beside"])
    elif "task" in asked:
        evidence.ask_drawer("task", asked["task"])
    elif "metric" in asked:
        evidence.ask_drawer("metric", asked["metric"])


def _toggle_beside(report_id: str) -> None:
    beside = list(address.value(PAGE, "beside"))
    if report_id in beside:
        beside.remove(report_id)
    else:
        beside = [*beside, report_id][-MOST_BESIDE:]
    address.put(PAGE, "beside", beside)


def _roster(frame: pd.DataFrame) -> None:
    shown = departments_tree.display(frame)
    shown.insert(2, " ", _("看档案"))
    st.space(TOOLBAR_PIXELS)
    st.dataframe(
        shown,
        hide_index=True,
        row_height=31,
        height="content" if len(shown) <= GRID_ROWS else 31 * (GRID_ROWS + 2),
        column_config={
            " ": st.column_config.ButtonColumn(
                " ", type="tertiary", on_click=_open, args=(frame["report_id"].tolist(),), key=OPENED
            )
        },
        key="departments.roster",
    )


def _open(report_ids: list[str]) -> None:
    row = st.session_state[OPENED]["row"]
    address.put(PAGE, "r", report_ids[row])
    address.put(PAGE, "view", "profile")


@shell.fragment
def _compare(view: View, frame: pd.DataFrame, rows: pd.DataFrame) -> None:
    names = dict(zip(frame["report_id"], frame["department"], strict=True))
    seqs = dict(zip(frame["report_id"], frame["seq"], strict=True))
    key = address.key(PAGE, "beside")
    beside = [report for report in view.value("beside") if report in names]
    st.session_state[key] = beside or list(names)[:2]
    chosen = st.multiselect(
        _("选两到四个部门"), list(names), format_func=lambda one: f"{seqs[one]} {names[one] or _('部门不明')}", key=key,
        max_selections=MOST_BESIDE, select_all=False, persist_state="session",
    )  # fmt: skip
    if not chosen:
        st.info(_("先选要对比的部门。"))
        return
    tree = departments_tree.compare_tree([profile(view, rows, one) for one in chosen])
    pane.show(tree, "departments.compare", on_go=_clicked)
    evidence.draw_drawer(view, rows)
