"""Numbers with their units: every place in a text that may be a quantity."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from guoban.metrics.cues import alternatives
from guoban.metrics.numerals import SCALES, multiplier, parse_chinese, parse_digits
from guoban.metrics.units import split_magnitude, units

Kind = Literal["count", "money", "measure", "ratio", "duration", "rank", "bare"]

_CN = r"[一二两三四五六七八九十][一二两三四五六七八九十百千零〇]*+"
_POINT = r"点[零〇一二三四五六七八九]++"
# 引进3个亿元以上项目 counts projects; 到位2个亿 is a sum.
_HUNDRED_MILLION = r"个多?亿(?!元(?:及?以上|级|[一-龥]{0,4}(?:项目|企业)))"
# 千 of 千瓦 and 百 of 百分 are no magnitudes.
_MAGNITUDE = r"万亿|[千百十][余多]?[亿万]|亿|万|千(?![瓦米克伏卡])|百(?!分)"
_REDACTED = (
    r"[Xx×]{1,5}+(?:\.[Xx×]{1,2})?|\*{1,4}+(?:\.\*{1,2})?|[○〇◯]{2,4}+|_{1,8}+|【 {0,4}】|【[Xx×*]{1,4}】|\[ {1,4}\]"
)
_GAP = r"[ \n]{0,2}"
# What a number begins with: most places of a text fail here at once.
_FIRST = r"(?=[\d\-第百千万一二两三四五六七八九十Xx×*○〇◯_【\[])"
_DASH = re.compile(r" ?(?:-|—{1,2}|–|―|~|至|到) ?")
_TENTHS = {char: value / 10 for char, value in zip("一二三四五六七八九半", (1, 2, 3, 4, 5, 6, 7, 8, 9, 5), strict=True)}
_FUZZY = re.compile("[余多]")
_FROM = ("由", "从", "自")
_FAR = 40
_BLANKS = " \n"
_LONGEST_NO_UNIT = 4
# XX村 is a village without its name.
_AREAS_NAMED_BY_CROSSES = frozenset("乡镇村路群")
# A longer run of digits is no figure: a code, a ruled line, damage.
_LONGEST_NUMBER = 24


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as it stands in the text; value, high and unit as `records.Metric` defines them.

    `fuzzy`: a 余 or 多 inside; `chinese`: written in Chinese numerals.
    """

    start: int
    end: int
    value: float | None
    unit: str
    kind: Kind
    high: float | None = None
    redacted: bool = False
    fuzzy: bool = False
    chinese: bool = False


def find_quantities(folded: str, start: int, end: int) -> list[Quantity]:
    """Return what may be a quantity between `start` and `end`, in order and without overlaps.

    Whether it is a metric is not asked here: dates, codes and list numbers come out as well, most of them `bare`.
    """
    atoms = (_read(match) for match in _pattern().finditer(folded, start, end) if not _is_endless(match))
    return list(_join(folded, atoms))


def share_units(folded: str, quantities: list[Quantity]) -> list[Quantity]:
    """Give the members of a list the unit that stands behind the last: 高于全国3.1个、全省2.4个百分点; 31、44和44吨."""
    shared = list(quantities)
    for index in range(len(shared) - 2, -1, -1):
        here, following = shared[index], shared[index + 1]
        between = folded[here.end : following.start]
        if len(between) > 12 or not between.startswith(("、", "和", "与", ",", "及")):
            continue
        if here.unit == "个" and following.unit == "个百分点" and _tells_change(folded, here):
            shared[index] = replace(here, unit="个百分点", kind="ratio")
        elif here.kind == "bare" and following.kind not in {"bare", "rank"} and between in {"、", "和", "与", "及"}:
            shared[index] = replace(here, unit=following.unit, kind=following.kind)
    return shared


