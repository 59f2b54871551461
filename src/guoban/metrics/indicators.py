"""What a number counts or measures, in words that stand alone in a table.

A number is named by the words around it where they suffice (检查企业252家次, 12个项目入选…). What only names a
property (总投资, 占比), a part (其中, a bracket) or a change takes its subject from the number before. Each such
construction is one rule; the first that applies names the number.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from guoban.metrics.dependents import as_dependent, as_of_event
from guoban.metrics.distribution import Dealt, deal_kinds, deal_names
from guoban.metrics.followers import (
    as_all_before,
    as_before,
    as_possessed,
    as_sum,
    by_base,
    by_contribution,
    by_schedule,
    by_share,
    by_topic,
    in_bracket,
    in_comparison,
)
from guoban.metrics.history import History
from guoban.metrics.layout import Slot
from guoban.metrics.measures import POINTS
from guoban.metrics.naming import Named, join, lean
from guoban.metrics.own_words import as_said_in_full, by_own_words, by_sentence_before, by_work_behind, carries_far
from guoban.metrics.parts import as_beyond, as_grade, as_kind, as_list_member, as_other_limit, as_part, in_a_state
from guoban.metrics.phrases import leading_verb, lent, pattern, strip_lead
from guoban.metrics.selection import Place
from guoban.metrics.subjects import (
    as_done_of_it,
    as_done_to_the_same,
    as_each,
    as_its_total,
    as_of_this,
    as_property,
    as_summed,
)
from guoban.metrics.surroundings import Spoken
from guoban.records import Measure

Rule = Callable[[Spoken, Named, History], Named | None]

_RATES = ("率", "度", "占比", "比例")
_DEALT_PROPERTIES = (*_RATES, "起数", "人数")
_LEVELS = frozenset({"level", "share"})
_PLACES = frozenset({"位", "名", "个位次", "位次"})
_RANKABLE = frozenset({"level", "share", "completion", "growth"})
# Rules that may lean on the sentence before, and those that stay within the sentence.
_ACROSS: tuple[Rule, ...] = (
    by_contribution, by_schedule, in_bracket, by_base, as_possessed, as_all_before, as_sum, by_topic, as_before, by_share,
)  # fmt: skip
_WITHIN: tuple[Rule, ...] = (
    as_of_this, as_other_limit, as_done_of_it, as_each, as_beyond, as_its_total, as_of_event, as_part, as_said_in_full, in_a_state, as_done_to_the_same, as_summed, as_property, as_grade, as_list_member, as_dependent,
    as_kind,
)  # fmt: skip


class Namer:
    """Names the numbers of a paragraph in text order; each may lean on those before it."""

    def __init__(self, folded: str, times: Sequence[tuple[int, int]]) -> None:
        self._folded = folded
        self._history = History(folded, times)
        self._sentence = -1
        self._dealt: dict[int, Dealt] = {}
        self._dealt_properties = False

    def deal(self, placed: Sequence[Slot]) -> None:
        """Look whether the clause that the first of `placed` opens deals names out: A、B分别为x、y."""
        self._dealt = {}
        self._dealt_properties = True
        if len(placed) == 1 or placed[1].clause != placed[0].clause:
            return
        members = [slot for slot in placed if slot.clause == placed[0].clause]
        ranks = all(slot.quantity.kind == "rank" for slot in members)
        levels = [
            named.indicator
            for named in self._history.named
            if named.measure in (_RANKABLE if ranks else _LEVELS)
            or (named.measure == "rank" and placed[0].quantity.unit in _PLACES)
            or (named.measure == "growth" and members[-1].quantity.unit in POINTS)
        ]
        dealt_out = deal_names(self._folded, members, levels) or deal_kinds(self._folded, members)
        for slot, dealt in zip(members, dealt_out, strict=False):
            base = self._history.words.base_of(members[0]) if dealt.whole else ""
            self._dealt[slot.quantity.start] = replace(dealt, name=join(dealt.name, base))
        names = [dealt.name for dealt in self._dealt.values()]
        self._dealt_properties = all(
            name.endswith(_DEALT_PROPERTIES) and pattern("attribute").match(name) for name in names
        )

    def name(self, place: Place, slot: Slot, measure: Measure) -> str:
        """Return the indicator of the number in `slot`."""
        history = self._history
        if place.sentence_start != self._sentence:
            self._sentence, history.whole, history.named = place.sentence_start, None, history.named[-1:]
        dealt = self._dealt.get(slot.quantity.start)
        if dealt and (dealt.whole or not self._dealt_properties):
            name = dealt.name if dealt.whole else strip_lead(dealt.name)
            named = Named(name, name, "", slot.quantity.start, measure)
        else:
            named = _apply(history.words.of(place, slot, measure, dealt.name if dealt else ""), history)
        if _begins_anew(place, slot, named):
            history.whole = None
        limited = history.named[-1] if slot.position and history.named else None
        if limited and f"{self._folded[slot.quantity.start : slot.quantity.end]}的" in limited.own:
            # 12个村收入超50万元,占全镇的40%: what follows is of the villages, not of the limit.
            history.named.append(replace(limited, indicator=named.indicator, at=named.at))
            return named.indicator
        history.named.append(named.counted_in(slot.quantity.unit))
        return named.indicator


def _apply(spoken: Spoken, history: History) -> Named:
    last = history.before(spoken)
    compared = in_comparison(spoken, last) or by_work_behind(spoken, history)
    if compared or last is None:
        return compared or by_sentence_before(spoken, history) or by_own_words(spoken, history)
    rules = _ACROSS if last.at < spoken.place.sentence_start else (*_ACROSS, *_WITHIN)
    named = next((named for rule in rules if (named := rule(spoken, last, history))), None)
    if named:
        return named
    if carries_far(spoken) and last.at < spoken.place.sentence_start:
        done = history.done_since(spoken, last) or history.done_before(spoken, last.at)
        return lean(spoken, last, join(done or lent(last.own), spoken.head + spoken.tail))
    return by_own_words(spoken, history)


def _begins_anew(place: Place, slot: Slot, named: Named) -> bool:
    """Whether a number that names itself opens what follows, so that parts end: 其中甲3个;完成派单20单."""
    opens = place.clauses[slot.clause].mark == ";" and not slot.position
    return opens and named.own == named.indicator and bool(leading_verb(named.indicator))
