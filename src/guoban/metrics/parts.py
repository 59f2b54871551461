"""Parts and kinds of what was counted before: 其中工业类18个, (新增13家), 二级4家, 12个新建项目."""

import re
from dataclasses import replace

from guoban.metrics.history import History
from guoban.metrics.layout import Clause
from guoban.metrics.naming import KIND_ENDS, Named, common_end, join, lean, shorten, with_grade
from guoban.metrics.phrases import leading_verb, pattern, thing_of, without_plain_verb
from guoban.metrics.surroundings import CHANGING, LIST_MARKS, Spoken
from guoban.metrics.units import split_magnitude

_WORD = 2
_SHORT = 3
_FEW_WORDS = 6
_PART_LENGTH = 10
# Two names that share more than this at their end are of one kind: they are not grafted on each other.
_LONG_END = 4
_PLACE_NAME = re.compile(r"[一-龥]{2,3}(?:[省市县区镇乡村])?(?<![业级类型性])")
_GRADE = re.compile(r"(?:国家|世界|省部|省|市|县|区|镇|村)级(?:及?以上)?")
# 新开工千万元以上项目3个、2个亿元以上项目: of the same kind, with another limit.
_SUM_LIMIT = re.compile(r"[\d.]*[十百千万亿]+元(?:及)?以[上下](?=项目|企业)")
_OTHER_LIMIT = re.compile(r"[,、]?(?P<limit>\d[\d.\-—~至]*[十百千万亿]*元(?:及?以[上下])?)的")
_LIMIT_OF = re.compile(r"(?:达到?|超过?|突破)?\d[\d.\-—~至]*[十百千万亿]*元(?:及?以[上下])?(?=的)")
_ASIDE = re.compile(r"^\([^()]{0,12}\)")
_PART = re.compile(r"^(?:,|:)?(?:其中|含|包括|包含|其余)")
_HAPPENED = re.compile(r"^发生|(?:存栏|出栏|罚款|死亡|损失|受伤|失踪)$")
_PROPERTY_END = re.compile(r"(?:面积|总额|产量|产值|收入|投资|支出|总量|金额|数|量|额|率|规模|总产)$")
# 亿元以上项目8个,其中10亿元以上2个: the limit is changed for another.
_LIMIT = re.compile(r"(?:\d+(?:\.\d+)?|[Xx]{2})?[亿千百十万]*[元人户吨亩岁]以[上下]")
_OPENS_LIMIT = frozenset("超突低不")
_BEYOND = re.compile(r"(?:超过?|突破|低于|不足)(?=\d|[Xx亿千百十万])")
_OWN_WORDS = ("verb", "attribute", "dependent")


def as_part(spoken: Spoken, last: Named, history: History) -> Named | None:
    """其中工业类18个,社发类25个; (新增13家): parts of the last number that tells a level."""
    clause = spoken.place.clauses[spoken.slot.clause]
    words, count = spoken.head + spoken.tail, spoken.slot.position
    if clause.inside is not None and (where := _as_place(spoken, clause, history)):
        return where
    if clause.inside is not None and (not count or spoken.raw.startswith(LIST_MARKS)):
        return _part(spoken, history.level_before(spoken.place.clauses[clause.inside].end) or last)
    if _PART.match(spoken.raw) or _stands_behind_part_word(spoken, history):
        history.whole = history.whole or history.whole_of(spoken) or last
        return _part(spoken, history.whole)
    goes_on = history.whole and bool(spoken.head) != bool(spoken.tail) and len(words) <= _PART_LENGTH
    goes_on = goes_on and not _HAPPENED.search(spoken.head)
    other = history.whole is not None and spoken.measure == "level" and not _same_kind(history.whole, spoken)
    if other and len(words) > _SHORT + 1 and _PROPERTY_END.search(words):
        goes_on = False
    if clause.mark == ";" and not count and history.whole and history.whole.unit != spoken.slot.quantity.unit:
        goes_on = False
    if last.indicator.endswith(KIND_ENDS) and len(spoken.head) > _SHORT and not spoken.head.endswith(KIND_ENDS):
        goes_on = goes_on and len(common_end(history.whole.own, words)) > 1 if history.whole else False
    own = not pattern("state").match(spoken.head) and any(pattern(name).match(spoken.head) for name in _OWN_WORDS)
    if history.whole and goes_on and _told_alone(last, history.whole) and not spoken.head.endswith(KIND_ENDS):
        return Named(words, words, "", spoken.at, spoken.measure)
    if history.whole and goes_on and (not own or words.endswith(KIND_ENDS)):
        return _part(spoken, history.whole)
    return None


