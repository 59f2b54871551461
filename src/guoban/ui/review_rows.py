"""The rows of a report as they are reviewed: all of them, those that a person rejected too."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from guoban.corrections.fields import METRIC_FIELDS
from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.ui.figures_time import when
from guoban.ui.pane import Node, el

Row = Mapping[Hashable, Any]
Frame = pd.DataFrame


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows are shown: only those that nobody has looked at, those with notes before the others."""

    unreviewed: bool = False
    noted: bool = False


def rows_of(frame: Frame, report_id: str) -> Frame:
    """Return the rows of a report in text order."""
    return frame[frame["report_id"] == report_id].reset_index(drop=True)


def chosen(rows: Frame, choice: Choice) -> Frame:
    """Return the rows that `choice` shows, in its order."""
    found = rows[rows["state"] == "auto"] if choice.unreviewed else rows
    if choice.noted:
        found = pd.concat([found[found["note"] != ""], found[found["note"] == ""]])
    return found


def state_of(row: Row) -> str:
    """Return a row's state as it is shown: `added` for one that a person added, as long as it counts."""
    added = row["origin"] == "added" and row["state"] in ("confirmed", "edited")
    return "added" if added else str(row["state"])


def state_mark(row: Row) -> Node:
    """Return a row's state in mark and word."""
    state = state_of(row)
    return el("span", f"state {state}", el("i", "sign", labels.STATE_MARKS[state]), labels.state(state))


def state_words(row: Row) -> str:
    """Return a row's state in mark and word for a cell: ✓ 已确认."""
    state = state_of(row)
    return f"{labels.STATE_MARKS[state]} {labels.state(state)}"


def by_words(row: Row) -> str:
    """Return who has said something of a row, and when."""
    return " ".join(part for part in (str(row["changed_by"]), when(str(row["changed_at"]))) if part)


def beside(rows: Frame, column: str, identifier: str, step: int) -> str:
    """Return the identifier of the row `step` rows further in `rows`, of the last one at the end."""
    ids = rows[column].tolist()
    if not ids:
        return ""
    here = ids.index(identifier) if identifier in ids else -1
    return str(ids[min(max(here + step, 0), len(ids) - 1)])


def next_open(rows: Frame, column: str, identifier: str) -> str:
    """Return the next row of `rows` that nobody has looked at, past `identifier`; else the one behind it.

    Where none is open behind it, the first one that is.
    """
    ids = rows[column].tolist()
    here = ids.index(identifier) if identifier in ids else -1
    after = [one for one, state in list(zip(ids, rows["state"], strict=True))[here + 1 :] if state == "auto"]
    before = [one for one, state in list(zip(ids, rows["state"], strict=True))[: max(here, 0)] if state == "auto"]
    found = next(iter(after or before), None)
    return str(found) if found else beside(rows, column, identifier, 1)


def next_report(rows: Frame, report_id: str) -> str:
    """Return the next report with rows that nobody has looked at, behind `report_id` or else before; empty for none."""
    ids = rows["report_id"].drop_duplicates().tolist()
    open_ids = set(rows.loc[rows["state"] == "auto", "report_id"])
    here = ids.index(report_id) + 1 if report_id in ids else 0
    return next((str(one) for one in ids[here:] + ids[: max(here - 1, 0)] if one in open_ids), "")


def field_words(name: str, value: Any, year: int | None = None) -> str:
    """Return how a field of a metric is told: display words for codes, 是 for yes, a dash for nothing."""
    if name in ("minor", "redacted", "lower_is_better"):
        return _("是") if value else _("否")
    if value is None or value == "" or (isinstance(value, float) and pd.isna(value)):
        return figures.NOTHING
    if name in ("value", "high"):
        return figures.number(float(value))
    words = {
        "bound": labels.bound, "measure": labels.measure, "role": labels.role, "compare": labels.compare,
        "horizon": labels.horizon, "kind": labels.kind, "level": labels.level, "type": labels.department_type,
        "span": span_words,
    }  # fmt: skip
    if name == "period":
        return labels.period(str(value), year)
    return words[name](str(value)) if name in words else str(value)


def span_words(value: str) -> str:
    """Return the word for the time that a report reviews: 上半年."""
    return _(labels.SPANS[value]) if value in labels.SPANS else value


def as_read(read: Frame, row: Row) -> Row | None:
    """Return the row of `read` that stands where `row` does, None where it was added."""
    if row["origin"] == "added":
        return None
    found = read[(read["metric_id"] == row["metric_id"])].to_dict("records")
    return found[0] if found else None


def differences(read: Row | None, row: Row) -> list[str]:
    """Return the fields that were corrected."""
    if read is None:
        return []
    return [name for name in METRIC_FIELDS if not _same(read[name], row[name])]


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) or (pd.isna(one) and pd.isna(other))
