"""Bars on one axis."""

import pytest

from guoban.ui.growbar import Axis


def places(axis, value):
    bar, zero = axis.bar(value)["children"]
    return bar["at"], bar["at"] + bar["size"], zero["at"]


def test_bars_of_both_signs_meet_at_one_zero():
    axis = Axis.of([-5, 15, float("nan")])
    assert places(axis, 15) == (25, 100, 25)
    assert places(axis, -5) == (0, 25, 25)


def test_bars_of_one_sign_begin_at_the_edge():
    assert places(Axis.of([4, 8]), 4) == (0, 50, 0)
    assert places(Axis.of([-4, -8]), -4) == (50, 100, 100)


@pytest.mark.parametrize("values", [[], [0, 0], [float("nan")]])
def test_nothing_to_measure_draws_no_bar(values):
    assert places(Axis.of(values), 0) == (0, 0, 0)
