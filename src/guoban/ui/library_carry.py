"""Taking the library elsewhere: a backup of everything, corrections to share with another office."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import streamlit as st

from guoban.corrections import exchange
from guoban.errors import GuobanError
from guoban.library import Entry, exchanging
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.ui import frame, library_restore, pane
from guoban.ui.said import say
from guoban.ui.store import store

ROUND = "library.carry.round"
UNFIT = "library.carry.unfit"
MOST_SHOWN = 50


def draw(kept: Sequence[Entry]) -> None:
    """Draw backup, its restoring and exchange side by side."""
    frame.drop_zone_words(frame.zone_words())
    place = st.grid(2, min_column_width=330, gap="large")
    with place.cell():
        st.subheader(_("备份"), anchor=False)
        st.caption(_("一个文件里有全部汇编、更正、归并和回收站；换机器、改用 PostgreSQL 也靠它。"))
        st.download_button(
            _("下载备份"), _backup, f"guoban-{datetime.now().astimezone():%Y%m%d}.db", "application/octet-stream",
            icon=":material/download:", key="library.backup", on_click="ignore",
        )  # fmt: skip
        library_restore.draw()
    with place.cell():
        st.subheader(_("更正"), anchor=False)
        st.caption(_("更正可以导出给别的办公室，对方导入后按原文位置和引文对上；对不上的会列出，不会丢。"))
        said = sum(one.corrections for one in kept)
        st.download_button(
            _("导出更正（{count} 处）").format(count=said), _corrections, _("更正.jsonl"), "application/jsonl",
            icon=":material/download:", key="library.corrections", on_click="ignore", disabled=not said,
        )  # fmt: skip
        _take_in()


def _backup() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "guoban.db"
        store().library.backup(path)
        return path.read_bytes()


def _corrections() -> str:
    library = store().library
    return exchange.dump(one for entry in library.entries() for one in library.corrections(entry.id, undone=True))


def _take_in() -> None:
    number = st.session_state.get(ROUND, 0)
    file = st.file_uploader(_("导入更正（.jsonl）"), type=["jsonl"], key=f"library.carry.{number}")
    if file is not None:
        names = {"": _("不试，只列出来"), **frame.choices(store().all())}
        into = st.selectbox(
            _("原文件不在文库里的，试着对到"), list(names), format_func=names.__getitem__, key="library.carry.into"
        )
        st.button(_("导入"), type="primary", key="library.carry.in", on_click=take_in, args=(file.getvalue(), into))
    lost = st.session_state.get(UNFIT)
    if lost:
        pane.show(_problems(lost), "library.carry.problems")


def take_in(data: bytes, into: str) -> None:
    """Bring corrections of a file into the compilations of their own files, others into `into`; in a callback."""
    st.session_state[UNFIT] = []
    try:
        parsed = exchange.parse(data.decode("utf-8"))
        found = exchanging.take_in(store().library, parsed.corrections, into)
    except UnicodeDecodeError:
        say(_("文件不是 UTF-8 文字，没有导入。"))
        return
    except GuobanError as problem:
        say(error_text(problem))
        return
    lines = [error_text(one) for one in parsed.problems] + [one.quote.strip() or "—" for one in found.unfit]
    st.session_state[UNFIT] = lines
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    say(_("导入了 {taken} 处更正，{lost} 处没有对上。").format(taken=found.taken, lost=len(lines)))


def _problems(lines: Sequence[str]) -> pane.Node:
    return pane.el(
        "div", "", pane.el("h3", "", _("没有对上的")),
        *(pane.el("p", "second", one) for one in lines[:MOST_SHOWN]),
    )  # fmt: skip
