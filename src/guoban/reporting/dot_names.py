"""Which dots of a chart bear their names: at the ends, beside the dot, and only where nothing else stands there.

What bears no name is told by pointing at its dot, and by the table.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

Row = Mapping[Hashable, Any]
Side = Literal["left", "right"]

HIGH, LOW = 3, 2
NAME_CHARACTERS = 12
CHARACTER_SHARE = 0.028  # of the axis: 11.5 px of 410, what the chart has in a narrow window
DOT_SHARE = 0.022  # from the middle of a dot to the next thing that is beside it


@dataclass(frozen=True, slots=True)
class Named:
    """A row whose name stands at the `side` of its dot."""

    row: Row
    name: str
    side: Side


def named(
    rows: pd.DataFrame, actual: pd.DataFrame, medians: Mapping[str, float], ends: tuple[float, float]
) -> list[Named]:
    """Return the three highest and the two lowest of `actual` whose names find a place.

    `rows` are all that is drawn, `medians` the ticks by department, `ends` those of the axis.
    """
    low, high = ends
    width = (high - low) or 1.0
    taken: dict[str, list[tuple[float, float]]] = {}
    for department, value in [*zip(rows["department"], rows["value"], strict=True), *medians.items()]:
        place = (float(value) - low) / width
        taken.setdefault(str(department), []).append((place, place))
    ranked = actual.sort_values("value", ascending=False, kind="stable")
    found = []
    for row, sides in _ends(ranked):
        name = _short(str(row["indicator"] or row["text"]))
        place, line = (float(row["value"]) - low) / width, taken[str(row["department"])]
        for side in sides:
            span = _span(place, len(name), side)
            if span[0] >= 0 and span[1] <= 1 and not _meets(span, line):
                line.append(span)
                found.append(Named(row, name, side))
                break
    return found


def _ends(ranked: pd.DataFrame) -> Iterable[tuple[Row, Sequence[Side]]]:
    highest = ranked.head(HIGH).to_dict("records")
    lowest = ranked.iloc[HIGH:].iloc[::-1].head(LOW).to_dict("records")
    yield from ((row, ("right", "left")) for row in highest)
    yield from ((row, ("left", "right")) for row in lowest)


def _span(place: float, characters: int, side: Side) -> tuple[float, float]:
    width = characters * CHARACTER_SHARE
    return (place + DOT_SHARE, place + DOT_SHARE + width) if side == "right" else (place - DOT_SHARE - width, place - DOT_SHARE)  # fmt: skip


def _meets(span: tuple[float, float], taken: Iterable[tuple[float, float]]) -> bool:
    """Return whether `span` comes closer than half a dot to what stands on the line."""
    near = DOT_SHARE / 2
    return any(start < span[1] + near and end > span[0] - near for start, end in taken)


def _short(name: str) -> str:
    return name if len(name) <= NAME_CHARACTERS else name[: NAME_CHARACTERS - 1] + "…"
