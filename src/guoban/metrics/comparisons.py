"""What a growth, a difference or a rank is against: yoy, mom, ytd, or the words."""

import re
from functools import cache

from guoban.metrics.cues import alternatives
from guoban.metrics.layout import Slot
from guoban.metrics.selection import Place
from guoban.records import Measure

_YOY = re.compile(
    r"同比|(?:较|比|与)(?:(?:去年|上年|上年度|20\d\d年)(?:度)?)?(?:同期|同月)|(?:较|比)(?:去年|上年|上年度|上一年度?)(?!底|末)|(?<!环)比增|同口径|(?:与|高于|低于)(?:去年|上年)同期|上年同期"
)
_MOM = re.compile(r"环比|(?:较|比)上(?:个月|月|季度|期)")
_YTD = re.compile(
    r"(?:较|比)(?:年初|期初|去年底|去年末|上年末|上年底|去年年底|上年年末|上年底|[一二三]季度|前[二三两]个?季度|上半年|前?[1-9][-—–~至到]\d{1,2}(?:月(?:份)?|(?=[提增下回加收上减放扩]))|\d{1,2}月(?:末|底)?)"
)
_AGAINST = re.compile(
    r"(?:高于|低于|高出|超过|超出|落后于?|领先于?|快于|慢于|优于|好于|超|欠|多于|少于|比|较|高|低|恢复到|恢复至|相当于)(?P<whom>[^,;。、\d第]{2,14}?)(?:水平|(?<=平均)(?:值|增速|增幅|涨幅|增长率))?(?:约|近|达)?(?:偏|还|净)?(?:多|少|高|低|快|慢|增|提高|提升|增加|减少|上升|下降|高出|低了|高了)?(?:了)?$"
)
# 与第2名的东镇仅差0.6个百分点: whom the gap is to.
_SHORT_OF = re.compile(r"(?:^|的|与|和|距离?|较)(?P<whom>[^,;。、\d的第与和距较]{2,10})(?:仅|只|还|尚|相)差$")
_WHOM = re.compile(
    r"(?:全国|全省|全市|全县|全区|全州|省|市|国家|县|时序|序时|目标|计划|平均|其他|周边|同类|设区市|[一-龥]{2,4}[省市县区])"
)


_RECOVERED = re.compile(r"(?:恢复到|恢复至|相当于)[^,;。]{2,12}的?(?:约|近)?$")


# 比2018年增加30家: a year that is not the one before is told as it stands.
_AGAINST_YEAR = re.compile(r"[比较](?P<year>(?:19|20)\d\d年)(?=[增减提下上净翻])")
# 同比起数增加3起: what the year before is compared in stands behind it.
_OPENS_CHANGES = re.compile(
    r"(?:^|[,;。])(?:与)?同比,?(?=[一-龥]{2,10}?(?:增加|减少|上升|下降|增长|降低|持平))(?!增|减|上升|下降|降|持平|分别|均|略|大幅|净)"
)
_NOUN_CHANGED = re.compile(r"(?:,|、)(?:[一-龥]{2,10})?(?:增加|减少|上升|下降|增长|降低)(?:了)?$")
_ANOTHER_PARTNER = re.compile(r"[;。]|环比|较|高于|低于|快于|其中")

_TIMES = (("yoy", _YOY), ("mom", _MOM), ("ytd", _YTD))
_TIME_NAMES = frozenset(name for name, _pattern in _TIMES)
_BARE_CHANGE = re.compile(r"(?:增长|下降|增幅|降幅|增速|上升|降低|减少|提高|增加)(?:率)?(?:为|达|约|了)?")
_BRACKET = re.compile(r"\([^()]*\)")
_PARTNER_LENGTH = 10
_GAP_VERBS = ("高于", "低于", "高出", "快于", "慢于", "领先", "落后", "优于", "好于", "欠", "超")
_FIRST_NUMBER = re.compile(r"\d")
_AND = re.compile(r"、|和|与")
# 在滇中四州市中处于第2位: among whom it ranks.
_AMONG = re.compile(r"在(?P<whom>[^,;。]{2,12})中(?:的)?(?:处于|排名|排在|排|位居|位列|居|列)?$")
_NAME = re.compile(r"[一-龥“”A-Z]{2,10}")


@cache
def _scope() -> re.Pattern[str]:
    return re.compile(
        rf"{alternatives('scopes')}(?:(?:[一-龥]{{0,4}})(?:院校|法院|检察院|系统|部门|学校|高校|医院|乡镇|街道|单位|城市|新区|开发区|园区|县区|县市区|县(?:市、区)?)(?=第|排|居|列|前))?"
    )


