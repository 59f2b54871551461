"""The page 档案库: a data set that `guoban batch` wrote, filtered, sorted and paged by the engine."""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from guoban.batch.manifest import Record
from guoban.dataset import datasets_folder, find_datasets
from guoban.errors import GuobanError
from guoban.locale import translate as _
from guoban.messages import MESSAGES, error_text, message
from guoban.reporting import figures
from guoban.ui import (
    address,
    archive_evidence,
    archive_export,
    archive_filters,
    archive_grid,
    archive_text,
    empty,
    language,
    pane,
    routing,
    shell,
)
from guoban.ui.archive_data import Opened, archives
from guoban.ui.archive_filters import PAGE, Chosen, first_page
from guoban.ui.archive_grid import ORDERS, PAGE_ROWS
from guoban.ui.import_view import size_words
from guoban.ui.paging import pages_room

VIEWS = {"metrics": "指标", "progress": "进度", "unread": "没有读成"}


def draw() -> None:
    """Draw the page."""
    routing.ensure(PAGE)
    language.use()
    names = list(find_datasets())
    if not names:
        pane.show(nothing_found(datasets_folder()), "archive.none", on_go=lambda asked: shell.go(asked["page"]))
        return
    if address.value(PAGE, "d") not in names:
        address.put(PAGE, "d", names[0])
    place = shell.page_filters()
    with place:
        _choose(names)
    try:
        opened = archives().get(str(address.value(PAGE, "d")))
        if opened is not None:
            _draw(opened, place)
    except GuobanError as problem:
        st.text(error_text(problem))


def nothing_found(folder: Path) -> pane.Node:
    """Say what the page is for, and how it comes to a data set: none is in `folder`."""
    ways = (
        _("有数据集的：把它放进文件夹 {folder}，再刷新本页。").format(folder=folder),
        _("放在别处的：请维护人员把环境变量 GUOBAN_DATASETS 设为它所在的文件夹，再重新启动程序。"),
        _("还没有的：用命令 guoban batch 把许多文件读成数据集。"),
        _("链接是别人发来的：它指向对方机器上的数据集，请一并要来。"),
    )
    return pane.el(
        "section", "empty",
        pane.el("h2", "", _("还没有数据集")),
        pane.el("p", "", _("这里查的是成批读出的大量文件：筛选、排序，每一行都看得到原文。")),
        pane.el("ul", "second", *(pane.el("li", "", words) for words in ways)),
        pane.el("button", "primary", _("回到总览"), go={"page": "overview"}),
    )  # fmt: skip


def _choose(names: list[str]) -> None:
    key = address.key(PAGE, "d")
    st.selectbox(_("数据集"), names, key=key, on_change=_another, persist_state="session")


def _another() -> None:
    first_page()
    address.put(PAGE, "r", None)


def _draw(opened: Opened, place: Any) -> None:
    table = str(address.value(PAGE, "view"))
    failed = [one for one in opened.data.manifest.values() if one.status == "failed"]
    report_id = str(address.value(PAGE, "r") or "")
    if report_id and table in ORDERS and archive_text.draw(opened, report_id, table):
        return
    address.put(PAGE, "r", None)
    pane.show(_lead(opened, len(failed)), "archive.lead", on_go=_go)
    table = _views(opened, len(failed))
    if table not in ORDERS:
        _unread(failed)
        return
    chosen = Chosen(opened, table)
    with place:
        archive_filters.draw(chosen)
    count = chosen.count()
    _toolbar(chosen, count)
    if count:
        _body(opened, chosen, count)
    else:
        pane.show(empty.tree(_("没有符合条件的行"), chosen.ways_out()), "archive.empty", on_go=_drop)


def _lead(opened: Opened, failed: int) -> pane.Node:
    told = opened.data.manifest.values()
    words = _("读了 {files} 个文件：{reports} 篇报告，{metrics} 项指标，{progress} 项进度。").format(
        files=figures.number(sum(one.status == "done" for one in told)),
        **{name: figures.number(sum(getattr(one, name) for one in told if one.status == "done"))
           for name in ("reports", "metrics", "progress")},
    )  # fmt: skip
    doubled = sum(one.status == "duplicate" for one in told)
    return pane.el(
        "div", "smallline second",
        pane.el("span", "", words), "\u3000",
        pane.el("button", "link", _("{count} 个没有读成").format(count=figures.number(failed)), go={"view": "unread"})
        if failed else None,
        "\u3000" if failed else None,
        pane.el("span", "", _("{count} 个内容重复，只算一次").format(count=figures.number(doubled))) if doubled else None,
    )  # fmt: skip


