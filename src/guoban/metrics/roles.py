"""Whether a number is done, planned, expected, a starting point, or somebody else's."""

import re
from functools import cache

from guoban.metrics.brackets import compared_in_front
from guoban.metrics.cues import alternatives, either, words
from guoban.metrics.layout import Slot
from guoban.metrics.selection import Place
from guoban.records import Measure, MetricRole

_FROM = re.compile(r"(?:由|从|自)(?:[^,;。由从]{0,16})$")
_TO = re.compile(
    r"[^,;。]{0,14}?(?:提高|提升|增加|上升|增长|降低|下降|减少|降|缩短|压缩|压减|缩减|扩大|升|跃升|回升|回落|减|增|调整|拓展|扩展|变|优化|精简|攀升|前移|上调|下调)(?:到|至|为|成)"
)
_SAME_TIME = re.compile(
    r"(?<![较比与超])(?<!高于|低于|超过|好于)(?:上年同期|去年同期|上年同月)(?:的)?(?:仅?为|是|的|:)?$"
)
# Verbs of intention: 力争引进3个, 计划新建5家, 应化解14件; but 科技计划项目43项, 应对1043户 are done.
_INTENDED = re.compile(
    r"力争|确保|拟(?![定制订态稿])|争取(?=[^,;。]{0,4}(?:实现|完成|达|突破|年底|全年|下半年|建成|新增))|有望"
    r"|计划(?=于|在|用|总?投资|今年|全年|年底|到|下半年|[新建完引招打实投开组培改推举发启种收达征创植造修铺购采治提增])|预期(?=目标|达)"
    r"|应(?=减|完成|征|收|整?改|开工|签约|竣工|完工|投产|化解|退|缴|交|还|拨|检测?率?|接|办结|清)|(?:尚|还)(?:需|须)"
)
_FORECAST_OF_TIME = re.compile(
    r"(?:初步)?(?:预计|预测|预估)(?:到)?(?:20\d\d年)?(?:\d{1,2}[-—]\d{1,2}月份?|上半年|全年|今年|年底|年末|前[二三两23]个?季度|[一二三四1-4]季度)?"
)
# 下一步,新建泵站3座: a plan in a report that has no heading for it.
_LOOKS_AHEAD = re.compile(r"(?:下一步|下一阶段|下阶段|接下来|明年|来年)(?:[,,]|我们|我[局县市区镇]|将|要|计划|拟)")
# 受灾面积将达到30万亩: what is still to come, where no plan is told.
_TO_COME = re.compile(
    r"(?<![一-龥]即)(?:将|会|或将|可能)(?:会)?(?:达到?|超过?|突破|增至|升至|降至|增加到?|减少到?)[^,;。]{0,6}$"
)
_PLANNED_FOR = re.compile(
    r"(?:并|还|同时|也|现|目前)*(?:计划|拟|预计)(?:于|在|到)?(?:20\d\d年|今年|本年)?(?:年底|年内|年末|下半年|明年|来年|[一二三四1-4]季度|\d{1,2}月)"
)
_BROUGHT = re.compile(r"(?:可|将|预计|届时)*(?:新增|增加|提供|改造|解决|惠及|覆盖|修复|治理)")
_TIME_ALONE = re.compile(r"(?:\d{1,2}[-—]\d{1,2}月份?|截[至止][^,;。]{2,8}|上半年|目前)")
_OPENS_INTENDED = re.compile(r"(?:全年|今年|下半年|年内|到?年底前?|[一二三四五六七八九十]是|要)*(?:力争|确保)")
# 确保已开工的项目 tells which, 已开工项目20个 what is done.
_ACTUAL_AFTER = re.compile(r"已(?![^,;。已\d]{1,8}的)|实际|实现了|完成了|目前")
# 占年度计划14.2亿元的60.6%, 完成全年3万人目标的70%: the amount that a completion is of.
_BASE_BEHIND = re.compile(r"(?:的|目标的?|任务的?|计划的?|预算的?|以上)?(?:的)?(?:约|近|超)?(?:\d|[Xx]|百分之)")
_BASE_BEFORE = re.compile(
    r"(?:完成|占|达|为|超)[^,;。]{0,10}(?:任务|目标|计划|预算|指标|额度|限额|总投资|全年|年度|年|半年|季度)[^,;。\d]{0,8}$"
)
_INVESTED = re.compile(r"完成投资|已完成|累计完成|形象进度|占总投资|工程进度|完成总?工程量")
# 62项改革任务已完成40项, 应开工的28个项目已开工22个: the count of the task in front of what is done of it.
_TASK_BEHIND = re.compile(r"[^,;。:\d]{2,18}任务(?:中)?(?:已|累计)(?:完成|完工|开工|落实)")
# 应对320家企业进行减免: owed to so many; 应对5轮强降雨 is done.
_OWED_BEFORE = re.compile(r"应(?:对|向|为)$")
_OWED_BEHIND = re.compile(r"[^,;。]{2,30}(?:进行|实施|予以|给予)")
# 建设任务是新增泊位600个
_TASK_OF = re.compile(r"任务(?:是|为)(?:新增|新建|完成|建设|改造|实现|引进|培育|培训|种植)[^,;。\d]{0,10}$")
# 完成23项任务中的19项: the whole stands in front of what is done of it.
_OUT_OF = re.compile(r"[^,;。:\d]{0,10}中的?(?:约|近)?\d")
# 在去年建成30座站房的基础上: what the new comes on top of.
_ON_TOP_OF = re.compile(r"[^,;。:\d]{0,10}(?:的)?基础上")
# 培训0.6万人(0.8万),占目标任务75%: the bracket holds what the share is of.
_SHARE_OF_BRACKET = re.compile(r"\),?占(?:目标|任务|计划|年)")
# 完成造林任务104万亩 is done; 完成年任务8亿元的24% has been told apart before.
_ANOTHER_TIME = re.compile(r"\d月|季度|半年")
_FULFILLED = re.compile(r"完成[^,;。:]{0,24}(?:任务|目标|计划)$")
_DONE_IN_PLAN = re.compile(r"已(?!有|[^,;。已\d]{1,8}的)|截至|截止|今年以来|目前已|现已|已经")


