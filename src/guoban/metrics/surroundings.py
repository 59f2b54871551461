"""The words around a number that may say what it counts: left of it, right of it, and of the clause before."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from guoban.metrics.actors import deed_of, done_by
from guoban.metrics.asides import (
    beyond_limit,
    is_aside,
    without_course,
    without_gap,
    without_opening,
    without_treatment,
    without_trend,
)
from guoban.metrics.cues import either, words
from guoban.metrics.enumerations import without_examples
from guoban.metrics.layout import Slot
from guoban.metrics.phrases import (
    cut_modifiers,
    field_of,
    object_of,
    pattern,
    strip_lead,
    strip_trail,
    without_plain_verb,
)
from guoban.metrics.selection import Place
from guoban.records import Measure

LIST_MARKS = ("、", "和", "与", "及", "以及", "或")
CHANGING = frozenset({"growth", "difference", "rank"})
_LONG = 20
# 9个监测断面达标率98%: the rate is of the number behind it.
_RATE_BEHIND = re.compile(r"(?<=[一-龥]{2})[一-龥]{2}率(?:达到?|为|均|都|分别|[一-龥]{0,2})$")
# 民生实事10大类26项: in how many kinds is not part of what is counted.
_KINDS_BEFORE = re.compile(r"(?<=[一-龥]{2})\d+(?:大类|类|个?方面)$")
# 斩获8金4银: the unit says what was won.
_MEDALS = frozenset("金银铜")
# 东校区迁建项目稳步推进: a subject and how it goes.
_GOING_ON = re.compile(
    r"(?P<what>[^,;。、]{4,16}?)(?:扎实|稳步|有序|全面|加快|顺利|正在|扩面|提质|持续|深入|正式)+(?:推进|实施|启动|展开|开展|运行|落地)"
)
# 安排资金300万元在文化馆建设展厅: where it is spent is no name.
_PLACED = re.compile(r"在(?![建校册职岗编读园押库训管矫线用谈营孵地田养办研产租逃控池])")
_INSIDE_VERB = re.compile(r"获得?$|夺得$|荣获$")
_MARKS = "、,;: ()的"
_LONG_TAIL = 14
_SHORT = 3
_LONGEST_TOPIC = 24
_NOUN_BEHIND = re.compile(r"[一-龥A-Za-z“《]|\d[^,;。、\n]{0,8}?(?:(?:以[上下]|级)(?=[一-龥“])|人制(?=[一-龥]))")
_BOUND_BEHIND = re.compile(r"(?:及?以[上下内外]|左右|上下|之[内上]|[余多](?=[,;。、)]|$)|不等|内(?=[,;。)]|$))(?:的)?")
_PREDICATE = re.compile(r"(?:全部|均|已|正在|按期|顺利|基本)")
_CHANGED = re.compile(either(word for name in ("rise", "fall") for word in words(name) if len(word) > 1))
_ADVERB = re.compile(r"(?<=[一-龥)]{2})(?:正在|已经|均已)")
_TAIL_END = re.compile(r"参与|进行|并|以|用于|推动|提升|进一步|,")
_AND_SO_ON = re.compile(r"(?:等(?:相关|有关|各项)?(?:方式|形式|问题|工作|内容|举措|活动)?|的基础上)$")
_OPENER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|[①-⑳]|第[一二三四五六七八九十],|[(]?[一二三四五六七八九十\d]{1,2}[)、.])"
)
_NUMBERED_BRACKET = re.compile(r"\([^()]*\d[^()]*\)")
_FOR_YEARS = re.compile(
    r"连续(?:\d+|[一二三四五六七八九十两]+)(?:年|个月|次|个?季度|天|周|个[一-龥]{1,2}(?=排|居|列|位|保持|稳))"
)
_BRACKET_FIRST = re.compile(r"^\([^()]{0,20}\)")
_FROM_TAIL = re.compile(r"(?:由|从(?![轻重严宽快优速事业]))[^,;。]{0,12}$")
_DONE_TO = re.compile(
    r"(?P<noun>[一-龥]{2,10}?)(?:逐一|分别|全部|成功|顺利)?(?P<done>(?:开展|进行|实施|提供|发放|办理|做好|给予|予以|纳入|列入|入选|入围|获得?(?=[一-龥“])|获评|荣获|参加|参与|通过|接入|签订|追回|追发|讨回|减免|解决|送去|安装|配备).{2,})$"
)
_PROJECT = re.compile(
    r"(?:帮助|推动|推进|实施|启动|加快|开工建设|开工|投用|配合|指导|支持|新建|建成|完成)*(?P<project>[^,;。]{2,22}(?:工程|项目|基地|中心|园区|公园|泵站|水库|平台|大桥|小区|活动|大会|大赛|论坛))"
    r"(?:[^,;。]{0,10})$"
)
# 对沿街商铺等重点场所进行消防检查,发现隐患60条: found in the check of those places.
_DONE_BEFORE = re.compile(r"^对(?P<whom>[^,;。]{2,60}?)(?:逐一|全面)?(?:进行|开展|实施)(?:了)?(?P<deed>[^,;。]{2,10})$")
_LONGEST_SCENE = 16
_DEED_WORD = re.compile(r"(?:工作|等|活动)$")
_COUNTS = re.compile(r"\d(?![\d期号年月]|$)")
# 举办培训班4期,培训500人次: how many there were is not part of what it is about.
_TIMES_HELD = re.compile(r"(?<=[一-龥])\d+期$")
# 省定指标中由我们牵头的是甲率,居全省第四: the clause names at its end what the rank is of.
_NAMED_LAST = re.compile(r"的是(?P<topic>[^,;。]{3,30})$")
_AMONG = re.compile(r"(?<=[一-龥]{2})(?:中|里)(?:由[^,;。]*|排名|排|位列|列|居|处于|位居|居于|名列)?$")
_OPENS_AMONG = re.compile(r"[、,]?(?:并|且)?在[^,;。]{2,}?(?:中|里)")
# 为居民提供免费校准电子秤: what is provided says enough.
_FOR_WHOM = re.compile(r"^(?:并|还|累计|共)?(?:为|向|给)[^,;。]{2,8}(?:提供|送上|送去)(?:了)?(?=.{4})")
# 请专家为20个村开展培训: what is done to them names them, not who does it.
_FOR_THEM = re.compile(
    r"(?:(?:[一-龥]{2}(?:为|对|向|给)|^对)(?:[全我][省市县区州旗镇乡]|辖区(?:内)?|本地)?|(?:^|,)对[^,;。]{2,14}的)$"
)
# 2022年度水费账单: the year is part of the name.
_OF_YEAR = re.compile(r"(?P<year>20\d\d年度)(?P<what>[一-龥]{2,20})$")
# 按不变价格计算,同比增长5%: how it is reckoned is not what grows.
_RECKONED = re.compile(
    r"^(?:按照?|扣除|剔除|经|据|根据|除去|不含|初步)[^,;。]*(?:计算|核算|统计|测算|口径|因素|影响|价格)(?:后)?$"
)
_SHORTEST_MEANS = 5
# 23次强降水和59天高温: what a list counts next is not part of the name.
_COUNTED_AFTER = re.compile(r"(?<=[一-龥]{2})(?:、|和|与|及|以及)\d+(?:\.\d+)?[天日年月时个次]")
_ACCORDING = re.compile(r"(?<=[一-龥]{2})(?:按照|根据|对照)[^,;。]{2,10}$")
# 获奖数居全省高职院校第6位: among whom it ranks is no part of what ranks.
_RANKED_AMONG = re.compile(r"(?:稳|并)?(?:位居|位列|名列|居|列|排名|排在|排)全[国省市县区州旗][一-龥]{0,8}$")
# 成绩92分,位居全市9个城区第2名: the count is of those among whom it ranks.
AMONG_SO_MANY = re.compile(
    r"(?:位居|位列|名列|居|列|排名|排在|在)(?:全[国省市县区州旗])?\d+个[一-龥(、)]{1,8}(?:中|里)?(?:的)?$"
)
_IS_RANKED = re.compile(r"(?:并|且|稳)?(?:位列|位居|名列|排名|排在|跻身|进入|列|居)(?=全|第|前|首)")
# 通过出租、转让等方式盘活资产6处: the means is not what is counted.
_BY_MEANS = re.compile(
    r"^[^,;。]*(?:方式|形式|模式|手段|途径|渠道|系统|平台)(?:对外|向社会|共|累计)?(?=(?P<rest>.{2,}))"
)
_REACHED = ("达", "达到", "突破", "超", "超过", "为", "共", "近", "约", "已")
# 按15%的比例开展现场核验: what is done to such a share.
_SHARE_DONE = re.compile(r"比例(?:开展|进行|实施|予以|给予)?(?P<deed>[一-龥]{2,10})")
_MAY_STAND_INSIDE = re.compile("[共可]|累计|预计")
# 自行动开展来我县完成清淤200处: since when is not what is counted.
_SINCE_THEN = re.compile(r"^自(?:从)?[^,;。]{0,16}?(?:以来|之日起|来(?=我|共|累计|已|全))(?:我[省市县区镇乡局])?")
# 停车场建设任务是新增泊位600个
_TASK_IS = re.compile(r"(?<=[一-龥]{2})(?:年度|全年)?任务(?:是|为)(?=[一-龥]{4})")
_WITHIN = re.compile(r"^在?(?P<topic>.{3,}?)(?:中|上|方面|里)$")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number with the words around it.

    `raw` is all that stands between it and what is left of it; `head` and `tail` are what of the left and of the
    right may name it, without times, links and hedges.
    """

    place: Place
    slot: Slot
    measure: Measure
    raw: str
    head: str
    tail: str

    @property
    def at(self) -> int:
        return self.slot.quantity.start


