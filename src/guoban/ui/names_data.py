"""Names that may mean the same, as the view 名称归并 shows them: proposals of the library, what was refused, what a merge changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

import pandas as pd

from guoban import across
from guoban.across import Member, Proposal
from guoban.library import Merge, MergeKind
from guoban.library.merges import aliases
from guoban.ui.compare_data import Compared
from guoban.ui.memory import remembered

Part = Literal["canonical", "merged", "out"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A merge as a person makes it out of a proposal: the name that stays, what is taken out, what is added."""

    proposal: Proposal
    canonical: str
    out: frozenset[str] = frozenset()
    added: tuple[Member, ...] = ()

    @property
    def members(self) -> tuple[Member, ...]:
        known = {one.name for one in self.proposal.members}
        return (*self.proposal.members, *(one for one in self.added if one.name not in known))

    @property
    def names(self) -> tuple[str, ...]:
        """The names that will go by the canonical one, without it."""
        return tuple(one.name for one in self.members if one.name not in self.out and one.name != self.canonical)

    def part(self, name: str) -> Part:
        return "canonical" if name == self.canonical else "out" if name in self.out else "merged"

    def called(self, name: str) -> "Draft":
        """Return the draft with `name` as the one that stays."""
        return replace(self, canonical=name, out=self.out - {name})

    def without(self, name: str) -> "Draft":
        return self if name == self.canonical else replace(self, out=self.out | {name})

    def again_with(self, name: str) -> "Draft":
        return replace(self, out=self.out - {name})

    def with_more(self, member: Member) -> "Draft":
        return replace(self, added=(*self.added, member), out=self.out - {member.name})


@dataclass(frozen=True, slots=True)
class Change:
    """What a merge changes: rows and reports under the canonical name before and after; `together`: the times at which
    two of its names report in one compilation."""

    rows_before: int
    rows_after: int
    reports_before: int
    reports_after: int
    compilations: int
    together: tuple[str, ...]


def names_frame(data: Compared, kind: MergeKind) -> pd.DataFrame:
    """Return one row a report (departments) or a metric (indicators) with the `name` that it goes by now."""
    if kind == "department":
        reports = data.reports()
        return remembered((reports,), "names", lambda: reports.assign(name=reports["department"]))
    facts = data.facts()
    return remembered((facts,), "names", lambda: facts.assign(name=facts["canonical_indicator"]))


def counts(data: Compared, kind: MergeKind) -> dict[str, int]:
    """Return every name with its rows, the most frequent first."""
    frame = names_frame(data, kind)

    def make() -> dict[str, int]:
        found = frame.loc[frame["name"] != "", "name"].value_counts()
        return {str(name): int(count) for name, count in found.items()}

    return remembered((frame,), "counts", make)


def proposals(data: Compared, kind: MergeKind) -> tuple[Proposal, ...]:
    """Return what the rules propose for the names as they go now: what was merged is one name already."""
    frame = names_frame(data, kind)
    if kind == "department":
        return remembered((frame,), "proposed", lambda: across.propose_departments(frame))
    return remembered(
        (frame,), "proposed", lambda: across.propose_indicators(frame.assign(indicator=frame["name"]))
    )  # fmt: skip


def refused_pairs(merges: Iterable[Merge], kind: MergeKind) -> frozenset[frozenset[str]]:
    """Return the pairs of names that a person said are two things, by the names that they go by now."""
    every = [one for one in merges if one.kind == kind]
    names = aliases(one for one in every if one.active)
    pairs: set[frozenset[str]] = set()
    for one in every:
        if one.refused:
            now = sorted({names.get(name, name) for name in one.names})
            pairs |= {frozenset(pair) for pair in combinations(now, 2)}
    return frozenset(pairs)


def is_refused(proposal: Proposal, pairs: frozenset[frozenset[str]]) -> bool:
    """Tell whether all names of a proposal were said to be different things."""
    names = [one.name for one in proposal.members]
    return all(frozenset(pair) in pairs for pair in combinations(names, 2))


def change(data: Compared, kind: MergeKind, canonical: str, names: Sequence[str]) -> Change:
    """Return what merging `names` into `canonical` changes."""
    frame = names_frame(data, kind)
    own = frame[frame["name"] == canonical]
    every = frame[frame["name"].isin({canonical, *names})]
    together: tuple[str, ...] = ()
    if kind == "department":
        met = every.groupby(["compilation_id", "time", "region"])["name"].nunique()
        together = tuple(dict.fromkeys(str(time) for _id, time, _region in met[met > 1].index))
    return Change(
        len(own), len(every), own["report_id"].nunique(), every["report_id"].nunique(),
        every["compilation_id"].nunique(), together,
    )  # fmt: skip


def where(data: Compared, kind: MergeKind, name: str) -> list[str]:
    """Return where a name stands: the times of a department's reports, the departments that have an indicator."""
    frame = names_frame(data, kind)
    own = frame[frame["name"] == name]
    column = "time" if kind == "department" else "canonical_department"
    found = [str(one) for one in own[column].value_counts().index if one]
    return sorted(found) if kind == "department" else found


def effective(merges: Mapping[MergeKind, Mapping[str, str]]) -> list[across.Merge]:
    """Return the merges that say what the library's aliases say, each name once: what is exported."""
    found = []
    for kind, names in merges.items():
        by_canonical: dict[str, list[str]] = {}
        for name, canonical in names.items():
            by_canonical.setdefault(canonical, []).append(name)
        found += [across.Merge(kind, canonical, tuple(sorted(own))) for canonical, own in sorted(by_canonical.items())]
    return found


def new_of(
    given: Iterable[across.Merge], known: Mapping[MergeKind, Mapping[str, str]]
) -> tuple[list[across.Merge], int, int]:
    """Return the merges of a file that say something new, how many say nothing new, and how many of the new ones lead a
    name elsewhere than the library does."""
    every = list(given)
    new = [
        one for one in every
        if any(_now(known, one.kind, name) != _now(known, one.kind, one.canonical) for name in one.names)
    ]  # fmt: skip
    turned = [
        one for one in new if any(known[one.kind].get(name, one.canonical) != one.canonical for name in one.names)
    ]
    return new, len(every) - len(new), len(turned)


def _now(known: Mapping[MergeKind, Mapping[str, str]], kind: MergeKind, name: str) -> str:
    return known[kind].get(name, name)
