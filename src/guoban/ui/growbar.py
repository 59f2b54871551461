"""Bars on one axis: what grew stands right of the zero line, what fell left of it."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from guoban.ui.pane import Node, el


@dataclass(frozen=True, slots=True)
class Axis:
    """What all bars of a list share: from `low`, which is at most 0, to `high`, which is at least 0."""

    low: float
    high: float

    @classmethod
    def of(cls, values: Iterable[float]) -> "Axis":
        """Return the axis that holds zero and all `values`; missing ones do not count."""
        known = [float(value) for value in values if not pd.isna(value)]
        return cls(min([0.0, *known]), max([0.0, *known]))

    def bar(self, value: float, css: str = "plain") -> Node:
        """Return the bar of `value`; `css` is plain, or aim for a target."""
        width = (self.high - self.low) or 1.0
        return el(
            "div", "growbar",
            el("i", f"bar {css}", at=(min(float(value), 0.0) - self.low) / width * 100, size=abs(float(value)) / width * 100),
            el("i", "zero", at=-self.low / width * 100),
        )  # fmt: skip
