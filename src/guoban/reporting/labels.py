"""Display words for columns and values, in the language of the session."""

import re
from collections.abc import Mapping

from guoban.locale import current_language
from guoban.locale import translate as _

MEASURES = {
    "level": "数量",
    "share": "占比",
    "growth": "增速",
    "difference": "增减",
    "rank": "排名",
    "completion": "完成率",
}
ROLES = {
    "actual": "完成值",
    "target": "目标值",
    "forecast": "预计值",
    "baseline": "基期值",
    "reference": "参照值",
}
BOUNDS = {"exact": "准确值", "approx": "约数", "min": "以上", "max": "以内", "range": "区间"}
STATUSES = {"behind": "滞后", "ahead": "达序时", "done": "已完成", "unknown": "未判定"}
STATUS_MARKS = {"behind": "▼", "ahead": "●", "done": "✓", "unknown": "○"}
STATUS_MEANINGS = {
    "behind": "完成率低于序时进度",
    "ahead": "达到或超过序时进度，尚未完成",
    "done": "完成率 100% 以上，或已达到目标值",
    "unknown": "缺数或没有序时，不作判断",
}
STATES = {"auto": "未校", "confirmed": "已确认", "edited": "已改", "rejected": "已剔除", "added": "补录"}
STATE_MARKS = {"auto": "○", "confirmed": "✓", "edited": "✎", "rejected": "✕", "added": "＋"}
CARDS = {"red": "红牌", "yellow": "黄牌"}
HORIZONS = {"year": "年度任务", "half": "半年任务", "quarter": "季度任务", "project": "项目", "none": "无期限"}
KINDS = {"stated": "原文载明", "linked": "推算"}
REASONS = {
    "redacted": "脱敏",
    "project": "项目工期不明",
    "growth": "增速无序时",
    "no_schedule": "无序时",
    "no_amount": "没有数额",
}
OUTCOMES = {
    "not_reached": "未实现",
    "unmentioned": "没有再提",
    "under_way": "进行中",
    "not_comparable": "无法对照",
    "mentioned": "只有文字",
    "no_report": "没有报告",
    "reached": "已实现",
}
OUTCOME_MARKS = {
    "not_reached": "▼", "unmentioned": "◇", "under_way": "◐", "not_comparable": "○", "mentioned": "○",
    "no_report": "○", "reached": "✓",
}  # fmt: skip
OUTCOME_MEANINGS = {
    "not_reached": "期限已过或限额已破，没有达到",
    "unmentioned": "后一期报告里找不到这项指标",
    "under_way": "期限未到，尚未达到",
    "not_comparable": "后一期有数，但口径对不上，不作判断",
    "mentioned": "后一期提到了，没有可对照的数",
    "no_report": "该部门没有后一期报告",
    "reached": "达到目标值",
}
INCOMPARABLE = {
    "redacted": "脱敏",
    "several": "有几个不同的数",
    "bound": "只有上限或下限",
    "measure": "口径不同",
    "unit": "单位不同",
    "period": "时期不同",
    "stock": "一为新增，一为累计",
    "figures": "门槛不同",
    "stage": "环节不同",
    "area": "范围不同",
    "whole": "一为总数，一为部分",
    "compare": "对比对象不同",
    "forecast": "后一期只有预计值",
}
SECTION_ROLES = {"intro": "引言", "review": "总结", "problems": "问题", "plan": "打算", "background": "背景"}
COMPARISONS = {"yoy": "同比", "mom": "环比", "ytd": "较年初"}
LEVELS_OF = {"省": "省级", "市": "市级", "县": "县级", "区": "区级"}
SPANS = {
    "H1": "上半年",
    "H2": "下半年",
    "Q1": "一季度",
    "Q2": "二季度",
    "Q3": "三季度",
    "Q4": "四季度",
    "Q1-Q2": "上半年",
    "Q1-Q3": "前三季度",
    "year": "全年",
}
COLUMNS = {
    "seq": "序",
    "title": "题目",
    "department": "部门",
    "department_source": "部门出处",
    "type": "类型",
    "level": "层级",
    "region": "地区",
    "year": "年份",
    "span": "报告期",
    "characters": "字数",
    "sections": "章节",
    "metrics": "指标",
    "targets": "目标",
    "redacted": "脱敏",
    "tasks": "任务",
    "done": "已完成",
    "ahead": "达序时",
    "behind": "滞后",
    "unknown": "未判定",
    "red": "红牌",
    "yellow": "黄牌",
    "indicator": "指标名称",
    "value": "数值",
    "high": "上限",
    "unit": "单位",
    "bound": "限定",
    "measure": "口径",
    "role": "性质",
    "period": "时期",
    "compare": "对比",
    "note": "提示",
    "sentence": "原文",
    "section": "章节",
    "start": "起",
    "end": "止",
    "card": "亮牌",
    "status": "状态",
    "actual": "完成值",
    "target": "目标值",
    "pct": "完成率（%）",
    "actual_unit": "完成值单位",
    "target_unit": "目标值单位",
    "masked": "脱敏",
    "also_pct": "按打算推算（%）",
    "stated_pct": "载明完成率（%）",
    "computed_pct": "推算完成率（%）",
    "schedule_pct": "序时进度（%）",
    "gap": "差距（百分点）",
    "horizon": "期限",
    "as_of": "截至",
    "kind": "完成率来源",
    "reason": "未判定原因",
    "metric_id": "指标编号",
    "progress_id": "任务编号",
    "report_id": "报告编号",
    "report": "报告",
    "file": "文件",
    "page": "页",
    "text": "原文数字",
    "amount": "折合数值",
    "base_unit": "折合单位",
    "minor": "次要",
    "actual_masked": "完成值脱敏",
    "target_masked": "目标值脱敏",
    "actual_start": "完成值起",
    "target_start": "目标值起",
    "completion_start": "完成率起",
    "sentence_start": "原文起",
    "sentence_end": "原文止",
    "target_sentence": "目标原文",
    "target_sentence_start": "目标原文起",
    "target_sentence_end": "目标原文止",
    "lower_is_better": "越低越好",
    "compilation": "汇编",
    "compilation_id": "汇编编号",
    "scope": "时段",
    "candidates": "同期的数",
    "change": "变化（推算）",
    "change_unit": "变化单位",
    "change_pct": "变化率（推算，%）",
    "approximate": "变化为约数",
    "why": "不比的原因",
    "place": "名次",
    "mark": "限定",
    "outcome": "结果",
    "hoped": "力争目标",
    "target_period": "目标时期",
    "actual_period": "完成时期",
    "target_value": "目标值",
    "target_high": "目标上限",
    "target_bound": "目标限定",
    "actual_value": "完成值",
    "actual_high": "完成上限",
    "actual_bound": "完成限定",
    "target_compilation": "目标所在汇编",
    "actual_compilation": "完成值所在汇编",
    "target_text": "目标原文数字",
    "actual_text": "完成值原文数字",
    "actual_sentence": "完成值原文",
    "actual_sentence_start": "完成值原文起",
    "actual_sentence_end": "完成值原文止",
    "actual_end": "完成值止",
    "target_end": "目标值止",
    "target_report_id": "目标报告编号",
    "actual_report_id": "完成值报告编号",
    "plan": "打算里的事项",
    "later": "查过的后期报告",
}

