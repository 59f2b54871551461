"""Numbers whose few words carry on from a subject: its properties, its rates, what was done to it."""

import re

from guoban.metrics.dependents import ORDERED
from guoban.metrics.history import History
from guoban.metrics.naming import Named, join, lean, shorten
from guoban.metrics.own_words import by_own_words
from guoban.metrics.phrases import lent, pattern, thing_of, without_plain_verb
from guoban.metrics.surroundings import CHANGING, LIST_MARKS, Spoken

_WORD = 2
_SHORT = 3
_SUMMED_UP = re.compile(r"(?:合计|总计|共计)(?=[一-龥]{2})")
_EACH = re.compile(
    r"(?:平均)?每(?:个|家|户|人|名|批次?|村|镇|亩|所|期|场)[一-龥]{0,4}?(?<!价|率|量|额|费|入)(?:平均|均)?"
)
_THIS = re.compile(r"该(?P<noun>项目|工程|岛|村|镇|区|园区|基地|公司|平台|中心|院|校)")
_TOTALS = ("总额", "总量", "总数", "规模", "数量")
_TOTAL = re.compile(r"(?<=[一-龥]{2})(?:总额|总量|总数|规模|数量)$")
# 办理登记900件,时限压缩至2天,网办率76%: the rate is of what was done, not of the time it took.
_TIMES_TAKEN = ("时限", "时间", "用时", "时长", "周期")
# 受理投诉40起,挽回损失20万元,结案率98%: cases are closed, not sums.
_CASE_DEEDS = frozenset({"结案", "办结", "破案", "调解", "调处", "整改", "回复", "满意", "化解"})
_CASES = frozenset({"件", "起", "宗", "例", "个", "条", "项", "处", "次", "件次"})
_TASK = re.compile(r"(?<=.{2})(?:年度|全年)?任务$")
_FOUND = re.compile(r"^(?:发现|查出|查找出?|查摆出?|排查出)(?:并)?(?=.{2})")
_DONE_OF = re.compile(r"^(?:中)?(?:已经?|均已?|全部|现已|目前|累计)*")
# 平台受理诉求, 结案: what was done first is no part of the thing that is done with next.
_EARLIER_DEED = re.compile(
    r"(?:^|(?<=[一-龥]{2}))(?:集中|全面|重点)?(?:受理|接收|排查|收到|接报|征集)(?:各类)?(?=[一-龥]{2})"
)
_OWN_RATES = ("率", "占比", "比重")
_RATES = ("率", "度", "占比", "比例")


def as_done_to_the_same(spoken: Spoken, last: Named, history: History) -> Named | None:
    """排查隐患30处,整改28处: a verb alone is of what has the same unit; 协助做好噪声投诉,化解20起: or of the clause."""
    head = spoken.head
    if spoken.tail or spoken.measure in CHANGING or not pattern("bare_verb").match(head):
        return None
    done = history.done_since(spoken, last)
    if done:
        name = done if done.endswith(head) else done + head if pattern("process").search(done) else head + done
        return Named(shorten(name), shorten(name), head, spoken.at, spoken.measure)
    same = history.of_same_unit(spoken) or history.of_same_case(spoken)
    field = history.words.field_before(spoken.place, spoken.slot, -1)
    if same is None and field:
        name = shorten(join(field, head))
        return Named(name, name, head, spoken.at, spoken.measure, field)
    noun = pattern("state_first").sub("", thing_of(same.own)).rpartition("的")[2] if same else ""
    noun = _FOUND.sub("", _EARLIER_DEED.sub("", noun))
    if (
        same is None
        or not noun
        or ORDERED.match(same.own)
        or (noun == same.own and not pattern("head_noun").search(noun))
    ):
        return None
    return lean(spoken, same, shorten(head + noun))


