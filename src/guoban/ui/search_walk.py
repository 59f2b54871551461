"""From one place that the search found to the next, report after report, in the full text."""

import streamlit as st

from guoban.errors import GuobanError
from guoban.library.search import Around, Place, SearchFilters
from guoban.locale import translate as _
from guoban.reporting import figures
from guoban.ui import address, search_page, shell
from guoban.ui.safe import escape_markdown
from guoban.ui.store import store


def draw(report_id: str, at: int | None, query: str) -> None:
    """Draw the way on where the text was opened at a place that a search found; nothing where it was not.

    The session's filters hold where the search is its own: a link that was sent has none.
    """
    if at is None or not query:
        return
    own = query == address.value(search_page.PAGE, "q")
    try:
        found = store().library.around(query, report_id, at, search_page.filters() if own else SearchFilters())
    except GuobanError:
        return
    if found.total:
        _line(found, query)


def _line(found: Around, query: str) -> None:
    words = _("搜索“{query}”：第 {number} 处，共 {total} 处").format(
        query=query, number=figures.number(found.number), total=figures.number(found.total)
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _step(_("上一处结果"), found.previous, query, "text.search.previous")
        _step(_("下一处结果"), found.next, query, "text.search.next")
        st.caption(escape_markdown(words), width="content")
        st.button(_("回到搜索结果"), key="text.search.back", type="tertiary", on_click=_back, args=(query,))


def _step(words: str, place: Place | None, query: str, key: str) -> None:
    st.button(words, key=key, disabled=place is None, on_click=_open, args=(place, query))


def _open(place: Place, query: str) -> None:
    shell.go("text", c=place.compilation_id, r=place.report_id, at=str(place.start), q=query)


def _back(query: str) -> None:
    """Go back to the search as it was left."""
    names = address.PARAMETERS[search_page.PAGE]
    shell.go(search_page.PAGE, **{name: address.value(search_page.PAGE, name) for name in names} | {"q": query})
