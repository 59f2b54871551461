"""A whole report of a data set in the reader, with the way back to the list."""

from typing import Any

import streamlit as st

from guoban.locale import translate as _
from guoban.reporting import labels
from guoban.ui import address, archive_evidence
from guoban.ui.archive_data import Opened
from guoban.ui.archive_filters import PAGE
from guoban.ui.reader import Opening, find_part, payload, reader
from guoban.ui.safe import escape_markdown
from guoban.ui.text_page import facts


def draw(opened: Opened, report_id: str, table: str) -> bool:
    """Draw the report; False where the data set has none of this name."""
    try:
        view = opened.view(report_id, str(address.value(PAGE, "lang")))
    except KeyError:
        return False
    report = view.all_reports.to_dict("records")[0]
    row = archive_evidence.find(view, table, str(address.value(PAGE, "at") or ""))
    at = None if row is None else archive_evidence.place(table, row)
    _head(report, view.compilation.name)
    key = f"archive-part.{report_id}"
    turned = st.session_state.get(key)
    part = find_part(view.compilation, report, at if turned is None else None, turned or 1)
    if part.count > 1:
        st.session_state[key] = part.number
        st.pagination(part.count, key=key)
    reader(payload(view.compilation, report, part, Opening(at)))
    return True


def _head(report: dict[Any, Any], file: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(_("回到列表"), icon=":material/arrow_back:", key="archive.back", on_click=_back)
        words = "\u3000".join((labels.department(str(report["department"])), str(report["title"])))
        st.markdown(f"**{escape_markdown(words)}**", width="content")
        st.space("stretch")
        st.caption(escape_markdown(" · ".join((file, facts(report)))), width="content")


def _back() -> None:
    address.put(PAGE, "r", None)
