"""目标与实绩: the targets of one period held against what the next one reports."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.ui import compare_evidence
from guoban.ui.compare_data import Compared
from guoban.ui.paging import Page
from guoban.ui.pane import Node, el

Row = Mapping[Hashable, Any]
# The class of an outcome's mark: colour comes second to the word.
LOOKS = {"reached": "done", "under_way": "plain", "not_reached": "behind"}


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows by outcome, those that ask for attention first; within one by department as they stand."""
    order = {outcome: place for place, outcome in enumerate(labels.OUTCOMES)}
    return rows.sort_values("outcome", key=lambda column: column.map(order), kind="stable").reset_index(drop=True)


def page_tree(data: Compared, rows: pd.DataFrame, page: Page, selected: str) -> Node:
    """Return one page of the targets, grouped by outcome, with the words of both sides of `selected` beside it."""
    found = rows[rows["target_metric_id"] == selected]
    chosen: Row = (found if len(found) else rows).iloc[[0]].to_dict("records")[0]
    counts = rows["outcome"].value_counts().to_dict()
    nodes: list[Node] = [_head()]
    outcome = ""
    for row in page.rows(rows).to_dict("records"):
        if row["outcome"] != outcome:
            outcome = row["outcome"]
            nodes.append(_group(outcome, counts[outcome]))
        nodes.append(_line(row, str(chosen["target_metric_id"])))
    return el(
        "div", "split",
        el("div", "list tall scroll keys", *nodes, page.buttons(), name=f"targets {page.number}"),
        el("div", "beside tall", *_beside(data, chosen), name=f"target {chosen['target_metric_id']}"),
    )  # fmt: skip


def outcome_mark(row: Row) -> Node:
    """Return the outcome by word and mark; of what is under way also whether it keeps to its schedule, where known."""
    pace = _pace(row)
    if pace:
        words = _("进行中，{pace}").format(pace=labels.status(pace))
        return el("span", f"status {pace}", el("i", "sign", labels.STATUS_MARKS[pace]), words)
    outcome = row["outcome"]
    look = LOOKS.get(outcome, "unknown")
    return el("span", f"status {look}", el("i", "sign", labels.OUTCOME_MARKS[outcome]), labels.outcome(outcome))


def _pace(row: Row) -> str:
    """Return ahead or behind by the rounded figures that are shown, empty where there is no schedule."""
    if row["outcome"] != "under_way" or row["lower_is_better"] or pd.isna(row["pct"]) or pd.isna(row["schedule_pct"]):
        return ""
    if row["actual_bound"] not in {"exact", "approx"} or row["target_bound"] == "range":
        return ""
    return "ahead" if figures.rounded(row["pct"]) >= figures.rounded(row["schedule_pct"]) else "behind"


def side_words(row: Row, side: str) -> str:
    """Return the target's or the actual's value as it is written, with its bound in words; empty where there is none."""
    if not row[f"{side}_metric_id"]:
        return ""
    return figures.metric_value({
        "redacted": row[f"{side}_bound"] == "redacted", "unit": row[f"{side}_unit"], "value": row[f"{side}_value"],
        "high": row[f"{side}_high"], "bound": row[f"{side}_bound"], "measure": row["measure"],
    })  # fmt: skip


def _head() -> Node:
    return el(
        "div", "head held",
        el("span", "", _("目标 · 部门")), el("span", "num", _("目标值")), el("span", "num", _("完成值")),
        el("span", "num", _("完成率")), el("span", "num", _("序时")), el("span", "", _("结果")),
    )  # fmt: skip


def _group(outcome: str, count: int) -> Node:
    return el(
        "div", "group",
        el("span", f"status {LOOKS.get(outcome, 'unknown')}", el("i", "sign", labels.OUTCOME_MARKS[outcome]),
           f"{labels.outcome(outcome)} {figures.number(count)}"),
        el("span", "second", _(labels.OUTCOME_MEANINGS[outcome])),
    )  # fmt: skip


