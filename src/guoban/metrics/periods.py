"""Which time a number covers: time expressions, and how they carry over.

A period is written 2023-01/2023-05, 2023-H1, 2023-H2, 2023-Q1, 2023-04, 2023, 2021/2022, or "" where nothing is said.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from guoban.metrics.numerals import parse_chinese

Kind = Literal["span", "point", "year", "now", "so_far", "whole", "ahead", "deadline"]

_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|元|[一二三四五六七八九])"
_YEAR = r"(?:(?P<year>(?:19|20)\d\d)(?: ?年度?(?:的)?|(?=[上下]半年|前[三3]|[一二三四]季))|(?P<rel>今年|本年度?|当年|去年|上年度?|(?<![以之])前年|明年))"
_TO = r" ?(?:-|—|–|―|~|～|至|到|一) ?"
_SO_FAR = (
    r"截[至止](?:到)?(?:目前|现在|当前|今|本季度末|上半年末?)|到目前为?止?|目前为止|迄今|至今|今年以?来|年初以来|[全本]年以来|半年以?来|半年多来"
    r"|目前|现已|(?:19|20)\d\d年度?以来|一年来"
)
# What a time begins with, and what it holds: most places of a text fail here at once.
_NEAR = r"(?=[\d截止到目迄至今年全本半现一二三四五六七八九十元前第首上下去当明])(?=.{0,10}[年月季今前已])"
_TIME = regex.compile(
    rf"{_NEAR}(?:(?P<so_far>{_SO_FAR})"
    rf"|(?P<years>(?P<y1>(?:19|20)\d\d)(?:年?(?:{_TO}|、)(?P<y2>(?:19|20)\d\d)年度?))"
    rf"|{_YEAR}?(?P<until>(?:截[至止](?:到)?|到|至)?)(?:{_YEAR}?)?(?:"
    rf"(?P<m1>{_M})(?:月份?)?{_TO}(?P<m2>{_M})月(?:份|底|末)?"
    rf"|前(?P<first>{_M})个?月"
    rf"|(?P<month>{_M})月(?:(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]|(?P<end>底|末|中旬|上旬|下旬|初)|份)?"
    rf"|(?P<quarter>第?[一二三四1-4]季度|首季度?|前[二三两23]个?季度)(?:末)?"
    rf"|(?P<half>[上下]半年(?:末)?)"
    rf"|(?P<whole>全年(?!龄)|年内|年底前?|年末|年终)"
    rf")"
    rf"|{_YEAR}"
    rf"|(?P<bare_whole>年度(?=[投计目任预])))"
)  # fmt: skip
_FESTIVALS = ("春节", "元旦", "“五一”", "五一", "国庆", "中秋", "端午", "清明", "“两节”", "两节")
_SINCE = regex.compile(r"[^,;。以]{0,8}以来")
_SINCE_LONG = regex.compile(r"[^,;。以]{0,24}以来")
# 为2021年8月以来新低: what it is the lowest since is not its time.
_RECORD_SINCE = regex.compile(r"以?来(?:的|同期)?(?:历史)?(?:新高|新低|最)")
_COMPARED = regex.compile(
    r"(?:较|比|与|举办|召开|参加|承办|出席|获得?|荣获)$|(?:恢复(?:到|至)|相当于|高于|低于|超|超过)$"
)


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: where it stands, the period it names, and how far it carries.

    span: months, a half, a quarter; so_far: up to the report's end; point: a day or a month; year: a year by its
    number; now: 今年; whole: the full year as a horizon; ahead: a half still to come; deadline: 10月底前.
    """

    start: int
    end: int
    period: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Calendar:
    """The time a report reviews, which its relative words (今年, 截至目前, 下半年) are reckoned from."""

    year: int | None
    span: str

    @property
    def so_far(self) -> str:
        """The period from the year's start to the report's end."""
        if self.year is None:
            return ""
        return {
            "H1": f"{self.year}-H1", "H2": f"{self.year}", "Q1": f"{self.year}-Q1", "Q2": f"{self.year}-H1",
            "Q1-Q3": f"{self.year}-01/{self.year}-09", "Q3": f"{self.year}-01/{self.year}-09",
        }.get(self.span, f"{self.year}")  # fmt: skip

    @property
    def reviewed(self) -> str:
        """The period that the report is of: a quarter's is the quarter alone, though 今年以来 in it is the year so far."""
        quarter = self.span if self.span in {"Q2", "Q3"} else ""
        return f"{self.year}-{quarter}" if quarter and self.year is not None else self.so_far

    @property
    def plans_a_year(self) -> bool:
        """Whether the report's plan is for the whole next year."""
        return self.year is not None and self.ahead == str(self.year + 1)

    @property
    def ahead(self) -> str:
        """The period that the report's plan is for."""
        if self.year is None:
            return ""
        return {
            "H1": f"{self.year}-H2", "Q1": f"{self.year}-Q2", "Q2": f"{self.year}-H2", "Q1-Q3": f"{self.year}-Q4",
            "Q3": f"{self.year}-Q4",
        }.get(self.span, f"{self.year + 1}")  # fmt: skip


def find_times(folded: str, start: int, end: int, calendar: Calendar) -> list[Time]:
    """Return the time expressions between `start` and `end`, in order."""
    found: list[Time] = []
    for match in _TIME.finditer(folded, start, end):
        time = _read(match, calendar)
        if time.kind in {"span", "point"} and folded.startswith(("前", "之前", "以前"), time.end):
            before = next(word for word in ("前", "之前", "以前") if folded.startswith(word, time.end))
            time = replace(time, kind="deadline", period=calendar.ahead, end=time.end + len(before))
        if time.kind == "now" and found and folded.startswith("当年", time.start):
            time = _that_year(folded, time, found[-1])
        found.append(_since(folded, time, calendar))
    return found


