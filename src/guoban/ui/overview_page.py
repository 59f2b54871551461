"""The page 总览: how do we stand, who is behind, which first, what is missing."""

from pathlib import PurePath
from typing import Any

import pandas as pd
import streamlit as st

from guoban.locale import translate as _
from guoban.locale import translate_as
from guoban.reporting import figures, labels, standing, tasks
from guoban.ui import address, empty, evidence, overview_board, pane, papers, shell
from guoban.ui.filters import SHARED, Filters
from guoban.ui.memory import remembered
from guoban.ui.pane import Node, el
from guoban.ui.shell import View

PAGE = "overview"
TURNED = "overview.turned"
FIRST_RED, FIRST_YELLOW, IN_FRONT = 3, 6, 3


@shell.fragment
def draw(view: View) -> None:
    """Draw the page."""
    if view.reports.empty:
        ways = Filters(PAGE, view.all_reports, SHARED).ways_out()
        pane.show(
            empty.tree(_("没有符合条件的部门"), ways, "篇"), "overview.empty", on_go=lambda go: empty.drop(PAGE, go)
        )
        return
    rows = view.tasks()
    with st.container(horizontal=True, horizontal_alignment="right", gap="small", key="overview-papers"):
        own = Filters(PAGE, view.all_reports, SHARED).words()
        papers.draw(view, PAGE, papers.Choice(view.reports["report_id"], own))
    pane.show(_shared_tree(view, rows, st.session_state.get(TURNED)), "overview.pane", on_go=clicked)
    evidence.draw_drawer(view, rows)


def clicked(asked: Any) -> None:
    """Do what was clicked. In a callback."""
    if "by" in asked:
        address.put(PAGE, "by", asked["by"])
        st.session_state.pop(TURNED, None)
    elif "turn" in asked:
        st.session_state[TURNED] = asked["turn"]
    elif "task" in asked:
        evidence.ask_drawer("task", asked["task"])
    else:
        evidence.follow_action(asked)


def _shared_tree(view: View, rows: pd.DataFrame, turned: int | None) -> Node:
    """Return the whole page, made once for all who look at the same rows in the same language."""
    values = tuple(view.value(name) for name in ("by", "yellow", "red"))
    return remembered(
        (rows, view.reports, view.metrics, view.all_metrics),
        ("overview", view.compilation.name, view.language, turned, *values),
        lambda: page_tree(view, rows, turned),
    )


def page_tree(view: View, rows: pd.DataFrame, turned: int | None) -> Node:
    """Return the whole page; `rows` are the tasks of the view."""
    stand = remembered((view.reports, rows), "standing", lambda: standing.standing(view.reports, rows))
    by = "type" if view.value("by") == "type" else "department"
    lines = remembered(
        (view.reports, rows, view.metrics),
        ("board", by),
        lambda: standing.board(view.reports, rows, view.metrics, by),
    )
    return el(
        "div", "overview",
        small_line(view),
        overview_board.lead(stand),
        overview_board.strip(stand),
        overview_board.six_figures(stand, view.value("yellow"), view.value("red")),
        el(
            "div", "over",
            overview_board.board_section(lines, by, turned),
            el("div", "first", *first_things(view, rows)),
            el("div", "below", in_front(view, rows), unread(view, rows)),
        ),
    )  # fmt: skip


def small_line(view: View) -> Node:
    """Return what the sentence is about: the compilation, reports, characters, metrics."""
    shown, every = len(view.reports), len(view.all_reports)
    reports = (
        _("{count} 篇").format(count=figures.number(shown))
        if shown == every
        else _("筛选后 {count} 篇，共 {all} 篇").format(count=figures.number(shown), all=figures.number(every))
    )
    parts = (
        PurePath(view.compilation.name).stem,
        el("button", "bare second", reports, go={"page": "departments", "view": "roster"}),
        figures.thousands_of_characters(int(view.reports["characters"].sum())),
        el("button", "bare second", _("指标 {count} 项").format(count=figures.number(len(view.metrics))),
           go={"page": "metrics", "minor": True}),
    )  # fmt: skip
    joined = [piece for part in parts if part for piece in (" · ", part)][1:]
    return el("p", "second smallline", *joined)


def first_things(view: View, rows: pd.DataFrame) -> list[Node | None]:
    """Return 先看这几项: the red cards with their words, then the yellow ones."""
    behind = rows[rows["status"] == "behind"].sort_values("lead", kind="stable", na_position="last")
    red, yellow = behind[behind["card"] == "red"], behind[behind["card"] == "yellow"]
    cards = len(red) + len(yellow)
    first = red if len(red) else behind[behind["card"] == ""] if not cards else red
    link = (
        el("button", "link", _("亮牌 {count} 项").format(count=cards) + " →",
           go={"page": "progress", "card": ["red", "yellow"]})
        if cards
        else None
    )  # fmt: skip
    beside = _("红牌 {count}").format(count=len(red)) if cards else _("滞后 {count}").format(count=len(behind))
    return [
        _head(_("先看这几项"), beside, link),
        el("p", "second calm", _("没有滞后的任务。") if len(rows) else _("没有可对照的任务。"))
        if behind.empty
        else None,
        *(big_task(view, row) for row in first.head(FIRST_RED).to_dict("records")),
        *_yellow(yellow),
    ]


