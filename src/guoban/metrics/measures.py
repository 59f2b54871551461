"""What kind of figure a number is, and its sign: level, share, growth, difference, rank, completion."""

from functools import cache

import regex

from guoban.metrics.brackets import compared_in_front, place_and_measured
from guoban.metrics.cues import alternatives, either, words
from guoban.metrics.layout import Slot
from guoban.metrics.quantities import Quantity
from guoban.metrics.selection import Place, is_front_rank
from guoban.records import Measure

_SOFT = r"(?:了|约|近|逾|平均|达到|达|为|是|分别|超过|超|高达|:|均|至少|不低于|不少于|不超过|大幅|再|又|已|同比|环比|控制在|以|保持|的|左右|突破)*"
# Verbs that bring a rate to a new level, which is no growth: 提高到44%.
_TO_LEVEL = regex.compile(
    rf"(?:压减|精简|缩短|压缩|缩减|降低|减少|调整|合并|下调|上调|提高|提升|升|降|增加?)为(?:约|近)?$|{alternatives('rise', 'fall')}(?:了)?(?:到|至|成)(?:了|今年的|约|近|目前的)*$"
)
_NOT_A_RISE = regex.compile(r"新增(?:了|约|近)?$")
# 4.3个百分点 behind 较…快, 高于…: the comparison stands before the number with its partner between.
_FAR = r"[^,;。:]{0,22}"
_COUNT_CHANGE = (
    "提前", "缩短", "减少", "下降", "降低", "增加", "上升", "提高", "提升", "压缩", "压减", "精简", "多", "少", "升", "降", "回落", "高", "低", "前移",
    "前进", "后退", "跃升", "进位", "净增加", "缩减", "削减", "净减少", "净增", "增长", "进", "增收", "减收", "增支", "短收", "超收", "压降",
)  # fmt: skip
POINTS = frozenset({"个百分点", "百分点", "个点", "个千分点", "个基点", "基点"})
_CUT = regex.compile(
    r"(?:共|累计|已|再|年内|今年|全年|上半年|下半年|计划|拟|力争|确保|预计|全[国省市县区州旗镇乡]|带头|继续)*+(?<verb>压减|精简|减少|缩减|削减|压降|减[碳排](?=$))[^,;。:\d]{0,18}(?<!占比|比例|比重|至|到|为|超|率)$"
)
# 保持40%以上的增长: the change stands behind.
_GROWS_BEHIND = regex.compile(r"(?:(?:以上|左右)的?|的)(?<verb>增长|增速|增幅|下降)(?![点极的到至成为])")
# 较上年多收3200吨, 气温9度,偏高1.1度, 较上年进四位: more or less by so much.
_MORE = regex.compile(
    r"(?:较|比|同比)[^,;。]{0,8}?(?<verb>[多少])[收放产增招支销用]$|偏(?<verb>[高低多少])$|(?:较|比)[^,;。]{2,8}(?<verb>[进退])$"
)
# 税收5亿元,同比-2.4%: the comparison alone stands in front of its rate.
_SET_AGAINST = regex.compile(r"(?:同比|环比|(?:较|比)(?:上年|去年)(?:同期)?)(?:\+|约|为)?$")
# What such words end in: most numbers need no closer look.
_ENDS_OF_LEVEL, _ENDS_OF_NEW = frozenset("为到至成了的约近"), frozenset("增了约近")
_ENDS_OF_MORE, _ENDS_OF_AGAINST = frozenset("收放产增招支销用高低多少进退"), frozenset("比期年+约为")
_STEPS = frozenset("进退")
_SIGN_OF_MORE = {"少": "减少", "低": "降低", "退": "后退"}
_WEAK = frozenset({"", "高", "低", "快", "慢", "占"})
_GAP_TO = regex.compile(
    r"(?<verb>高出|低于|高于|少于|多于)(?:全[国省市县区](?:平均)?(?:水平)?|[一-龥]{2,8}(?:平均|水平|均值)|(?:普通|一般|周边|传统|常规|同类)[一-龥]{1,6})(?:约|近)?$"
)
_BETWEEN_MEMBERS = regex.compile(r"(?:及?以[上下]|左右|上下)?(?:、|和|与|及|以及)")
_COMPARED = regex.compile(r"较|比|环比|同期")
# 低于全省平均增速1.7个百分点: the noun is somebody else's rate, the verb stands before it.
_RATES = frozenset({"增速", "增幅", "涨幅", "增长率", "降幅", "减幅", "跌幅"})
_RANKED = regex.compile(
    r"(?:排名|位列|位居|名列|排在)(?:全[国省市县区州])?(?:第)?$|(?:排名|位列|位居|名列)[^,;。]{0,8}\d+位、$"
)
# 全省排名第9位、提升3位: behind a rank 位 counts the places gained.
_PLACES = frozenset({"位", "名", "个位次", "位次"})
_RANKED_BEFORE = regex.compile(r"排名|位次|位列|位居|名列|居全|列全|排在")
_PLAIN_GROWTH_UNITS = frozenset({"%", "‰", "倍", "成", "番"})


