"""What a number counts or measures, in words that stand alone in a table.

A number is named by the words around it where they suffice (检查企业252家次, 12个项目入选…). What only names a
property (总投资, 占比), a part (其中, a bracket) or a change takes its subject from the number before. Each such
construction is one rule; the first that applies names the number.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from guoban.metrics.brackets import compared_in_front, place_and_measured
from guoban.metrics.cues import alternatives
from guoban.metrics.distribution import Dealt, deal_kinds, deal_names
from guoban.metrics.layout import Clause, Slot
from guoban.metrics.phrases import leading_verb, lent, pattern, strip_lead, strip_trail, thing_of, without_plain_verb
from guoban.metrics.selection import Place
from guoban.metrics.surroundings import CHANGING, LIST_MARKS, Spoken, Surroundings
from guoban.metrics.topics import Topics, in_full
from guoban.metrics.units import split_magnitude
from guoban.records import Measure

_LONGEST = 44
_SHORT = 3
_FEW_WORDS = 6
_PART_LENGTH = 10
_DEPENDENT_LENGTH = 8
_OWN_RATES = ("率", "占比", "比重")
_RATES = ("率", "度", "占比", "比例")
_LEVELS = frozenset({"level", "share"})
_RANKABLE = frozenset({"level", "share", "completion", "growth"})
# Two names that share more than this at their end are of one kind: they are not grafted on each other.
_LONG_END = 4
_KIND_ENDS = ("业", "级", "类", "型", "性")
_PLACE_NAME = regex.compile(r"[一-龥]{2,3}(?:[省市县区镇乡村])?(?<![业级类型性])")
_PART = regex.compile(r"^(?:,|:)?(?:其中|含|包括|包含|其余)")
_TO_HEAD = regex.compile(rf"^(?:的)?{alternatives('rise', 'fall')}?(?:到|至|为|成)(?:了)?(?:今年的|目前的|现在的|的)?$")
_SCHEDULE = regex.compile(r"(?:时序|序时|均衡|时间)进度")
_RECOVERED = regex.compile(r"^[^,;。]{0,4}(?:恢复到|恢复至|相当于)")
_HAPPENED = regex.compile(r"(?:存栏|出栏|罚款|死亡|损失|受伤|失踪)$")
_GRADE = regex.compile(r"(?:[一二三四五六七八九十特甲乙丙](?=级|等奖|星级|类|档)|(?:国家|世界|省部|省|市|县|区|镇|村)(?=级))")
_ALL_RANKED = regex.compile(r"(?:均|都|双双|全部)")
_AMONG = regex.compile(r"[一-龥]{2}(?:中|里)")
_HEAD_ONLY = regex.compile(r".{0,2}|.{2}(?:单位|企业|机构|人员|问题|隐患|设备|案件|经费|资金|主体)")
_CONTRIBUTION = regex.compile(r"对[^,;。]{2,14}?(?:增长)?(?:的)?贡献(?:率|度)?")
_SEVERAL = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_SUMMED = regex.compile(r"(?:[两二三四五六2-6]?(?:项|个)?(?:主要)?(?:指标)?(?:总量|增速|增幅|增长率)?|(?:总量|增速|增幅)(?:、|和|与)(?:总量|增速|增幅))")
_PROPERTY_END = regex.compile(r"(?:面积|总额|产量|产值|收入|投资|支出|总量|金额|数|量|额|率|规模|总产)$")


@dataclass(frozen=True, slots=True)
class Named:
    """What a number was named, and what its followers may take from it.

    `own` is the thing counted, without a property behind it; `verb` opens it; `field` is what the
    sentence is about; `plain` is the indicator without the task that it is set against.
    """

    indicator: str
    own: str
    verb: str
    at: int
    measure: Measure
    field: str = ""
    unit: str = ""
    plain: str = ""
    said: str = ""


class Namer:
    """Names the numbers of a paragraph in text order; each may lean on those before it."""

    def __init__(self, folded: str, times: Sequence[tuple[int, int]]) -> None:
        self._folded = folded
        self._words = Surroundings(folded, times)
        self._topics = Topics(folded, self._words.without_times)
        self._sentence = -1
        self._named: list[Named] = []
        self._whole: Named | None = None
        self._dealt: dict[int, Dealt] = {}
        self._dealt_properties = False

    def deal(self, placed: Sequence[Slot]) -> None:
        """Look whether the clause that the first of `placed` opens deals names out: A、B分别为x、y."""
        members = [slot for slot in placed if slot.clause == placed[0].clause]
        self._dealt = {}
        if len(members) > 1:
            ranks = all(slot.quantity.kind == "rank" for slot in members)
            levels = [named.indicator for named in self._named if named.measure in (_RANKABLE if ranks else _LEVELS)]
            dealt_out = deal_names(self._folded, members, levels) or deal_kinds(self._folded, members)
            for slot, dealt in zip(members, dealt_out, strict=False):
                base = self._words.base_of(members[0]) if dealt.whole else ""
                self._dealt[slot.quantity.start] = replace(dealt, name=_join(dealt.name, base))
        names = [dealt.name for dealt in self._dealt.values()]
        self._dealt_properties = all(name.endswith(_RATES) and pattern("attribute").match(name) for name in names)

    def name(self, place: Place, slot: Slot, measure: Measure) -> str:
        """Return the indicator of the number in `slot`."""
        if place.sentence_start != self._sentence:
            self._sentence, self._whole, self._named = place.sentence_start, None, self._named[-1:]
        dealt = self._dealt.get(slot.quantity.start)
        if dealt and (dealt.whole or not self._dealt_properties):
            name = dealt.name if dealt.whole else strip_lead(dealt.name)
            named = Named(name, name, "", slot.quantity.start, measure)
        else:
            named = self._apply(self._words.of(place, slot, measure, dealt.name if dealt else ""))
        clause = place.clauses[slot.clause]
        if clause.mark == ";" and not slot.position and self._whole and leading_verb(named.indicator) and named.own == named.indicator:
            self._whole = None
        self._named.append(replace(named, unit=slot.quantity.unit))
        return named.indicator

    def _apply(self, spoken: Spoken) -> Named:
        last = self._before(spoken)
        compared = compared_in_front(spoken.place, spoken.slot)
        if compared:
            what = strip_lead(strip_trail(compared[0], change=True)) or (last.indicator if last else "")
            return Named(what, what, "", spoken.at, spoken.measure)
        if last is None:
            return self._by_own_words(spoken)
        gives = _CONTRIBUTION.search(spoken.raw) if spoken.measure == "growth" else None
        if gives and gives.start() <= 1 and last.at >= spoken.place.sentence_start:
            return _lean(spoken, last, _join(last.own, gives[0]))
        for rule in (
            self._by_schedule,
            self._in_bracket,
            self._by_base,
            self._as_possessed,
            self._as_all_before,
            self._by_topic,
            self._as_before,
            self._by_share,
        ):
            named = rule(spoken, last)
            if named:
                return named
        if last.at < spoken.place.sentence_start:
            far = pattern("far_dependent").match(spoken.head) and len(spoken.head) <= _DEPENDENT_LENGTH
            return _lean(spoken, last, _join(lent(last.own), spoken.head)) if far else self._by_own_words(spoken)
        for rule in (
            self._as_part,
            self._as_said_in_full,
            self._in_a_state,
            self._as_done_to_the_same,
            self._as_property,
            self._as_grade,
            self._as_list_member,
            self._as_dependent,
            self._as_kind,
        ):
            named = rule(spoken, last)
            if named:
                return named
        return self._by_own_words(spoken)

    def _before(self, spoken: Spoken) -> Named | None:
        """Return the number before; what a bracket has put in between is passed over: 26吨(目标28吨),同比下降7%."""
        clauses = spoken.place.clauses
        if clauses[spoken.slot.clause].inside is None:
            ranked = spoken.measure == "rank" and spoken.slot.position and _AMONG.search(spoken.raw)
            until = spoken.slot.begin if ranked else spoken.at
            before = (named for named in reversed(self._named) if named.at < until)
            outside = (named for named in before if not _is_inside(clauses, named.at))
            return next(outside, None)
        return self._named[-1] if self._named else None

    def _by_schedule(self, spoken: Spoken, last: Named) -> Named | None:
        """超序时进度3个百分点 is about the progress of what stands before."""
        if spoken.measure != "difference" or not _SCHEDULE.search(spoken.raw):
            return None
        return _lean(spoken, last, _join(last.own, "进度"))

    def _in_bracket(self, spoken: Spoken, last: Named) -> Named | None:
        """东县(45%)、西县(41%)投资完成进度低于50%: the place leads what the sentence measures."""
        found = place_and_measured(spoken.place, spoken.slot)
        return _lean(spoken, last, "".join(found)) if found else None

    def _by_base(self, spoken: Spoken, last: Named) -> Named | None:
        """完成年度任务的54%, (目标值42分): the task of what stands before."""
        if spoken.tail or not (base := self._words.base_of(spoken.slot)):
            return None
        plain = last.plain or last.indicator
        return replace(_lean(spoken, last, _join(without_plain_verb(plain), base)), plain=plain)

    def _by_topic(self, spoken: Spoken, last: Named) -> Named | None:
        """甲指标,高于全省1.1个百分点: a change without words of its own is of the clause in front."""
        if spoken.head or spoken.measure not in CHANGING:
            return None
        topic = self._words.topic_before(spoken.place, spoken.slot, last.at)
        return Named(topic, topic, "", spoken.at, spoken.measure) if topic else None

    def _as_possessed(self, spoken: Spoken, last: Named) -> Named | None:
        """救助对象300人的生活补助8万元: the补助 is theirs."""
        if not spoken.slot.position or not spoken.raw.startswith("的") or not spoken.head or spoken.measure != "level":
            return None
        if len(spoken.head) > _FEW_WORDS or last.measure != "level" or last.unit.endswith("元"):
            return None
        return _lean(spoken, last, _join(last.indicator, spoken.head))

    def _as_all_before(self, spoken: Spoken, last: Named) -> Named | None:
        """甲增长7%,乙增长8%,均居全市第一: the rank is of all that the sentence has told."""
        match = _ALL_RANKED.search(spoken.raw)
        if spoken.measure != "rank" or match is None or not _SUMMED.fullmatch(spoken.raw[: match.start()]):
            return None
        names = []
        begin, end = spoken.place.sentence_start, spoken.slot.begin
        for named in self._named:
            if begin <= named.at < end and named.indicator not in names and named.measure != "rank":
                names.append(named.indicator)
        kept = names[-_SEVERAL.get(spoken.raw[:1], len(names)) :]
        name = "、".join(kept)
        return Named(name, name, "", spoken.at, "rank") if len(kept) > 1 and len(name) <= _LONGEST else None

    def _as_before(self, spoken: Spoken, last: Named) -> Named | None:
        """同比增长7.5%, 提升至96.4%, 恢复至上年的91%: of the same thing as the number before."""
        wordless = not spoken.head and not spoken.tail
        aimed = not spoken.tail and pattern("target").match(spoken.head)
        here = last.at >= spoken.place.sentence_start or spoken.measure in CHANGING | {"completion"}
        to_level = not spoken.tail and _TO_HEAD.match(spoken.raw)
        if (wordless and here) or aimed or to_level or _RECOVERED.match(spoken.raw):
            return _lean(spoken, last, (spoken.measure in CHANGING and last.plain) or last.indicator)
        return None

    def _by_share(self, spoken: Spoken, last: Named) -> Named | None:
        """占支出的83%: of what stands before."""
        if spoken.measure == "share" and spoken.head.startswith("占"):
            return _lean(spoken, last, _join(last.own, spoken.head))
        return None

    def _as_part(self, spoken: Spoken, last: Named) -> Named | None:
        """其中工业类18个,社发类25个; (新增13家): parts of the last number that tells a level."""
        clause = spoken.place.clauses[spoken.slot.clause]
        words, count = spoken.head + spoken.tail, spoken.slot.position
        if clause.inside is not None and (where := self._as_place(spoken, clause)):
            return where
        if clause.inside is not None and (not count or spoken.raw.startswith(LIST_MARKS)):
            return _part(spoken, self._level_before(spoken.place.clauses[clause.inside].end) or last)
        if _PART.match(spoken.raw) or self._stands_behind_part_word(spoken):
            self._whole = self._whole or self._whole_of(spoken) or last
            return _part(spoken, self._whole)
        goes_on = self._whole and bool(spoken.head) != bool(spoken.tail) and len(words) <= _PART_LENGTH
        if clause.mark == ";" and not count and self._whole and self._whole.unit != spoken.slot.quantity.unit:
            goes_on = False
        own = any(pattern(name).match(spoken.head) for name in _OWN_WORDS)
        if self._whole and goes_on and (not own or words.endswith(_KIND_ENDS)):
            return _part(spoken, self._whole)
        return None

    def _as_place(self, spoken: Spoken, clause: Clause) -> Named | None:
        """建成站点9个(东镇4个、西镇5个): the places of a bracket lead what they share."""
        whole = self._level_before(clause.start)
        head = spoken.head
        if whole is None or spoken.tail or not _PLACE_NAME.fullmatch(head) or pattern("verb").match(head):
            return None
        words = self._folded[clause.start : clause.end]
        if _PART.match(words) or words.count("、") < 1:
            return None
        return Named(head + whole.own, whole.own, whole.verb, spoken.at, "share")

    def _as_property(self, spoken: Spoken, last: Named) -> Named | None:
        """总投资3亿元, 占比40%: a property of what stands before."""
        if self._project(spoken):
            return self._by_own_words(spoken)
        opens_item = spoken.place.clauses[spoken.slot.clause].mark == ";" and not spoken.slot.position
        if opens_item and len(spoken.head) > _SHORT:
            return None
        listed = spoken.raw.startswith(LIST_MARKS) and {spoken.measure, last.measure} == {"level"}
        if listed and spoken.slot.quantity.unit == last.unit and not pattern("listed_attribute").match(spoken.head):
            return None
        if spoken.tail or not all(pattern("attribute").match(word) for word in spoken.head.split("、")):
            return None
        parts_end = self._whole and spoken.place.clauses[spoken.slot.clause].mark == ";" and spoken.slot.position == 0
        if parts_end and self._whole and self._whole.at < last.at:
            return _lean(spoken, self._whole, _join(self._whole.own, spoken.head))
        if last.own.endswith(_OWN_RATES) and last.measure in {"share", "completion", "growth"}:
            level = self._whole_of(spoken) if self._level_before(last.at) else None
            if level is None or level.at < spoken.place.sentence_start:
                return None
            last = level
        of_share = spoken.head in {"占比", "比例", "比重"}
        subject = last.indicator if of_share else self._subject_of_rate(spoken, last)
        other_property = not spoken.head.endswith(_RATES) and not spoken.head.startswith("占")
        if other_property and spoken.measure == "level" and not subject.endswith("资金"):
            subject = lent(subject)
        return _lean(spoken, last, _join(subject, spoken.head))

    def _subject_of_rate(self, spoken: Spoken, last: Named) -> str:
        """排查纠纷6起,完成调解6起,调解率100%: the rate is of what was found, not of what was done about it."""
        stem = spoken.head[:-1]
        if spoken.head.endswith("率") and last.own.startswith(stem) and len(last.own) > len(stem) + 1:
            return last.own.removeprefix(stem)
        doing = spoken.head[:-1][-2:]
        if not spoken.head.endswith("率") or not last.own.endswith(doing):
            return last.own
        here = (named for named in reversed(self._named) if named.at >= spoken.place.sentence_start)
        counted = (named.own for named in here if named.measure == "level" and doing not in named.own)
        return next(counted, last.own)

    def _as_grade(self, spoken: Spoken, last: Named) -> Named | None:
        """一级企业1家、二级4家: the same with its grade changed."""
        name = "" if spoken.tail else _with_grade(last.own, spoken.head)
        return Named(name, name, last.verb, spoken.at, spoken.measure) if name else None

    def _as_list_member(self, spoken: Spoken, last: Named) -> Named | None:
        """吊销企业658家、农专社2家: the verb of the list's first member is meant again."""
        head = spoken.head
        inner = pattern("inner_verb").search(last.own, 0, len(last.own) - _SHORT)
        verb = last.verb or (inner[0] if inner else "")
        if not spoken.raw.startswith(LIST_MARKS) or not verb or spoken.tail or pattern("verb").match(head):
            return None
        if _HAPPENED.search(head) or (len(head) > _SHORT and pattern("plain_verb").match(verb)):
            return None
        return Named(verb + head, verb + head, verb, spoken.at, spoken.measure)

    def _as_dependent(self, spoken: Spoken, last: Named) -> Named | None:
        """涉及单位170家, 死亡6人: few words that carry on from what stands before."""
        head = spoken.head
        if not head and pattern("general_noun").fullmatch(spoken.tail) and len(spoken.tail) < _SHORT:
            return _lean(spoken, last, _join(lent(last.own), spoken.tail))
        carries = pattern("dependent").match(head) if len(head) <= _DEPENDENT_LENGTH else None
        carries_on = carries is not None
        opens_item = spoken.place.clauses[spoken.slot.clause].mark == ";" and not spoken.slot.position
        if {spoken.measure, last.measure} <= CHANGING and not pattern("tail_verb").search(head):
            return None
        if carries_on or (
            head and not spoken.tail and len(head) <= _SHORT and (not opens_item or pattern("tail_verb").search(head))
        ):
            subject = (self._of_same_unit(spoken) if carries_on else None) or last
            done = self._done_since(spoken, last) if carries_on else ""
            if done:
                name = _join(done, head + spoken.tail)
                return Named(name, done, "", spoken.at, spoken.measure)
            return _lean(spoken, last, _join(lent(subject.own), head + spoken.tail))
        return None

    def _of_same_unit(self, spoken: Spoken) -> Named | None:
        """应对320家企业减免,减免金额3万元,已减免45家: 家 goes on from 家."""
        place, unit = spoken.place, spoken.slot.quantity.unit
        inside = place.clauses[spoken.slot.clause].inside
        for named in reversed(self._named):
            if named.at < place.sentence_start:
                return None
            if named.unit == unit and (inside is not None or not _is_inside(place.clauses, named.at)):
                return named
        return None

    def _as_kind(self, spoken: Spoken, last: Named) -> Named | None:
        """政府投资项目82个,38个续建项目完成…: a kind of what was counted before, named behind its number."""
        common = _common_end(last.own, spoken.tail)
        shorter = len(spoken.tail) < len(last.own) - 1 and len(common) > 1 and common != spoken.tail
        if spoken.head or not shorter or not pattern("head_noun").search(common):
            return None
        name = last.own.removeprefix(last.verb)[: -len(common)] + spoken.tail
        return Named(name, name, "", spoken.at, spoken.measure)

    def _by_own_words(self, spoken: Spoken) -> Named:
        """Name a number by its own words, with the field that the clause before names where they are few."""
        indicator = _shorten(spoken.head + spoken.tail) or self._words.plain(spoken)
        full = self._as_said_in_full(spoken, None)
        if full:
            return full
        project = self._project(spoken)
        if project:
            name = _join(project, indicator)
            return Named(name, project, "", spoken.at, spoken.measure)
        verb = leading_verb(spoken.head)
        last = self._named[-1] if self._named else None
        done = self._words.object_before(spoken.place, spoken.slot, last.at if last else 0)
        rest = without_plain_verb(indicator)
        if len(rest) > 1 and done.endswith(rest) and done != rest:
            return Named(_shorten(done), _shorten(done), verb, spoken.at, spoken.measure)
        field = self._words.field_before(spoken.place, spoken.slot, last.at if last else 0)
        if len(indicator) <= _FEW_WORDS and spoken.measure in {"level", "completion"}:
            same_sentence = last is not None and last.at >= spoken.place.sentence_start
            field = field or (last.field if last and same_sentence else "")
            if not field and last and same_sentence and pattern("plain_object").match(indicator):
                indicator = _join(lent(without_plain_verb(last.own)), indicator)
                return Named(indicator, spoken.head + spoken.tail, verb, spoken.at, spoken.measure, field)
            fits = field and (len(field) <= len(indicator) + _SHORT - 1 or pattern("bare_verb").match(indicator))
            rest = indicator.removeprefix(verb)
            if fits and field not in indicator and indicator not in field and (not rest or rest[:2] not in field):
                general = pattern("general_noun").match(rest) or _HEAD_ONLY.fullmatch(rest)
                indicator = _within_field(verb, field, rest) if general else _join(field, indicator)
        return Named(indicator, indicator, verb, spoken.at, spoken.measure, field)

    def _as_said_in_full(self, spoken: Spoken, last: Named | None) -> Named | None:
        """开展行政处罚案件评查,…评查案件274件: the noun that stood in full before stands in full."""
        place, clause = spoken.place, spoken.place.clauses[spoken.slot.clause]
        if spoken.slot.position or spoken.measure in CHANGING or clause.inside is not None:
            return None
        if last and pattern("listed_attribute").match(spoken.head):
            return None
        short = spoken.head + spoken.tail
        near = pattern("plain_object").match(short) is not None
        before = self._topics.before(place.paragraph_start, place.sentence_start, clause.start, near=near)
        found = in_full(short, before)
        if found is None:
            return None
        own = found.whole if pattern("attribute").match(spoken.head) else found.name
        return Named(found.name, own, leading_verb(found.name), spoken.at, spoken.measure)

    def _in_a_state(self, spoken: Spoken, last: Named) -> Named | None:
        """有政府投资项目82个,…44个新建项目: 政府投资新建项目, the same things in one of their states."""
        match = pattern("in_a_state").match(spoken.head + spoken.tail)
        if match is None or spoken.measure in CHANGING:
            return None
        noun = match["noun"]
        until = self._whole.at if self._whole else spoken.at
        for named in reversed(self._named):
            thing = pattern("state_first").sub("", thing_of(named.own))
            which = thing.removesuffix(noun)
            if spoken.place.sentence_start <= named.at <= until and thing != which and len(which) > 1:
                which = pattern("state_last").sub("", which)
                name = _shorten(which + spoken.head + spoken.tail)
                return Named(name, which + match["state"] + noun, "", spoken.at, spoken.measure)
        return None

    def _done_since(self, spoken: Spoken, last: Named) -> str:
        """Return what the clauses since the number before say is done: 走访12个村,开展政策宣讲,惠及300人."""
        clauses, index = spoken.place.clauses, spoken.slot.clause
        since = next((one.start for one in clauses[:index] if one.start > last.at), spoken.at)
        return self._topics.between(since, clauses[index].start)

    def _as_done_to_the_same(self, spoken: Spoken, last: Named) -> Named | None:
        """排查隐患30处,整改28处: a verb alone is of what has the same unit; 协助做好群体上访,疏导36批: or of the clause."""
        head = spoken.head
        if spoken.tail or spoken.measure in CHANGING or not pattern("bare_verb").match(head):
            return None
        done = self._done_since(spoken, last)
        if done:
            name = done if done.endswith(head) else done + head if pattern("process").search(done) else head + done
            return Named(_shorten(name), _shorten(name), head, spoken.at, spoken.measure)
        same = self._of_same_unit(spoken)
        field = self._words.field_before(spoken.place, spoken.slot, 0)
        if same is None and field:
            name = _shorten(_join(field, head))
            return Named(name, name, head, spoken.at, spoken.measure, field)
        noun = pattern("state_first").sub("", thing_of(same.own)) if same else ""
        if same is None or not noun or (noun == same.own and not pattern("head_noun").search(noun)):
            return None
        return _lean(spoken, same, _shorten(head + noun))

    def _project(self, spoken: Spoken) -> str:
        """Return the project that a lone property is of, where the clause in front or the item names one."""
        if spoken.tail or spoken.measure in CHANGING:
            return ""
        since = self._named[-1].at if self._named else 0
        lone = pattern("attribute").match(spoken.head)
        found = self._words.project_before(spoken.place, spoken.slot, since) if lone else ""
        if found or not (lone or len(spoken.head) <= _FEW_WORDS): return found
        return self._words.work_of_item(spoken.place, spoken.slot)

    def _whole_of(self, spoken: Spoken) -> Named | None:
        """Return the last level in front of a part, one of its unit before others: 减税6亿元,惠及3万户,其中甲类1亿元."""
        unit = split_magnitude(spoken.slot.quantity.unit)[1]
        for named in reversed(self._named):
            if named.at < spoken.place.sentence_start:
                break
            if named.measure == "level" and split_magnitude(named.unit)[1] == unit:
                return named
        return self._level_before(spoken.at)

    def _level_before(self, place: int) -> Named | None:
        levels = (named for named in reversed(self._named) if named.measure == "level" and named.at < place)
        return next(levels, None)

    def _stands_behind_part_word(self, spoken: Spoken) -> bool:
        """其中: and 其中, stand in a clause of their own."""
        slot = spoken.slot
        before = spoken.place.clauses[slot.clause - 1] if slot.clause else None
        return before is not None and not slot.position and self._folded[before.start : before.end] == "其中"


