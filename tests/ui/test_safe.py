"""Uploaded words where Streamlit reads Markdown."""

import pytest

from guoban.ui.safe import escape_markdown


@pytest.mark.parametrize(
    "text", ["**粗**", "$x^2$", ":red[红]", ":smile:", "<b>", "[链接](http://x)", "![图](y)", "`c`"]
)
def test_every_special_character_is_escaped(text):
    escaped = escape_markdown(text)
    assert escaped.replace("\\", "") == text
    assert all(escaped[place - 1] == "\\" for place, letter in enumerate(escaped) if letter in "*$:[]<>!()`^")


def test_lines_are_joined():
    assert escape_markdown("县\n# 水利局") == "县 \\# 水利局"
