"""Every case of tests/cases/progress: text with its metrics marked, and the rows that must come out, all of them."""

from pathlib import Path

import pytest
import yaml
from marked_report import read_marked

from guoban.progress import extract_progress
from guoban.records import Document, Metric, Progress

CASES = Path(__file__).parents[1] / "cases" / "progress"
PLACES = ("actual", "target", "completion")


def _cases() -> list:
    return [
        pytest.param(
            case,
            id=f"{path.stem}-{case['name']}",
            marks=[pytest.mark.xfail(reason=case["gap"])] if "gap" in case else [],
        )
        for path in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def _shown(document: Document, metrics: list[Metric], row: Progress, wanted: dict) -> dict:
    """Return what the row says of the fields that the case speaks of; the three places always."""
    shown = {
        place: document.text[metrics[i].start : metrics[i].end]
        for place in PLACES
        if (i := getattr(row, place)) is not None
    }
    for field in wanted.keys() - set(PLACES):
        value = getattr(
            row, {"lower": "lower_is_better", "schedule": "schedule_pct", "computed": "computed_pct"}.get(field, field)
        )
        shown[field] = (
            round(value, 1) if isinstance(value, float) else list(value) if isinstance(value, tuple) else value
        )
    return shown


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict) -> None:
    report = {key: case[key] for key in ("year", "span", "level") if key in case}
    document, read, metrics = read_marked(case["text"].rstrip("\n"), **report)
    rows = extract_progress(document, read, metrics)
    wanted = case["rows"]
    found = [_shown(document, metrics, row, wanted[i] if i < len(wanted) else {}) for i, row in enumerate(rows)]
    assert found == wanted