def as_done_of_it(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """巡察指出的30个问题已整改28个: the noun between two numbers is the first one's, told with what was done of it."""
    if not spoken.slot.position or spoken.tail or spoken.measure != "level" or last.at < spoken.slot.begin:
        return None
    if len(last.own) < _WORD:
        return None
    if spoken.head and spoken.raw.startswith(spoken.head) and last.own.endswith(spoken.head):
        return lean(spoken, last, last.own)
    noun = last.own[-_WORD:]
    done = _DONE_OF.sub("", spoken.head.partition(noun)[2]) if spoken.raw[: len(last.own)].find(noun) >= 0 else ""
    whole = spoken.raw.partition(noun)[0] + noun
    if not done or not last.own.endswith(whole) or not pattern("bare_verb").match(done):
        return None
    return lean(spoken, last, join(_TASK.sub("", last.own), done))


def as_each(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """交易额7亿元,每个乡镇达3000万元: what each has is of what they have together."""
    if spoken.tail or "每" not in spoken.head or not _EACH.fullmatch(spoken.head) or spoken.measure in CHANGING:
        return None
    return lean(spoken, last, shorten(spoken.head + pattern("scope_word").sub("", thing_of(last.own))))


def as_of_this(spoken: Spoken, last: Named, history: History) -> Named | None:
    """东山岛项目9个,完成该岛投资60%: 该 and a noun stand for what was named before with that noun."""
    match = _THIS.search(spoken.head) if "该" in spoken.head else None
    if match is None:
        return None
    noun = match["noun"]
    named = next((one.own for one in reversed(history.named) if one.own.find(noun) > 0), last.own)
    which = named[: named.find(noun) + len(noun)] if noun in named else pattern("head_noun").sub("", named)
    return lean(spoken, last, join(thing_of(which), spoken.head[match.end() :] + spoken.tail))


def as_its_total(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """发放创业贷款3亿元,贷款总额居全市第二: the total is of what was told before with that noun."""
    total = _TOTAL.search(spoken.head) if not spoken.tail and spoken.head.endswith(_TOTALS) else None
    if total is None or not last.own.endswith(spoken.head[: total.start()]) or last.own == spoken.head[: total.start()]:
        return None
    return lean(spoken, last, join(last.own, spoken.head))


def as_summed(spoken: Spoken, last: Named, _history: History) -> Named | None:
    """5个项目列入…,合计固定资产投资3亿元: the sum is of what stands before."""
    summed = _SUMMED_UP.match(spoken.raw) and last.measure == "level" and pattern("property").search(spoken.head)
    return lean(spoken, last, join(last.own, spoken.head)) if summed and not spoken.tail else None


def as_property(spoken: Spoken, last: Named, history: History) -> Named | None:
    """总投资3亿元, 占比40%: a property of what stands before."""
    if history.project_of(spoken) or pattern("standing").match(spoken.head):
        return by_own_words(spoken, history)
    opens_item = spoken.place.clauses[spoken.slot.clause].mark == ";" and not spoken.slot.position
    if (opens_item and len(spoken.head) > _SHORT) or _is_sibling(spoken, last):
        return None
    if spoken.tail or not all(pattern("attribute").match(word) for word in spoken.head.split("、")):
        return None
    whole = history.whole
    if whole and whole.at < last.at and (opens_item or _behind_parts(spoken, whole, last, history)):
        return lean(spoken, whole, join(whole.own, spoken.head))
    if last.own.endswith(_OWN_RATES) and last.measure in {"share", "completion", "growth"}:
        level = history.whole_of(spoken) if history.level_before(last.at) else None
        if level is None or level.at < spoken.place.sentence_start:
            return None
        last = level
    if spoken.head.endswith("率") and last.own.endswith(_TIMES_TAKEN):
        level = history.level_before(last.at)
        last = level if level and level.at >= spoken.place.sentence_start else last
    if spoken.head.endswith("率") and {spoken.head[:2], spoken.head[-3:-1]} == {last.own[:2], last.own[-2:]}:
        return lean(spoken, last, spoken.head)
    of_share = spoken.head in {"占比", "比例", "比重"}
    subject = last.indicator if of_share else _subject_of_rate(spoken, last, history)
    other_property = not spoken.head.endswith(_RATES) and not spoken.head.startswith("占")
    if other_property and spoken.measure == "level" and not subject.endswith("资金"):
        subject = lent(subject)
    subject = without_plain_verb(subject) if spoken.head.endswith("率") else subject
    return lean(spoken, last, join(subject, spoken.head))


def _behind_parts(spoken: Spoken, whole: Named, last: Named, history: History) -> bool:
    """引进项目9个,其中甲类3个、乙类2个,总投资8亿元: behind several parts a sum is of the whole."""
    two = [named for named in history.named if named.at > whole.at][-2:]
    listed = len(two) > 1 and all(named.unit == whole.unit and named.measure == "level" for named in two)
    return listed and last is two[-1] and spoken.slot.quantity.unit.endswith("元")


def _is_sibling(spoken: Spoken, last: Named) -> bool:
    """工业投资增长8%,民间投资增长6%; 到位专项债9亿元、省级补助1亿元: what stands beside the last is none of its properties."""
    if pattern("listed_attribute").match(spoken.head):
        return False
    listed = spoken.raw.startswith(LIST_MARKS) and {spoken.measure, last.measure} == {"level"}
    both_grow = spoken.measure == "growth" and (
        (last.measure == "growth" and last.own.endswith(spoken.head[-2:])) or _names_itself(spoken, last)
    )
    return both_grow or (listed and spoken.slot.quantity.unit == last.unit)


def _names_itself(spoken: Spoken, last: Named) -> bool:
    """新增企业6家,技改投资增长9%: a sum with its own kind is none of what was counted."""
    kind = spoken.head.removesuffix("投资")
    return last.measure == "level" and len(kind) == _WORD < len(spoken.head) and not last.unit.endswith("元")


def _subject_of_rate(spoken: Spoken, last: Named, history: History) -> str:
    """查处隐患8处,完成整改8处,整改率100%: the rate is of what was found, not of what was done about it."""
    stem = spoken.head[:-1]
    if last.unit.endswith("元") and stem in _CASE_DEEDS:
        before = (one for one in reversed(history.named) if one.at >= spoken.place.sentence_start)
        return next((one.own for one in before if one.measure == "level" and one.unit in _CASES), last.own)
    if spoken.head.endswith("率") and last.own.startswith(stem) and len(last.own) > len(stem) + 1:
        return last.own.removeprefix(stem)
    doing = spoken.head[:-1][-2:]
    if not spoken.head.endswith("率") or not last.own.endswith(doing):
        return last.own
    here = [
        named
        for named in reversed(history.named)
        if named.at >= spoken.place.sentence_start and named.measure == "level"
    ]
    done = {named.unit for named in here if doing in named.indicator}
    counted = (named.own for named in here if doing not in named.indicator and named.unit in done)
    return next(counted, last.own)
