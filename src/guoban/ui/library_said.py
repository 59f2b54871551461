"""One quiet line that says what has just happened in the library, with a way to undo it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from guoban.errors import GuobanError
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.ui import pane

KEY = "library.said"
Undo = Callable[[], object]


def say(words: str, undo: Undo | None = None) -> None:
    """Say `words` on the next run, with a button for `undo` where there is a way back; in a callback."""
    st.session_state[KEY] = (words, undo)


def show_said() -> None:
    """Draw the line, once; while its button stands it stays."""
    found = st.session_state.get(KEY)
    if not found:
        return
    words, undo = found
    tree = pane.el(
        "div", "sechead said", pane.el("span", "", words),
        pane.el("button", "link", _("撤销"), go={"undo": True}) if undo else None,
        pane.el("button", "bare second", "✕", go={"close": True}, title=_("知道了"), label=_("知道了")),
    )  # fmt: skip
    pane.show(tree, "library.said.line", on_go=partial(_answered, undo))


def _answered(undo: Undo | None, asked: Any) -> None:
    del st.session_state[KEY]
    if undo is not None and "undo" in asked:
        attempt(undo, _("已撤销。"))


def attempt(act: Undo, done: str, undo: Undo | None = None) -> bool:
    """Do `act` and say `done`, or what went wrong; tell whether it went well. In a callback."""
    try:
        act()
    except GuobanError as problem:
        say(error_text(problem))
        return False
    say(done, undo)
    return True
