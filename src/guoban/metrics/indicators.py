"""What a number counts or measures, in words that stand alone in a table.

The words are taken from around the number: left of it (检查企业252家次), right of it (12个项目入选…), or both; what
only names a property (总投资, 占比) or a part (其中, a bracket) takes its subject from the number before.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from guoban import lexicon
from guoban.errors import LexiconError
from guoban.metrics.cues import alternatives, either
from guoban.metrics.layout import Slot
from guoban.metrics.selection import Place
from guoban.records import Measure, MetricRole

_FIELDS = ("lead", "trail", "change", "attributes", "attribute_ends", "dependent", "verbs", "stops", "target_words")
_LONGEST = 44
_LIST_MARKS = ("、", "和", "与", "及", "以及", "或")
_NOUN_BEHIND = regex.compile(r"[一-龥A-Za-z“《]")
_BOUND_BEHIND = regex.compile(r"(?:及?以[上下内外]|左右|上下|之[内上]|余|多|不等|内(?=[,;。)]|$))(?:的)?")
_PART = regex.compile(r"^(?:,|:)?(?:其中|含|包括|包含|分别为|分别是)")
_OPENER = regex.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十],|[(]?[一二三四五六七八九十\d]{1,2}[)、.])"
)
_FROM_TAIL = regex.compile(r"(?:由|从|自)[^,;。]{0,12}$")
_FROM_HEAD = regex.compile(r"^(?:由|从|自)[^,;。]{0,12}?(?:的)?$")
_TO_HEAD = regex.compile(rf"^(?:的)?{alternatives('rise', 'fall')}?(?:到|至|为|成)(?:了)?(?:今年的|目前的|现在的|的)?$")


@dataclass(frozen=True, slots=True)
class _Words:
    lead: regex.Pattern[str]
    trail: regex.Pattern[str]
    change: regex.Pattern[str]
    attribute: regex.Pattern[str]
    dependent: regex.Pattern[str]
    verb: regex.Pattern[str]
    stop: regex.Pattern[str]
    target: regex.Pattern[str]


@cache
def _words() -> _Words:
    data = lexicon.load("indicators")
    missing = [field for field in _FIELDS if field not in data]
    if missing:
        raise LexiconError("lexicon_field", name="indicators", field=missing[0])
    lead, trail, attributes = either(data["lead"]), either(data["trail"]), either(data["attributes"])
    against = r"(?:高于|低于|高出|超过|快于|慢于|较|(?<!同|环|占)比)[^,;。]{2,14}"
    scope = alternatives("scopes")
    return _Words(
        lead=regex.compile(rf"^{lead}"),
        trail=regex.compile(rf"{trail}$"),
        change=regex.compile(rf"(?:{trail}|{either(data['change'])}|{against}|{scope}(?:的)?)$"),
        attribute=regex.compile(
            rf"^(?:合计|年度|实际|累计|总|平均|各类|计划|全部|其|新)?(?:{attributes}|[一-龥]{{1,5}}{either(data['attribute_ends'])})$"
        ),
        dependent=regex.compile(rf"^{either(data['dependent'])}"),
        verb=regex.compile(rf"^{either(data['verbs'])}"),
        stop=regex.compile(either(data["stops"])),
        target=regex.compile(rf"^{either(data['target_words'])}$"),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """What a number was named, and what its followers may take from it."""

    indicator: str
    subject: str
    verb: str
    begin: int


class Namer:
    """Names the numbers of a paragraph in text order; each may lean on those before it."""

    def __init__(self, folded: str, times: Sequence[tuple[int, int]]) -> None:
        self._folded = folded
        self._times = times
        self._last: _Named | None = None
        self._sentence = -1
        self._part_of: _Named | None = None

    def name(self, place: Place, slot: Slot, measure: Measure, role: MetricRole) -> str:
        """Return the indicator of the number in `slot`."""
        if place.sentence_start != self._sentence:
            self._sentence, self._part_of = place.sentence_start, None
        head = self._left(slot, measure)
        tail = self._right(place, slot, measure)
        raw = self._folded[slot.left : slot.quantity.start]
        named = self._combine(place, slot, head, tail, raw, measure)
        if role != "baseline" or named.indicator:
            self._last = named
        return named.indicator

    def _combine(self, place: Place, slot: Slot, head: str, tail: str, raw: str, measure: Measure) -> _Named:
        words, last = _words(), self._last
        clause = place.clauses[slot.clause]
        part = _PART.match(raw) is not None or clause.mark == "("
        if last is None:
            return self._own(slot, head, tail)
        if not head and not tail:
            return _Named(last.indicator, last.subject, last.verb, slot.quantity.start)
        if words.target.match(head) and not tail:
            return _Named(last.indicator, last.subject, last.verb, slot.quantity.start)
        if _FROM_HEAD.match(raw) or _TO_HEAD.match(raw):
            return _Named(last.indicator, last.subject, last.verb, slot.quantity.start)
        same_sentence = last.begin >= place.sentence_start
        if part and same_sentence:
            self._part_of = last if self._part_of is None else self._part_of
            whole = self._part_of
            return _Named(_join(whole.indicator, head + tail), whole.subject, whole.verb, slot.quantity.start)
        if self._part_of and same_sentence and _is_list(raw) and not tail:
            whole = self._part_of
            return _Named(_join(whole.indicator, head), whole.subject, whole.verb, slot.quantity.start)
        if (
            same_sentence
            and not tail
            and (words.attribute.match(head) or measure in {"share", "completion"} and head.startswith("占"))
        ):
            return _Named(_join(last.subject, head), last.subject, last.verb, slot.quantity.start)
        if same_sentence and words.dependent.match(head) and len(head) <= 8:
            return _Named(_join(last.subject, head + tail), last.subject, last.verb, slot.quantity.start)
        if same_sentence and _is_list(raw) and last.verb and not words.verb.match(head) and not tail:
            return _Named(last.verb + head, last.verb + head, last.verb, slot.quantity.start)
        return self._own(slot, head, tail)

    def _own(self, slot: Slot, head: str, tail: str) -> _Named:
        indicator = _shorten(head + tail)
        verb = _words().verb.match(head)
        return _Named(indicator, indicator, verb[0] if verb else "", slot.quantity.start)

    def _left(self, slot: Slot, measure: Measure) -> str:
        text = self._without_times(slot.left, slot.quantity.start)
        words = _words()
        text = _OPENER.sub("", text)
        trail = words.change if measure in {"growth", "difference", "rank"} else words.trail
        text = _strip(_FROM_TAIL.sub("", text), trail)
        return _strip(text, words.lead)

    def _right(self, place: Place, slot: Slot, measure: Measure) -> str:
        if measure in {"growth", "difference", "rank", "completion"}:
            return ""
        end = slot.quantity.end
        bound = _BOUND_BEHIND.match(self._folded, end)
        if bound:
            end = bound.end()
        text = self._without_times(end, slot.right)
        if not text or not _NOUN_BEHIND.match(text) or text.startswith(_LIST_MARKS):
            return ""
        if text.startswith("的"):
            text = text[1:]
        if not slot.last:
            text = _cut_at_list(text)
            stop = _words().stop.search(text, 1)
            text = text[: stop.start()] if stop else text
        return _strip(text, _words().trail)

    def _without_times(self, start: int, end: int) -> str:
        pieces, at = [], start
        for begin, stop in _within(self._times, start, end):
            pieces.append(self._folded[at : max(at, begin)])
            at = max(at, stop)
        pieces.append(self._folded[at : max(at, end)])
        return "".join(pieces).strip(" ,;:。\n")


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    first = bisect_left(spans, (start, 0))
    found = []
    for span in spans[first:]:
        if span[0] >= end:
            break
        found.append(span)
    return found


def _is_list(raw: str) -> bool:
    return raw.startswith(("、", "和", "与", "及", "以及", ",", ";"))


def _cut_at_list(text: str) -> str:
    for mark in ("、", "和", "以及", "及", ","):
        head, found, _ = text.partition(mark)
        if found and len(head) > 1:
            text = head
    return text


def _strip(text: str, pattern: regex.Pattern[str]) -> str:
    """Take off what the pattern matches at its end of the text, again and again."""
    while text:
        match = pattern.search(text)
        if match is None or match.start() == match.end():
            break
        text = text[match.end() :] if match.start() == 0 and match.end() < len(text) else text[: match.start()]
    return text.strip("、,;: ()的")


def _join(subject: str, rest: str) -> str:
    """Put a property or a part behind its subject, without saying twice what both say."""
    if not rest or rest in subject:
        return subject if not rest else _shorten(subject)
    if not subject or subject in rest:
        return _shorten(rest)
    for size in range(min(len(subject), len(rest)), 1, -1):
        if subject.endswith(rest[:size]):
            return _shorten(subject + rest[size:])
    return _shorten(subject + rest)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[-_LONGEST:]
