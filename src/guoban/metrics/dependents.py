"""Few words that carry on from the number before: 涉及单位170家, 死亡6人; and those that only seem to."""

import re

from guoban.metrics.history import History
from guoban.metrics.naming import KIND_ENDS, Named, common_end, join, lean
from guoban.metrics.phrases import leading_verb, lent, pattern
from guoban.metrics.surroundings import CHANGING, LIST_MARKS, Spoken

# 责令停产5家,处罚8家: what is ordered is no thing that something is done to.
ORDERED = re.compile(r"责令|限期|督促|要求")
# An event and what it drew; what follows in its sentence is of the event.
_EVENT = re.compile(
    r"(?P<event>[^,;。]{0,18}?(?:活动|[一-龥“”]节|大赛|联赛|赛事|展会|博览会|展销会|夜市|市集|音乐会|嘉年华|招聘会|消费季))(?:现场|期间)?"
    r"(?:累计|共)?(?P<drew>吸引|接待|带动|促成|实现|拉动|辐射|销售|成交|达成)"
)
# 文化中心接待读者5万人次,消毒3万平方米: both are told of those who did them.
_DOER = re.compile(
    r"(?P<who>[一-龥]{2,8}?(?:公园|广场|景区|医院|学校|中心|平台|站点?|场馆|大厅|热线|窗口|市场))(?:累计|共)?(?:接待|受理|办理|接收|服务|收到|举办)[一-龥]{2,8}$"
)
_HELD = re.compile(r"^[^,;。]*(?:举办|承办|开展|组织)(?:的|了)?(?=.{2})")
_BROUGHT = re.compile(r"(?:累计|共|直接|间接)?(?:实现|带动|拉动|促成|促进|撬动|销售|创收|达成|收获|成交|吸引|接待)")
_WORD = 2
_SHORT = 3
_LONGEST = 8
# 限期整改8处,罚款2万元: a fine is not of what was put right; 处罚违法行为8起,罚款2万元 is.
_FINED = re.compile(r"(?:共计?)?罚(?:没)?款|没收")
_OFFENCE = re.compile(r"案|罚|违|执法")
# 抓获嫌疑人9名,挽回经济损失80万元: what was saved is not of those who were caught.
_SAVED = re.compile(r"(?:为[^,;。]{2,6})?(?:挽回|追回|避免)[^,;。]{2,}")
# 培训人员300人次,整改隐患60处: matters are put right, not persons.
_ON_MATTERS = re.compile(r"(?:完成|已)?(?:整改|办结|立案|销号|消除)[一-龥]{2,}")
# 检查企业30家,整改隐患60处; but 安装报警器90个,整改隐患60处 are two deeds.
_BRINGS_UP = re.compile(r"查|巡|访|检|督|执法|整治|行动|暗访|问题|隐患|线索|案|评|会商|接")
_PERSONS = frozenset({"人", "名", "人次"})
# 户均配变容量3千伏安: an average of a noun in full is of nothing that stands before.
_OWN_AVERAGE = re.compile(r"[户人亩日]均[一-龥]{4,}$")
_PLACE_ENDS = frozenset("道市县区镇乡村")
_PLACE = re.compile(
    r"(?!(?:[全我各本该]|[一-龥]{0,2}[示社老新乡城牧地园片校灾])[省市县区镇乡村])[一-龥]{1,3}?(?P<kind>街道|[市县区镇乡村])"
)
# 全县存栏生猪9万头,出栏7万头: the verb in front of the first is not the second's.
_STOCK = ("存栏", "出栏")
_OF_LIVESTOCK = re.compile(r"(?:全[省市县区镇])?(?:存栏|出栏)(?=.)")
_SUFFERED = re.compile(r"死亡|受伤|失踪|重伤|轻伤")


