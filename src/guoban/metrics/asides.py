"""What stands around a subject and is no part of its name: how it went, from where one looks, how it is dealt with.

Also those that a limit names: 12个村集体经济收入超50万元.
"""

import re

from guoban.metrics.cues import either
from guoban.metrics.phrases import pattern

# 在建道路有序推进: how it goes is not what is counted.
_GOING_WORDS = ("推进", "建设", "实施", "办结", "完成", "开展", "竣工", "开工", "投产", "投用")
_GOES = re.compile(
    rf"(?<=[一-龥]{{2}})(?:有序|顺利|全面|稳步|持续|扎实|全部|按期|正在|正?按计划|正?按时序)(?:{either(_GOING_WORDS)})$"
)
# 与第2名的东镇仅差2分: whom a gap is to is not what differs.
_SHORT_OF = re.compile(r"(?:^|与|和|较|比|距)[^,;。]{0,14}(?:仅|只|还|尚|相|就)差$")
# 五年年均增长6%: over how many years is not what grows.
_SO_MANY_YEARS = re.compile(r"(?:近|过去|这)?(?:\d{1,2}|[两二三四五六七八九十]{1,2})年(?:以?来|间)?$")
_ASIDE = re.compile(r"(?:从|分|按)[^,;。]{1,12}?(?:来)?看")
_TREND_ENDS = (
    "增长", "上升", "下降", "下滑", "攀升", "提升", "回升", "反弹", "回暖", "回落", "态势", "势头", "趋势", "正", "负",
    "降", "升", "涨", "新高", "新低", "向好", "低迷", "增加", "减少", "改善", "首位", "前列", "翻番", "翻一番", "倍增",
)  # fmt: skip
# 社零总额稳步增长, 出口由负转正, 指数为五年来新低: how it went stands between the subject and its figure.
_TREND = re.compile(
    r"(?:实现|保持|呈现?|继续|持续|连续|总体|整体|仍|首次|再次|短暂|了|较)*"
    r"(?:由[负正降升跌涨减增][转变]为?[负正降升跌涨减增]|[扭转][负降跌亏]为[正升涨盈]|负增长|转正"
    r"|(?:平稳|稳步|稳定|较快|快速|大幅|小幅|逐步|逐月|逐季|逐年|高速|高位|低位|强劲|明显|显著|恢复性|止跌|触底|企稳|探底)+(?:增长|上升|下降|下滑|攀升|提升|回升|反弹|回暖|回落|增加|减少|改善)"
    r"|(?:持续|继续|连续)(?:增长|上升|下降|下滑|攀升|提升|回升|回暖|回落|增加|减少|改善)|(?:位|稳|并)?[居列]全[国省市县区镇](?:首位|前列)|(?:实现)?(?:翻一?番|倍增)|稳中(?:有升|有降|向好|趋好)|(?:较为?|依然|仍然|仍|持续)?低迷"
    r"|(?:为|创下?|创出|达到?)[^,;。]{0,8}新[高低]|^(?:历史|同期)?新[高低])(?:的?(?:良好)?(?:态势|势头|趋势))?$"
)
_SINCE_THEN = re.compile(r"在(?:短暂|一度|连续|经历)?(?:转正|增长|下降|回落|回升)(?:之)?后$")
# 12个村集体经济收入超50万元: so many villages whose income is above a limit.
_LIMITED = re.compile(
    r"(?P<noun>行政村|乡镇|镇街|街道|社区|县市区|县区|[村镇县区](?![域民级办委属道庄子内外])|企业|项目|断面|站点|学校|医院|单位|部门|园区|平台|行业|机构|小区)"
    r"(?P<what>[一-龥]{2,12}?)(?:全部|均|都|已)?(?P<than>超过|超|突破|低于|高于|不足|不到|未达到?|大于|小于)"
    r"(?P<limit>(?:\d+(?:\.\d+)?[%万亿元人吨户亩]{1,3}|[亿万千百]元|千万元|百万元)|(?:全[国省市县区镇])?平均(?:水平)?|序时进度)(?=[,;。、)]|$)"
)
# 对35家停产企业按照一企一策实行分类指导: how they are dealt with is not what is counted.
_IN_WHAT_WAY = re.compile(
    r"(?<=[一-龥]{2})(?:全部|均)?(?:(?:按照?|依据|根据)[^,;。]{2,14}(?:实行|进行|实施|开展)[^,;。]*|(?:实行|进行|实施)[^,;。]{2,10}(?:管理|调度|监管|管控|督办|推进))$"
)
# 9项指标排名全市第一: so many that have this rank.
_RANKED = re.compile(
    r"(?P<noun>指标|工作|项目|考核|课题|产品|学科)(?:均|都|分别)?"
    r"(?P<rank>(?:排名|排在|位列|位居|稳居|居|列|进入|跻身)(?:全[国省市县区])?(?:(?:前|第)[一二三四五六七八九十\d]{1,3}(?:位|名)?|前列|首位))(?=[,;。、)]|$)"
)
# What the nouns of both begin with: most numbers stand in front of something else.
_OPENS_NOUN = frozenset("行乡镇街社县村区企项断站学医单部园平机小指工考课产")
_LIMITED_HEADS = ("辖区", "新增", "已有", "有")
_ABOVE = ("超过", "超", "突破", "高于", "大于")
_OF_ALL = re.compile(r"完成|实现|累计|总|共|合计|新增|已|计划|预计|平均|年度?完成|到位")
_RATES = ("率", "度", "占比", "比例", "比重")
# 在xx年上升4位的基础上又上升3位: a year left blank and a step to build on name nothing.
_BLANK_YEAR = re.compile(r"^在?[xX×]{2,4}年")
_MAY_OPEN_EMPTY = ("在", "的", "基础上", "X", "x", "×")
_ON_TOP = re.compile(r"^的?基础上(?:又|再)?")
_CONCEDING = re.compile(r"^虽然?[^,;。]{0,10}但是?")
# 组织教师赴甲校、乙校等知名学校考察: the names in front of 等 only give examples.
_LISTED_PLACES = re.compile(r"(?:(?<=赴)|(?<=前往)|(?<=走访)|(?<=参加))[^,;。]*、[^,;。、]*?等(?=[一-龥]{2})")


