"""Runs the cases in tests/cases/structure."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from folded_document import make_document

from guoban.records import Document, Outline, Report
from guoban.structure import outline

CASES = Path(__file__).parents[1] / "cases" / "structure"


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else []
            found.append(pytest.param(case, id=f"{path.stem}: {case['name']}", marks=marks))
    return found


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    document = make_document(case["text"], case.get("file", "汇编.txt"))
    found = outline(document)
    wanted = case["reports"]
    titles = [report.title for report in found.reports]
    assert titles == [want["title"] for want in wanted]
    for want, report in zip(wanted, found.reports, strict=True):
        assert _shown(document, report, want) == want
    for name in ("declared", "listed"):
        if name in case:
            assert getattr(found, name) == case[name]
    if "notes" in case:
        assert _codes(found) == case["notes"]


def _codes(found: Outline) -> list[str]:
    inside = [note.code for report in found.reports for note in report.notes]
    return [note.code for note in found.notes] + inside


def _shown(document: Document, report: Report, want: dict[str, Any]) -> dict[str, Any]:
    """Return of `report` what the case wants to see, in its form."""
    text, department = document.text, report.department
    every = {
        "title": report.title,
        "begins": text[report.start : report.end][: len(want.get("begins", ""))],
        "text": text[report.body_start : report.end].lstrip()[: len(want.get("text", ""))],
        "ends": text[report.start : report.end].rstrip()[-len(want.get("ends", " ")) :],
        "department": department.name,
        "department_source": department.source,
        "type": department.type,
        "level": department.level,
        "region": department.region,
        "year": report.year,
        "span": report.span,
        "sections": [f"{one.level} {one.role} {text[one.start : one.end]}" for one in report.sections],
        "notes": [note.code for note in report.notes],
    }
    return {key: every[key] for key in want}
