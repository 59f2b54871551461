"""What a paper is made from: a compilation, the reports and tasks that were chosen, and how they are judged."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from guoban.compilation import Compilation
from guoban.reporting.joined import join, reviewed
from guoban.reporting.tasks import RED_POINTS, YELLOW_POINTS, tasks, unmet_targets


@dataclass(frozen=True, slots=True)
class Matter:
    """`reports`, `metrics` and `tasks` are those chosen, the latter two with their report's columns.

    `tasks` is as `tasks.tasks` returns it; `unmet` are the targets of the chosen reports that no task pairs with
    something done. `yellow` and `red` are the card thresholds in percentage points. `filters` says in words what was
    chosen (部门类型：水利、交通), empty where everything is.
    """

    compilation: Compilation
    reports: pd.DataFrame
    metrics: pd.DataFrame
    tasks: pd.DataFrame
    unmet: pd.DataFrame
    yellow: int
    red: int
    filters: tuple[str, ...] = ()

    @property
    def period(self) -> str:
        """The time that most of the chosen reports review: 2024年上半年."""
        return reviewed(self.reports)


def matter(  # noqa: PLR0913  (each a choice of the office; by name only)
    compilation: Compilation,
    *,
    report_ids: Collection[str] | None = None,
    progress_ids: Collection[str] | None = None,
    yellow: int = YELLOW_POINTS,
    red: int = RED_POINTS,
    filters: Collection[str] = (),
) -> Matter:
    """Return the matter of a paper: the reports `report_ids` and of their tasks those in `progress_ids`.

    None chooses all. A target counts as unmet by all tasks, not only by the chosen ones.
    """
    joined = join(compilation)
    reports, metrics, progress = compilation.reports, joined.metrics, joined.progress
    if report_ids is not None:
        wanted = list(report_ids)
        reports, metrics, progress = (one[one["report_id"].isin(wanted)] for one in (reports, metrics, progress))
    rows = tasks(progress, metrics, yellow, red)
    if progress_ids is not None:
        rows = rows[rows["progress_id"].isin(list(progress_ids))]
    return Matter(compilation, reports, metrics, rows, unmet_targets(metrics, progress), yellow, red, tuple(filters))
