"""What the numbers of a sentence were named so far, and what stands between them."""

import re
from collections.abc import Sequence

from guoban.metrics.layout import Clause
from guoban.metrics.naming import Named
from guoban.metrics.phrases import pattern
from guoban.metrics.surroundings import AMONG_SO_MANY, CHANGING, Spoken, Surroundings
from guoban.metrics.topics import Topics
from guoban.metrics.units import split_magnitude

_FEW_WORDS = 6
_WORDS_BEHIND = 4
_FULL_NOUN = 3
_CASES = frozenset({"个", "件", "条", "项", "处", "起", "宗", "例"})
_MATTER = re.compile(r"(?:问题|隐患|线索|事项|矛盾|纠纷|诉求|信访件|案件|投诉|举报|困难|难题|需求)$")
_AMONG = re.compile(r"[一-龥]{2}(?:中|里)")


class History:
    """The numbers named before in a sentence, with the last of the sentence before at their front.

    `whole` is what parts are parts of, once 其中 has stood in the sentence.
    """

    def __init__(self, folded: str, times: Sequence[tuple[int, int]]) -> None:
        self.folded = folded
        self.words = Surroundings(folded, times)
        self.topics = Topics(folded, self.words.without_times)
        self.named: list[Named] = []
        self.whole: Named | None = None

    def before(self, spoken: Spoken) -> Named | None:
        """Return the number before; what a bracket has put in between is passed over: 26吨(目标28吨),同比下降7%."""
        clauses = spoken.place.clauses
        if clauses[spoken.slot.clause].inside is None:
            slot = spoken.slot
            among = spoken.measure == "rank" and slot.position and self._ranks_among(spoken)
            until = slot.begin if among else spoken.at
            before = (named for named in reversed(self.named) if named.at < until)
            outside = (named for named in before if not _is_inside(clauses, named.at))
            return next(outside, None)
        return self.named[-1] if self.named else None

    def _ranks_among(self, spoken: Spoken) -> bool:
        slot = spoken.slot
        among = _AMONG.search(spoken.raw) or AMONG_SO_MANY.search(self.folded, slot.begin, slot.quantity.start)
        return among is not None

    def level_before(self, place: int) -> Named | None:
        levels = (named for named in reversed(self.named) if named.measure == "level" and named.at < place)
        return next(levels, None)

    def whole_of(self, spoken: Spoken) -> Named | None:
        """Return the last level in front of a part, one of its unit before others: 减税6亿元,惠及3万户,其中甲类1亿元."""
        unit = split_magnitude(spoken.slot.quantity.unit)[1]
        for named in reversed(self.named):
            if named.at < spoken.place.sentence_start:
                break
            if named.measure == "level" and split_magnitude(named.unit)[1] == unit:
                return named
        return self.level_before(spoken.at)

    def of_same_unit(self, spoken: Spoken) -> Named | None:
        """应对320家企业减免,减免金额3万元,已减免45家: 家 goes on from 家."""
        place, unit = spoken.place, spoken.slot.quantity.unit
        inside = place.clauses[spoken.slot.clause].inside
        begins = max((one.start for one in place.clauses[: spoken.slot.clause + 1] if one.mark == ";"), default=0)
        since = begins if any(named.at >= begins for named in self.named) else 0
        for named in reversed(self.named):
            if named.at < max(place.sentence_start, since):
                return None
            if named.unit == unit and (inside is not None or not _is_inside(place.clauses, named.at)):
                return named
        return None

    def of_same_case(self, spoken: Spoken) -> Named | None:
        """摸排线索86个,化解43件: matters are counted in 个, 件, 条 and 项 alike."""
        last = self.named[-1] if self.named else None
        if last is None or last.at < spoken.place.sentence_start or last.unit == spoken.slot.quantity.unit:
            return None
        return last if {last.unit, spoken.slot.quantity.unit} <= _CASES and _MATTER.search(last.own) else None

    def done_since(self, spoken: Spoken, last: Named) -> str:
        """Return what the clauses since the number before say is done: 走访12个村,开展政策宣讲,惠及300人."""
        clauses, index = spoken.place.clauses, spoken.slot.clause
        since = next((one.start for one in clauses[:index] if one.start > last.at), spoken.at)
        return self.topics.between(since, clauses[index].start)

    def done_before(self, spoken: Spoken, at: int) -> str:
        """Return what the sentences without a number before this one say is done: 实行告知承诺制。已惠及企业12家."""
        begin, end = spoken.place.paragraph_start, spoken.place.sentence_start
        stop = self.folded.find("。", at, end) if at >= begin else begin - 1
        return self.topics.between(stop + 1, end) if stop >= begin - 1 else ""

    def project_of(self, spoken: Spoken) -> str:
        """Return the project that a lone property is of, where the clause in front or the item names one."""
        if (spoken.tail and (spoken.head or spoken.slot.position)) or spoken.measure in CHANGING:
            return ""
        since = self.named[-1].at if self.named else -1
        lone = pattern("attribute").match(spoken.head)
        found = self.words.project_before(spoken.place, spoken.slot, since) if lone else ""
        built = pattern("built").match(spoken.head)
        full = built and len(spoken.head) - built.end() >= _FULL_NOUN
        few = not full and len(spoken.head + spoken.tail) <= (_WORDS_BEHIND if spoken.tail else _FEW_WORDS)
        if found or not (lone or few):
            return found
        return self.words.work_of_item(spoken.place, spoken.slot)


def _is_inside(clauses: Sequence[Clause], place: int) -> bool:
    """Whether a place of the sentence stands in a bracket."""
    return any(clause.inside is not None and clause.start <= place < clause.end for clause in clauses)
