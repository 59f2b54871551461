"""Cutting the words around a number down to what it counts: adverbs, links and hedges off, words left whole."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from guoban import lexicon
from guoban.errors import LexiconError
from guoban.metrics.cues import alternatives, either, not_behind
from guoban.metrics.edges import EdgeWords

_FIELDS = (
    "lead", "trail", "change", "attributes", "attribute_ends", "dependent", "verbs", "stops", "target_words",
    "lead_unless", "trail_unless", "plain_verbs", "shared_bases", "context_verbs", "context_ends", "tail_verbs",
    "scope_words", "head_nouns", "core_attributes", "far_dependent", "effects", "joining", "standing", "areas", "persons", "findings", "scenes", "plain_objects", "doing",
    "states", "means", "improvements", "works", "works_actions", "works_verbs", "works_general",
)  # fmt: skip
_EDGES = "、,;: 的"
_LISTED = ("、", "和", "与", "及")
_LONGEST_FIELD = 10
# 省定指标中由我们牵头的是甲率, 乙率指标中我市“丙率”: only what stands behind is counted.
_CAUSED = re.compile(r"受[^,;。]{2,12}(?:影响|拖累|带动|制约|冲击)$")
_INSIDE = re.compile(r"^.*(?:的是|(?:指标|情况|当)中(?:的)?)(?:我[省市县区])?(?=.{4})")
# 开展系统“清风”专项行动: the name alone tells the field.
_NAMED_CAMPAIGN = re.compile(
    r"(?P<name>“[^“”]{2,8}”)(?:系列|专项|集中|主题)?(?:整治|服务|执法|排查)?(?:行动|活动|工程|计划|改革)$"
)
# 首次组织农民丰收节, 组织农机推介会: an event is a field; 组织发动群众 is none.
_HELD = re.compile(
    r"^(?:首次)?组织(?:首次|首届)?(?P<field>[^,;。]{2,14}(?:[一-龥]节|大赛|比赛|展会|拍卖会|招聘会|对接会|推介会|展销会|洽谈会))$"
)
_DEED = re.compile(r"(?:工作|行动|活动)$")
_SHORTEST_CUT = 6
# The same phrases come again and again; so many of them are kept in memory.
_REMEMBERED = 1 << 12
# 新兴产业增加值占规上工业增加值的比重: a share is told whole, however long.
_SHARE_OF = re.compile(r"^[^,;。占]{2,26}占[^,;。占]{2,16}(?:比重|比例|份额)$")


@cache
def _data() -> dict[str, Any]:
    data = lexicon.load("indicators")
    missing = [field for field in _FIELDS if field not in data]
    if missing:
        raise LexiconError("lexicon_field", name="indicators", field=missing[0])
    return data


def _guarded(words: Iterable[str], unless: Mapping[str, list[str]]) -> str:
    """Return alternatives in which a word counts only where it is not the end of a longer one (约 of 签约)."""
    parts = []
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        others = "|".join(unless.get(word, ()))
        parts.append((f"(?<!{others})" if others else "") + re.escape(word))
    return "(?:" + "|".join(parts) + ")"


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the pattern `name`, a key of the table below, over the words of indicators.yaml."""
    return re.compile(_PATTERNS[name](_data()))


def _any(field: str, *, opens: bool = False, ends: bool = False) -> Callable[[dict[str, Any]], str]:
    return lambda data: ("^" if opens else "") + either(data[field]) + ("$" if ends else "")


def _change(data: dict[str, Any]) -> str:
    words = _guarded([*data["trail"], *data["change"]], data["trail_unless"])
    against = r"(?:高于|低于|高出|超过|快于|慢于|较|(?<!同|环|占|评)比)[^,;。]{2,14}"
    return rf"(?:{words}|{against}|(?:(?:位|名|跃|稳|暂)?[居列](?:[一-龥]{{2,3}})?)?{alternatives('scopes')}(?:的)?)$"


def _attribute(data: dict[str, Any]) -> str:
    ends = either(data["attribute_ends"])
    return (
        rf"^(?:合计|年度|实际|总|平均|各类|计划|全部|其)?(?:{either(data['attributes'])}|[一-龥]{{2}}{ends}"
        rf"|[一-龥]{{2}}{either(data['core_attributes'])}|[一-龥]{{0,2}}{either(data['doing'])}{ends}"
        rf"|(?:[省市县区州]级|[省市县区州]定|年度|全年|序时)?(?:指标|任务|目标|计划){{1,2}}完成率)(?:合计)?$"
    )


def _base(data: dict[str, Any]) -> str:
    return (
        "(?:年度|全年|半年|上半年|年初|季度|年|[省市县区州]定|[省市县区州]?下达|上级下达){0,3}(?:目标|建设|工作|投资|招商|整改)?"
        rf"{either(data['shared_bases'])}(?:任务|目标|数|量|值)?"
    )


