"""The pane: the one component that draws boards, lists, evidence, profiles and empty states.

It draws a tree of elements as plain data. Words become text nodes, so uploaded text is never interpreted. An element
with `go` is clickable (a button, reachable by keyboard) and reports its `go` to `on_go`, which runs as a callback:
there session state may be written and `shell.go` called. Colours come from the theme's `--st-*` variables.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from guoban.ui import language
from guoban.ui.pane.tree import Node, el

__all__ = ["Node", "el", "show"]


# What pane.js reports when the colours change: charts and pictures made in Python need a run to follow.
THEME_CHANGED = {"theme": True}


def show(
    tree: Node,
    key: str,
    on_go: Callable[[Any], object] | None = None,
    *,
    keys: Mapping[str, Any] | None = None,
    marking: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Draw `tree`. `on_go` is called with the `go` of what was clicked, before the next run of the script.

    `keys` are the page's keys (by their name in the browser: j, Enter, Delete) with what each asks for; they are heard
    anywhere on the page but where one types. `marking` are the buttons (`word`, `go`) that words marked in elements
    with a `base` get; their `go` is told with `start` and `end` of the words in the document.
    """
    heard = f"{key}.heard"

    def told() -> None:
        event = st.session_state[key].get("go")
        if event is None:
            return
        st.session_state[heard] = event["click"]
        if on_go is not None and event["go"] != THEME_CHANGED:
            language.use()
            on_go(event["go"])

    data: dict[str, Any] = {"tree": tree}
    if keys:
        data |= {"keys": dict(keys), "heard": st.session_state.get(heard, 0)}
    if marking:
        data["marking"] = [dict(tool) for tool in marking]
    _component()(key=key, data=data, on_go_change=told)


@cache
def _component() -> Any:
    folder = files(__name__)
    scripts = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("keys.js", "marking.js", "pane.js"))
    return st.components.v2.component(
        "guoban_pane",
        js="\n".join(scripts),
        css=folder.joinpath("pane.css").read_text(encoding="utf-8"),
    )


def actions(tree: Node | str) -> list[Any]:
    """Return every `go` in the tree, in order: what can be clicked (for tests)."""
    if isinstance(tree, str):
        return []
    own = [tree["go"]] if "go" in tree else []
    return own + [one for child in tree.get("children", ()) for one in actions(child)]


def words(tree: Node | str | Mapping[str, Any]) -> str:
    """Return the text of the tree as it is read (for tests and for copying)."""
    if isinstance(tree, str):
        return tree
    return "".join(words(child) for child in tree.get("children", ()))
