"""Places with their figures in brackets: 甲(45%)、乙(41%)投资完成进度低于50%."""

import regex

from guoban.metrics.layout import Slot
from guoban.metrics.selection import Place

_PLACE = regex.compile(r"(?:^|[,、;:。)和])(?P<place>[一-龥]{2,6})$")
_MEASURED = regex.compile(
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