def _same_kind(whole: Named, spoken: Spoken) -> bool:
    """Whether two numbers are told in units of one kind: 亿元 and 万元."""
    return split_magnitude(whole.unit)[1] == split_magnitude(spoken.slot.quantity.unit)[1]


def _told_alone(last: Named, whole: Named) -> bool:
    """进出口总额86亿元,其中出口52亿元,进口34亿元: the part before stood alone, and so does the next."""
    return last.at > whole.at and last.own != whole.own and len(last.own) == _WORD and last.own in whole.own


def _as_place(spoken: Spoken, clause: Clause, history: History) -> Named | None:
    """建成站点9个(东镇4个、西镇5个): the places of a bracket lead what they share."""
    whole = history.level_before(clause.start)
    head = spoken.head
    if whole is None or spoken.tail or not _PLACE_NAME.fullmatch(head) or pattern("verb").match(head):
        return None
    words = history.folded[clause.start : clause.end]
    if _PART.match(words) or words.count("、") < 1:
        return None
    return Named(head + whole.own, whole.own, whole.verb, spoken.at, "share")


def _stands_behind_part_word(spoken: Spoken, history: History) -> bool:
    """其中: and 其中, stand in a clause of their own."""
    slot = spoken.slot
    before = spoken.place.clauses[slot.clause - 1] if slot.clause else None
    return before is not None and not slot.position and history.folded[before.start : before.end] == "其中"


