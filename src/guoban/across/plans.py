"""What a plan names, a project, a campaign, a place to be built, and a later report never comes back to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import pandas as pd
import regex

from guoban.across.mentions import around, find_words
from guoban.across.passages import Told, told_words
from guoban.lexicon import load
from guoban.progress.words import any_of
from guoban.structure.words import words_of
from guoban.tables import Tables

_NONE: Mapping[str, str] = MappingProxyType({})
_CLAUSE = regex.compile(r"[^,。;:!?、()\n]+")
# 投资5000万元以上项目 and 引水调蓄等重大项目 are kinds of things
_NO_NAME = regex.compile(r"[“”的等未]|元|低于|高于|以上|以下")
_LEAST_STEM, _LONGEST = 2, 18
COLUMNS = (
    "department", "region", "name", "compilation_id", "report_id", "start", "end", "text", "sentence_start",
    "sentence_end", "sentence", "later_report_ids",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Named:
    """A thing that a plan names, where, and the words to ask a later report for."""

    name: str
    stem: str
    start: int
    end: int


def never_mentioned(
    earlier: Iterable[Tables],
    later: Iterable[Tables],
    departments: Mapping[str, str] = _NONE,
) -> pd.DataFrame:
    """Return what the plan sections of `earlier` reports name and no `later` report of the same department speaks of.

    One row a name: `department`, `region`, `name`, its place and sentence in the plan, and `later_report_ids`, the reports
    that were asked. A weak sign only: a later report may call the thing by other words. Departments without a later report
    are left out. `departments` are names merged.
    """
    after = told_words(later, departments)
    rows = [
        row
        for department, before in told_words(earlier, departments).items()
        for report in before
        for row in _of_report(report, _same_body(report, after.get(department, [])))
    ]
    offsets = ("start", "end", "sentence_start", "sentence_end")
    kinds = {name: "int64" if name in offsets else "str" for name in COLUMNS if name != "later_report_ids"}
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(kinds)


def _same_body(report: Told, after: Sequence[Told]) -> list[Told]:
    return [
        one
        for one in after
        if one.report_id != report.report_id and (not (report.region and one.region) or one.region == report.region)
    ]


def _of_report(report: Told, after: Sequence[Told]) -> Iterator[dict[str, Any]]:
    if not after:
        return
    seen: set[str] = set()
    for named in plan_names(report):
        if named.name in seen or any(_is_mentioned(named, later) for later in after):
            continue
        seen.add(named.name)
        yield _row(report, named, tuple(later.report_id for later in after))


def _is_mentioned(named: _Named, later: Told) -> bool:
    folded = later.passage.folded
    return any(find_words(words, folded) for words in dict.fromkeys((named.name, named.stem)))


def plan_names(report: Told) -> Iterator[_Named]:
    """Yield the things that the plan sections of a report name, in text order."""
    done = 0
    for section in report.passage.report.sections:
        if section.role != "plan" or section.body_end <= done:
            continue
        for clause in _CLAUSE.finditer(report.passage.folded, max(section.start, done), section.body_end):
            yield from _names_in(clause.group(), clause.start())
        done = section.body_end


def _names_in(clause: str, offset: int) -> Iterator[_Named]:
    """Yield the names of a clause: 枕溪二中迁建工程 in 三季度完成枕溪二中迁建工程建设, “蓝盾”执法行动 with what is in quotes.

    重点项目 and 专项行动 name nothing.
    """
    patterns = _patterns()
    for quoted in patterns.quoted.finditer(clause):
        yield _Named(
            quoted.group(), quoted["inside"], offset + quoted.start(), offset + quoted.end()
        )  # fmt: skip
    after = 0
    for end in patterns.end.finditer(patterns.quoted.sub(lambda found: "。" * len(found.group()), clause)):
        name = _cut(clause[after : end.end()])
        after = end.end()
        stem = patterns.kinds.sub("", name.removesuffix(end.group()))
        if len(stem) >= _LEAST_STEM and len(name) <= _LONGEST and not _NO_NAME.search(name):
            yield _Named(name, name.removesuffix(end.group()), offset + end.end() - len(name), offset + end.end())


def _cut(words: str) -> str:
    """Return the name at the end of some words, without the verbs and the counts in front of it."""
    patterns = _patterns()
    verbs = list(patterns.verbs.finditer(words))
    words = words[verbs[-1].end() :] if verbs else words
    cut = patterns.front.match(words)
    while cut and cut.end():
        words = words[cut.end() :]
        cut = patterns.front.match(words)
    return words


def _row(report: Told, named: _Named, later: tuple[str, ...]) -> dict[str, Any]:
    place = around(report.passage.folded, named.start, named.end)
    return {
        "department": report.department, "region": report.region, "name": named.name,
        "compilation_id": report.compilation_id, "report_id": report.report_id,
        "start": report.start + named.start, "end": report.start + named.end,
        "text": report.text[named.start : named.end],
        "sentence_start": report.start + place.sentence_start, "sentence_end": report.start + place.sentence_end,
        "sentence": report.text[place.sentence_start : place.sentence_end], "later_report_ids": later,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Patterns:
    quoted: "regex.Pattern[str]"
    end: "regex.Pattern[str]"
    kinds: "regex.Pattern[str]"
    verbs: "regex.Pattern[str]"
    front: "regex.Pattern[str]"


@cache
def _patterns() -> _Patterns:
    """Return the patterns. Raises `LexiconError` where plans.yaml lacks a field."""
    ends, only = words_of("plans", "ends"), words_of("plans", "quoted_only")
    plain = [end for end in ends if end not in only]
    times = [word for words in load("progress")["times"].values() for word in words]
    front = any_of([*words_of("plans", "front"), *times])
    kinds = any_of([*words_of("plans", "kinds"), *ends])
    return _Patterns(
        quoted=regex.compile(rf"“(?P<inside>[^“”]{{2,12}})”\p{{Han}}{{0,6}}?(?:{any_of(ends)})(?!\p{{Han}}{{0,2}}化)"),
        end=regex.compile(rf"{any_of(plain)}(?!率|数|化|部|库|地)"),
        kinds=regex.compile(kinds),
        verbs=regex.compile(any_of(words_of("plans", "verbs"))),
        front=regex.compile(
            rf"(?:{front}|[\d.—-]+|[一二两三四五六七八九十百]+(?=[个项条座处家所]))?(?:[个项条座处家所](?!人))?"
        ),
    )
