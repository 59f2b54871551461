"""What a brief says, apart from how it looks.

Every list is bounded, and says how much more the ledger holds, so that a brief on a thousand departments is as long as
one on twenty. A `Quote` among the words becomes a note.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from guoban.export.brief.length import cut, first_clauses, fits
from guoban.locale import translate as _
from guoban.reporting import figures, labels, standing
from guoban.reporting.matter import Matter
from guoban.reporting.profile import Profile, headlines, profile_of
from guoban.reporting.quotes import Quote, Quotes
from guoban.reporting.standing import Line, Standing

Row = Mapping[Hashable, Any]
Words = Sequence[str | Quote]

MOST_DEPARTMENTS = 8
PROBLEM_SIGNS = 40
PROFILES_LOOKED_AT = 40
NAME_SIGNS, TASK_SIGNS = 14, 22
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
        overview=[overview_words(stand)],
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
        (_("数据说明"), [Part("", _about_the_data(stock.matter))]),
    )
    return [(heading, [part for part in inside if part.paragraphs]) for heading, inside in parts]


def overview_words(stand: Standing) -> str:
    """Return the sentence that says how the departments stand."""
    if not stand.tasks:
        words = _("{departments} 个部门都没有报告可与目标对照的任务。")
        return words.format(departments=stand.departments)
    told = _("{departments} 个部门中 {reporting} 个报告了可与目标对照的任务 {tasks} 项。").format(
        departments=stand.departments, reporting=stand.reporting, tasks=stand.tasks
    )
    if not stand.judged:
        return told + _("没有一项能判定。")
    judged = (
        _(
            "能判定的 {judged} 项中，{kept} 项已完成或达到序时（{share}），{behind} 项滞后；其中 {cards} 项差距达到亮牌线，涉及 {carded} 个部门。"
        )
        if stand.cards
        else _("能判定的 {judged} 项中，{kept} 项已完成或达到序时（{share}），{behind} 项滞后。")
    )
    return told + judged.format(
        judged=stand.judged,
        kept=stand.kept,
        share=figures.pct(stand.kept_share),
        behind=stand.behind,
        cards=stand.cards,
        carded=stand.carded_departments,
    )


def _leading(stock: _Stock, bounds: Bounds) -> list[Words]:
    tasks = stock.matter.tasks
    ahead = tasks[tasks["status"] == "ahead"]
    if ahead.empty:
        return [[_("没有达序时、尚未完成的任务。")]]
    ranked = ahead.sort_values("lead", ascending=False, kind="stable", na_position="last")
    said = _numbered(ranked.head(bounds.leading), stock.quotes)
    return [[_("达序时 {count} 项，领先幅度最大的：").format(count=len(ranked))], *said]


def _behind(stock: _Stock, bounds: Bounds) -> list[Part]:
    tasks = stock.matter.tasks
    behind = tasks[tasks["status"] == "behind"]
    ranked = behind.sort_values("lead", kind="stable", na_position="last")
    if ranked.empty:
        return [Part("", [[_("没有滞后的任务。")]])]
    parts = [
        Part(_carded_heading(card, len(rows), bounds.behind), _numbered(rows.head(bounds.behind), stock.quotes))
        for card in ("red", "yellow")
        if len(rows := ranked[ranked["card"] == card])
    ]
    others = ranked[ranked["card"] == ""]
    if parts and len(others):
        last = parts.pop()
        more = _("另有 {count} 项滞后但未达亮牌线，见台账。").format(count=len(others))
        return [*parts, Part(last.heading, [*last.paragraphs, [more]])]
    if parts:
        return parts
    first = [_("滞后 {count} 项，均未达亮牌线，差距最大的：").format(count=len(others))]
    return [Part("", [first, *_numbered(others.head(bounds.behind), stock.quotes)])]


def _carded_heading(card: str, count: int, most: int) -> str:
    if count > most:
        words = _("{card}（{count}项，列前{shown}项，其余见台账）")
        return words.format(card=labels.card(card), count=count, shown=most)
    return _("{card}（{count}项）").format(card=labels.card(card), count=count)


def _numbered(rows: pd.DataFrame, quotes: Quotes) -> list[Words]:
    return [[f"{number}. ", *_task_words(row, quotes)] for number, row in enumerate(rows.to_dict("records"), start=1)]


def _task_words(row: Row, quotes: Quotes) -> Words:
    who = cut(labels.department(row["department"]), NAME_SIGNS)
    task = cut(row["indicator"] or _("任务名称不明"), TASK_SIGNS)
    words = _("{department}：{task}，{done}").format(department=who, task=task, done=_done_words(row))
    return [words, *quotes.of_task(row)[:1], _stop()]


def _done_words(row: Row) -> str:
    """Return a task's figures in words: 完成1,350人，目标3,000人，完成率45%，低于序时进度（50%）5个百分点."""
    parts = []
    if row["actual_masked"]:
        parts.append(_("完成值脱敏"))
    elif not pd.isna(row["actual"]):
        parts.append(_("完成{value}").format(value=figures.amount(row["actual"], row["actual_unit"])))
    if row["target_masked"]:
        parts.append(_("目标值脱敏"))
    elif not pd.isna(row["target"]):
        parts.append(_("目标{value}").format(value=figures.amount(row["target"], row["target_unit"])))
    if not pd.isna(row["pct"]):
        parts.append(_("完成率{pct}").format(pct=figures.pct(row["pct"])))
    if not pd.isna(row["gap"]) and row["gap"]:
        side = (
            _("高于序时进度（{schedule}）{gap}个百分点")
            if row["gap"] > 0
            else _("低于序时进度（{schedule}）{gap}个百分点")
        )
        parts.append(side.format(schedule=figures.pct(row["schedule_pct"]), gap=figures.points(abs(row["gap"]))))
    elif not pd.isna(row["gap"]):
        parts.append(_("与序时进度持平"))
    if row["lower_is_better"]:
        parts.append(_("越低越好"))
    return _("，").join(parts)