_PATTERNS: dict[str, Callable[[dict[str, Any]], str]] = {
    "change": _change,
    "attribute": _attribute,
    "base": _any("shared_bases"),
    "base_head": lambda data: (
        rf"(?:超额|仅|只|已)?(?:完成|占|为|达到?|实现|是|高于|超过|低于)?(?P<base>{_base(data)})(?:的)?$"
    ),
    "head_noun": _any("head_nouns", ends=True),
    "scope_word": _any("scope_words", opens=True),
    "tail_verb": _any("tail_verbs", ends=True),
    "property": lambda data: rf"总?{either(data['attributes'])}$",
    "inner_verb": lambda data: either(word for word in data["verbs"] if len(word) > 1),
    "verb_ahead": lambda data: f"(?={either(word for word in data['verbs'] if len(word) > 1)})",
    "context": lambda data: f"^{either(data['context_verbs'])}(?P<field>.+)$",
    "context_end": _any("context_ends", ends=True),
    "dependent": _any("dependent", opens=True),
    "says_little": lambda data: (
        f"^(?:已|并)?{either([*data['findings'], *data['verbs'], *data['dependent']])}(?:并{either([*data['verbs'], *data['tail_verbs'], *data['doing']])})?"
        f"(?:各类|相关|有关|重点|一般)?{either(data['plain_objects'])}$"
    ),
    "found": lambda data: f"^{either(data['findings'])}(?:各类|各项)?{either(data['plain_objects'])}$",
    "scene": lambda data: f"^{either(data['scenes'])}(?:了)?(?P<scene>.+)$",
    "standing": _any("standing", opens=True, ends=True),
    "joining": _any("joining", opens=True),
    "area": _any("areas", opens=True, ends=True),
    "person": _any("persons", opens=True, ends=True),
    "degree": _any("persons"),
    "effect": _any("effects", opens=True),
    "far_dependent": _any("far_dependent", opens=True),
    "target": _any("target_words", opens=True, ends=True),
    "verb": _any("verbs", opens=True),
    "plain_verb": _any("plain_verbs", opens=True),
    "general_noun": lambda data: f"(?:{either([*data['plain_objects'], *data['attributes']])}|率)$",
    "opening_verb": lambda data: f"(?:{either([*data['verbs'], *data['context_verbs']])}(?:了)?)(?=.{{2}})",
    "work": lambda data: (
        f"^(?:{either(data['works_verbs'])})?(?P<work>[^,;:。、等和的]{{2,20}}{not_behind(data['works_general'])}"
        f"{either(data['works'])}(?:[一二三四]期)?)(?P<rest>[^,;。、]{{0,24}})$"
    ),
    "worked_on": lambda data: (
        f"^{either([*data['works_verbs'], *data['works_actions']])}{{1,3}}(?P<thing>(?!完毕|完成|并|了|到位|后)[^,;:。、]{{3,20}})$"
    ),
    "built": _any("works_verbs", opens=True),
    "works_action": _any("works_actions"),
    "means": _any("means", ends=True),
    "last_verb": _any("verbs", ends=True),
    "in_a_state": lambda data: (
        f"^(?P<state>(?:已|未)?{either(data['states'])})(?:的)?(?P<noun>{either(data['head_nouns'])})(?P<rest>.{{0,10}})$"
    ),
    "state": lambda data: f"^(?:已|未|新)?{either(data['states'])}$",
    "state_first": lambda data: f"^(?:已|未|新)?{either(data['states'])}(?=.{{2}})",
    "state_last": lambda data: f"(?:已|未)?{either(data['states'])}$",
    "listed_attribute": _any("attributes", opens=True, ends=True),
    "bare_verb": lambda data: (
        f"^(?:已|未|应)?{either([*data['verbs'], *data['tail_verbs'], *data['doing']])}(?:{either([*data['verbs'], *data['tail_verbs'], *data['doing'], *data['improvements']])}){{0,2}}$"
    ),
    "process": lambda data: f"{either([*data['context_ends'], *data['verbs']])}$",
    "in_all": lambda data: (
        rf"(?:(?<=[一-龥]{{2}})共|(?<=[全我][省市县区州旗镇乡])累计|(?<=[一-龥])预计(?:共|可)?)(?={either(data['verbs'])})|(?<=[一-龥]{{2}})(?<![许认])可(?=完成|实现|新增)"
    ),
    "stop": _any("stops"),
    "plain_object": lambda data: (
        f"^{either(data['verbs'])}(?:并{either(data['verbs'])})?(?:各类|相关|有关|重点)?{either(data['plain_objects'])}$"
    ),
}


@lru_cache(maxsize=_REMEMBERED)
def strip_lead(text: str) -> str:
    """其中新增企业 is 新增企业; 中介机构 stays."""
    while length := _leads().at_start(text):
        text = _trim(text[length:])
    return _trim(text)