def _yellow(yellow: pd.DataFrame) -> list[Node | None]:
    if yellow.empty:
        return []
    more = len(yellow) - FIRST_YELLOW
    return [
        _head(translate_as("head", "黄牌"), str(len(yellow)), None),
        *(
            el(
                "div", "row yellow1",
                evidence.card_mark("yellow"),
                el("span", "cut", row["indicator"], title=row["indicator"]),
                el("span", "second cut", labels.department(row["department"])),
                el("span", "strong num", figures.pct(row["pct"])),
                el("span", "num", figures.gap(row["gap"])),
                go={"task": row["progress_id"]},
            )
            for row in yellow.head(FIRST_YELLOW).to_dict("records")
        ),
        el("button", "link", _("另有 {count} 项").format(count=more), go={"page": "progress", "card": ["yellow"]})
        if more > 0
        else None,
    ]  # fmt: skip


def in_front(view: View, rows: pd.DataFrame) -> Node:
    """Return 走在前列: the tasks most ahead of their schedule, with their words."""
    ahead = rows[rows["status"] == "ahead"].sort_values("lead", ascending=False, kind="stable", na_position="last")
    link = (
        el("button", "link", _("达序时 {count} 项").format(count=len(ahead)) + " →",
           go={"page": "progress", "status": ["ahead"]})
        if len(ahead)
        else None
    )  # fmt: skip
    return el(
        "section", "",
        _head(_("走在前列"), _("超序时最多"), link),
        el("p", "second calm", _("没有达序时、尚未完成的任务。")) if ahead.empty else None,
        *(big_task(view, row) for row in ahead.head(IN_FRONT).to_dict("records")),
    )  # fmt: skip


def big_task(view: View, row: Any) -> Node:
    """Return a task with its bar and its sentence in two lines."""
    length, line = tasks.bar(row)
    mark = evidence.card_mark(row["card"]) or el("i", f"sign {row['status']}", labels.STATUS_MARKS[row["status"]])
    schedule = _("序时 {points}").format(points=figures.points(row["schedule_pct"]))
    return el(
        "div", "row bigtask",
        el("div", "top", mark, el("h3", "cut name", row["indicator"], title=row["indicator"]),
           el("span", "strong num", figures.pct(row["pct"]))),
        el(
            "div", "mid",
            el("span", "second cut", labels.department(row["department"])),
            evidence.bullet(row["status"], length, line),
            el("span", "second num", schedule),
            el("span", "num", figures.gap(row["gap"])),
        ),
        evidence.brief_quote(view, row),
        go={"task": row["progress_id"]},
    )  # fmt: skip


def unread(view: View, rows: pd.DataFrame) -> Node:
    """Return 没有读出、没有判定: what the figures above leave out."""
    masked = int(view.metrics["redacted"].sum())
    why = standing.reasons(rows)
    names = standing.masked_departments(view.reports)
    free, bare = view.unmet_targets(), view.untargeted_actuals()
    share = figures.pct(masked / len(view.metrics) * 100) if len(view.metrics) else figures.NOTHING
    most = _("、").join(f"{labels.department(name)} {count}" for name, count in standing.most_masked(view.metrics))
    return el(
        "section", "",
        _head(_("没有读出、没有判定"), "", el("span", "second", _("灰色不作好坏之分"))),
        _missing(
            _("脱敏数值"), _("占 {share}，最多：{departments}").format(share=share, departments=most), masked,
            {"page": "metrics", "redacted": True, "minor": True},
        ),
        _missing(
            _("任务未判定"), _("、").join(f"{labels.reason(reason)} {count}" for reason, count in why),
            sum(count for _reason, count in why), {"page": "progress", "status": ["unknown"]},
        ),
        _missing(
            _("有目标、没有完成值"), _("多为下一步打算，只列不判"), len(free),
            {"page": "progress", "view": "targets"},
        ),
        _missing(
            _("有完成值、没有目标值"), _("数量和占比；增速、位次不列"), len(bare),
            {"page": "progress", "view": "actuals"},
        ),
        _missing(
            _("部门名脱敏"), _("原样保留，不猜"), len(names), {"page": "departments", "department": names},
        ),
        _missing(
            _("部门不明"), _("可在导入时补上"), int((view.reports["department"] == "").sum()),
            {"page": "departments", "department": [""]},
        ),
    )  # fmt: skip


def _missing(word: str, beside: str, count: int, go: Any) -> Node | None:
    if not count:
        return None
    return el(
        "div", "row missing",
        el("div", "", el("div", "name", word), el("div", "second", beside)),
        el("span", "number", figures.number(count)),
        go=go,
    )  # fmt: skip


def _head(word: str, beside: str, right: Node | None) -> Node:
    return el("div", "sechead", el("h2", "", word), el("span", "second count", beside) if beside else None, right)