@cache
def _aim() -> re.Pattern[str]:
    """目标值42分, 年度计划20个; but 引才计划327人 is the name of a programme."""
    plain = either(word for word in words("target_near") if len(word) == len("计划"))
    clear = either(word for word in words("target_near") if len(word) > len("计划"))
    soft = r"(?:为|是|:|约|的|\(|了|达|达到|将|可|共)*$"
    return re.compile(rf"(?:{clear}|(?:^|[,;。(:年度初定达制期设总作的]){plain}){soft}")


@cache
def _forecast() -> re.Pattern[str]:
    return re.compile(alternatives("forecast"))


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(rf"{alternatives('reference')}(?:水平|值)?(?:为|的|是|仅|:)*$")


def role_of(place: Place, slot: Slot, measure: Measure, before: MetricRole | None) -> MetricRole:
    """Return the role of a number from its clause first, then from its section.

    `before` is the role of the number before in the same sentence; a growth behind a forecast amount is one too.
    """
    text, quantity = place.folded, slot.quantity
    left = text[slot.begin : quantity.start]
    if is_baseline(text, slot.begin, quantity.start, quantity.end):
        return "baseline"
    if _is_reference(place, slot, measure):
        return "reference"
    may_come = place.section != "plan" and ("将" in left or "会" in left or "可能" in left)
    to_come = may_come and _TO_COME.search(left) is not None
    if to_come or _forecast().search(left) or _opens_forecast(place, slot, left):
        return "forecast"
    owed = is_completion_base(place, slot) or is_told_investment(place, slot) or _is_task(text, slot)
    if owed or _is_intended(left, measure) or _comes_of_plan(place, slot, left):
        return "target"
    told = text.find("任务", slot.left, quantity.start) >= 0 and _TASK_OF.search(text, slot.left, quantity.start)
    near = told or _aim().search(text[slot.left : quantity.start]) or _TASK_BEHIND.match(text, quantity.end)
    if near and measure not in {"completion", "growth", "difference"} and not _FULFILLED.search(left):
        return "target"
    ahead = place.section == "plan" or _LOOKS_AHEAD.match(place.folded, place.sentence_start)
    if ahead and not _is_fact(place, slot, left):
        return "target"
    if before == "forecast" and _carries(place, slot, left):
        return "forecast"
    if before == "target" and _opens_intended(place, slot) and _carries(place, slot, left):
        return "target"
    if before in {"forecast", "target"} and measure == "growth" and quantity.start - slot.left <= len("同比增长约"):
        return before
    return "actual"


def _is_reference(place: Place, slot: Slot, measure: Measure) -> bool:
    """全省平均33%, 低于全省平均(3.2人): somebody else's figure, given to compare."""
    clause = place.clauses[slot.clause]
    in_bracket = clause.mark == "(" and slot.clause > 0
    if compared_in_front(place, slot):
        return True
    if in_bracket and _reference().search(place.folded, place.sentence_start, clause.start - 1):
        return True
    told = measure not in {"difference", "rank", "growth"}
    return told and _reference().search(place.folded, slot.left, slot.quantity.start) is not None


