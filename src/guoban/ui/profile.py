"""A department's profile as a tree for the pane."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from guoban.locale import translate as _
from guoban.reporting import figures, labels, tasks
from guoban.reporting.profile import Profile, plans_word, profile_of
from guoban.reporting.scales import WRITTEN, scaled_row
from guoban.reporting.standing import Row
from guoban.ui import evidence
from guoban.ui.growbar import Axis
from guoban.ui.memory import remembered
from guoban.ui.pane import Node, el
from guoban.ui.shell import View

SHOWN = 6
MOST_OUTLINE = 40


def profile(view: View, rows: pd.DataFrame, report_id: str) -> Profile:
    """Return the profile of the report `report_id`; `rows` are all tasks."""
    read = view.compilation
    return remembered(
        (read.metrics, read.sections, rows), ("profile", report_id), lambda: profile_of(read, rows, report_id)
    )


def profile_tree(one: Profile, scale: str = WRITTEN, *, compared: bool) -> Node:
    """Return the profile; `compared`: whether the report is among those chosen for comparison."""
    report = one.report
    return el(
        "section", "profile",
        el(
            "div", "phead",
            el("div", "", el("h1", "", labels.department(report["department"])), facts_line(one)),
            el(
                "div", "actions",
                el("button", "", _("移出对比") if compared else _("加入对比"), go={"beside": report["report_id"]}),
                el("button", "primary", _("看全文"), go={"page": "text", "r": report["report_id"]}),
            ),
        ),
        *strip(one),
        _behind(one),
        el(
            "div", "twocol",
            section(_("主要数据"), len(one.figures), figure_lines(one, scale), _more(one, "level", len(one.figures))),
            section(_("主要增速"), len(one.growth), growth_lines(one), _more(one, "growth", len(one.growth))),
            section(_("位次"), len(one.ranks), rank_lines(one), _more(one, "rank", len(one.ranks))),
            section(plans_word(one), len(one.plans), plan_lines(one, scale),
                    _more(one, "target", len(one.plans))),
            section(_("报告自述的问题"), len(one.problems), problem_lines(one), _more_problems(one)),
            section(_("提纲"), 0, outline_lines(one), None),
        ),
    )  # fmt: skip


def facts_line(one: Profile) -> Node:
    report = one.report
    about = (labels.department_type(report["type"]), labels.level_of(report["level"]), report["region"])
    year: int | None = None if pd.isna(report["year"]) else int(report["year"])
    counts = (
        figures.thousands_of_characters(int(report["characters"])),
        _("指标 {count}").format(count=report["metrics"]),
        _("脱敏 {count}").format(count=one.masked) if one.masked else "",
    )
    groups = (dict.fromkeys(about), (labels.span_words(year, report["span"]),), counts)
    words: list[Node | str] = []
    for group in groups:
        for place, part in enumerate(part for part in group if part):
            words += [" · " if place else "  |  ", el("span", "whole", part)]
    return el("p", "second apart", *words[1:])


def strip(one: Profile) -> list[Node | None]:
    """Return the tasks in one bar with their counts below."""
    total = len(one.tasks)
    if not total:
        return [el("p", "second calm", _("没有可与目标对照的任务。"))]
    counts = {status: int((one.tasks["status"] == status).sum()) for status in ("done", "ahead", "behind", "unknown")}
    cards = {card: int((one.tasks["card"] == card).sum()) for card in ("red", "yellow")}
    here = {"page": "progress", "department": [one.report["department"]]}
    return [
        el("div", "strip", *(el("i", f"bar {status}", size=count / total * 100)
                             for status, count in counts.items() if count)),
        el(
            "div", "counts",
            el("button", "bare second", _("可对照任务 {count} 项").format(count=total), go=here),
            *(
                el("button", "bare", evidence.status_mark(status), f" {count}", go={**here, "status": [status]})
                for status, count in counts.items() if count
            ),
            *(
                el("button", "bare", evidence.card_mark(card), f" {labels.card(card)} {count}", go={**here, "card": [card]})
                for card, count in cards.items() if count
            ),
        ),
    ]  # fmt: skip


def _behind(one: Profile) -> Node | None:
    if not len(one.tasks):
        return None
    return el(
        "section", "",
        el("div", "sechead", el("h2", "", _("滞后任务")), el("span", "second count", str(len(one.behind))),
           el("span", "second", _("差距，百分点"))),
        *(behind_line(row) for row in one.behind),
        el("p", "second calm", _("没有滞后的任务。")) if not one.behind else None,
    )  # fmt: skip


def behind_line(row: Row) -> Node:
    length, line = tasks.bar(row)
    return el(
        "div", "row late",
        el("span", "", evidence.card_mark(row["card"])),
        el("span", "cut name", row["indicator"], title=row["indicator"]),
        evidence.bullet(row["status"], length, line),
        el("span", "strong num", figures.pct(row["pct"])),
        el("span", "num", figures.gap(row["gap"])),
        go={"task": row["progress_id"]},
    )  # fmt: skip


def section(word: str, count: int, lines: Sequence[Node], more: Node | None) -> Node:
    """Return a part of the profile; an empty one keeps its place with a dash."""
    return el(
        "section", "",
        el("div", "sechead", el("h2", "", word), el("span", "second count", str(count)) if count else None),
        *(lines or [el("p", "second calm", figures.NOTHING)]),
        more,
    )  # fmt: skip


def growth_lines(one: Profile, most: int = SHOWN) -> list[Node]:
    shown = one.growth[:most]
    axis = Axis.of(row["value"] for row in shown if row["unit"] == "%")
    return [
        el(
            "div", "row grow",
            el("span", "cut name", row["indicator"], title=row["indicator"]),
            axis.bar(row["value"]) if row["unit"] == "%" else el("span"),
            el("span", "num", figures.metric_value(row)),
            go={"metric": row["metric_id"]},
        )
        for row in shown
    ]  # fmt: skip


def _lines(rows: Sequence[Row], value: Callable[[Row], str]) -> list[Node]:
    return [
        el(
            "div", "row fact",
            el("span", "cut name", row["indicator"], title=row["indicator"]),
            el("span", "num", value(row)),
            go={"metric": row["metric_id"]},
        )
        for row in rows
    ]  # fmt: skip


def rank_lines(one: Profile, most: int = SHOWN) -> list[Node]:
    return _lines(one.ranks[:most], figures.rank)


def plan_lines(one: Profile, scale: str = WRITTEN, most: int = SHOWN) -> list[Node]:
    return _lines(one.plans[:most], lambda row: figures.metric_value(scaled_row(row, scale)))


def figure_lines(one: Profile, scale: str = WRITTEN, most: int = SHOWN) -> list[Node]:
    return _lines(one.figures[:most], lambda row: figures.metric_value(scaled_row(row, scale)))


def problem_lines(one: Profile, most: int = SHOWN) -> list[Node]:
    return [
        el("div", "row fact", el("span", "two name", words, title=words),
           go={"page": "text", "r": one.report["report_id"], "at": str(at)})
        for words, at in one.problems[:most]
    ]  # fmt: skip


def outline_lines(one: Profile, most: int = MOST_OUTLINE) -> list[Node]:
    return [
        el(
            "div", f"row fact depth{row['level']}",
            el("span", "cut name", row["heading"].strip(), title=row["heading"].strip()),
            el("span", "second num", labels.section_role(row["role"]) if row["level"] == 1 else ""),
            go={"page": "text", "r": one.report["report_id"], "at": str(row["start"])},
        )
        for row in one.outline[:most]
    ]  # fmt: skip


def _more(one: Profile, what: str, count: int) -> Node | None:
    if count <= SHOWN:
        return None
    here: Mapping[str, Any] = {"role": ["target"]} if what == "target" else {"measure": what}
    return el(
        "button", "link", _("另有 {count} 项").format(count=count - SHOWN) + " →",
        go={"page": "metrics", "department": [one.report["department"]], **here},
    )  # fmt: skip


def _more_problems(one: Profile) -> Node | None:
    more = len(one.problems) - SHOWN
    if more <= 0:
        return None
    words = _("另有 {count} 项").format(count=more) + " →"
    return el("button", "link", words,
              go={"page": "text", "r": one.report["report_id"], "at": str(one.problems[SHOWN][1])})  # fmt: skip
