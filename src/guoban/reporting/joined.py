"""The tables with their reports' columns on every row, and what a list of compilations shows."""

from dataclasses import dataclass
from typing import cast

import pandas as pd

from guoban.compilation import Compilation
from guoban.reporting import labels

REPORT_COLUMNS = ["report_id", "seq", "department", "type", "level", "region", "year"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list of compilations shows. `period` is the time most reports review: 2023年上半年."""

    id: str
    name: str
    period: str
    reports: int
    characters: int
    metrics: int
    sample: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """The tables with the report's `seq`, `department`, `type`, `level`, `region` and `year` on every row.

    In sections, which have a level of their own, the report's is `report_level`. Shared by all sessions: never
    change them in place.
    """

    sections: pd.DataFrame
    metrics: pd.DataFrame
    progress: pd.DataFrame


def join(compilation: Compilation) -> Joined:
    own = compilation.reports[REPORT_COLUMNS]
    named = own.rename(columns={"level": "report_level"})
    return Joined(
        sections=compilation.sections.merge(named, on="report_id", how="left", validate="m:1"),
        metrics=compilation.metrics.merge(own, on="report_id", how="left", validate="m:1"),
        progress=compilation.progress.merge(own, on="report_id", how="left", validate="m:1"),
    )


def summary(compilation: Compilation, *, sample: bool = False) -> Summary:
    reports = compilation.reports
    return Summary(
        id=compilation.id,
        name=compilation.name,
        period=reviewed(reports),
        reports=len(reports),
        characters=len(compilation.text),
        metrics=len(compilation.metrics),
        sample=sample,
    )


def reviewed(reports: pd.DataFrame) -> str:
    """Return the time that most of `reports` review: 2023年上半年; empty where none tells its year."""
    known = reports.loc[reports["year"].notna(), ["year", "span"]].groupby(["year", "span"], sort=False).size()
    if known.empty:
        return ""
    year, span = cast("tuple[int, str]", known.idxmax())
    return labels.span_words(int(year), str(span))
