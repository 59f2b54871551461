"""目标与实绩 and 没有再提 on the page: two periods chosen, what the later one says of the earlier one's plans."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.ui import (
    address,
    compare_carried,
    compare_evidence,
    compare_export,
    compare_plans,
    empty,
    filters,
    pane,
    shell,
)
from guoban.ui.compare_data import PAGE, Compared, Tell, in_both, telling, time_words, usual_times
from guoban.ui.facets import Facet
from guoban.ui.filters import Filters
from guoban.ui.paging import Page

TURNED = "compare.held.turned"
LISTED = "compare.held.listed"
TYPE = Facet("of_type", "部门类型", "type", labels.department_type)
DEPARTMENT = Facet("of_department", "部门", "department", labels.department)
OUTCOME = Facet("outcome", "结果", "outcome", labels.outcome)
Tree = Callable[[Compared, pd.DataFrame, Page, str], pane.Node]


def draw_carried(data: Compared, side: DeltaGenerator) -> None:
    """Draw the targets of one period against the next one's results."""
    times = _times(data, side)
    if times is None:
        return
    rows = _reckoned(lambda tell: data.carried(*times, tell)).rename(columns={"status": "outcome"})
    found = Filters(PAGE, rows, (TYPE, DEPARTMENT, OUTCOME))
    _side(found, side)
    kept = compare_carried.in_order(found.kept())
    heading, right = st.columns([5, 1], vertical_alignment="center")
    with heading:
        _outcomes(found)
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        compare_export.draw(
            data, _("目标与实绩"), lambda: compare_carried.export(data, kept), "compare.carried", _words(found, times)
        )
    if kept.empty:
        _nothing(found, _("没有符合条件的目标") if len(rows) else _("上一期的报告里没有延到本期的目标"))
        return
    _list(data, kept, compare_carried.page_tree, "target_metric_id")


def draw_never(data: Compared, side: DeltaGenerator) -> None:
    """Draw what one period planned and the next one never mentions."""
    times = _times(data, side)
    if times is None:
        return
    rows = compare_plans.with_id(_reckoned(lambda tell: data.never_mentioned(*times, tell)))
    found = Filters(PAGE, rows, (TYPE, DEPARTMENT))
    _side(found, side)
    kept = found.kept()
    if kept.empty:
        none = (
            _("按名称查找，没有发现后一期不再提的事项")
            if in_both(data, *times)
            else _("没有一个部门两期都有报告，无从查起")
        )
        _nothing(found, _("没有符合条件的事项") if len(rows) else none)
        return
    heading, right = st.columns([3, 1], vertical_alignment="center")
    with heading:
        counted = _("{count} 项打算在{after}的报告里没有找到").format(
            count=figures.number(len(kept)), after=time_words(times[1])
        )
        note = _("只按名称查找，是线索不是结论；没有后一期报告的部门不列。带数的目标见“目标与实绩”。")
        pane.show(pane.el("div", "", pane.el("h2", "", counted), pane.el("p", "second", note)), "compare.never.head")
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        compare_export.draw(
            data, _("没有再提"), lambda: compare_plans.export(data, kept), "compare.never", _words(found, times)
        )
    _list(data, kept, compare_plans.page_tree, "plan_id")


def _times(data: Compared, side: DeltaGenerator) -> tuple[str, str] | None:
    """Draw the choice of two periods; None, and why, where there are not two."""
    known = data.times()
    before, after = usual_times(data)
    if not before:
        words = _("要有两个时期的报告才能对照；再导入一期，或在左边多选几份汇编。")
        pane.show(
            pane.el("div", "empty", pane.el("h2", "", _("只有一个时期")), pane.el("p", "second", words),
                    pane.el("button", "", _("去导入"), go={"page": "import"})),
            "compare.held.alone", on_go=lambda asked: shell.go(asked["page"]),
        )  # fmt: skip
        return None
    with side:
        for name, word, usual in (("before", _("上一期（目标）"), before), ("after", _("本期（实绩）"), after)):
            key = address.key(PAGE, name)
            if st.session_state.get(key) not in known:
                st.session_state[key] = usual
            st.selectbox(word, known, format_func=time_words, key=key, persist_state="session")
    chosen = str(address.value(PAGE, "before")), str(address.value(PAGE, "after"))
    if known.index(chosen[0]) >= known.index(chosen[1]):
        words = _("上一期要早于本期。")
        pane.show(pane.el("div", "empty", pane.el("p", "second", words)), "compare.held.order")
        return None
    return chosen


def _reckoned(make: Callable[[Tell], pd.DataFrame]) -> pd.DataFrame:
    """Return what `make` gives, its progress shown while it takes long; leaving the view stops it."""
    with telling(_("正在对照：{done} / {total} 个部门")) as tell:
        return make(tell)


def _side(found: Filters, side: DeltaGenerator) -> None:
    with side:
        found.draw(TYPE, box=True)
        found.draw(DEPARTMENT, box=True)


def _outcomes(found: Filters) -> None:
    counts = found.counts(OUTCOME)
    options = [one for one in labels.OUTCOMES if counts.get(one) or one in address.value(PAGE, "outcome")]
    key = address.key(PAGE, "outcome")
    st.session_state[key] = [one for one in address.value(PAGE, "outcome") if one in options]
    st.pills(
        _("结果"), options, selection_mode="multi", key=key, label_visibility="collapsed", wrap=True, persist_state="session",
        format_func=lambda one: f"{labels.OUTCOME_MARKS[one]} {labels.outcome(one)} {counts.get(one, 0):,}",
    )  # fmt: skip


def _words(found: Filters, times: tuple[str, str]) -> list[str]:
    chosen = [f"{_(way.label)}：{'、'.join(way.words)}" for way in found.ways_out()]
    return [f"{_('上一期（目标）')}：{time_words(times[0])}", f"{_('本期（实绩）')}：{time_words(times[1])}", *chosen]


def _nothing(found: filters.Filters, head: str) -> None:
    pane.show(empty.tree(head, found.ways_out()), "compare.held.empty", on_go=lambda go: empty.drop(PAGE, go))


@shell.fragment
def _list(data: Compared, rows: pd.DataFrame, tree: Tree, identifier: str) -> None:
    now = (identifier, len(rows), rows[identifier].iloc[0])
    if st.session_state.get(LISTED) != now:
        st.session_state[LISTED] = now
        st.session_state.pop(TURNED, None)
    selected = str(address.value(PAGE, "at") or "")
    ids = list(rows[identifier])
    page = Page.holding(ids.index(selected) if selected in ids else 0, st.session_state.get(TURNED), len(rows))
    pane.show(tree(data, rows, page, selected), f"compare.{identifier}", on_go=_asked)


def _asked(asked: Any) -> None:
    if "at" in asked and "page" not in asked:
        address.put(PAGE, "at", asked["at"])
    elif "turn" in asked:
        st.session_state[TURNED] = asked["turn"]
    else:
        compare_evidence.follow(asked)
