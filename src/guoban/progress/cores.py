"""What an indicator counts, brought down to the words that tell it from others.

Two indicators that only look alike (工业投资 and 投资, 签约项目 and 开工项目, 10亿元以上 and 50亿元以上, 新增 and 累计, 全市 and
全县) must not pass for one, so each of these is kept apart from the name's core and compared for itself.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

import regex

from guoban import lexicon
from guoban.errors import LexiconError
from guoban.progress.words import any_of
from guoban.records import Metric

# sum: counted since this year began
Stock = Literal["flow", "stock", "sum", ""]
_FIELDS = {
    "verbs": list, "stages": dict, "flow": list, "stock": list, "stock_verbs": list, "cumulative": list,
    "this_year": list, "alone": list, "labels": list, "areas": dict, "hoped": list, "own": list, "aliases": list, "growth": list,
    "rates": list, "counts": list, "times": list, "states": list, "part_time": list,
}  # fmt: skip
# 50亿元以上, 亿元以上, 200人以上, 3万吨级; 2021-2022年: the figures in a name
_FIGURE = regex.compile(
    r"\d+(?:\.\d+)?(?:[-—–~至到]\d+(?:\.\d+)?)?(?:[十百千万亿]*(?:\p{Han}|%){0,2}?(?:以上|以下|以内|级)|[十百千万亿]*(?:元|年|人|岁|吨|亩))?"
    r"|[一二三四五六七八九十]*[百千万亿]元(?:及?以上|以下)"
)
# Only a name with one of these has a figure or a month.
_NUMERIC = re.compile(r"[\dXx×*○]|[百千万亿]元")
_MASKED_FIGURE = re.compile(r"[Xx×*○]+(?:\.[Xx×*]+)?[十百千万亿]*(?:元|人|家|户|亩|吨|%|平方)")
_MONTHS = re.compile(r"\d{1,2}(?:[-—–~至到]\d{1,2})?月(?:份|底|末)?|20\d\d年(?:度)?(?!落地|入库|以前|之前)")
# 民生支出占一般公共预算支出比重 is 民生支出占比, with the whole that it is a share of
_SHARE_OF = re.compile(r"占(?P<whole>.*?)(?:比重|比例|比)?$")
_QUOTED = re.compile(r"“([^”]+)”")
_JUNK = regex.compile(r"[^\p{Han}a-zA-Z]")


@dataclass(frozen=True, slots=True)
class Core:
    """What an indicator counts: the words left, and what must be equal beside them."""

    words: str
    figures: frozenset[str]
    stages: frozenset[str]
    area: str
    stock: Stock
    quoted: frozenset[str]
    whole: str
    masked: bool

    @property
    def head(self) -> str:
        return self.words[-2:]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    verbs: "re.Pattern[str]"
    stages: "re.Pattern[str]"
    stage_of: dict[str, str]
    flow: "re.Pattern[str]"
    stock: "re.Pattern[str]"
    stock_verbs: "re.Pattern[str]"
    cumulative: "re.Pattern[str]"
    this_year: "re.Pattern[str]"
    alone: "re.Pattern[str]"
    labels: "re.Pattern[str]"
    areas: "re.Pattern[str]"
    area_of: dict[str, str]
    hoped: "re.Pattern[str]"
    own: "re.Pattern[str]"
    aliases: "re.Pattern[str]"
    alias_of: dict[str, str]
    growth: dict[str, str]
    rates: "re.Pattern[str]"
    counts: "re.Pattern[str]"
    times: "re.Pattern[str]"
    states: "re.Pattern[str]"
    part_time: "re.Pattern[str]"


def core_of(metric: Metric, lead: str) -> Core:
    """Return the core of a metric's indicator; `lead` is the clause before its number."""
    core, stock = _named(metric.indicator, metric.measure), stock_of(metric, lead)
    return replace(core, stock=stock) if stock else core


def core_of_name(indicator: str, measure: str) -> Core:
    """Return the core of an indicator by its name alone, whether it is counted as a flow or a stock left open."""
    return _named(indicator, measure)


@lru_cache(maxsize=1 << 15)
def _named(indicator: str, measure: str) -> Core:
    """Return the core as far as the indicator alone tells it."""
    lists = _lexicon()
    name = lists.aliases.sub(lambda match: lists.alias_of[match.group()], indicator)
    quoted = frozenset(_QUOTED.findall(name))
    numeric = _NUMERIC.search(name) is not None
    masked = numeric and bool(_MASKED_FIGURE.search(name))
    name = lists.times.sub("", _MONTHS.sub("", name) if numeric else name)
    figures = frozenset(_FIGURE.findall(name) if numeric else ())
    stages = frozenset(lists.stage_of[word] for word in lists.stages.findall(name))
    area = "".join(lists.area_of[word] for word in lists.areas.findall(name))
    rest = lists.own.sub("", lists.areas.sub("", _FIGURE.sub("", name) if figures else name))
    rest = lists.verbs.sub("", lists.flow.sub("", lists.stock.sub("", lists.stages.sub("", rest))))
    if quoted:
        rest = lists.labels.sub("", rest)
    rest = _JUNK.sub("", rest)
    if measure == "growth":
        rest = lists.rates.sub("", rest)
        rest = lists.growth.get(rest, rest)
    elif measure == "level":
        rest = lists.counts.sub("", rest) or rest
    share = _SHARE_OF.search(rest) if measure == "share" else None
    whole = share["whole"] if share else ""
    if share:
        rest = rest[: share.start()] + "占比"
    return Core(rest, figures, stages, area, "", quoted, whole, masked)


