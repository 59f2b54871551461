"""Where a figure stands in the source, and in words how a task was reckoned."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from guoban.locale import translate as _
from guoban.messages import MESSAGES
from guoban.records import Document
from guoban.reporting import figures, labels, tasks

Row = Mapping[Hashable, Any]
HORIZON_MONTHS = {"year": 12, "half": 6, "quarter": 3}


def section_path(sections: pd.DataFrame, report_id: str, place: int) -> str:
    """Return the headings over `place`: 一、总结 › (一)重点项目."""
    over = sections[
        (sections["report_id"] == report_id) & (sections["start"] <= place) & (sections["body_end"] > place)
    ]
    return path_words(over.sort_values(["level", "start"])["heading"])


def path_words(headings: Iterable[str]) -> str:
    return " › ".join(heading.strip().rstrip("。:：") for heading in headings)


def source_words(document: Document, place: int) -> str:
    """Return where in the original `place` stands, by file and page where there are several: 水利局.pdf 第12页."""
    member, page = document.member_at(place), document.page_at(place)
    words = ([member.name] if member else []) + ([_("第{page}页").format(page=page)] if page else [])
    return " ".join(words)


def places(row: Row) -> list[int]:
    """Return where a task's figures stand: its completion, what is done, its target."""
    return [
        int(row[name])
        for name in ("completion_start", "actual_start", "target_start", "also_target_start")
        if not pd.isna(row[name])
    ]


def schedule_words(row: Row) -> str:
    """Return how a task's schedule was reckoned: 年度任务，截至5月底：5/12."""
    horizon = labels.horizon(row["horizon"])
    months = HORIZON_MONTHS.get(row["horizon"])
    if months is None or pd.isna(row["schedule_pct"]) or not row["as_of"]:
        return _("{horizon}，不设序时").format(horizon=horizon)
    gone = float(row["schedule_pct"]) / 100 * months
    part = f"{round(gone)}/{months}" if abs(gone - round(gone)) < 0.01 else figures.pct(row["schedule_pct"])
    year, month, _day = row["as_of"].split("-")
    return _("{horizon}，截至{year}年{month}月底：{part}").format(
        horizon=horizon, year=year, month=labels.month(month), part=part
    )


def notes(row: Row) -> list[str]:
    """Return the sentences of what was noticed when the row was read."""
    codes = [code for code in row["note"].split() if code in MESSAGES and code != tasks.ALSO_STATED]
    return [_(MESSAGES[code]) for code in codes if "{" not in MESSAGES[code]]


def completion_source(row: Row) -> str:
    """Return where a task's completion is from: stated or derived, and by how much the two differ."""
    stated, computed = row["stated_pct"], row["computed_pct"]
    if pd.isna(stated):
        together = _("原文并列完成值与目标值，由两数推算")
        return together if row["kind"] == "stated" else _("由总结里的完成值和打算里的目标值推算")
    if pd.isna(computed):
        return labels.kind("stated")
    shown = figures.rounded(computed)
    difference = figures.rounded(stated) - shown
    if not difference:
        return _("原文载明，与推算一致")
    return _("原文载明；推算 {computed}，相差 {difference} 个百分点").format(
        computed=figures.pct(computed), difference=figures.signed(difference)
    )


def difference_words(row: Row) -> str:
    """Return by how much what is done differs from the target, as both are written: +0.4 个百分点, −3家.

    Empty where one of them is not known or they are in different units.
    """
    if pd.isna(row["actual"]) or pd.isna(row["target"]) or row["actual_unit"] != row["target_unit"]:
        return ""
    unit = _(" 个百分点") if row["actual_unit"] == "%" else row["actual_unit"]
    return f"{figures.signed(figures.exact_difference(row['actual'], row['target']), None)}{unit}"


def also_words(row: Row) -> str:
    """Return the target that the plan has for a task whose completion the text states, with what follows from it."""
    target = figures.amount(row["also_target"], row["also_unit"], masked=bool(pd.isna(row["also_target"])))
    return _("{target}，推算 {pct}").format(target=target, pct=figures.pct(row["also_pct"]))