def beyond_limit(folded: str, end: int, head: str) -> str:
    """Return those whose figure lies beyond a limit, or "": 12个村集体收入超50万元 are 村集体收入超50万元的村.

    `end` is where their number ends, `head` what stands in front of it. What they have together limits none of them:
    10个项目完成投资超2亿元, 20个项目开工率超90%.
    """
    if folded[end : end + 1] not in _OPENS_NOUN:
        return ""
    if head and head not in _LIMITED_HEADS and not pattern("scope_word").fullmatch(head):
        return ""
    if ranked := _RANKED.match(folded, end):
        return f"{ranked['rank']}的{ranked['noun']}"
    match = _LIMITED.match(folded, end)
    if match is None or _OF_ALL.match(match["what"]):
        return ""
    if match["what"].endswith(_RATES) and match["than"] in _ABOVE:
        return ""
    owner = "村" if match["what"].startswith("集体") else ""
    return f"{owner}{match['what']}{match['than']}{match['limit']}的{match['noun']}"


def is_aside(clause: str) -> bool:
    """从具体镇街看, 分行业看: from where one looks is nothing that is counted."""
    return clause.endswith("看") and _ASIDE.fullmatch(clause) is not None


def without_trend(text: str) -> str:
    """社零总额稳步增长 is 社零总额, 为近年新低 is nothing: how a thing moved is told by the number."""
    if not text.endswith(_TREND_ENDS):
        return text
    while match := _TREND.search(text) or _SINCE_THEN.search(text):
        text = text[: match.start()]
    return text


def without_gap(text: str) -> str:
    """与第2名的东镇仅差, 五年: whom a gap is to, and over how many years, is not what differs or grows."""
    if text.endswith("差"):
        return _SHORT_OF.sub("", text)
    return _SO_MANY_YEARS.sub("", text) if text.endswith(("年", "来", "间")) else text


def without_opening(text: str) -> str:
    """在xx年上升4位的基础上又上升 is 上升, 虽有进步但排名 is 排名: a blank year, a step to build on, a concession."""
    if text.startswith(_MAY_OPEN_EMPTY):
        text = _ON_TOP.sub("", _BLANK_YEAR.sub("", text))
    return _CONCEDING.sub("", text) if text.startswith("虽") else text


def without_treatment(text: str) -> str:
    """停产企业按照一企一策实行分类指导 is 停产企业; 赴甲校、乙校等学校考察 is 赴学校考察."""
    if "实行" in text or "进行" in text or "实施" in text or "开展" in text:
        text = _IN_WHAT_WAY.sub("", text)
    return _LISTED_PLACES.sub("", text) if "等" in text and "、" in text else text


def without_course(text: str) -> str:
    """在建道路有序推进 is 在建道路: how it goes is not what is counted."""
    return _GOES.sub("", text) if text.endswith(_GOING_WORDS) else text
