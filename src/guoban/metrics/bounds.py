"""How exactly a number is told: exact, approx, min, max, range."""

from functools import cache

import regex

from guoban.metrics.cues import alternatives
from guoban.metrics.layout import Slot
from guoban.metrics.selection import Place
from guoban.records import Bound, Measure

_SOFT = r"(?:了|到|至|的|为|在|达|达到|要|已|有|于)*"


@cache
def _before(name: str) -> regex.Pattern[str]:
    return regex.compile(rf"{alternatives(name)}{_SOFT}$")


@cache
def _after(name: str) -> regex.Pattern[str]:
    return regex.compile(rf" ?\(?{alternatives(name)}")


_WITHIN = regex.compile(r"(?:控制|稳定|保持|压缩)在$")
_BETTER = ("高于", "低于", "多于", "少于", "优于", "大于", "小于", "超", "超过", "过", "超出")


def bound_of(place: Place, slot: Slot, measure: Measure) -> Bound:
    """Return the bound that the words around a number give it."""
    quantity, text = slot.quantity, place.folded
    if quantity.high is not None:
        return "range"
    if _after("min_after").match(text, quantity.end):
        return "min"
    if _after("max_after").match(text, quantity.end):
        return "max"
    left = text[max(slot.left, quantity.start - 8) : quantity.start]
    if quantity.fuzzy or _before("approx").search(left) or _after("approx_after").match(text, quantity.end):
        return "approx"
    if measure == "difference" and left.endswith(_BETTER):
        return "exact"
    if _before("max").search(left) and not _WITHIN.search(left):
        return "max"
    if _before("min").search(left):
        return "min"
    return "exact"