def _tells_change(folded: str, here: Quantity) -> bool:
    """Whether 个 may be short for 个百分点: behind 高于全国 it is, behind 新建站点 it counts."""
    if here.value is not None and here.value != int(here.value):
        return True
    before = folded[max(0, here.start - _FAR) : here.start]
    clause = max(before.rfind(mark) for mark in ",;。0123456789") + 1
    return _changed().search(before, clause) is not None


@cache
def _changed() -> re.Pattern[str]:
    return re.compile(rf"(?<!新){alternatives('rise', 'fall', 'above', 'below')}")


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _pattern() -> re.Pattern[str]:
    lexicon = units()
    plain = _alternatives(lexicon.counts | lexicon.money | lexicon.measures | lexicon.ratios | lexicon.durations)
    bracket = r"[件批人][(][人件批][)]次|[一-龥]{1,2}\([次间套户件个处]\)|\([一-龥]{1,2}\)[次套件个户]"
    medal = r"[金银铜](?=\d|[,;。、)\n]|$)"
    unit = rf"(?:{bracket}|{medal}|(?:{plain})(?:[·/](?:{_alternatives(lexicon.per)}))?)"
    number = r"\d{1,3}(?:,\d{3})++(?!\d)(?:\.\d++)?|\d++(?:\.{1,2}\d++|·\d++)?"
    return re.compile(
        rf"{_FIRST}(?:(?P<rank>第(?:{_CN}|\d++)(?:位|名(?![录单]))?)|百分之(?P<percent>{_CN}(?:{_POINT})?|百)"
        rf"|(?P<hundred>百分百(?=[,;。、)\n]|$))"
        rf"|(?:(?P<number>(?:(?:(?<=增长|增速|增幅|同比)|(?<=[、和]))-)?(?:{number}))|(?P<cn>{_CN}(?:{_POINT})?)|(?P<redacted>{_REDACTED})"
        rf"|(?P<lone>[百千万](?=[余多])|(?<=上|近|逾|超|过|约|达)[百千万](?=(?:{plain}))))"
        rf"{_GAP}(?P<fuzzy>[余多几来](?!年))?(?P<magnitude>{_HUNDRED_MILLION}|{_MAGNITUDE})?(?P<fuzzy2>[余多几])?(?:{_GAP}(?P<unit>{unit}))?)",
        re.ASCII,
    )


def _is_endless(match: re.Match[str]) -> bool:
    if match.end() - match.start() <= _LONGEST_NUMBER:
        return False
    return any(digits and len(digits) > _LONGEST_NUMBER for digits in match.group("rank", "percent", "number", "cn"))


def _read(match: re.Match[str]) -> Quantity:
    rank, percent, hundred, number, numeral, redacted, lone, fuzzy, scale, fuzzy2, behind = match.groups()
    start, end = match.span()
    if rank:
        ordinal = rank.strip("第位名")
        place = parse_digits(ordinal) if ordinal.isdigit() else parse_chinese(ordinal)
        return Quantity(start, end, place, "位", "rank", chinese=not ordinal.isdigit())
    if percent:
        return Quantity(start, end, parse_chinese(percent), "%", "ratio", chinese=True)
    if hundred:
        return Quantity(start, end, 100.0, "%", "ratio", chinese=True)
    value = _value(number, numeral, redacted)
    if numeral and end - start == len(numeral):
        return Quantity(start, end, value, "", "bare", chinese=True)
    unit = behind or ""
    if unit and _opens_a_word(match.string, end - len(unit), unit, digits=bool(number), redacted=bool(redacted)):
        unit = ""
    magnitude = (lone or scale or "").replace("余", "").replace("多", "")
    if magnitude == "个亿":
        magnitude, unit = "亿", "元"
    if numeral and not magnitude and behind:
        value, magnitude = _round_hundreds(numeral, value)
    if not (unit and behind):
        end = start + len(match[0].removesuffix(behind or "").rstrip(_BLANKS))
    tenth = _half_tenth(match) if numeral and behind == "成" else ""
    return Quantity(
        start,
        end + len(tenth),
        None if value is None else round(value + _TENTHS.get(tenth, 0.0), 8),
        magnitude + unit,
        _kind(unit, magnitude),
        redacted=bool(redacted),
        fuzzy=bool(fuzzy or fuzzy2 or (scale and _FUZZY.search(scale))),
        chinese=bool(numeral),
    )


