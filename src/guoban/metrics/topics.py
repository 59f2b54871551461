"""What a paragraph has said in full before a number says it short: 开展甲类案件评查。…评查案件60件."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache

from guoban.metrics.cues import either
from guoban.metrics.phrases import context_verbs, leading_verb, pattern, strip_lead

_WORD = 2
_FARTHEST = 1000
_LONGEST_NOUN = 7
_LONGEST_MODIFIER = 14
_CLAUSE = re.compile(r"[^,;:。!?\n]+")
_ITEM = re.compile(
    r"(?:^|[。;\n ])(?:[一二三四五六七八九十]{1,2}是|[①-⑳]|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、])"
)
_OPENER = re.compile(r"[。;\n ]*(?:[一二三四五六七八九十]{1,2}是|[①-⑳]|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、])")
_GENERAL = re.compile(r"^(?:应|已|未|各类|各项|相关|有关|相应)+")
_DIGIT = re.compile(r"\d|[Xx]{2}(?=[亿万家个])")
_CAMPAIGN = re.compile(r"(?:活动|行动|计划|工程)$")
_HEADLINE = re.compile(r"(?:情况|方面|工作)$")
_DEED = re.compile(r"(?:工作|行动|活动)$")
_ALL = re.compile(r"各类|各项|全市|全县|全区|全省")
_ASIDE = re.compile(r"\([^()]*[、,][^()]*\)")
_MEETING = re.compile(r"[一-龥]{4,}(?<![大协])(?<!理事|委员|座谈|联席|专题|工作)会$")
_ENTERING = re.compile(r"纳入|列入|入选|入围|获评|获得?|参加|接受|通过|接入|加入|进入")
_ASPECT = re.compile(r"(?:情况|方面|问题)$")


class Topics:
    """The phrases of a text's clauses, read once each; `without_times` gives a stretch without its time expressions."""

    def __init__(self, folded: str, without_times: Callable[[int, int], str]) -> None:
        self._folded = folded
        self._without_times = without_times
        self._read: dict[tuple[int, int], list[str]] = {}

    def before(
        self, paragraph: int, sentence: int, clause: int, words: Collection[str], *, near: bool
    ) -> Iterator[list[str]]:
        """Yield the phrases before `clause` in its item that hold one of `words`, the nearest first.

        Each comes with what is left of it without its ends. `near`: those of its sentence only.
        """
        # No farther back than a reader remembers: a text in one line must not be read again for each number.
        sentence, paragraph = max(sentence, clause - _FARTHEST), max(paragraph, clause - _FARTHEST)
        yield from reversed(self._phrases(sentence, clause, words))
        if near or not any(self._folded.find(word, paragraph, sentence) >= 0 for word in words):
            return
        begin = paragraph
        for match in _ITEM.finditer(self._folded, paragraph, clause):
            begin = match.start()
        if begin < sentence:
            yield from reversed(self._phrases(begin, sentence, words))
        if paragraph < begin:
            end = self._folded.find("。", paragraph, begin + 1)
            yield from self._phrases(paragraph, end, words) if end >= 0 else ()

    def between(self, start: int, end: int) -> str:
        """Return the last phrase of the clauses from `start` to `end`, without 工作 and the like, or ""."""
        phrases = self._phrases(start, end)
        return _DEED.sub("", phrases[-1][0]) if phrases else ""

    def _phrases(self, start: int, end: int, words: Collection[str] = ("",)) -> list[list[str]]:
        spans = (match.span() for match in _CLAUSE.finditer(self._folded, start, end))
        holding = (span for span in spans if any(self._folded.find(word, *span) >= 0 for word in words))
        return [forms for span in holding if (forms := self._clause(*span))]

    def _clause(self, start: int, end: int) -> list[str]:
        """Return the forms of the phrase of one clause, [] where it has none."""
        if (start, end) not in self._read:
            opened = _OPENER.match(self._folded, start, end)
            text = self._without_times(opened.end() if opened else start, end)
            phrase = _phrase(text, opens=opened is not None)
            self._read[start, end] = _shortened(phrase) if phrase else []
        return self._read[start, end]


