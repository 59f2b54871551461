"""The metrics of a report by place: what a panel marks in a sentence."""

import pandas as pd

from guoban.ui.marked import COLUMNS, marked


def metrics(*spans, report_id="a"):
    rows = [(report_id, start, end, "actual", False, 0, 100) for start, end in spans]
    return pd.DataFrame(rows, columns=COLUMNS)


def test_metrics_are_found_by_where_they_begin_in_the_order_asked_for():
    own = marked(metrics((5, 8), (20, 22), (30, 33)), "a")

    assert [row["end"] for row in own.at([30, 6, 5])] == [33, 8]


def test_only_what_stands_whole_between_two_places_is_inside():
    own = marked(metrics((20, 22), (5, 8), (9, 31), (30, 33)), "a")

    assert [(row["start"], row["end"]) for row in own.inside(5, 31)] == [(5, 8), (9, 31), (20, 22)]
    assert own.inside(6, 8) == []


def test_another_report_has_none_of_them():
    frame = pd.concat([metrics((1, 2)), metrics((3, 4), report_id="b")], ignore_index=True)

    assert [row["start"] for row in marked(frame, "b").rows] == [3]
    assert marked(frame, "c").rows == []
