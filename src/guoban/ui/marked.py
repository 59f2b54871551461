"""The metrics of one report as the panels look them up: by place, and between two places."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from guoban.ui.memory import of_report, remembered

Row = Mapping[Hashable, Any]
COLUMNS = ["report_id", "start", "end", "role", "redacted", "sentence_start", "sentence_end"]


@dataclass(frozen=True, slots=True)
class Marked:
    """The rows of a report's metrics, with the columns of `COLUMNS`, in text order."""

    rows: Sequence[Row]
    starts: Sequence[int]

    def at(self, places: Iterable[int]) -> list[Row]:
        """Return the metrics that begin at `places`, in their order; where several do, the last of them."""
        by_start = dict(zip(self.starts, self.rows, strict=True))
        return [by_start[place] for place in places if place in by_start]

    def inside(self, start: int, end: int) -> list[Row]:
        """Return the metrics whose words stand between `start` and `end`."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [row for row in self.rows[first:last] if row["end"] <= end]


def marked(metrics: pd.DataFrame, report_id: str) -> Marked:
    """Return those of `metrics`, a table that is not changed in place, that belong to a report; made once."""
    return remembered((metrics,), ("marked", report_id), lambda: _marked(metrics, report_id))


def _marked(metrics: pd.DataFrame, report_id: str) -> Marked:
    own = of_report(metrics, report_id)[COLUMNS].sort_values(["start", "end"])
    return Marked(own.to_dict("records"), own["start"].tolist())
