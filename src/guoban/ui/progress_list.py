"""The list of tasks by status with the evidence beside it, as a tree for the pane."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from guoban.locale import translate as _
from guoban.reporting import figures, labels, tasks
from guoban.reporting.scales import WRITTEN, scaled, scaled_row
from guoban.ui import evidence
from guoban.ui.memory import remembered
from guoban.ui.paging import Page
from guoban.ui.pane import Node, el
from guoban.ui.shell import View

Row = Mapping[Hashable, Any]


def page_tree(view: View, kept: pd.DataFrame, page: Page, selected: Row) -> Node:
    """Return one page of the list of `kept`, tasks in order, beside the evidence of `selected`."""
    group_counts = {str(status): int(count) for status, count in kept["status"].value_counts().items()}
    shown = remembered((kept,), ("page", page), lambda: page.rows(kept).to_dict("records"))
    return el(
        "div", "split",
        el("div", "list tall scroll keys", *_list(shown, group_counts, selected, view.value("numbers")), page.buttons(),
           name=f"list {page.number}"),
        el("div", "beside tall", evidence.task_panel(view, selected), name=f"evidence {selected['progress_id']}"),
    )  # fmt: skip


def _list(shown: Sequence[Row], group_counts: Mapping[str, int], selected: Row, scale: str) -> list[Node]:
    one_department = len({row["report_id"] for row in shown}) == 1
    nodes = [_head(one_department=one_department)]
    status = ""
    for row in shown:
        if row["status"] != status:
            status = row["status"]
            nodes.append(_group(status, group_counts[status]))
        nodes.append(task_row(row, scale, one_department=one_department, selected=selected))
    return nodes


def _head(*, one_department: bool) -> Node:
    return el(
        "div", "task head",
        el("span"),
        el("span", "", _("任务") if one_department else _("任务 · 部门")),
        el("span", "num", _("完成 / 目标")),
        el("span", "bullet-cell", _("进度"), el("i", "line"), _("序时")),
        el("span", "num", _("完成率")),
        el("span", "num schedule", _("序时")),
        el("span", "num", _("差距")),
    )  # fmt: skip


def _group(status: str, count: int) -> Node:
    return el(
        "div", "group",
        el("span", f"status {status}", el("i", "sign", labels.STATUS_MARKS[status]),
           f"{labels.status(status)} {figures.number(count)}"),
        el("span", "second", _(labels.STATUS_MEANINGS[status])),
    )  # fmt: skip


def task_row(row: Row, scale: str, *, one_department: bool, selected: Row) -> Node:
    length, line = tasks.bar(row)
    return el(
        "div", "row task",
        el("span", "", evidence.card_mark(row["card"])),
        el(
            "div", "",
            el("div", "name two", row["indicator"] or _("任务名称不明"), title=row["indicator"]),
            None if one_department else el("div", "second cut", labels.department(row["department"])),
        ),
        amounts(row, scale),
        el("div", "bullet-cell", evidence.bullet(row["status"], length, line)),
        el("span", "num pct", _completion(row)),
        el("span", "num schedule", figures.points(row["schedule_pct"]) if not pd.isna(row["schedule_pct"]) else ""),
        el("span", "num", figures.gap(row["gap"])),
        go={"row": row["progress_id"]},
        selected=row["progress_id"] == selected["progress_id"],
        name=row["progress_id"],
    )  # fmt: skip


def amounts(row: Row, scale: str = WRITTEN) -> Node:
    """Return what is done over the target; a lone figure stands alone, none at all leaves the place empty."""
    has_actual = row["actual_masked"] or not pd.isna(row["actual"])
    has_target = row["target_masked"] or not pd.isna(row["target"])
    if not has_actual and not has_target:
        return el("div", "amount")
    actual = figures.amount(*scaled(row["actual"], row["actual_unit"], scale), masked=row["actual_masked"])
    target = figures.amount(*scaled(row["target"], row["target_unit"], scale), masked=row["target_masked"])
    return el("div", "amount", el("div", "", actual), el("div", "of", f"/ {target}") if has_target else None)


ALONE = {
    "targets": ("有目标、没有完成值 {count}", "多为下一步打算，只列不判"),
    "actuals": ("有完成值、没有目标值 {count}", "数量和占比；增速、位次不列"),
}


def alone_tree(view: View, free: pd.DataFrame, page: Page, selected: Row, shown: str) -> Node:
    """Return one page of what stands alone (`ALONE`), beside the words of `selected`."""
    head, meaning = ALONE[shown]
    return el(
        "div", "split",
        el(
            "div", "list tall scroll keys",
            el("div", "group", el("span", "strong", _(head).format(count=figures.number(len(free)))),
               el("span", "second", _(meaning))),
            *(_alone_row(view, row, selected) for row in page.rows(free).to_dict("records")),
            page.buttons(),
            name=f"{shown} {page.number}",
        ),
        el("div", "beside tall", evidence.metric_panel(view, selected), name=f"evidence {selected['metric_id']}"),
    )  # fmt: skip


def _alone_row(view: View, row: Row, selected: Row) -> Node:
    year: int | None = None if pd.isna(row["year"]) else int(row["year"])
    return el(
        "div", "row goal",
        el("div", "", el("div", "name two", row["indicator"] or _("指标名称不明"), title=row["indicator"]),
           el("div", "second cut", labels.department(row["department"]))),
        el("span", "num", figures.metric_value(scaled_row(row, view.value("numbers")))),
        el("span", "second", labels.period(row["period"], year)),
        go={"row": row["metric_id"]},
        selected=row["metric_id"] == selected["metric_id"],
        name=row["metric_id"],
    )  # fmt: skip


def _completion(row: Row) -> str:
    if not pd.isna(row["pct"]):
        return figures.pct(row["pct"])
    return _("脱敏") if row["reason"] == "redacted" else figures.NOTHING
