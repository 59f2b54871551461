"""同部门历年: the indicators of one department by period, the changes between them reckoned and marked as such."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from guoban.across import OverTime
from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.ui import compare_evidence
from guoban.ui.compare_data import Compared
from guoban.ui.growbar import Axis
from guoban.ui.paging import Page
from guoban.ui.pane import Node, el

Row = Mapping[Hashable, Any]
MOST_YEARS = 6
PER_PAGE = 60


def page_tree(data: Compared, found: OverTime, series: pd.DataFrame, page: Page, selected: str) -> Node:
    """Return one page of `series` (rows of `found.series`) with the evidence of the value `selected` beside it."""
    years = shown_years(found, series)
    chosen = _selected(found, series, selected)
    lines = [_line(found, row, years, str(chosen["metric_id"])) for row in page.rows(series).to_dict("records")]
    return el(
        "div", "split",
        el("div", "list tall scroll keys", _head(years), *lines, page.buttons(), _left_out(found, series, years),
           name=f"series {page.number}"),
        el("div", "beside tall", *_beside(data, found, chosen), name=f"value {chosen['metric_id']}"),
    )  # fmt: skip


def shown_years(found: OverTime, series: pd.DataFrame) -> list[int]:
    """Return the years that stand as columns: the last of those that the series have."""
    own = found.cells[found.cells["series"].isin(series["series"])]
    return sorted(int(year) for year in own["year"].unique())[-MOST_YEARS:]


def _selected(found: OverTime, series: pd.DataFrame, selected: str) -> Row:
    """Return the chosen value, else the last one of the first series."""
    own = found.cells[(found.cells["metric_id"] == selected) & found.cells["series"].isin(series["series"])]
    if own.empty:
        own = found.cells[found.cells["series"] == series["series"].iloc[0]].iloc[[-1]]
    return own.to_dict("records")[0]


def place_of(found: OverTime, series: pd.DataFrame, selected: str) -> int:
    """Return the row of `series` that holds the chosen value."""
    chosen = _selected(found, series, selected)["series"]
    return list(series["series"]).index(chosen)


def about(row: Row) -> str:
    """Return what the values of a series are: 数量 · 亿元 · 上半年 · 目标值."""
    role = labels.role(row["role"]) if row["role"] != "actual" else ""
    unit = "" if row["measure"] == "rank" else row["unit"]
    parts = (labels.measure(row["measure"]), unit, labels.compare(row["compare"]), labels.scope(row["scope"]), role)
    return " · ".join(part for part in parts if part)


def value_words(cell: Row, series: Row) -> str:
    """Return a value in the unit of its series, with its bound in words."""
    return figures.metric_value({
        "redacted": cell["mark"] == "redacted", "unit": cell["unit"], "value": cell["shown_value"],
        "high": cell["shown_high"], "bound": cell["mark"], "measure": series["measure"],
    })  # fmt: skip


def change_words(change: Row, series: Row) -> str:
    """Return the change to the year before in words, or why there is none."""
    if change["reason"] or pd.isna(change["change"]):
        return _("不算变化：{why}").format(why=labels.incomparable(change["reason"]))
    if not change["change"]:
        return _("持平")
    unit = (
        _(" 个百分点") if change["unit"] == "个百分点" else _("位") if series["measure"] == "rank" else change["unit"]
    )
    plain = f"{figures.signed(change['change'], None)}{unit}"
    pct = "" if pd.isna(change["change_pct"]) else f" ({figures.signed(change['change_pct'])}%)"
    return f"{_('约') if change['approximate'] else ''}{plain}{pct}"


def short_change(change: Row, series: Row) -> str:
    """Return the change for a cell: the share of an amount, else the difference."""
    if change["reason"] or pd.isna(change["change"]):
        return ""
    if not change["change"]:
        return _("推算 持平")
    unit = _("点") if change["unit"] == "个百分点" else _("位") if series["measure"] == "rank" else change["unit"]
    plain = (
        f"{figures.signed(change['change'], None)}{unit}"
        if pd.isna(change["change_pct"])
        else f"{figures.signed(change['change_pct'])}%"
    )
    return _("推算 {change}").format(change=f"{_('约') if change['approximate'] else ''}{plain}")


def _head(years: Sequence[int]) -> Node:
    names = (el("span", "num", _("{year}年").format(year=year)) for year in years)
    return el("div", f"ind head of{max(len(years), 2)}", el("span", "", labels.column("indicator")), *names)


def _line(found: OverTime, series: Row, years: Sequence[int], selected: str) -> Node:
    cells = found.cells[found.cells["series"] == series["series"]]
    changes = {
        int(row["to_year"]): row
        for row in found.changes[found.changes["series"] == series["series"]].to_dict("records")
    }
    by_year = {int(year): rows.to_dict("records") for year, rows in cells.groupby("year")}
    return el(
        "div", f"row go ind of{max(len(years), 2)}",
        el("div", "", el("div", "name two", series["indicator"], title=series["indicator"]),
           el("div", "second cut", about(series))),
        *(_cell(by_year.get(year, []), changes.get(year), series, selected) for year in years),
        go={"at": str(cells["metric_id"].iloc[-1])},
        selected=bool((cells["metric_id"] == selected).any()),
        name=f"series {series['series']}",
    )  # fmt: skip


def _cell(cells: Sequence[Row], change: Row | None, series: Row, selected: str) -> Node:
    """Return what one year says: every value that the reports give, and the change to the year before."""
    if not cells:
        return el("div", "cell", el("span", "zero", figures.ZERO))
    told = el("span", "second", short_change(change, series), title=change_words(change, series)) if change else None
    return el(
        "div", "cell",
        *(
            el("button", "bare strong" if one["metric_id"] == selected else "bare", value_words(one, series),
               go={"at": one["metric_id"]}, title=one["text"])
            for one in once(cells)
        ),
        told,
    )  # fmt: skip


def once(cells: Sequence[Row]) -> list[Row]:
    """Return the values without those that say the same of one year again."""
    found: dict[tuple[str, ...], Row] = {}
    for one in cells:
        found.setdefault((str(one["year"]), str(one["shown_value"]), str(one["shown_high"]), one["mark"]), one)
    return list(found.values())


def _left_out(found: OverTime, series: pd.DataFrame, years: Sequence[int]) -> Node | None:
    own = found.cells[found.cells["series"].isin(series["series"])]
    more = sorted(int(year) for year in own["year"].unique() if int(year) not in years)
    if not more:
        return None
    return el("p", "second", _("只列最近 {count} 年，更早的见导出的表。").format(count=len(years)))


def _beside(data: Compared, found: OverTime, chosen: Row) -> list[Node | None]:
    """Return the chosen series as bars, the change, and the sentences of the chosen value and the one before it."""
    series = found.series[found.series["series"] == chosen["series"]].to_dict("records")[0]
    cells = found.cells[found.cells["series"] == chosen["series"]].to_dict("records")
    changes = found.changes[
        (found.changes["series"] == chosen["series"]) & (found.changes["to_year"] == chosen["year"])
    ].to_dict("records")
    earlier = [one for one in cells if one["year"] < chosen["year"]]
    before = [one for one in earlier if one["year"] == max(each["year"] for each in earlier)]
    rivals = [one for one in cells if one["year"] == chosen["year"] and one["metric_id"] != chosen["metric_id"]]
    return [
        el("h2", "", series["indicator"]),
        el("p", "second", about(series)),
        _bars(once(cells), series, str(chosen["metric_id"])),
        _changed(changes[0], series) if changes else None,
        *compare_evidence.words(data, chosen),
        *(node for one in once(rivals) for node in compare_evidence.words(data, one, _("同期另一处"))),
        *(node for one in once(before) for node in compare_evidence.words(data, one)),
    ]  # fmt: skip


def _changed(change: Row, series: Row) -> Node:
    note = _("推算：后一期减前一期，原文没有说。") if not change["reason"] else ""
    return el(
        "div", "", el("p", "", _("比 {year}年").format(year=change["from_year"]), " ",
                      el("span", "strong", change_words(change, series))),
        el("p", "second", note) if note else None,
    )  # fmt: skip


def _bars(cells: Sequence[Row], series: Row, selected: str) -> Node:
    """Return a bar for every value, on one axis from zero; a redacted one is hatched."""
    axis = Axis.of(one["shown_value"] for one in cells)
    return el("div", "values", *(_bar(one, series, axis, selected) for one in cells), name="series bars")


def _bar(cell: Row, series: Row, axis: Axis, selected: str) -> Node:
    value = cell["shown_value"]
    drawn = el("div", "growbar")
    if pd.isna(value):
        drawn = el("div", "growbar", el("i", "bar unknown", size=100.0))
    elif series["measure"] != "rank":
        drawn = axis.bar(value, "aim" if series["role"] == "target" else "plain")
    return el(
        "div", "row val even",
        el("span", "", labels.year_scope(str(cell["period"]))),
        drawn,
        el("span", "num", value_words(cell, series)),
        go={"at": cell["metric_id"]}, selected=cell["metric_id"] == selected, name=f"bar {cell['metric_id']}",
    )  # fmt: skip


def export(data: Compared, found: OverTime, series: pd.DataFrame, department: str) -> pd.DataFrame:
    """Return every value of `series` with the change to it from the year before, and its evidence."""
    told = ["series", "indicator", "measure", "role", "compare", "scope"]
    rows = found.cells.merge(series[told], on="series")
    changes = found.changes.rename(columns={"to_id": "metric_id", "unit": "change_unit", "reason": "why"})
    rows = rows.merge(
        changes[["series", "metric_id", "change", "change_unit", "change_pct", "computed", "approximate", "why"]],
        on=["series", "metric_id"], how="left",
    )  # fmt: skip
    for name in ("computed", "approximate"):
        rows[name] = rows[name].eq(True)  # noqa: FBT003  (missing is False)
    rows = rows.fillna({"change_unit": "", "why": ""})
    rows = rows.assign(
        department=department, compilation=rows["compilation_id"].map(data.names), value=rows["shown_value"],
        high=rows["shown_high"],
    )  # fmt: skip
    return rows[
        [
            "department", "indicator", "measure", "role", "compare", "scope", "year", "value", "high", "unit", "mark",
            "candidates", "change", "change_unit", "change_pct", "approximate", "why", "compilation",
            "report_id", "metric_id", "text", "start", "end", "sentence", "sentence_start", "sentence_end",
        ]
    ].reset_index(drop=True)  # fmt: skip