MONTHS = re.compile(r"(?P<year>\d{4})-(?P<first>\d{2})/(?P=year)-(?P<last>\d{2})")
ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec")
ACROSS_YEARS = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})/(?P<last_year>\d{4})-(?P<last>\d{2})")
MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
YEARS = re.compile(r"(?P<first>\d{4})/(?P<last>\d{4})")
PART = re.compile(r"(?P<year>\d{4})-(?P<span>[HQ][1-4](?:-Q[1-4])?)")
YEAR = re.compile(r"\d{4}")
SCOPE_MONTHS = re.compile(r"(?P<first>\d{2})-(?P<last>\d{2})")
SCOPE_LONG = re.compile(r"(?P<first>\d{2})\+(?P<count>\d+)")


def measure(value: str) -> str:
    return _word(MEASURES, value)


def role(value: str) -> str:
    return _word(ROLES, value)


def bound(value: str) -> str:
    return _word(BOUNDS, value)


def status(value: str) -> str:
    return _word(STATUSES, value)


def state(value: str) -> str:
    """Return the word for what a person has said of a row, or that nobody has; `added` for one that a person added."""
    return _word(STATES, value)


def card(value: str) -> str:
    return _word(CARDS, value)


def horizon(value: str) -> str:
    return _word(HORIZONS, value)


