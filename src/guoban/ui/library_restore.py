"""Bringing a backup back on the page 文库: what that would do is told first, and the library as it is kept."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from guoban.errors import GuobanError
from guoban.library import safekeeping
from guoban.library.restoring import Foreseen, Restored
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.reporting import figures
from guoban.ui import language, pane, who
from guoban.ui.figures_time import when
from guoban.ui.import_view import size_words
from guoban.ui.safe import escape_markdown
from guoban.ui.said import say
from guoban.ui.store import store

ROUND = "library.restore.round"
FORESEEN = "library.restore.foreseen"
AGREED = "library.restore.agreed"
WAYS = {"missing": "只补缺少的", "exact": "回到备份时的样子"}
MOST_NAMED = 10
MOST_KEPT = 5


def draw() -> None:
    """Draw the drop zone for a backup, what restoring it would do, and the backups that were made before."""
    st.caption(_("把备份里有、文库里没有的补回来，或让文库整个回到备份时的样子。恢复前，现在的文库会先另存一份。"))
    number = st.session_state.get(ROUND, 0)
    file = st.file_uploader(
        _("恢复备份（.db）"), type=["db"], key=f"library.restore.{number}",
        help=_("更大的备份用命令 guoban library restore 恢复。"),
    )  # fmt: skip
    agreed = st.session_state.pop(AGREED, None)
    if file is None:
        st.session_state.pop(FORESEEN, None)
    elif agreed is None:
        _offer(file)
    else:
        with st.spinner(_("正在另存并恢复…")):
            bring_back(file, exact=agreed)
        st.rerun()
    _kept()


def _offer(file: Any) -> None:
    found = _foreseen(file)
    if isinstance(found, GuobanError):
        st.text(error_text(found))
        return
    pane.show(facts(found), "library.restore.facts")
    way = st.radio(
        _("怎样恢复"), list(WAYS), format_func=lambda one: _(WAYS[one]), key="library.restore.way",
        captions=[escape_markdown(told(found, one)) for one in WAYS],
    )  # fmt: skip
    exact = way == "exact"
    if st.button(_("恢复…"), key="library.restore.ask", disabled=not changes(found, exact=exact)):
        _confirm(found, exact=exact)


def _foreseen(file: Any) -> Foreseen | GuobanError:
    """Return what restoring `file` would do, looked up once as long as the library stays as it is."""
    library = store().library
    state = [(one.id, one.revision) for binned in (False, True) for one in library.entries(binned=binned)]
    kept = st.session_state.get(FORESEEN)
    if kept and kept[:2] == (file.file_id, state):
        return kept[2]  # type: ignore[no-any-return]
    found: Foreseen | GuobanError
    with st.spinner(_("正在核对备份…")), written(file) as path:
        try:
            found = library.foresee(path)
        except GuobanError as problem:
            found = problem
    st.session_state[FORESEEN] = (file.file_id, state, found)
    return found


def facts(found: Foreseen) -> pane.Node:
    """Return when the backup was made and what it holds."""
    held = _("{compilations} 份汇编，{corrections} 处更正").format(
        compilations=figures.number(found.compilations), corrections=figures.number(found.corrections)
    )
    pairs = ((_("备份时间"), when(found.made_at) or "—"), (_("备份内容"), held))
    return pane.el(
        "dl", "facts plain", *(pane.el(tag, "", one) for pair in pairs for tag, one in zip(("dt", "dd"), pair, strict=True))
    )  # fmt: skip


def told(found: Foreseen, way: str) -> str:
    """Return in words what a way of restoring would do."""
    brought, back = counted(found.brought), counted(found.taken_back)
    if way == "missing":
        return _("{what}。现有的内容不动。").format(what=_("，").join(brought)) if brought else _("没有缺少的。")
    if not changes(found, exact=True):
        return _("文库与备份时一样。")
    return _("{what}。都可以再改回来。").format(what=_("，").join([*brought, *back]))


def counted(done: Restored) -> list[str]:
    """Return each thing that a restore does, in words."""
    words = (
        (done.added, _("补回 {count} 份汇编")),
        (done.put_back, _("从回收站放回 {count} 份")),
        (done.corrections + done.merges, _("补回 {count} 处更正和归并")),
        (done.binned, _("把 {count} 份汇编移到回收站")),
        (done.undone, _("让 {count} 处更正和归并不再计入")),
        (done.redone, _("让 {count} 处更正和归并重新计入")),
    )
    return [one.format(count=figures.number(count)) for count, one in words if count]


def changes(found: Foreseen, *, exact: bool) -> bool:
    """Return whether the restore would do anything."""
    return bool(counted(found.brought) or (exact and counted(found.taken_back)))


def _confirm(found: Foreseen, *, exact: bool) -> None:
    @st.dialog(_("恢复备份"))
    def ask() -> None:
        language.use()
        st.text(told(found, "exact" if exact else "missing"))
        if exact and found.binned:
            pane.show(_named(found.binned), "library.restore.binned")
        words = _("文库是大家共用的，别人正在看的页面也会跟着变。现在的文库先另存到 {folder}，恢复后可以一步撤销。")
        st.caption(escape_markdown(words.format(folder=safekeeping.folder())))
        if st.button(_("另存并恢复"), type="primary", key="library.restore.yes", on_click=_agreed, args=(exact,)):
            st.rerun()

    ask()


def _agreed(exact: bool) -> None:  # noqa: FBT001  (a callback's argument)
    st.session_state[AGREED] = exact


def bring_back(file: Any, *, exact: bool) -> None:
    """Keep the library as it is in a backup, restore `file`, and say what was done with the way back."""
    library = store().library
    with written(file) as path:
        try:
            done, kept = safekeeping.restore_after_backup(library, path, who.name(), exact=exact)
        except GuobanError as problem:
            say(error_text(problem))
            return
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    what = _("，").join(counted(done)) or _("没有什么要改")
    say(_("已恢复：{what}。").format(what=what), partial(library.restore, kept, who.name(), exact=True))


@contextmanager
def written(file: Any) -> Iterator[Path]:
    """Yield the path of a copy of an uploaded file, with its own name."""
    with tempfile.TemporaryDirectory(prefix="guoban-") as folder:
        path = Path(folder) / (Path(file.name).name or "backup.db")
        file.seek(0)
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        yield path


def _named(names: tuple[str, ...]) -> pane.Node:
    more = len(names) - MOST_NAMED
    return pane.el(
        "div", "",
        pane.el("p", "second", _("移到回收站的：")),
        *(pane.el("p", "cut", one, title=one) for one in names[:MOST_NAMED]),
        pane.el("p", "second", _("另有 {count} 份").format(count=figures.number(more))) if more > 0 else None,
    )  # fmt: skip


def _kept() -> None:
    """Draw the last backups that were made before a restore, each to be downloaded."""
    kept = safekeeping.kept_backups()[:MOST_KEPT]
    if not kept:
        return
    st.caption(_("恢复前另存的文库（要回到那时，下载后在上面恢复）："))
    for path in kept:
        about = path.stat()
        made = f"{datetime.fromtimestamp(about.st_mtime).astimezone():%Y-%m-%d %H:%M:%S}"
        st.download_button(
            f"{made} · {size_words(about.st_size)}", path.read_bytes, path.name, "application/octet-stream",
            icon=":material/download:", key=f"library.kept.{path.name}", on_click="ignore", type="tertiary",
        )  # fmt: skip