@cache
def _change() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<![不改造新审核消])(?<verb>{alternatives('rise', 'fall')})(?:幅度?|率|速)?(?:了)?{_SOFT}$"
    )


@cache
def _far_changes() -> tuple[regex.Pattern[str], ...]:
    """增速低于全省1.7个百分点: what tells a gap goes before the noun of change that it is about."""
    gaps = either(word for word in words("above") | words("below") if len(word) > 1)
    any_change = alternatives("above", "below", "rise", "fall")
    return tuple(regex.compile(rf"(?<verb>{verbs}){_FAR}$") for verbs in (gaps, any_change))


@cache
def _completion_noun() -> regex.Pattern[str]:
    return regex.compile(
        rf"{alternatives('completion_nouns')}(?:约|已|均|分别|全部|平均|也|就|总体|整体|总体上)*{_SOFT}$"
    )


@cache
def _completion_of() -> regex.Pattern[str]:
    base = either(words("completion_bases"))
    return regex.compile(
        rf"(?:完成|占|达到?|为|是|实现|相当于|超额)[^,;。]{{0,24}}?{base}(?!收入|支出的?比重)[^,;。]{{0,12}}?(?:的|比例为?|进度的?|数的)?{_SOFT}$"
        rf"|{base}(?:完成)?(?:率|进度|的){_SOFT}$"
    )


_SHARE_BASE = regex.compile(rf"{alternatives('share_bases')}[^,;。]{{0,8}}$")
_RATE_OF_DOING = regex.compile(
    r"(?:开工|完工|签约|竣工|投产|化解|办结|改造|交付|建成|拆除|腾退|供地)率(?:达到?|为|约)?$"
)
_CONTRIBUTION = regex.compile(r"(?:对|增长|拉动)[^,;。]*贡献(?:率|度)?(?:分别|均|也|则)?(?:达到?|为|约|超过?)*$")
_OF_INVESTMENT = regex.compile(r"占(?:项目|工程)?(?:总投资|总工程量|总量|总任务)[^,;。]{0,12}的?$")
_INVESTED = regex.compile(r"完成(?:投资|工程量|产值)?")
_DONE = regex.compile(r"(?:已|全部|均已|基本|全面)?完成(?!率)[^,;。完成率]{0,24}$")


def change_verb(place: Place, slot: Slot) -> str:
    """Return the verb or noun of change that governs the number (增长, 下降, 缩短, …), or ""."""
    text, start = place.folded, slot.quantity.start
    if text[start - 1] in _ENDS_OF_LEVEL and _TO_LEVEL.search(text, slot.left, start):
        return ""
    if text[start - 1] in _ENDS_OF_NEW and _NOT_A_RISE.search(text, slot.left, start):
        return ""
    left = slot.left if slot.left < start else _before_colon(place, slot)
    match = _change().search(text, max(left, start - 16), start)
    of_others = slot.quantity.unit in POINTS and match and match["verb"] in _RATES
    if match and not of_others:
        return str(match["verb"])
    if slot.position and _is_list_member(text, slot):
        return "="
    if slot.quantity.unit in POINTS:
        found = (_last(pattern, text, slot.begin, start) for pattern in _far_changes())
        return next((str(match["verb"]) for match in found if match), "")
    return ""


def _before_colon(place: Place, slot: Slot) -> int:
    """工业增加值增速:9.7%: what stands before the colon tells the change."""
    clause = place.clauses[slot.clause]
    return place.clauses[slot.clause - 1].start if clause.mark == ":" and slot.clause else slot.left


def _last(pattern: regex.Pattern[str], text: str, start: int, end: int) -> regex.Match[str] | None:
    for begin in reversed(range(max(start, end - 24), end)):
        match = pattern.match(text, begin, end)
        if match:
            return match
    return None


def _is_list_member(text: str, slot: Slot) -> bool:
    return _BETWEEN_MEMBERS.fullmatch(text, slot.left, slot.quantity.start) is not None