def kind(value: str) -> str:
    return _word(KINDS, value)


def reason(value: str) -> str:
    return _word(REASONS, value)


def outcome(value: str) -> str:
    return _word(OUTCOMES, value)


def incomparable(value: str) -> str:
    """Return the words for why two values are not compared."""
    return _word(INCOMPARABLE, value)


def mark(value: str) -> str:
    """Return the word for a bound or a redacted value."""
    return _("脱敏") if value == "redacted" else bound(value)


def section_role(value: str) -> str:
    return _word(SECTION_ROLES, value)


def compare(value: str) -> str:
    """Return the word for what a change is against; words of the text stay as they are."""
    return _word(COMPARISONS, value)


def column(name: str) -> str:
    return _word(COLUMNS, name)


def department(name: str) -> str:
    return name or _("部门不明")


def unstated(value: str) -> str:
    """Return the word of the text as it is, 未载明 where there is none."""
    return value or _("未载明")


def department_type(value: str) -> str:
    return _(value) if value else _("未分类")


def level(value: str) -> str:
    return _(value) if value else _("未载明")


def level_of(value: str) -> str:
    """Return the level as it stands beside a type: 区级, 街道."""
    if not value:
        return ""
    return _(LEVELS_OF.get(value, value))


def span_words(year: int | None, span: str) -> str:
    """Return the time a report reviews: 2023年上半年; empty where the year is not known."""
    if year is None:
        return ""
    if span not in SPANS or span == "year":
        return _("{year}年").format(year=year)
    return _("{year}年{span}").format(year=year, span=_(SPANS[span]))


def month(number: int | str) -> str:
    """Return how a month stands in a sentence: the 5 of 5月, May."""
    plain = int(number)
    named = current_language() == "en" and 1 <= plain <= len(ENGLISH_MONTHS)
    return ENGLISH_MONTHS[plain - 1] if named else str(plain)


def period(value: str, year: int | None = None) -> str:
    """Return the words for a metric's period; the year is left out where it is `year`, the report's own.

    2023-01/2023-05 is 1–5月, 2022-09/2023-06 2022.9–2023.6, 2023-H1 上半年, 2023 全年; what is written otherwise stays as it is.
    """
    if found := MONTHS.fullmatch(value):
        words = _("{first}–{last}月").format(first=month(found["first"]), last=month(found["last"]))
        return _with_year(words, int(found["year"]), year)
    if found := MONTH.fullmatch(value):
        return _with_year(_("{month}月").format(month=month(found["month"])), int(found["year"]), year)
    if found := ACROSS_YEARS.fullmatch(value):
        return f"{found['year']}.{int(found['month'])}–{found['last_year']}.{int(found['last'])}"
    if found := YEARS.fullmatch(value):
        return _("{first}–{last}年").format(first=found["first"], last=found["last"])
    if (found := PART.fullmatch(value)) and found["span"] in SPANS:
        return _with_year(_(SPANS[found["span"]]), int(found["year"]), year)
    if YEAR.fullmatch(value):
        return _("全年") if int(value) == year else _("{year}年").format(year=value)
    return value


def scope(value: str) -> str:
    """Return the words for the months that values of several years are compared in: 上半年, 1–5月, 5月, 3年."""
    if value == "year":
        return _("全年")
    if value in SPANS:
        return _(SPANS[value])
    if found := SCOPE_MONTHS.fullmatch(value):
        return _("{first}–{last}月").format(first=month(found["first"]), last=month(found["last"]))
    if found := SCOPE_LONG.fullmatch(value):
        return _("{first}月起{count}个月").format(first=month(found["first"]), count=int(found["count"]))
    return _("{month}月").format(month=month(value)) if value.isdecimal() else value


def year_scope(value: str) -> str:
    """Return the words for a year with its months, 2024 or 2024-01-05: 2024年, 2024年1–5月."""
    year, _dash, months = value.partition("-")
    if not months or not year.isdecimal():
        return _("{year}年").format(year=year) if year.isdecimal() else unstated(value)
    return _("{year}年{span}").format(year=year, span=scope(months))


def _with_year(words: str, year: int, own: int | None) -> str:
    return words if year == own else _("{year}年{span}").format(year=year, span=words)


def _word(words: Mapping[str, str], value: str) -> str:
    return _(words[value]) if value in words else value
