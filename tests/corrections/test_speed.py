"""Many corrections of a large compilation are laid over it in a moment."""

import time
from dataclasses import replace

import pandas as pd
import pytest
from said import in_turn

from guoban.compilation import Compilation
from guoban.corrections import apply, memory, new
from guoban.tables import METRICS, PROGRESS, REPORTS, SECTIONS, Tables

TIMES = 53
PLACES = {
    "reports": ("start", "end"),
    "sections": ("start", "end", "body_end"),
    "metrics": ("start", "end", "sentence_start", "sentence_end"),
    "progress": ("actual_start", "target_start", "completion_start"),
}
IDENTIFIERS = ("report_id", "section_id", "parent_id", "metric_id", "progress_id")


def moved(report, by, number):
    return replace(
        report,
        seq=number,
        start=report.start + by,
        end=report.end + by,
        body_start=report.body_start + by,
        sections=tuple(
            replace(one, start=one.start + by, end=one.end + by, body_end=one.body_end + by) for one in report.sections
        ),
        notes=(),
    )


def copy(frame, name, turn, length, count):
    """Return a table as it is of the same text further down: other places, other reports."""
    columns = {place: frame[place] + turn * length for place in PLACES[name]}
    for column in set(IDENTIFIERS) & set(frame.columns):
        own = frame[column].str.replace(
            r"-(\d{4})", lambda found: f"-{int(found[1]) + turn * count:04d}", n=1, regex=True
        )
        start = own.str.replace(r"-([smp]).*", "", regex=True)
        if name == "reports" or column == "report_id":
            columns[column] = own
        elif column == "section_id" and name == "sections":
            columns[column] = start + "-s" + columns["start"].astype("str")
        elif column == "metric_id":
            columns[column] = start + "-m" + columns["start"].astype("str")
        else:
            place = frame[column].str.extract(r"-s(\d+)$")[0]
            shifted = (place.fillna("0").astype("int64") + turn * length).astype("str")
            named = (start + "-s" + shifted).where(frame[column] != "", "")
            columns[column] = named if column != "progress_id" else own + f"-{turn}"
    if name == "reports":
        columns["seq"] = frame["seq"] + turn * count
    return frame.assign(**columns).astype(frame.dtypes)


@pytest.fixture(scope="module")
def large(sample):
    """A compilation of a thousand reports: the sample, many times over."""
    length, count = len(sample.text), len(sample.reports)
    document = replace(sample.document, text=sample.text * TIMES, folded=sample.document.folded * TIMES)
    reports = [
        moved(one, turn * length, one.seq + turn * count) for turn in range(TIMES) for one in sample.outline.reports
    ]
    frames = {
        name: pd.concat([copy(frame, name, turn, length, count) for turn in range(TIMES)], ignore_index=True)
        for name, frame in sample.tables
    }
    for schema, frame in zip((REPORTS, SECTIONS, METRICS, PROGRESS), frames.values(), strict=True):
        schema.validate(frame)
    return Compilation(document, replace(sample.outline, reports=tuple(reports)), Tables(**frames))


def test_two_hundred_corrections_of_a_thousand_reports_take_half_a_second(large):
    assert len(large.reports) > 1000
    rows = [large.metrics.iloc[place] for place in range(0, len(large.metrics), len(large.metrics) // 200)][:200]
    actions = ["confirm", "confirm", "edit", "reject"]
    said = in_turn(
        *(
            new(large, "metric", action, int(row["start"]), int(row["end"]), {"value": 3.0} if action == "edit" else {})
            for row, action in zip(rows, actions * 50, strict=True)
        )
    )
    apply(large, said[:4])
    took = []
    for _ in range(3):
        memory.forget()
        begun = time.process_time()
        corrected = apply(large, said)
        took.append(time.process_time() - begun)
    assert not corrected.unfit
    assert (corrected.metrics["state"] != "auto").sum() == 200
    assert min(took) < 0.5, took


def test_what_is_not_concerned_is_not_copied(large):
    row = large.metrics.iloc[100]
    confirmed = apply(large, [new(large, "metric", "confirm", int(row["start"]), int(row["end"]))])
    assert confirmed.compilation is large
    edited = apply(large, [new(large, "metric", "edit", int(row["start"]), int(row["end"]), {"indicator": "别的"})])
    assert edited.compilation.sections is large.sections
    before, after = large.metrics["sentence"].array, edited.compilation.metrics["sentence"].array
    assert (
        before.__arrow_array__().chunk(0).buffers()[1].address == after.__arrow_array__().chunk(0).buffers()[1].address
    )
