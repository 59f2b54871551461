"""Linking what is done with a target, and setting a task's horizon and direction: the two dialogs of 进度."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from guoban.corrections import Corrected, candidates, new
from guoban.errors import GuobanError
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.reporting import figures, labels
from guoban.tables import HORIZONS
from guoban.ui import address, language, pane, review_acts, who
from guoban.ui.pane import Node, el
from guoban.ui.review_rows import Row, state_mark
from guoban.ui.safe import escape_markdown
from guoban.ui.said import say

MOST = 30
OPENED = "review.links.opened"
DIRECTIONS = {"higher": "越高越好", "lower": "越低越好"}


def draw(corrected: Corrected, asked: Any) -> None:
    """Open the dialog that was asked for."""
    st.session_state[OPENED] = st.session_state.get(OPENED, 0) + 1
    if asked["act"] == "link":
        row = review_acts.row_of(corrected, "metric", asked["row"])
        if row:
            _link(corrected, row)
    else:
        row = review_acts.row_of(corrected, "progress", asked["row"])
        if row:
            _task(row)


def _link(corrected: Corrected, row: Row) -> None:
    of_target = row["role"] == "target"

    @st.dialog(_("关联完成值") if of_target else _("关联目标"), width=460, position="right")
    def dialog() -> None:
        language.use()
        _chosen_link()
        pane.show(_head(row), "review.link.head")
        query = st.text_input(_("查找"), key=f"review.link.q.{st.session_state[OPENED]}", placeholder=_("指标或原文"))
        found = candidates(corrected.metrics, str(row["metric_id"]), query)
        words = _("单位相符的{what} {count} 个，名称最像的在前。").format(
            what=_("完成值") if of_target else _("目标值"), count=figures.number(len(found))
        )
        st.caption(escape_markdown(words))
        rows = found.head(MOST).to_dict("records")
        pane.show(el("div", "list", *map(_candidate, rows)), "review.link.list", on_go=_pick(corrected, row))

    dialog()


def _head(row: Row) -> Node:
    return el(
        "div", "about", el("h2", "", row["indicator"], " ", el("span", "value", figures.metric_value(row))),
        el("p", "quote brief", row["sentence"]),
    )  # fmt: skip


def _candidate(row: Row) -> Node:
    return el(
        "div", "row rev",
        state_mark(row),
        el("div", "", el("div", "name two", row["indicator"]), el("div", "second two", row["sentence"])),
        el("span", "num value", figures.metric_value(row)),
        el("span"),
        go={"link": row["metric_id"]}, name=row["metric_id"],
    )  # fmt: skip


def _pick(corrected: Corrected, row: Row) -> Callable[[Any], None]:
    def pick(asked: Any) -> None:
        other = review_acts.row_of(corrected, "metric", asked["link"])
        done, owed = (other, row) if row["role"] == "target" else (row, other)
        st.session_state["review.linked"] = link(corrected, done, owed)

    return pick


def _chosen_link() -> None:
    """Close the dialog once a link was made."""
    if st.session_state.pop("review.linked", False):
        st.rerun()


def link(corrected: Corrected, done: Row, owed: Row) -> bool:
    """Record that `done` is set against the target `owed`, and look at the task that comes of it; in a callback."""
    values = {"target_start": int(owed["start"]), "target_end": int(owed["end"])}
    try:
        made = new(corrected, "progress", "link", int(done["start"]), int(done["end"]), values, who.name())
    except GuobanError as problem:
        say(error_text(problem))
        return False
    what = f"{done['indicator']} {figures.metric_value(done)} / {figures.metric_value(owed)}"
    if not review_acts.record(made, _("已关联：{what}。").format(what=what), ""):
        return False
    now = review_acts.current()
    if now is not None:
        rows = now.progress
        side = rows["actual_start"].fillna(rows["completion_start"]) == int(done["start"])
        found = rows.loc[side & (rows["target_start"] == int(owed["start"])).fillna(value=False), "progress_id"]
        address.put(review_acts.PAGE, "view", "tasks")
        review_acts.open_row(str(found.iloc[0]) if len(found) else None)
    return True


def _task(row: Row) -> None:
    opened = st.session_state[OPENED]

    @st.dialog(_("改期限、方向"), width=460, position="right")
    def dialog() -> None:
        language.use()
        pane.show(el("div", "about", el("h2", "", row["indicator"])), "review.task.head")
        with st.form(f"review.task.{opened}", border=False):
            horizon = st.selectbox(
                _("期限"), HORIZONS, HORIZONS.index(row["horizon"]), format_func=labels.horizon,
                key=f"review.horizon.{opened}", help=_("序时进度按期限算：年度任务到6月底是 50%。"),
            )  # fmt: skip
            direction = st.radio(
                _("方向"), list(DIRECTIONS), int(row["lower_is_better"]), format_func=lambda one: _(DIRECTIONS[one]),
                key=f"review.direction.{opened}", horizontal=True,
            )  # fmt: skip
            pressed = st.form_submit_button(_("保存"), type="primary")
        if pressed:
            given = {"horizon": horizon, "lower_is_better": direction == "lower"}
            changed = {name: value for name, value in given.items() if value != row[name]}
            if not changed:
                st.error(escape_markdown(_("没有改动。")))
            else:
                review_acts.on_row("progress", "edit", str(row["progress_id"]), changed)
                review_acts.open_row(str(row["progress_id"]))
                st.rerun()

    dialog()
