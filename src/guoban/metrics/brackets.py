"""Places with their figures in brackets: 甲(45%)、乙(41%)投资完成进度低于50%."""

import re

from guoban.metrics.layout import Slot
from guoban.metrics.selection import Place

_PLACE = re.compile(r"(?:^|[,、;:。)和])(?P<place>[一-龥]{2,6})$")
_MEASURED = re.compile(
    r"[^()]{0,4}\)(?:[、,和][一-龥]{2,6}\([^()]{1,12}\)){0,30}(?:等[一-龥、]{0,6})?(?P<measured>[一-龥]{2,12}?)"
    r"(?:均|都|分别)?(?:低于|高于|未达|达到|落后|超过|不到|不足|靠后|较低|偏低|位居|居)"
)


def place_and_measured(place: Place, slot: Slot) -> tuple[str, str] | None:
    """Return the place in front of a number's bracket and what the sentence measures behind the brackets, or None.

    A bracket that says more than the number, or that has no measured words behind it, gives None.
    """
    clause = place.clauses[slot.clause]
    if clause.mark != "(" or place.folded[slot.left : slot.quantity.start]:
        return None
    front = _PLACE.search(place.folded, place.sentence_start, clause.start - 1)
    behind = _MEASURED.match(place.folded, slot.quantity.end, place.sentence_end)
    return (str(front["place"]), str(behind["measured"])) if front and behind else None


_AGAINST = re.compile(
    r"(?P<what>[^,;:。()]{0,24}?)(?P<gap>高于|低于|高出|快于|慢于|优于|好于|超过|落后于?|领先于?)(?P<whom>[^,;。()]{2,12})$"
)
_RATE_OF_CHANGE = re.compile(r"(?:增速|增幅|增长率|涨幅|降幅|增长)")


def compared_in_front(place: Place, slot: Slot) -> tuple[str, bool] | None:
    """增幅高于全市平均(7.2%)2.3个百分点: what the words before a number's bracket compare, and whether it is a growth.

    None for a number that does not open a bracket behind such a comparison, as in 高于全市的企业(12家).
    """
    clause = place.clauses[slot.clause]
    if clause.mark != "(" or slot.quantity.kind != "ratio" or place.folded[slot.left : slot.quantity.start].strip():
        return None
    match = _AGAINST.search(place.folded, place.sentence_start, clause.start - 1)
    if match is None:
        return None
    return str(match["what"]), _RATE_OF_CHANGE.search(match[0]) is not None
