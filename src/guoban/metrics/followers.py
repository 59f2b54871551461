"""Numbers that say little themselves: of the same thing as the number before, its task, its rank, its change."""

import re
from dataclasses import replace

from guoban.metrics.brackets import compared_in_front, place_and_measured
from guoban.metrics.cues import alternatives
from guoban.metrics.history import History
from guoban.metrics.measures import POINTS
from guoban.metrics.naming import LONGEST, Named, join, lean
from guoban.metrics.phrases import leading_verb, pattern, strip_lead, strip_trail, without_plain_verb
from guoban.metrics.surroundings import CHANGING, Spoken, is_reached

_FEW_WORDS = 6
_TO_HEAD = re.compile(rf"(?:的)?{alternatives('rise', 'fall')}?(?:到|至|为|成)(?:了)?(?:今年的|目前的|现在的|的)?$")
_SCHEDULE = re.compile(r"(?:时序|序时|均衡|时间)进度")
_RECOVERED = re.compile(r"^[^,;。]{0,4}(?:恢复到|恢复至|相当于)")
_ALL_RANKED = re.compile(r"(?:均|都|双双|全部)")
_CONTRIBUTION = re.compile(r"对[^,;。]{2,14}?(?:增长)?(?:的)?贡献(?:率|度)?")
# 拉动全市增速2个百分点: what is pulled along; 合计拉动: by all before.
_PULLS = re.compile(
    r",?(?P<all>合计|共同|共|累计)?(?P<what>(?:带动|拉动)[^,;。]{2,14}?(?:增长|增速|增幅)?)(?:约|达|了|近)?$"
)
_SHARE_OF = re.compile(r"(?<=[一-龥]{2})占[^占]{2,16}(?:比重|比例|占比)$")
_HAS_DONE = re.compile(r"[一-龥]{1,4}了")
_GIVEN = re.compile(r"(?:增长)?(?:的)?贡献(?:率|度)")
_SUM = re.compile(r"(?:合计|总计|共计)(?:为|达|约)?")
_KIND_OF = re.compile(r"^[^类]{1,4}类(?=.{2})")
_FEWEST = 3
_SEVERAL = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_SUMMED = re.compile(
    r"(?:[两二三四五六2-6]?(?:项|个)?(?:主要)?(?:指标)?(?:总量|增速|增幅|增长率)?|(?:总量|增速|增幅)(?:、|和|与)(?:总量|增速|增幅))"
)


def in_comparison(spoken: Spoken, last: Named | None) -> Named | None:
    """增幅高于全市平均(7.2%)2.3个百分点: the number in the bracket is of what is compared."""
    compared = compared_in_front(spoken.place, spoken.slot)
    if compared is None:
        return None
    what = strip_lead(strip_trail(compared[0], change=True)) or (last.indicator if last else "")
    return Named(what, what, "", spoken.at, spoken.measure)


