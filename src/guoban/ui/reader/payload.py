"""What the reader component is given: one report's text with its blocks, marks and outline, as plain data.

Offsets in the tables count code points of the document; the browser counts UTF-16 units of the text it was given.
They are turned here, once. Words are translated here too, so that the component knows no language.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from guoban.compilation import Compilation
from guoban.locale import current_language
from guoban.locale import translate as _
from guoban.records import Document
from guoban.reporting import figures, labels
from guoban.ui.memory import of_report
from guoban.ui.reader.blocks import HEADING_ENDS, Block, Heading, blocks, parts

Row = Mapping[Hashable, Any]

ROLE_CLASSES = ("actual", "target", "forecast", "given", "redacted")
OUTLINE_LEVELS = 2


@dataclass(frozen=True, slots=True)
class Part:
    """The part `number` (from 1) of the `count` in which a report is shown: `start`..`end` in the document."""

    number: int
    count: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Opening:
    """How the reader opens: with the place `at` in focus, `query` searched, only the roles `only` shown (none: all)."""

    at: int | None = None
    query: str = ""
    only: tuple[str, ...] = ()


class Units:
    """Code points of a text as UTF-16 units from `base` on."""

    def __init__(self, text: str, base: int) -> None:
        self._base = base
        self._wide = [place for place, sign in enumerate(text) if ord(sign) > 0xFFFF] if not text.isascii() else []

    def at(self, offset: int) -> int:
        place = offset - self._base
        return place + bisect_left(self._wide, place)


def role_class(role: str, *, redacted: bool) -> str:
    """Return the form in which a number is marked: its role, `given` for what others or earlier years are told with."""
    if redacted:
        return "redacted"
    return "given" if role in ("baseline", "reference") else role


def find_part(compilation: Compilation, report: Row, at: int | None, number: int = 1) -> Part:
    """Return the part of `report` that holds the place `at`, else the part `number`."""
    found = parts(compilation.text, int(report["start"]), int(report["end"]))
    if at is not None:
        number = next((index for index, (_start, end) in enumerate(found, 1) if at < end), len(found))
    number = min(max(number, 1), len(found))
    start, end = found[number - 1]
    return Part(number, len(found), start, end)


def payload(compilation: Compilation, report: Row, part: Part, opening: Opening) -> dict[str, Any]:
    """Return the data of the component for a part of `report`.

    `base`: where the part begins in the document · `blocks`: start, end, kind and lead (see `Block`) · `marks`: start, end, role (a class), indicator, value, note and
    the index of their outline entry, -1 before the first · `outline`: start, level, heading, note · `pages`: start and
    label of the source's pages · `roles`: name, label, count · `focus`: a place or None · `version` changes when the component must draw anew. All offsets are UTF-16 units of `text`.
    """
    text = compilation.text[part.start : part.end]
    units = Units(text, part.start)
    sections = _inside(compilation.sections, report, part)
    metrics = _inside(compilation.metrics, report, part)
    entries = sections[sections["level"] <= OUTLINE_LEVELS]
    owners = _owners(entries, metrics)
    laid = blocks(
        compilation.text,
        (part.start, part.end),
        body_start=_body_start(compilation, report),
        headings=_headings(sections),
        whole=list(zip(metrics["start"], metrics["end"], strict=True)),
    )
    year: int | None = None if pd.isna(report["year"]) else int(report["year"])
    at = opening.at
    focus = units.at(at) if at is not None and part.start <= at < part.end else None
    return {
        "version": "|".join(map(str, (report["report_id"], part, opening, current_language(), len(metrics)))),
        "title": report["title"],
        "text": text,
        "base": part.start,
        "blocks": [_block(block, units) for block in laid],
        "marks": [
            _mark(row, owner, units, year) for row, owner in zip(metrics.to_dict("records"), owners, strict=True)
        ],
        "outline": _outline(compilation.text, entries, owners, units),
        "pages": _pages(compilation.document, part, units),
        "roles": _roles(metrics),
        "focus": focus,
        "query": opening.query,
        "only": list(opening.only),
        "words": words(),
    }


def words() -> dict[str, str]:
    """Return the component's own words in the current language."""
    return {
        "legend": _("数字的性质"),
        "toggle": _("点按显示或隐去这类数字"),
        "search": _("文内查找"),
        "previous": _("上一处（K）"),
        "next": _("下一处（J）"),
        "place": _("{n} / {total} 处"),
        "total": _("{total} 处"),
        "nothing": _("没有找到"),
        "page": _("原文件的页"),
        "outline": _("提纲"),
        "metrics": _("本节指标"),
        "before": _("标题之前"),
        "none": _("这里没有指标。"),
    }