@lru_cache(maxsize=_REMEMBERED)
def strip_trail(text: str, *, change: bool) -> str:
    """投资完成 is 投资, 签约 stays; with `change`, 投资同比增长 is 投资 too."""
    if change:
        while found := pattern("change").search(text):
            text = _trim(text[: found.start()])
    else:
        while length := _trails().at_end(text):
            text = _trim(text[:-length])
    return _trim(text)


@cache
def _leads() -> EdgeWords:
    return EdgeWords(_data()["lead"], _data()["lead_unless"])


@cache
def _trails() -> EdgeWords:
    return EdgeWords(_data()["trail"], _data()["trail_unless"])


def _trim(text: str) -> str:
    """Take marks off both ends; a bracket stays with its fellow: 服务站(点)."""
    text = text.strip(_EDGES)
    if "(" not in text and ")" not in text:
        return text
    if text.startswith("(") and ")" not in text:
        text = text.lstrip("(")
    if text.endswith(")") and "(" not in text:
        text = text.rstrip(")")
    if text.count("(") > text.count(")"):
        text = text.partition("(")[0] if not text.startswith("(") else text.strip("(")
    return text.strip(_EDGES)


def context_verbs() -> tuple[str, ...]:
    """Return the verbs of a clause that names what is worked on."""
    return tuple(_data()["context_verbs"])


def verbs() -> tuple[str, ...]:
    """Return the verbs that open a clause and are shared by a list."""
    return tuple(_data()["verbs"])


def leading_verb(text: str) -> str:
    """Return the verb that opens the words: 吊销企业 gives 吊销."""
    match = pattern("verb").match(text)
    return str(match[0]) if match else ""


def without_plain_verb(text: str) -> str:
    """完成水利投资 is 水利投资."""
    match = pattern("plain_verb").match(text)
    return text[match.end() :] if match and match.end() < len(text) else text


def thing_of(subject: str) -> str:
    """Return a subject without the verbs that open it: 组织实施政府投资项目 is 政府投资项目."""
    scope = pattern("scope_word").match(subject)
    if scope and pattern("opening_verb").match(subject, scope.end()):
        subject = subject[scope.end() :]
    while match := pattern("opening_verb").match(subject):
        subject = subject[match.end() :]
    return subject


def lent(subject: str) -> str:
    """Return a subject as its followers take it over: 全市刑事案件立案 is 刑事案件, 夏粮平均亩产 is 夏粮."""
    for name in ("scope_word", "tail_verb", "property"):
        match = None if name == "property" and subject.endswith("资金") else pattern(name).search(subject)
        rest = subject[: match.start()] + subject[match.end() :] if match else ""
        subject = rest if len(rest) > 1 and not pattern("bare_verb").match(rest) else subject
    return subject


def object_of(clause: str) -> str:
    """Return what a clause says is done, whole: 深化检查结果互认工作 gives 检查结果互认."""
    match = pattern("context").match(strip_lead(clause))
    return _DEED.sub("", match["field"]) if match else ""


def field_of(clause: str) -> str:
    """Return the field that a clause without a number names: 继续做好养老服务体系建设 gives 养老服务体系."""
    text = strip_lead(clause)
    match = pattern("context").match(text) or _HELD.match(text)
    if match is None:
        return ""
    field = match["field"]
    campaign = _NAMED_CAMPAIGN.search(field)
    if campaign:
        return str(campaign["name"])
    if pattern("means").search(field):
        return ""
    ending = pattern("context_end").search(field)
    while ending and len(field) - len(ending[0]) > 1:
        field = field[: ending.start()]
        ending = pattern("context_end").search(field)
    field = field.rpartition("等")[2] or field
    return field if sum(char not in "“”《》" for char in field) <= _LONGEST_FIELD else ""


def _behind_listed(text: str) -> str:
    """安装、木栈道铺设: a verb that ends the first of two deeds opens nothing; the second is left."""
    verb = leading_verb(text)
    rest = text[len(verb) + 1 :] if text.startswith(_LISTED, len(verb)) else ""
    return rest if len(rest) >= _SHORTEST_CUT else text


def cut_modifiers(text: str, longest: int) -> str:
    """Cut a long phrase down to its verb and its noun: 培育具有…特色的阳光作坊 is 培育阳光作坊."""
    text = _CAUSED.sub("", text) if "受" in text else text
    text = _INSIDE.sub("", text) if "中" in text or "的是" in text else text
    if len(text) <= longest or _SHARE_OF.search(text):
        return text
    verb = leading_verb(text)
    _, found, noun = text.rpartition("的")
    if found and len(noun) > len(verb) + 1:
        return verb + noun.removeprefix("是")
    for match in pattern("verb_ahead").finditer(text, 4):
        quoted = text.count("“", 0, match.start()) > text.count("”", 0, match.start())
        if len(text) - match.start() >= _SHORTEST_CUT and not quoted:
            text = _behind_listed(text[match.start() :])
            break
    return text
