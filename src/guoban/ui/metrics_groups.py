"""按指标归并: one row an indicator, as a tree for the pane.

Up to `MOST_COLUMNS` departments stand as columns, their values in the cells; more of them as dots on one line from the
lowest to the highest. Beside it the values of the chosen indicator, and the words of the chosen value.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.reporting.indicators import Grouped, members
from guoban.reporting.scales import scaled_row
from guoban.ui import evidence
from guoban.ui.growbar import Axis
from guoban.ui.paging import Page
from guoban.ui.pane import Node, el
from guoban.ui.shell import View

Row = Mapping[Hashable, Any]
GROUPS = 40
MOST_COLUMNS = 6
MOST_IN_CELL = 2
MOST_VALUES = 60
DOT_PLACES = 100


def page_tree(view: View, found: Grouped, page: Page, selected: str, scale: str) -> Node:
    """Return one page of the indicators beside the values of the one that holds the metric `selected`."""
    columns = departments(found)
    own = found.rows[found.rows["metric_id"] == selected]
    chosen = int(own["group"].iloc[0])
    shown = page.rows(found.groups)
    rows = found.rows[found.rows["group"].isin(shown["group"])]
    by_group = {int(part["group"].iloc[0]): part for _number, part in rows.groupby("group", sort=False)}
    lines = (
        _line(row, by_group[int(row["group"])], columns, scale, selected=int(row["group"]) == chosen)
        for row in shown.to_dict("records")
    )
    return el(
        "div", "split",
        el("div", "list tall scroll keys", _head(columns), *lines, page.buttons(), _left_out(found),
           name=f"indicators {page.number}"),
        el("div", "beside tall", *_values(found, chosen, selected, scale),
           evidence.metric_panel(view, own.to_dict("records")[0]), name=f"values {chosen}"),
    )  # fmt: skip


def departments(found: Grouped) -> Sequence[str]:
    """Return the departments that stand as columns; none where there are too many, or only one."""
    names = list(dict.fromkeys(found.rows.sort_values("seq", kind="stable")["department"]))
    return names if 1 < len(names) <= MOST_COLUMNS else []


def about(row: Row) -> str:
    """Return what the values of an indicator are: 数量 · 元, 增速 · % · 同比."""
    unit = "" if row["measure"] == "rank" else row["base"]
    return " · ".join(part for part in (labels.measure(row["measure"]), unit, labels.compare(row["scope"])) if part)


def _head(columns: Sequence[str]) -> Node:
    if columns:
        names = (el("span", "num cut", labels.department(name), title=labels.department(name)) for name in columns)
        return el("div", f"ind head of{len(columns)}", el("span", "", labels.column("indicator")), *names)
    return el(
        "div", "ind head",
        el("span", "", labels.column("indicator")), el("span", "num", _("部门数")),
        el("span", "", _("● 完成值　◇ 目标值")), el("span", "num", _("最低 – 最高")),
    )  # fmt: skip


def _line(row: Row, rows: pd.DataFrame, columns: Sequence[str], scale: str, *, selected: bool) -> Node:
    name = el("div", "name two", row["indicator"], title=row["indicator"])
    beside = el("div", "second cut", about(row))
    if columns:  # the cells are buttons, so the row is none
        first = el("button", "bare", name, beside, go={"row": row["first"]})
        cells = [_cell(rows[rows["department"] == department], scale) for department in columns]
        return el("div", f"row ind of{len(columns)}", first, *cells, selected=selected, name=f"ind {row['first']}")
    return el(
        "div", "row ind",
        el("div", "", name, beside),
        el("span", "num", figures.number(row["departments"])), _dots(row, rows), _range(row, rows, scale),
        go={"row": row["first"]}, selected=selected, name=f"ind {row['first']}",
    )  # fmt: skip


def _cell(rows: pd.DataFrame, scale: str) -> Node:
    records = rows.to_dict("records")
    more = len(records) - MOST_IN_CELL
    if not records:
        return el("span", "num zero", figures.NOTHING)
    return el(
        "div", "cell",
        *(
            el("button", f"bare num {'aim' if row['role'] == 'target' else ''}".strip(), value(row, scale),
               title=" · ".join((row["indicator"], labels.role(row["role"]))), go={"row": row["metric_id"]})
            for row in records[:MOST_IN_CELL]
        ),
        el("span", "second num", _("另 {count} 项").format(count=more)) if more > 0 else None,
    )  # fmt: skip


def _dots(row: Row, rows: pd.DataFrame) -> Node:
    """Return the values as dots on a line from the group's lowest to its highest."""
    low, high = row["low"], row["high"]
    if pd.isna(low) or low == high:
        return el("span", "nodots")
    places = [
        (role, round((size - low) / (high - low) * DOT_PLACES))
        for role, size in zip(rows["role"], rows["size"], strict=True)
        if not pd.isna(size)
    ]
    dots = (el("i", f"dot {'aim' if role == 'target' else 'done'}", at=place) for role, place in dict.fromkeys(places))
    return el("div", "dots", *dots)


def _range(row: Row, rows: pd.DataFrame, scale: str) -> Node:
    known = rows[rows["size"].notna()]
    if known.empty:
        return el("span", "num", figures.redacted(row["unit"]))
    ends = known.sort_values("size", kind="stable").iloc[[0, -1]].to_dict("records")
    low, high = (value(one, scale) for one in ends)
    if low == high:
        return el("span", "num", el("span", "end", low))
    return el("span", "num", el("span", "end", low), " – ", el("span", "end", high))


def _values(found: Grouped, group: int, selected: str, scale: str) -> list[Node | None]:
    """Return the values of a group as bars, each a way to its words."""
    rows = members(found, group)
    head = found.groups[found.groups["group"] == group].to_dict("records")[0]
    axis = Axis.of(rows["size"])
    more = len(rows) - MOST_VALUES
    count = _("{departments} 个部门，{rows} 项").format(departments=head["departments"], rows=len(rows))
    return [
        el("div", "sechead", el("h2", "", head["indicator"]), el("span", "second count", count)),
        el("div", "second", about(head)),
        el(
            "div", "values scroll keys follow",
            *(_value(row, axis, scale, selected=row["metric_id"] == selected)
              for row in rows.head(MOST_VALUES).to_dict("records")),
            name=f"values of {group}",
        ),
        el("p", "second calm", _("另有 {count} 项未列，可先筛选。").format(count=more)) if more > 0 else None,
    ]  # fmt: skip


def _value(row: Row, axis: Axis, scale: str, *, selected: bool) -> Node:
    drawn = bool(pd.notna(row["size"])) and row["measure"] != "rank"
    name = labels.department(row["department"])
    return el(
        "div", "row val",
        el("span", "cut name", name, title=" · ".join((name, row["indicator"]))),
        axis.bar(row["size"], "aim" if row["role"] == "target" else "plain") if drawn else el("span"),
        el("span", "num", value(row, scale)),
        go={"row": row["metric_id"]}, selected=selected, name=f"val {row['metric_id']}",
    )  # fmt: skip


def _left_out(found: Grouped) -> Node | None:
    if not found.left_out:
        return None
    words = _("基期值、参照值和没有指标名称的 {count} 项不归并。").format(count=figures.number(found.left_out))
    return el("p", "second calm", words)


def value(row: Row, scale: str) -> str:
    """Return a row's figure in the chosen magnitude."""
    return figures.metric_value(scaled_row(row, scale))