def _value(number: str | None, numeral: str | None, redacted: str | None) -> float | None:
    if number:
        return parse_digits(number)
    if numeral:
        return parse_chinese(numeral)
    return None if redacted else 1.0


def _round_hundreds(numeral: str, value: float | None) -> tuple[float | None, str]:
    """四百余辆 is 4 and 百辆, as 百余份 is 1 and 百份; 四百万元 stays 400 and 万元."""
    if len(numeral) == len("四百") and numeral[1] in "百千":
        return parse_chinese(numeral[0]), numeral[1]
    return value, ""


def _half_tenth(match: re.Match[str]) -> str:
    """九成五, 一成半: the character behind 成 that says a part of a tenth; the 一 of 七成一个亿 opens another number."""
    char = match.string[match.end() : match.end() + 1]
    if char not in _TENTHS:
        return ""
    following = _pattern().match(match.string, match.end())
    return "" if following and following.end() > match.end() + 1 else char


def _opens_a_word(text: str, at: int, unit: str, *, digits: bool, redacted: bool) -> bool:
    """Whether the characters of a unit begin another word: 832平台, 一部门, XX村."""
    lexicon = units()
    for length in range(len(unit), _LONGEST_NO_UNIT + 1):
        word = text[at : at + length]
        if word in lexicon.not_units or (not digits and word in lexicon.not_units_after_chinese):
            return True
    return redacted and unit in _AREAS_NAMED_BY_CROSSES


@lru_cache(maxsize=1 << 10)
def _kind(unit: str, magnitude: str) -> Kind:
    lexicon = units()
    stem = unit.partition("/")[0]
    if not stem:
        return "money" if "亿" in magnitude else "count" if magnitude else "bare"
    kinds: tuple[tuple[Kind, frozenset[str]], ...] = (
        ("ratio", lexicon.ratios), ("money", lexicon.money), ("duration", lexicon.durations),
        ("measure", lexicon.measures),
    )  # fmt: skip
    return next((kind for kind, words in kinds if stem in words), "count")


def _join(folded: str, atoms: Iterator[Quantity]) -> Iterator[Quantity]:
    """Join what two numbers state together: a range (8—10家) or a mixed number (1亿3千多万)."""
    before: Quantity | None = None
    for atom in atoms:
        if before and atom.start < before.end:
            continue
        joined = _range(folded, before, atom) or _mixed(before, atom) if before else None
        if before and not joined:
            yield before
        before = joined or atom
    if before:
        yield before


def _range(folded: str, low: Quantity | None, high: Quantity) -> Quantity | None:
    if (
        low is None
        or low.value is None
        or high.value is None
        or low.high is not None
        or "rank" in {low.kind, high.kind}
    ):
        return None
    if not 1 <= high.start - low.end <= 3 or not _DASH.fullmatch(folded, low.end, high.start):
        return None
    if low.unit not in {"", high.unit} and split_magnitude(low.unit)[1] not in {"", high.unit}:
        return None
    if folded.startswith(_FROM, low.start - 1) or low.value >= high.value or low.chinese != high.chinese:
        return None
    return replace(high, start=low.start, value=low.value, high=high.value)


def _mixed(first: Quantity | None, second: Quantity) -> Quantity | None:
    if first is None or first.end != second.start or first.value is None or second.value is None:
        return None
    outer, inner = split_magnitude(first.unit)[0], split_magnitude(second.unit)
    if outer not in {"亿", "万"} or split_magnitude(first.unit)[1] or not 1 < multiplier(inner[0]) < SCALES[outer]:
        return None
    value = round(first.value + second.value * multiplier(inner[0]) / SCALES[outer], 8)
    return replace(second, start=first.start, value=value, unit=outer + inner[1], chinese=first.chinese)
