"""Compilations of marked reports (see tests/progress/marked_report.py), and tables of reports by their names alone."""

from dataclasses import dataclass, replace
from hashlib import sha256

import pandas as pd
from marked_report import read_marked

from guoban.records import Department
from guoban.structure.units import unit_level, unit_type
from guoban.tables import Tables, build_tables


@dataclass(frozen=True)
class Office:
    """A department with its marked report."""

    name: str
    marked: str
    year: int | None = 2023
    span: str = "H1"
    region: str = ""


def tables(office: Office) -> Tables:
    """Return the tables of a compilation that holds one report alone."""
    level = unit_level(office.name)
    document, report, metrics = read_marked(office.marked, year=office.year, span=office.span, level=level)
    key = f"{office.name}{office.year}{office.span}{office.region}{office.marked}"
    department = Department(office.name, "title", unit_type(office.name), level, office.region)
    document = replace(document, sha256=sha256(key.encode()).hexdigest())
    return build_tables(document, [replace(report, department=department)], {report.seq: metrics}, {report.seq: []})


def reports(rows: list[dict]) -> pd.DataFrame:
    """Return a table of reports as names are proposed from: department, compilation, region, year, span."""
    frame = pd.DataFrame([
        {
            "report_id": str(number), "compilation_id": str(row.get("in", number)), "department": row["name"],
            "region": row.get("region", ""), "level": unit_level(row["name"]), "type": unit_type(row["name"]),
            "year": row.get("year", 2023), "span": row.get("span", "H1"),
        }
        for number, row in enumerate(rows)
    ])  # fmt: skip
    return frame.astype({"year": "Int64"})
