"""Names in front of a number that only say which ones are counted: 甲、乙等3个项目, 甲街、乙巷和丙路3条道路."""

import re

from guoban.metrics.phrases import leading_verb, strip_lead
from guoban.metrics.quantities import Quantity

_SHORT = 3
_LONGEST_EXAMPLE = 26
_LONG_LIST = 8
_ENUMERATION = re.compile(
    r"^[^,;:。]*(?:、[^,;:。]*等(?:各类|各种)?|”等(?![^,;:。]*行动$)|[^、,;:。]{2,}等(?:各类|各种|各项|重大|重要|(?=各级)))(?P<noun>.*)$"
)
# 成立甲组、乙组等专家团队4个: the names in front of 等 only give examples of the noun behind it.
_EXAMPLE = re.compile(rf"[^、,;:]{{2,{_LONGEST_EXAMPLE}}}等")
_LIST_MARK = re.compile(r"、|(?<=[一-龥\w])(?:和|与|及)(?=[一-龥\w])")
# Verbs of one who has a part in what others do: they open a clause, but no list shares them.
_TAKES_PART = ("配合", "协助", "进行")


def without_examples(text: str, quantity: Quantity, *, followed: bool) -> str:
    """引进金禾、蓝海等重大项目 is 引进重大项目; …等问题 keeps its list, since 问题 alone says nothing.

    `followed`: a noun stands behind the number, which the names are examples of.
    """
    if "等" not in text and "、" not in text:
        return text
    if followed and quantity.kind == "count" and (_EXAMPLE.fullmatch(text) or _are_all(text, quantity)):
        return _verb_of(text)
    if followed and text.endswith(("”等", "》等")):
        return _verb_of(text)
    match = _ENUMERATION.match(text)
    if match is None or 0 < len(match["noun"]) < _SHORT:
        return text
    if not match["noun"] and not followed:
        return text.removesuffix("等")
    verb = _verb_of(text)
    return verb + match["noun"] if verb or match["noun"] or followed else text.removesuffix("等")


def _are_all(text: str, quantity: Quantity) -> bool:
    """改造东大街、西大街和北关路 in front of 3条道路: as many names as are counted."""
    if "、" not in text or len(text) < _LONG_LIST or not (_verb_of(text) or text.startswith(("有", "现有", "共有"))):
        return False
    named = len(_LIST_MARK.findall(text)) + 1
    return named >= _SHORT and quantity.value == named


def _verb_of(text: str) -> str:
    text = strip_lead(text)
    return leading_verb(text) or next((verb for verb in _TAKES_PART if text.startswith(verb)), "")