def measure_of(
    place: Place, slot: Slot, before: Measure | None, before_verb: str, *, against_task: bool = False
) -> tuple[Measure, str]:
    """Return the measure of a number and the verb of change that made it a growth or a difference.

    `before` and `before_verb` are those of the number before in the same clause: the members of a list share them.
    `against_task`: the sentence has told what was to be done, so that a rate of doing (开工率) is a completion.
    """
    quantity = slot.quantity
    plain_rank = quantity.unit == "位" and _RANKED.search(place.folded, slot.begin, quantity.start)
    if quantity.kind == "rank" or plain_rank or is_front_rank(place, quantity):
        return "rank", ""
    verb = change_verb(place, slot)
    unit = quantity.unit
    if verb == "=":
        return ("difference" if unit in POINTS else before or "level"), before_verb
    if unit in POINTS:
        return "difference", verb
    if unit in _PLAIN_GROWTH_UNITS:
        if against_task and _RATE_OF_DOING.search(place.folded, slot.left, quantity.start):
            return "completion", ""
        found, verb = _ratio(place, slot, verb)
        listed = before == "completion" and place.folded.startswith(("、", "和"), slot.left)
        return ("completion" if listed and found == "share" else found), verb
    if quantity.kind == "bare" and (verb or _is_completion(place.folded, slot.begin, quantity.start)):
        return ("growth" if verb else "completion"), verb
    change = verb if verb and _is_count_change(place, slot, verb) else _amount_of_change(place, slot)
    return ("difference", change) if change else ("level", "")


def _amount_of_change(place: Place, slot: Slot) -> str:
    """Return the verb of change that an amount is of, or "": 压减经费9万元, 较上年多收3吨, 高于全省平均2人."""
    text, start = place.folded, slot.quantity.start
    if not slot.position and (cut := _CUT.match(text, slot.left, start)):
        return str(cut["verb"])
    more = _MORE.search(text, slot.left, start) if text[start - 1] in _ENDS_OF_MORE else None
    if more and (more["verb"] not in _STEPS or slot.quantity.unit in _PLACES):
        return _SIGN_OF_MORE.get(more["verb"], "增加")
    gap = _GAP_TO.search(text, slot.left, start)
    return str(gap["verb"]) if gap else ""


def _is_count_change(place: Place, slot: Slot, verb: str) -> bool:
    if not verb.startswith(_COUNT_CHANGE):
        return False
    if slot.quantity.unit in _PLACES and _RANKED_BEFORE.search(place.folded, place.sentence_start, slot.quantity.start):
        return True
    if slot.quantity.kind == "count" and verb in {"提升", "提高"}:
        return _COMPARED.search(place.folded, slot.begin, slot.quantity.start) is not None
    if verb in {"高", "低", "快", "慢", "多", "少", "升", "降", "进", "增收", "增支", "增加", "净增", "减收", "短收"}:
        segment = place.folded[slot.begin : slot.quantity.start]
        return verb in {"增加", "减收", "短收"} or regex.search("较|比|同比|高于|排名|位次", segment) is not None
    return True


def _ratio(place: Place, slot: Slot, verb: str) -> tuple[Measure, str]:
    text, start = place.folded, slot.quantity.start
    begin = max(slot.begin, start - 40)
    if slot.quantity.unit == "番":
        return "growth", verb
    measured = place_and_measured(place, slot)
    compared = compared_in_front(place, slot)
    if compared and compared[1]:
        return "growth", ""
    if _completion_noun().search(text, begin, start) or (measured and _completion_noun().search(measured[1])):
        return "completion", ""
    if _CONTRIBUTION.search(text, begin, start):
        return "growth", ""
    if _OF_INVESTMENT.search(text, begin, start) and _INVESTED.search(text, place.sentence_start, start):
        return "completion", ""
    if verb in _WEAK:
        verb = _change_around(place, slot)
    if verb:
        return "growth", verb
    if slot.quantity.unit in {"倍", "成"}:
        return (
            ("completion", "")
            if _is_completion(text, begin, start)
            else ("share" if slot.quantity.unit == "成" else "level", "")
        )
    if _is_completion(text, begin, start):
        return "completion", ""
    return "share", ""


def _change_around(place: Place, slot: Slot) -> str:
    """Return the verb of change that stands in front of what is cut, or behind the number: 压减会议经费12%, 40%以上的增长."""
    text, quantity = place.folded, slot.quantity
    cut = _CUT.match(text, slot.left, quantity.start) if not slot.position else None
    if cut is None and text[quantity.start - 1] in _ENDS_OF_AGAINST:
        against = _SET_AGAINST.search(text, slot.left, quantity.start)
        if against:
            return "增长"
    change = cut or _GROWS_BEHIND.match(text, quantity.end)
    return str(change["verb"]) if change else ""


def _is_completion(text: str, begin: int, start: int) -> bool:
    base = max(text.rfind(word, begin, start) for word in ("占", "为", "达"))
    if _SHARE_BASE.search(text, max(base, begin), start):
        return False
    return bool(_completion_of().search(text, begin, start) or _DONE.search(text, begin, start))


def signed(quantity: Quantity, measure: Measure, verb: str) -> tuple[float | None, float | None]:
    """Return value and high with the sign that the verb gives: 下降6.4% is -6.4, 低于全省1.7个百分点 is -1.7."""
    falls = verb in words("fall") or verb in words("below")
    if not falls or measure not in {"growth", "difference"}:
        return quantity.value, quantity.high
    return tuple(None if value is None else -value if value > 0 else value for value in (quantity.value, quantity.high))  # type: ignore[return-value]
