"""Which numbers count: what the labelling guide calls never a metric is left out here.

Each construction is one small function over a number in its place; `is_metric` asks them all.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guoban.metrics.cues import alternatives
from guoban.metrics.layout import Clause, Slot
from guoban.metrics.quantities import Quantity
from guoban.records import SectionRole

_LETTER_BEFORE = re.compile(r"[A-Za-z]+[-.]?$")
_TIMES_OR_PLUS_BEFORE = re.compile(r"(?:[+×/#№]|[Nn][Oo]\.?)$")
# 同比+18.3%: the plus is the sign of the change.
_PLUS_SIGN = re.compile(r"(?:同比|环比|增长|增速|增幅|同期)[+]$")
_CHANGE = re.compile(
    rf"{alternatives('rise', 'fall')}(?:了|约|近|超过|超|{alternatives('reach')})?$"
    rf"|(?:由|从)[^,;。]{{0,14}}$|(?:缩短|压缩|减|降|提升|提高|增加|延长)(?:到|至|为)(?:约|近)?$"
)
_LONG_ENOUGH = 12
_LONGEST_SERIES = 1900
_RANKED = re.compile(rf"{alternatives('ranked', 'scopes')}(?:了|的|到|至|为)?$")
_FRONT = re.compile(rf"(?:{alternatives('scopes')}|列|居|排名|进入|跻身|位)[^,;。]{{0,6}}前$")
_RANKED_FAR = re.compile(r"(?:位列|位居|名列|排名|排在|居|列)[^,;。、]{0,8}$")
_SECTORS = re.compile(r"(?:(?:、|和|与)第[一二三四])+(?:次)?产业")
_NOT_RANKED = re.compile(alternatives("not_ranked_after"))
_THRESHOLD = re.compile(r"(?:\(?含\)?|及)?(?:(?:以[上下内]|之上)(?:的|含)?(?=[一-龥“(《\d])|级(?=[一-龥“、]))")
_THRESHOLD_UNITS = frozenset({"money", "measure", "ratio", "duration"})
_STILL_AMOUNT = re.compile(r"(?:的)?(?:增长|增速|增幅|下降|目标|任务|要求|水平|以上|左右)")
_NAME_HEAD = re.compile(r"(?:年产|日产|年处理|日处理|年加工|日供水|总装机)$")
_BARE_BEFORE = re.compile(
    r"(?:收入比|倍差)[^,;。\d]{0,6}$|"
    r"(?:(?:指数|倍率|系数|得分|评分|分值|浓度|密度|[^利速效税]率|比值|均值|[A-Z]值|分值|平均值|PM2\.5|PM10|总分|均分|比例|比重|绿化率|中位数|PMI|人数|次数|户数|家数|件数|数量|总数|总量|用户数|订单数)"
    r"[^,;。\d]{0,4}|(?:同比|环比)?(?:增长|下降|上升)(?:了)?|(?:计划|任务|目标|预算)的)$"
)
_BARE_AFTER = re.compile(r"(?:以[上下内]|左右|,|;|。|、|\)|$|\n|和|,|!)")
_DURATION_TAIL = re.compile(
    r"(?:内|以内|之内|后|前|来|以来|期|间|里|制|行动|计划|攻坚|规划|任期|一次|一遍|之久|时间|左右|以上)"
)
_MEASURED_DURATION = re.compile(
    r"(?:超标|年龄|停留|提前量|天数|日数|时间|时长|期限|时限|周期|工期|住院日|时长|耗时|用时|小时数|寿命|期望寿命|仅需|只需|平均|优良天|达标天|达|共)(?:为|达|达到|约|平均|是|从|由|在|到|累计|共计|共)*$"
)
_LIMITED_TIME = re.compile(r"(?:时间|时长|时限|周期|工期|用时)(?:控制在|不超过|压缩在|稳定在|缩短在)$")
_EACH = re.compile(r"(?:每|每隔|逢|满|为期|连续|近|未来|今后|时隔|历时|长达|历经|坚持)$")
_SLOGAN_NOUN = re.compile(
    r"(?:大|个)?(?:补贴|方面|层面|环节|维度|阶段|先行|维护|意识|自信|确立|务必|全面|专项|结合|转变|坚持|重点|领域|目标|主题|一号|"
    r"行动|工程|任务|体系|攻坚|战役|抓手|板块|主线|重大|统筹|统一|聚焦|提升|突破|到位|率(?=\d|达|均)|全覆盖|规定|工作|制度|改革|严禁|不准|必须|不|化|性|同步|同时|并|级|省|市|县|区|地|岸|翼|带|核|轴|极|园|中心)"
)
_FACILITY = re.compile(r"(?:厂|项目|工程|园|区|线|路|桥|基地|中心|医院|学校|管网|隧道|站|坝|水库|码头|\d)$")
# 推进新港二期、东环快速路: a phase of a work, where no course, meeting or paper comes out in issues.
_PHASE = re.compile(r"[一二三四]期")
_ISSUED = re.compile(
    r"(?:[班会节展讲课堂坛营报刊讯训期次共了出发办第座]|沙龙|对接|活动|专题|简报|视频|信息|开展|组织|推送|刊物|交流|论坛|联盟)$"
)
_NAME_AFTER = re.compile(r"[一-龥A-Z“]")
_NOUN_AFTER = re.compile(r"[一-龥“]")
_ANNOUNCED = re.compile(r"(?:以下|下列|如下|下面|实施|落实|重点|主要)(?:的)?$")
_SIZE_NOUN = re.compile(
    r"(?:的)?(?:企业|项目(?!资金|贷款|补助|投资|经费)|园区|产业|单品|集群|主体|农户|大户|示范|(?P<area>县(?!城)|镇|乡|村|街道))"
)
# 持股50%以上的企业5家 counts firms; 80%以上的村达标 tells of villages.
_COUNTED_BEHIND = re.compile(r"[^,;。、\n\d]{1,12}\d")
_LENGTHS = frozenset({"公里", "千米", "米", "万米"})
_RANKING = re.compile(r"(?:位居|位列|名列|居|列|排名|排在)(?:全[国省市县区州旗])?$")
_RANK_BEHIND = re.compile(r"(?:(?![中里排列居])[一-龥(、)]){1,8}(?:中|里)?第")
_EXCEEDING = re.compile(r"(?:超过?|大于|(?<![下送拨])达到?|的)$")
_COUNT_BEHIND = re.compile(r"(?:[一-龥]{0,2}[达有共])?\d+(?:余|多)?[家个户项]")
_LIMIT_OF_COUNT = re.compile(r"的\d+[个家户名所村](?=[,;。、)]|$)")
_LEASES = ("延包", "承包", "土地延包", "土地承包")
# 投资5亿元的30万吨铝板带项目: what it will make in a year.
_WORK_BEHIND = re.compile(r"[一-龥]{2,10}(?:项目|工程|生产线)(?!资金|贷款|补助|经费)")
_LINES = ("号线", "铁路", "高速", "快速路")
_BY_PERSONS = ("舞", "篮球", "足球", "排球", "制")
_CODE_UNITS = frozenset({"千伏", "千伏安", "兆伏安", "MW", "兆瓦", "kV"})


@dataclass(frozen=True, slots=True)
class Place:
    """A number in its place: the text, its clauses, and the spans that are quoted or tell a time."""

    folded: str
    sentence_start: int
    sentence_end: int
    clauses: Sequence[Clause]
    quoted: Sequence[tuple[int, int]]
    times: Sequence[tuple[int, int]]
    paragraph_start: int
    section: SectionRole


def inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """Return the span of `spans` (sorted, apart) that overlaps `start`..`end`, or None."""
    index = bisect_right(spans, (end - 1, end)) - 1
    while index >= 0 and spans[index][1] > start:
        if spans[index][0] < end:
            return spans[index]
        index -= 1
    return None


def may_count(folded: str, quantities: Sequence[Quantity]) -> bool:
    """Whether a sentence's numbers are worth a look: 一是, 1. and 万众一心 never count, where nothing else stands by."""
    return any(quantity.kind != "bare" or _may_be_bare_value(folded, quantity) for quantity in quantities)