def _inside(frame: pd.DataFrame, report: Row, part: Part) -> pd.DataFrame:
    own = of_report(frame, report["report_id"])
    inside: pd.DataFrame = own[(own["start"] >= part.start) & (own["start"] < part.end)].sort_values(["start", "end"])
    return inside


def _body_start(compilation: Compilation, report: Row) -> int:
    for one in compilation.outline.reports:
        if one.seq == report["seq"]:
            return one.body_start
    return int(report["start"])


def _headings(sections: pd.DataFrame) -> list[Heading]:
    return [
        Heading(int(row["start"]), int(row["end"]), int(row["level"]), opens=str(row["number"]).endswith("是"))
        for row in sections.to_dict("records")
    ]


def _owners(entries: pd.DataFrame, metrics: pd.DataFrame) -> list[int]:
    starts = list(entries["start"])
    return [bisect_right(starts, start) - 1 for start in metrics["start"]]


def _block(block: Block, units: Units) -> dict[str, Any]:
    lead = units.at(block.lead) if block.lead > block.start else 0
    return {"start": units.at(block.start), "end": units.at(block.end), "kind": block.kind, "lead": lead}


def _mark(row: Row, owner: int, units: Units, year: int | None) -> dict[str, Any]:
    return {
        "start": units.at(row["start"]),
        "end": units.at(row["end"]),
        "role": role_class(row["role"], redacted=row["redacted"]),
        "indicator": row["indicator"] or row["text"],
        "value": figures.metric_value(row),
        "note": " · ".join(
            word
            for word in (
                labels.measure(row["measure"]),
                "" if row["role"] == "actual" else labels.role(row["role"]),
                labels.period(row["period"], year),
                labels.compare(row["compare"]),
            )
            if word
        ),
        "section": owner,
    }


def _outline(text: str, entries: pd.DataFrame, owners: Sequence[int], units: Units) -> list[dict[str, Any]]:
    counts = pd.Series(list(owners), dtype="int64").value_counts()
    return [
        {
            "start": units.at(row["start"]),
            "level": int(row["level"]),
            "heading": text[row["start"] : row["end"]].strip().rstrip(HEADING_ENDS),
            "note": labels.section_role(row["role"]) if row["level"] == 1 else str(counts.get(index, "") or ""),
        }
        for index, row in enumerate(entries.to_dict("records"))
    ]


def _pages(document: Document, part: Part, units: Units) -> list[dict[str, Any]]:
    """Return where pages of the source begin in `part`; the one that the part begins in counts as begun there."""
    first = max(bisect_right(document.pages, part.start) - 1, 0)
    inside = document.pages[first : bisect_left(document.pages, part.end)]
    return [
        {"start": units.at(start), "label": _("第{page}页").format(page=document.page_at(start))}
        for start in (max(start, part.start) for start in inside)
    ]


def _roles(metrics: pd.DataFrame) -> list[dict[str, Any]]:
    found = [
        role_class(role, redacted=redacted) for role, redacted in zip(metrics["role"], metrics["redacted"], strict=True)
    ]
    names = {
        "actual": _("完成值"),
        "target": _("目标值"),
        "forecast": _("预计值"),
        "given": _("基期、参照"),
        "redacted": _("脱敏"),
    }
    return [{"name": name, "label": names[name], "count": found.count(name)} for name in ROLE_CLASSES if name in found]
