"""The tables that are exported: reports, metrics, tasks and unmet targets, each row with its words and their offsets.

Columns have the tables' own names, for programs; `worded` gives a frame in display words, for the office.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from guoban.locale import translate as _
from guoban.reporting import labels, sources
from guoban.reporting.quotes import Quotes

REPORT_COLUMNS = [
    "report_id", "seq", "department", "type", "level", "region", "title", "year", "span", "tasks", "done", "ahead",
    "behind", "unknown", "red", "yellow", "metrics", "redacted", "targets", "sections", "characters", "start", "end",
]  # fmt: skip
METRIC_COLUMNS = [
    "metric_id", "report_id", "seq", "department", "type", "level", "region", "report", "section", "page",
    "indicator", "value", "high", "unit", "bound", "measure", "role", "period", "compare", "redacted", "amount",
    "base_unit", "minor", "note", "text", "start", "end", "sentence", "sentence_start", "sentence_end",
]  # fmt: skip
TASK_COLUMNS = [
    "progress_id", "report_id", "seq", "department", "type", "level", "region", "report", "section", "page",
    "indicator", "status", "card", "pct", "schedule_pct", "gap", "actual", "actual_unit", "actual_masked", "target",
    "target_unit", "target_masked", "horizon", "as_of", "kind", "stated_pct", "computed_pct", "also_pct",
    "lower_is_better", "reason", "note", "actual_start", "target_start", "completion_start", "sentence",
    "sentence_start", "sentence_end", "target_sentence", "target_sentence_start", "target_sentence_end",
]  # fmt: skip
WORDS: Mapping[str, Callable[[str], str]] = {
    "department": labels.department,
    "type": labels.department_type,
    "level": labels.level,
    "measure": labels.measure,
    "role": labels.role,
    "bound": labels.bound,
    "compare": labels.compare,
    "status": labels.status,
    "card": labels.card,
    "horizon": labels.horizon,
    "kind": labels.kind,
    "reason": labels.reason,
    "period": labels.period,
    "span": lambda value: _(labels.SPANS.get(value, value)),
    "note": lambda codes: " ".join(sources.notes({"note": codes})),
}


def reports_frame(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the reports table, with the counts of their tasks, for export; a report's words are its title."""
    return rows[REPORT_COLUMNS].reset_index(drop=True)


def metrics_frame(rows: pd.DataFrame, quotes: Quotes) -> pd.DataFrame:
    """Return rows of the metrics table, with their report's columns, for export: exactly those, in their order."""
    places = list(zip(rows["report_id"], rows["start"], strict=True))
    frame = _placed(rows, quotes, places)
    return frame[METRIC_COLUMNS].reset_index(drop=True)


def tasks_frame(rows: pd.DataFrame, quotes: Quotes) -> pd.DataFrame:
    """Return rows as `tasks.tasks` returns them for export, each with its sentence and its target's, where another."""
    records = rows.to_dict("records")
    found = [quotes.of_task(row) for row in records]
    first = [own[0] if own else None for own in found]
    target = [next((quote for quote in own if quote.target), None) for own in found]
    places = [(row["report_id"], quote.place if quote else 0) for row, quote in zip(records, first, strict=True)]
    frame = _placed(rows, quotes, places)
    for name, own in (("sentence", first), ("target_sentence", target)):
        frame[name] = pd.Series([quote.text if quote else "" for quote in own], index=frame.index, dtype="str")
        for side in ("start", "end"):
            frame[f"{name}_{side}"] = pd.Series(
                [getattr(quote, side) if quote else None for quote in own], index=frame.index, dtype="Int64"
            )
    for side in ("actual", "target"):
        told = frame[side].notna() | frame[f"{side}_masked"]
        frame[f"{side}_unit"] = frame[f"{side}_unit"].where(told, "")
    frame["gap"] = frame["gap"].round(1)
    return frame[TASK_COLUMNS].reset_index(drop=True)


def worded(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with its columns and the values of its categories in display words."""
    shown = frame.copy()
    for name in shown.columns:
        if name in WORDS:
            shown[name] = _said(shown[name], WORDS[str(name)])
        elif shown[name].dtype == bool:
            shown[name] = shown[name].map({True: _("是"), False: ""}).astype("str")
    return shown.rename(columns={name: labels.column(str(name)) for name in shown.columns})


def _said(column: "pd.Series[Any]", words: Callable[[Any], str]) -> "pd.Series[Any]":
    """Return `words` of each value; each value is asked for once, for tens of thousands of rows have few."""
    codes, values = pd.factorize(column, use_na_sentinel=False)
    said = pd.Series([words(one) for one in values], dtype="str")
    return said.take(codes).set_axis(column.index)


def _placed(rows: pd.DataFrame, quotes: Quotes, places: list[tuple[Any, Any]]) -> pd.DataFrame:
    """Return `rows` with the report's title, the headings over the place and its page."""
    frame = rows.copy()
    paths = [quotes.path(report, int(place)) for report, place in places]
    pages = [quotes.document.page_at(int(place)) for _report, place in places]
    titles = [quotes.titles.get(report, "") for report, _place in places]
    frame["report"] = pd.Series(titles, index=frame.index, dtype="str")
    frame["section"] = pd.Series(paths, index=frame.index, dtype="str")
    frame["page"] = pd.Series(pages, index=frame.index, dtype="Int64")
    return frame
