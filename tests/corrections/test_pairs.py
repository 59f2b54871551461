"""Progress linked, unlinked, and judged as a person says."""

import pytest
from said import at, in_turn, link, metric, progress, undone

from guoban.compilation import read
from guoban.corrections import apply, new, spot_of
from guoban.errors import GuobanError


def linked(corrected, *, every=False):
    frame = corrected.progress if every else corrected.compilation.progress
    return frame[frame["kind"] == "linked"]


def of(corrected, start):
    return corrected.progress[corrected.progress["actual_start"] == start].iloc[0]


def test_a_link_is_a_row_of_its_own(office):
    corrected = apply(office, [link(office, "9座", "20座")])
    row = of(corrected, at(office, "9座")[0])
    assert (row["actual"], row["target"], row["pct"], row["horizon"]) == (9.0, 20.0, 45.0, "year")
    assert (row["schedule_pct"], row["status"]) == (50.0, "behind")
    assert (row["state"], row["origin"], row["changed_by"]) == ("confirmed", "added", "甲")
    assert len(corrected.compilation.progress) == len(office.progress) + 1


def test_a_link_is_computed_from_the_corrected_values(office):
    corrected = apply(office, in_turn(link(office, "9座", "20座"), metric(office, "edit", "9座", value=12)))
    assert of(corrected, at(office, "9座")[0])["pct"] == pytest.approx(60.0)


def test_a_link_takes_the_place_of_the_one_that_was_read(office):
    said = in_turn(metric(office, "edit", "9座", unit="人次", indicator="检查水闸"))
    changed = apply(office, said).compilation
    made = link(changed, "9座", "100人次")
    corrected = apply(office, [*said, made])
    states = dict(
        zip(linked(corrected, every=True)["actual_start"], linked(corrected, every=True)["state"], strict=True)
    )
    assert states[at(office, "9座")[0]] == "confirmed"
    assert states[at(office, "45人次")[0]] == "rejected"
    assert len(linked(corrected)) == 1
    assert linked(apply(office, [*said, undone(made)])).iloc[0]["actual"] == 45.0


def test_a_link_that_was_read_is_confirmed_by_making_it(office):
    corrected = apply(office, [link(office, "45人次", "100人次")])
    row = of(corrected, at(office, "45人次")[0])
    assert (row["state"], row["origin"]) == ("confirmed", "read")
    assert len(corrected.progress) == len(office.progress)


def test_what_is_unlinked_stays_unlinked(office):
    said = progress(office, "unlink", "45人次")
    corrected = apply(office, [said])
    assert linked(corrected).empty
    assert list(linked(corrected, every=True)["state"]) == ["rejected"]
    again = apply(office, in_turn(said, metric(office, "edit", "45人次", value=50)))
    assert linked(again).empty
    assert not again.unfit


def test_linking_once_more_takes_back_an_unlink(office):
    said = in_turn(progress(office, "unlink", "45人次"), link(office, "45人次", "100人次"))
    assert len(linked(apply(office, said))) == 1


def test_horizon_and_direction_decide_the_status(office):
    half = apply(office, [progress(office, "edit", "45人次", horizon="half")])
    row = of(half, at(office, "45人次")[0])
    assert (row["horizon"], row["schedule_pct"], row["status"], row["state"]) == ("half", 100.0, "behind", "edited")
    assert row["indicator"] == "培训河长(半年任务)"
    lower = apply(office, [progress(office, "edit", "45人次", lower_is_better=True)])
    row = of(lower, at(office, "45人次")[0])
    assert (row["lower_is_better"], row["status"]) == (True, "ahead")


def test_a_stated_row_is_confirmed_and_rejected(office):
    spot = spot_of(office, "progress", office.progress["progress_id"][0])
    for action, state, rows in (("confirm", "confirmed", 2), ("reject", "rejected", 1)):
        corrected = apply(office, [new(office, "progress", action, spot.start, spot.end, spot.row, "甲")])
        assert corrected.progress.iloc[0]["state"] == state
        assert len(corrected.compilation.progress) == rows


def test_a_link_to_a_row_that_no_longer_counts_is_told(office):
    said = in_turn(link(office, "9座", "20座"), metric(office, "reject", "20座"))
    corrected = apply(office, said)
    assert corrected.unfit == (said[0],)


@pytest.mark.parametrize(
    ("actual", "target", "code"),
    [("9座", "100人次", "units"), ("9座", "50家", "report"), ("9座", "9座", "itself")],
)
def test_links_that_cannot_be_are_refused(office, actual, target, code):
    with pytest.raises(GuobanError) as refused:
        link(office, actual, target)
    assert refused.value.code == f"correction_link_{code}"


def test_an_actual_value_with_two_rows_wants_to_know_which(office):
    text = office.text.replace("占年度计划的60%", "分别占年度计划、半年计划的60%、98%")
    two = read(text.encode(), name="two.txt")
    place = at(two, "1.2亿元")
    assert (two.progress["actual_start"] == place[0]).sum() == 2
    with pytest.raises(GuobanError) as refused:
        progress(two, "reject", "1.2亿元")
    assert refused.value.code == "correction_which_row"
    for identifier in two.progress.loc[two.progress["actual_start"] == place[0], "progress_id"]:
        spot = spot_of(two, "progress", identifier)
        corrected = apply(two, [new(two, "progress", "reject", spot.start, spot.end, spot.row, "甲")])
        assert list(corrected.progress.loc[corrected.progress["state"] == "rejected", "progress_id"]) == [identifier]


def test_a_task_counts_once_its_stated_row_is_rejected(sample):
    twice = sample.progress[sample.progress["note"].str.contains("also_stated")]
    assert len(twice)
    actual = twice.iloc[0]["actual_start"]
    stated = sample.progress[(sample.progress["actual_start"] == actual) & (sample.progress["kind"] == "stated")]
    said = []
    for identifier in stated["progress_id"]:
        spot = spot_of(sample, "progress", identifier)
        said.append(new(sample, "progress", "reject", spot.start, spot.end, spot.row, "甲"))
    shown = apply(sample, said).compilation.progress
    row = shown[(shown["actual_start"] == actual) & (shown["kind"] == "linked")].iloc[0]
    assert "also_stated" not in row["note"]