class Surroundings:
    """Cuts the words around numbers out of a text, leaving time expressions out."""

    def __init__(self, folded: str, times: Sequence[tuple[int, int]]) -> None:
        self._folded = folded
        self._times = times

    def of(self, place: Place, slot: Slot, measure: Measure, dealt: str = "") -> Spoken:
        """Return the words around the number in `slot`; `dealt` is the name that a list has dealt out to it."""
        raw = self._folded[slot.left : slot.quantity.start]
        if dealt:
            return Spoken(place, slot, measure, raw, strip_lead(dealt), "")
        head = self._left(slot, measure)
        tail = self._right(slot, measure, head)
        if tail.startswith("比例") and (share := _SHARE_DONE.fullmatch(tail)):
            head, tail = f"{share['deed']}比例", ""
        head = (deed_of(self._folded, slot) if tail else "") or head
        tail = (done_by(self._folded, slot) if not slot.last else "") or tail
        if head and tail and _FOR_THEM.search(raw) and _DONE_TO.match(tail):
            head, tail = "", _noun_last(tail)
        return Spoken(place, slot, measure, raw, head, tail)

    def base_of(self, slot: Slot) -> str:
        """Return what a completion is of, where the words left say no more: 完成全年任务 gives 全年任务."""
        if pattern("base").search(self._folded, slot.left, slot.quantity.start) is None:
            return ""
        text = self.without_times(slot.left, slot.quantity.start)
        match = pattern("base_head").match(strip_lead(strip_trail(text, change=False)))
        if match is None:
            return ""
        whole = pattern("base_head").search(self._folded, slot.left, slot.quantity.start)
        return str(whole["base"]) if whole and whole["base"].endswith(match["base"]) else str(match["base"])

    def plain(self, spoken: Spoken) -> str:
        """Return the words left of a number as they stand, or those before its colon: 得分43.1分, 覆盖率:62.3%."""
        text = self.without_times(spoken.slot.left, spoken.at).strip(_MARKS)
        if text or not spoken.slot.clause:
            return text
        clause = spoken.place.clauses[spoken.slot.clause - 1]
        return strip_lead(self.without_times(clause.start, clause.end)) if clause.end < spoken.slot.begin + 1 else ""

    def topic_before(self, place: Place, slot: Slot, since: int) -> str:
        """Return the clause in front, where no number stands in it: 我们负责的“群众办事”指标,高出全省1.1个百分点."""
        if not slot.clause:
            return ""
        clause = place.clauses[slot.clause - 1]
        if clause.start <= since and (told := _NAMED_LAST.search(self._folded, since, clause.end)):
            return strip_lead(str(told["topic"]))
        if clause.inside is not None or clause.start <= since or clause.end - clause.start > _LONGEST_TOPIC + _LONG:
            return ""
        whole = _OPENER.sub("", self.without_times(clause.start, clause.end))
        if _RECKONED.match(whole) or _IS_RANKED.match(whole) or is_aside(whole):
            return ""
        text = without_trend(strip_lead(whole))
        match = _WITHIN.match(text)
        return cut_modifiers(str(match["topic"]) if match else text, _LONG)

    def project_before(self, place: Place, slot: Slot, since: int) -> str:
        """Return the project that the clause in front is about: 完成河口泵站扩建工程,总投资3亿元."""
        if not slot.clause or slot.position:
            return ""
        clause = place.clauses[slot.clause - 1]
        if clause.start <= since:
            return ""
        text = strip_lead(_OPENER.sub("", self.without_times(clause.start, clause.end)))
        if is_aside(text):
            return ""
        both = text.rpartition("并")
        for part in (both[2] if both[1] else "", text):
            if match := _PROJECT.match(part):
                return without_plain_verb(str(match["project"]))
            if match := pattern("worked_on").match(part):
                return str(match["thing"])
        return ""

    def work_of_item(self, place: Place, slot: Slot) -> str:
        """Return the project that the first clause since the last ; : or 。 names, where no number stands in it."""
        first = slot.clause
        while first and (place.clauses[first].mark not in {";", ":", ""} or place.clauses[first].inside is not None):
            first -= 1
        clause = place.clauses[first]
        text = strip_lead(_OPENER.sub("", self.without_times(clause.start, clause.end)))
        match = pattern("work").match(text) if first < slot.clause and not _COUNTS.search(text) else None
        if match is None or is_aside(text):
            return ""
        work = str(match["work"])
        name = pattern("works_action").sub("", work)
        told = pattern("context").match(name) or pattern("inner_verb").search(name)
        return "" if told or work.count("“") != work.count("”") else work

    def object_before(self, place: Place, slot: Slot, since: int) -> str:
        """Return what the clause in front says is done: 深化结果互认工作,完成互认4200次 is about 结果互认."""
        if not slot.clause or slot.position or place.clauses[slot.clause - 1].start <= since:
            return ""
        clause = place.clauses[slot.clause - 1]
        return object_of(_OPENER.sub("", self.without_times(clause.start, clause.end)))

    def field_before(self, place: Place, slot: Slot, since: int) -> str:
        """Return the field that the nearest clause before without a number names: 做好疫情防控,拨付经费300万元."""
        for clause in reversed(place.clauses[: slot.clause]):
            if clause.end > slot.begin or clause.inside is not None:
                continue
            if clause.start <= since:
                break
            text = self.without_times(clause.start, clause.end)
            text = _TIMES_HELD.sub("", text)
            field = "" if since < 0 and _COUNTS.search(text) else field_of(_OPENER.sub("", text))
            if field:
                return field
        return ""

    def scene_before(self, place: Place, slot: Slot, since: int) -> str:
        """Return what the nearest clause before without a number does a thing to, or with: 开通公众号,刊发信息200条."""
        for clause in reversed(place.clauses[: slot.clause]):
            if clause.end > slot.begin or clause.inside is not None:
                continue
            text = strip_lead(_OPENER.sub("", self.without_times(clause.start, clause.end)))
            if clause.start <= since or _COUNTS.search(text):
                break
            done = _DONE_BEFORE.match(_OPENER.sub("", self.without_times(clause.start, clause.end)))
            scene = pattern("scene").match(text)
            if done:
                found = done["whom"].rpartition("等")[2] + done["deed"]
            elif scene:
                found = scene["scene"]
            else:
                continue
            return _DEED_WORD.sub("", found) if len(found) <= _LONGEST_SCENE else ""
        return ""

    def going_before(self, place: Place, slot: Slot, since: int) -> str:
        """Return what the clause in front says is going on: 东校区迁建项目稳步推进,新增学位300个."""
        if not slot.clause or slot.position or place.clauses[slot.clause - 1].start <= since:
            return ""
        clause = place.clauses[slot.clause - 1]
        text = "" if clause.inside is not None else _OPENER.sub("", self.without_times(clause.start, clause.end))
        match = None if _COUNTS.search(text) else _GOING_ON.fullmatch(text)
        return str(match["what"]) if match else ""

    def without_times(self, start: int, end: int) -> str:
        first = bisect_left(self._times, (start, 0))
        if first == len(self._times) or self._times[first][0] >= end:
            return self._folded[start:end].strip(" ,;:。\n")
        pieces, at = [], start
        # By number: a copy of all times that follow, for each number, takes the square of a long report's length.
        for number in range(first, len(self._times)):
            begin, stop = self._times[number]
            if begin >= end:
                break
            pieces.append(self._folded[at : max(at, begin)])
            at = max(at, stop)
        pieces.append(self._folded[at : max(at, end)])
        return "".join(pieces).strip(" ,;:。\n")

    def _left(self, slot: Slot, measure: Measure) -> str:
        text = _OPENER.sub("", self.without_times(slot.left, slot.quantity.start))
        means = _BY_MEANS.match(text) if len(text) > _SHORTEST_MEANS else None
        if means and pattern("verb").match(means["rest"]):
            text = means["rest"]
        if text.startswith("自"):
            text = _SINCE_THEN.sub("", text)
        text = _TASK_IS.sub("", text) if "任务" in text else text
        text = without_opening(text)
        text = _NUMBERED_BRACKET.sub("", _BRACKET_FIRST.sub("", text)) if "(" in text else text
        if slot.position:
            bound = _BOUND_BEHIND.match(text)
            text = text[bound.end() :] if bound else text
            if _NOUN_BEHIND.match(text) and not text.startswith(LIST_MARKS):
                text = _behind_list_mark(text)
        followed = _NOUN_BEHIND.match(self._folded, slot.quantity.end) is not None
        text = without_examples(text, slot.quantity, followed=followed)
        text = _FROM_TAIL.sub("", text) if "由" in text or "从" in text else text
        text = _FOR_YEARS.sub("", text) if "连续" in text else text
        text = strip_lead(strip_trail(_FOR_WHOM.sub("", text), change=measure in CHANGING))
        text = pattern("in_all").sub("", text) if _MAY_STAND_INSIDE.search(text) else text
        text = _KINDS_BEFORE.sub("", text) if text.endswith(("类", "方面")) else text
        text = _RANKED_AMONG.sub("", text) if measure == "rank" else text
        if measure == "rank" and AMONG_SO_MANY.search(self._folded, slot.begin, slot.quantity.start):
            return ""
        among = slot.position or (slot.clause and _OPENS_AMONG.match(self._folded, slot.left))
        if measure == "rank" and among and _AMONG.search(text):
            return ""
        text = _AMONG.sub("", text) if measure == "rank" else text
        text = _ACCORDING.sub("", text) if measure in CHANGING else text
        text = without_gap(text)
        text = cut_modifiers(strip_lead(text.removeprefix("实现")), _LONG)
        yearly = self._folded.find("年度", slot.left, slot.quantity.start) >= 0
        of_year = _OF_YEAR.search(self._folded, slot.left, slot.quantity.start) if yearly else None
        if of_year and text and of_year["what"].startswith(text) and not pattern("verb").match(text):
            return f"{of_year['year']}{text}"
        return text

    def _right(self, slot: Slot, measure: Measure, head: str) -> str:
        if measure in CHANGING or measure == "completion":
            return ""
        if slot.quantity.unit in _MEDALS:
            return f"{slot.quantity.unit}牌"
        bound = _BOUND_BEHIND.match(self._folded, slot.quantity.end)
        text = self.without_times(bound.end() if bound else slot.quantity.end, slot.right)
        if not text or not _NOUN_BEHIND.match(text) or text.startswith(LIST_MARKS) or _CHANGED.match(text):
            return ""
        if text.startswith(("并", "且", "后")) or _PLACED.match(text):
            return ""
        if slot.quantity.kind == "count" and (limited := beyond_limit(self._folded, slot.quantity.end, head)):
            return limited
        if _PREDICATE.match(text) and (slot.position or len(head) > _SHORT or head.endswith(("剩余", "其余"))):
            return ""
        text = _ADVERB.sub("", text.removeprefix("的").removeprefix("人民币"))
        text = without_treatment(text)
        if counted := _COUNTED_AFTER.search(text):
            text = text[: counted.start()]
        if not slot.last:
            text = _cut_at_list(text)
            stop = pattern("stop").search(text, 1)
            text = text[: stop.start()] if stop else text
            rate = _RATE_BEHIND.search(text) if slot.quantity.kind == "count" and "率" in text else None
            text = text[: rate.start()] if rate else text
        text = _AMONG.sub("", text.removesuffix("以上") if slot.last else text)
        cut = _TAIL_END.search(text, _LONG // 2) if len(text) > _LONG_TAIL else None
        text = strip_trail(_AND_SO_ON.sub("", text[: cut.start()] if cut else text), change=False)
        text = without_course(text)
        return text if head else _noun_last(text)


def is_reached(spoken: Spoken) -> bool:
    """用电量较快增长,达3亿千瓦时: a level that says no more than that it was reached."""
    return not (spoken.slot.position or spoken.head or spoken.tail) and spoken.raw.endswith(_REACHED)


def _noun_last(text: str) -> str:
    """Put what is done in front of those it is done to: 单位开展检查 is 开展检查的单位."""
    match = _DONE_TO.match(text)
    if match is None:
        return text
    noun, done = match["noun"], match["done"]
    return done if done.endswith(noun) else f"{done}的{noun}"


def _behind_list_mark(text: str) -> str:
    """项目签约和 between two numbers belongs to the first: what stands behind the list mark is left."""
    marks = [text.rfind(mark) + len(mark) for mark in LIST_MARKS if mark in text]
    rest = text[max(marks) :] if marks else text
    return rest if not strip_lead(rest) or pattern("verb").match(rest) or _INSIDE_VERB.search(rest) else text


def _cut_at_list(text: str) -> str:
    for mark in ("、", "和", "以及", "及", ","):
        head, found, _ = text.partition(mark)
        if found and len(head) > 1:
            text = head
    return text