def compare_of(place: Place, slot: Slot, measure: Measure, before: str) -> str:
    """Return what a number is set against; `before` is the answer for the number before in the same clause."""
    text, quantity = place.folded, slot.quantity
    if measure == "rank":
        return _rank_scope(text, place.sentence_start, slot.begin, quantity.start)
    if measure == "share" and _RECOVERED.search(text, slot.left, quantity.start) is None:
        return ""
    if measure not in {"growth", "difference", "share"}:
        return ""
    near = _BRACKET.sub("", text[slot.left : quantity.start])
    if measure == "difference" and (dealt := _dealt_partner(text, slot)):
        return dealt
    return (
        _time_against(near)
        or _year_against(near)
        or _partner(near, listed=slot.position > 0)
        or _time_against(text[slot.begin : quantity.start])
        or (before if slot.position else "")
        or _under_time(place, slot, measure)
    )


def goes_on(place: Place, slot: Slot, measure: Measure, told: tuple[Measure | None, str]) -> str:
    """比上年减少9件,下降15%: the rate of a change that was told in full is against the same time."""
    before, against = told
    same = measure == "growth" and before == "difference" and against in _TIME_NAMES
    bare = same and place.clauses[slot.clause].mark == "," and not slot.position
    return against if bare and _BARE_CHANGE.fullmatch(place.folded, slot.left, slot.quantity.start) else ""


def _under_time(place: Place, slot: Slot, measure: Measure) -> str:
    """同比起数增加3起,伤者减少4人: 同比 in front of a subject is said of the changes behind it as well."""
    text, begin, end = place.folded, place.sentence_start, slot.begin
    if measure not in {"growth", "difference"} or text.find("同比", begin, end) < 0:
        return ""
    opened = list(_OPENS_CHANGES.finditer(text, begin, end))
    rest = text[opened[-1].end() : slot.quantity.start] if opened else ";"
    changed = _NOUN_CHANGED.search(rest)
    return "yoy" if changed and not _ANOTHER_PARTNER.search(rest) else ""


def _time_against(words: str) -> str:
    """同比 is yoy, 环比 mom, 较年初 ytd."""
    return next((name for name, pattern in _TIMES if pattern.search(words)), "")


def _year_against(near: str) -> str:
    match = _AGAINST_YEAR.search(near) if "年" in near else None
    return str(match["year"]) if match else ""


def _partner(near: str, *, listed: bool) -> str:
    """高于全省平均1.5个百分点 is against 全省平均."""
    if listed and len(near) <= _PARTNER_LENGTH and (found := _listed_partner(near)):
        return found
    if near.endswith("差") and (behind := _SHORT_OF.search(near)):
        return str(behind["whom"])
    match = _AGAINST.search(near)
    if match is None:
        return ""
    gap = match[0].startswith(_GAP_VERBS) and _NAME.fullmatch(match["whom"])
    if not gap and not _WHOM.search(match["whom"]):
        return ""
    return str(match["whom"]).removesuffix("的").removesuffix("水平")


def _listed_partner(near: str) -> str:
    """高于全国3.1个、全省2.4个百分点: the second partner stands alone between the list mark and its number."""
    match = re.fullmatch(rf"(?:、|和|,|与|及)(?P<whom>{alternatives('scopes')}(?:平均)?)", near)
    return str(match["whom"]) if match else ""


@cache
def _partners() -> re.Pattern[str]:
    scope = rf"(?:{alternatives('scopes')})(?:平均)?"
    return re.compile(rf"(?:分别)?(?:{'|'.join(_GAP_VERBS)})(?P<list>{scope}(?:(?:、|和|与){scope})+)$")


def _dealt_partner(text: str, slot: Slot) -> str:
    """高于全国、全省0.4个、0.2个百分点: the first number is against the first, the second against the second."""
    before = text[slot.begin : slot.quantity.start]
    first = _FIRST_NUMBER.search(before) if slot.position else None
    match = _partners().search(before[: first.start()] if first else before)
    if match is None or (slot.position and first is None):
        return ""
    partners = _AND.split(match["list"])
    return partners[slot.position] if slot.position < len(partners) else ""


def _rank_scope(text: str, sentence: int, clause: int, start: int) -> str:
    among = _AMONG.search(text, clause, start)
    if among and not _scope().search(among["whom"]):
        return str(among["whom"])
    for begin in (clause, max(sentence, start - 40)):
        found = ""
        for match in _scope().finditer(text, begin, start):
            found = match[0]
        if found:
            return found
    return ""
