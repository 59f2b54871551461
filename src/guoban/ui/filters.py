"""Facets as widgets: pills for a few values, a list box beyond, with counts beside the values."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from guoban.locale import translate as _
from guoban.ui import address, labels
from guoban.ui.facets import Chosen, Facet, counts

MOST_PILLS = 8

TYPE = Facet("type", "部门类型", "type", labels.department_type)
DEPARTMENT = Facet("department", "部门", "department", labels.department)
LEVEL = Facet("level", "层级", "level", labels.level)
SHARED = (TYPE, DEPARTMENT, LEVEL)


def chosen(page: str, facets: Sequence[Facet]) -> dict[str, tuple[str, ...]]:
    """Return the values chosen for each facet, by its name."""
    return {facet.name: address.value(page, facet.name) for facet in facets}


def draw(
    page: str,
    facet: Facet,
    frame: pd.DataFrame,
    facets: Sequence[Facet],
    picked: Chosen,
    *,
    order: Sequence[str] | None = None,
    box: bool = False,
) -> None:
    """Draw `facet` over the unfiltered `frame`, counting under the other chosen facets.

    `order` fixes the order of the values, else they stand as they first come. `box` asks for the list box. Values
    that are chosen and no longer in the frame are let go.
    """
    found = counts(frame, facets, picked, facet)
    values = [value for value in order or list(found) if value in found]
    key = address.key(page, facet.name)
    st.session_state[key] = [value for value in address.value(page, facet.name) if value in found]

    def words(value: str) -> str:
        return f"{facet.word(value)} {found[value]}"

    if box or len(values) > MOST_PILLS:
        offered = [value for value in values if found[value] or value in st.session_state[key]]
        st.multiselect(
            _(facet.label),
            offered,
            format_func=words,
            key=key,
            placeholder=_("全部"),
            select_all=False,
            persist_state="session",
        )
        return
    st.pills(
        _(facet.label), values, selection_mode="multi", format_func=lambda v: _escape(words(v)), key=key,
        persist_state="session",
    )  # fmt: skip


def _escape(text: str) -> str:
    from guoban.ui.safe import escape_markdown

    return escape_markdown(text)


def draw_shared(reports: pd.DataFrame) -> None:
    """Draw the filters that every page shares, over the reports of the chosen compilation."""
    picked = chosen("", SHARED)
    draw("", TYPE, reports, SHARED, picked, box=True)
    draw("", DEPARTMENT, reports, SHARED, picked, box=True)
    draw("", LEVEL, reports, SHARED, picked)
