"""The ledger's rows: what stands in each cell, before it is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from guoban.locale import translate as _
from guoban.reporting import figures, labels, sources
from guoban.reporting.matter import Matter
from guoban.reporting.quotes import Quote, Quotes
from guoban.reporting.sources import Row
from guoban.reporting.tasks import in_order

Cells = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Value:
    """A figure in a cell: its number, with words before and behind it that the number's format shows (约120, 42以上).

    `number` is None where there is none to reckon with; then `words` stand in the cell: 脱敏, a range, —.
    """

    number: float | None
    words: str
    before: str = ""
    behind: str = ""
    signed: bool = False
    masked: bool = False


def task_rows(matter: Matter) -> list[Cells]:
    """Return one row a task: departments in the order of their reports, in each the tasks behind first."""
    quotes = Quotes.of(matter.compilation)
    ordered = in_order(matter.tasks).sort_values("seq", kind="stable")
    return [_task(number, row, quotes) for number, row in enumerate(ordered.to_dict("records"), start=1)]


def unmet_rows(matter: Matter) -> list[Cells]:
    """Return one row a target that nothing done is set against, in text order."""
    quotes = Quotes.of(matter.compilation)
    ordered = matter.unmet.sort_values(["seq", "start"], kind="stable")
    return [_unmet(number, row, quotes) for number, row in enumerate(ordered.to_dict("records"), start=1)]


def _task(number: int, row: Row, quotes: Quotes) -> Cells:
    found = quotes.of_task(row)
    target, actual = (quotes.metric(row["report_id"], row[f"{side}_start"]) for side in ("target", "actual"))
    unit = _unit(row, target, actual)
    return {
        "number": number,
        "department": labels.department(row["department"]),
        "type": labels.department_type(row["type"]),
        "task": row["indicator"] or _("任务名称不明"),
        "target": value_of(target, unit, absent=row["target"], masked=row["target_masked"]),
        "actual": value_of(actual, unit, absent=row["actual"], masked=row["actual_masked"]),
        "unit": unit,
        "pct": _completion(row),
        "schedule": _percent(row["schedule_pct"]),
        "gap": None if pd.isna(row["gap"]) else float(figures.rounded(row["gap"])),
        "status": row["status"],
        "card": row["card"],
        "horizon": labels.horizon(row["horizon"]),
        "as_of": date.fromisoformat(row["as_of"]) if row["as_of"] else None,
        "quote": found,
        "remark": _("；").join(_remarks(row)),
        **_source(row, found, quotes),
    }


def _unmet(number: int, row: Row, quotes: Quotes) -> Cells:
    quote = quotes.of_metric(row)
    year: int | None = None if pd.isna(row["year"]) else int(row["year"])
    return {
        "number": number,
        "department": labels.department(row["department"]),
        "type": labels.department_type(row["type"]),
        "task": row["indicator"] or _("指标名称不明"),
        "target": value_of(row, row["unit"]),
        "unit": row["unit"],
        "period": labels.period(row["period"], year),
        "actual": _("未见完成值"),
        "quote": [quote],
        "remark": "",
        **_source(row, [quote], quotes),
    }


def _source(row: Row, found: Sequence[Quote], quotes: Quotes) -> dict[str, Any]:
    first = found[0] if found else None
    report = quotes.titles.get(row["report_id"], "")
    return {
        "report": f"{report}（{first.file}）" if first and first.file else report,
        "path": first.path if first else "",
        "page": first.page if first else None,
        "place": first.place if first else None,
    }


def value_of(metric: Row | None, unit: str, *, absent: float | None = None, masked: bool = False) -> Value:
    """Return a metric's figure for a cell beside which `unit` stands; its own unit is shown where it is another.

    `absent` is the number where the metric itself is not there (a task keeps it), None for none.
    """
    if metric is None:
        if masked:
            return Value(None, _("脱敏"), masked=True)
        return Value(None, figures.NOTHING) if pd.isna(absent) else Value(float(absent or 0), "")
    if metric["redacted"]:
        words = _("脱敏") if metric["unit"] in {unit, ""} else figures.redacted(metric["unit"])
        return Value(None, words, masked=True)
    if pd.isna(metric["value"]):
        return Value(None, figures.NOTHING)
    own = "" if metric["unit"] == unit else metric["unit"]
    if metric["measure"] == "rank" or not pd.isna(metric["high"]):
        return Value(None, figures.metric_value({**metric, "unit": own}))
    before, behind = figures.bound_words(metric["bound"])
    return Value(
        float(metric["value"]), "", before, f"{own}{behind}", signed=metric["measure"] in {"growth", "difference"}
    )


def _unit(row: Row, target: Row | None, actual: Row | None) -> str:
    units = [metric["unit"] for metric in (target, actual) if metric is not None and metric["unit"]]
    return str(units[0] if units else row["unit"])


def _percent(value: float | None) -> Value:
    return Value(None, figures.NOTHING) if pd.isna(value) else Value(float(figures.rounded(float(value or 0))), "")


def _completion(row: Row) -> Value:
    if pd.isna(row["pct"]) and row["reason"] == "redacted":
        return Value(None, _("脱敏"), masked=True)
    return _percent(row["pct"])


def _remarks(row: Row) -> list[str]:
    """Return what a reader of the row has to know: why it is not judged, where its completion is from, what is odd."""
    words = []
    if row["status"] == "unknown":
        words.append(_("未判定：{reason}").format(reason=labels.reason(row["reason"])))
    if not pd.isna(row["pct"]):
        words.append(sources.completion_source(row))
    elif difference := sources.difference_words(row):
        words.append(_("完成值与目标值相差 {difference}").format(difference=difference))
    if row["lower_is_better"]:
        words.append(_("越低越好"))
    if not pd.isna(row["also_target_start"]):
        words.append(_("打算里的目标 {words}").format(words=sources.also_words(row)))
    return words + [sentence.rstrip("。") for sentence in sources.notes(row)]