def _carries(place: Place, slot: Slot, left: str) -> bool:
    """预计生产总值60亿元,财政收入3亿元: what is expected goes on to the end of the list; 已 and ; end it."""
    marks = {clause.mark for clause in place.clauses[slot.clause : slot.clause + 1]}
    before = place.clauses[slot.clause - 1] if slot.clause else None
    if before and _TIME_ALONE.fullmatch(place.folded, before.start, before.end):
        return False
    return marks <= {",", ""} and not _ACTUAL_AFTER.search(left) and not _ANOTHER_TIME.search(left)


def _is_task(text: str, slot: Slot) -> bool:
    """完成23项任务中的19项, 应对320家企业进行减免: the first number is what was to be done."""
    begin, start, end = slot.left, slot.quantity.start, slot.quantity.end
    if text[start - 1 : start] == "(" and _SHARE_OF_BRACKET.match(text, end):
        return True
    words_left = text[begin:start]
    doing = words_left.endswith(("完成", "化解", "整改")) or _FULFILLED.search(words_left)
    if doing and _OUT_OF.match(text, end):
        return True
    return bool(_OWED_BEFORE.search(text, begin, start) and _OWED_BEHIND.match(text, end))


def is_baseline(text: str, begin: int, start: int, end: int) -> bool:
    """由原来的4.9%降至3.65%: the first is the baseline; 上年同期为58% as well."""
    if _SAME_TIME.search(text, begin, start) or _ON_TOP_OF.match(text, end):
        return True
    return bool(_FROM.search(text, max(begin, start - 18), start)) and bool(_TO.match(text, end))


def is_completion_base(place: Place, slot: Slot) -> bool:
    """占年度计划14.2亿元的60.6%: the amount is what was to be done."""
    text, quantity = place.folded, slot.quantity
    if quantity.kind in {"ratio", "rank"} or not _BASE_BEHIND.match(text, quantity.end):
        return False
    return bool(_BASE_BEFORE.search(text, max(slot.left, quantity.start - 20), quantity.start))


def is_told_investment(place: Place, slot: Slot) -> bool:
    """总投资3.2亿元的工程已完成投资2.1亿元: the whole is what the part is measured by."""
    text, quantity = place.folded, slot.quantity
    if quantity.kind != "money" or not text[slot.left : quantity.start].endswith(("总投资", "总投资额", "总投资约")):
        return False
    return _INVESTED.search(text, quantity.end, place.sentence_end) is not None


def _is_intended(left: str, measure: Measure) -> bool:
    found = list(_INTENDED.finditer(left))
    last = found[-1] if found else None
    if last is None or _ACTUAL_AFTER.search(left, last.end()):
        return False
    return measure != "completion" or last[0] in {"力争", "确保", "拟"}


def _comes_of_plan(place: Place, slot: Slot, left: str) -> bool:
    """计划于年底建成北站公厕,新增厕位20个: what a planned work will bring is planned."""
    if not slot.clause or slot.position or place.clauses[slot.clause].mark != "," or not _BROUGHT.match(left):
        return False
    before = place.clauses[slot.clause - 1]
    return _PLANNED_FOR.match(place.folded, before.start, before.end) is not None


def _opens_forecast(place: Place, slot: Slot, left: str) -> bool:
    """预计1-8月,全县生产总值76亿元: a forecast that a time alone stands behind is meant for what follows, up to ;"""
    if place.folded.startswith("其中", place.sentence_start):
        return _parts_of_forecast(place, slot, left)
    if place.folded.find("预", place.sentence_start, slot.begin) < 0:
        return False
    for clause in reversed(place.clauses[: slot.clause]):
        if _FORECAST_OF_TIME.fullmatch(place.folded, clause.start, clause.end):
            return _carries(place, slot, left)
        if clause.mark == ";":
            return False
    return False


def _parts_of_forecast(place: Place, slot: Slot, left: str) -> bool:
    """预计前三季度,产值30亿元。其中,轻工5亿元;重工6亿元: the parts of what is expected are expected."""
    before = place.folded.rfind("。", place.paragraph_start, place.sentence_start - 1) + 1
    begin = max(before, place.paragraph_start)
    opened = _FORECAST_OF_TIME.match(place.folded, begin, place.sentence_start)
    if not opened or not place.folded.startswith(",", opened.end()):
        return False
    done = _ACTUAL_AFTER.search(place.folded, place.sentence_start, slot.quantity.start)
    return not done and not _ANOTHER_TIME.search(left)


def _opens_intended(place: Place, slot: Slot) -> bool:
    """力争完成投资15亿元,新增企业6家: what opens the sentence is meant for all of it."""
    return any(_OPENS_INTENDED.match(place.folded, one.start, one.end) for one in place.clauses[: slot.clause][:2])


def _is_fact(place: Place, slot: Slot, left: str) -> bool:
    if _DONE_IN_PLAN.search(left):
        return True
    before = place.folded[place.sentence_start : slot.quantity.start]
    return re.search(r"截至|截止|今年以来", before) is not None and not re.search("力争|确保|争取|年底|全年", before)
