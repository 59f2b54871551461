"""One quiet line that says what has just happened, with a way to undo it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from guoban.errors import GuobanError
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.ui import pane

KEY = "said"
Undo = Callable[[], object]


def say(words: str, undo: Undo | None = None) -> None:
    """Say `words` on the next run, with a button for `undo` where there is a way back; in a callback."""
    st.session_state[KEY] = (words, undo)


def show_said() -> bool:
    """Draw the line, which stays until it is closed or another is said; tell whether there is one."""
    tree = line()
    if tree is not None:
        pane.show(tree, "said.line", on_go=answer)
    return tree is not None


def line() -> pane.Node | None:
    """Return the line for a pane of the page's own, whose `on_go` hands `said` to `answer`; None where nothing is said."""
    found = st.session_state.get(KEY)
    if not found:
        return None
    words, undo = found
    return pane.el(
        "div", "sechead said", pane.el("span", "cut", words, title=words),
        pane.el("button", "link", _("撤销"), go={"said": "undo"}) if undo else None,
        pane.el("button", "bare second", "✕", go={"said": "close"}, title=_("知道了"), label=_("知道了")),
    )  # fmt: skip


def answer(asked: Any) -> None:
    """Do what the line's buttons ask for; in a callback."""
    _words, undo = st.session_state.pop(KEY, ("", None))
    if undo is not None and asked["said"] == "undo":
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
