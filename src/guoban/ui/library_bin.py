"""The bin of the library."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from guoban.library import Entry
from guoban.locale import translate as _
from guoban.reporting import figures
from guoban.ui import language, pane, who
from guoban.ui.figures_time import when
from guoban.ui.said import attempt
from guoban.ui.store import store

ASKED = "library.purge"


def draw(binned: Sequence[Entry]) -> None:
    """Draw what is in the bin, each with its way back and its end."""
    if not binned:
        pane.show(pane.el("div", "empty", pane.el("p", "second", _("回收站是空的。"))), "library.bin")
        return
    pane.show(pane.el("div", "", *map(_row, binned)), "library.bin", on_go=_asked_for)
    if asked := st.session_state.pop(ASKED, None):
        _confirm(next(one for one in binned if one.id == asked))


def _row(entry: Entry) -> pane.Node:
    facts = _("{reports} 篇报告，{corrections} 处更正；{when} {who} 移入").format(
        reports=figures.number(entry.reports), corrections=figures.number(entry.corrections),
        when=when(entry.binned_at), who=entry.binned_by,
    )  # fmt: skip
    return pane.el(
        "div", "row said",
        pane.el("div", "", pane.el("div", "", entry.name), pane.el("div", "second", facts)),
        pane.el(
            "div", "actions", pane.el("button", "link", _("放回"), go={"back": entry.id}),
            pane.el("button", "link", _("彻底删除"), go={"purge": entry.id}),
        ),
    )  # fmt: skip


def _asked_for(asked: Any) -> None:
    library = store().library
    if "back" in asked:
        one = asked["back"]
        attempt(partial(library.put_back, one), _("已放回文库。"), partial(library.remove, one, who.name()))
    elif "purge" in asked:
        st.session_state[ASKED] = asked["purge"]


def _confirm(entry: Entry) -> None:
    @st.dialog(_("彻底删除"))
    def ask() -> None:
        language.use()
        st.text(entry.name)
        st.caption(_("连同 {count} 处更正一起删除，不能恢复。需要留底的话，请先备份。").format(count=entry.corrections))
        if st.button(_("彻底删除"), type="primary", key="library.purge.yes", on_click=_purge, args=(entry.id,)):
            st.rerun()

    ask()


def _purge(compilation_id: str) -> None:
    attempt(partial(store().library.purge, compilation_id), _("已彻底删除。"))
