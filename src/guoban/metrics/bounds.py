"""How exactly a number is told: exact, approx, min, max, range."""

import re
from functools import cache
from typing import cast

from guoban.metrics.cues import alternatives, either, signs_of, words
from guoban.metrics.layout import Slot
from guoban.metrics.selection import Place
from guoban.records import Bound, Measure

_SOFT_WORDS = ("了", "到", "至", "的", "为", "在", "达", "达到", "要", "已", "有", "于")
_SOFT = f"{either(_SOFT_WORDS)}*"


# 约 is the end of 签约, 超 of 治超: these characters alone are bounds only where no such word ends in them.
_WORD_END = re.compile("[约近超过破]")


@cache
def _before(name: str) -> re.Pattern[str]:
    short = [word for word in words(name) if _WORD_END.fullmatch(word)]
    longer = either(word for word in words(name) if word not in short)
    guarded = rf"(?<![签预履集节解治赶合条契特违邀附]){either(short)}|" if short else ""
    return re.compile(rf"(?:{guarded}{longer}){_SOFT}$")


@cache
def _after(name: str) -> re.Pattern[str]:
    return re.compile(rf" ?\(?{alternatives(name)}")


# 5吨多, but 5133平方米多媒体教室.
_ODD = re.compile(r"[多余许](?=[,;。、)]|$)")
# 9个工作日内拨付, but 200万千瓦内用煤电.
_INSIDE = re.compile(r"内(?=[,;。、)]|完成|办结|拨付|到位|实现|兑现|答复|$)")
_LIST_BEHIND = re.compile(
    r"(?:(?:、|和|与|及)\d[\d.,]*[%‰一-龥]{1,4}?(?=、|和|与|及|以[上下内]|左右))+(?=以[上下内]|左右)"
)
# 提高到不低于800元和600元: the bound in front of a pair is meant for both.
_PAIR = re.compile(r"和|与|、")
_NUMBER_AT_END = re.compile(r"(?:(?:\d[\d.,]*|[Xx×*]{1,3})[^\d,;。、Xx×*年超破过达到至近约于]{1,5}(?:、|和|与)?)+$")
_LONGEST_NUMBER = 24
# 约占全市产量的15%: the hedge stands in front of what the share is of.
_ABOUT_SHARE = re.compile(r"(?:(?<![签预履集节解合条契特违邀])约|大约|将近|接近)占[^,;。\d]{1,14}$")
# 培育5个品牌以上: the noun stands between the count and its bound.
_NOUN_BETWEEN = re.compile(r"[一-龥]{2,4}(?<![及级])(?P<bound>以上|左右)(?=[,;。、)]|$)")
_BETTER = ("高于", "低于", "多于", "少于", "优于", "大于", "小于", "超", "超过", "过", "超出")


def bound_of(place: Place, slot: Slot, measure: Measure) -> Bound:
    """Return the bound that the words around a number give it."""
    quantity, text = slot.quantity, place.folded
    if measure == "rank":
        return "max" if text.startswith("前", quantity.start - 1) else "exact"
    if quantity.high is not None:
        return "range"
    if told := _said_behind(place, slot):
        return told
    end = quantity.end
    noun = _NOUN_BETWEEN.match(text, end) if quantity.kind == "count" and _bound_is_near(text, end) else None
    if noun:
        return "min" if noun["bound"] == "以上" else "approx"
    left = text[max(slot.left, quantity.start - 8) : quantity.start]
    if quantity.fuzzy:
        return "approx"
    if measure == "difference" and left.endswith(_BETTER):
        return "exact"
    if measure == "share" and "占" in text[slot.left : quantity.start]:
        return "approx" if _ABOUT_SHARE.search(text, slot.left, quantity.start) else _said_before(left)
    if slot.position and _PAIR.fullmatch(text, slot.left, quantity.start):
        before = text[max(slot.begin, slot.left - _LONGEST_NUMBER) : slot.left]
        return _said_before(_NUMBER_AT_END.sub("", before))
    return _said_before(left)


def _said_behind(place: Place, slot: Slot) -> Bound | None:
    """Return the bound of the words behind the number: 600家以上."""
    text, end, after = place.folded, _end_of_list(place, slot), slot.quantity.end
    if text[end : end + 1] not in _signs_behind() and text[after : after + 1] not in _signs_behind():
        return None
    if _after("min_after").match(text, end):
        return "min"
    if _after("max_after").match(text, end) or _INSIDE.match(text, after):
        return "max"
    return "approx" if _after("approx_after").match(text, end) or _ODD.match(text, after) else None


@cache
def _signs_behind() -> frozenset[str]:
    """What words behind a number begin with: behind most numbers stands something else."""
    return signs_of("min_after", "max_after", "approx_after", at=0) | frozenset(" (内多余许")


@cache
def _signs_before() -> frozenset[str]:
    return signs_of("min", "max", "approx", at=-1) | frozenset(word[-1] for word in _SOFT_WORDS)


def _bound_is_near(text: str, end: int) -> bool:
    return text.find("以上", end + 2, end + 8) > 0 or text.find("左右", end + 2, end + 8) > 0


def _end_of_list(place: Place, slot: Slot) -> int:
    """分别达到90%、94%、88%以上: the bound behind the last number is meant for each of them."""
    end = slot.quantity.end
    if "分别" not in place.folded[slot.begin : slot.quantity.start]:
        return end
    match = _LIST_BEHIND.match(place.folded, end, place.sentence_end)
    return match.end() if match else end


def _said_before(left: str) -> Bound:
    """Return the bound of the longest word that ends in front of the number: 不低于 before 低于."""
    best, length = "exact", 0
    if left[-1:] not in _signs_before():
        return "exact"
    for name in ("approx", "min", "max"):
        match = _before(name).search(left)
        if match and len(match[0]) > length:
            best, length = name, len(match[0])
    return cast("Bound", best)
