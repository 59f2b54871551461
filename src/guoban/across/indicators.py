"""Indicators that mean the same: 固投 and 固定资产投资, but not 工业投资, and not 全社会固定资产投资."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

import pandas as pd
import regex
from rapidfuzz.distance import OSA

from guoban.across.names import Confidence, Link, Proposal, Reason, by_weight, clusters, proposal
from guoban.across.spelling import bare, full_words, marks_out
from guoban.lexicon import load
from guoban.progress.words import any_of

_SURE: dict[Reason, Confidence] = {"marks": "high", "abbreviation": "high", "wording": "medium", "typing": "low"}
# A name shorter than this differs by one sign from too many others.
_LEAST_TYPED = 6
# The right name is at least this often what the wrong one is, and the wrong one no more often than this.
_TIMES, _MOST = 3, 2
_NUMBERS = regex.compile(r"[\d一二三四五六七八九十百千万亿两]+")
_CONFLICT = ["report_id", "measure", "base_unit", "role", "period", "compare"]


def propose_indicators(rows: pd.DataFrame) -> tuple[Proposal, ...]:
    """Return the clusters of indicator names that seem to mean the same, the surest first; counts are metrics.

    `rows` are `facts` (`indicator`, `report_id`, `measure`, `base_unit`, `role`, `period`, `compare`, `value`, `high`,
    `amount`, `redacted`, `sentence`). Names are joined where they differ by marks, by short words of the lexicon, or by words
    that say no more than that something was done, and for typing errors of long names. Two names that stand in one report
    for the same time with different values are two things.
    """
    counts: Mapping[str, int] = Counter(rows.loc[rows["indicator"] != "", "indicator"])
    links = [*_links_by_words(counts), *_typing_links(counts, rows)]
    names = {name for link in links for name in (link.left, link.right)}
    conflicts = _conflicts(rows[rows["indicator"].isin(names)], links)

    def opposed(left: str, right: str) -> bool:
        return frozenset((left, right)) in conflicts

    def fullness(name: str) -> tuple[bool, bool, int]:
        return marks_out(name) == bare(name), full_words(name) == marks_out(name), counts[name]

    made = (proposal("indicator", found, used, counts, fullness) for found, used in clusters(links, opposed))
    return by_weight(made)


def _links_by_words(counts: Mapping[str, int]) -> Iterator[Link]:
    """Yield the links of each name to the most frequent of those that share its bare form."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        groups[bare(name)].append(name)
    for names in groups.values():
        if len(names) > 1:
            first, *others = sorted(names, key=lambda name: (-counts[name], name))
            yield from (_worded(first, other) for other in others)


def _worded(left: str, right: str) -> Link:
    reason: Reason = "wording"
    if marks_out(left) == marks_out(right):
        reason = "marks"
    elif full_words(left) == full_words(right):
        reason = "abbreviation"
    return Link(left, right, reason, _SURE[reason])


def _typing_links(counts: Mapping[str, int], rows: pd.DataFrame) -> Iterator[Link]:
    """Yield the links of rare names to frequent ones that differ by one sign, where the odd signs stand nowhere else."""
    pairs = list(_near(counts))
    if not pairs:
        return
    text = "\n".join({*rows["sentence"], *counts})
    for wrong, right in pairs:
        own = text.count(wrong)
        if all(text.count(pair) <= own for pair in _odd_pairs(wrong, right)):
            yield Link(wrong, right, "typing", _SURE["typing"])


def _near(counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield (rare, frequent) names that are one sign apart: each shares what is left without one of its signs."""
    often: dict[str, list[str]] = defaultdict(list)
    for name, count in counts.items():
        if count >= _TIMES and len(name) >= _LEAST_TYPED:
            for key in _shortened(name):
                often[key].append(name)
    for wrong, count in counts.items():
        if count <= _MOST and len(wrong) >= _LEAST_TYPED:
            near = {right for key in _shortened(wrong) for right in often.get(key, ())}
            found = (right for right in near if counts[right] >= count * _TIMES and _is_slip(wrong, right))
            yield from ((wrong, right) for right in sorted(found))


def _shortened(name: str) -> set[str]:
    """Return the name and what is left of it without any one sign."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def _is_slip(wrong: str, right: str) -> bool:
    """Tell whether one sign is too many, missing, wrong or out of its place, and no number or telling word is another."""
    if OSA.distance(wrong, right, score_cutoff=1) != 1 or bare(wrong) == bare(right):
        return False
    if _NUMBERS.findall(wrong) != _NUMBERS.findall(right):
        return False
    telling = _telling_words()
    return sorted(telling.findall(wrong)) == sorted(telling.findall(right))


def _odd_pairs(wrong: str, right: str) -> set[str]:
    """Return the pairs of neighbouring signs that only the wrong name has."""
    return {wrong[at : at + 2] for at in range(len(wrong) - 1)} - {right[at : at + 2] for at in range(len(right) - 1)}


def _telling_words() -> "regex.Pattern[str]":
    """Return a pattern for the words that make two indicators two: 进口 and 出口, 省级 and 市级, 签约 and 开工, 新增."""
    lists = load("linking")
    stages = [word for words in lists["stages"].values() for word in words]
    return regex.compile(any_of([*lists["alone"], *stages, *lists["flow"], *lists["stock"], *lists["cumulative"]]))


def _conflicts(rows: pd.DataFrame, links: list[Link]) -> set[frozenset[str]]:
    """Return the pairs of names that one report gives different values for the same time, measure and unit."""
    linked: dict[str, set[str]] = defaultdict(set)
    for link in links:
        linked[bare(link.left)] |= {link.left, link.right}
    group = {name: key for key, names in linked.items() for name in names}
    told = rows[~rows["redacted"] & rows["value"].notna()]
    told = told.assign(group=told["indicator"].map(group), shown=told["amount"].fillna(told["value"]))
    told = told.assign(shown=told.groupby(["shown", "high"], dropna=False).ngroup())
    found: set[frozenset[str]] = set()
    for _, same in told.groupby(["group", *_CONFLICT], sort=False):
        if same["indicator"].nunique() < 2:
            continue
        values = same.groupby("indicator")["shown"].agg(set)
        found |= {
            frozenset((left, right))
            for left, right in combinations(values.index, 2)
            if not values[left] & values[right]
        }
    return found