def _views(opened: Opened, failed: int) -> str:
    counts = {"metrics": opened.count("metrics"), "progress": opened.count("progress"), "unread": failed}
    key = address.among(PAGE, "view", list(VIEWS))
    shown = st.segmented_control(
        _("查看"), list(VIEWS), format_func=lambda one: f"{_(VIEWS[one])} {figures.number(counts[one])}",
        required=True, key=key, label_visibility="collapsed", on_change=first_page, persist_state="session",
    )  # fmt: skip
    return str(shown)


def _toolbar(chosen: Chosen, count: int) -> None:
    query = address.key(PAGE, "q")
    st.session_state.setdefault(query, "")
    offered = ORDERS[chosen.table]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            _("查找指标"), key=query, placeholder=_("指标名称"), icon=":material/search:", on_change=first_page,
            label_visibility="collapsed", width=210, persist_state="session",
        )  # fmt: skip
        st.selectbox(
            _("排序"), list(offered), format_func=lambda one: _(offered[one][0]), on_change=first_page,
            key=address.among(PAGE, "order", list(offered)), label_visibility="collapsed", width=170,
            persist_state="session",
        )  # fmt: skip
        st.caption(
            _("筛选出 {count} 行").format(count=figures.number(count)), width="content",
            help=_("原文载明的和推算的完成率各列一行。") if chosen.table == "progress"
            else _("点列头只在本页内排序；要排全部，用左边的排序。"),
        )  # fmt: skip
        st.space("stretch")
        if count:
            archive_export.draw(chosen, count)


@st.fragment
def _body(opened: Opened, chosen: Chosen, count: int) -> None:
    """Draw a page of rows and the words of the chosen one; a run of its own needs no router."""
    language.use()
    address.save(PAGE)
    shell.follow()
    if address.value(PAGE, "r"):
        st.rerun()
    pages = -(-count // PAGE_ROWS)
    number = _page_number(pages)
    rows = opened.data.rows(
        chosen.table, chosen.filters(), archive_grid.orders(chosen.table), (number - 1) * PAGE_ROWS, PAGE_ROWS
    )
    if pages > 1:
        _draw_pages(pages, number, hash((chosen.table, chosen.filters(), archive_grid.orders(chosen.table))))
    columns = st.grid(3, min_column_width=300, gap="medium")
    with columns.cell(column_span=2):
        archive_grid.draw(chosen.table, rows, opened.data)
    with columns.cell():
        row = rows.iloc[archive_grid.selected(chosen.table, rows)]
        view = opened.view(str(row["report_id"]), str(address.value(PAGE, "lang")))
        found = archive_evidence.find(view, chosen.table, str(row[archive_grid.IDS[chosen.table]]))
        if found is not None:
            drawn = archive_evidence.panel(opened, view, chosen.table, found)
            pane.show(pane.el("div", "beside", drawn), "archive.evidence", on_go=_go)


def _page_number(pages: int) -> int:
    asked = str(address.value(PAGE, "n") or "1")
    return min(max(int(asked), 1), pages) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1


def _draw_pages(pages: int, number: int, listed: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        key = f"archive.pages.{listed}.{number}"
        st.pagination(pages, default=number, key=key, on_change=lambda: _turn(key), width=pages_room(pages))
        first = (number - 1) * PAGE_ROWS + 1
        st.caption(
            _("第 {first} 行起，每页 {size} 行").format(first=figures.number(first), size=PAGE_ROWS), width="content"
        )


def _turn(key: str) -> None:
    number = int(st.session_state[key])
    first_page()
    address.put(PAGE, "n", str(number) if number > 1 else None)


def _unread(failed: list[Record]) -> None:
    """Draw the files that were not read, with the reasons."""
    if not failed:
        pane.show(pane.el("div", "empty", pane.el("p", "second", _("所有文件都读成了。"))), "archive.all")
        return
    shown = pd.DataFrame(
        [(one.input, size_words(one.size), _reason(one)) for one in failed], columns=[_("文件"), _("大小"), _("原因")]
    )
    widths = {_("文件"): 260, _("大小"): 80}
    config = {name: st.column_config.TextColumn(name, width=width) for name, width in widths.items()}
    st.dataframe(
        shown, hide_index=True, row_height=31, alt=_("没有读成的文件"), key="archive.unread", column_config=config
    )


def _reason(record: Record) -> str:
    """Return why a file was not read, in the language of the session where the program still knows the sentence."""
    if record.code not in MESSAGES:
        return record.reason
    try:
        return message(record.code, dict(record.details))
    except KeyError:
        return record.reason


def _go(asked: Any) -> None:
    if "report" in asked:
        st.session_state.pop(f"archive-part.{asked['report']}", None)
        address.put(PAGE, "r", asked["report"])
        address.put(PAGE, "at", asked["at"])
    elif "view" in asked:
        first_page()
        address.put(PAGE, "view", asked["view"])


def _drop(asked: Any) -> None:
    empty.drop(PAGE, asked)
    first_page()
