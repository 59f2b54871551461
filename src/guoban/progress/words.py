"""The words of `lexicon/progress.yaml` as patterns, checked when they are first used."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import regex

from guoban import lexicon
from guoban.errors import LexiconError

Pattern = re.Pattern[str]
_LISTS = (
    "tasks", "yearly", "yearly_of_many", "physical", "money", "done", "link", "owed", "given", "fulfilled", "over_task", "limits", "costs", "tails",
    "asides", "each", "set",
)  # fmt: skip
_BY_HORIZON = ("times", "adjacent", "horizons")
# 应减免 ought to be done; 供应, 应急 and 应用 are words of their own
_OUGHT = r"(?<![供相响反适效对])(?!应[急用邀届对聘试])"


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns that match any word of a list; `filler` takes out of a clause what says nothing about its subject."""

    tasks: Pattern
    horizons: Pattern
    yearly: Pattern
    yearly_of_many: Pattern
    physical: Pattern
    money: Pattern
    done: Pattern
    filler: "regex.Pattern[str]"
    owed: Pattern
    given: Pattern
    fulfilled: Pattern
    over_task: Pattern
    limits: Pattern
    costs: Pattern
    tail: Pattern
    aside: Pattern
    each: Pattern
    set: Pattern
    schedule: Pattern


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


@cache
def words() -> Words:
    """Return the patterns. Raises `LexiconError` where progress.yaml lacks a field."""
    lists = lexicon.load("progress")
    for field in (*_LISTS, *_BY_HORIZON, "schedule"):
        if not isinstance(lists.get(field), dict if field in {*_BY_HORIZON, "schedule"} else list):
            raise LexiconError("lexicon_field", name="progress", field=field)
    tasks = any_of(lists["tasks"])
    filler = any_of(
        [*lists["tasks"], *lists["done"], *lists["link"], *_flat(lists["times"]), *_flat(lists["horizons"])]
    )
    schedule = lists["schedule"]
    return Words(
        tasks=re.compile(tasks),
        horizons=re.compile(_horizons(lists, tasks)),
        yearly=re.compile(any_of(lists["yearly"])),
        yearly_of_many=re.compile(any_of(lists["yearly_of_many"])),
        money=re.compile(rf"{any_of(lists['money'])}+"),
        physical=re.compile(any_of(lists["physical"])),
        done=re.compile(any_of(lists["done"])),
        filler=regex.compile(rf"\([^()]*\)|{filler}|[^\p{{Han}}a-zA-Z]"),
        owed=re.compile(any_of(lists["owed"])),
        given=re.compile(_OUGHT + any_of(lists["given"])),
        fulfilled=re.compile(any_of(lists["fulfilled"])),
        over_task=re.compile(
            rf"{any_of(lists['over_task'])}(?!过)[^,。;\d]{{0,12}}{tasks}(?:的|约|近)?$|超额(?:完成)?$"
        ),
        limits=re.compile(rf"(?<!不){any_of(lists['limits'])}"),
        costs=re.compile(any_of(lists["costs"])),
        tail=re.compile(rf"(?:{'|'.join(lists['tails'])})$"),
        aside=re.compile(rf"\s*{any_of(lists['asides'])}"),
        each=re.compile(any_of(lists["each"])),
        set=re.compile(_OUGHT + any_of(lists["set"])),
        schedule=re.compile(
            rf"(?:(?P<over>{any_of(schedule['over'])})|(?P<under>{any_of(schedule['under'])}))[^,。;\d]{{0,6}}"
            rf"{any_of(schedule['names'])}[^,。;\d]{{0,4}}$"
        ),
    )


def _horizons(lists: dict[str, dict[str, list[str]]], tasks: str) -> str:
    """Return a pattern whose named groups are the horizons: 上半年目标任务 is half, but 上半年完成年度任务 year."""
    infix = r"(?:(?!完成|实现|占|(?<!下)达|已|执行|为|到位|半年|季度)[^,。;:()\d%]){0,8}?"
    alternatives = []
    for horizon in ("half", "quarter", "project", "year"):
        forms = [rf"{any_of(lists['times'][horizon])}{infix}{tasks}"]
        if horizon == "year":
            forms.append(rf"\d{{4}}年度?{infix}{tasks}")
        if lists["horizons"][horizon]:
            forms.append(any_of(lists["horizons"][horizon]))
        if lists["adjacent"].get(horizon):
            forms.append(rf"(?<![半一二两三四五六七八九十多近]){any_of(lists['adjacent'][horizon])}(?:计划)?{tasks}")
        alternatives.append(rf"(?P<{horizon}>{'|'.join(forms)})")
    return "|".join(alternatives)


def _flat(by_key: dict[str, list[str]]) -> list[str]:
    return [word for words_ in by_key.values() for word in words_]
