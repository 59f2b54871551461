"""Figures that were damaged before they got here: digits replaced, numbers or units lost."""

from collections.abc import Iterator, Sequence

import regex

from guoban.checks.findings import Finding
from guoban.records import Document, Metric, Note, Report

# 202223年: a 20 was replaced by 2022 wherever it stood, in years as in counts (12022户 was 120户).
_LONG_YEAR = regex.compile(r"(?<![\d.,])(?P<put>(?:19|20)\d\d)\d\d(?=年)")
_DIGITS = regex.compile(r"\d+")
_UNITS = r"(?:[百千万亿]{0,2}(?:元|亩|公里|平方米|平方公里|立方米|吨|公顷|千瓦时|千瓦|美元|人次|户|辆|套|台|家|项|个))"
_LED = r"(?:同比|环比|年均)?(?:增长|下降|提高|提升|上升|降低|减少|增加|回落|完成|达到?|约为?|为|共|投资|收入|支出|产值|总额|面积|率|占比|比重|高于|低于)(?:了|约|近)?"
# 增长%, 占比达 %: a % that neither a number nor a mask stands before.
_BARE_PERCENT = regex.compile(rf"{_LED} ?(?P<unit>%|‰|个百分点)(?=[,;。、!)和及\n]|$)")
# 约亿元, 建成面积?平方公里: 近亿元 and 超亿元 are hundreds of millions, and 亿元以上 is a size.
_BARE_AMOUNT = regex.compile(
    r"(?:(?<![签预履集节解合条契大])约为?|达到|完成投资|总投资|投资额?为?|收入|总额为?|产值为?|面积约?为?|共计)(?: (?P<unit>[万亿]?元|[万亿]元)|(?P<unit2>[万亿]元|万?(?:平方米|平方公里|公里|亩|吨|人次)))(?=[,;。、!)\n]|$)"
)
_EATEN = regex.compile(rf"(?<=[一-龥])(?P<sign>[?\ufffd]{{1,3}})(?P<unit>{_UNITS}|%)(?=[,;。、!)\n]|$)")
_OF_A_TASK = regex.compile(r"(?:占|完成|达|为)[^,;。:\d]{0,12}(?:计划|任务|目标|预算|总数|总量|总额)[^,;。:\d]{0,3}的$")
_RATE = regex.compile(r"(?<![倍病死亡生汇利周转积时频])(?:率|占比|比重)$")


def damaged_digits(document: Document, report: Report, metrics: Sequence[Metric]) -> Iterator[Finding]:
    """Yield a finding where years have six digits: no number of such a report can be trusted, some least of all."""
    years = list(_LONG_YEAR.finditer(document.folded, report.start, report.end))
    if not years:
        return
    first = years[0]
    details = {"year": document.text[first.start() : first.end()], "count": len(years)}
    yield Finding("digits_suspect", (), Note("digits_damaged", start=first.start(), end=first.end(), details=details))
    put = {year["put"] for year in years}
    rows = tuple(index for index, metric in enumerate(metrics) if _holds(document, metric, put))
    if rows:
        yield Finding("digits_suspect", rows)


def _holds(document: Document, metric: Metric, put: set[str]) -> bool:
    """Whether a number has the replacement inside: 12022户, 202200床; 2022户 may be so many."""
    runs = _DIGITS.findall(document.folded, metric.start, metric.end)
    return any(len(run) > len(year) and year in run for run in runs for year in put)


def lost_numbers(document: Document, report: Report, metrics: Sequence[Metric]) -> Iterator[Finding]:
    """Yield a finding for each unit without its number: 约亿元, 同比增长%."""
    taken = {metric.end for metric in metrics}
    for pattern in (_BARE_PERCENT, _BARE_AMOUNT, _EATEN):
        for match in pattern.finditer(document.folded, report.body_start, report.end):
            if match.end() in taken:
                continue
            words = document.text[match.start() : match.end()]
            yield Finding(
                "number_missing",
                (),
                Note("number_missing", start=match.start(), end=match.end(), details={"words": words}),
            )


def lost_units(document: Document, metrics: Sequence[Metric]) -> Iterator[Finding]:
    """Yield a finding for each rate without its %: 同比增长9, 占年计划的61.5."""
    rows = tuple(index for index, metric in enumerate(metrics) if _has_lost_unit(document.folded, metric))
    if rows:
        yield Finding("unit_missing", rows)


def _has_lost_unit(folded: str, metric: Metric) -> bool:
    if metric.unit or metric.value is None or metric.measure == "rank":
        return False
    if metric.measure in {"growth", "completion"}:
        return True
    before = folded[max(metric.sentence_start, metric.start - 24) : metric.start]
    return _OF_A_TASK.search(before) is not None or (metric.value > 1 and _RATE.search(metric.indicator) is not None)
