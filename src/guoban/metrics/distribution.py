"""Lists that deal names out to numbers: A、B、C分别增长x、y、z."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guoban.metrics.cues import alternatives
from guoban.metrics.layout import Slot
from guoban.metrics.phrases import leading_verb, lent, pattern, strip_lead, strip_trail

_RESPECTIVELY = re.compile(r"分别|各自|依次|分辨")
_MEMBER = re.compile(
    rf"(?:[%％])?(?:以上|左右|以下)?(?:、|和|与|及|以及|,)(?:同比|环比)?{alternatives('rise', 'fall')}?(?:了|达|约|第)?$"
)
_MARK = re.compile(r"、|以及|和|与|(?<![普涉惠触波])及(?!时|格|以[上下])")
# What the last name of a list says for all of them: 蔬菜、水产品产量 are 蔬菜产量 and 水产品产量.
_SHARED_END = re.compile(
    r"(?:产量|面积|产值|总产值|收入|支出|投资|增加值|零售额|总额|金额|占比|比例|数量|人数|价格|(?:两|三|四|五)(?:大|个|家|条|地|县|区).*|“[^”]*”(?:率|数)?)$"
)
# 盗窃类、诈骗类、纠纷类警情: what stands behind the last 类 is meant for all.
_KIND_END = re.compile(r"^[^类型级性]+(?P<kind>[类型级性])(?P<end>.+)$")
_COUNTED = re.compile(
    r"(?:起|件|人|次|户|家|批|登记|发案|立案|受理|成交|注册|申请|授权|获奖)数$|(?:件次|人次|批次|数量|总量|(?<=业务)量|总额|金额|面积|产量|产值|收入|利润|税收)$"
)
_PROPERTY = re.compile(
    r"[一-龥]{0,2}(?:起|件|人|次|户|家|批|失|亡|伤)数(?:量)?|成交额|交易额|(?:业务)?(?:收入|利润|税收|利税)|人次|批次|金额|面积|产值|损失"
)
_SUBJECT = 2
# What the last name may say for all where nothing else tells that it does.
_RATED = re.compile(r"(?:率|标准|参保(?:人数)?|减排量|浓度|人数|次数|天数|时间|时长|单价|均价)$")
_KIND = re.compile(r"[一-龥“”A-Z]{1,5}[级类型]")
_AREA = re.compile(r"城镇|城市|城区|农村|乡村|市区|山区|[规限][上下]|[一二三四](?=产|次产业|$)|第[一二三]")
_RATE_OF = re.compile(r"[一-龥]{2}率$")
_MARK_OF_LIST = "(?:、|和|与|及|以及)"
_KIND_BEFORE_MARK = re.compile(rf"(?P<kind>{_KIND.pattern}){_MARK_OF_LIST}")
_KIND_BEHIND_MARK = re.compile(rf"{_MARK_OF_LIST}(?P<kind>{_KIND.pattern})")
_KIND_AND_NOUN = re.compile(r"(?P<kind>[一-龥“”A-Z]{1,5}?[级类型])(?:的)?(?P<noun>[一-龥“”A-Za-z]{2,})$")
_CLAUSES_BACK = 2
_DIGITS = re.compile(r"\d")
_LIST_AND_SO_ON = re.compile(
    r"(?P<list>[^、,等]+(?:、[^、,等]+)+)等(?:[两二三四五六七八九十\d]{1,2}[个大])?[一-龥]{2,8}?(?:(?P<what>支出|收入|产值|投资|产量|税收|销售额|销量|价格|利润|营收|增加值|人口|面积)[一-龥]*|$)"
)
# 东、西两个园区产值较快增长,分别增长5%、6%: the noun behind the count is meant for each of the list.
_LIST_OF_SO_MANY = re.compile(
    r"(?P<list>[^、,等和与]+(?:(?:、|和|与)[^、,等和与]+)+?)[两二三四五六七八九](?:个|大|家|类|项|条|(?=[镇村县区市街]))(?P<what>[一-龥]{2,10}?)"
    r"(?:(?:均|都|全部|双双)?(?:超|突破|实现|保持|持续|稳步|较快|快速|大幅|平稳|同比|呈|有所|增长|下降|回升)|$)"
)
_LEADING_PART = re.compile(r"^(?:其中|其中:|分[一-龥]{1,3}看)[,:]?")


@dataclass(frozen=True, slots=True)
class Dealt:
    """A name that a list deals out; `whole`: it is complete, being that of a number before."""

    name: str
    whole: bool


def deal_names(folded: str, members: Sequence[Slot], before: Sequence[str]) -> list[Dealt]:
    """Return a name for each number of a clause, or [] where the clause deals none out.

    `before` are the indicators of the sentence's earlier numbers: 客运量x、货运量y,同比分别下降a和b takes the last two.
    """
    first = members[0]
    left = _LEADING_PART.sub("", folded[first.left : first.quantity.start])
    if not all(_MEMBER.match(folded[slot.left : slot.quantity.start]) for slot in members[1:]):
        return []
    match = _RESPECTIVELY.search(left)
    count = len(members)
    names = _names(left[: match.start()] if match else left, count)
    if not match and len(names) != count:
        bare = not strip_lead(strip_trail(left, change=True))
        return _whole(before, count) if bare and len(before) >= count else []
    if match and not strip_lead(strip_trail(left[: match.start()], change=True)):
        return [Dealt(name, whole=True) for name in _listed_before(folded, first, count)] or _whole(before, count)
    listed = _listed_before(folded, first, count) if match and len(names) <= 1 else []
    if listed and (not names or pattern("attribute").match(names[0])):
        return [Dealt(name + (names[0] if names else ""), whole=True) for name in listed]
    shared = match and len(names) == 1 and (pattern("attribute").match(names[0]) or names[0].startswith("对"))
    if shared and len(before) >= count:
        return [Dealt(_with_property(name, names[0]), whole=True) for name in before[-count:]]
    if len(names) < count:
        return []
    behind = strip_trail(left[match.end() :], change=True) if match else ""
    dealt = [strip_lead(name) or name for name in names[-count:]]
    return [Dealt(name + behind, whole=False) for name in _with_shared_end(dealt)]


def _listed_before(folded: str, first: Slot, count: int) -> list[str]:
    """甲、乙、丙等行业持续低迷,产值分别下降…: the names of a list in a clause before without a number, or []."""
    begin = max(folded.rfind(mark, 0, first.begin) for mark in "。;:!?\n") + 1
    for clause in reversed(folded[begin : first.begin].rstrip(",").split(",")[-_CLAUSES_BACK:]):
        if _DIGITS.search(clause):
            return []
        match = _LIST_AND_SO_ON.match(clause) or _LIST_OF_SO_MANY.match(clause)
        if match:
            names = [strip_lead(name) + (match["what"] or "") for name in re.split("、|和|与", match["list"])]
            return names if len(names) == count and all(len(name) > 1 for name in names) else []
    return []


def deal_kinds(folded: str, members: Sequence[Slot]) -> list[Dealt]:
    """Return a name for each number of a list whose last member says the noun for all, or [] where none does.

    创成3个省级、2个县级美丽乡村 and 新增国家级2家、省级5家专精特新企业; 一等奖2项、二等奖3项 share no noun.
    """
    first, last = members[0], members[-1]
    opening = strip_lead(folded[first.left : first.quantity.start])
    between = [folded[slot.left : slot.quantity.start] for slot in members[1:]]
    behind = strip_trail(folded[last.quantity.end : last.right], change=False)
    if own := _KIND_AND_NOUN.match(behind):
        kinds = [_KIND_BEFORE_MARK.fullmatch(text) for text in between]
        names = [match["kind"] for match in kinds if match] + [own["kind"]]
        noun, verb = own["noun"], opening
    else:
        kinds = [_KIND_BEHIND_MARK.fullmatch(text) for text in between]
        verb = leading_verb(opening)
        names = [opening.removeprefix(verb)] + [match["kind"] for match in kinds if match]
        noun = behind if _KIND.fullmatch(names[0]) and not pattern("verb").match(behind) else ""
    if len(noun) < len("企业") or not all(kinds):
        return []
    return [Dealt(verb + name + noun, whole=True) for name in names]


def _with_property(name: str, word: str) -> str:
    """甲4万亩、乙2万亩,占比分别为67%和33%: the property is dealt out to what stands before."""
    subject = lent(name)
    return subject + word[2:] if subject.endswith(word[:2]) else subject + word


def _whole(before: Sequence[str], count: int) -> list[Dealt]:
    return [Dealt(name, whole=True) for name in before[-count:]] if len(before) >= count else []


def _names(text: str, count: int) -> list[str]:
    """Return the names of a list; 教育、社会保障和就业、卫生健康 are three where three numbers follow."""
    text = strip_trail(text, change=True)
    only_commas = [piece for piece in text.split("、") if piece]
    return only_commas if len(only_commas) == count else _pieces(text)


def _pieces(text: str) -> list[str]:
    pieces, depth, current = [], 0, ""
    at = 0
    while at < len(text):
        depth += {"“": 1, "《": 1, "(": 1, "”": -1, "》": -1, ")": -1}.get(text[at], 0)
        match = _MARK.match(text, at) if depth == 0 else None
        if match:
            pieces.append(current)
            current, at = "", match.end()
            continue
        current += text[at]
        at += 1
    pieces.append(current)
    return [piece for piece in pieces if piece]


def _with_shared_end(names: Sequence[str]) -> list[str]:
    kinds = _KIND_END.match(names[-1])
    if kinds and all(name.endswith(kinds["kind"]) for name in names[:-1]):
        return [name + kinds["end"] for name in names[:-1]] + [names[-1]]
    if shared := _with_shared_beginning(names):
        return shared
    if shared := _with_shared_area(names):
        return shared
    match = _SHARED_END.search(names[-1])
    if match is None or match.start() == 0:
        return _with_same_length_end(names)
    end = match[0]
    if any(_PROPERTY.fullmatch(name) for name in names[:-1]):
        return list(names)
    if any(_SHARED_END.search(name) for name in names[:-1]):
        return list(names)
    return [name + end for name in names[:-1]] + [names[-1]]


def _with_shared_area(names: Sequence[str]) -> list[str]:
    """城镇、农村居民收入 are of areas, 一、二、三产增加值 of sectors: they share all that stands behind the last of them."""
    *others, last = names
    if not others or not all(_AREA.fullmatch(pattern("scope_word").sub("", name)) for name in others):
        return []
    area = _AREA.match(last)
    end = last[area.end() :] if area else ""
    return [name + end for name in others] + [last] if len(end) > 1 else []


def _with_shared_beginning(names: Sequence[str]) -> list[str]:
    """全市火灾起数、亡人数、损失数: short properties behind the first are of what the first is of."""
    first, *others = names
    match = _COUNTED.search(first)
    if match is None or match.start() < _SUBJECT or not all(_PROPERTY.fullmatch(name) for name in others):
        return []
    return [first] + [first[: match.start()] + name for name in others]


def _with_same_length_end(names: Sequence[str]) -> list[str]:
    """糖尿病、高血压规范管理率; 养老、失业、工伤保险参保: names of one length or one end share what the last has behind it."""
    *others, last = names
    if not _RATED.search(last):
        return _with_noun_of_last(names)
    if any(_RATED.search(name) for name in others):
        return _with_rate_of_last(names)
    lengths = {len(pattern("scope_word").sub("", name)) for name in others}
    common = others[0][-2:] if others and len(others[0]) > _SUBJECT else ""
    at = last.rfind(common) + len(common) if common and all(name.endswith(common) for name in others) else 0
    at = at if at > len(common) else (lengths.pop() if len(lengths) == 1 else len(last))
    end = last[at:]
    return [name + end for name in others] + [last] if len(end) > 1 else _with_rate_of_last(names)


def _with_noun_of_last(names: Sequence[str]) -> list[str]:
    """节庆论坛、达标评优活动: names of one length in front of a noun share it."""
    *others, last = names
    lengths = {len(name) for name in others}
    end = last[lengths.pop() :] if len(lengths) == 1 else ""
    if len(end) < _SUBJECT or any(pattern("head_noun").search(name) for name in others):
        return list(names)
    return [name + end for name in others] + [last]


def _with_rate_of_last(names: Sequence[str]) -> list[str]:
    """卫生厕所普及率、生活垃圾和生活污水治理率: a plain noun behind a rate shares the rate that follows it."""
    *others, last = names
    rate = _RATE_OF.search(last)
    if rate is None or rate.start() < _SUBJECT:
        return list(names)
    return [name if _RATED.search(name) or _COUNTED.search(name) else name + rate[0] for name in others] + [last]
