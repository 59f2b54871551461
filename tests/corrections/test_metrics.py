"""Rows confirmed, edited, rejected and added: their values, their states, what rests on them."""

from dataclasses import replace

import pandas as pd
import pytest
from said import at, in_turn, link, metric, row_of, undone

from guoban.corrections import apply, new
from guoban.tables import METRICS, PROGRESS, REPORTS


def states(office, *corrections, words="29家"):
    return row_of(apply(office, in_turn(*corrections)).metrics, words)["state"]


def test_nothing_said_leaves_everything_as_it_was_read(office):
    corrected = apply(office, [])
    assert corrected.compilation is office
    assert set(corrected.metrics["state"]) == {"auto"}
    assert set(corrected.progress["origin"]) == {"read"}
    assert corrected.metrics.drop(columns=["state", "origin", "changed_by", "changed_at"]).equals(office.metrics)


@pytest.mark.parametrize(
    ("actions", "state"),
    [
        (["confirm"], "confirmed"),
        (["edit"], "edited"),
        (["reject"], "rejected"),
        (["confirm", "edit"], "edited"),
        (["edit", "confirm"], "edited"),
        (["edit", "reject"], "rejected"),
        (["reject", "confirm"], "confirmed"),
        (["reject", "edit"], "edited"),
        (["edit", "reject", "confirm"], "edited"),
        (["confirm", "reject"], "rejected"),
    ],
)
def test_the_state_of_a_row_is_told_by_what_was_said_last(office, actions, state):
    said = [metric(office, one, "29家", **({"indicator": "新增规上企业"} if one == "edit" else {})) for one in actions]
    assert states(office, *said) == state


def test_undoing_takes_one_step_back_at_a_time(office):
    edit, reject = in_turn(metric(office, "edit", "29家", indicator="新增规上企业"), metric(office, "reject", "29家"))
    assert row_of(apply(office, [edit, reject]).metrics, "29家")["state"] == "rejected"
    assert row_of(apply(office, [edit, undone(reject)]).metrics, "29家")["state"] == "edited"
    assert row_of(apply(office, [undone(edit), reject]).metrics, "29家")["indicator"] == "柳河镇新增企业"
    assert apply(office, [undone(edit), undone(reject)]).compilation is office


def test_of_one_second_the_order_given_counts(office):
    confirm, reject = metric(office, "confirm", "29家"), metric(office, "reject", "29家")
    moment = in_turn(confirm)[0].at
    confirm, reject = replace(confirm, at=moment), replace(reject, at=moment)
    assert row_of(apply(office, [confirm, reject]).metrics, "29家")["state"] == "rejected"
    assert row_of(apply(office, [reject, confirm]).metrics, "29家")["state"] == "confirmed"


def test_each_field_has_its_latest_edit(office):
    said = in_turn(
        metric(office, "edit", "29家", indicator="甲", value=30),
        metric(office, "edit", "29家", indicator="乙"),
        metric(office, "confirm", "29家"),
    )
    row = row_of(apply(office, said).metrics, "29家")
    assert (row["indicator"], row["value"]) == ("乙", 30.0)
    assert (row["changed_by"], row["changed_at"]) == ("甲", said[-1].at)


def test_amount_and_base_unit_follow_value_and_unit(office):
    row = row_of(apply(office, [metric(office, "edit", "1.2亿元", unit="万元")]).compilation.metrics, "1.2亿元")
    assert (row["amount"], row["base_unit"]) == (12000.0, "元")
    row = row_of(apply(office, [metric(office, "edit", "1.2亿元", redacted=True)]).compilation.metrics, "1.2亿元")
    assert row["redacted"]
    assert pd.isna(row["value"])
    assert pd.isna(row["amount"])


def test_a_value_for_a_redacted_figure_says_that_it_is_none(office):
    row = row_of(apply(office, [metric(office, "edit", "XX亿元", value=1.5)]).compilation.metrics, "XX亿元")
    assert (row["value"], row["redacted"], row["amount"]) == (1.5, False, 150_000_000.0)


def test_rejected_rows_count_nowhere_and_are_kept(office):
    corrected = apply(office, [metric(office, "reject", "100人次"), metric(office, "reject", "第2位")])
    assert len(corrected.metrics) == len(office.metrics)
    assert len(corrected.compilation.metrics) == len(office.metrics) - 2
    reports = corrected.compilation.reports
    assert list(reports["metrics"]) == [6, 3]
    assert list(reports["targets"]) == [1, 1]
    assert not corrected.unfit