def same_things(actual: Core, target: Core, own_area: frozenset[str]) -> bool:
    """Tell whether nothing beside the words speaks against two cores: figures, stage, area, flow or stock.

    今年累计 may be held against a target for the year, but 全年累计 as a target only against another sum.
    """
    if actual.masked or target.masked or actual.figures != target.figures or actual.stages != target.stages:
        return False
    if (actual.area or "own") != (target.area or "own") and not {actual.area, target.area} - {""} <= own_area:
        return False
    if actual.whole and target.whole and actual.whole != target.whole:
        return False
    if actual.stock == target.stock:
        return True
    return target.stock in {"", "flow"} and actual.stock in {"", "flow", "sum"}


def likeness(left: Core, right: Core, around_left: str, around_right: str) -> int:
    """Return how surely two cores name the same thing: 2 equal words, 1 one is the other with words that its
    surroundings supply (放心单位 under the heading 放心消费), 0 not surely.

    `around_left` and `around_right` are the sentence and heading of each.
    """
    if not left.words or not right.words:
        return 0
    if left.words == right.words:
        return 2
    short, long, around = (
        (left, right, around_left) if len(left.words) < len(right.words) else (right, left, around_right)
    )
    if short.head != long.head or len(short.words) < 3 or set(_alone(left)) != set(_alone(right)):
        return 0
    extra = _missing(short.words, long.words)
    if extra is None or any(chunk not in around for chunk in extra):
        return 0
    return 1


def is_part_time(text: str) -> bool:
    """Tell whether a target's sentence keeps it to a part of the year: 下半年新增20家."""
    return bool(_lexicon().part_time.search(text))


def is_hoped(lead: str) -> bool:
    """Tell whether a target is one to strive for beyond the one to ensure: 确保6200万元、力争达到6500万元."""
    return bool(_lexicon().hoped.search(lead))


def _alone(core: Core) -> list[str]:
    return _lexicon().alone.findall(core.words)


def stock_of(metric: Metric, lead: str) -> Stock:
    """Tell whether a number is what was added, all there is, or a sum since this year began; "" where nothing tells."""
    lists = _lexicon()
    if metric.measure != "level":
        return ""
    if lists.flow.search(metric.indicator) or lists.flow.search(lead):
        return "flow"
    if lists.stock.search(metric.indicator) or lists.states.search(metric.indicator) or lists.stock_verbs.search(lead):
        return "stock"
    told = lists.cumulative.search(metric.indicator) or lists.cumulative.search(lead)
    if not told:
        return ""
    return "sum" if lists.this_year.search(lead) else "stock"


def _missing(short: str, long: str) -> list[str] | None:
    """Return the pieces of `long` that `short` lacks, None where `short` is not `long` with pieces left out."""
    pieces: list[str] = []
    at = 0
    piece = ""
    for sign in long:
        if at < len(short) and sign == short[at]:
            at += 1
            if piece:
                pieces.append(piece)
                piece = ""
        else:
            piece += sign
    if piece:
        pieces.append(piece)
    return pieces if at == len(short) else None


@cache
def _lexicon() -> _Lexicon:
    """Return the patterns. Raises `LexiconError` where linking.yaml lacks a field."""
    lists = lexicon.load("linking")
    for field, kind in _FIELDS.items():
        if not isinstance(lists.get(field), kind):
            raise LexiconError("lexicon_field", name="linking", field=field)
    stage_of = {word: stage for stage, words in lists["stages"].items() for word in words}
    area_of = {word: area for area, words in lists["areas"].items() for word in words}
    alias_of = {name: names[0] for names in lists["aliases"] for name in names}
    return _Lexicon(
        **{name: _pattern(lists[name]) for name in (
            "verbs", "flow", "stock", "stock_verbs", "cumulative", "this_year", "alone", "labels", "hoped", "own", "times", "states", "part_time",
        )},
        stages=_pattern(stage_of), stage_of=stage_of, areas=_pattern(area_of), area_of=area_of,
        aliases=_pattern(alias_of), alias_of=alias_of, growth={short: names[0] for names in lists["growth"] for short in names},
        rates=re.compile(any_of(lists["rates"]) + "$"), counts=re.compile(any_of(lists["counts"]) + "$"),
    )  # fmt: skip


def _pattern(words: Iterable[str]) -> "re.Pattern[str]":
    return re.compile(any_of(words))
