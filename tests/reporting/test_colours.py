"""Papers have the interface's colours."""

import tomllib
from pathlib import Path

import pytest

from guoban.reporting import colours

LIGHT = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][
    "light"
]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("TEXT", "textColor"), ("SECOND", "grayTextColor"), ("LINE", "borderColor"), ("TRACK", "grayBackgroundColor"),
        ("PAGE", "backgroundColor"), ("ACTUAL", "primaryColor"), ("TARGET", "violetColor"), ("DONE", "greenColor"),
        ("BEHIND", "orangeColor"), ("UNKNOWN", "grayColor"), ("RED", "redColor"), ("YELLOW", "yellowColor"),
    ],
)  # fmt: skip
def test_a_colour_is_the_theme_s(name, key):
    assert getattr(colours, name) == LIGHT[key]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("status", colours.STATUS_TEXT)
def test_words_in_colour_can_be_read_on_white(status):
    assert 1.05 / (luminance(colours.STATUS_TEXT[status]) + 0.05) >= 4.5
