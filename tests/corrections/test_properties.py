"""Whatever is said, in whatever order: nothing is lost, nothing is invented, everything can be taken back."""

# ruff: noqa: PD011  (the values of a correction are no array)

from dataclasses import replace

import pandas as pd
from anything import anything, histories, of_metric
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guoban.corrections import apply
from guoban.corrections.exchange import dump, parse
from guoban.corrections.places import same_number
from guoban.tables import METRICS, PROGRESS, REPORTS, SECTIONS

# The compilation is drawn from and never changed.
some = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
few = settings(some, max_examples=20)
SCHEMAS = {"reports": REPORTS, "sections": SECTIONS, "metrics": METRICS, "progress": PROGRESS}


def equal(one, other):
    return (
        one.unfit == other.unfit
        and one.metrics.equals(other.metrics)
        and one.progress.equals(other.progress)
        and one.compilation.outline == other.compilation.outline
        and all(
            left.equals(right)
            for (_, left), (_, right) in zip(one.compilation.tables, other.compilation.tables, strict=True)
        )
    )


def is_seen(corrected, one, later):
    """Tell whether a correction is seen in its effect, or a later one says otherwise of the same thing."""
    if one.subject == "metric":
        return is_seen_in_row(corrected, one, later)
    if one.subject == "progress":
        return is_seen_in_pair(corrected, one, later)
    if one.subject == "section":
        roles = corrected.compilation.sections.set_index("start")["role"]
        return (
            any(other.subject == "section" and other.start == one.start for other in later)
            or roles[one.start] == one.values["role"]
        )
    reports = corrected.compilation.reports.set_index("start")
    if one.action == "edit":
        told = {
            name for other in later if other.start == one.start and other.subject == "report" for name in other.values
        }
        row = reports.loc[one.start]
        return all(
            (pd.isna(row[name]) and value is None) or row[name] == value
            for name, value in one.values.items()
            if name not in told
        )
    moved = any(other.action in ("split", "merge") and other.start == one.start for other in later)
    return moved or (one.start in reports.index) == (one.action == "split")


def row_at(corrected, span):
    """Return the rows at `span`; where there is none, of an added one, those that have its number."""
    metrics = corrected.metrics
    exact = metrics[(metrics["start"] == span[0]) & (metrics["end"] == span[1])]
    if len(exact):
        return exact
    text = corrected.compilation.text
    return metrics[[same_number(text, span, place) for place in zip(metrics["start"], metrics["end"], strict=True)]]


def is_seen_in_row(corrected, one, later):
    rows = row_at(corrected, (one.start, one.end))
    if len(rows) != 1 or rows.iloc[0]["state"] == "auto":
        return False
    row, after = (
        rows.iloc[0],
        [other for other in later if (other.subject, other.start, other.end) == ("metric", one.start, one.end)],
    )
    shown = row["metric_id"] in set(corrected.compilation.metrics["metric_id"])
    if shown == (row["state"] == "rejected"):
        return False
    if one.action == "reject":
        return bool(after) or row["state"] == "rejected"
    if one.action == "confirm":
        return True
    told = {name for other in after if other.action in ("add", "edit") for name in other.values}
    return all(
        (pd.isna(row[name]) and value is None) or row[name] == value
        for name, value in one.values.items()
        if name not in told
    )


def is_seen_in_pair(corrected, one, later):
    frame = corrected.progress
    rows = frame[
        (frame["actual_start"] == one.start) | (frame["actual_start"].isna() & (frame["completion_start"] == one.start))
    ]
    target = one.values.get("target_start")
    rows = rows[rows["target_start"].isna()] if target is None else rows[rows["target_start"] == target]
    rows = rows[rows["state"] != "auto"]
    if rows.empty:
        return False
    after = [other for other in later if other.subject == "progress" and other.start == one.start]
    if one.action in ("reject", "unlink"):
        return bool(after) or "rejected" in set(rows["state"])
    fields = {name: one.values[name] for name in ("horizon", "lower_is_better") if name in one.values}
    told = {name for other in after for name in other.values}
    return all((rows[name] == value).any() for name, value in fields.items() if name not in told)


@some
@given(data=st.data())
def test_no_correction_is_lost(sample, data):
    said = data.draw(histories(anything(sample)))
    corrected = apply(sample, said)
    active = [one for one in said if one.active]
    unfit = {one.id for one in corrected.unfit}
    assert unfit <= {one.id for one in active}
    for place, one in enumerate(active):
        assert one.id in unfit or is_seen(corrected, one, active[place + 1 :]), one


@some
@given(data=st.data())
def test_the_tables_hold_whatever_is_said(sample, data):
    corrected = apply(sample, data.draw(histories(anything(sample))))
    shown = corrected.compilation
    for name, frame in shown.tables:
        SCHEMAS[name].validate(frame)
    assert list(shown.metrics["metric_id"]) == list(
        corrected.metrics.loc[corrected.metrics["state"] != "rejected", "metric_id"]
    )
    assert list(shown.progress["progress_id"]) == list(
        corrected.progress.loc[corrected.progress["state"] != "rejected", "progress_id"]
    )
    assert corrected.metrics["metric_id"].is_unique
    assert set(shown.metrics["report_id"]) <= set(shown.reports["report_id"])
    counts = shown.reports["report_id"].map(shown.metrics["report_id"].value_counts()).fillna(0)
    assert list(counts.astype("int64")) == list(shown.reports["metrics"])
    starts = set(shown.metrics["start"])
    for side in ("actual_start", "target_start", "completion_start"):
        assert set(shown.progress[side].dropna()) <= starts
    assert [shown.text[a:b] for a, b in zip(shown.metrics["start"], shown.metrics["end"], strict=True)] == list(
        shown.metrics["text"]
    )


@few
@given(data=st.data())
def test_taking_everything_back_gives_what_was_read(sample, data):
    said = data.draw(histories(anything(sample)))
    nothing = apply(sample, [])
    assert equal(apply(sample, [replace(one, undone_at="2024-07-03T08:00:00+00:00") for one in said]), nothing)


@few
@given(data=st.data())
def test_the_order_of_the_list_does_not_matter(sample, data):
    said = data.draw(histories(anything(sample)))
    shuffled = data.draw(st.permutations(said))
    assert equal(apply(sample, said), apply(sample, shuffled))


@few
@given(data=st.data())
def test_what_is_said_of_different_rows_at_one_moment_has_no_order(sample, data):
    said = data.draw(st.lists(of_metric(sample), max_size=12, unique_by=lambda one: one.start))
    said = [replace(one, at="2024-07-01T08:00:00+00:00") for one in said]
    assert equal(apply(sample, said), apply(sample, data.draw(st.permutations(said))))


@few
@given(data=st.data())
def test_what_travels_has_the_same_effect(sample, data):
    said = data.draw(histories(anything(sample)))
    assert equal(apply(sample, parse(dump(said)).corrections), apply(sample, said))


@few
@given(data=st.data())
def test_undoing_one_is_as_if_it_had_never_been_said(sample, data):
    said = data.draw(histories(anything(sample)))
    gone = data.draw(st.integers(0, len(said) - 1))
    without = [one for place, one in enumerate(said) if place != gone]
    undone = [*said[:gone], replace(said[gone], undone_at="2024-07-03T08:00:00+00:00"), *said[gone + 1 :]]
    assert equal(apply(sample, undone), apply(sample, without))
