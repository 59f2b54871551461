"""The grid of metrics: numbers that sort as numbers and read as an office writes them, redacted ones as 脱敏.

A grid with a selection sends all its rows to the browser, so large tables are shown in pages. The grid would sort the
page alone: columns can be chosen in it, which switches that off, and a click on a head orders all rows.
"""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from guoban.locale import current_language, translate_as
from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.reporting.scales import scaled_frame
from guoban.ui import address, review_rows
from guoban.ui.memory import remembered
from guoban.ui.paging import Page
from guoban.ui.shell import View

Row = Mapping[Hashable, Any]

PAGE = "metrics"
PAGE_ROWS = 200
FEW_ROWS = 13
TALL_ROWS = 23
ROW_PIXELS = 31
ORDERS = {
    "text": "按原文顺序",
    "largest": "数值从大到小",
    "smallest": "数值从小到大",
    "indicator": "按指标名称",
    "department": "按部门",
    "measure": "按口径",
    "unit": "按单位",
    "role": "按性质",
    "period": "按时期",
    "compare": "按对比",
    "reviewed": "按校核",
}
REVIEWED = [mark for state, mark in labels.STATE_MARKS.items() if state != "auto"] + [labels.STATE_MARKS["auto"]]
SIGNS = {"largest": "↓", "smallest": "↑"}
# Together what the grid has beside the words of a row at 1366 px.
WIDTHS = {
    "department": 92, "indicator": 172, "measure": 56, "value": 76, "unit": 60, "role": 60, "period": 68, "compare": 62,
    "reviewed": 50,
}  # fmt: skip
ENGLISH_WIDTHS = {
    "department": 82, "indicator": 112, "measure": 82, "value": 70, "unit": 64, "role": 60, "period": 74, "compare": 106,
    "reviewed": 44,
}  # fmt: skip
COLUMNS = ("department", "indicator", "measure", "value", "unit", "role", "period", "compare", "reviewed")


def draw(view: View, rows: pd.DataFrame, page: Page, *, short: bool) -> None:
    """Draw one `page` of `rows`, their numbers in the chosen magnitude; `short` leaves room for a chart."""
    part = _part(view, rows, page)
    every_measure = view.value("measure") == "all"
    shown = remembered(
        (part,), ("table", every_measure, current_language()), lambda: table(part, every_measure=every_measure)
    )
    key = f"metrics-grid.{_signature(view, part)}"
    st.dataframe(
        worded(shown, part),
        hide_index=True,
        row_height=ROW_PIXELS,
        height="content" if len(part) <= FEW_ROWS else ROW_PIXELS * (FEW_ROWS if short else TALL_ROWS),
        column_config=columns(shown, view.value("order")),
        selection_mode=["single-cell", "single-column"],
        selection_default={"selection": {"cells": [(selected(part), "indicator")]}},
        on_select=lambda: _chosen(part, key),
        placeholder=labels.reason("redacted"),
        key=key,
        alt=_("指标列表"),
    )


def _part(view: View, rows: pd.DataFrame, page: Page) -> pd.DataFrame:
    """Return the rows of one page, with what was said of each, their numbers in the chosen magnitude."""
    numbers = view.value("numbers")
    said = (view.corrected.metrics,) if view.corrected is not None else ()
    return remembered(
        (rows, *said),
        ("page", page, numbers),
        lambda: reviewed(view, scaled_frame(page.rows(rows), numbers).reset_index(drop=True)),
    )


