"""Which time a report reviews."""

import regex

from guoban.records import Note
from guoban.structure.periods import SPAN, YEAR, Period, span_of, year_of, years
from guoban.structure.titles import Title

_CONGRESS = regex.compile(r"人民代表大会.{0,30}会议|^\s*各位代表[:!]", regex.MULTILINE)
_HEAD = 1500
_TOP = 200
# 2023年上半年, 2023年以来, 截至2023年6月, 2023年1-5月, 2024年工作回顾
_SPOKEN_OF = regex.compile(
    r"(?P<year>(?:19|20)\d\d)年?(?:度?(?:上半年|前三季度|[第前]?[一二三四]季度|以来|工作(?:回顾|总结|情况)|,我|,全|,在|是)|(?:1|元|一)月?[-—~至到]\d{1,2}月)"
    r"|截[至止](?:目前)?(?P<year>(?:19|20)\d\d)年"
)
# 工作总结及2021年工作计划: the year is the plan's.
_PLAN_YEAR = regex.compile(
    r"^(?!.*(?:19|20)\d\d.*(?:总结|回顾|情况|汇报)).*(?:总结|回顾|情况|汇报).*(?:19|20)\d\d年?(?:度|的)?(?:重点)?(?:工作)?(?:计划|打算|思路|要点|安排|谋划)"
)
_LATER = regex.compile(r"下半年|明年|下一年")


def reviewed(title: str, reading: Title | None, body: str) -> tuple[Period, tuple[Note, ...]]:
    """Return the time that a report reviews, and what is odd about it.

    The title tells it first: 2023年上半年…及下半年… is the first half of 2023, and of two years the earlier one is
    reviewed. A report to a congress in January speaks of the year before. The text decides where the title is
    silent, and against it where it never names the title's year.
    """
    head = body[:_HEAD]
    stated = years(title)
    told = [int(found["year"]) for found in _SPOKEN_OF.finditer(body)]
    if title.endswith("政府工作报告") or _CONGRESS.search(head[:_TOP]):
        return Period(_congress_year(stated, told, head), "year"), ()
    span = _span(title, reading, head)
    notes: list[Note] = []
    year = min(stated) if stated else None
    if year is not None and len(stated) == 1 and _PLAN_YEAR.search(title):
        year -= 1
    if year is None:
        year = _most_common(told) or _last_named(head)
    elif told and f"{year}年" not in body and f"{year}" not in body:
        other = _most_common(told)
        if other is not None and told.count(other) >= 2 and other < year:
            notes.append(Note("year_conflict", details={"title": year, "body": other}))
            year = other
    return Period(year, span), tuple(notes)


def _congress_year(stated: list[int], told: list[int], head: str) -> int | None:
    """Return the year that a 政府工作报告 reviews: the one it looks back on, else the one before it is given."""
    back = regex.search(r"((?:19|20)\d\d)年?(?:政府)?工作(?:回顾|总结)", head)
    if back:
        return int(back[1])
    given = next(iter(stated or years(head)), None)
    if given is None:
        return _most_common(told)
    date = regex.search(rf"{given}年(\d{{1,2}})月", head)
    return given if date and int(date[1]) > 6 else given - 1


def _span(title: str, reading: Title | None, head: str) -> str:
    found = [span_of(match) for match in SPAN.finditer(title)]
    if found:
        parts = [span for span in found if span != "year"] or found
        return next((span for span in parts if span != "H2"), parts[0])
    if YEAR.search(title) and (reading is None or reading.review or reading.plan):
        return "year"
    spoken = [span_of(match) for match in SPAN.finditer(head) if not _LATER.match(match.group())]
    return spoken[0] if spoken else ""


def _most_common(values: list[int]) -> int | None:
    return max(sorted(set(values), reverse=True), key=values.count) if values else None


def _last_named(head: str) -> int | None:
    named = [year for found in YEAR.finditer(head) if (year := year_of(found)) is not None]
    return max(named) if named else None
