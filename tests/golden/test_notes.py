"""Every note on the labelled texts is worth a look: what was put into the sample on purpose, and nothing else."""

from pathlib import Path

import pytest

import guoban

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "data" / "sample-2024h1.txt"
FIGURE_NOTES = {"parts_sum", "values_differ", "number_missing", "digits_damaged"}
ROW_NOTES = {"parts_disagree", "value_conflict", "unit_missing", "digits_suspect"}


def noted(path):
    """Return the report notes on figures as (report, code, words), and the noted rows as (words, code)."""
    compilation = guoban.read(path)
    notes = [
        (report.seq, note.code, compilation.text[note.start : note.end])
        for report in compilation.outline.reports
        for note in report.notes
        if note.code in FIGURE_NOTES
    ]
    rows = [
        (row.text, code) for row in compilation.metrics.itertuples() for code in row.note.split() if code in ROW_NOTES
    ]
    return notes, rows


def test_the_sample_tells_what_was_put_into_it():
    notes, rows = noted(SAMPLE)
    assert notes == [(8, "parts_sum", "4826件,其中投诉3915件、举报921件")]
    assert rows == [("4826件", "parts_disagree")]
    compilation = guoban.read(SAMPLE)
    reports = compilation.reports.set_index("report_id")["seq"]
    disagree = compilation.progress[
        compilation.progress["note"].str.split().map(lambda codes: "completion_disagrees" in codes)
    ]
    assert disagree["report_id"].map(reports).tolist() == [7]
    counts = [
        report.seq for report in compilation.outline.reports for note in report.notes if note.code == "heading_count"
    ]
    assert counts == [9]


@pytest.mark.parametrize(("name", "rows"), [("domains", []), ("unseen", [("116.6", "unit_missing")])])
def test_texts_in_order_get_no_notes(name, rows):
    assert noted(HERE / name / "text.txt") == ([], rows)
