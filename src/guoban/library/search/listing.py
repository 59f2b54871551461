"""The reports of the library as results and filters name them, the same for every question."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from guoban.library.schema import compilations, report_facts
from guoban.library.search.records import FacetName, Value


@dataclass(frozen=True, slots=True)
class Listed:
    """A report: its columns, and its own values for the filters on reports."""

    facts: Mapping[str, Any]
    values: Mapping[FacetName, Value]


def listed(connection: Connection, departments: Mapping[str, str]) -> dict[str, Listed]:
    """Return all reports outside the bin by identifier; `departments` are names with those they were merged into."""
    columns = [column for column in report_facts.columns if column.name != "digest"]
    query = (
        select(*columns, compilations.c.name.label("compilation"), compilations.c.added_at)
        .join(compilations, compilations.c.id == report_facts.c.compilation_id)
        .where(compilations.c.binned_at == "")
    )
    return {row["report_id"]: _listed(dict(row), departments) for row in connection.execute(query).mappings()}


def _listed(facts: dict[str, Any], departments: Mapping[str, str]) -> Listed:
    facts["department"] = departments.get(facts["department"], facts["department"])
    return Listed(
        facts,
        {
            "compilations": facts["compilation_id"],
            "types": facts["type"],
            "departments": facts["department"],
            "levels": facts["level"],
            "years": facts["year"],
        },
    )