def _that_year(folded: str, time: Time, last: Time) -> Time:
    """2019年启动改造,当年完成30户: 当年 is the year told before in the same sentence."""
    told = (
        last.kind == "year"
        and last.period.isdigit()
        and not any(mark in folded[last.end : time.start] for mark in "。\n")
    )
    return replace(time, kind="year", period=last.period) if told else time


def _since(folded: str, time: Time, calendar: Calendar) -> Time:
    """去年以来, 今年3月份投用以来 go on to the report's end; 2024年春节 names a day of the year so far."""
    if time.kind == "year" and folded.startswith(_FESTIVALS, time.end):
        return replace(time, kind="now")
    if calendar.year is None or time.kind not in {"year", "point"}:
        return time
    since = _SINCE_LONG if folded.startswith("自", time.start - 1) else _SINCE
    if not since.match(folded, time.end):
        return time
    last = {"H1": 6, "Q1": 3, "Q2": 6, "Q1-Q3": 9, "Q3": 9}.get(calendar.span, 12)
    end = f"{calendar.year}" if time.kind == "year" else f"{calendar.year}-{last:02d}"
    return replace(time, period=f"{time.period}/{end}") if time.period < end else time


def compared(folded: str, time: Time) -> bool:
    """Whether the time is what something is compared with: 较去年同期 is, 去年完成 is not."""
    if folded.startswith(("同期", "同月", "以前", "之前", "及以前", "底以前", "末以前"), time.end):
        return True
    if folded.startswith(("以来", "来"), time.end) and _RECORD_SINCE.match(folded, time.end):
        return True
    return _COMPARED.search(folded, max(0, time.start - 3), time.start) is not None


def _read(match: regex.Match[str], calendar: Calendar) -> Time:
    group = match.groupdict()
    start, end = match.span()
    if group["so_far"]:
        stated = regex.match(r"\d{4}", group["so_far"])
        period = f"{stated[0]}-H1" if stated and calendar.span == "H1" else calendar.so_far
        return Time(start, end, period, "so_far")
    if group["years"]:
        return Time(start, end, f"{group['y1']}/{group['y2']}", "year")
    year = _year(match, calendar)
    if year is None:
        return Time(start, end, "", "year")
    if group["m2"]:
        return Time(start, end, months(year, _month(group["m1"]), _month(group["m2"])), "span")
    if group["first"]:
        return Time(start, end, months(year, 1, _month(group["first"])), "span")
    if group["month"]:
        return _month_time(match, year)
    if group["quarter"]:
        return Time(start, end, _quarter(year, group["quarter"]), "span")
    if group["half"]:
        first = group["half"].startswith("上")
        return Time(start, end, f"{year}-H{1 if first else 2}", "span" if first else "ahead")
    if group["whole"] or group["bare_whole"]:
        deadline = (group["whole"] or "").endswith("前")
        return Time(start, end, calendar.ahead if deadline else str(year), "deadline" if deadline else "whole")
    current = year == calendar.year and match.captures("rel") != []
    return Time(start, end, str(year), "now" if current else "year")


def _month_time(match: regex.Match[str], year: int) -> Time:
    month = _month(match["month"])
    until = (match["until"] or "").startswith("截") or (match["until"] and match["end"] in {"底", "末"})
    until = until or match.string.startswith(("底止", "止"), match.end())
    if until or match["end"] in {"底", "末"}:
        return Time(*match.span(), months(year, 1, month), "span")
    return Time(*match.span(), f"{year}-{month:02d}", "point")


def _year(match: regex.Match[str], calendar: Calendar) -> int | None:
    written, relative = match.captures("year"), match.captures("rel")
    if written:
        return int(written[-1])
    if calendar.year is None:
        return None
    word = relative[-1] if relative else ""
    return calendar.year + {"去": -1, "上": -1, "前": -2, "明": 1}.get(word[:1], 0)


def _month(text: str) -> int:
    if text == "元":
        return 1
    return int(text) if text.isdigit() else int(parse_chinese(text))


def _quarter(year: int, text: str) -> str:
    digits = {"一": 1, "首": 1, "二": 2, "两": 2, "三": 3, "四": 4}
    number = next(
        (digits.get(char) or (int(char) if char.isdigit() else 0) for char in text if char in "一首二两三四1234"), 1
    )
    if text.startswith("前"):
        return months(year, 1, number * 3)
    return f"{year}-Q{number}"


def months(year: int, first: int, last: int) -> str:
    """Return the period of the months `first` to `last`: 1 to 6 is the first half, 1 to 12 the year."""
    whole = {(1, 6): f"{year}-H1", (7, 12): f"{year}-H2", (1, 12): f"{year}", (1, 3): f"{year}-Q1"}
    return whole.get((first, last), f"{year}-{first:02d}/{year}-{last:02d}")


class Timeline:
    """The time expressions of a report, asked number by number in text order."""

    def __init__(self, folded: str, times: Sequence[Time], calendar: Calendar) -> None:
        self._folded = folded
        self._times = [time for time in times if not compared(folded, time)]
        self._starts = [time.start for time in self._times]
        self.calendar = calendar

    def backwards(self, place: int, since: int) -> list[Time]:
        """Return the time expressions that begin in `since`..`place`, the nearest first."""
        last = bisect_right(self._starts, place)
        first = bisect_right(self._starts, since - 1)
        return self._times[first:last][::-1]
