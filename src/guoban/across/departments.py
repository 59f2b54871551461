"""Departments that mean the same: 市经信局, 市经济和信息化局 and XX市经济和信息化局."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from guoban.across.bodies import Body, read_body, region_place, relation
from guoban.across.names import Confidence, Link, Proposal, Reason, by_weight, clusters, proposal

# How sure a reason is where both names stand for one place.
_SURE: dict[Reason, Confidence] = {
    "marks": "high", "wording": "high", "abbreviation": "high", "subsequence": "medium",
    "field": "low", "ending": "low", "typing": "low",
}  # fmt: skip
# These say that the names are one by their signs; two reports of one time are no evidence against that.
_WRITTEN = frozenset({"marks", "wording", "abbreviation"})
_LOWER: dict[Confidence, Confidence] = {"high": "medium", "medium": "low", "low": "low"}


@dataclass(frozen=True, slots=True)
class _Named:
    """A department as the reports have it. `places`: its area, told by the name, else by its reports' regions."""

    body: Body
    count: int
    level: str
    places: frozenset[str]
    times: frozenset[tuple[str, int, str]]

    @property
    def name(self) -> str:
        return self.body.name


def propose_departments(reports: pd.DataFrame) -> tuple[Proposal, ...]:
    """Return the clusters of departments that seem to be one body, the surest first; counts are reports.

    Joined are names of one level and one place whose works say the same (see `bodies.relation`). A name without its place is
    joined to one with it only where it could be no other: where both 临沚市 and 澜川市 have such a bureau, 市教育局 stays alone.
    Names of two places, and names that report for the same time in one compilation, are not joined, the latter but for
    names that only write the same words otherwise: these are marked `together`.
    """
    found = _departments(reports)
    by_name = {one.name: one for one in found}
    links = list(_links(found))
    counts = {one.name: one.count for one in found}

    def opposed(left: str, right: str) -> bool:
        one, other = by_name[left], by_name[right]
        return one.level != other.level or bool(one.places and other.places and one.places != other.places)

    def fullness(name: str) -> tuple[bool, bool, bool, bool, int, int]:
        body = by_name[name].body
        return len(name.split()) == 1, not body.extra, bool(body.place), not body.redacted, len(body.work), len(name)

    made = (proposal("department", names, used, counts, fullness) for names, used in clusters(links, opposed))
    return by_weight(made)


def _departments(reports: pd.DataFrame) -> list[_Named]:
    found = []
    for name, rows in reports[reports["department"] != ""].groupby("department", sort=True):
        body = read_body(str(name))
        level = body.level or str(rows["level"].mode().iloc[0])
        regions = {place for region in set(rows["region"]) if (place := region_place(region, level))}
        places = frozenset({body.place} if body.place else regions)
        years = rows["year"].fillna(0).astype("int64")
        times = frozenset(zip(rows["compilation_id"], years, rows["span"], strict=True))
        found.append(_Named(body, len(rows), level, places, times))
    return found


def _links(found: list[_Named]) -> Iterator[Link]:
    """Yield the links between names whose works say the same."""
    by_work: dict[tuple[str, str], list[_Named]] = defaultdict(list)
    for one in found:
        by_work[one.level, one.body.full].append(one)
    works: dict[str, list[list[_Named]]] = defaultdict(list)
    for (level, _), names in by_work.items():
        works[level].append(names)
        yield from _links_among(names, names)
    for groups in works.values():
        for left, right in combinations(groups, 2):
            if relation(left[0].body, right[0].body) is not None:
                yield from _links_among(left, right)


def _links_among(left: list[_Named], right: list[_Named]) -> Iterator[Link]:
    places = {place for one in (*left, *right) for place in one.places}
    pairs = combinations(left, 2) if left is right else ((one, other) for one in left for other in right)
    for one, other in pairs:
        link = _link(one, other, places)
        if link:
            yield link


def _link(one: _Named, other: _Named, places: set[str]) -> Link | None:
    """Return the link of two names, None where their places or their reports speak against it.

    `places` are all that have such a body: a name without its place could be of any of them.
    """
    reason = relation(one.body, other.body)
    if reason is None or len(one.places) > 1 or len(other.places) > 1:
        return None
    if one.body.extra and other.body.extra and one.body.extra != other.body.extra:
        return None
    sure = _SURE[reason]
    together = bool(one.times & other.times)
    if together and reason not in _WRITTEN:
        return None
    if one.places != other.places and ((one.places and other.places) or len(places) > 1):
        return None
    if one.places != other.places or one.body.redacted != other.body.redacted:
        sure, reason = _LOWER[sure], "place" if reason == "wording" else reason
    if one.body.extra != other.body.extra:
        sure = _LOWER[sure]
    return Link(one.name, other.name, reason, _LOWER[sure] if together else sure, together)
