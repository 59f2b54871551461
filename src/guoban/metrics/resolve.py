"""The period of a number: the time told nearest to it, carried over within its paragraph, or the report's own."""

import re

from guoban.metrics.layout import Slot
from guoban.metrics.numerals import parse_chinese
from guoban.metrics.periods import Calendar, Time, Timeline
from guoban.metrics.selection import Place, inside
from guoban.records import MetricRole

# 由上年的68.2%提升至74.5%: the year belongs to the first number alone.
_BASELINE_ZONE = re.compile(r"(?:由|从)(?:原来|原先)?$")
_SAME_TIME = re.compile(r"上年同期|去年同期|上年同月|去年同月")
_HORIZON = re.compile(r"(?P<half>上?半年)|(?P<quarter>[一二三四])季度|(?:年度|全年|年初|年计划|年任务|当年|本年)")
# 对2021年及以前的结余进行清理: the years that a thing comes from, not the time of what is done.
_AND_EARLIER = ("及以前", "及之前")
# 由2018年的300亿元增加到2022年的460亿元,年均增长9%; 到2022年达到460亿元,五年年均增长9%.
_YEARLY = re.compile(
    r"(?:(?P<count>\d{1,2}|[三四五六七八九十])年(?:来|间)?)?年均(?:增长|增速|增幅|递增|提高|增加|下降|减少)"
)
_YEARS = re.compile(r"(?:19|20)\d\d")
_STRONG = frozenset({"span", "so_far", "point"})


def resolve_period(timeline: Timeline, place: Place, slot: Slot, role: MetricRole) -> str:
    """Return the period of the number in `slot`; "" where neither sentence nor paragraph nor report tells one."""
    calendar, at = timeline.calendar, slot.quantity.start
    horizon = _horizon(place, slot, calendar) if role == "target" and place.section != "plan" else ""
    if horizon:
        return horizon
    if role == "baseline" and _SAME_TIME.search(place.folded, slot.left, at):
        return _year_before(resolve_period(timeline, place, slot, "actual"))
    if "年均" in place.folded[slot.left : at] and (years := _years_between(timeline, place, slot)):
        return years
    here = [time for time in timeline.backwards(at, place.sentence_start) if _applies(place, time, role)]
    if here:
        return _told(place, _nearest(place, here), calendar, role)
    for time in reversed(timeline.backwards(slot.right, slot.quantity.end)):
        if time.kind in {"year", "span"} and not inside(place.quoted, time.start, time.end):
            return time.period
    return _carried(timeline, place, role)


def _years_between(timeline: Timeline, place: Place, slot: Slot) -> str:
    """Return the years that a yearly change runs over, where its sentence tells the first and the last."""
    yearly = _YEARLY.search(place.folded, slot.left, slot.quantity.start)
    told = [
        time.period for time in timeline.backwards(slot.left, place.sentence_start) if _YEARS.fullmatch(time.period)
    ]
    if yearly is None or not told:
        return ""
    if count := yearly["count"]:
        first = int(told[0]) - int(count if count.isdigit() else parse_chinese(count))
        return f"{first}/{told[0]}"
    return f"{told[1]}/{told[0]}" if len(told) > 1 and told[1] < told[0] else ""


def _carried(timeline: Timeline, place: Place, role: MetricRole) -> str:
    """Return the period of a number whose sentence tells none: its paragraph's, its section's or its report's."""
    calendar = timeline.calendar
    if role == "baseline":
        return ""
    if role in {"target", "forecast"} and place.section == "plan":
        return calendar.ahead
    if role == "target":
        return str(calendar.year or "")
    for time in timeline.backwards(place.sentence_start, place.paragraph_start):
        opens = time.kind == "year" and (place.section == "background" or place.folded.startswith(",", time.end))
        if opens or time.kind == "so_far" or (time.kind == "span" and _is_cumulative(time, calendar)):
            return time.period
    return "" if place.section in {"background", "problems"} else calendar.reviewed


def _horizon(place: Place, slot: Slot, calendar: Calendar) -> str:
    """Return the period that a target's own words name: 半年目标, 年初预算, 年度计划, 一季度任务."""
    match = _HORIZON.search(place.folded, slot.left, slot.quantity.start)
    if match is None or calendar.year is None:
        return ""
    if match["half"]:
        return f"{calendar.year}-H1"
    return f"{calendar.year}-Q{'一二三四'.index(match['quarter']) + 1}" if match["quarter"] else str(calendar.year)


def _year_before(period: str) -> str:
    return re.sub(r"\d{4}", lambda year: str(int(year[0]) - 1), period)


def _is_cumulative(time: Time, calendar: Calendar) -> bool:
    """Whether a span goes on being meant in the next sentence: 1-5月 does, a quarter told in passing does not."""
    return time.period == calendar.so_far or "/" in time.period


def _nearest(place: Place, times: list[Time]) -> Time:
    """A year that only names a thing (2022年度企业年报) gives way to a time told for the whole sentence."""
    first = times[0]
    dated = place.folded.startswith(("底", "末"), first.end)
    names = first.kind == "year" and not dated and not place.folded.startswith((",", ":", "、"), first.end)
    if names:
        return next((time for time in times if time.kind in _STRONG), first)
    return first


def _applies(place: Place, time: Time, role: MetricRole) -> bool:
    if inside(place.quoted, time.start, time.end) or place.folded.startswith(_AND_EARLIER, time.end):
        return False
    if time.kind in {"whole", "ahead", "deadline"} and role not in {"target", "forecast"}:
        return False
    in_baseline = _BASELINE_ZONE.search(place.folded, max(place.sentence_start, time.start - 4), time.start)
    return not (in_baseline and role != "baseline")


def _told(place: Place, time: Time, calendar: Calendar, role: MetricRole) -> str:
    """今年 is the whole year for a target, and the year so far for what is done; a year-end plan's 全年 is the next."""
    if time.kind in {"whole", "now"} and place.section == "plan" and calendar.plans_a_year:
        return calendar.ahead
    if time.kind == "now" and role != "target":
        return calendar.so_far
    return time.period
