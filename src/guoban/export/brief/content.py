"""What a brief says, apart from how it looks.

Every list is bounded, and says how much more the ledger holds, so that a brief on a thousand departments is as long as
one on twenty. A `Quote` among the words becomes a note.
"""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from guoban.export.brief.length import cut, first_clauses, fits
from guoban.export.brief.wording import TASK_SIGNS, data_words, done_words, overview_words, plan_words
from guoban.locale import current_language
from guoban.locale import translate as _
from guoban.reporting import labels, standing
from guoban.reporting.matter import Matter
from guoban.reporting.profile import Profile, headlines, headlines_first, profile_of
from guoban.reporting.quotes import Quote, Quotes
from guoban.reporting.standing import Line, Standing
from guoban.structure.numbering import FLOATING, read_heading_number

Row = Mapping[Hashable, Any]
Words = Sequence[str | Quote]

MOST_DEPARTMENTS = 8
PROBLEM_SIGNS = 40
PROFILES_LOOKED_AT = 40
NAME_SIGNS = 14
SEVERAL = re.compile("[^；;]+")
MOST_GROWTH = 6


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many of each a brief holds: tasks in front, tasks of each card, departments with problems and with plans,
    and how many of these each."""

    leading: int
    behind: int
    with_problems: int
    problems_each: int
    with_plans: int
    plans_each: int


# The most first; where names and sentences are so long that a brief would run over its pages, the next is taken.
LEVELS = (Bounds(3, 4, 4, 2, 4, 3), Bounds(3, 3, 3, 2, 3, 3), Bounds(2, 3, 3, 1, 3, 2), Bounds(2, 2, 2, 1, 2, 1))


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs under a heading of the second level, empty for none."""

    heading: str
    paragraphs: Sequence[Words]


@dataclass(frozen=True, slots=True)
class Content:
    """A brief: `lines` is the table's, `growth` the rows of the second chart, `parts` by their headings."""

    title: str
    overview: Words
    lines: Sequence[Line]
    stand: Standing
    more_departments: int
    growth: pd.DataFrame
    parts: Sequence[tuple[str, Sequence[Part]]]


def content_of(matter: Matter, title: str = "") -> Content:
    """Return what the brief of `matter` says, on at most `length.MOST_PAGES` pages."""
    lines = standing.board(matter.reports, matter.tasks, matter.metrics, "department")
    stock = _Stock(
        matter=matter,
        quotes=Quotes.of(matter.compilation),
        profiles=[profile_of(matter.compilation, matter.tasks, line.report_id) for line in lines[:PROFILES_LOOKED_AT]],
        departments=len(lines),
    )
    stand = standing.standing(matter.reports, matter.tasks)
    content = Content(
        title=title or _("{period}目标任务进展情况简报").format(period=matter.period),
        overview=[overview_words(stand, labels.department(lines[0].value) if len(lines) == 1 else "")],
        lines=lines[:MOST_DEPARTMENTS],
        stand=stand,
        more_departments=max(len(lines) - MOST_DEPARTMENTS, 0),
        growth=_growth(matter),
        parts=(),
    )
    for bounds in LEVELS:
        content = replace(content, parts=_parts(stock, bounds))
        if fits(part.paragraphs for _heading, inside in content.parts for part in inside):
            break
    return content


@dataclass(frozen=True, slots=True)
class _Stock:
    """What the parts are made from."""

    matter: Matter
    quotes: Quotes
    profiles: Sequence[Profile]
    departments: int


def _parts(stock: _Stock, bounds: Bounds) -> list[tuple[str, list[Part]]]:
    parts = (
        (_("走在前列"), [Part("", _leading(stock, bounds))]),
        (_("滞后事项"), _behind(stock, bounds)),
        (_("各部门自述的问题"), [Part("", _problems(stock, bounds))]),
        (_("下步目标"), [Part("", _plans(stock, bounds))]),
        (_("数据说明"), [Part("", [[data_words(stock.matter)]])]),
    )
    return [(heading, [part for part in inside if part.paragraphs]) for heading, inside in parts]


def _leading(stock: _Stock, bounds: Bounds) -> list[Words]:
    tasks = stock.matter.tasks
    ranked = tasks[tasks["status"] == "ahead"].sort_values("lead", ascending=False, kind="stable", na_position="last")
    if len(ranked):
        words = {"all": _("达到序时进度的{count}项："), "some": _("达到序时进度的{count}项中，领先最多的{shown}项：")}
    else:
        done = tasks[tasks["status"] == "done"]
        ranked = done.sort_values("pct", ascending=False, kind="stable", na_position="last")
        words = {"all": _("已完成的{count}项："), "some": _("已完成的{count}项中，完成率最高的{shown}项：")}
    if ranked.empty:
        return [[_("没有已完成或达到序时进度的任务。")]]
    shown = ranked.head(bounds.leading)
    lead = words["some" if len(ranked) > len(shown) else "all"].format(count=len(ranked), shown=len(shown))
    return [[lead], *_numbered(shown, stock)]