def by_contribution(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """占比66%,对经济增长贡献率71%: what is given is told with what it is given to."""
    if last.at < spoken.place.sentence_start:
        return None
    pulls = _PULLS.match(spoken.raw) if spoken.slot.quantity.unit in POINTS and "动" in spoken.raw else None
    if pulls:
        puller = _SHARE_OF.sub("", without_plain_verb(last.own))
        return lean(spoken, last, pulls[0].strip(",") if pulls["all"] else join(puller, pulls["what"]))
    if _GIVEN.fullmatch(spoken.head):
        return lean(spoken, last, join(last.own, spoken.head))
    gives = _CONTRIBUTION.search(spoken.raw) if spoken.measure == "growth" else None
    if gives is None or gives.start() > 1:
        return None
    return lean(spoken, last, join(last.own, gives[0]))


def by_schedule(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """超序时进度3个百分点 is about the progress of what stands before."""
    if spoken.measure != "difference" or not _SCHEDULE.search(spoken.raw):
        return None
    return lean(spoken, last, join(last.own, "进度"))


def in_bracket(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """东县(45%)、西县(41%)投资完成进度低于50%: the place leads what the sentence measures."""
    found = place_and_measured(spoken.place, spoken.slot)
    return lean(spoken, last, "".join(found)) if found else None


def by_base(spoken: Spoken, last: Named, history: History) -> Named | None:
    """完成年度任务的54%, (目标值42分): the task of what stands before."""
    if spoken.tail or not (base := history.words.base_of(spoken.slot)):
        return None
    plain = last.plain or last.indicator
    return replace(lean(spoken, last, join(without_plain_verb(plain), base)), plain=plain)


def as_possessed(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """救助对象300人的生活补助8万元: the 补助 is theirs."""
    if not spoken.slot.position or not spoken.raw.startswith("的") or not spoken.head or spoken.measure != "level":
        return None
    if len(spoken.head) > _FEW_WORDS or last.measure != "level" or last.unit.endswith("元"):
        return None
    return lean(spoken, last, join(last.indicator, spoken.head))


def as_all_before(spoken: Spoken, _last: Named, history: History) -> Named | None:
    """甲增长7%,乙增长8%,均居全市第一: the rank is of all that the sentence has told."""
    match = _ALL_RANKED.search(spoken.raw)
    if spoken.measure != "rank" or match is None or not _SUMMED.fullmatch(spoken.raw[: match.start()]):
        return None
    names = []
    begin, end = spoken.place.sentence_start, spoken.slot.begin
    for named in history.named:
        if begin <= named.at < end and named.indicator not in names and named.measure != "rank":
            names.append(named.indicator)
    kept = names[-_SEVERAL.get(spoken.raw[:1], len(names)) :]
    name = "、".join(kept)
    return Named(name, name, "", spoken.at, "rank") if len(kept) > 1 and len(name) <= LONGEST else None


def by_topic(spoken: Spoken, last: Named, history: History) -> Named | None:
    """甲指标,高于全省1.1个百分点: a change without words of its own is of the clause in front."""
    if spoken.head or not (spoken.measure in CHANGING or is_reached(spoken)):
        return None
    topic = history.words.topic_before(spoken.place, spoken.slot, last.at)
    if spoken.measure not in CHANGING and (leading_verb(topic) or _HAS_DONE.match(topic)):
        return None
    if topic and pattern("attribute").match(topic) and last.at >= spoken.place.sentence_start:
        return lean(spoken, last, join(last.own, topic))
    return Named(topic, topic, "", spoken.at, spoken.measure) if topic else None


def as_sum(spoken: Spoken, last: Named, history: History) -> Named | None:
    """检定电表5只、水表6只,合计11只: the sum is of what the members have in common, not of the last."""
    members = [named for named in history.named if named.at >= spoken.place.sentence_start and named.verb == last.verb]
    if (
        not _SUM.fullmatch(spoken.raw)
        or not last.verb
        or len(members) < _FEWEST
        or last.unit != spoken.slot.quantity.unit
    ):
        return None
    name = last.verb + _KIND_OF.sub("", last.own.removeprefix(last.verb)) + "合计"
    return Named(name, name, last.verb, spoken.at, spoken.measure)


def as_before(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """同比增长7.5%, 提升至96.4%, 恢复至上年的91%: of the same thing as the number before."""
    wordless = not spoken.head and not spoken.tail
    aimed = not spoken.tail and pattern("target").match(spoken.head)
    here = last.at >= spoken.place.sentence_start or spoken.measure in CHANGING | {"completion"}
    to_level = not spoken.tail and _TO_HEAD.match(spoken.raw)
    of_it = not spoken.tail and spoken.slot.position and _changes_noun_of(last, spoken)
    if (wordless and here) or aimed or to_level or of_it or _RECOVERED.match(spoken.raw):
        of_share = last.measure == "share" and spoken.slot.quantity.unit in POINTS
        name = (spoken.measure in CHANGING and not of_share and last.plain) or last.indicator
        return replace(lean(spoken, last, name), plain=last.plain)
    return None


def _changes_noun_of(last: Named, spoken: Spoken) -> bool:
    """由5个环节压减为2个: what stands between the two is the first one's noun."""
    noun = spoken.head
    between = noun and spoken.raw.startswith(noun) and last.indicator.endswith(noun)
    return bool(between and _TO_HEAD.match(spoken.raw, len(noun)))


def by_share(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """占支出的83%: of what stands before."""
    if spoken.measure == "share" and spoken.head.startswith("占"):
        what = "占比" if spoken.head == "占" else spoken.head
        return replace(lean(spoken, last, join(last.own, what)), plain=last.plain or last.indicator)
    return None
