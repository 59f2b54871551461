"""Facets as widgets: pills for a few values, a list box beyond, with counts beside the values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from guoban.locale import translate as _
from guoban.reporting import labels
from guoban.reporting.scales import SCALES
from guoban.ui import address
from guoban.ui.facets import Facet, WayOut, counts, keep, ways_out
from guoban.ui.safe import escape_markdown

MOST_PILLS = 8

TYPE = Facet("type", "部门类型", "type", labels.department_type)
DEPARTMENT = Facet("department", "部门", "department", labels.department)
LEVEL = Facet("level", "层级", "level", labels.level)
REGION = Facet("region", "地区", "region", labels.unstated)
LEVEL_RANKS = {"省": 1, "市": 2, "区": 3, "县": 4, "街道": 5, "乡镇": 6}
SHARED = (TYPE, DEPARTMENT, LEVEL, REGION)


@dataclass(frozen=True, slots=True)
class Filters:
    """Facets of `page` over the unfiltered `frame`: drawn, counted under one another, applied."""

    page: str
    frame: pd.DataFrame
    facets: Sequence[Facet]

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The values chosen for each facet, by its name; none where the parameter is at its default."""
        return {facet.name: address.chosen(self.page, facet.name) for facet in self.facets}

    def kept(self) -> pd.DataFrame:
        """Return the rows that pass all facets."""
        return keep(self.frame, self.facets, self.chosen)

    def words(self) -> tuple[str, ...]:
        """Return the active facets as papers name them: 部门类型：水利、交通."""
        return tuple(
            _("{label}：{words}").format(
                label=_(facet.label), words=_("、").join(facet.word(value) for value in self.chosen[facet.name])
            )
            for facet in self.facets
            if self.chosen[facet.name]
        )

    def ways_out(self) -> tuple[WayOut, ...]:
        """Return the active facets, each with the rows that remain without it."""
        return ways_out(self.frame, self.facets, self.chosen)

    def counts(self, facet: Facet) -> dict[str, int]:
        """Return for each value of `facet` how many rows it has under the other facets."""
        return counts(self.frame, self.facets, self.chosen, facet)

    def draw(self, facet: Facet, *, order: Sequence[str] | None = None, box: bool = False) -> None:
        """Draw `facet`.

        `order` fixes the order of the values, else they stand as they first come. `box` asks for the list box.
        Values that are chosen and no longer in the frame are let go.
        """
        found = self.counts(facet)
        values = [value for value in order or list(found) if value in found]
        key = address.key(self.page, facet.name)
        st.session_state[key] = [value for value in address.value(self.page, facet.name) if value in found]

        def words(value: str) -> str:
            return f"{facet.word(value)} {found[value]:,}"

        if box or len(values) > MOST_PILLS:
            st.multiselect(
                _(facet.label),
                [value for value in values if found[value] or value in st.session_state[key]],
                format_func=words,
                key=key,
                placeholder=_("全部"),
                select_all=False,
                persist_state="session",
            )
        else:
            st.pills(
                _(facet.label),
                values,
                selection_mode="multi",
                format_func=lambda value: escape_markdown(words(value)),
                key=key,
                persist_state="session",
            )


def draw_shared(reports: pd.DataFrame) -> None:
    """Draw the filters that every page shares, over the reports of the chosen compilation."""
    shared = Filters("", reports, SHARED)
    shared.draw(TYPE, box=True)
    shared.draw(DEPARTMENT, box=True)
    shared.draw(LEVEL, order=levels_in_order(shared.counts(LEVEL)))
    if len(set(reports["region"])) > 1 or shared.chosen["region"]:
        shared.draw(REGION, box=True)


def levels_in_order(levels: Iterable[str]) -> list[str]:
    """Return `levels` from the province down, what is not stated last."""
    return sorted(levels, key=lambda level: LEVEL_RANKS.get(level, len(LEVEL_RANKS) + 1))


def draw_numbers() -> None:
    """Draw the choice in which magnitude lists show amounts; evidence always shows them as written."""
    st.segmented_control(
        _("大数"),
        list(SCALES),
        format_func=lambda one: _(SCALES[one]),
        required=True,
        key=address.among("", "numbers", SCALES),
        persist_state="session",
        help=_("列表里的大数按所选单位显示，不四舍五入；原文里的数不变。"),
    )
