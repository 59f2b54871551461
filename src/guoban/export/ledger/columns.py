"""The ledger's columns: under which head each stands, how wide it is, what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "text", "value", "percent", "points", "status", "card", "date", "quote", "place", "unit"]


@dataclass(frozen=True, slots=True)
class Column:
    """`group` is the upper head, shared by neighbours, empty where the head is one cell over both lines. `width` is
    in characters of Latin script; `label` and `group` are Chinese, translated where they are shown. What is not
    `printed` stands behind all that is, for it serves on the screen alone and would make the print too small to read."""

    name: str
    label: str
    width: float
    kind: Kind = "text"
    group: str = ""
    printed: bool = True


_SOURCE = (
    Column("report", "报告", 30, group="出处", printed=False),
    Column("path", "章节", 30, group="出处", printed=False),
    Column("page", "页", 4.5, "count", group="出处", printed=False),
    Column("place", "位置", 7, "place", group="出处", printed=False),
)

TASK_COLUMNS = (
    Column("number", "序号", 5, "count"),
    Column("department", "部门", 11.5),
    Column("type", "部门类型", 8),
    Column("task", "指标/任务", 17),
    Column("target", "目标", 9, "value"),
    Column("actual", "完成情况", 9, "value"),
    Column("unit", "单位", 6.5, "unit"),
    Column("pct", "完成率（%）", 8.5, "percent", group="进度"),
    Column("schedule", "序时进度（%）", 7.5, "percent", group="进度"),
    Column("gap", "差距（百分点）", 8, "points", group="进度"),
    Column("status", "状态", 10, "status", group="评判"),
    Column("card", "亮牌", 6.5, "card", group="评判"),
    Column("horizon", "期限", 7, group="时限"),
    Column("as_of", "截至", 9.5, "date", group="时限"),
    Column("quote", "原文依据", 46, "quote"),
    Column("remark", "备注", 17),
    *_SOURCE,
)

UNMET_COLUMNS = (
    Column("number", "序号", 5, "count"),
    Column("department", "部门", 11.5),
    Column("type", "部门类型", 8),
    Column("task", "指标/任务", 22),
    Column("target", "目标", 10, "value"),
    Column("unit", "单位", 7, "unit"),
    Column("period", "时期", 10),
    Column("actual", "完成情况", 12),
    Column("quote", "原文依据", 56, "quote"),
    Column("remark", "备注", 12),
    *_SOURCE,
)


def without(columns: Sequence[Column], *names: str) -> tuple[Column, ...]:
    return tuple(column for column in columns if column.name not in names)
