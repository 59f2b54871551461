"""Titles: which line names a report, and what its words say."""

from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from guoban.structure.lines import squeeze
from guoban.structure.numerals import read_number
from guoban.structure.periods import SPAN, YEAR
from guoban.structure.words import words_of

LONGEST_TITLE = 64

_NUMBERS = "一二三四五六七八九十百〇零0-9"
# 第一篇:  第1篇  【第一篇】  篇一:  【篇一】  (篇1)  范文一:  【范文1】
_MARK_BEFORE = regex.compile(
    rf"^[【\[(]?(?:第(?P<n>[{_NUMBERS}]{{1,4}})篇(?!章)|(?:精选|优质|范文|热门)?篇(?P<n>[{_NUMBERS}]{{1,4}})(?![{_NUMBERS}]|章|文章|幅)"
    rf"|(?:范文|材料)第?(?P<n>[{_NUMBERS}]{{1,4}})篇?)[】\])]?[::、.\s]*"
)
# …篇一  …(篇1)  …【第一篇】  …精选篇1  工作总结一:
_MARK_AFTER = regex.compile(
    rf"[【\[(]?(?:精选|优质|范文|热门|通用)?(?:第(?P<n>[{_NUMBERS}]{{1,4}})篇|篇(?P<n>[{_NUMBERS}]{{1,4}}))[】\])]?[::]?$"
    r"|(?<=总结|报告|汇报|计划|范文)(?P<n>[一二三四五六七八九十]{1,2})[::]?$"
)
_MAY_BE_MARKED = regex.compile(r"篇|范文|材料|[总结报告汇计划][一二三四五六七八九十]{1,2}[::]?$")
# 1.  12、 (3)  10企业…  一、: the number of an entry; never the year that follows it (1.2023年度…)
_ENTRY_NUMBER = regex.compile(
    r"^(?:\((?P<n>\d{1,3})\)|(?P<n>\d{1,3})(?:[.、:)]|(?=[^\d.,%年月日个%\s]))|(?P<cn>[一二三四五六七八九十]{1,3})、"
    r"|\((?P<cn>[一二三四五六七八九十]{1,3})\))\s*"
)
_HEADING = regex.compile(
    rf"(?:[{_NUMBERS}]{{1,3}}、|\([{_NUMBERS}]{{1,3}}\)|第[{_NUMBERS}]{{1,3}}[章节]|[{_NUMBERS}]是)(?!年)"
)
_SPEECH = regex.compile(r"^在.{2,40}(?:上|时)的?(?:讲话|发言|致辞)(?:稿|提纲|材料)?$")
_NOTE_AFTER = regex.compile(r"(?:\([^()]{1,20}\)|\[[^\[\]]{1,20}\]|【[^【】]{1,20}】)$")
_SIGNS_OF_PROSE = regex.compile(r"[。;!?]|如下")
_QUOTED = regex.compile(r"《[^《》]*》")
_CONNECTING = regex.compile(
    r"^(?:关于|在|印发|上报|报送|呈报|的|和|及|与|暨|工作|本年度?|度)+|(?:关于|的|和|及|与|暨|工作|度|,|、|:)+$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says. `key` is the title without blanks, marks and page numbers, for comparing.

    `owner` is who reports, as written, or empty; `review` and `plan` tell which of the two it promises; `weak` marks a
    kind that needs the support of its place. `period` tells whether it names a time.
    """

    key: str
    owner: str
    review: bool
    plan: bool
    period: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """The separator of a compilation at a title: its number, and the words that are left without it."""

    number: str
    rest: str
    before: bool


def read_mark(words: str) -> Mark | None:
    """Return the separator in a line: 第一篇:… 篇2 …篇三 【第四篇】; None where there is none."""
    if not _MAY_BE_MARKED.search(words):
        return None
    if found := _MARK_BEFORE.match(words):
        return Mark(found["n"], words[found.end() :].strip(), before=True)
    if len(words) <= LONGEST_TITLE and (found := _MARK_AFTER.search(words)) and not _SIGNS_OF_PROSE.search(words):
        rest = words[: found.start()]
        number = _ENTRY_NUMBER.match(rest)
        return Mark(found["n"], rest[number.end() :].strip() if number else rest.strip(), before=False)
    return None


def entry_number(words: str) -> tuple[int | None, str]:
    """Return the number that an entry of a list begins with, or None, and the words behind it."""
    found = _ENTRY_NUMBER.match(words)
    if not found:
        return None, words
    return read_number(found["n"] or found["cn"]), words[found.end() :]


@lru_cache(maxsize=4096)
def read_title(words: str) -> Title | None:
    """Return what a title line says, or None where the line is no title.

    市财政局2023年上半年工作总结和下半年工作思路 is one; 一、上半年工作总结 and 现将有关情况汇报如下: are none.
    """
    key = squeeze(words).strip("《》*#:")
    if not 4 <= len(key) <= LONGEST_TITLE or _SIGNS_OF_PROSE.search(key) or key.startswith(_words("prose")):
        return None
    if _HEADING.match(key):
        return None
    bare = _NOTE_AFTER.sub("", key)
    kind = _kinds().search(bare)
    if not kind or not _last_kind().search(bare):
        return None
    if _SPEECH.match(bare):
        return Title(key, "", review=True, plan=False, period=False, weak=False)
    times = [*YEAR.finditer(bare), *SPAN.finditer(bare)]
    owner = find_owner(bare, kind.start())
    review, plan = _promises(bare)
    if bare.count(",") > 1 or (not times and not owner and bare not in _words("weak")):
        return None
    if not owner and not YEAR.search(bare) and not (review and plan):
        return Title(key, owner, review, plan, bool(times), weak=True)
    return Title(key, owner, review, plan, bool(times), weak=bare in _words("weak"))


def find_owner(bare: str, stop: int) -> str:
    """Return the unit that a title names before `stop`, as written, or an empty string.

    It stands before the time (市财政局2023年上半年…), behind it (2023年上半年市财政局…) or after 关于.
    """
    marks = sorted([*YEAR.finditer(bare), *SPAN.finditer(bare)], key=lambda found: found.start())
    pieces, at = [], 0
    for found in marks:
        if found.start() >= at and found.start() < stop:
            pieces.append(bare[at : found.start()])
            at = found.end()
    pieces.append(bare[at:stop])
    for piece in pieces:
        name = _CONNECTING.sub("", _CONNECTING.sub("", _QUOTED.sub("", piece)))
        if name and is_unit(name):
            return name
    return ""


def find_glued(words: str) -> int | None:
    """Return where the text begins in a line that a title runs into, or None: …下半年工作思路今年以来,…"""
    for found in _glued().finditer(words[: LONGEST_TITLE + 12]):
        title = read_title(words[: found.end()])
        if title and title.period and "的" not in title.key.removeprefix("关于"):
            return found.end()
    return None


def is_unit(name: str) -> bool:
    """Tell whether `name` ends like the name of a unit (市财政局, 镇, 开发区) or stands in for one (我局)."""
    return len(name) <= 30 and _organs().search(name) is not None


def is_collection(words: str) -> bool:
    """Tell whether a line is the cover of a compilation: …汇编, …范文(15篇)."""
    return len(words) <= LONGEST_TITLE and _collections().search(squeeze(words)) is not None


def _promises(bare: str) -> tuple[bool, bool]:
    found = {kind.lastgroup for kind in _promise_words().finditer(bare)}
    return "review" in found, "plan" in found


@cache
def _words(name: str) -> tuple[str, ...]:
    return words_of("titles", name)


def _either(*names: str) -> str:
    every = {word for name in names for word in _words(name)}
    return "|".join(map(regex.escape, sorted(every, key=len, reverse=True)))


@cache
def _kinds() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{_either('review', 'plan')})(?=$|[及和与暨、,])")


@cache
def _last_kind() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{_either('review', 'plan')})$")


@cache
def _glued() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{_either('review', 'plan')})(?=\s*(?:{_either('opening')}|(?:19|20)\d\d年))")


@cache
def _promise_words() -> regex.Pattern[str]:
    return regex.compile(rf"(?P<plan>{_either('plan')})|(?P<review>{_either('review')}|回顾|完成|总结)")


@cache
def _organs() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{_either('organs', 'generic')})(?:\([^()]+\))?$")


@cache
def _collections() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{_either('collection')})(?:\([^()]*\))?$|(?:多部门|各部门|各单位|[\d{_NUMBERS}]+篇)")
