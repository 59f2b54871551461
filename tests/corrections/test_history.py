"""What was said about a row, one by one."""

from said import at, in_turn, metric, undone

from guoban.corrections import new, said_of
from guoban.corrections.making import Spot


def spot(office, words):
    return Spot(*at(office, words), {})


def test_a_row_s_history_has_what_was_undone_too_and_nothing_of_its_neighbours(office):
    confirmed, edited, other = in_turn(
        metric(office, "confirm", "9座"), metric(office, "edit", "9座", unit="个"), metric(office, "reject", "45人次")
    )
    said = [undone(confirmed), edited, other]
    assert said_of(office, said, "metric", spot(office, "9座")) == said[:2]
    assert said_of(office, said, "metric", spot(office, "320公里")) == []
    assert said_of(office, said, "progress", spot(office, "9座")) == []


def test_the_same_number_with_less_of_its_unit_is_the_same_row(office):
    said = [metric(office, "confirm", "45人次")]
    start, end = at(office, "45人次")
    assert said_of(office, said, "metric", Spot(start, end - 1, {})) == said


def test_progress_rows_of_one_place_are_told_apart_by_their_target(office):
    start, end = at(office, "9座")
    target = at(office, "20座")
    one = new(office, "progress", "link", start, end, {"target_start": target[0], "target_end": target[1]}, "甲")
    assert said_of(office, [one], "progress", Spot(start, end, {"target_start": target[0]})) == [one]
    assert said_of(office, [one], "progress", Spot(start, end, {"target_start": 1})) == []