def _may_be_bare_value(folded: str, quantity: Quantity) -> bool:
    if _BARE_AFTER.match(folded, quantity.end) is None:
        return False
    return not quantity.chinese or folded.startswith("前", quantity.start - 1)


def is_metric(place: Place, slot: Slot) -> bool:
    """Whether the number counts, by the labelling guide's table of what does and what does not."""
    quantity = slot.quantity
    if tells_time(place, quantity) or is_quoted_name(place, quantity) or is_code(place, quantity):
        return False
    if quantity.kind == "rank":
        return is_rank(place, slot)
    if is_front_rank(place, quantity):
        return True
    if quantity.kind == "bare":
        return is_bare_value(place, slot)
    if quantity.unit == "届" and quantity.value is not None and quantity.value > _LONGEST_SERIES:
        return False
    if is_article(place, slot) or is_threshold(place, slot) or is_among_so_many(place, slot):
        return False
    if place.folded[quantity.start - 1 : quantity.start] == "每":
        return False
    if quantity.unit == "个" and place.folded.endswith("连续", slot.left, quantity.start):
        return False
    if quantity.kind == "duration":
        return is_measured_duration(place, slot)
    in_name = is_capacity_in_name(place, slot) or is_size_in_name(place, slot) or is_part_of_name(place, slot)
    return not (in_name or is_limit_of_rate(place, slot))