def _line(row: Row, selected: str) -> Node:
    hoped = _("（力争）") if row["hoped"] else ""
    return el(
        "div", "row go held",
        el("div", "", el("div", "name two", row["indicator"] or _("指标名称不明"), title=row["indicator"]),
           el("div", "second cut", f"{labels.department(row['department'])}{hoped}")),
        el("span", "num", side_words(row, "target")),
        el("span", "num", _actual(row)),
        el("span", "num strong", "" if pd.isna(row["pct"]) else figures.pct(row["pct"])),
        el("span", "num second", "" if pd.isna(row["schedule_pct"]) else figures.points(row["schedule_pct"])),
        el("span", "second", labels.incomparable(row["reason"])) if row["reason"] else outcome_mark(row),
        go={"at": row["target_metric_id"]}, selected=row["target_metric_id"] == selected, name=row["target_metric_id"],
    )  # fmt: skip


def _actual(row: Row) -> str:
    several = "…" if row["reason"] == "several" else ""
    return f"{side_words(row, 'actual')}{several}" or figures.NOTHING


def _beside(data: Compared, row: Row) -> list[Node | None]:
    why = labels.incomparable(row["reason"])
    return [
        compare_evidence.department_line(row),
        el("h2", "", row["indicator"] or _("指标名称不明")),
        el("div", "verdict", outcome_mark(row), el("span", "second", why) if why else None),
        el("p", "second", _(labels.OUTCOME_MEANINGS[row["outcome"]])),
        compare_evidence.facts(
            (_("目标值"), f"{side_words(row, 'target')} · {labels.year_scope(row['target_period'])}"),
            (_("完成值"), f"{side_words(row, 'actual')} · {labels.year_scope(row['actual_period'])}" if row["actual_metric_id"] else ""),
            (_("完成率（推算）"), "" if pd.isna(row["pct"]) else figures.pct(row["pct"])),
            (_("序时进度"), "" if pd.isna(row["schedule_pct"]) else figures.pct(row["schedule_pct"])),
            (_("方向"), _("越低越好") if row["lower_is_better"] else ""),
            (_("性质"), _("力争，不是必保") if row["hoped"] else ""),
            (_("说过"), _("{count} 处").format(count=row["said_in"]) if row["said_in"] > 1 else ""),
        ),
        *compare_evidence.words(data, row, _("目标原文"), "target_"),
        *_answers(data, row),
    ]  # fmt: skip


def _answers(data: Compared, row: Row) -> list[Node]:
    """Return what the later reports say: every differing value, or the one place."""
    if len(row["candidates"]) > 1:
        facts = data.facts()
        rivals = facts[facts["metric_id"].isin(row["candidates"])].to_dict("records")
        return [node for one in rivals for node in compare_evidence.words(data, one, _("后一期原文"))]
    if row["actual_report_id"]:
        return compare_evidence.words(data, row, _("后一期原文"), "actual_")
    return []


def export(data: Compared, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the targets with both sides' values and evidence."""
    names = data.names
    rows = rows.assign(
        target_compilation=rows["target_compilation_id"].map(names),
        actual_compilation=rows["actual_compilation_id"].map(names).fillna("").astype("str"),
        why=rows["reason"],
    )
    sides = [
        f"{side}_{name}"
        for side in ("target", "actual")
        for name in ("compilation", "report_id", "text", "start", "end", "sentence", "sentence_start", "sentence_end")
    ]
    return rows[
        [
            "department", "type", "level", "region", "indicator", "measure", "outcome", "why", "lower_is_better", "hoped",
            "target_value", "target_high", "target_unit", "target_bound", "target_period", "actual_value", "actual_high",
            "actual_unit", "actual_bound", "actual_period", "pct", "schedule_pct", *sides,
        ]
    ]  # fmt: skip
