"""Every case of tests/cases/metrics: the rows that must come out of a sentence or a paragraph, and no others.

A known gap stands in the case: `gap: "field: reason"` at a row (one, or a list of them; the field `missed` is a row
that does not come out), or `gap: "extra 12个: reason"` at the case for a row that should not. Each is a strict
xfail of its own, so that a gap that closes fails here until it is taken out of the file.
"""

from pathlib import Path

import pytest
import yaml

from guoban.score import FIELDS, same

CASES = Path(__file__).parents[1] / "cases" / "metrics"
KEYS = {*FIELDS, "high", "text", "start", "optional", "gap"}


def _load():
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            whole = path.stem.startswith("domains-")
            yield f"{path.stem}/{case['id']}", {**case, "whole": whole}


ALL = dict(_load())


def _listed(gap):
    return [gap] if isinstance(gap, str) else gap


def _gaps():
    """Yield (case, difference, reason) for each known gap."""
    for name, case in ALL.items():
        for gap in _listed(case.get("gap", [])):
            where, _, reason = gap.partition(":")
            kind, _, text = where.partition(" ")
            yield name, (kind, text), reason.strip()
        for index, row in enumerate(case["rows"]):
            for gap in _listed(row.get("gap", [])):
                field, _, reason = gap.partition(":")
                yield name, (field, index), reason.strip()


def _found(read, case):
    """Return the metrics that come out of a case, as rows."""
    rows = []
    for metric in read(case["text"], **case.get("context", {})):
        row = {name: getattr(metric, name) for name in (*FIELDS, "high", "start")}
        rows.append({**row, "text": case["text"][metric.start : metric.end]})
    return rows


def _differences(read, case):
    """Return where a case and what comes out differ: (missed, row), (extra, text), (field, row)."""
    found = _found(read, case)
    apart = set()
    for index, wanted in enumerate(case["rows"]):
        match = next((row for row in found if _is_at(wanted, row)), None)
        if match is None:
            if not wanted.get("optional"):
                apart.add(("missed", index))
            continue
        found.remove(match)
        apart |= {(field, index) for field in _compared(case, wanted) if not same(field, wanted, match)}
    return apart | {("extra", row["text"]) for row in found}


def _is_at(wanted, row):
    return wanted["text"] == row["text"] and wanted.get("start", row["start"]) == row["start"]


def _compared(case, wanted):
    """The fields of a row that its case tells; a paragraph's case tells them all, an absent one being empty."""
    if wanted.get("optional"):
        return ()
    return FIELDS if case["whole"] else [field for field in FIELDS if field in wanted]


def test_every_case_quotes_its_text():
    for name, case in ALL.items():
        at = 0
        for row in case["rows"]:
            assert set(row) <= KEYS, f"{name}: {row}"
            assert case["text"].find(row["text"], at) >= 0, f"{name}: {row['text']}"
            if "start" in row:
                assert case["text"].startswith(row["text"], row["start"]), f"{name}: {row['text']}"
                at = row["start"]


@pytest.mark.parametrize("name", ALL)
def test_case(name, read):
    case = ALL[name]
    known = {difference for owner, difference, _ in _gaps() if owner == name}
    assert sorted(map(str, _differences(read, case) - known)) == []


@pytest.mark.parametrize(
    ("name", "difference"),
    [
        pytest.param(
            name,
            difference,
            id=f"{name} {difference[0]} {difference[1]}",
            marks=pytest.mark.xfail(strict=True, reason=reason),
        )
        for name, difference, reason in _gaps()
    ],
)
def test_gap(name, difference, read):
    assert difference not in _differences(read, ALL[name])
