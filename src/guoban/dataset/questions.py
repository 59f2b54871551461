"""Filters and orders, and how they are asked in SQL: columns by name from a fixed list, values always bound."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

Value = str | float | int | bool | None


@dataclass(frozen=True, slots=True)
class Filter:
    """What a row must have in `column`: one of `values` (None: nothing), between `least` and `most`, all `words`.

    What is left empty asks for nothing. Words are parted by blanks, and found anywhere, in either case.
    """

    column: str
    values: tuple[Value, ...] = ()
    least: float | str | None = None
    most: float | str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """A column to sort by; what is missing comes last."""

    column: str
    descending: bool = False


@dataclass(slots=True)
class Condition:
    """A condition under construction: its parts, and what is bound to the question marks in them."""

    parts: list[str] = field(default_factory=list)
    bound: list[Any] = field(default_factory=list)

    def add(self, part: str, *values: Any) -> None:
        self.parts.append(part)
        self.bound += values

    @property
    def sql(self) -> str:
        return " and ".join(self.parts) or "true"


def where(filters: Sequence[Filter], columns: Collection[str], leave_out: str = "") -> Condition:
    """Return the condition that `filters` make, the values that are chosen of the column `leave_out` excepted.

    Raises `ValueError` for a column that is not among `columns`.
    """
    made = Condition()
    for one in filters:
        name = quoted(one.column, columns)
        if one.values and one.column != leave_out:
            _add_values(made, name, one.values)
        if one.least is not None:
            made.add(f"{name} >= ?", one.least)
        if one.most is not None:
            made.add(f"{name} <= ?", one.most)
        for word in one.words.split():
            made.add(f"contains(lower({name}), lower(?))", word)
    return made


def _add_values(made: Condition, name: str, values: tuple[Value, ...]) -> None:
    some = [value for value in values if value is not None]
    choices = []
    if some:
        choices.append(f"{name} in ({', '.join('?' * len(some))})")
    if len(some) < len(values):
        choices.append(f"{name} is null")
    made.add(f"({' or '.join(choices)})", *some)


def order_by(orders: Sequence[Order], columns: Collection[str], last: Sequence[str]) -> str:
    """Return the order that `orders` make, with `last` behind it as it is, so that every row has its place."""
    own = [f"{quoted(one.column, columns)} {'desc' if one.descending else 'asc'} nulls last" for one in orders]
    return ", ".join([*own, *last])


def quoted(column: str, columns: Collection[str]) -> str:
    """Return `column` as SQL. Raises `ValueError` where it is not among `columns`."""
    if column not in columns:
        raise ValueError(f"no column {column}")
    return f'"{column}"'
