"""How departments stand: the counts behind the overview's sentence, its board and what could not be read."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from guoban.reporting import tasks

Row = Mapping[Hashable, Any]
# XX县财政局, ××局, 某局, **街道: names that the source itself masks.
MASKED_NAME = re.compile(r"[XxＸｘ×✕*＊○\u3007]{2,}|\u67d0")


@dataclass(frozen=True, slots=True)
class Standing:
    """The counts of the leading sentence. `judged` is done, ahead and behind; `kept` is done and ahead."""

    departments: int
    reporting: int
    tasks: int
    judged: int
    kept: int
    behind: int
    cards: int
    carded_departments: int
    by_status: Mapping[str, int]
    by_card: Mapping[str, int]

    @property
    def kept_share(self) -> float | None:
        """The share of judged tasks that are done or ahead, in percent."""
        return self.kept / self.judged * 100 if self.judged else None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the board: a department or a type. `report_id` is the first report's; `worst` the task with the
    largest shortfall, None where none is behind."""

    value: str
    report_id: str
    reports: int
    metrics: int
    by_status: Mapping[str, int]
    red: int
    yellow: int
    worst: Row | None

    @property
    def total(self) -> int:
        return sum(self.by_status.values())


def standing(reports: pd.DataFrame, rows: pd.DataFrame) -> Standing:
    """Return how the departments of `reports` stand on `rows`, their tasks."""
    statuses, cards = rows["status"].value_counts(), rows["card"].value_counts()
    by_status = {status: int(statuses.get(status, 0)) for status in tasks.STATUS_ORDER}
    by_card = {card: int(cards.get(card, 0)) for card in ("red", "yellow")}
    kept = by_status["done"] + by_status["ahead"]
    return Standing(
        departments=count_departments(reports),
        reporting=count_departments(reports[reports["report_id"].isin(rows["report_id"])]),
        tasks=len(rows),
        judged=kept + by_status["behind"],
        kept=kept,
        behind=by_status["behind"],
        cards=sum(by_card.values()),
        carded_departments=count_departments(
            reports[reports["report_id"].isin(rows.loc[rows["card"] != "", "report_id"])]
        ),
        by_status=by_status,
        by_card=by_card,
    )


def count_departments(reports: pd.DataFrame) -> int:
    """Return how many departments report; reports that name none count one each."""
    named = reports["department"] != ""
    return int(reports.loc[named, "department"].nunique()) + int((~named).sum())


def board(reports: pd.DataFrame, rows: pd.DataFrame, metrics: pd.DataFrame, column: str) -> list[Line]:
    """Return a line for each value of `column` (department, type).

    Sorted by red cards, yellow cards, tasks behind, the worst gap; those without tasks come last, in text order.
    """
    owners = reports.set_index("report_id")[column]
    measured = metrics["report_id"].map(owners).value_counts()
    statuses = rows.groupby([column, "status"]).size().to_dict()
    cards = rows.groupby([column, "card"]).size().to_dict()
    behind = rows[rows["status"] == "behind"].sort_values("lead", kind="stable", na_position="last")
    worst = {row[column]: row for row in behind.drop_duplicates(column).to_dict("records")}
    firsts = reports.drop_duplicates(column).set_index(column)["report_id"]
    sizes = reports[column].value_counts().to_dict()
    lines = [
        Line(
            value=str(value),
            report_id=str(report_id),
            reports=int(sizes[value]),
            metrics=int(measured.get(value, 0)),
            by_status={status: int(statuses.get((value, status), 0)) for status in tasks.STATUS_ORDER},
            red=int(cards.get((value, "red"), 0)),
            yellow=int(cards.get((value, "yellow"), 0)),
            worst=worst.get(value),
        )
        for value, report_id in firsts.items()
    ]
    return sorted(lines, key=_rank)


def _rank(line: Line) -> tuple[Any, ...]:
    worst = line.worst["lead"] if line.worst is not None else 0.0
    return (
        not line.total, -line.red, -line.yellow, -line.by_status["behind"], 0.0 if pd.isna(worst) else worst,
        -line.total,
    )  # fmt: skip


def most_masked(metrics: pd.DataFrame, most: int = 2) -> list[tuple[str, int]]:
    """Return the departments with the most redacted values, with their counts."""
    counts = metrics.loc[metrics["redacted"], "department"].value_counts()
    return [(str(name), int(count)) for name, count in counts.head(most).items()]


def reasons(rows: pd.DataFrame) -> list[tuple[str, int]]:
    """Return why tasks are not judged, with counts, the most frequent first."""
    counts = rows.loc[rows["status"] == "unknown", "reason"].value_counts()
    return [(str(reason), int(count)) for reason, count in counts.items()]


def masked_departments(reports: pd.DataFrame) -> Sequence[str]:
    """Return the departments whose names the source masks."""
    return [name for name in dict.fromkeys(reports["department"]) if MASKED_NAME.search(name)]
