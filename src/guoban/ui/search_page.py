"""The page 搜索: where words stand in everything that the library holds, each place one click from its text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from guoban.errors import GuobanError
from guoban.library.search import FacetValue, Found, SearchFilters
from guoban.library.search.records import FacetName, Within
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.reporting import figures, labels
from guoban.ui import address, empty, language, pane, routing, search_export, search_tree, shell
from guoban.ui.facets import WayOut
from guoban.ui.store import store

PAGE = "search"
PER_PAGE = 20
TURNED = "search.turned"
ASKED = "search.asked"
WITHIN = {"text": "全文", "metrics": "指标"}
ORDERS = {"hits": "命中多的在前", "place": "按汇编次序"}
NO_YEAR = "none"

# A filter: its parameter in the address, its label, the words of a value.
FACETS: dict[FacetName, tuple[str, str, Callable[[str], str]]] = {
    "compilations": ("in_compilation", "汇编", str),
    "types": ("in_type", "部门类型", labels.department_type),
    "departments": ("in_department", "部门", labels.department),
    "levels": ("in_level", "层级", labels.level),
    "years": ("in_year", "年份", str),
    "roles": ("in_role", "章节性质", labels.section_role),
}


def draw() -> None:
    """Draw the page."""
    routing.ensure(PAGE)
    language.use()
    export = _box()
    query = str(address.value(PAGE, "q") or "")
    page = _page_number(query)
    try:
        found = store().library.search(query, filters(), offset=(page - 1) * PER_PAGE, limit=PER_PAGE)
    except GuobanError as problem:
        pane.show(pane.el("div", "empty", pane.el("p", "", error_text(problem))), "search.failed")
        return
    _side(found)
    if not found.reports and not store().library.entries():
        pane.show(search_tree.nothing_kept(), "search.kept", on_go=lambda asked: shell.go(asked["page"]))
    elif not found.words:
        pane.show(search_tree.hint(), "search.hint")
    elif not found.reports:
        asked = filters()
        tree = search_tree.nothing(found, ways_out(query, asked), any_word=asked.any_word, within=asked.within)
        pane.show(tree, "search.nothing", on_go=_other)
    else:
        with export:
            search_export.draw(found, query, filters(), filter_words(found))
        _results(found, query)


def filters() -> SearchFilters:
    """Return the filters as the address has them."""
    chosen = {name: address.chosen(PAGE, parameter) for name, (parameter, _label, _words) in FACETS.items()}
    years = tuple(None if one == NO_YEAR else int(one) for one in chosen["years"] if one == NO_YEAR or one.isdecimal())
    return SearchFilters(
        compilations=chosen["compilations"],
        types=chosen["types"],
        departments=chosen["departments"],
        levels=chosen["levels"],
        years=years,
        roles=chosen["roles"],
        within=cast("Within", address.value(PAGE, "within")),
        any_word=bool(address.value(PAGE, "any")),
        order="place" if address.value(PAGE, "order") == "place" else "hits",
    )


def ways_out(query: str, asked: SearchFilters) -> list[WayOut]:
    """Return the filters that are active, each with the reports that are found without it."""
    ways = []
    for name, (parameter, label, _words) in FACETS.items():
        if chosen := address.chosen(PAGE, parameter):
            cleared: dict[str, Any] = {name: ()}
            without = store().library.search(query, replace(asked, **cleared), limit=1)
            values = {_written(one): one.label for one in without.facets.get(name, ())}
            ways.append(WayOut(parameter, label, _value_words(name, chosen, values), without.reports))
    return ways


def filter_words(found: Found) -> list[str]:
    """Return in words where was looked: the range, and the filters that are active."""
    told = [_("{label}：{words}").format(label=_("范围"), words=_(WITHIN[str(address.value(PAGE, "within"))]))]
    for name, (parameter, label, _words) in FACETS.items():
        names = {_written(one): one.label for one in found.facets.get(name, ())}
        values = _value_words(name, address.chosen(PAGE, parameter), names)
        told += [_("{label}：{words}").format(label=_(label), words=_("、").join(values))] if values else []
    return told + ([_("有一个词就算")] if address.value(PAGE, "any") else [])


def _value_words(name: FacetName, chosen: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the words of chosen values; `names` are the labels of those that are known."""
    words = FACETS[name][2]
    return tuple(_("未写明") if one == NO_YEAR else words(names.get(one, one)) for one in chosen)


def _box() -> DeltaGenerator:
    """Draw the line with what is asked; return the place at its end."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            _("搜索"), key=address.key(PAGE, "q"), placeholder=_("词、数字，或加引号的整句；多个词用空格隔开"),
            label_visibility="collapsed", icon=":material/search:", width=460, persist_state="session",
        )  # fmt: skip
        st.segmented_control(
            _("范围"), list(WITHIN), format_func=lambda one: _(WITHIN[one]), required=True,
            key=address.among(PAGE, "within", list(WITHIN)), label_visibility="collapsed", persist_state="session",
        )  # fmt: skip
        st.toggle(_("有一个词就算"), key=address.among(PAGE, "any", (True, False)), persist_state="session")
        st.space("stretch")
        st.selectbox(
            _("次序"), list(ORDERS), format_func=lambda one: _(ORDERS[one]),
            key=address.among(PAGE, "order", list(ORDERS)), label_visibility="collapsed", width=160,
            persist_state="session",
        )  # fmt: skip
        return st.container(width="content")


def _side(found: Found) -> None:
    with shell.page_filters():
        for name, (parameter, label, words) in FACETS.items():
            _facet(parameter, label, words, found.facets.get(name, ()))


def _facet(parameter: str, label: str, words: Callable[[str], str], values: tuple[FacetValue, ...]) -> None:
    told = {_written(one): one for one in values}
    key = address.key(PAGE, parameter)
    chosen = list(address.chosen(PAGE, parameter))
    st.session_state[key] = chosen

    def shown(value: str) -> str:
        one = told.get(value)
        name = _("未写明") if value == NO_YEAR else words(one.label if one else value)
        return f"{name} {figures.number(one.reports if one else 0)}"

    st.multiselect(
        _(label), list(dict.fromkeys([*told, *chosen])), format_func=shown, key=key, placeholder=_("全部"),
        select_all=False, persist_state="session",
    )  # fmt: skip


def _written(one: FacetValue) -> str:
    return NO_YEAR if one.value is None else str(one.value)


def _page_number(query: str) -> int:
    """Return the page of results to show: the first for another question than before."""
    asked = (query, filters())
    if st.session_state.get(ASKED) != asked:
        st.session_state[ASKED] = asked
        st.session_state.pop(TURNED, None)
    return int(st.session_state.get(TURNED, 1))


def _results(found: Found, query: str) -> None:
    pane.show(search_tree.results(found, query), "search.results", on_go=_open)
    pages = -(-found.reports // PER_PAGE)
    if pages > 1:
        st.pagination(pages, key=TURNED)


def _open(asked: Any) -> None:
    shell.go("text", type=(), department=(), level=(), region=(), **asked)


def _other(asked: Any) -> None:
    """Drop a filter, or ask in the other range or for any of the words; in a callback."""
    if not empty.drop(PAGE, asked):
        for name, value in asked.items():
            address.put(PAGE, name, value)
