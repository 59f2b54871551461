"""A department's name taken apart: its place, its level, and what it does; and when two of them say the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import regex
from rapidfuzz.distance import OSA

from guoban.across.names import Reason
from guoban.documents.folding import fold
from guoban.errors import LexiconError
from guoban.lexicon import load
from guoban.progress.words import any_of
from guoban.structure.regions import place_at_start
from guoban.structure.units import leading_level, unit_level, unit_type
from guoban.structure.words import words_of

_MARKS = regex.compile(r"[\s“”‘’\"'·]")
_BRACKET = regex.compile(r"\([^()]*\)$|(?<=.)[〔【\[][^\]】〕]*[\]】〕]$")
_REDACTED = regex.compile(r"^[XxＸ×*○某]{1,4}(?=[省市县区州旗盟镇乡街])")
# A place that is in no list: 澜川市, 云陌县; 高新区, 城市 and 社区 are none
_UNLISTED = regex.compile(
    r"^(?P<name>\p{Han}{2,6}?(?:自治州|自治县|省|市|县|州|旗|盟|区))(?<!城市|都市|社区|园区|新区|开发区|高新区|经开区|景区|校区|库区|灌区|片区|城区|示范区|保税区|度假区|风景区|辖区)"
    r"(?=\p{Han}{2})"
)
# 鹭汀镇人民政府 is 鹭汀镇
_AREA_GOVERNMENT = regex.compile(r"(?<=镇|乡|街道|苏木)(?:人民)?政府$")
_AREA = regex.compile(
    r"\p{Han}{2,7}(?<!开发区|高新区|经开区|新区|园区|景区|示范区|社区|片区|保税区|度假区)(?:省|自治区|市|县|州|旗|盟|区)"
)
_GOVERNMENT = "人民政府"
# 高新区管理委员会 is 高新区管委会, but 国有资产监督管理委员会 a 委
_AREA_BOARD = regex.compile(r"(?<=[区园城湖山岛港])管理委员会$")
_LEVEL_ENDS = {"省": "省", "市": "市州盟", "县": "县旗市", "区": "区"}
# Bodies that are named for what they do; a town's or a company's name is its own, and one sign makes it another.
_NAMED_FOR_PLACE = frozenset({"街道", "乡镇", "综合政府", "国企", "学校医院", "其他"})
_LEAST_FIELD = 2


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of a department's name.

    `place`: the smallest area named (临沚市), "" where it goes without or is redacted (`redacted`); `above`: the area above it.
    `work`: what it does, with its ending short (经济和信息化局 is 经济信息化局); `full`: the same with short words written out.
    `extra`: what stands in a bracket behind.
    """

    name: str
    place: str
    above: str
    level: str
    kind: str
    work: str
    full: str
    extra: str
    redacted: bool

    @property
    def ending(self) -> str:
        return self.full[-1:] if self.full.endswith(words_of("abbreviations", "near_endings")) else ""

    @property
    def stem(self) -> str:
        return self.full.removesuffix(self.ending) if self.ending else self.full


@lru_cache(maxsize=1 << 14)
def read_body(name: str) -> Body:
    """Return the parts of a department's name: 澜川市经信局 is 澜川市, 市 and 经信局."""
    bare = _MARKS.sub("", fold(name)).removeprefix("中共")
    bracket = _BRACKET.search(bare)
    extra = bracket.group() if bracket and bracket.start() else ""
    rest = bare.removesuffix(extra)
    whole = rest
    redacted = bool(_REDACTED.match(rest))
    areas: list[str] = []
    if redacted:
        rest = _REDACTED.sub("", rest)
        rest = rest[len(leading_level(rest)) :]
    else:
        areas, rest = _areas_before(rest)
        if not areas:
            rest = rest[len(leading_level(rest)) :] or rest
    work = _short_ending(_AREA_GOVERNMENT.sub("", rest) or rest)
    place, above = (areas[-1], areas[-2] if len(areas) > 1 else "") if areas else ("", "")
    if not areas and not redacted and _AREA.fullmatch(work):
        place, work = work, _short_ending(_GOVERNMENT)
    return Body(name, place, above, unit_level(whole), unit_type(whole), work, _written_out(work), extra, redacted)


def _areas_before(name: str) -> tuple[list[str], str]:
    """Return the areas that a name begins with and what is left of it."""
    areas: list[str] = []
    while True:
        listed = [mention for mention in place_at_start(name) if mention.full]
        found = None if listed else _UNLISTED.match(name)
        end = listed[-1].end if listed else found.end() if found else 0
        if not end or len(name) - end < _LEAST_FIELD:
            return areas, name
        areas += [name[one.start : one.end] for one in listed] or [name[:end]]
        name = name[end:]


