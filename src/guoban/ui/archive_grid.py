"""The grid of the page 档案库: one page of rows, as the engine has filtered and sorted them."""

import hashlib
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from guoban.dataset import Dataset, Filter, Order
from guoban.locale import current_language
from guoban.locale import translate as _
from guoban.reporting import figures, labels, tasks
from guoban.ui import address, metrics_grid
from guoban.ui.archive_filters import PAGE

PAGE_ROWS = 100
ROW_PIXELS = 31
TALL_ROWS = 19
IDS = {"metrics": "metric_id", "progress": "progress_id"}
# The orders of each table: what the list box says, and by what is sorted; without any, rows stand as in their files.
ORDERS: Mapping[str, Mapping[str, tuple[str, tuple[Order, ...]]]] = {
    "metrics": {
        "file": ("按文件次序", ()),
        "largest": ("同单位从大到小", (Order("unit"), Order("value", descending=True))),
        "smallest": ("同单位从小到大", (Order("unit"), Order("value"))),
        "indicator": ("按指标名称", (Order("indicator"),)),
        "department": ("按部门", (Order("department"),)),
        "newest": ("按年份从新到旧", (Order("year", descending=True),)),
    },
    "progress": {
        "file": ("按文件次序", ()),
        "lowest": ("完成率从低到高", (Order("pct"),)),
        "highest": ("完成率从高到低", (Order("pct", descending=True),)),
        "department": ("按部门", (Order("department"),)),
        "newest": ("按年份从新到旧", (Order("year", descending=True),)),
    },
}
NUMBERS = {"year", "value", "pct", "schedule_pct"}
# In Chinese and in English, together no wider than the grid is beside the words of a row at 1440 px.
WIDTHS: Mapping[str, tuple[Mapping[str, int], Mapping[str, int]]] = {
    "metrics": (
        {"department": 120, "year": 46, "indicator": 165, "measure": 58, "value": 76, "unit": 62, "role": 62, "period": 74, "compare": 74},
        {"department": 100, "year": 46, "indicator": 134, "measure": 82, "value": 84, "unit": 58, "role": 70, "period": 82, "compare": 84},
    ),
    "progress": (
        {"department": 112, "year": 46, "indicator": 136, "actual": 80, "target": 80, "pct": 66, "schedule_pct": 68, "status": 76, "kind": 80},
        {"department": 88, "year": 46, "indicator": 112, "actual": 78, "target": 76, "pct": 84, "schedule_pct": 72, "status": 98, "kind": 86},
    ),
}  # fmt: skip
TASK_COLUMNS = ("department", "year", "indicator", "actual", "target", "pct", "schedule_pct", "status", "kind")


def orders(table: str) -> tuple[Order, ...]:
    """Return what the rows are sorted by."""
    offered = ORDERS[table]
    return offered[str(address.value(PAGE, "order"))][1] if address.value(PAGE, "order") in offered else ()


def draw(table: str, rows: pd.DataFrame, data: Dataset) -> None:
    """Draw `rows`; the one that is clicked becomes the parameter `at`."""
    shown: Any
    if table == "metrics":
        shown = metrics_grid.table(rows, every_measure=True)
        shown.insert(1, "year", rows["year"])
        shown = metrics_grid.style(shown, rows)
    else:
        shown = task_table(rows, data)
    ids = list(rows[IDS[table]])
    key = f"archive-grid.{hashlib.sha256(chr(10).join([current_language(), *ids]).encode()).hexdigest()[:12]}"
    st.dataframe(
        shown,
        hide_index=True,
        row_height=ROW_PIXELS,
        height="content" if len(rows) < TALL_ROWS else ROW_PIXELS * TALL_ROWS,
        column_config=_columns(table),
        selection_mode="single-cell",
        selection_default={"selection": {"cells": [(selected(table, rows), "indicator")]}},
        on_select=lambda: _chosen(ids, key),
        placeholder=labels.reason("redacted") if table == "metrics" else figures.NOTHING,
        key=key,
        alt=_("指标列表") if table == "metrics" else _("任务列表"),
    )


def selected(table: str, rows: pd.DataFrame) -> int:
    """Return the place of the row that is looked at, the first where it is not among these."""
    ids = list(rows[IDS[table]])
    at = address.value(PAGE, "at")
    return ids.index(at) if at in ids else 0


def task_table(rows: pd.DataFrame, data: Dataset) -> pd.DataFrame:
    """Return the grid's columns for tasks, the amounts with their own units as the paired figures have them."""
    paired = _paired(rows, data)
    # Each row stands for itself here, so none is folded into another.
    judged = tasks.tasks(rows.assign(note=""), paired, tasks.YELLOW_POINTS, tasks.RED_POINTS)
    shown = judged[list(TASK_COLUMNS)].copy()
    shown["department"] = [labels.department(name) for name in judged["department"]]
    for side in ("actual", "target"):
        shown[side] = [
            figures.amount(value, unit, masked=masked)
            for value, unit, masked in zip(
                judged[side], judged[f"{side}_unit"], judged[f"{side}_masked"], strict=True
            )
        ]  # fmt: skip
    for name in ("pct", "schedule_pct"):
        shown[name] = [None if pd.isna(value) else float(figures.rounded(value)) for value in judged[name]]
    shown["status"] = [f"{labels.STATUS_MARKS[value]} {labels.status(value)}" for value in judged["status"]]
    shown["kind"] = [labels.kind(value) for value in judged["kind"]]
    return shown


def _paired(rows: pd.DataFrame, data: Dataset) -> pd.DataFrame:
    """Return the metrics that the tasks of a page pair."""
    starts = pd.concat([rows["actual_start"], rows["target_start"]]).dropna().unique()
    wanted = (
        Filter("report_id", tuple(rows["report_id"].unique())),
        Filter("start", tuple(int(start) for start in starts)),
    )
    return data.rows("metrics", wanted if len(starts) else (Filter("report_id", ("",)),), limit=PAGE_ROWS * 20)


def _chosen(ids: list[str], key: str) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells:
        address.put(PAGE, "at", ids[cells[0][0]])


def _columns(table: str) -> dict[str, Any]:
    config = st.column_config
    widths = WIDTHS[table][0 if current_language() == "zh" else 1]
    formats = {"year": "%d", "pct": "%.1f%%", "schedule_pct": "%.1f%%"}
    heads = {"pct": _("完成率"), "schedule_pct": _("序时进度")}  # the unit stands in the cells
    return {
        name: config.NumberColumn(heads.get(name, labels.column(name)), width=width, format=formats.get(name))
        if name in NUMBERS
        else config.TextColumn(labels.column(name), width=width)
        for name, width in widths.items()
    }
