"""The grid of metrics: numbers that sort as numbers and read as an office writes them, redacted ones as 脱敏.

A grid with a selection sends all its rows to the browser, so large tables are shown in pages.
"""

import hashlib
from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.reporting.scales import scaled_frame
from guoban.ui import address, review_rows
from guoban.ui.paging import Page
from guoban.ui.shell import View

Row = Mapping[Hashable, Any]

PAGE = "metrics"
PAGE_ROWS = 300
FEW_ROWS = 13
TALL_ROWS = 23
ROW_PIXELS = 31
ORDERS = {
    "text": "按原文顺序",
    "largest": "数值从大到小",
    "smallest": "数值从小到大",
    "indicator": "按指标名称",
    "department": "按部门",
}
COLUMNS = ("department", "indicator", "measure", "value", "unit", "role", "period", "compare", "reviewed")


def draw(view: View, rows: pd.DataFrame, page: Page, *, short: bool) -> None:
    """Draw one `page` of `rows`, their numbers in the chosen magnitude; `short` leaves room for a chart."""
    part = reviewed(view, scaled_frame(page.rows(rows), view.value("numbers")).reset_index(drop=True))
    every_measure = view.value("measure") == "all"
    key = f"metrics-grid.{_signature(view, part)}"
    st.dataframe(
        style(table(part, every_measure=every_measure), part),
        hide_index=True,
        row_height=ROW_PIXELS,
        height="content" if len(part) <= FEW_ROWS else ROW_PIXELS * (FEW_ROWS if short else TALL_ROWS),
        column_config=_columns(every_measure=every_measure),
        selection_mode="single-cell",
        selection_default={"selection": {"cells": [(selected(part), "indicator")]}},
        on_select=lambda: _chosen(part, key),
        placeholder=labels.reason("redacted"),
        key=key,
        alt=_("指标列表"),
    )


def reviewed(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with the words for what was said of each in the column `reviewed`."""
    if view.corrected is None:
        return rows
    every = view.corrected.metrics
    own = every[every["metric_id"].isin(rows["metric_id"])]
    words = {row["metric_id"]: review_rows.state_words(row) for row in own.to_dict("records")}
    return rows.assign(reviewed=rows["metric_id"].map(words).fillna(""))


def in_order(rows: pd.DataFrame, order: str) -> pd.DataFrame:
    """Return `rows` in one of `ORDERS`.

    By size, the figures of one base unit stand together, the most frequent unit first, and redacted ones last: 亿元 and
    家 have no common order.
    """
    if order in {"indicator", "department"}:
        return rows.sort_values([order, "seq", "start"], kind="stable")
    if order not in {"largest", "smallest"}:
        return rows
    base = rows["base_unit"].where(rows["base_unit"] != "", rows["unit"])
    frequent = {unit: place for place, unit in enumerate(base.value_counts().index)}
    size = rows["amount"].where(rows["amount"].notna(), rows["value"])
    keys = pd.DataFrame({"missing": size.isna(), "unit": base.map(frequent), "size": size})
    order_of = keys.sort_values(["missing", "unit", "size"], ascending=[True, True, order == "smallest"], kind="stable")
    return rows.loc[order_of.index]


def selected(rows: pd.DataFrame) -> int:
    """Return the place of the row that is looked at, the first where it is not among these."""
    found = np.flatnonzero(rows["metric_id"] == str(address.value(PAGE, "at") or ""))
    return int(found[0]) if len(found) else 0


def table(rows: pd.DataFrame, *, every_measure: bool) -> pd.DataFrame:
    """Return the grid's columns: words for codes, numbers as numbers (missing: redacted)."""
    names = [name for name in COLUMNS if name in rows and (every_measure or name != "measure")]
    shown = rows[names].copy()
    own_years = [None if pd.isna(year) else int(year) for year in rows["year"]]
    shown["department"] = [labels.department(name) for name in rows["department"]]
    shown["role"] = [labels.role(name) for name in rows["role"]]
    shown["period"] = [labels.period(value, year) for value, year in zip(rows["period"], own_years, strict=True)]
    shown["compare"] = [labels.compare(value) for value in rows["compare"]]
    if every_measure:
        shown["measure"] = [labels.measure(name) for name in rows["measure"]]
    return shown


def number_words(row: Row) -> str:
    """Return how the number column shows a row: +7.5, 8–10, 约120; its unit has a column of its own."""
    return figures.metric_value({**row, "unit": "", "bound": "approx" if row["bound"] == "approx" else "exact"})


def unit_words(row: Row) -> str:
    """Return a row's unit with its bound: %以上, 家以内."""
    words = {"min": _("{value}以上"), "max": _("{value}以内")}
    return words[row["bound"]].format(value=row["unit"]) if row["bound"] in words else str(row["unit"])


def style(shown: pd.DataFrame, rows: pd.DataFrame) -> Any:
    """Return `shown` with the words of its numbers and units, targets in the colour of targets."""
    styler = shown.style
    alike: dict[tuple[Any, ...], list[int]] = {}
    for place, row in enumerate(rows.to_dict("records")):
        high = None if pd.isna(row["high"]) else row["high"]
        alike.setdefault((row["measure"], row["bound"], high), []).append(place)
    for (measure, bound, high), places in alike.items():
        like: dict[Hashable, Any] = {"measure": measure, "bound": bound, "high": high, "redacted": False}
        number, unit = partial(_put_in, number_words, like, "value"), partial(_put_in, unit_words, like, "unit")
        styler = styler.format(number, subset=(places, ["value"]), na_rep=labels.reason("redacted"))
        styler = styler.format(unit, subset=(places, ["unit"]))
    target = labels.role("target")
    colour = st.get_option(f"theme.{'dark' if st.context.theme.type == 'dark' else 'light'}.violetColor")
    return styler.map(lambda word: f"color: {colour}" if word == target else "", subset=["role"])


def _put_in(words: Callable[[Row], str], like: dict[Hashable, Any], name: str, value: object) -> str:
    return words({**like, name: value})


def _signature(view: View, part: pd.DataFrame) -> str:
    """A name for exactly these rows, so that a selection never points into others."""
    ids = "\n".join(part["metric_id"]).encode()
    return hashlib.sha256(ids + f"{view.language} {view.value('numbers')}".encode()).hexdigest()[:12]


def _chosen(part: pd.DataFrame, key: str) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells:
        address.put(PAGE, "at", part["metric_id"].iloc[cells[0][0]])


def _columns(*, every_measure: bool) -> dict[str, Any]:
    config = st.column_config
    return {
        "department": config.TextColumn(labels.column("department"), width=100),
        "indicator": config.TextColumn(labels.column("indicator"), width=172 if every_measure else 234),
        "measure": config.TextColumn(labels.column("measure"), width=64),
        "value": config.NumberColumn(labels.column("value"), width=72),
        "unit": config.TextColumn(labels.column("unit"), width=62),
        "role": config.TextColumn(labels.column("role"), width=62),
        "period": config.TextColumn(labels.column("period"), width=74),
        "compare": config.TextColumn(labels.column("compare"), width=74),
        "reviewed": config.TextColumn(_("校核"), width=78),
    }
