"""Filters by value with counts beside them, as plain functions over frames; `filters` draws them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

Chosen = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Facet:
    """A column to filter by: `name` in the address, `label` in Chinese, `word` turns a value into its display word."""

    name: str
    label: str
    column: str
    word: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class WayOut:
    """An active filter with its chosen words, and how many rows remain when it is dropped."""

    name: str
    label: str
    words: tuple[str, ...]
    remaining: int


def keep(frame: pd.DataFrame, facets: Sequence[Facet], chosen: Chosen, leave_out: str = "") -> pd.DataFrame:
    """Return the rows that pass every facet with chosen values, the facet `leave_out` excepted."""
    for facet in facets:
        wanted = chosen.get(facet.name)
        if wanted and facet.name != leave_out:
            frame = frame[frame[facet.column].isin(list(wanted))]
    return frame


def counts(frame: pd.DataFrame, facets: Sequence[Facet], chosen: Chosen, facet: Facet) -> dict[str, int]:
    """Return for each value of `facet` in `frame` how many rows it has under the other facets."""
    every = list(dict.fromkeys(frame[facet.column]))
    found = keep(frame, facets, chosen, leave_out=facet.name)[facet.column].value_counts()
    return {value: int(found.get(value, 0)) for value in every}


def ways_out(frame: pd.DataFrame, facets: Sequence[Facet], chosen: Chosen) -> tuple[WayOut, ...]:
    """Return the active filters, each with the rows that remain without it."""
    return tuple(
        WayOut(
            facet.name,
            facet.label,
            tuple(facet.word(value) for value in chosen[facet.name]),
            len(keep(frame, facets, chosen, leave_out=facet.name)),
        )
        for facet in facets
        if chosen.get(facet.name)
    )