def tells_time(place: Place, quantity: Quantity) -> bool:
    """2023年, 1-5月, 6月22日; but 2019人 and 123.97元 are counts."""
    span = inside(place.times, quantity.start, quantity.end)
    return span is not None


def is_quoted_name(place: Place, quantity: Quantity) -> bool:
    """“315”, 《三年行动计划》, 〔2023〕5号; a whole sentence in quotation marks may state a figure."""
    span = inside(place.quoted, quantity.start, quantity.end)
    if span is None:
        return False
    sentence_like = place.folded[span[0]] == "“" and span[1] - span[0] > _LONG_ENOUGH
    return not (sentence_like and quantity.kind in {"ratio", "money"})


def is_code(place: Place, quantity: Quantity) -> bool:
    """K11, S309, PM2.5, 1+4+1, 7×24小时, 7:3, 4A级; but GDP5.5% is a figure."""
    text = place.folded
    before = text[max(place.sentence_start, quantity.start - 8) : quantity.start]
    after = text[quantity.end : quantity.end + 1]
    letters = _LETTER_BEFORE.search(before)
    masked = letters is not None and set(letters[0].upper()) <= {"X"}
    if letters and not masked and not quantity.redacted and not (quantity.unit and len(letters[0]) > 2):
        return True
    if (_TIMES_OR_PLUS_BEFORE.search(before) and not _PLUS_SIGN.search(before)) or after in {"+", "×", "/", "#"}:
        return True
    if quantity.kind == "bare" and (after.isascii() and after.isalpha()):
        return True
    return (before[-1:] == ":" and before[-2:-1].isdigit()) or (
        after == ":" and text[quantity.end + 1 : quantity.end + 2].isdigit()
    )


