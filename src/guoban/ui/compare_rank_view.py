"""同指标横比 on the page: which type of departments, which indicator, which time; the ranking."""

from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from guoban.across import Ranking, Thing
from guoban.locale import translate as _
from guoban.reporting import labels
from guoban.ui import address, compare_evidence, compare_export, compare_rank, pane, shell
from guoban.ui.compare_data import PAGE, Compared
from guoban.ui.paging import Page

TURNED = "compare.rank.turned"
LISTED = "compare.rank.listed"
ALL = "all"
MOST_THINGS = 400
DIRECTIONS: dict[str, str] = {"own": "按指标定", "high": "高者在前", "low": "低者在前"}
LOWER: dict[str, bool | None] = {"own": None, "high": False, "low": True}


def draw(data: Compared, side: DeltaGenerator) -> None:
    """Draw the view; `side` is the place for its filters."""
    with side:
        kind = _kind(data)
        things = data.things("" if kind == ALL else kind)
        things = things[things["departments"] > 1].sort_values("departments", ascending=False, kind="stable")
        thing = _thing(things)
    if thing is None:
        words = _("这类部门里没有两个以上部门都有的指标。") if things.empty else _("没有名称里有这些字的指标。")
        pane.show(pane.el("div", "empty", pane.el("p", "second", words)), "compare.rank.empty")
        return
    ranking = _ranking(data, thing, "" if kind == ALL else kind, side)
    told = [
        f"{_('部门类型')}：{_('全部') if kind == ALL else labels.department_type(kind)}",
        f"{_('指标')}：{thing.indicator}",
    ]
    told.append(f"{_('时期')}：{labels.year_scope(ranking.period)}")
    heading, right = st.columns([3, 1], vertical_alignment="center")
    with heading:
        head = pane.el("div", "", pane.el("h2", "", compare_rank.name_words(thing)),
                       pane.el("p", "second", compare_rank.finding(ranking, thing)))  # fmt: skip
        pane.show(head, "compare.rank.head")
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        compare_export.draw(
            data, _("同指标横比"), lambda: compare_rank.export(data, ranking, thing), "compare.rank", told
        )
    _table(data, ranking, thing)


def _kind(data: Compared) -> str:
    """Draw the choice of a type, by default the one that most departments are of, all where each is of its own."""
    reports = data.reports()
    known = reports[reports["type"] != ""]
    counts = known.groupby("type")["department"].nunique().sort_values(ascending=False, kind="stable")
    options = [*(str(one) for one in counts.index), ALL]
    key = address.key(PAGE, "kind")
    if st.session_state.get(key) not in options:
        st.session_state[key] = options[0] if counts.max() > 1 else ALL

    def words(one: str) -> str:
        if one == ALL:
            return _("全部类型")
        return _("{type} · {count} 个部门").format(type=labels.department_type(one), count=int(counts[one]))

    st.selectbox(_("部门类型"), options, format_func=words, key=key, persist_state="session")
    return str(st.session_state[key])


def _thing(things: pd.DataFrame) -> Thing | None:
    """Draw the search and the choice of an indicator, by default the most common one; None where there is none."""
    query_key = address.key(PAGE, "q")
    st.session_state.setdefault(query_key, "")
    query = st.text_input(
        _("查找"), key=query_key, placeholder=_("指标名称"), icon=":material/search:", persist_state="session"
    )
    found = things[things["indicator"].str.contains(query.strip(), case=False, regex=False)] if query else things
    shown = found.head(MOST_THINGS).to_dict("records")
    offered = {compare_rank.thing_key(row): compare_rank.thing_words(row) for row in shown}
    key = address.key(PAGE, "thing")
    wanted = str(st.session_state.get(key) or "")
    if wanted not in offered:
        known = {compare_rank.thing_key(row): row for row in things.to_dict("records")} if wanted and not query else {}
        if wanted in known:
            offered[wanted] = compare_rank.thing_words(known[wanted])
        else:
            st.session_state[key] = wanted = next(iter(offered), "")
    if not offered:
        return None
    st.selectbox(
        labels.column("indicator"), list(offered), format_func=offered.__getitem__, key=key, persist_state="session"
    )
    if len(found) > MOST_THINGS:
        st.caption(_("只列最常见的 {count} 个，其余请查找。").format(count=MOST_THINGS))
    return compare_rank.thing_of(str(st.session_state[key]))


def _ranking(data: Compared, thing: Thing, kind: str, side: DeltaGenerator) -> Ranking:
    """Draw the choices of time and direction and return the ranking by them."""
    usual = data.ranking(thing, kind)
    others = usual.apart.loc[usual.apart["reason"] == "period", "period"]
    times = [usual.period, *sorted(set(others) - {usual.period, ""}, reverse=True)]
    with side:
        key = address.key(PAGE, "period")
        if st.session_state.get(key) not in times:
            st.session_state[key] = usual.period
        st.selectbox(_("时期"), times, format_func=labels.year_scope, key=key, persist_state="session")
        st.selectbox(
            _("次序"), list(DIRECTIONS), format_func=lambda one: _(DIRECTIONS[one]),
            key=address.among(PAGE, "direction", DIRECTIONS), persist_state="session",
        )  # fmt: skip
    lower = LOWER[str(address.value(PAGE, "direction"))]
    period = str(address.value(PAGE, "period") or "")
    return usual if lower is None and period == usual.period else data.ranking(thing, kind, period, lower=lower)


@shell.fragment
def _table(data: Compared, ranking: Ranking, thing: Thing) -> None:
    rows = compare_rank.every_row(ranking)
    now = (thing, ranking.period, len(rows))
    if st.session_state.get(LISTED) != now:
        st.session_state[LISTED] = now
        st.session_state.pop(TURNED, None)
    selected = str(address.value(PAGE, "at") or "")
    ids = list(rows["metric_id"])
    page = Page.holding(ids.index(selected) if selected in ids else 0, st.session_state.get(TURNED), len(rows))
    pane.show(compare_rank.page_tree(data, ranking, thing, page, selected), "compare.rank", on_go=_asked)


def _asked(asked: Any) -> None:
    if "at" in asked and "page" not in asked:
        address.put(PAGE, "at", asked["at"])
    elif "turn" in asked:
        st.session_state[TURNED] = asked["turn"]
    else:
        compare_evidence.follow(asked)