def _behind(stock: _Stock, bounds: Bounds) -> list[Part]:
    tasks = stock.matter.tasks
    behind = tasks[tasks["status"] == "behind"]
    ranked = behind.sort_values("lead", kind="stable", na_position="last")
    if ranked.empty:
        return [Part("", [[_("没有滞后的任务。")]])]
    parts = [
        Part(_carded_heading(card, len(rows), bounds.behind), _numbered(rows.head(bounds.behind), stock))
        for card in ("red", "yellow")
        if len(rows := ranked[ranked["card"] == card])
    ]
    others = ranked[ranked["card"] == ""]
    if parts and len(others):
        last = parts.pop()
        more = _("另有{count}项滞后但未达亮牌线，见台账。").format(count=len(others))
        return [*parts, Part(last.heading, [*last.paragraphs, [more]])]
    if parts:
        return parts
    shown = others.head(bounds.behind)
    first = (
        _("滞后{count}项，均未达亮牌线，差距最大的{shown}项：")
        if len(others) > len(shown)
        else _("滞后{count}项，均未达亮牌线：")
    )
    return [Part("", [[first.format(count=len(others), shown=len(shown))], *_numbered(shown, stock)])]


def _carded_heading(card: str, count: int, most: int) -> str:
    if count > most:
        words = _("{card}（{count}项，列前{shown}项，其余见台账）")
        return words.format(card=labels.card(card), count=count, shown=most)
    return _("{card}（{count}项）").format(card=labels.card(card), count=count)


def _numbered(rows: pd.DataFrame, stock: _Stock) -> list[Words]:
    records = rows.to_dict("records")
    if len(records) == 1:
        return [_task_words(records[0], stock)]
    mark = ". " if current_language() == "en" else "."
    return [[f"{number}{mark}", *_task_words(row, stock)] for number, row in enumerate(records, start=1)]


def _task_words(row: Row, stock: _Stock) -> Words:
    task = cut(row["indicator"] or _("任务名称不明"), TASK_SIGNS)
    words = _("{task}，{done}").format(task=task, done=done_words(row))
    if stock.departments > 1:
        words = _("{department}：").format(department=cut(labels.department(row["department"]), NAME_SIGNS)) + words
    return [words, *stock.quotes.of_task(row)[:1], _stop()]


def _problems(stock: _Stock, bounds: Bounds) -> list[Words]:
    naming = [one for one in stock.profiles if one.problems]
    paragraphs: list[Words] = []
    for one in naming[: bounds.with_problems]:
        words: list[str | Quote] = [_("{department}：").format(department=_name(one))]
        for number, (problem, place) in enumerate(list(named_problems(one, stock.quotes.text))[: bounds.problems_each]):
            report = str(one.report["report_id"])
            words += [_("；") if number else "", first_clauses(problem, PROBLEM_SIGNS)]
            words.append(stock.quotes.of_place(report, place, len(problem)))
        paragraphs.append([*words, _stop()])
    if not paragraphs:
        return [[_("报告没有列出存在的问题。")]]
    more = len(naming) - len(paragraphs)
    if more > 0 or stock.departments > len(stock.profiles):
        paragraphs.append([_("其余部门的问题见各报告原文。")])
    return paragraphs


def named_problems(one: Profile, text: str) -> Iterator[tuple[str, int]]:
    """Yield the problems that a report names, each with its place in `text`; a heading that names several is several."""
    for words, place in one.problems:
        parts = [part for part in map(_without_number, SEVERAL.findall(words)) if part]
        for part in parts:
            found = text.find(part, place) if len(parts) > 1 else place
            yield part, max(found, place)


def _without_number(words: str) -> str:
    number = read_heading_number(words)
    opens = number.end if number is not None and number.style in FLOATING else 0
    return words[opens:].rstrip("。").strip()


def _plans(stock: _Stock, bounds: Bounds) -> list[Words]:
    planning = [one for one in stock.profiles if one.plans]
    paragraphs: list[Words] = []
    for one in planning[: bounds.with_plans]:
        words: list[str | Quote] = [_("{department}：").format(department=_name(one))]
        shown = [(row, stock.quotes.of_metric(row)) for row in foremost(one.plans, bounds.plans_each)]
        for number, (row, quote) in enumerate(shown):
            words += [_("，") if number else "", plan_words(row)]
            # Figures of one sentence share a note, behind the last of them.
            if all(quote.start != later.start for _row, later in shown[number + 1 :]):
                words.append(quote)
        if len(one.plans) > len(shown):
            words.append(_("，等{count}项").format(count=len(one.plans)))
        paragraphs.append([*words, _stop()])
    if not paragraphs:
        return [[_("报告没有提出带数字的下步目标。")]]
    more = len(planning) > len(paragraphs) or any(len(one.plans) > bounds.plans_each for one in planning)
    return [*paragraphs, [_("其余目标见台账的待报目标表。")]] if more else paragraphs


def foremost(plans: Sequence[Row], most: int) -> list[Row]:
    """Return the plans to tell: headline indicators first, those without a figure last, no name twice."""
    told = sorted(headlines_first(list(plans)), key=lambda row: bool(row["redacted"]))  # type: ignore[arg-type]
    names: dict[str, Row] = {}
    for row in told:
        names.setdefault(str(row["indicator"]), row)
    return list(names.values())[:most]


def _growth(matter: Matter) -> pd.DataFrame:
    """Return the growth of headline indicators to draw, the first headlines first; empty where there are too few."""
    metrics = matter.metrics
    rows = metrics[(metrics["measure"] == "growth") & (metrics["role"] == "actual") & metrics["value"].notna()]
    rows = rows[(rows["unit"] == "%") & (rows["compare"] == "yoy")]
    words = headlines()
    place = rows["indicator"].map(lambda name: next((at for at, word in enumerate(words) if word in name), len(words)))
    kept = rows.assign(_place=place)[place < len(words)].sort_values(["_place", "seq"], kind="stable")
    return kept.drop(columns="_place").head(MOST_GROWTH)


def _name(one: Profile) -> str:
    return cut(labels.department(str(one.report["department"])), NAME_SIGNS)


def _stop() -> str:
    return _("。")
