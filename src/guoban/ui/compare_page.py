"""The page 对比: several compilations at once, over time and across departments."""

from collections.abc import Callable, Sequence
from typing import cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from guoban.errors import GuobanError
from guoban.library import Entry
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.reporting import figures
from guoban.ui import (
    address,
    compare_held,
    compare_rank_view,
    compare_years_view,
    empty,
    frame,
    language,
    pane,
    routing,
    shell,
)
from guoban.ui.compare_data import PAGE, Compared, chosen, compared, time_words
from guoban.ui.store import store

VIEWS: dict[str, str] = {
    "years": "同部门历年",
    "rank": "同指标横比",
    "carried": "目标与实绩",
    "never": "没有再提",
}
DRAWN: dict[str, Callable[[Compared, DeltaGenerator], None]] = {
    "years": compare_years_view.draw,
    "rank": compare_rank_view.draw,
    "carried": compare_held.draw_carried,
    "never": compare_held.draw_never,
}


def draw() -> None:
    """Draw the page."""
    routing.ensure(PAGE)
    language.use()
    try:
        _draw()
    except GuobanError as problem:
        pane.show(pane.el("div", "empty", pane.el("p", "", error_text(problem))), "compare.failed")


def _draw() -> None:
    entries = store().library.entries()
    if not entries:
        empty.nothing_open(lambda asked: shell.go(asked["page"]))
        return
    sample = next((one.id for one in store().all() if one.sample), "")
    side = cast("DeltaGenerator", shell.page_filters())
    with side:
        _choose(entries, sample)
    counted = chosen(entries, sample)
    data = compared(counted)
    view = _toolbar()
    pane.show(_lead(data), "compare.lead")
    DRAWN[view](data, side)


def _choose(entries: Sequence[Entry], sample: str) -> None:
    """Draw which compilations count; none chosen are all but the sample."""
    words = frame.choices(store().all())
    key = address.key(PAGE, "of")
    st.session_state[key] = [one for one in address.value(PAGE, "of") if one in words]
    alone = sample and len(entries) == 1
    st.multiselect(
        _("汇编"), list(words), format_func=words.__getitem__, key=key, select_all=False, persist_state="session",
        placeholder=_("全部") if alone or not sample else _("全部（样例除外）"),
    )  # fmt: skip


def _toolbar() -> str:
    view = st.segmented_control(
        _("对比什么"), list(VIEWS), format_func=lambda one: _(VIEWS[one]), required=True,
        key=address.among(PAGE, "view", VIEWS), label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    return str(view)


def _lead(data: Compared) -> pane.Node:
    """Return the line that says what is compared, under which names."""
    times = data.times()
    span = ""
    if times:
        span = time_words(times[0]) if len(times) == 1 else f"{time_words(times[0])} – {time_words(times[-1])}"
    merged = len(data.departments) + len(data.indicators)
    words = _("{compilations} 份汇编，{reports} 篇报告").format(
        compilations=figures.number(len(data.compilations)), reports=figures.number(len(data.reports()))
    )
    told = _("已归并 {count} 个名称").format(count=figures.number(merged)) if merged else ""
    return pane.el("p", "second", " · ".join(part for part in (words, span, told) if part))