@cache
def _inner_context() -> re.Pattern[str]:
    return re.compile(f"^.{{2,}}(?:{either(word for word in context_verbs() if len(word) > 1)})(?P<field>.{{4,}})$")


def _phrase(clause: str, *, opens: bool) -> str:
    """Return what a clause without a number is about: 着手推动甲中心改造工程 gives 甲中心改造工程."""
    if _DIGIT.search(clause):
        return ""
    text = strip_lead(clause)
    match = pattern("context").match(text) or _inner_context().match(text)
    if match is None and not (opens and _HEADLINE.search(text)):
        return ""
    text = _ASIDE.sub("", match["field"] if match else text)
    return text.rpartition("等")[2] or text


def _shortened(phrase: str) -> list[str]:
    """甲类案件办理工作情况: as it stands, without 情况, without 工作, …"""
    found = [phrase, phrase[:-1]] if _MEETING.search(phrase) else [phrase]
    while ending := _ASPECT.search(found[-1]) or pattern("context_end").search(found[-1]):
        if ending.start() <= _WORD or _CAMPAIGN.search(found[-1]):
            break
        found.append(found[-1][: ending.start()])
    return found


@dataclass(frozen=True, slots=True)
class Full:
    """A noun in full: `name` with its verb and its property, `whole` the phrase it was said in."""

    name: str
    whole: str


@dataclass(frozen=True, slots=True)
class Short:
    """A name that may have been said in full before: what opens it, its modal, and the noun; several ways to cut it."""

    cuts: tuple[tuple[str, str, str], ...]
    entering: bool

    @property
    def words(self) -> frozenset[str]:
        """What a phrase must hold to say it in full."""
        return frozenset(noun[:_WORD] for _, _, noun in self.cuts)


def short_name(name: str) -> Short:
    """Return the ways to cut a name; none where its noun is too long to be short for another."""
    scope = pattern("scope_word").match(name)
    name = name[scope.end() :] if scope else name
    verb = leading_verb(name)
    entering = _ENTERING.match(name)
    verb = entering[0] if entering and not verb else verb
    cuts = [_cut(verb, name.removeprefix(verb))]
    if len(verb) == _WORD and pattern("general_noun").match(name, len(verb)):
        cuts.append(("", "", name))
    return Short(tuple(cut for cut in cuts if _WORD <= len(cut[2]) <= _LONGEST_NOUN), entering is not None)


def in_full(name: str, short: Short, phrases: Iterator[list[str]]) -> Full | None:
    """Put in front of a short noun what a phrase before has in front of it, or return None where none has.

    评查案件 and 甲类案件 make 评查甲类案件; 减免金额 and 单位租金减免 make 单位租金减免金额.
    """
    for phrase in phrases:
        for opening, modal, noun in short.cuts:
            word = noun[:_WORD]
            for form in [*phrase, *_without_last_verb(phrase[-1])] if short.entering else phrase:
                modifier = _modifier(form[: -len(word)]) if form.endswith(word) else ""
                if modifier and modifier not in name:
                    return Full(opening + modifier + modal + noun, modifier + word)
    return None


def _without_last_verb(phrase: str) -> list[str]:
    """节水器具认证培育: what is entered may be the thing that is worked on."""
    doing = pattern("last_verb").search(phrase)
    return [phrase[: doing.start()]] if doing and doing.start() > 2 * _WORD else []


def _cut(verb: str, rest: str) -> tuple[str, str, str]:
    general = _GENERAL.match(rest)
    if general is None:
        return verb, "", rest
    return verb, general[0] if len(general[0]) < _WORD else "", rest[general.end() :]


def _modifier(text: str) -> str:
    """Return what may stand in front of the noun, without the verb that opens it."""
    text = text.strip("、和与及的")
    while found := pattern("verb").match(text) or _ALL.match(text):
        text = text[found.end() :]
    text = strip_lead(text)
    if not _WORD <= len(text) <= _LONGEST_MODIFIER or _DIGIT.search(text):
        return ""
    return text if text.count("“") == text.count("”") and text.count("(") == text.count(")") else ""
