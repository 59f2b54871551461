"""The page 部门: who is there, how does this one do, how do they compare."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from guoban.export.frames import reports_frame
from guoban.locale import translate as _
from guoban.reporting import labels
from guoban.ui import address, departments_tree, downloads, empty, evidence, pane, papers, shell
from guoban.ui.facets import Facet
from guoban.ui.filters import Filters
from guoban.ui.frame import GRID_TOOLBAR_PIXELS
from guoban.ui.memory import remembered
from guoban.ui.paging import Page
from guoban.ui.profile import profile
from guoban.ui.shell import View

PAGE = "departments"
VIEWS = {"profile": "档案", "roster": "名录", "compare": "对比"}
OPENED = "departments.opened"
TURNED = "departments.turned"
LISTED = "departments.listed"
HOLDS = Facet("holds", "任务", "holds", departments_tree.holds_word)
NAMED = Facet("q", "部门名称", "found", lambda _yes: str(address.value(PAGE, "q")).strip())
MOST_BESIDE = 4
GRID_ROWS = 20


def draw(view: View) -> None:
    """Draw the page."""
    rows = view.all_tasks()
    every = remembered(
        (view.all_reports, rows, view.all_metrics),
        ("roster", view.language),
        lambda: departments_tree.roster(view.all_reports, rows, view.all_metrics),
    )
    words = str(view.value("q")).strip()
    every = every.assign(found=departments_tree.named(every, words)) if words else every
    found = DepartmentFilters(PAGE, every, (*view.facets, HOLDS, *([NAMED] if words else [])))
    with shell.page_filters():
        found.draw(HOLDS, order=list(departments_tree.HOLDS))
    order = view.value("order")
    frame = remembered(
        (every,),
        ("kept", order, *sorted(found.chosen.items())),
        lambda: departments_tree.in_order(found.kept(), order),
    )
    _toolbar(view, frame, found.words())
    if frame.empty:
        tree = empty.tree(_("没有符合条件的部门"), found.ways_out(), "篇")
        pane.show(tree, "departments.empty", on_go=lambda go: empty.drop(PAGE, go))
    elif view.value("view") == "roster":
        _roster(frame)
    elif view.value("view") == "compare":
        _compare(view, frame, rows)
    else:
        _profile(view, frame, rows)


class DepartmentFilters(Filters):
    """The page's filters; the search by name is a facet like the others."""

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The values chosen for each facet, by its name."""
        own = {facet.name: address.chosen(self.page, facet.name) for facet in self.facets if facet is not NAMED}
        return own | ({"q": (departments_tree.YES,)} if NAMED in self.facets else {})


def _toolbar(view: View, frame: pd.DataFrame, filters: Sequence[str]) -> None:
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
            _("部门名称"), key=keys["q"], placeholder=_("部门名称"), icon=":material/search:", width=150,
            label_visibility="collapsed", persist_state="session",
        )  # fmt: skip
        if len(frame):
            papers.draw(view, PAGE, papers.Choice(frame["report_id"], filters))
        downloads.draw(view.compilation, _("部门"), lambda _quotes: reports_frame(frame), PAGE, filters)


@shell.fragment
def _profile(view: View, frame: pd.DataFrame, rows: pd.DataFrame) -> None:
    chosen = view.value("r")
    if chosen not in set(frame["report_id"]):
        chosen = frame["report_id"].iloc[0]
    place = frame["report_id"].tolist().index(chosen)
    listed = (view.compilation.id, view.value("order"), len(frame), frame["report_id"].iloc[0])
    if st.session_state.get(LISTED) != listed:
        st.session_state.pop(TURNED, None)
        st.session_state[LISTED] = listed
    page = Page.holding(place, st.session_state.get(TURNED), len(frame))
    one = profile(view, rows, chosen)
    tree = departments_tree.page_tree(frame, page, one, view.value("beside"), view.value("numbers"))
    pane.show(tree, "departments.pane", on_go=_clicked)
    evidence.draw_drawer(view, rows)


def _clicked(asked: Any) -> None:
    if "page" in asked:
        evidence.follow_action(asked)
    elif "turn" in asked:
        st.session_state[TURNED] = asked["turn"]
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
    st.space(GRID_TOOLBAR_PIXELS)
    st.dataframe(
        shown,
        hide_index=True,
        row_height=31,
        height="content" if len(shown) <= GRID_ROWS else 31 * (GRID_ROWS + 2),
        column_config={
            labels.column("department"): st.column_config.TextColumn(pinned=True),
            labels.column("characters"): st.column_config.NumberColumn(format="localized"),
            " ": st.column_config.ButtonColumn(
                " ", type="tertiary", on_click=_open, args=(frame["report_id"].tolist(),), key=OPENED
            ),
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
    tree = departments_tree.compare_tree([profile(view, rows, one) for one in chosen], view.value("numbers"))
    pane.show(tree, "departments.compare", on_go=_clicked)
    evidence.draw_drawer(view, rows)