def reviewed(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with the mark for what was said of each in the column `reviewed`.

    As long as nothing was said in the whole compilation they are returned as they are.
    """
    if view.corrected is None or (view.corrected.metrics["state"] == "auto").all():
        return rows
    every = view.corrected.metrics
    own = every[every["metric_id"].isin(rows["metric_id"])]
    marks = {row["metric_id"]: labels.STATE_MARKS[review_rows.state_of(row)] for row in own.to_dict("records")}
    return rows.assign(reviewed=rows["metric_id"].map(marks).fillna(""))


def ordered(view: View, rows: pd.DataFrame, order: str) -> pd.DataFrame:
    """Return `rows` in one of `ORDERS`; see `in_order`."""
    return in_order(reviewed(view, rows) if order == "reviewed" else rows, order)


def in_order(rows: pd.DataFrame, order: str) -> pd.DataFrame:
    """Return `rows` in one of `ORDERS`; within the same word they stay in text order, and what has none comes last.

    By size, the figures of one base unit stand together, the most frequent unit first, and redacted ones last: 亿元 and
    家 have no common order.
    """
    if order in {"largest", "smallest"}:
        return _by_size(rows, smallest=order == "smallest")
    if order not in rows or order not in COLUMNS:
        return rows
    known: dict[str, Iterable[str]] = {"measure": labels.MEASURES, "role": labels.ROLES, "reviewed": REVIEWED}
    places = {word: place for place, word in enumerate(known.get(order, sorted(set(rows[order]))))}
    key = rows[order].map(places).where(rows[order] != "", len(places))
    return rows.loc[key.sort_values(kind="stable").index]


def _by_size(rows: pd.DataFrame, *, smallest: bool) -> pd.DataFrame:
    base = rows["base_unit"].where(rows["base_unit"] != "", rows["unit"])
    frequent = {unit: place for place, unit in enumerate(base.value_counts().index)}
    size = rows["amount"].where(rows["amount"].notna(), rows["value"])
    keys = pd.DataFrame({"missing": size.isna(), "unit": base.map(frequent), "size": size})
    order_of = keys.sort_values(["missing", "unit", "size"], ascending=[True, True, smallest], kind="stable")
    return rows.loc[order_of.index]


def turned(order: str, column: str) -> str:
    """Return the order that a click on the head of `column` asks for when the rows stand in `order`."""
    if column == "value":
        return {"largest": "smallest", "smallest": "text"}.get(order, "largest")
    return "text" if order == column else column


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
    words = {"min": translate_as("grid", "{value}以上"), "max": translate_as("grid", "{value}以内")}
    return words[row["bound"]].format(value=row["unit"]) if row["bound"] in words else str(row["unit"])


def style(shown: pd.DataFrame, rows: pd.DataFrame) -> Any:
    """Return `shown` with the words of its numbers and units, targets in the colour of targets."""
    styler = shown.style
    alike: dict[tuple[Any, ...], list[int]] = {}
    for place, (measure, bound, high) in enumerate(zip(rows["measure"], rows["bound"], rows["high"], strict=True)):
        alike.setdefault((measure, bound, None if pd.isna(high) else high), []).append(place)
    for (measure, bound, high), places in alike.items():
        like: dict[Hashable, Any] = {"measure": measure, "bound": bound, "high": high, "redacted": False}
        words: dict[Any, str | Callable[[object], str] | None] = {
            "value": partial(_put_in, number_words, like, "value"),
            "unit": partial(_put_in, unit_words, like, "unit"),
        }
        styler = styler.format(words, subset=(places, ["value", "unit"]), na_rep=labels.reason("redacted"))
    target = labels.role("target")
    colour = st.get_option(f"theme.{'dark' if st.context.theme.type == 'dark' else 'light'}.violetColor")
    return styler.map(lambda word: f"color: {colour}" if word == target else "", subset=["role"])


def worded(shown: pd.DataFrame, rows: pd.DataFrame) -> Styler:
    """Return `style` of a table, put into words once for all sessions: it takes most of the time of a page of rows.

    Streamlit takes nothing but a Styler, and asks it for its words by `_translate`.
    """

    def translated(*given: Any, **named: Any) -> dict[str, Any]:
        def made() -> dict[str, Any]:
            styled = style(shown, rows)
            styled._compute()  # noqa: SLF001
            return dict(styled._translate(*given, **named))  # noqa: SLF001

        return remembered((shown, rows), ("words", current_language(), st.context.theme.type), made)

    plain = Styler(shown, uuid=PAGE)
    vars(plain)["_translate"] = translated
    return plain


def _put_in(words: Callable[[Row], str], like: dict[Hashable, Any], name: str, value: object) -> str:
    return words({**like, name: value})


def _signature(view: View, part: pd.DataFrame) -> str:
    """A name for exactly these rows, so that a selection never points into others."""
    ids = "\n".join(part["metric_id"]).encode()
    shown = f"{view.language} {view.value('numbers')} {view.value('order')}".encode()
    return hashlib.sha256(ids + shown).hexdigest()[:12]


def _chosen(part: pd.DataFrame, key: str) -> None:
    """Look at the row of the chosen cell; the head of a column orders by it."""
    selection = st.session_state[key]["selection"]
    if selection["columns"]:
        address.put(PAGE, "order", turned(address.value(PAGE, "order"), selection["columns"][0]))
        address.put(PAGE, "at", None)
    elif selection["cells"]:
        address.put(PAGE, "at", part["metric_id"].iloc[selection["cells"][0][0]])


def columns(shown: pd.DataFrame, order: str) -> dict[str, Any]:
    """Return the columns that are `shown`; the indicator has the room of those that are not."""
    config = st.column_config
    widths = dict(WIDTHS if current_language() == "zh" else ENGLISH_WIDTHS)
    widths["indicator"] += sum(widths.pop(name) for name in set(COLUMNS) - set(shown.columns))
    kinds = {"value": config.NumberColumn}
    return {name: kinds.get(name, config.TextColumn)(_head(name, order), width=width) for name, width in widths.items()}


def _head(name: str, order: str) -> str:
    """Return the head of a column, with an arrow at the one that the rows are ordered by."""
    word = translate_as("grid", "校核") if name == "reviewed" else labels.column(name)
    ordered_by = "value" if order in SIGNS else order
    return f"{word} {SIGNS.get(order, '↑')}" if ordered_by == name else word
