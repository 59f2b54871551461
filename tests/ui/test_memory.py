"""What is kept while tables live: made once, made anew for another table, forgotten with it."""

import gc

import pandas as pd

from guoban.ui import memory
from guoban.ui.memory import of_report, remembered


def made_from(frame, key="sum"):
    made = []
    result = remembered((frame,), key, lambda: made.append(1) or int(frame["x"].sum()))
    return result, bool(made)


def test_the_same_table_is_reckoned_once_for_each_key():
    frame = pd.DataFrame({"x": [1, 2]})
    assert made_from(frame) == (3, True)
    assert made_from(frame) == (3, False)
    assert made_from(frame, "other") == (3, True)


def test_an_equal_but_other_table_is_reckoned_anew():
    frame = pd.DataFrame({"x": [1, 2]})
    assert made_from(frame) == (3, True)
    assert made_from(frame.copy()) == (3, True)


def test_what_belongs_to_a_table_goes_with_it():
    frame = pd.DataFrame({"x": [1, 2]})
    made_from(frame, "gone")
    del frame
    gc.collect()
    made_from(pd.DataFrame({"x": [3]}))
    assert not any(key[0] == "gone" for key in memory._kept)  # noqa: SLF001


def test_the_least_used_go_first_when_there_are_too_many():
    frame = pd.DataFrame({"x": [1]})
    for number in range(memory.MOST + 1):
        made_from(frame, number)
    assert made_from(frame, memory.MOST) == (1, False)
    assert made_from(frame, 0) == (1, True)


def test_the_least_used_go_first_when_tables_take_too_much_room(monkeypatch):
    size = 8 * 1_000
    monkeypatch.setattr(memory, "MOST_BYTES", 3 * size)
    monkeypatch.setattr(memory, "_kept", type(memory._kept)())  # noqa: SLF001
    frame = pd.DataFrame({"x": [1]})
    made = []

    def table(key):
        return remembered((frame,), key, lambda: made.append(key) or pd.DataFrame({"y": range(1_000)}))

    kept = [table(key) for key in "aba"]
    table("c")
    assert table("a") is kept[0]
    assert made == ["a", "b", "c"]
    table("b")
    assert made == ["a", "b", "c", "b"], "the index of a table takes room too: two fit"


def test_what_takes_more_than_all_room_is_kept_alone(monkeypatch):
    monkeypatch.setattr(memory, "MOST_BYTES", 10)
    frame = pd.DataFrame({"x": [1]})
    large = remembered((frame,), "large", lambda: pd.DataFrame({"y": range(1_000)}))
    assert remembered((frame,), "large", pd.DataFrame) is large


def test_the_rows_of_a_report_are_found_without_looking_at_all():
    frame = pd.DataFrame({"report_id": ["a", "b", "a"], "x": [1, 2, 3]}, index=[7, 8, 9])
    assert of_report(frame, "a")["x"].tolist() == [1, 3]
    assert of_report(frame, "b").index.tolist() == [8]
    assert of_report(frame, "none").empty
