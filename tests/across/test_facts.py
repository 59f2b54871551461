"""Metrics with their report's columns, and the time that each covers."""

import pandas as pd
import pytest

from guoban.across.facts import REPORT_FIELDS, facts, named, time_of, with_time
from guoban.tables import METRICS


def test_metrics_carry_their_report(half_2023, half_2024):
    rows = facts([half_2023, half_2024])
    assert len(rows) == len(half_2023.metrics) + len(half_2024.metrics)
    assert set(rows) == {*METRICS.columns, *REPORT_FIELDS, "heading"}
    assert rows["compilation_id"].nunique() == 2
    assert not rows[list(REPORT_FIELDS[:4])].isna().any(axis=None)
    assert "（一）" not in set(rows["heading"])
    assert "抓主体，企业梯队加快壮大" in set(rows["heading"])


def test_no_tables_give_no_rows():
    assert list(facts([])) == [*METRICS.columns, *REPORT_FIELDS, "heading"]


@pytest.mark.parametrize(
    ("period", "role", "span", "wanted"),
    [
        ("2024-H1", "actual", "H1", (2024, "H1", True)),
        ("2024-01/2024-06", "actual", "H1", (2024, "H1", True)),
        ("2024-01/2024-05", "actual", "H1", (2024, "01-05", True)),
        ("2024-Q1", "actual", "H1", (2024, "Q1", True)),
        ("2024-05", "actual", "H1", (2024, "05", True)),
        ("", "actual", "H1", (2024, "H1", False)),
        ("2024", "actual", "H1", (2024, "H1", True)),
        ("2024", "target", "H1", (2024, "year", True)),
        ("2024-H2", "target", "H1", (2024, "H2", True)),
        ("", "target", "H1", (0, "", False)),
        ("2021/2023", "actual", "year", (2021, "01+36", True)),
        ("2023-11/2024-02", "actual", "H1", (2023, "11+4", True)),
    ],
)
def test_the_time_of_a_row(period, role, span, wanted):
    found = time_of(period, role, 2024, span)
    assert (found.year, found.scope, found.told) == wanted


def test_a_report_without_a_year_tells_no_time():
    rows = pd.DataFrame({"period": [""], "role": ["actual"], "year": pd.array([pd.NA], dtype="Int64"), "span": [""]})
    assert list(with_time(rows)["scope"]) == [""]


def test_canonical_names_go_first():
    frame = pd.DataFrame({"department": ["甲"], "canonical_department": ["乙"], "indicator": ["丙"]})
    assert list(named(frame, "department")) == ["乙"]
    assert list(named(frame, "indicator")) == ["丙"]
