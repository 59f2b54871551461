"""A department's reports as the linking rules read them, made again from the tables."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from guoban.across.facts import EVIDENCE, canonical_column, facts, named
from guoban.across.merges import apply_merges
from guoban.across.spelling import without_task
from guoban.across.units import with_family
from guoban.documents.folding import fold
from guoban.progress.passage import Passage
from guoban.records import Department, Document, Metric, Report, Section
from guoban.tables import REPORTS, SECTIONS, Tables

_Row = dict[str, Any]
# The columns of a metric that its record and its evidence are made from.
_USED = tuple(
    dict.fromkeys((
        *EVIDENCE, canonical_column("indicator"), "section_id", "value", "high", "unit", "bound", "measure", "role",
        "period", "compare", "redacted", "family", "family_value", "minor",
    ))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its metrics: what the rules read (`passage`, offsets from the report's start) and where it stands.

    `places` are the evidence of the passage's metrics, in their order.
    """

    compilation_id: str
    report_id: str
    department: str
    region: str
    start: int
    text: str
    passage: Passage
    places: tuple[Mapping[str, object], ...]


def told_reports(
    tables: Iterable[Tables], departments: Mapping[str, str], indicators: Mapping[str, str]
) -> dict[str, list[Told]]:
    """Return the reports of each department, under canonical names; a report without a department is left out."""
    given = list(tables)
    every = [_by_report(rows, _USED) for rows in map(_with_names(indicators), given)]
    return _by_department(given, departments, every)


def told_words(tables: Iterable[Tables], departments: Mapping[str, str]) -> dict[str, list[Told]]:
    """Return what `told_reports` does, the passages without metrics: for who asks for words alone."""
    given = list(tables)
    return _by_department(given, departments, [{} for _one in given])


def _with_names(indicators: Mapping[str, str]) -> Callable[[Tables], pd.DataFrame]:
    def rows_of(tables: Tables) -> pd.DataFrame:
        rows = apply_merges(facts(tables), indicators, "indicator")
        return with_family(rows, named(rows, "indicator"))

    return rows_of


def _by_department(
    tables: Sequence[Tables], departments: Mapping[str, str], metrics: Sequence[Mapping[str, Sequence[_Row]]]
) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for one, rows in zip(tables, metrics, strict=True):
        sections = _by_report(one.sections, SECTIONS.columns)
        for report in _records(one.reports, REPORTS.columns):
            name = departments.get(report["department"], report["department"])
            if name:
                given = report["report_id"]
                found[name].append(_told(report, name, rows.get(given, ()), sections.get(given, ())))
    return dict(found)


def _records(frame: pd.DataFrame, names: Iterable[str]) -> list[_Row]:
    """Return the columns `names` of the rows, with None where a value is missing."""
    columns = {name: _values(frame[name]) for name in names}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _values(column: "pd.Series[Any]") -> list[Any]:
    values: list[Any] = column.tolist()
    if not column.hasnans:
        return values
    return [None if missing else value for value, missing in zip(values, column.isna().tolist(), strict=True)]


def _by_report(frame: pd.DataFrame, names: Iterable[str]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in _records(frame, names):
        found[row["report_id"]].append(row)
    return found


def _told(report: _Row, name: str, rows: Sequence[_Row], sections: Sequence[_Row]) -> Told:
    text, start = report["text"], report["start"]
    numbers = {section["section_id"]: number for number, section in enumerate(sections)}
    record = Report(
        seq=report["seq"], title=report["title"], start=0, end=len(text), body_start=0,
        department=Department(name, "", report["type"], report["level"], report["region"]), year=report["year"],
        span=report["span"], sections=tuple(_section(section, start, numbers) for section in sections),
    )  # fmt: skip
    metrics = [_metric(row, start, numbers) for row in rows]
    passage = Passage(Document("", "", text, fold(text)), record, metrics)
    places = tuple({column: row[column] for column in EVIDENCE} for row in rows)
    return Told(
        report["compilation_id"], report["report_id"], name, report["region"], start, text, passage, places
    )  # fmt: skip


def _section(row: _Row, offset: int, numbers: Mapping[str, int]) -> Section:
    return Section(
        row["start"] - offset, row["end"] - offset, row["body_end"] - offset, row["level"], row["number"],
        row["heading"], row["role"], numbers.get(row["parent_id"]),
    )  # fmt: skip


def _metric(row: _Row, offset: int, sections: Mapping[str, int]) -> Metric:
    """Return a row as a record, under its canonical indicator without the words of a task; a unit's base is its family."""
    return Metric(
        start=row["start"] - offset, end=row["end"] - offset,
        indicator=without_task(fold(row[canonical_column("indicator")])), value=row["value"], high=row["high"],
        unit=row["unit"], bound=row["bound"], measure=row["measure"], role=row["role"], period=row["period"],
        compare=row["compare"], redacted=row["redacted"], amount=row["family_value"], base_unit=row["family"],
        sentence_start=row["sentence_start"] - offset, sentence_end=row["sentence_end"] - offset,
        section=sections.get(row["section_id"]), minor=row["minor"],
    )  # fmt: skip