_OWN_WORDS = ("verb", "attribute", "dependent")


def _is_inside(clauses: Sequence[Clause], place: int) -> bool:
    """Whether a place of the sentence stands in a bracket."""
    return any(clause.inside is not None and clause.start <= place < clause.end for clause in clauses)


def _within_field(verb: str, field: str, rest: str) -> str:
    """检查 + 特种设备 + 使用单位; what the field says already is not said again."""
    if rest and field.endswith(rest):
        return field if field.endswith(verb + rest) else verb + field
    return verb + field + rest if len(rest) >= _SHORT - 1 else field + verb + rest


def _lean(spoken: Spoken, last: Named, indicator: str) -> Named:
    return Named(indicator, last.own, last.verb, spoken.at, spoken.measure, said=spoken.head + spoken.tail)


def _part(spoken: Spoken, whole: Named) -> Named:
    """Name a part of `whole`: 签约项目 and 10亿元以上项目 are 签约10亿元以上项目."""
    same_unit = split_magnitude(whole.unit)[1] == split_magnitude(spoken.slot.quantity.unit)[1]
    own_thing = len(whole.said) > _SHORT and not pattern("bare_verb").match(whole.said) and not pattern("listed_attribute").match(whole.said)
    if same_unit and own_thing and not pattern("base_head").match(whole.said) and not whole.said.startswith("占"):
        whole = replace(whole, own=whole.said, verb=leading_verb(whole.said))
    part, verb = spoken.head + spoken.tail, whole.verb
    if pattern("verb").match(part) and not pattern("plain_verb").match(part) and len(part) > _FEW_WORDS:
        return Named(_shorten(part), part, leading_verb(part), spoken.at, spoken.measure)
    common, noun = _common_end(whole.own, part), whole.own.removeprefix(verb)
    says_verb = verb and part and not pattern("plain_verb").match(verb) and not part.startswith(verb)
    if spoken.measure in CHANGING and len(part) > _SHORT and _PROPERTY_END.search(part):
        name = part
    elif part in noun and not spoken.tail:
        name = part
    elif (part == leading_verb(part) or (verb and part.endswith(verb))) and noun:
        name = part + noun
    elif len(common) > _LONG_END:
        name = part if part.startswith(verb) else verb + part
    elif part.endswith(_KIND_ENDS) and len(common) < 2 and (pattern("head_noun").search(noun) or len(noun) == 2):
        name = whole.own[:-2] + part + whole.own[-2:]
    elif len(common) > 1 and common != part:
        name = whole.own[: -len(common)] + part
    elif says_verb and same_unit and not part.endswith(("级", "类")) and not _PROPERTY_END.search(whole.own):
        name = verb + part
    else:
        name = _join(without_plain_verb(whole.own), part)
    return Named(_shorten(name), part if len(part) > _SHORT else name, verb, spoken.at, spoken.measure)


def _with_grade(subject: str, head: str) -> str:
    match = _GRADE.match(head)
    if match is None or len(head) > len("二等奖"):
        return ""
    suffix = head[match.end() :]
    for before in _GRADE.finditer(subject):
        if subject.startswith(suffix, before.end()):
            return subject[: before.start()] + head + subject[before.end() + len(suffix) :]
    return ""


def _common_end(left: str, right: str) -> str:
    size = 0
    while size < min(len(left), len(right)) and left[-1 - size] == right[-1 - size]:
        size += 1
    return left[len(left) - size :]


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
