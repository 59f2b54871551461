"""The page 进度: which tasks are behind, by how much, says who."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from guoban.export.frames import metrics_frame, tasks_frame
from guoban.locale import translate as _
from guoban.reporting import labels, tasks
from guoban.reporting.tasks import RED_POINTS, YELLOW_POINTS
from guoban.ui import address, downloads, empty, evidence, pane, papers, progress_list, shell
from guoban.ui.chart_style import current_palette
from guoban.ui.facets import Facet
from guoban.ui.filters import SHARED, Filters
from guoban.ui.memory import remembered
from guoban.ui.paging import Page
from guoban.ui.progress_chart import progress_chart
from guoban.ui.shell import View

PAGE = "progress"
TURNED = "progress.turned"
LISTED = "progress.listed"
STATUS = Facet("status", "状态", "status", labels.status)
CARD = Facet("card", "亮牌", "card", labels.card)
HORIZON = Facet("horizon", "期限", "horizon", labels.horizon)
KIND = Facet("kind", "完成率来源", "kind", labels.kind)
REASON = Facet("reason", "未判定原因", "reason", labels.reason)
VIEWS = {"table": "表", "chart": "图", "targets": "无完成值", "actuals": "无目标值"}
OF_TASKS = ("table", "chart")


def draw(view: View) -> None:
    """Draw the page."""
    rows = view.all_tasks()
    found = Filters(PAGE, rows, (*view.facets, STATUS, CARD, HORIZON, KIND, REASON))
    shown = view.value("view") if view.value("view") in VIEWS else "table"
    _side(found, of_tasks=shown in OF_TASKS)
    kept = remembered((rows,), ("kept", *sorted(found.chosen.items())), lambda: tasks.in_order(found.kept()))
    free = {"targets": view.unmet_targets(), "actuals": view.untargeted_actuals()}
    _toolbar(view, found, kept, free)
    _back_to_first(view, found)
    if shown in free:
        _alone(view, free[shown], shown)
        return
    if kept.empty:
        head = _("没有符合条件的任务") if len(rows) else _("这份汇编没有读到可与目标对照的任务")
        pane.show(empty.tree(head, found.ways_out()), "progress.empty", on_go=lambda go: empty.drop(PAGE, go))
    elif shown == "chart":
        _chart(view, kept, _filter_words(found))
    else:
        _table(view, kept)


def _back_to_first(view: View, found: Filters) -> None:
    """Forget which page of the list was turned to when the list is another one."""
    now = (view.compilation.id, view.value("view"), tuple(sorted(found.chosen.items())))
    if st.session_state.get(LISTED) != now:
        st.session_state.pop(TURNED, None)
        st.session_state[LISTED] = now


def _side(found: Filters, *, of_tasks: bool) -> None:
    if not of_tasks:
        return
    with shell.page_filters():
        found.draw(HORIZON, order=list(labels.HORIZONS))
        found.draw(KIND, order=list(labels.KINDS))
        if "unknown" in found.chosen["status"] or found.chosen["reason"]:
            found.draw(REASON, order=list(labels.REASONS))
        left, right = st.columns(2)
        for place, name, word in ((left, "yellow", _("黄牌线（点）")), (right, "red", _("红牌线（点）"))):
            place.number_input(
                word, 0, 100, step=1, key=address.among(PAGE, name, range(101)), persist_state="session",
                help=_("完成率低于序时进度多少个百分点时亮牌；按本单位的办法改。") if name == "yellow" else None,
            )  # fmt: skip
        if address.value(PAGE, "red") < address.value(PAGE, "yellow"):
            st.warning(_("红牌线低于黄牌线，先按红牌算。"))


def _filter_words(found: Filters) -> tuple[str, ...]:
    """Return in words what was chosen, and by which lines cards were given where they are not the usual ones."""
    yellow, red = address.value(PAGE, "yellow"), address.value(PAGE, "red")
    lines = _("黄牌线 {yellow} 点、红牌线 {red} 点").format(yellow=yellow, red=red)
    return (*found.words(), *(() if (yellow, red) == (YELLOW_POINTS, RED_POINTS) else (lines,)))


def _toolbar(view: View, found: Filters, kept: pd.DataFrame, free: Mapping[str, pd.DataFrame]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="progress-toolbar"):
        shown = address.value(PAGE, "view")
        if shown in OF_TASKS:
            _statuses(found)
        st.space("stretch")
        st.segmented_control(
            _("显示"), list(VIEWS),
            format_func=lambda one: f"{_(VIEWS[one])} {len(free[one]):,}" if one in free else _(VIEWS[one]),
            required=True, key=address.among(PAGE, "view", VIEWS), label_visibility="collapsed", persist_state="session",
        )  # fmt: skip
        if shown in free:
            name = _("无完成值的目标") if shown == "targets" else _("无目标的完成值")
            rows = free[shown]
            own = Filters(PAGE, view.all_reports, SHARED).words()
            downloads.draw(view.compilation, name, lambda quotes: metrics_frame(rows, quotes), PAGE, own)
        else:
            words = _filter_words(found)
            choice = papers.Choice(view.reports["report_id"], words, kept["progress_id"])
            with st.container(horizontal=True, gap="xsmall", width="content"):
                papers.draw(view, PAGE, choice, ["ledger"])
                downloads.draw(view.compilation, _("进度"), lambda quotes: tasks_frame(kept, quotes), PAGE, words)


def _statuses(found: Filters) -> None:
    by_status, by_card = found.counts(STATUS), found.counts(CARD)
    st.session_state[address.key(PAGE, "status")] = [
        one for one in address.value(PAGE, "status") if one in tasks.STATUS_ORDER
    ]
    st.segmented_control(
        _("状态"), tasks.STATUS_ORDER, selection_mode="multi", key=address.key(PAGE, "status"),
        format_func=lambda one: f"{labels.STATUS_MARKS[one]} {labels.status(one)} {by_status.get(one, 0):,}",
        label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    st.session_state[address.key(PAGE, "card")] = [one for one in address.value(PAGE, "card") if one in labels.CARDS]
    st.pills(
        _("亮牌"), list(labels.CARDS), selection_mode="multi", key=address.key(PAGE, "card"),
        format_func=lambda card: f"{labels.card(card)} {by_card.get(card, 0):,}",
        label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    st.caption(_("共 {count} 项").format(count=f"{sum(by_status.values()):,}"), width="content")


@shell.fragment
def _table(view: View, kept: pd.DataFrame) -> None:
    selected = _selected(view, kept, "progress_id")
    page = _page(kept["progress_id"].tolist().index(selected["progress_id"]), len(kept))
    pane.show(progress_list.page_tree(view, kept, page, selected), "progress.pane", on_go=_chosen)


@shell.fragment
def _alone(view: View, rows: pd.DataFrame, shown: str) -> None:
    """Draw what stands alone, targets or actuals; the filters of tasks do not apply to them."""
    if rows.empty:
        every = {"targets": tasks.unmet_targets, "actuals": tasks.untargeted_actuals}[shown]
        ways = Filters(PAGE, every(view.all_metrics, view.all_progress), view.facets).ways_out()
        head = _("没有缺完成值的目标") if shown == "targets" else _("没有缺目标的完成值")
        pane.show(empty.tree(head, ways), "progress.empty", on_go=lambda go: empty.drop(PAGE, go))
        return
    selected = _selected(view, rows, "metric_id")
    page = _page(rows["metric_id"].tolist().index(selected["metric_id"]), len(rows))
    tree = progress_list.alone_tree(view, rows, page, selected, shown)
    pane.show(tree, "progress.alone", on_go=_chosen)


def _page(place: int, count: int) -> Page:
    return Page.holding(place, st.session_state.get(TURNED), count)


@shell.fragment
def _chart(view: View, kept: pd.DataFrame, filters: Sequence[str]) -> None:
    with st.grid(3, min_column_width=300, gap="medium") as grid:
        with grid.cell(column_span=2):
            chart = progress_chart(kept, current_palette())
            title = " · ".join((_("进度"), *filters))
            with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
                st.caption(chart.legend)
                downloads.pictures(view, _("进度图"), lambda: picture(kept, title), PAGE)
            figure = (
                chart.figure.update_traces(unselected={"marker": {"opacity": 1}}) if chart.figure is not None else None
            )
            st.plotly_chart(
                figure, theme=None, config={"displayModeBar": False}, key="progress.chart", alt=chart.alt,
                on_select=lambda: _point_chosen(kept), selection_mode="points",
            )  # fmt: skip
            if chart.note:
                st.caption(chart.note)
        with grid.cell():
            pane.show(
                pane.el("div", "beside", evidence.task_panel(view, _selected(view, kept, "progress_id"))),
                "progress.evidence",
                on_go=_chosen,
            )


def picture(rows: pd.DataFrame, title: str) -> Any:
    """Return the chart of `rows` as a picture."""
    from guoban.export.pictures import draw_tasks  # noqa: PLC0415  (matplotlib takes a second to load)

    return draw_tasks(rows, title=title)


def _point_chosen(kept: pd.DataFrame) -> None:
    points = st.session_state["progress.chart"]["selection"]["points"]
    ranked = kept.sort_values("gap", kind="stable", na_position="last")["progress_id"].tolist()
    if points and 0 <= (place := int(points[0]["y"])) < len(ranked):
        address.put(PAGE, "at", ranked[place])


def _selected(view: View, rows: pd.DataFrame, identifier: str) -> dict[Any, Any]:
    """Return the chosen row, else the first."""
    chosen = rows[rows[identifier] == view.value("at")]
    return (chosen if len(chosen) else rows).iloc[[0]].to_dict("records")[0]


def _chosen(asked: Any) -> None:
    if "row" in asked:
        address.put(PAGE, "at", asked["row"])
    elif "turn" in asked:
        st.session_state[TURNED] = asked["turn"]
    else:
        evidence.follow_action(asked)
