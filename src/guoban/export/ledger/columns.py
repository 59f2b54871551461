"""The ledger's columns: under which head each stands, how wide it is, what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "text", "value", "percent", "points", "status", "card", "date", "quote", "place"]


@dataclass(frozen=True, slots=True)
class Column:
    """`group` is the upper head, shared by neighbours, empty where the head is one cell over both lines. `width` is
    in characters of Latin script; `label` and `group` are Chinese, translated where they are shown."""

    name: str
    label: str
    width: float
    kind: Kind = "text"
    group: str = ""


_SOURCE = (
    Column("report", "报告", 13, group="出处"),
    Column("path", "章节", 13, group="出处"),
    Column("page", "页", 4.5, "count", group="出处"),
    Column("place", "位置", 7, "place", group="出处"),
)

TASK_COLUMNS = (
    Column("number", "序号", 5, "count"),
    Column("department", "部门", 11.5),
    Column("type", "部门类型", 8),
    Column("task", "指标/任务", 17),
    Column("target", "目标", 9, "value"),
    Column("actual", "完成情况", 9, "value"),
    Column("unit", "单位", 6),
    Column("pct", "完成率（%）", 8.5, "percent", group="进度"),
    Column("schedule", "序时进度（%）", 7.5, "percent", group="进度"),
    Column("gap", "差距（百分点）", 8, "points", group="进度"),
    Column("status", "状态", 10, "status", group="评判"),
    Column("card", "亮牌", 6.5, "card", group="评判"),
    Column("horizon", "期限", 7, group="时限"),
    Column("as_of", "截至", 9.5, "date", group="时限"),
    Column("quote", "原文依据", 44, "quote"),
    *_SOURCE,
    Column("remark", "备注", 15),
)

UNMET_COLUMNS = (
    Column("number", "序号", 5, "count"),
    Column("department", "部门", 11.5),
    Column("type", "部门类型", 8),
    Column("task", "指标/任务", 22),
    Column("target", "目标", 10, "value"),
    Column("unit", "单位", 7),
    Column("period", "时期", 10),
    Column("actual", "完成情况", 12),
    Column("quote", "原文依据", 56, "quote"),
    *_SOURCE,
    Column("remark", "备注", 18),
)


def without(columns: Sequence[Column], *names: str) -> tuple[Column, ...]:
    return tuple(column for column in columns if column.name not in names)
