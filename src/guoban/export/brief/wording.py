"""Counts and figures as the sentences of a brief."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from guoban.export.brief.length import cut
from guoban.lexicon import load
from guoban.locale import translate as _
from guoban.reporting import figures, labels, standing
from guoban.reporting.matter import Matter
from guoban.reporting.standing import Standing

Row = Mapping[Hashable, Any]
TASK_SIGNS = 30


def overview_words(stand: Standing, department: str = "") -> str:
    """Return the sentence that says how the departments stand; `department` is the name where there is one alone."""
    if not stand.tasks:
        words = (
            _("{department}没有报告可与目标对照的任务。")
            if department
            else _("{departments}个部门都没有报告可与目标对照的任务。")
        )
        return words.format(department=department, departments=stand.departments)
    if department:
        told = _("{department}报告了可与目标对照的任务{tasks}项。")
    elif stand.reporting == stand.departments:
        told = _("{departments}个部门均报告了可与目标对照的任务，共{tasks}项。")
    else:
        told = _("{departments}个部门中，{reporting}个报告了可与目标对照的任务，共{tasks}项。")
    who = {"department": department, "departments": stand.departments, "reporting": stand.reporting}
    return told.format(tasks=stand.tasks, **who) + _judged_words(stand)


def _judged_words(stand: Standing) -> str:
    if not stand.judged:
        return _("均无法判定，原因见数据说明。")
    if not stand.behind:
        words = _("能判定的{judged}项均已完成或达到序时进度。")
    elif not stand.cards:
        words = _("能判定的{judged}项中，{kept}项已完成或达到序时进度（{share}），{behind}项滞后，均未达亮牌线。")
    elif stand.carded_departments > 1:
        words = _(
            "能判定的{judged}项中，{kept}项已完成或达到序时进度（{share}），{behind}项滞后，其中{cards}，涉及{carded}个部门。"
        )
    else:
        words = _("能判定的{judged}项中，{kept}项已完成或达到序时进度（{share}），{behind}项滞后，其中{cards}。")
    cards = [_("{card}{count}项").format(card=labels.card(card), count=n) for card, n in stand.by_card.items() if n]
    told = words.format(
        judged=stand.judged,
        kept=stand.kept,
        share=figures.pct(stand.kept_share),
        behind=stand.behind,
        cards=_("、").join(cards),
        carded=stand.carded_departments,
    )
    unknown = stand.tasks - stand.judged
    return told + (_("另有{count}项无法判定，原因见数据说明。").format(count=unknown) if unknown else "")


def done_words(row: Row) -> str:
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
    parts += _gap_words(row)
    if row["lower_is_better"]:
        parts.append(_("越低越好"))
    return _("，").join(parts)


def _gap_words(row: Row) -> list[str]:
    if pd.isna(row["gap"]):
        return []
    if not row["gap"]:
        return [_("与序时进度持平")]
    side = (
        _("高于序时进度（{schedule}）{gap}个百分点") if row["gap"] > 0 else _("低于序时进度（{schedule}）{gap}个百分点")
    )
    return [side.format(schedule=figures.pct(row["schedule_pct"]), gap=figures.points(abs(row["gap"])))]


def plan_words(row: Row) -> str:
    """Return a target in words: 新增规上工业企业8家, 一般公共预算收入增长6%以上, 投资增速12%."""
    name = cut(row["indicator"] or _("指标名称不明"), TASK_SIGNS)
    if row["measure"] != "growth" or pd.isna(row["value"]) or row["redacted"]:
        return _("{name}{value}").format(name=name, value=figures.metric_value(row))
    if str(row["indicator"]).endswith(tuple(load("linking")["rates"])):
        return _("{name}{value}").format(name=name, value=figures.metric_value(row).removeprefix("+"))
    side = _("{name}增长{value}") if row["value"] >= 0 else _("{name}下降{value}")
    plain = {**row, "measure": "share", "value": abs(row["value"])}
    return side.format(name=name, value=figures.metric_value(plain))


def data_words(matter: Matter) -> str:
    """Return what a reader has to know of the data: where completion is from, what is redacted or not judged, the rule."""
    masked, tasks = int(matter.metrics["redacted"].sum()), matter.tasks
    unknown = int((tasks["status"] == "unknown").sum())
    told = [
        _completion_words(tasks),
        _("脱敏数值{masked}个，不作估计").format(masked=masked) if masked else "",
        _("未判定{unknown}项（{why}）").format(unknown=unknown, why=_reasons(tasks)) if unknown else "",
        _("有目标、未见完成值{unmet}项，只列不判").format(unmet=len(matter.unmet)) if len(matter.unmet) else "",
    ]
    rule = _(
        "序时进度按任务期限已过去的月份计算；差距为完成率减序时进度，两数均取一位小数；滞后{red}个百分点以上亮红牌，{yellow}个百分点以上亮黄牌。"
    ).format(red=matter.red, yellow=matter.yellow)
    counted = _("；").join(words for words in told if words)
    return _("{counted}。{rule}").format(counted=counted, rule=rule) if counted else rule


def _completion_words(tasks: pd.DataFrame) -> str:
    stated = int(tasks["stated_pct"].notna().sum())
    derived = int((tasks["stated_pct"].isna() & tasks["computed_pct"].notna()).sum())
    if stated and derived:
        return _("完成率取自原文的{stated}项、由原文数字推算的{derived}项").format(stated=stated, derived=derived)
    if stated:
        return _("完成率均取自原文（{stated}项）").format(stated=stated)
    return _("完成率均由原文数字推算（{derived}项）").format(derived=derived) if derived else ""


def _reasons(tasks: pd.DataFrame) -> str:
    return _("、").join(
        _("{reason}{count}项").format(reason=labels.reason(reason), count=count)
        for reason, count in standing.reasons(tasks)
    )
