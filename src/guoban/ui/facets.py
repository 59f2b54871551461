"""Filters by value with counts beside them, as plain functions over frames; `filters` draws them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from guoban.ui.memory import remembered

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
    passed = _passed(frame, facets, chosen, leave_out)
    return frame if passed is None else frame[passed]


def _passed(
    frame: pd.DataFrame, facets: Sequence[Facet], chosen: Chosen, leave_out: str = ""
) -> npt.NDArray[np.bool_] | None:
    """Return which rows pass; None where every row does because nothing is chosen."""
    passed: npt.NDArray[np.bool_] | None = None
    for facet in facets:
        wanted = chosen.get(facet.name)
        if wanted and facet.name != leave_out:
            codes, values = _coded(frame, facet.column)
            inside = np.isin(codes, [place for place, value in enumerate(values) if value in set(wanted)])
            passed = inside if passed is None else passed & inside
    return passed


def counts(frame: pd.DataFrame, facets: Sequence[Facet], chosen: Chosen, facet: Facet) -> dict[str, int]:
    """Return for each value of `facet` in `frame` how many rows it has under the other facets."""
    codes, values = _coded(frame, facet.column)
    passed = _passed(frame, facets, chosen, leave_out=facet.name)
    found = np.bincount(codes if passed is None else codes[passed], minlength=len(values))
    return {value: int(count) for value, count in zip(values, found, strict=True)}


def _coded(frame: pd.DataFrame, column: str) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Return the place of each row's value among the values of `column`, and these as they first come."""

    def make() -> tuple[npt.NDArray[np.int64], list[str]]:
        codes, values = pd.factorize(frame[column])
        return codes, list(values)

    return remembered((frame,), ("coded", column), make)


def total(frame: pd.DataFrame, facets: Sequence[Facet], chosen: Chosen, leave_out: str = "") -> int:
    """Return how many rows pass every facet, the facet `leave_out` excepted."""
    passed = _passed(frame, facets, chosen, leave_out)
    return len(frame) if passed is None else int(passed.sum())


def ways_out(frame: pd.DataFrame, facets: Sequence[Facet], chosen: Chosen) -> tuple[WayOut, ...]:
    """Return the active filters, each with the rows that remain without it."""
    return tuple(
        WayOut(
            facet.name,
            facet.label,
            tuple(facet.word(value) for value in chosen[facet.name]),
            total(frame, facets, chosen, leave_out=facet.name),
        )
        for facet in facets
        if chosen.get(facet.name)
    )
