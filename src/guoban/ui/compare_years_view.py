"""同部门历年 on the page: which department, which indicators, the table."""

from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from guoban.across import OverTime
from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.ui import address, compare_evidence, compare_export, compare_years, empty, pane, shell
from guoban.ui.compare_data import PAGE, Compared
from guoban.ui.facets import Facet
from guoban.ui.filters import Filters
from guoban.ui.paging import Page

TURNED = "compare.years.turned"
LISTED = "compare.years.listed"
APART = "|"
MEASURE = Facet("measure", "口径", "measure", labels.measure)
ROLE = Facet("role", "性质", "role", labels.role)
SCOPE = Facet("scope", "时段", "scope", labels.scope)


class SeriesFilters(Filters):
    """The view's filters; the search is a facet like the others."""

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The values chosen for each facet, by its name."""
        plain = {facet.name: address.chosen(PAGE, facet.name) for facet in self.facets if facet.name != "q"}
        return plain | {"q": ("yes",) if str(address.value(PAGE, "q") or "").strip() else ()}


def draw(data: Compared, side: DeltaGenerator) -> None:
    """Draw the view; `side` is the place for its filters."""
    offered = departments(data)
    if not offered:
        pane.show(_alone(data), "compare.alone", on_go=_to_library)
        return
    with side:
        department, region = _choose(offered)
    found = data.over_time(department, region)
    filters = _filters(found)
    with side:
        _side(filters)
    series = filters.kept().sort_values("years", ascending=False, kind="stable")
    heading, right = st.columns([3, 1], vertical_alignment="center")
    with heading:
        pane.show(_head(department, region, found, series), "compare.years.head")
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        words = [
            f"{_('部门')}：{department}",
            *(f"{_(way.label)}：{'、'.join(way.words)}" for way in filters.ways_out()),
        ]
        compare_export.draw(
            data, _("同部门历年"), lambda: compare_years.export(data, found, series, department), "compare.years", words
        )
    if series.empty:
        head = _("没有符合条件的指标") if len(found.series) else _("这个部门没有两年都报的同一指标")
        pane.show(empty.tree(head, filters.ways_out()), "compare.years.empty", on_go=lambda go: empty.drop(PAGE, go))
        return
    _table(data, found, series)


def departments(data: Compared) -> dict[str, str]:
    """Return the departments that report for two years or more: what stands for each in the address, and its words.

    Bodies of one name in several regions are offered one by one.
    """
    reports = data.reports()
    known = reports[(reports["department"] != "") & reports["year"].notna()]
    offered: dict[str, tuple[int, str]] = {}
    for name, own in known.groupby("department", sort=False):
        regions = sorted(set(own["region"]) - {""})
        for region in regions if len(regions) > 1 else [""]:
            part = own[own["region"].isin({region, ""})] if region else own
            years = int(part["year"].nunique())
            if years > 1:
                words = " · ".join(one for one in (str(name), region, _("{count} 年").format(count=years)) if one)
                offered[f"{name}{APART}{region}"] = (years, words)
    ordered = sorted(offered.items(), key=lambda item: (-item[1][0], item[0]))
    return {key: words for key, (_years, words) in ordered}


def _choose(offered: dict[str, str]) -> tuple[str, str]:
    key = address.key(PAGE, "who")
    if st.session_state.get(key) not in offered:
        st.session_state[key] = next(iter(offered))
    st.selectbox(_("部门"), list(offered), format_func=offered.__getitem__, key=key, persist_state="session")
    name, _apart, region = str(st.session_state[key]).rpartition(APART)
    return name, region


def _filters(found: OverTime) -> SeriesFilters:
    query = str(address.value(PAGE, "q") or "").strip()
    hit = found.series["indicator"].str.contains(query, case=False, regex=False).map({True: "yes", False: ""})
    facet = Facet("q", "查找", "hit", lambda _yes: query)
    return SeriesFilters(PAGE, found.series.assign(hit=hit), (MEASURE, ROLE, SCOPE, facet))


def _side(filters: SeriesFilters) -> None:
    key = address.key(PAGE, "q")
    st.session_state.setdefault(key, "")
    st.text_input(_("查找"), key=key, placeholder=_("指标名称"), icon=":material/search:", persist_state="session")
    filters.draw(MEASURE, order=list(labels.MEASURES))
    filters.draw(ROLE, order=list(labels.ROLES))
    filters.draw(SCOPE)


def _head(department: str, region: str, found: OverTime, series: pd.DataFrame) -> pane.Node:
    counted = _("{count} 个指标有两年以上的数").format(count=figures.number(len(series)))
    if len(series) != len(found.series):
        counted = _("{kept} 个指标，共 {count} 个有两年以上的数").format(
            kept=figures.number(len(series)), count=figures.number(len(found.series))
        )
    note = _("小字是推算的变化，原文没有说；一年里有几个不同的数，全部列出，不选也不算。")
    return pane.el(
        "div", "", pane.el("h2", "", " · ".join(part for part in (department, region, counted) if part)),
        pane.el("p", "second", note),
    )  # fmt: skip


def _alone(data: Compared) -> pane.Node:
    years = data.reports()["year"].dropna().nunique()
    why = (
        _("所选汇编只有一年的报告；再导入别的年份，或在左边多选几份汇编。")
        if years < 2
        else _("没有一个部门在两年里都有报告；同一部门写法不同的，先在文库里归并名称。")
    )
    return pane.el(
        "div", "empty", pane.el("h2", "", _("还没有可以逐年比的部门")), pane.el("p", "second", why),
        pane.el(
            "div", "actions",
            pane.el("button", "", _("去归并名称"), go={"names": True}), pane.el("button", "", _("去导入"), go={"import": True}),
        ),
    )  # fmt: skip


def _to_library(asked: Any) -> None:
    if "names" in asked:
        shell.go("library", view="names")
    else:
        shell.go("import")


@shell.fragment
def _table(data: Compared, found: OverTime, series: pd.DataFrame) -> None:
    selected = str(address.value(PAGE, "at") or "")
    now = (address.value(PAGE, "who"), len(series), tuple(series["series"].head(3)))
    if st.session_state.get(LISTED) != now:
        st.session_state[LISTED] = now
        st.session_state.pop(TURNED, None)
    place = compare_years.place_of(found, series, selected)
    page = Page.holding(place, st.session_state.get(TURNED), len(series), compare_years.PER_PAGE)
    pane.show(compare_years.page_tree(data, found, series, page, selected), "compare.years", on_go=_asked)


def _asked(asked: Any) -> None:
    if "at" in asked and "page" not in asked:
        address.put(PAGE, "at", asked["at"])
    elif "turn" in asked:
        st.session_state[TURNED] = asked["turn"]
    else:
        compare_evidence.follow(asked)
