"""The progress rows of a report to review: what is set against what, its horizon, its direction."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from guoban.corrections import Correction
from guoban.locale import translate as _
from guoban.reporting import figures, labels, sources
from guoban.ui import evidence
from guoban.ui.paging import Page
from guoban.ui.pane import Node, el
from guoban.ui.review_rows import Row, by_words, field_words, state_mark
from guoban.ui.review_tree import history

SIDES = {"actual": "完成值", "target": "目标值", "completion": "完成率"}


def tasks_list(shown: pd.DataFrame, page: Page, selected: str, name: str) -> Node:
    """Return one page of the progress rows to review."""
    return el(
        "div", "list tall scroll follow keys",
        *(_row(row, selected=row["progress_id"] == selected) for row in page.rows(shown).to_dict("records")),
        page.buttons(),
        name=f"{name} {page.number}",
    )  # fmt: skip


def _row(row: Row, *, selected: bool) -> Node:
    about = [labels.kind(row["kind"]), labels.horizon(row["horizon"])]
    return el(
        "div", f"row rev {row['state']}",
        state_mark(row),
        el(
            "div", "",
            el("div", "name two", row["indicator"] or _("任务名称不明"), title=row["indicator"]),
            el("div", "second cut", " · ".join(about)),
        ),
        el("span", "num value", evidence.completion_words(row)),
        el("span"),
        go={"row": row["progress_id"]}, selected=selected, name=row["progress_id"],
    )  # fmt: skip


def task_panel(row: Row, metrics: pd.DataFrame, said: Sequence[Correction], keys: Mapping[str, Any]) -> Node:
    """Return what is known of a progress row: its sides with their words, how it is judged, what can be done."""
    by_start = {int(one["start"]): one for one in metrics.to_dict("records")}
    facts = [
        (_("状态"), evidence.status_mark(row["status"])),
        (_("期限"), el("span", "", field_words("horizon", row["horizon"]))),
        (_("序时算法"), el("span", "", sources.schedule_words(row))),
        (_("方向"), el("span", "", _("越低越好") if row["lower_is_better"] else _("越高越好"))),
        (_("完成率来源"), el("span", "", sources.completion_source(row))),
    ]
    return el(
        "section", "about",
        el("div", "whose", state_mark(row), el("span", "second", by_words(row))),
        el("h2", "", row["indicator"] or _("任务名称不明"), " ", el("span", "value", evidence.completion_words(row))),
        el("dl", "facts fields sides", *(node for side in SIDES for node in _side(side, row, by_start))),
        el("dl", "facts fields", *(node for word, value in facts for node in (el("dt", "", word), el("dd", "", value)))),
        *(el("p", "second note", words) for words in sources.notes(row)),
        _actions(row, keys),
        history(said),
    )  # fmt: skip


def _side(side: str, row: Row, by_start: Mapping[int, Row]) -> list[Node]:
    place = row[f"{side}_start"]
    if pd.isna(place):
        return []
    metric = by_start.get(int(place))
    words = figures.metric_value(metric) if metric else figures.NOTHING
    name = str(metric["indicator"]) if metric else ""
    value = el("button", "link", f"{words}\u3000{name}", go={"place": int(place)}, title=_("看这个数的原文"))
    return [el("dt", "", _(SIDES[side])), el("dd", "wide", value)]


def _actions(row: Row, keys: Mapping[str, Any]) -> Node:
    again = row["state"] == "rejected"
    linked = row["kind"] == "linked"
    return el(
        "div", "actions",
        el("button", "primary", _("恢复并确认") if again else _("确认"), go=keys["Enter"]),
        el("button", "", _("改期限、方向"), go=keys["e"]),
        None if again else el("button", "", _("取消关联") if linked else _("剔除"), go=keys["x"]),
        el("button", "", _("另选目标"), go=keys["l"]) if "l" in keys else None,
    )  # fmt: skip


def tasks_keys(row: Row, metrics: pd.DataFrame, ahead: Mapping[str, str]) -> dict[str, Any]:
    """Return the keys of the view; `ahead` are the rows that j, k and n lead to, and what follows a verdict."""
    here = str(row["progress_id"])
    wrong = "unlink" if row["kind"] == "linked" else "reject"
    keys: dict[str, Any] = {
        "Enter": {"act": "confirm", "row": here, "then": ahead["then"], "of": "progress"},
        "x": {"act": wrong, "row": here, "then": ahead["then"], "of": "progress"},
        "e": {"act": "task", "row": here},
        "j": {"row": ahead["j"]},
        "k": {"row": ahead["k"]},
        "n": {"row": ahead["n"]},
        "u": {"act": "undo"},
    }
    side: Any = row["completion_start"] if pd.isna(row["actual_start"]) else row["actual_start"]
    own: pd.DataFrame = metrics[(metrics["start"] == side) & (metrics["state"] != "rejected")]
    if not pd.isna(side) and len(own):
        keys["l"] = {"act": "link", "row": str(own["metric_id"].iloc[0])}
    return keys


def places(row: Row) -> list[int]:
    """Return where the figures of a progress row stand."""
    return [int(row[f"{side}_start"]) for side in SIDES if not pd.isna(row[f"{side}_start"])]
