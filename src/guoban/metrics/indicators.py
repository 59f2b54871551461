"""What a number counts or measures, in words that stand alone in a table.

The words are taken from around the number: left of it (检查企业252家次), right of it (12个项目入选…), or both; what
only names a property (总投资, 占比) or a part (其中, a bracket) takes its subject from the number before.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from guoban.metrics.cues import alternatives
from guoban.metrics.layout import Slot
from guoban.metrics.distribution import Dealt, deal_names
from guoban.metrics.phrases import (
    cut_modifiers,
    field_of,
    leading_verb,
    lent,
    pattern,
    strip_lead,
    strip_trail,
    without_plain_verb,
)
from guoban.metrics.selection import Place
from guoban.records import Measure

_LONGEST = 44
_LONG = 20
_LONG_TAIL = 14
_KIND_ENDS = ("业", "级", "类", "型", "性")
_HAPPENED = regex.compile(r"(?:存栏|出栏|罚款|死亡|损失|受伤|失踪)$")
_RECOVERED = regex.compile(r"^[^,;。]{0,4}(?:恢复到|恢复至|相当于)")
_GRADE = regex.compile(r"[一二三四五六七八九十特甲乙丙](?=级|等奖|星级|类|档)")
_SHORT = 3
_FEW_WORDS = 6
_TAIL_END = regex.compile(r"参与|进行|并|以|用于|推动|提升|进一步|,")
_CHANGED = regex.compile(alternatives("rise", "fall"))
_ADVERB = regex.compile(r"(?<=[一-龥)]{2})(?:正在|已经|均已)")
_AND_SO_ON = regex.compile(r"等(?:方式|形式|问题|工作|内容|举措|活动)?$")
_LIST_MARKS = ("、", "和", "与", "及", "以及", "或")
_CHANGING = frozenset({"growth", "difference", "rank"})
_NOUN_BEHIND = regex.compile(r"[一-龥A-Za-z“《]")
_BOUND_BEHIND = regex.compile(r"(?:及?以[上下内外]|左右|上下|之[内上]|余|多|不等|内(?=[,;。)]|$))(?:的)?")
_PREDICATE = regex.compile(r"(?:全部|均|已|正在|按期|顺利|基本)")
_PART = regex.compile(r"^(?:,|:)?(?:其中|含|包括|包含|其余)")
_OPENER = regex.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十],|[(]?[一二三四五六七八九十\d]{1,2}[)、.])"
)
_FROM_TAIL = regex.compile(r"(?:由|从)[^,;。]{0,12}$")
_TO_HEAD = regex.compile(rf"^(?:的)?{alternatives('rise', 'fall')}?(?:到|至|为|成)(?:了)?(?:今年的|目前的|现在的|的)?$")
_COMPLETION_OF = regex.compile(r"(?:超额)?(?:完成|占|为|达|达到|实现|是)")
_SCHEDULE = regex.compile(r"(?:时序|序时|均衡|时间|进度)进度|时间进度")
_ENUMERATION = regex.compile(r"[^,;:。]*、[^,;:。]*等$")
_PROPERTY_END = regex.compile(r"(?:面积|总额|产量|产值|收入|投资|支出|总量|金额|数|量|额|率|规模|总产)$")


@dataclass(frozen=True, slots=True)
class Named:
    """What a number was named, and what its followers may take from it.

    `own` is the thing counted without a property behind it; `verb` opens it; `whole` is what a part is of.
    """

    indicator: str
    own: str
    verb: str
    begin: int
    measure: Measure


class Namer:
    """Names the numbers of a paragraph in text order; each may lean on those before it."""

    def __init__(self, folded: str, times: Sequence[tuple[int, int]]) -> None:
        self._folded = folded
        self._times = times
        self._sentence = -1
        self._named: list[Named] = []
        self._whole: Named | None = None
        self._dealt: dict[int, Dealt] = {}

    def deal(self, placed: Sequence[Slot]) -> None:
        """Look whether the clause that begins with the first of `placed` deals names out to its numbers: A、B分别为x、y."""
        members = [slot for slot in placed if slot.clause == placed[0].clause]
        self._dealt = {}
        if len(members) > 1:
            levels = [named.indicator for named in self._named if named.measure in {"level", "share"}]
            for slot, dealt in zip(members, deal_names(self._folded, members, levels), strict=False):
                self._dealt[slot.quantity.start] = dealt

    def name(self, place: Place, slot: Slot, measure: Measure) -> str:
        """Return the indicator of the number in `slot`."""
        if place.sentence_start != self._sentence:
            self._sentence, self._whole, self._named = place.sentence_start, None, self._named[-1:]
        dealt = self._dealt.get(slot.quantity.start)
        if dealt and dealt.whole:
            self._named.append(Named(dealt.name, dealt.name, "", slot.quantity.start, measure))
            return dealt.name
        head = strip_lead(dealt.name) if dealt else self._left(slot, measure)
        tail = "" if dealt else self._right(slot, measure, head)
        raw = self._folded[slot.left : slot.quantity.start]
        named = self._combine(place, slot, head, tail, raw, measure)
        self._named.append(named)
        return named.indicator

    def _combine(self, place: Place, slot: Slot, head: str, tail: str, raw: str, measure: Measure) -> Named:
        last = self._named[-1] if self._named else None
        at = slot.quantity.start
        if last is None:
            return self._fresh(place, slot, head, tail, measure)
        same_sentence = last.begin >= place.sentence_start
        leaning = self._leaning(last, raw, head, tail, measure, at)
        if leaning is not None:
            return leaning
        if not same_sentence:
            return self._fresh(place, slot, head, tail, measure)
        bracket = place.clauses[slot.clause].inside is not None and slot.position == 0
        if _PART.match(raw) or bracket or self._behind_part_word(place, slot):
            self._whole = self._whole if self._whole and not bracket else self._last_level() or last
            return self._part(self._whole, head, tail, at, measure)
        listed = raw.startswith(_LIST_MARKS) and bool(last.verb) and not pattern("verb").match(head) and not tail
        if self._whole and (bool(head) != bool(tail)) and len(head + tail) <= 10 and not pattern("verb").match(head):
            if not (pattern("attribute").match(head) or pattern("dependent").match(head)):
                return self._part(self._whole, head, tail, at, measure)
        if not tail and pattern("attribute").match(head):
            return Named(_join(last.own, head), last.own, last.verb, at, measure)
        graded = _same_grade(last.own, head) if not tail else ""
        if graded:
            return Named(graded, graded, last.verb, at, measure)
        if (
            listed
            and (len(head) <= _SHORT or not pattern("plain_verb").match(last.verb))
            and not _HAPPENED.search(head)
        ):
            return Named(last.verb + head, last.verb + head, last.verb, at, measure)
        if pattern("dependent").match(head) and len(head) <= 8 or (head and not tail and len(head) <= _SHORT):
            return Named(_join(lent(last.own), head + tail), last.own, last.verb, at, measure)
        return self._fresh(place, slot, head, tail, measure)

    def _leaning(self, last: Named, raw: str, head: str, tail: str, measure: Measure, at: int) -> Named | None:
        """Return the name of a number that only says more about the one before it, or None."""
        if measure == "difference" and _SCHEDULE.search(raw):
            return Named(_join(last.own, "进度"), last.own, last.verb, at, measure)
        base = pattern("base").search(raw) if not tail else None
        if (
            base
            and len(head) <= len(base[0]) + 8
            and (
                pattern("target").match(head)
                or _COMPLETION_OF.match(strip_lead(raw.strip(",;、(")))
                or measure == "completion"
                and raw.startswith(base[0])
            )
        ):
            return Named(_join(without_plain_verb(last.own), base[0]), last.own, last.verb, at, measure)
        if _RECOVERED.match(raw):
            return Named(last.indicator, last.own, last.verb, at, measure)
        if (not head and not tail) or (pattern("target").match(head) and not tail) or _TO_HEAD.match(raw):
            return Named(last.indicator, last.own, last.verb, at, measure)
        if measure == "share" and head.startswith("占"):
            return Named(_join(last.own, head), last.own, last.verb, at, measure)
        return None

    def _last_level(self) -> Named | None:
        return next((named for named in reversed(self._named) if named.measure == "level"), None)

    def _part(self, whole: Named, head: str, tail: str, at: int, measure: Measure) -> Named:
        part = head + tail
        verb = whole.verb
        if pattern("verb").match(part) and not pattern("plain_verb").match(part) and len(part) > 6:
            return Named(_shorten(part), part, leading_verb(part), at, measure)
        common = _common_end(whole.own, part)
        noun = whole.own.removeprefix(verb)
        if part in noun and not tail:
            name = part
        elif part == leading_verb(part) and noun:
            name = part + noun
        elif part.endswith(_KIND_ENDS) and pattern("head_noun").search(noun):
            name = whole.own[:-2] + part + whole.own[-2:]
        elif len(common) > 1 and common != part:
            name = whole.own[: -len(common)] + part
        elif (
            verb
            and part
            and not part.endswith(("级", "类"))
            and not _PROPERTY_END.search(whole.own)
            and not part.startswith(verb)
        ):
            name = verb + part
        else:
            name = _join(without_plain_verb(whole.own), part)
        return Named(_shorten(name), part if len(part) > _SHORT else name, verb, at, measure)

    def _fresh(self, place: Place, slot: Slot, head: str, tail: str, measure: Measure) -> Named:
        """Name a number by its own words, with the field that the clause before names where they are few."""
        indicator = _shorten(head + tail)
        verb = leading_verb(head)
        if len(indicator) <= _FEW_WORDS and measure in {"level", "completion"}:
            field = self._field(place, slot)
            if field and field not in indicator and indicator not in field:
                rest = indicator.removeprefix(verb)
                indicator = verb + field + rest if len(rest) > _SHORT - 1 else field + indicator
        return Named(indicator, indicator, verb, slot.quantity.start, measure)

    def _behind_part_word(self, place: Place, slot: Slot) -> bool:
        """其中: and 其中, stand in a clause of their own."""
        before = place.clauses[slot.clause - 1] if slot.clause else None
        return before is not None and not slot.position and self._folded[before.start : before.end] == "其中"

    def _field(self, place: Place, slot: Slot) -> str:
        """Return the field named by the nearest clause before that holds no number, or ""."""
        named_until = self._named[-1].begin if self._named else 0
        for clause in reversed(place.clauses[: slot.clause]):
            if clause.end > slot.begin or clause.inside is not None:
                continue
            if clause.start <= named_until:
                return ""
            field = field_of(self._without_times(clause.start, clause.end))
            if field:
                return field
        return ""

    def _left(self, slot: Slot, measure: Measure) -> str:
        text = self._without_times(slot.left, slot.quantity.start)
        text = _OPENER.sub("", text)
        if slot.position:
            text = _BOUND_BEHIND.sub("", text, 1) if _BOUND_BEHIND.match(text) else text
        if slot.position and _NOUN_BEHIND.match(text) and not text.startswith(_LIST_MARKS):
            text = _behind_list_mark(text)
        if text.endswith("等"):
            verb = leading_verb(strip_lead(text))
            text = _ENUMERATION.sub("", text) + verb
        text = _FROM_TAIL.sub("", text)
        return cut_modifiers(strip_lead(strip_trail(text, change=measure in _CHANGING)), _LONG)

    def _right(self, slot: Slot, measure: Measure, head: str) -> str:
        if measure in _CHANGING or measure == "completion":
            return ""
        end = slot.quantity.end
        bound = _BOUND_BEHIND.match(self._folded, end)
        if bound:
            end = bound.end()
        text = self._without_times(end, slot.right)
        if not text or not _NOUN_BEHIND.match(text) or text.startswith(_LIST_MARKS):
            return ""
        if _PREDICATE.match(text) and (slot.position or len(head) > _SHORT):
            return ""
        if _CHANGED.match(text):
            return ""
        text = _ADVERB.sub("", text.removeprefix("的"))
        if not slot.last:
            text = _cut_at_list(text)
            stop = pattern("stop").search(text, 1)
            text = text[: stop.start()] if stop else text
        cut = _TAIL_END.search(text, _LONG // 2) if len(text) > _LONG_TAIL else None
        return strip_trail(_AND_SO_ON.sub("", text[: cut.start()] if cut else text), change=False)

    def _without_times(self, start: int, end: int) -> str:
        pieces, at = [], start
        for begin, stop in self._times[bisect_left(self._times, (start, 0)) :]:
            if begin >= end:
                break
            pieces.append(self._folded[at : max(at, begin)])
            at = max(at, stop)
        pieces.append(self._folded[at : max(at, end)])
        return "".join(pieces).strip(" ,;:。\n")


def _same_grade(subject: str, head: str) -> str:
    """一级企业1家、二级4家: the second is the subject with its grade changed."""
    match = _GRADE.match(head)
    if match is None or len(head) > len("二等奖"):
        return ""
    suffix = head[1:]
    for before in _GRADE.finditer(subject):
        if subject.startswith(suffix, before.end()):
            return subject[: before.start()] + head + subject[before.end() + len(suffix) :]
    return ""


def _common_end(left: str, right: str) -> str:
    size = 0
    while size < min(len(left), len(right)) and left[-1 - size] == right[-1 - size]:
        size += 1
    return left[len(left) - size :]


def _behind_list_mark(text: str) -> str:
    """项目签约和 between two numbers belongs to the first: what stands behind the list mark is left."""
    marks = [text.rfind(mark) + len(mark) for mark in _LIST_MARKS if mark in text]
    rest = text[max(marks) :] if marks else text
    return rest if not rest or pattern("verb").match(rest) else text


def _cut_at_list(text: str) -> str:
    for mark in ("、", "和", "以及", "及", ","):
        head, found, _ = text.partition(mark)
        if found and len(head) > 1:
            text = head
    return text


def _join(subject: str, rest: str) -> str:
    """Put a property or a part behind its subject, without saying twice what both say."""
    if not rest or subject.endswith(rest):
        return _shorten(subject)
    if not subject or subject in rest:
        return _shorten(rest)
    for size in range(min(len(subject), len(rest)), 1, -1):
        if subject.endswith(rest[:size]):
            return _shorten(subject + rest[size:])
    return _shorten(subject + rest)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[-_LONGEST:]
