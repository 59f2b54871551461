"""The compilations of the library: the list, and beside it what was said about the chosen one."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from guoban.errors import GuobanError
from guoban.library import Entry
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.reporting import figures, labels
from guoban.ui import address, empty, library_history, pane, shell, who
from guoban.ui.figures_time import when
from guoban.ui.said import attempt, say
from guoban.ui.store import store

PAGE = "library"
MOST = 100


def lead(kept: Sequence[Entry], place: str) -> pane.Node:
    """Return the first lines: what the library holds, and where it lies."""
    counted = _("文库里有 {compilations} 份汇编、{reports} 篇报告、{metrics} 个指标；已校核 {reviewed} 处。").format(
        compilations=figures.number(len(kept)),
        reports=figures.number(sum(one.reports for one in kept)),
        metrics=figures.number(sum(one.metrics for one in kept)),
        reviewed=figures.number(sum(one.reviewed for one in kept)),
    )
    return pane.el(
        "div", "", pane.el("p", "lead", counted), pane.el("p", "second", _("存放在 {place}").format(place=place))
    )


def draw(kept: Sequence[Entry]) -> None:
    """Draw the list and what belongs to the chosen compilation."""
    if not kept:
        empty.nothing_open(lambda asked: shell.go(asked["page"]))
        return
    _offer_reading(kept)
    page = st.pagination(-(-len(kept) // MOST), key="library.pages") if len(kept) > MOST else 1
    shown = kept[(page - 1) * MOST : page * MOST]
    chosen = address.value(PAGE, "at")
    current = next((one for one in kept if one.id == chosen), shown[0])
    beside = library_history.tree(current, store().library.corrections(current.id, undone=True), _unfit(current))
    listed = pane.el("div", "list tall", _head(), *(_row(one, selected=one.id == current.id) for one in shown),
                     name="library.list")  # fmt: skip
    pane.show(pane.el("div", "split", listed, beside), "library.kept", on_go=asked_for)


def _unfit(entry: Entry) -> frozenset[str]:
    found = store().corrected(entry.id) if entry.corrections else None
    return frozenset(one.id for one in found.unfit) if found else frozenset()


def _head() -> pane.Node:
    words = (_("汇编"), _("报告"), _("指标"), _("已校核"), _("入库"))
    return pane.el("div", "head shelf", *(pane.el("span", "num" if 0 < at < 4 else "", one) for at, one in enumerate(words)))  # fmt: skip


def _row(entry: Entry, *, selected: bool) -> pane.Node:
    period = labels.span_words(entry.year, entry.span)
    share = entry.reviewed / entry.metrics if entry.metrics else 0.0
    under = " · ".join(part for part in (period, _("规则已更新，可重读") if entry.outdated else "") if part)
    return pane.el(
        "div", "row go shelf selected" if selected else "row go shelf",
        pane.el("div", "name", pane.el("div", "cut", entry.name, title=entry.name), pane.el("div", "second", under)),
        pane.el("span", "num", figures.number(entry.reports)),
        pane.el("span", "num", figures.number(entry.metrics)),
        pane.el("span", "num", figures.number(entry.reviewed) if entry.reviewed else "·", title=f"{share:.0%}"),
        pane.el("span", "second", when(entry.added_at), title=entry.added_by),
        go={"at": entry.id}, selected=selected, name=entry.id,
    )  # fmt: skip


def asked_for(asked: Any) -> None:
    """Do what was clicked; in a callback."""
    library = store().library
    if "at" in asked:
        address.put(PAGE, "at", asked["at"])
    elif "open" in asked:
        shell.go("overview", c=asked["open"], type=(), department=(), level=(), region=())
    elif "reread" in asked:
        reread([asked["reread"]])
    elif "remove" in asked:
        one = asked["remove"]
        attempt(
            partial(library.remove, one, who.name()),
            _("已移到回收站，表格和更正都留着。"),
            partial(library.put_back, one),
        )
    elif "undo" in asked:
        one = asked["undo"]
        attempt(partial(library.undo, one, who.name()), _("这处更正已撤销。"), partial(library.redo, one))
    elif "redo" in asked:
        one = asked["redo"]
        attempt(partial(library.redo, one), _("这处更正已恢复。"), partial(library.undo, one, who.name()))


def _offer_reading(kept: Sequence[Entry]) -> None:
    old = [one.id for one in kept if one.outdated]
    if old:
        words = _("{count} 份汇编是用旧规则读的。重读后更正照旧，对不上位置的会列出来。").format(count=len(old))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(words, width="content")
            st.button(_("全部重读"), key="library.reread", on_click=reread, args=(old,))


def reread(identifiers: Sequence[str]) -> None:
    """Read compilations again with the present rules, and say what no longer fits; in a callback."""
    lost = 0
    bar = st.progress(0.0)
    try:
        for done, one in enumerate(identifiers):
            bar.progress(done / len(identifiers), _("正在重读：第 {done} 份，共 {total} 份").format(
                done=done + 1, total=len(identifiers)))  # fmt: skip
            lost += len(store().library.reread(one))
    except GuobanError as problem:
        say(error_text(problem))
        return
    finally:
        bar.empty()
    if lost:
        say(_("重读完成。{count} 处更正对不上现在的文字，列在各自汇编的更正里。").format(count=lost))
    else:
        say(_("重读完成，原有的更正都对得上。"))
