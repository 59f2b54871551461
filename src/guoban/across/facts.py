"""The rows that comparisons read: the metrics of one or several compilations, each with its report's columns."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from guoban.progress.schedule import Months, covered_months, months_of
from guoban.records import Department, Report
from guoban.tables import METRICS, PROGRESS, REPORTS, SECTIONS, Tables

# The columns of a report that its metrics carry.
REPORT_FIELDS = ("compilation_id", "title", "department", "type", "level", "region", "year", "span")
# What a result row rests on: the place in the text and the words around it.
EVIDENCE = (
    "compilation_id", "report_id", "metric_id", "start", "end", "text", "sentence_start", "sentence_end", "sentence",
)  # fmt: skip
_NAMES = {(0, 12): "year", (0, 6): "H1", (6, 6): "H2", (0, 3): "Q1", (3, 3): "Q2", (6, 3): "Q3", (9, 3): "Q4"}
_EMPTY = Tables(
    *(
        pd.DataFrame({name: pd.Series(dtype=str(column.dtype)) for name, column in schema.columns.items()})
        for schema in (REPORTS, SECTIONS, METRICS, PROGRESS)
    )
)


class Time(NamedTuple):
    """The months that a row covers, as a year and a scope that is the same for the same months of any year.

    `scope` is year, H1, H2, Q1 to Q4, or months like 01-05; a span over several years names their number too. Both are
    empty where the time is not told; then `first` and `last` are -1. `told`: by the row itself, not by its report.
    """

    year: int
    scope: str
    first: int
    last: int
    told: bool


def facts(tables: Tables | Iterable[Tables]) -> pd.DataFrame:
    """Return the metrics of `tables` with `REPORT_FIELDS` and the `heading` that each stands under.

    The rows keep the order of the tables and are numbered from 0; no tables give no rows, with the same columns.
    """
    given = [tables] if isinstance(tables, Tables) else list(tables)
    return pd.concat([_joined(one) for one in given or [_EMPTY]], ignore_index=True)


def _joined(tables: Tables) -> pd.DataFrame:
    reports = tables.reports.set_index("report_id")[list(REPORT_FIELDS)]
    headings = dict(zip(tables.sections["section_id"], tables.sections["heading"], strict=True))
    rows = tables.metrics.join(reports, on="report_id")
    found = [headings.get(section_id, "") for section_id in rows["section_id"]]
    return rows.assign(heading=pd.Series(found, index=rows.index, dtype="str"))


def named(frame: pd.DataFrame, column: str) -> pd.Series:
    """Return the names to go by: the column that `apply_merges` made where there is one, else the original."""
    canonical = canonical_column(column)
    return frame[canonical if canonical in frame else column]


def canonical_column(column: str) -> str:
    return f"canonical_{column}"


def with_time(rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with `time_year` (0: not told), `scope`, `first_month`, `last_month` and `time_told`."""
    years = rows["year"].fillna(0).astype("int64")
    times = [
        time_of(period, role, year, span)
        for period, role, year, span in zip(rows["period"], rows["role"], years, rows["span"], strict=True)
    ]
    found = pd.DataFrame(times, columns=list(Time._fields), index=rows.index)
    return rows.assign(
        time_year=found["year"].astype("int64"),
        scope=found["scope"].astype("str"),
        first_month=found["first"].astype("int64"),
        last_month=found["last"].astype("int64"),
        time_told=found["told"].astype("bool"),
    )


@lru_cache(maxsize=1 << 14)
def time_of(period: str, role: str, year: int, span: str) -> Time:
    """Return the time of a metric of a report of `year` (0: not told) and `span`.

    Something done covers its own period as far as the report goes, and the report's time where it names none. What is
    wanted, expected or compared with covers what it names.
    """
    told = months_of(period)
    months = covered_months(period, report_of(year, span)) if role == "actual" else told
    if months is None:
        return Time(0, "", -1, -1, told=False)
    return Time(months.first // 12, scope_of(months), months.first, months.last, told=told is not None)


def scope_of(months: Months) -> str:
    """Return the name of a stretch of months without its year: H1, 01-05, Q1; 3 years beginning in January is 01+36."""
    start, length = months.first % 12, months.last - months.first + 1
    if (start, length) in _NAMES:
        return _NAMES[start, length]
    if start + length > 12:
        return f"{start + 1:02d}+{length}"
    return f"{start + 1:02d}" if length == 1 else f"{start + 1:02d}-{start + length:02d}"


@lru_cache(maxsize=1 << 10)
def report_of(year: int, span: str, level: str = "") -> Report:
    """Return a bare report that tells its time and level, for the rules that ask for no more."""
    return Report(0, "", 0, 0, 0, Department("", "", "", level, ""), year or None, span)


def take(rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the columns of `rows` that `names` lists, by their new names."""
    return rows[list(names)].rename(columns=dict(names))
