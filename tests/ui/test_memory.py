"""What is kept while tables live: made once, made anew for another table, forgotten with it."""

import gc

import pandas as pd

from guoban.ui import memory
from guoban.ui.memory import remembered


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
