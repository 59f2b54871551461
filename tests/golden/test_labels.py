"""The sample and its labels belong together: every label is at its place, and no digit of the text is unaccounted for."""

import json
from pathlib import Path
from typing import Any

import pytest

from guoban import tables

LABELS = Path(__file__).parent / "sample"
TEXT = (Path(__file__).parents[2] / "data" / "sample-2024h1.txt").read_text(encoding="utf-8")


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("name", "words"), [("metrics", "text"), ("not_metrics", "text"), ("sections", "heading")])
def test_every_label_quotes_its_place(name: str, words: str) -> None:
    assert [row for row in rows(name) if TEXT[row["start"] : row["end"]] != row[words]] == []


def test_reports_begin_with_their_title_and_follow_each_other() -> None:
    reports = rows("reports")
    assert all(TEXT.startswith(report["title"] + "\n", report["start"]) for report in reports)
    assert [report["end"] for report in reports] == [report["start"] for report in reports[1:]] + [len(TEXT)]


def test_labels_use_the_tables_values() -> None:
    for row in rows("metrics"):
        assert row["label"] in ("R", "O")
        assert row["bound"] in tables.BOUNDS
        assert row["measure"] in tables.MEASURES
        assert row["role"] in tables.ROLES
    assert {row["role"] for row in rows("sections")} <= set(tables.SECTION_ROLES)
    assert {row["status"] for row in rows("progress")} == set(tables.STATUSES)
    assert {row["horizon"] for row in rows("progress")} == set(tables.HORIZONS)


def test_progress_points_at_labelled_metrics() -> None:
    metrics = {row["start"]: row for row in rows("metrics")}
    for row in rows("progress"):
        sides = [row[side] for side in ("actual_start", "target_start", "completion_start")]
        assert any(side is not None for side in sides)
        assert all(side is None or side in metrics for side in sides)
        if row["kind"] == "linked":
            assert metrics[row["target_start"]]["role"] == "target"
            assert metrics[row["target_start"]]["unit"][-1:] == metrics[row["actual_start"]]["unit"][-1:]
        if row["completion_start"] is not None:
            assert metrics[row["completion_start"]]["measure"] == "completion"


def test_every_digit_is_labelled_or_listed_as_no_metric() -> None:
    seen = [False] * len(TEXT)
    for row in [*rows("metrics"), *rows("not_metrics"), *rows("sections")]:
        seen[row["start"] : row["end"]] = [True] * (row["end"] - row["start"])
    for report in rows("reports"):
        seen[report["start"] : report["start"] + len(report["title"])] = [True] * len(report["title"])
    body = rows("reports")[0]["start"]
    assert [TEXT[at - 5 : at + 5] for at in range(body, len(TEXT)) if TEXT[at].isdigit() and not seen[at]] == []