def as_of_event(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """美食节吸引游客8万人次,带动消费900万元: what an event brought is told of the event, deed by deed."""
    clause = spoken.place.clauses[spoken.slot.clause]
    if clause.mark != "," or spoken.slot.position or spoken.measure != "level" or not _BROUGHT.match(spoken.raw):
        return None
    event = _EVENT.match(last.own)
    words = spoken.head + spoken.tail
    if event is None or not words or pattern("scope_word").match(words):
        return None
    which = _HELD.sub("", event["event"])
    name = join(which, words)
    return Named(name, which + event["drew"] + words, "", spoken.at, spoken.measure)


def as_dependent(spoken: Spoken, last: Named, history: History) -> Named | None:
    """涉及单位170家, 死亡6人: few words that carry on from what stands before."""
    head = spoken.head
    if swapped := _of_next_place(spoken, last):
        return Named(swapped, swapped, last.verb, spoken.at, spoken.measure)
    if not head and pattern("general_noun").fullmatch(spoken.tail) and len(spoken.tail) < _SHORT:
        return lean(spoken, last, join(lent(last.own), spoken.tail))
    carries_on = _carries_on(head, last)
    opens_item = spoken.place.clauses[spoken.slot.clause].mark == ";" and not spoken.slot.position
    short = head and not spoken.tail and len(head) <= _SHORT
    follows = carries_on or (short and (not opens_item or pattern("tail_verb").search(head)))
    if not follows or _tells_of_itself(spoken, last, carries_on=carries_on):
        return None
    if pattern("tail_verb").fullmatch(head) and (owner := _owner_of_deed(history, spoken)):
        return lean(spoken, last, join(owner, head))
    done = history.done_since(spoken, last) if carries_on else ""
    if done:
        return Named(join(done, head + spoken.tail), done, "", spoken.at, spoken.measure)
    beside = "" if carries_on else _beside(spoken, last)
    if beside:
        return Named(beside, beside, leading_verb(beside), spoken.at, spoken.measure, said=head)
    if kept := _OF_LIVESTOCK.match(last.own) if head in _STOCK else None:
        return lean(spoken, last, last.own[kept.end() :] + head)
    same = history.of_same_unit(spoken) if carries_on and not pattern("joining").match(head) else None
    doer = _DOER.match(last.own) if same is None and not carries_on else None
    if doer and spoken.slot.quantity.unit != last.unit and spoken.measure == last.measure == "level":
        return lean(spoken, last, doer["who"] + head)
    return lean(spoken, last, join(lent((same or last).own), head + spoken.tail))


def _of_next_place(spoken: Spoken, last: Named) -> str:
    """东镇新建公厕3座,西镇新建5座: the second place is told what the first was told."""
    if not spoken.head or spoken.tail or spoken.measure != last.measure or spoken.slot.quantity.unit != last.unit:
        return ""
    if _PLACE_ENDS.isdisjoint(spoken.head[1:5]):
        return ""
    place = _PLACE.match(spoken.head)
    before = _PLACE.match(last.indicator) if place else None
    if before is None or place is None:
        return ""
    told, again = last.indicator[before.end() :], spoken.head[place.end() :]
    same = before["kind"] == place["kind"] and before[0] != place[0] and told.startswith(again)
    return place[0] + told if same and told else ""


def _carries_on(head: str, last: Named) -> bool:
    """Whether a word opens `head` that needs a subject; 平均降水量280毫米,平均气温9度 are two averages beside each other."""
    word = pattern("dependent").match(head) if len(head) <= _LONGEST else None
    if word is None:
        return False
    behind_share = word[0] == "平均" and last.measure in {"share", "completion"}
    own = behind_share or word[0] in last.own or _OWN_AVERAGE.match(head) is not None
    return not (own and word[0].endswith("均"))


def _tells_of_itself(spoken: Spoken, last: Named, *, carries_on: bool) -> bool:
    """Whether a number behind `last` is another deed, or a figure of its own, however few its words."""
    head, unlike = spoken.head, spoken.slot.quantity.unit != last.unit
    if spoken.measure in CHANGING and not pattern("tail_verb").search(head):
        return True
    if pattern("listed_attribute").match(last.own) or _is_behind_rate(spoken, last, carries_on=carries_on):
        return True
    if carries_on and last.measure in CHANGING and pattern("effect").match(head):
        return True
    of_persons = last.unit in _PERSONS and _SAVED.match(head)
    matters = _ON_MATTERS.match(head) and (last.unit in _PERSONS or not _BRINGS_UP.search(last.own))
    if of_persons or matters or (ORDERED.match(last.own) and _is_deed(head)):
        return True
    if not unlike:
        return False
    two_verbs = len(head) > _SHORT and pattern("bare_verb").match(head)
    behind_property = last.indicator != last.own or pattern("bare_verb").match(last.own)
    another_deed = behind_property or (_is_deed(head) and leading_verb(last.own))
    fine = _FINED.match(head) and not _OFFENCE.search(last.own)
    return bool(two_verbs or fine or (another_deed and not carries_on))


def _is_behind_rate(spoken: Spoken, last: Named, *, carries_on: bool) -> bool:
    """整改率100%,巡河3万人次: a count is none of the rate before."""
    counted = spoken.measure == "level" and not carries_on
    return last.own.endswith("率") and (spoken.head.endswith("率") or counted)


def _is_deed(head: str) -> bool:
    """处罚, 罚款, 立案: what is done next, and not a property of what was done before."""
    return bool(leading_verb(head)) and pattern("bare_verb").match(head) is not None


def _owner_of_deed(history: History, spoken: Spoken) -> str:
    """生猪存栏9万头,母猪1万头,出栏7万头: what happened is told of whom such things were told before."""
    for named in reversed(history.named):
        if named.at < spoken.place.sentence_start:
            return ""
        if pattern("tail_verb").search(named.own) and named.unit == spoken.slot.quantity.unit:
            owner = lent(named.own)
            return owner if owner != named.own else ""
    return ""


def _beside(spoken: Spoken, last: Named) -> str:
    """储备冲锋舟6艘,橡皮艇5艘; 来信9件、来访3件: what is counted in the same unit is another of its kind, not part of it."""
    head, verb = spoken.head, leading_verb(last.own)
    unit = spoken.slot.quantity.unit
    goes_on = last.said and last.own == verb + last.said
    same = (unit == last.unit or goes_on) and spoken.measure == last.measure == "level" and not unit.endswith("元")
    if (
        not same
        or len(head) < _WORD
        or head.endswith(KIND_ENDS)
        or _SUFFERED.fullmatch(head)
        or pattern("bare_verb").match(head)
    ):
        return ""
    listed = verb or (spoken.raw.startswith(LIST_MARKS) and not common_end(last.own, head))
    return verb + head if listed else ""