def test_what_is_said_of_one_report_leaves_the_others_alone(office):
    shown = apply(office, [metric(office, "edit", "29家", indicator="别的")]).compilation
    first = office.reports["report_id"][0]
    for name in ("metrics", "progress", "sections"):
        before, after = getattr(office, name), getattr(shown, name)
        pd.testing.assert_frame_equal(after[after["report_id"] == first], before[before["report_id"] == first])


def test_an_added_row_is_a_row_like_the_others(office):
    given = {"indicator": "闸门", "value": 2, "unit": "座", "measure": "level", "role": "actual"}
    corrected = apply(office, [metric(office, "add", "新建水闸", **given)])
    row = row_of(corrected.metrics, "新建水闸")
    assert (row["state"], row["origin"], row["amount"], row["base_unit"]) == ("confirmed", "added", 2.0, "座")
    assert row["sentence"] == "上半年，青石县水利局新建水闸9座，巡查河道320公里。"
    assert row["section_id"] == office.sections["section_id"][0]
    METRICS.validate(corrected.compilation.metrics)
    assert corrected.compilation.metrics["start"].is_monotonic_increasing
    assert corrected.compilation.reports["metrics"][0] == 8


def test_an_added_row_is_edited_and_rejected_as_others_are(office):
    given = {"indicator": "闸门", "value": 2, "unit": "座", "measure": "level", "role": "actual"}
    add = metric(office, "add", "新建水闸", **given)
    edit, reject = metric(office, "edit", "新建水闸", value=3), metric(office, "reject", "新建水闸")
    row = row_of(apply(office, in_turn(add, edit)).metrics, "新建水闸")
    assert (row["value"], row["state"]) == (3.0, "edited")
    corrected = apply(office, in_turn(add, reject))
    assert row_of(corrected.metrics, "新建水闸")["state"] == "rejected"
    assert corrected.compilation.metrics.equals(office.metrics)
    assert apply(office, in_turn(undone(add), edit)).unfit == (in_turn(undone(add), edit)[1],)


def test_an_added_row_may_begin_where_another_does(office):
    given = {"indicator": "新增企业", "value": 2, "unit": "", "measure": "level", "role": "actual"}
    start, _end = at(office, "29家")
    corrected = apply(office, [new(office, "metric", "add", start, start + 1, given, "甲")])
    METRICS.validate(corrected.compilation.metrics)
    PROGRESS.validate(corrected.compilation.progress)
    assert len(corrected.compilation.metrics) == len(office.metrics) + 1


def test_adding_what_was_read_edits_it(office):
    given = {"indicator": "新增规上企业", "value": 29, "unit": "家", "measure": "level", "role": "actual"}
    corrected = apply(office, [metric(office, "add", "29家", **given)])
    row = row_of(corrected.metrics, "29家")
    assert (row["origin"], row["state"], row["indicator"]) == ("read", "edited", "新增规上企业")


def test_progress_is_computed_again_when_what_it_rests_on_changes(office):
    edited = apply(office, [metric(office, "edit", "45人次", value=60)])
    row = edited.compilation.progress.iloc[1]
    assert (row["actual"], row["pct"], row["status"]) == (60.0, 60.0, "ahead")
    assert edited.progress.iloc[1]["state"] == "auto"
    rejected = apply(office, [metric(office, "reject", "100人次")])
    assert list(rejected.compilation.progress["kind"]) == ["stated"]
    period = apply(office, [metric(office, "edit", "45人次", period="2024-01/2024-03")])
    assert period.compilation.progress.iloc[1]["schedule_pct"] == pytest.approx(25.0)


def test_the_checks_look_at_the_corrected_values(office):
    edit = metric(office, "edit", "60%", unit="")
    assert row_of(apply(office, [edit]).compilation.metrics, "60%")["note"] == "unit_missing"
    back = metric(office, "edit", "60%", unit="%")
    assert row_of(apply(office, in_turn(edit, back)).compilation.metrics, "60%")["note"] == ""


def test_the_tables_keep_their_schemas(office):
    corrected = apply(
        office,
        in_turn(
            metric(office, "edit", "45人次", unit=""), metric(office, "reject", "29家"), link(office, "9座", "20座")
        ),
    )
    for schema, frame in (
        (METRICS, corrected.compilation.metrics),
        (PROGRESS, corrected.compilation.progress),
        (REPORTS, corrected.compilation.reports),
    ):
        schema.validate(frame)
    columns = ["state", "origin", "changed_by", "changed_at"]
    assert list(corrected.metrics.columns) == [*METRICS.columns, *columns]
    assert list(corrected.progress.columns) == [*PROGRESS.columns, *columns]
