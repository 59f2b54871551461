"""The full-text reader (全文): outline, text and the section's metrics in one component that never reruns the script."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from guoban.locale import translate as _
from guoban.ui import language
from guoban.ui.reader.payload import Opening, Part, find_part, payload

__all__ = ["Opening", "Part", "find_part", "payload", "reader"]

KEY = "reader"
SCRIPTS = ("search.js", "scroll.js", "text.js", "bar.js", "outline.js", "metrics.js", "reader.js")


@cache
def _component() -> Any:
    folder = files(__name__)
    marking = files("guoban.ui.pane").joinpath("marking.js")
    scripts = [marking, *(folder.joinpath(name) for name in SCRIPTS)]
    return st.components.v2.component(
        "guoban_reader",
        js="\n".join(one.read_text(encoding="utf-8") for one in scripts),
        css=folder.joinpath("reader.css").read_text(encoding="utf-8"),
    )


def reader(data: dict[str, Any], on_words: Callable[[int, int], object] | None = None) -> None:
    """Draw the reader with `data` from `payload`.

    With `on_words`, words that are marked can be taken for a metric that was missed: it is called, before the next
    run of the script, with their start and end in the document.
    """
    if on_words is None:
        _component()(key=KEY, data=data)
        return

    def told() -> None:
        words = st.session_state[KEY].get("go")
        if words is not None:
            language.use()
            on_words(int(words["start"]), int(words["end"]))

    _component()(key=KEY, data=data | {"marking": [{"word": _("补录为指标"), "go": {}}]}, on_go_change=told)