def as_beyond(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """产值超亿元企业60家,超10亿元企业7家: a limit alone is of what the limit before was of."""
    limit = _BEYOND.match(spoken.head) if spoken.head[:1] in _OPENS_LIMIT else None
    at = last.own.find(limit[0]) if limit else -1
    if limit is None or at <= len(last.verb) or not _BEYOND.match(last.own, at):
        return None
    name = last.own[:at] + spoken.head + spoken.tail
    return Named(name, name, last.verb, spoken.at, spoken.measure)


def as_grade(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """一级企业1家、二级4家: the same with its grade changed."""
    name = "" if spoken.tail else with_grade(last.own, spoken.head)
    return Named(name, name, last.verb, spoken.at, spoken.measure) if name else None


def as_list_member(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """吊销企业658家、农专社2家: the verb of the list's first member is meant again."""
    head = spoken.head
    if reached := _reached_too(spoken, last):
        return reached
    inner = pattern("inner_verb").search(last.own, 0, len(last.own) - _WORD)
    verb = last.verb or (inner[0] if inner else "")
    listed = _ASIDE.sub("", spoken.raw).startswith(LIST_MARKS)
    if not listed or not verb or spoken.tail or pattern("verb").match(head):
        return None
    if (pattern("dependent").match(head) or pattern("joining").match(head)) and not head.startswith("其"):
        return None
    if _HAPPENED.search(head) or (len(head) > _SHORT and pattern("plain_verb").match(verb)):
        return None
    shared = last.own.find(head[:_WORD], len(verb) + 1) if len(head) > _WORD else -1
    name = last.own[:shared] + head if shared > 0 else verb + head
    return Named(name, name, verb, spoken.at, spoken.measure)


def _reached_too(spoken: Spoken, last: Named) -> Named | None:
    """惠及企业30家、职工900人: what the first was told of holds for the second."""
    head, word = spoken.head, pattern("dependent").match(last.said)
    if not word or word.end() == len(last.said) or spoken.tail or not spoken.raw.startswith(LIST_MARKS):
        return None
    if len(head) < _WORD or any(pattern(name).match(head) for name in ("dependent", "verb", "attribute")):
        return None
    name = join(last.indicator.removesuffix(last.said), word[0] + head)
    return replace(lean(spoken, last, name), said=word[0] + head)


def in_a_state(spoken: Spoken, _last: Named, history: History) -> Named | None:
    """有水利项目30个,…12个新建项目: 水利新建项目, the same things in one of their states."""
    match = pattern("in_a_state").match(spoken.head + spoken.tail)
    if match is None or spoken.measure in CHANGING or (spoken.raw.endswith(LIST_MARKS) and not spoken.head):
        return None
    noun = match["noun"]
    until = history.whole.at if history.whole else spoken.at
    for named in reversed(history.named):
        thing = pattern("state_first").sub("", thing_of(named.own))
        which = thing.removesuffix(noun)
        if spoken.place.sentence_start <= named.at <= until and thing != which and len(which) > 1:
            which = pattern("state_last").sub("", which)
            already = "已" if f"已{spoken.head}" in spoken.raw and spoken.head else ""
            name = shorten(which + already + spoken.head + spoken.tail)
            return Named(name, which + match["state"] + noun, "", spoken.at, spoken.measure)
    return None


def as_other_limit(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """收入达到60万元的村4个,40-50万元的5个: the same with another limit."""
    other = _OTHER_LIMIT.fullmatch(spoken.raw) if spoken.raw.endswith("的") else None
    where = _LIMIT_OF.search(last.indicator) if other else None
    if other is None or where is None:
        return None
    name = last.indicator[: where.start()] + other["limit"] + last.indicator[where.end() :]
    return Named(name, name, last.verb, spoken.at, spoken.measure)


def as_kind(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """水利项目30个,18个续建项目完成…: a kind of what was counted before, named behind its number."""
    if spoken.raw.endswith(LIST_MARKS) and last.verb and not spoken.head and len(spoken.tail) > _WORD:
        name = join(last.verb, spoken.tail)
        return Named(name, name, last.verb, spoken.at, spoken.measure)
    if spoken.raw.endswith(LIST_MARKS) and not spoken.head and len(spoken.tail) >= _LONG_END:
        return Named(spoken.tail, spoken.tail, "", spoken.at, spoken.measure)
    limit = _SUM_LIMIT.match(spoken.tail) if "元" in spoken.tail else None
    if limit and not spoken.head and _SUM_LIMIT.search(last.own):
        name = _SUM_LIMIT.sub(limit[0], last.own, count=1)
        return Named(name, name, last.verb, spoken.at, spoken.measure)
    common = common_end(last.own, spoken.tail)
    shorter = len(spoken.tail) < len(last.own) - 1 and len(common) > 1 and common != spoken.tail
    if spoken.head or not shorter or not pattern("head_noun").search(common):
        return None
    name = last.own.removeprefix(last.verb)[: -len(common)] + spoken.tail
    return Named(name, name, "", spoken.at, spoken.measure)


def _by_area_or_person(part: str, whole: str, noun: str) -> str:
    """新建充电桩 and 农村 are 农村新建充电桩; 招聘教师 and 研究生 are 招聘教师研究生, but 引进硕士 and 博士 are not."""
    of_those = "的" in whole and _PLACE_NAME.fullmatch(part) and not pattern("verb").match(part)
    if pattern("area").match(part) or of_those:
        return part + whole
    of_persons = pattern("person").match(part) and not pattern("degree").search(noun)
    return join(without_plain_verb(whole), part) if of_persons else ""


def _is_variant(noun: str, part: str, common: str) -> bool:
    """税费收入, 税收收入 and 社保费收入 stand beside each other; 重点项目 and 工业项目 make 重点工业项目."""
    which, other = noun[: len(noun) - len(common)], part[: len(part) - len(common)]
    return len(common) > 1 and (len(which) == 1 or (len(which) == len(other) == 2 and bool(set(which) & set(other))))


def _as_kind_of(whole: str, part: str, verb: str, common: str, *, says_verb: bool) -> str:
    """签约项目 and 工业项目 are 签约工业项目; 发放补贴 and 高龄津贴 are 发放高龄津贴; else the part goes behind."""
    if len(common) > 1 and common != part:
        return (
            verb + part
            if verb and _is_variant(whole.removeprefix(verb), part, common)
            else whole[: -len(common)].removesuffix("各类") + part
        )
    if says_verb and not part.endswith(("级", "类")) and not _PROPERTY_END.search(whole):
        return verb + part
    return join(without_plain_verb(whole), part)


def _has_own_property(spoken: Spoken, noun: str, part: str, *, same_unit: bool) -> bool:
    """查出问题金额5亿元,其中违规使用金额1亿元; 准确率91%,其中预警提前量46分钟: such a part stands alone."""
    if same_unit:
        return len(part) > _SHORT + 1 and all(_PROPERTY_END.search(word) for word in (part, noun))
    return spoken.measure == "level" and len(part) > _SHORT + 2 and part.endswith(("量", "率", "度"))


def _part(spoken: Spoken, whole: Named) -> Named:
    """Name a part of `whole`: 签约项目 and 10亿元以上项目 are 签约10亿元以上项目."""
    same_unit = _same_kind(whole, spoken)
    own_thing = (
        len(whole.said) > _SHORT
        and not pattern("bare_verb").match(whole.said)
        and not pattern("listed_attribute").match(whole.said)
    )
    if same_unit and own_thing and not pattern("base_head").match(whole.said) and not whole.said.startswith("占"):
        whole = replace(whole, own=whole.said, verb=leading_verb(whole.said))
    part, verb = spoken.head + spoken.tail, whole.verb
    if pattern("verb").match(part) and not pattern("plain_verb").match(part) and len(part) > _FEW_WORDS:
        return Named(shorten(part), part, leading_verb(part), spoken.at, spoken.measure)
    if part.endswith(("以上", "以下")) and _LIMIT.fullmatch(part) and (limit := _LIMIT.search(whole.own)):
        name = whole.own.replace(limit[0], part, 1)
        return Named(name, name, verb, spoken.at, spoken.measure)
    if "元" in part and _SUM_LIMIT.match(part) and _SUM_LIMIT.search(whole.own):
        return Named(verb + part, part, verb, spoken.at, spoken.measure)
    common, noun = common_end(whole.own, part), whole.own.removeprefix(verb)
    says_verb = verb and part and not pattern("plain_verb").match(verb) and not part.startswith(verb)
    changes_itself = spoken.measure in CHANGING and len(part) > _SHORT and _PROPERTY_END.search(part)
    own_property = _has_own_property(spoken, noun, part, same_unit=same_unit)
    told = "" if spoken.tail else _by_area_or_person(part, whole.own, noun)
    if told:
        name = told
    elif changes_itself or own_property or (part in noun and not spoken.tail):
        name = part
    elif (part == leading_verb(part) or (verb and part.endswith(verb))) and noun:
        name = part + noun
    elif len(common) > _LONG_END:
        name = part if part.startswith(verb) else verb + part
    elif part.endswith(KIND_ENDS) and len(common) < 2 and (pattern("head_noun").search(noun) or len(noun) == 2):
        graded = _GRADE.sub(part, whole.own, count=1) if _GRADE.fullmatch(part) else whole.own
        name = graded if graded != whole.own else whole.own[:-2] + part + whole.own[-2:]
    else:
        name = _as_kind_of(whole.own, part, verb, common, says_verb=bool(says_verb and same_unit))
    return Named(shorten(name), part if len(part) > _SHORT else name, verb, spoken.at, spoken.measure)
