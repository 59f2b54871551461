"""The page 文库: what is kept, what was corrected, what is in the bin, and how it is carried elsewhere."""

import streamlit as st

from guoban.errors import GuobanError
from guoban.locale import translate as _
from guoban.locale import translate_as
from guoban.messages import error_text
from guoban.ui import address, language, library_bin, library_carry, library_list, library_names, pane, routing
from guoban.ui.said import say, show_said
from guoban.ui.store import store

PAGE = "library"
VIEWS: dict[str, str] = {"kept": "汇编", "bin": "回收站", "names": "名称归并", "carry": "备份与交换"}


def draw() -> None:
    """Draw the page."""
    routing.ensure(PAGE)
    language.use()
    try:
        _draw()
    except GuobanError as problem:
        say(error_text(problem))
        show_said()


def _draw() -> None:
    library = store().library
    kept, binned = library.entries(), library.entries(binned=True)
    pane.show(library_list.lead(kept, library.place), "library.lead")
    counts = {"kept": len(kept), "bin": len(binned)}
    view = st.segmented_control(
        _("查看"),
        list(VIEWS),
        format_func=lambda one: f"{translate_as('menu', VIEWS[one])} {counts[one]}" if one in counts else _(VIEWS[one]),
        required=True,
        key=address.among(PAGE, "view", list(VIEWS)),
        label_visibility="collapsed",
        persist_state="session",
    )
    show_said()
    if view == "bin":
        library_bin.draw(binned)
    elif view == "names":
        library_names.draw(kept)
    elif view == "carry":
        library_carry.draw(kept)
    else:
        library_list.draw(kept)
