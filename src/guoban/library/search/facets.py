"""Counts put in order under filters, and beside them: what is found for each value, the others staying as they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from guoban.library.search.counting import Counted
from guoban.library.search.records import FACETS, FacetName, FacetValue, SearchFilters, Value, Within

# The filters on a property of a report.
_OF_REPORTS: tuple[FacetName, ...] = ("compilations", "types", "departments", "levels", "years")


@dataclass(frozen=True, slots=True)
class Arranged:
    """The reports that filters leave, each with its hits, in the order of the results; and the values of each filter."""

    reports: Sequence[tuple[Counted, int]]
    hits: int
    facets: Mapping[FacetName, tuple[FacetValue, ...]]


def arrange(reports: Sequence[Counted], filters: SearchFilters) -> Arranged:
    found = kept(reports, filters)
    return Arranged(found, sum(hits for _one, hits in found), facets(reports, filters))


def kept(reports: Iterable[Counted], filters: SearchFilters) -> list[tuple[Counted, int]]:
    """Return the reports that `filters` leave, with their hits, in the order that they ask for."""
    active = _active(filters)
    found = [
        (one, hits)
        for one in reports
        if not (active and _failing(one, active)) and (hits := one.tally.hits(filters.within, filters.roles))
    ]
    found.sort(key=lambda pair: (pair[0].facts["compilation_id"], pair[0].facts["seq"], pair[0].facts["report_id"]))
    found.sort(key=lambda pair: pair[0].facts["added_at"], reverse=True)
    if filters.order == "hits":
        found.sort(key=lambda pair: -pair[1])
    return found


def facets(reports: Sequence[Counted], filters: SearchFilters) -> dict[FacetName, tuple[FacetValue, ...]]:
    """Return the values of each filter with their counts, the most frequent first; chosen values are there at 0 too."""
    sums: dict[FacetName, dict[Value, list[int]]] = {
        name: {value: [0, 0] for value in _chosen(filters, name)} for name in FACETS
    }
    labels = {str(one.facts["compilation_id"]): str(one.facts["compilation"]) for one in reports}
    active = _active(filters)
    for one in reports:
        failing = _failing(one, active) if active else ()
        if len(failing) > 1:
            continue
        hits = one.tally.hits(filters.within, filters.roles)
        for name in failing or _OF_REPORTS:
            _count(sums[name], one.values[name], hits)
        if not failing:
            for role in one.tally.text if filters.within == "text" else one.tally.metrics:
                _count(sums["roles"], role, one.tally.hits(filters.within, (role,)))
            for within in get_args(Within):
                here = hits if within == filters.within else one.tally.hits(within, filters.roles)
                _count(sums["within"], within, here)
    return {name: _values(found, labels if name == "compilations" else {}) for name, found in sums.items()}


def _chosen(filters: SearchFilters, name: FacetName) -> tuple[Value, ...]:
    return get_args(Within) if name == "within" else getattr(filters, name)


def _active(filters: SearchFilters) -> dict[FacetName, tuple[Value, ...]]:
    """Return the filters on reports in which something is chosen, with what is."""
    return {name: chosen for name in _OF_REPORTS if (chosen := getattr(filters, name))}


def _failing(one: Counted, active: Mapping[FacetName, Sequence[Value]]) -> Sequence[FacetName]:
    """Return those of the `active` filters that leave `one` out."""
    return [name for name, chosen in active.items() if one.values[name] not in chosen]


def _count(sums: dict[Value, list[int]], value: Value, hits: int) -> None:
    if hits:
        counts = sums.setdefault(value, [0, 0])
        counts[0] += 1
        counts[1] += hits


def _values(sums: Mapping[Value, Sequence[int]], labels: Mapping[str, str]) -> tuple[FacetValue, ...]:
    found = (
        FacetValue(value, labels.get(str(value), "" if value is None else str(value)), reports, hits)
        for value, (reports, hits) in sums.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.reports, -one.hits, one.label)))
