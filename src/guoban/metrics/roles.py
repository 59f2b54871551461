"""Whether a number is done, planned, expected, a starting point, or somebody else's."""

from functools import cache

import regex

from guoban.metrics.cues import alternatives
from guoban.metrics.layout import Slot
from guoban.metrics.selection import Place
from guoban.records import Measure, MetricRole, SectionRole

# 任务, 目标 are no targets of their own in 完成年度任务54%, 目标任务完成情况.
_TARGET_IN_COMPLETION = regex.compile(
    r"(?:完成|占|为|达|达到|超过|实现)[^,;。]{0,10}(?:任务|目标|计划|预算)[^,;。]{0,6}$"
)
_FROM = regex.compile(r"(?:由|从|自)(?:[^,;。由从]{0,16})$")
_TO = regex.compile(
    r"[^,;。]{0,14}?(?:提高|提升|增加|上升|增长|降低|下降|减少|降|缩短|压缩|压减|缩减|扩大|升|跃升|回升|回落|减|增|调整|拓展|扩展|变|优化|精简|攀升|前移|上调|下调)(?:到|至|为|成)"
)
_SAME_TIME = regex.compile(r"(?:上年|去年|上年同期|去年同期|年初)(?:的)?(?:同期)?(?:为|是|的|:)?$")
_BASE_COMMA = regex.compile(r"(?:由|从)[^,;。]{0,16}$")


@cache
def _cue(*names: str) -> regex.Pattern[str]:
    return regex.compile(alternatives(*names))


def role_of(place: Place, slot: Slot, section: SectionRole, measure: Measure) -> MetricRole:
    """Return the role of a number from its clause first, then from its section."""
    text, quantity = place.folded, slot.quantity
    left = text[slot.begin : quantity.start]
    if is_baseline(text, slot.begin, quantity.start, quantity.end):
        return "baseline"
    if measure not in {"difference", "rank", "growth"} and _cue("reference").search(
        text, max(slot.begin, quantity.start - 14), quantity.start
    ):
        return "reference"
    if _cue("forecast").search(left):
        return "forecast"
    if _is_target(left, measure):
        return "target"
    if section == "plan" and not _is_fact(place, slot, left):
        return "target"
    return "actual"


def is_baseline(text: str, begin: int, start: int, end: int) -> bool:
    """由原来的4.9%降至3.65%: the first is the baseline; 上年同期为58% as well."""
    if _SAME_TIME.search(text, begin, start):
        return True
    return bool(_FROM.search(text, max(begin, start - 18), start)) and bool(_TO.match(text, end))


def _is_target(left: str, measure: Measure) -> bool:
    match = None
    for match in _cue("target").finditer(left):
        pass
    if match is None:
        return False
    if measure == "completion" or _TARGET_IN_COMPLETION.search(left):
        return regex.search("力争|确保|争取|计划|拟|将", left) is not None and not _TARGET_IN_COMPLETION.search(left)
    after = left[match.end() :]
    if regex.search("已|实际|实现了|完成了", after):
        return False
    return not (match[0] == "应" and after[:1] in "急用对届")


def _is_fact(place: Place, slot: Slot, left: str) -> bool:
    if regex.search(r"已(?!有)|截至|截止|今年以来|累计已|目前已|现已|已经", left):
        return True
    before = place.folded[place.sentence_start : slot.quantity.start]
    return regex.search(r"截至|截止|今年以来", before) is not None and not regex.search(
        "力争|确保|争取|年底|全年", before
    )
