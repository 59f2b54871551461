"""看起来不寻常: what the reading noted, and what the tables themselves show, each with its place."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from guoban.compilation import Compilation
from guoban.locale import translate as _
from guoban.messages import note_text
from guoban.records import NoteLevel
from guoban.reporting import figures, labels
from guoban.ui.pane import Node, el

CONTEXT = 120
MOST_REMARKS = 200
MOST_NAMED = 8
SOURCES = {
    "body": "部门取自正文",
    "contents": "部门取自目录",
    "file": "部门取自文件名",
    "edited": "已更正",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A line of the list: `words`, what it says more closely in `more`, and its place in the text (None: none)."""

    level: NoteLevel
    words: str
    more: str = ""
    start: int | None = None
    end: int | None = None


def remarks(compilation: Compilation) -> list[Remark]:
    """Return what wants a decision, then what is only told; each group in the order of the text's steps."""
    noted = [
        Remark(note.level, note_text(note), report_at(compilation, note.start), note.start, note.end)
        for note in compilation.notes
    ]
    found = [*_departments(compilation.reports), *_years(compilation.reports), *noted, *_metrics(compilation)]
    return sorted(found, key=lambda remark: remark.level != "check")


def check_words(row: Mapping[Hashable, Any]) -> str:
    """Return what to check about a report's department: that there is none, that it is masked, where it is from."""
    if not row["department"]:
        return _("部门不明")
    if row["department_source"] != "edited" and row["department"][0] in "XxＸ×*＊○某":
        return _("部门名脱敏")
    return _(SOURCES[row["department_source"]]) if row["department_source"] in SOURCES else ""


def _departments(reports: pd.DataFrame) -> list[Remark]:
    asked = {
        _("部门不明"): (_("{count} 篇没有读到部门"), _("请在左表补上。")),
        _("部门名脱敏"): (_("{count} 篇的部门名脱敏"), _("原样保留，不猜；可在左表补上。")),
        _("部门取自正文"): (_("{count} 篇的题目里没有部门全名"), _("取自正文，请看一眼。")),
        _("部门取自目录"): (_("{count} 篇的部门取自目录"), _("请看一眼。")),
    }
    rows = [(check_words(row), row) for row in reports.to_dict("records")]
    found = []
    for words, (head, more) in asked.items():
        own = [row for word, row in rows if word == words]
        if own:
            found.append(Remark("check", head.format(count=len(own)), f"{_which(own)}{more}", *_title(own[0])))
    return found


def _years(reports: pd.DataFrame) -> list[Remark]:
    """Reports that review another time than most, and those that say none."""
    rows = reports.to_dict("records")
    times = [labels.span_words(None if pd.isna(row["year"]) else int(row["year"]), row["span"]) for row in rows]
    known = [time for time in times if time]
    most = max(known, key=known.count) if known else ""
    found = []
    for words, own in (
        (_("{count} 篇没有读到年份"), [row for row, time in zip(rows, times, strict=True) if not time]),
        (
            _("{count} 篇的报告期与多数不同"),
            [row for row, time in zip(rows, times, strict=True) if time not in ("", most)],
        ),
    ):
        if own:
            more = _("多数为{time}。").format(time=most) if most else ""
            found.append(Remark("check", words.format(count=len(own)), f"{_which(own)}{more}", *_title(own[0])))
    return found


def _metrics(compilation: Compilation) -> list[Remark]:
    metrics, reports = compilation.metrics, compilation.reports
    found = []
    masked = metrics[metrics["redacted"]]
    if len(masked):
        share = figures.pct(len(masked) / len(metrics) * 100)
        more = _("占 {share}，原样保留，不猜。").format(share=share)
        found.append(Remark("info", _("脱敏数值 {count} 处").format(count=len(masked)), more, *_place(masked)))
    aimed = set(metrics.loc[metrics["role"] == "target", "report_id"])
    without = [row for row in reports.to_dict("records") if row["report_id"] not in aimed]
    if without:
        found.append(Remark("info", _("{count} 篇没有目标值").format(count=len(without)), _which(without)))
    bare = metrics[(metrics["unit"] == "") & ~metrics["redacted"]]
    if len(bare):
        more = _("原文没写单位，按原样保留，不参加比较。")
        found.append(Remark("info", _("{count} 项数字没有单位").format(count=len(bare)), more, *_place(bare)))
    return found


def _which(rows: list[dict[Hashable, Any]]) -> str:
    """第 1、3、5 篇: which reports are meant."""
    named = _("、").join(str(row["seq"]) for row in rows[:MOST_NAMED])
    words = _("第 {which} 篇等。") if len(rows) > MOST_NAMED else _("第 {which} 篇。")
    return words.format(which=named)


def _title(row: dict[Hashable, Any]) -> tuple[int, int]:
    return int(row["start"]), int(row["start"]) + len(row["title"])


def _place(rows: pd.DataFrame) -> tuple[int, int]:
    return int(rows["start"].iloc[0]), int(rows["end"].iloc[0])


def report_at(compilation: Compilation, place: int | None) -> str:
    """Return which report holds `place`: 第 3 篇 某市某局; empty where none does."""
    if place is None:
        return ""
    for report in compilation.outline.reports:
        if report.start <= place < report.end:
            parts = (_("第 {seq} 篇").format(seq=report.seq), report.department.name)
            return " ".join(part for part in parts if part)
    return ""


def tree(compilation: Compilation) -> Node:
    """Return the list, each line with a link to its place."""
    every = remarks(compilation)
    more = len(every) - MOST_REMARKS
    return el(
        "section", "notes",
        el("div", "sechead", el("h2", "", _("看起来不寻常")), el("span", "second count", str(len(every)))),
        *([_line(place, remark) for place, remark in enumerate(every[:MOST_REMARKS])]
          or [el("p", "second", _("没有发现不寻常之处。"))]),
        el("p", "second", _("另有 {count} 条未列出。").format(count=more)) if more > 0 else None,
    )  # fmt: skip


def _line(place: int, remark: Remark) -> Node:
    tag = el("span", f"tag {remark.level}", _("请核对") if remark.level == "check" else _("知悉"))
    link = el("button", "link", _("看原文"), go={"remark": place}) if remark.start is not None else None
    return el(
        "div", "note",
        el("div", "line", tag, el("span", "strong", remark.words), link),
        el("p", "words", remark.more) if remark.more else None,
    )  # fmt: skip


def excerpt(compilation: Compilation, remark: Remark) -> Node:
    """Return the words at a remark's place, the place itself marked."""
    text, start = compilation.text, remark.start or 0
    end = max(remark.end or start, start)
    span = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    return el(
        "section", "evidence",
        el("p", "strong", remark.words),
        el("p", "second", remark.more) if remark.more else None,
        el("div", "source", el("span", "strong", _("原文")), el("span", "second", report_at(compilation, start))),
        *_lines(text, span, (start, end)),
    )  # fmt: skip


def _lines(text: str, span: tuple[int, int], marked: tuple[int, int]) -> list[Node]:
    """The lines of `text` in `span`, each a paragraph, what is `marked` as a mark."""
    (first, last), (start, end) = span, marked
    lines = []
    while first < last:
        stop = text.find("\n", first, last)
        stop = last if stop < 0 else stop
        left, right = min(max(start, first), stop), min(max(end, first), stop)
        inside = el("mark", "focus", text[left:right]) if left < right else None
        if text[first:stop].strip():
            lines.append(el("p", "quote", text[first:left] or None, inside, text[max(left, right) : stop] or None))
        first = stop + 1
    return lines
