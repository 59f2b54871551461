"""The period of a number: the time told nearest to it, carried over within its paragraph, or the report's own."""

from guoban.metrics.layout import Slot
from guoban.metrics.periods import Calendar, Time, Timeline
from guoban.metrics.selection import Place
from guoban.records import MetricRole, SectionRole


def resolve_period(
    timeline: Timeline,
    calendar: Calendar,
    slot: Slot,
    place: Place,
    paragraph: int,
    role: MetricRole,
    section: SectionRole,
) -> str:
    """Return the period of the number in `slot`; "" where neither its sentence nor its paragraph nor its report tells."""
    at = slot.quantity.start
    here = timeline.backwards(at, place.sentence_start)
    for time in here:
        if _applies(time, role):
            return _told(time, calendar, role)
    if role in {"target", "forecast"} and section == "plan":
        return calendar.ahead
    for time in timeline.backwards(place.sentence_start, paragraph):
        if time.kind in {"span", "so_far"} and role != "target":
            return time.period
    if role == "target":
        return str(calendar.year or "")
    if section == "background":
        return ""
    return calendar.so_far


def _applies(time: Time, role: MetricRole) -> bool:
    if time.kind in {"whole", "ahead"}:
        return role in {"target", "forecast"}
    return True


def _told(time: Time, calendar: Calendar, role: MetricRole) -> str:
    """今年 is the whole year for a target, and the year so far for what is done."""
    if time.kind == "year" and time.period == str(calendar.year) and role == "target":
        return time.period
    return time.period