def is_rank(place: Place, slot: Slot) -> bool:
    """居全市第一, 排名第2; but 第一产业, 第一书记, and 第一 that opens a list item are none."""
    text, quantity = place.folded, slot.quantity
    if _NOT_RANKED.match(text, quantity.end) and not text.startswith(("位", "名"), quantity.end - 1):
        return False
    if _SECTORS.match(text, quantity.end):
        return False
    after = text[quantity.end : quantity.end + 1]
    before = text[max(place.sentence_start, quantity.start - 10) : quantity.start]
    if after in {",", ":"} and quantity.start == place.sentence_start:
        return False
    return (
        bool(_RANKED.search(before) or _RANKED_FAR.search(before))
        or text[quantity.end - 1] in "位名"
        or after in {"的", "方", "梯"}
    )


def is_front_rank(place: Place, quantity: Quantity) -> bool:
    """位居全省前三, 排名全市前十位: a place among the first, told without 第; 前三季度, 前三名学生 are none."""
    if not place.folded.startswith("前", quantity.start - 1):
        return False
    if not _FRONT.search(place.folded, max(place.sentence_start, quantity.start - 14), quantity.start):
        return False
    return quantity.unit == "位" or (quantity.kind == "bare" and bool(_BARE_AFTER.match(place.folded, quantity.end)))


def is_bare_value(place: Place, slot: Slot) -> bool:
    """指数达84以上, 求人倍率1.2, 同比增长9 (its % lost): a number without a unit that a measured noun leads to."""
    quantity = slot.quantity
    if quantity.redacted or quantity.chinese:
        return False
    before = place.folded[max(slot.left, quantity.start - 12) : quantity.start]
    return bool(_BARE_BEFORE.search(before)) and bool(_BARE_AFTER.match(place.folded, quantity.end))


def is_article(place: Place, slot: Slot) -> bool:
    """一支队伍, 一批, 一项; 两大行动, 三个方面: a Chinese numeral that counts nothing."""
    quantity = slot.quantity
    if not quantity.chinese or quantity.kind in {"ratio", "money"} or quantity.fuzzy:
        return False
    text = place.folded[quantity.start : quantity.end]
    before = place.folded[max(place.sentence_start, quantity.start - 6) : quantity.start]
    if quantity.unit == "番":
        return False
    if (text[0] == "二" and len(text) == 2 and quantity.unit == "次") or before.endswith(("连续", "历时", "每")):
        return True
    if text[0] == "一" and len(text) <= 2:
        return True
    if before.endswith(("新", "老")) and quantity.unit == "条":
        return True
    if quantity.unit == "期" and _PHASE.fullmatch(text) and not _ISSUED.search(before):
        return True
    if quantity.unit == "期" and (_FACILITY.search(before) or _NOUN_AFTER.match(place.folded, quantity.end)):
        return True
    if place.folded[quantity.end : quantity.end + 1] == "“" or quantity.unit in {"类", "方", "届"}:
        return True
    return bool(_SLOGAN_NOUN.match(place.folded, quantity.end) or _ANNOUNCED.search(before))


def without_item_number(place: Place, quantity: Quantity) -> Quantity:
    """8.6个专项 at the start of a line is item 8 and 6个: nobody counts 8.6 of them. 8.6亿元 stays."""
    if quantity.value is None or quantity.start != place.sentence_start or quantity.kind != "count":
        return quantity
    written = place.folded[quantity.start : quantity.end]
    number, dot, rest = written.partition(".")
    fraction = rest[: len(rest) - len(rest.lstrip("0123456789"))]
    if not dot or not fraction or not number.isdigit() or quantity.unit.startswith(("万", "亿", "千")):
        return quantity
    return replace(quantity, start=quantity.start + len(number) + 1, value=float(fraction))


def is_threshold(place: Place, slot: Slot) -> bool:
    """The 亿元 of 亿元以上项目9个, the 20人 of 20人以上的8起: a limit inside a name; 增长8%以上的目标 is none."""
    quantity, text = slot.quantity, place.folded
    match = _THRESHOLD.match(text, quantity.end)
    if (
        match is None
        or match.end() > slot.right
        or (slot.last and match.end() == slot.right)
        or _STILL_AMOUNT.match(text, match.end())
    ):
        return False
    if quantity.kind == "ratio" or quantity.unit in _LENGTHS:
        return _COUNTED_BEHIND.match(text, match.end()) is not None
    if quantity.kind in _THRESHOLD_UNITS:
        return True
    return quantity.unit in {"人", "岁", "级", "层", "头", "只", "羽", "床", "户"}