def relation(left: Body, right: Body) -> Reason | None:
    """Return why two bodies' works are the same, None where nothing says so; places are not asked.

    An ordered subsequence is believed where no whole field is left out: 经信局 is 经济和信息化局, but 教育局 is 教育体育局 only
    as the part of a merged body (field).
    """
    if left.work == right.work:
        return "marks" if _MARKS.sub("", fold(left.name)) == _MARKS.sub("", fold(right.name)) else "wording"
    if left.full == right.full:
        return "abbreviation"
    if left.kind == right.kind and left.ending == right.ending:
        short, long = sorted((left, right), key=lambda one: (len(one.stem), one.stem))
        if len(short.stem) >= _LEAST_FIELD and short.stem[:1] == long.stem[:1]:
            left_out = _left_out(short.stem, long.stem)
            if left_out is not None:
                return "field" if _has_field(left_out) else "subsequence"
    if left.stem == right.stem and left.kind == right.kind and left.ending and right.ending:
        return "ending"
    return "typing" if _is_typing_error(left, right) else None


def _left_out(short: str, long: str) -> list[str] | None:
    """Return the pieces of `long` that `short` lacks, None where it is no ordered subsequence."""
    pieces, at = [""], 0
    for sign in long:
        if at < len(short) and sign == short[at]:
            at += 1
            pieces.append("")
        else:
            pieces[-1] += sign
    return [piece for piece in pieces if piece] if at == len(short) else None


def _has_field(pieces: Iterable[str]) -> bool:
    """Tell whether a whole field stands in what is left out: 体育 of 教育体育."""
    return any(work in piece for piece in pieces for work in _known_works())


def _is_typing_error(left: Body, right: Body) -> bool:
    """Tell whether one work is a known one and the other is the same but for one sign: 农业农材局."""
    if left.ending != right.ending or OSA.distance(left.full, right.full, score_cutoff=1) != 1:
        return False
    known = [body for body in (left, right) if body.stem in _known_works()]
    if len(known) != 1 or known[0].kind in _NAMED_FOR_PLACE or len(known[0].stem) < _LEAST_FIELD:
        return False
    other = right if known[0] is left else left
    return other.kind in {known[0].kind, "其他"} and len(known[0].stem) >= _LEAST_FIELD


def region_place(region: str, level: str) -> str:
    """Return the area of `level` that a region's path ends in: 金华市 for 浙江省金华市 and 市, "" where it ends elsewhere."""
    areas, _rest = _areas_before(region + "机关单位")
    last = areas[-1] if areas else ""
    return last if last.endswith(tuple(_LEVEL_ENDS.get(level, ""))) and level in _LEVEL_ENDS else ""


def _short_ending(rest: str) -> str:
    endings, joining = _shapes()
    rest = _AREA_BOARD.sub("管委会", rest)
    found = endings.search(rest)
    short = load("abbreviations")["endings"]
    work = rest[: found.start()] + short[found.group()] if found else rest
    return joining.sub("", work)


@lru_cache(maxsize=1 << 14)
def _written_out(work: str) -> str:
    lists = load("abbreviations")
    for short, whole in lists["whole_bodies"].items():
        if _short_ending(short) == work:
            return _short_ending(whole)
    ending = next((end for end in ("局", "委", "办", "中心", "厅", "分局") if work.endswith(end)), "")
    stem = work.removesuffix(ending) if ending else work
    full = lists["bodies"].get(stem)
    return _shapes()[1].sub("", full[0]) + ending if full and ending else work


@cache
def _shapes() -> "tuple[regex.Pattern[str], regex.Pattern[str]]":
    """Return the patterns of long endings and of joining words. Raises `LexiconError` where the list lacks a field."""
    lists = load("abbreviations")
    for field in ("bodies", "whole_bodies", "endings"):
        if not isinstance(lists.get(field), dict):
            raise LexiconError("lexicon_field", name="abbreviations", field=field)
    joining = any_of(words_of("abbreviations", "joining"))
    return regex.compile(any_of(lists["endings"]) + "$"), regex.compile(
        rf"(?<=\p{{Han}}{{2}}){joining}(?=\p{{Han}}{{2}})"
    )


@cache
def _known_works() -> frozenset[str]:
    joining = _shapes()[1]
    names = {joining.sub("", name) for entry in load("departments").values() for name in entry["names"]}
    return frozenset(names | {_written_out(name + "局").removesuffix("局") for name in names})
