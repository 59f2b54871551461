"""Names that mean the same, and names that do not: tests/cases/across."""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from offices import reports

from guoban.across import propose_departments, propose_indicators

CASES = Path(__file__).parents[1] / "cases" / "across"


def cases(name):
    found = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in found]


def clusters(proposals):
    return sorted([one.canonical, *sorted(m.name for m in one.members if m.name != one.canonical)] for one in proposals)


def wanted(case):
    return sorted([first, *sorted(others)] for first, *others in case["clusters"])


def check_the_rest(case, proposals):
    if "confidence" in case:
        assert {one.confidence for one in proposals} == {case["confidence"]}
    assert any(one.together for one in proposals) == case.get("together", False)


@pytest.mark.parametrize("case", cases("departments"))
def test_departments(case):
    found = propose_departments(reports(case["reports"]))
    assert clusters(found) == wanted(case)
    check_the_rest(case, found)


def metrics(case):
    """One row a mention; each in a report of its own, but those that `said` puts into one."""
    rows = [
        {"indicator": name, "report_id": f"{name}{number}", "value": 1.0}
        for name, count in case["names"].items()
        for number in range(count)
    ]
    rows += [{"indicator": name, "report_id": "one", "value": value} for name, value in case.get("said", {}).items()]
    frame = pd.DataFrame(rows)
    return frame.assign(
        measure="level", base_unit="元", role="actual", period="2024-H1", compare="", high=float("nan"),
        amount=frame["value"], redacted=False, sentence=frame["indicator"] + "1亿元。",
    )  # fmt: skip


@pytest.mark.parametrize("case", cases("indicators"))
def test_indicators(case):
    found = propose_indicators(metrics(case))
    assert clusters(found) == wanted(case)
    check_the_rest(case, found)


def test_counts_stand_with_the_names():
    (proposal,) = propose_indicators(metrics({"names": {"固投": 5, "固定资产投资": 2}}))
    assert {member.name: member.count for member in proposal.members} == {"固投": 5, "固定资产投资": 2}
    assert (proposal.count, proposal.reasons, proposal.confidence) == (7, ("abbreviation",), "high")


def test_nothing_to_propose_from():
    assert propose_departments(reports([{"name": "市财政局"}]).iloc[:0]) == ()
    assert propose_indicators(metrics({"names": {"固投": 1}}).iloc[:0]) == ()