def _problems(stock: _Stock, bounds: Bounds) -> list[Words]:
    naming = [one for one in stock.profiles if one.problems]
    paragraphs: list[Words] = []
    for one in naming[: bounds.with_problems]:
        words: list[str | Quote] = [_("{department}：").format(department=_name(one))]
        for number, (problem, place) in enumerate(one.problems[: bounds.problems_each]):
            report = str(one.report["report_id"])
            words += [_("；") if number else "", first_clauses(problem.rstrip("。；;"), PROBLEM_SIGNS)]
            words.append(stock.quotes.of_place(report, place, len(problem)))
        paragraphs.append([*words, _stop()])
    if not paragraphs:
        return [[_("报告没有列出存在的问题。")]]
    more = len(naming) - len(paragraphs)
    if more > 0 or stock.departments > len(stock.profiles):
        paragraphs.append([_("其余部门的问题见各报告原文。")])
    return paragraphs


def _plans(stock: _Stock, bounds: Bounds) -> list[Words]:
    planning = [one for one in stock.profiles if one.plans]
    paragraphs: list[Words] = []
    for one in planning[: bounds.with_plans]:
        words: list[str | Quote] = [_("{department}：").format(department=_name(one))]
        shown = [(row, stock.quotes.of_metric(row)) for row in one.plans[: bounds.plans_each]]
        for number, (row, quote) in enumerate(shown):
            name = cut(row["indicator"] or _("指标名称不明"), TASK_SIGNS)
            words += [_("，") if number else "", _("{name}{value}").format(name=name, value=figures.metric_value(row))]
            # Figures of one sentence share a note, behind the last of them.
            if all(quote.start != later.start for _row, later in shown[number + 1 :]):
                words.append(quote)
        if len(one.plans) > bounds.plans_each:
            words.append(_("，等{count}项").format(count=len(one.plans)))
        paragraphs.append([*words, _stop()])
    if not paragraphs:
        return [[_("报告没有提出带数字的下步目标。")]]
    return [*paragraphs, [_("其余目标见台账的待报目标表。")]]


def _about_the_data(matter: Matter) -> list[Words]:
    masked, tasks = int(matter.metrics["redacted"].sum()), matter.tasks
    why = _("、").join(
        _("{reason} {count} 项").format(reason=labels.reason(reason), count=count)
        for reason, count in standing.reasons(tasks)
    )
    unknown = int((tasks["status"] == "unknown").sum())
    stated = int(tasks["stated_pct"].notna().sum())
    derived = int((tasks["stated_pct"].isna() & tasks["computed_pct"].notna()).sum())
    counted = [
        _("完成率为原文载明的 {stated} 项、由原文数字推算的 {derived} 项；").format(stated=stated, derived=derived),
        _("脱敏数值 {masked} 个，不作估计；").format(masked=masked),
        _("未判定 {unknown} 项（{why}）；").format(unknown=unknown, why=why) if unknown else _("没有未判定的任务；"),
        _("有目标、未见完成值 {unmet} 项，只列不判。").format(unmet=len(matter.unmet)),
    ]
    rule = _(
        "序时进度按任务期限已过去的月份计算；差距为完成率减序时进度，两数均取一位小数；滞后 {red} 个百分点以上亮红牌，{yellow} 个百分点以上亮黄牌。"
    ).format(red=matter.red, yellow=matter.yellow)
    return [["".join(counted) + rule]]


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