def is_part_of_name(place: Place, slot: Slot) -> bool:
    """地铁6号线2期, 三人舞, 五人制, 二轮延包, 收入40-50万元的5个: a number that belongs to a name."""
    quantity, text = slot.quantity, place.folded
    if quantity.kind == "money" and text.startswith("的", quantity.end) and not slot.last:
        return _LIMIT_OF_COUNT.match(text, quantity.end) is not None
    if quantity.unit == "轮":
        return text.startswith(_LEASES, quantity.end)
    if quantity.unit == "期":
        return text.endswith(_LINES, max(place.sentence_start, quantity.start - 3), quantity.start)
    return quantity.unit == "人" and quantity.chinese and text.startswith(_BY_PERSONS, quantity.end)


def is_among_so_many(place: Place, slot: Slot) -> bool:
    """The 8个 of 居全市8个县(市、区)第三位: among how many something ranks."""
    behind = _RANK_BEHIND.match(place.folded, slot.quantity.end)
    return behind is not None and _RANKING.search(place.folded, slot.left, slot.quantity.start) is not None


def is_measured_duration(place: Place, slot: Slot) -> bool:
    """缩短10天, 由60天压缩至7天, 优良天数170天, 9个工作日内拨付; but 三年行动, 连续五年, 20年来, 8小时内 are times."""
    quantity, text = slot.quantity, place.folded
    before = text[slot.left : quantity.start]
    if _EACH.search(before):
        return False
    if _CHANGE.search(before):
        return True
    if quantity.unit.endswith("工作日") and text.startswith(("内", "以内", "之内"), quantity.end):
        return True
    if quantity.unit == "万小时":
        return True
    if _LIMITED_TIME.search(before):
        return True
    if quantity.unit in {"年", "周", "秒"} or _DURATION_TAIL.match(text, quantity.end):
        return False
    return bool(_MEASURED_DURATION.search(before))


def is_capacity_in_name(place: Place, slot: Slot) -> bool:
    """年产10万吨项目, 100MW光伏: a size in a project's name."""
    quantity, text = slot.quantity, place.folded
    followed = _NAME_AFTER.match(text, quantity.end) is not None
    if (
        quantity.kind == "measure"
        and text.startswith("的", quantity.start - 1)
        and _WORK_BEHIND.match(text, quantity.end)
    ):
        return True
    before = text[slot.left : quantity.start]
    if _NAME_HEAD.search(before) and (followed or place.clauses[slot.clause].mark == "("):
        return True
    if not followed or text.startswith(("以", "左", "的", "和", "及"), quantity.end):
        return False
    return quantity.unit in _CODE_UNITS


def is_size_in_name(place: Place, slot: Slot) -> bool:
    """The 10亿元 of 产值超10亿元企业2家: an amount that sorts what is counted behind it."""
    noun = _SIZE_NOUN.match(place.folded, slot.quantity.end)
    if noun is None or slot.quantity.kind not in {"money", "measure"}:
        return False
    if _EXCEEDING.search(place.folded, slot.left, slot.quantity.start):
        return True
    counted = _COUNT_BEHIND.match(place.folded, noun.end())
    return bool(counted and slot.quantity.kind == "money" and not noun["area"])


def is_limit_of_rate(place: Place, slot: Slot) -> bool:
    """The 20℃ of 室温20℃达标率96%: what must be met, inside the name of the rate."""
    return not slot.last and place.folded.startswith(("达标率", "合格率"), slot.quantity.end)
