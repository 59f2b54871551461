"""One spelling for names of indicators that say the same: quotes, short names and words of doing make no difference.

Only what changes nothing is brought together. 固投 is 固定资产投资; 工业投资, 全社会固定资产投资 and 民间固定资产投资 stay what they
are, and so do 新增 and 累计.
"""

from functools import cache, lru_cache

import regex

from guoban.documents.folding import fold
from guoban.errors import LexiconError
from guoban.lexicon import load
from guoban.progress.linking import own_areas
from guoban.progress.words import any_of, words
from guoban.structure.words import words_of

_MARKS = regex.compile(r"[\s“”‘’\"'《》〈〉「」()\[\]【】〔〕·,、.。:;-]")
_REPEATED = regex.compile(r"(.{3,}?)\1")
# 公路水路完成投资; not 完成率, and not 累计完成投资
_DONE_INSIDE = regex.compile(r"(?<=\p{Han}{2})(?<!累计)完成(?=\p{Han}{2})(?!率|比|度|情|全|年|任|目|整改)")
_AROUND_DONE = regex.compile(r"累计")
_LEAST = 2
_NUMBER_POINT = regex.compile(r"(?<=\d)[.,](?=\d)|(?<=\d)-(?=\d)")
_KEPT = {".": "点", ",": "", "-": "至"}


@lru_cache(maxsize=1 << 16)
def marks_out(name: str) -> str:
    """Return the name without quotes, brackets and blanks: “澜品优质”认证企业 and 澜品优质认证企业 are one.

    The point of a number stays one: 2.5 is not 25.
    """
    return str(_MARKS.sub("", _NUMBER_POINT.sub(lambda sign: _KEPT[sign.group()], fold(name))))


@lru_cache(maxsize=1 << 16)
def full_words(name: str) -> str:
    """Return the name without marks and with its short words written out: 规上工业增加值 is 规模以上工业增加值."""
    pattern, meant = _short_words()
    written = pattern.sub(lambda match: meant.get(match.group(), match.group()), marks_out(name))
    return str(_REPEATED.sub(r"\1", written))


@lru_cache(maxsize=1 << 16)
def plain(name: str) -> str:
    """Return what all spellings of an indicator share: 完成固投 and 固定资产投资 (年度计划) are 固定资产投资.

    Verbs that say no more than that something was done fall away at both ends; 新增, 累计 and 签约 stay.
    """
    return _without_doing(without_task(full_words(name)))


@lru_cache(maxsize=1 << 16)
def bare(name: str) -> str:
    """Return the name in full words without verbs of doing; the words of a task stay: 固投年度计划 is 固定资产投资年度计划."""
    return _without_doing(full_words(name))


def plain_of(name: str, level: str) -> str:
    """Return the plain name without the reporting unit's own area in front: 全市GDP is GDP where a city reports."""
    return _without_doing(_without_area(plain(name), level))


def _without_doing(name: str) -> str:
    front, back = _plain_verbs()
    shorter = str(_DONE_INSIDE.sub("", back.sub("", front.sub("", name))))
    return shorter if len(shorter) >= _LEAST else name


@lru_cache(maxsize=1 << 14)
def without_task(name: str) -> str:
    """Return the name without the words of a task at its end: 利润总额全年目标 is 利润总额, 存量资产盘活年度任务 is 存量资产盘活."""
    found = _task_end().search(name)
    return name[: found.start()] if found and found.start() >= _LEAST else name


@lru_cache(maxsize=1 << 16)
def _without_area(name: str, level: str) -> str:
    pattern, area_of = _areas()
    own = own_areas(level) if level else frozenset()
    found = pattern.match(name)
    while found and len(name) - found.end() >= _LEAST and area_of.get(found.group(), "") in {*own, ""}:
        name = name[found.end() :]
        found = pattern.match(name)
    return name


def same_words() -> dict[str, str]:
    """Return each short or other name of an indicator with the full name that stands for all of them.

    Raises `LexiconError` where a word list lacks its field.
    """
    lists = load("abbreviations").get("indicators")
    if not isinstance(lists, dict):
        raise LexiconError("lexicon_field", name="abbreviations", field="indicators")
    groups: dict[str, set[str]] = {}
    for names in (*load("linking")["aliases"], *lists.items()):
        given = {marks_out(name) for name in names}
        whole = given.union(*(groups[name] for name in given if name in groups))
        groups |= dict.fromkeys(whole, whole)
    full = {marks_out(name) for name in lists.values()}
    return {name: max(group, key=lambda word: (word in full, len(word), word)) for name, group in groups.items()}


@cache
def _short_words() -> tuple["regex.Pattern[str]", dict[str, str]]:
    meant = same_words()
    return regex.compile(any_of([*meant, *words_of("abbreviations", "whole_words")])), meant


@cache
def _plain_verbs() -> tuple["regex.Pattern[str]", "regex.Pattern[str]"]:
    verbs = [verb for verb in load("indicators")["plain_verbs"] if not _AROUND_DONE.search(verb)]
    return regex.compile(rf"^(?:{any_of(verbs)}|的)+(?!率)"), regex.compile(rf"(?:{any_of(verbs)}|的)+$")


@cache
def _task_end() -> "regex.Pattern[str]":
    times = load("progress")["times"]
    told = any_of(word for horizon in times.values() for word in horizon)
    return regex.compile(rf"(?:{told}|省定|市定|县定|控制)+(?:{words().tasks.pattern})(?:值|数)?$|目标(?:任务|值|数)?$")


@cache
def _areas() -> tuple["regex.Pattern[str]", dict[str, str]]:
    lists = load("linking")
    area_of = {word: area for area, named in lists["areas"].items() for word in named}
    own = [word for word in lists["own"] if word.startswith(("我", "本", "全"))]
    return regex.compile(any_of([*area_of, *own])), area_of
