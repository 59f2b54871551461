"""Traditional text is matched as simplified, character by character; simplified text is left alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.documents.simplifying import simplify

TRADITIONAL = "青石縣水利局2024年上半年工作總結\n一、主要工作\n完成投資1.89億元，計畫內項目覆蓋面達到九成。\n"
SIMPLIFIED = "青石县水利局2024年上半年工作总结\n一、主要工作\n完成投资1.89亿元，计划内项目覆盖面达到九成。\n"


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        (TRADITIONAL, SIMPLIFIED),
        ("青石縣水利局", "青石县水利局"),
        ("乾隆年間，氣候乾燥", "乾隆年间，气候干燥"),
        (SIMPLIFIED + TRADITIONAL.splitlines()[2], SIMPLIFIED + SIMPLIFIED.splitlines()[2]),
    ],
)
def test_traditional_becomes_simplified(text, simplified):
    assert simplify(text) == simplified


@pytest.mark.parametrize(
    "text",
    [
        "乾安县水利局2024年上半年工作总结",
        SIMPLIFIED + "乾安\n於潜镇\n",
        "甯某、昇华小区、锺某",
        TRADITIONAL[:0],
        "GDP 5.4%\n\n",
        "\ud800乾",
    ],
)
def test_simplified_stays_with_its_names(text):
    assert simplify(text) == text


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("縣县億亿乾後后\n"), max_size=200))
def test_the_length_and_the_lines_stay(text):
    simplified = simplify(text)
    assert len(simplified) == len(text)
    assert [a == "\n" for a in simplified] == [b == "\n" for b in text]
    assert all(old == new for old, new in zip(text, simplified, strict=True) if old.isascii())


def test_a_character_that_the_table_would_lengthen_stays(monkeypatch):
    class Lengthens:
        def __init__(self, kind):
            self.kind = kind

        def convert(self, text):
            return text.replace("甲", "甲甲").replace("縣", "县") if self.kind == "t2s" else text

    monkeypatch.setattr("guoban.documents.simplifying._table", Lengthens)
    assert simplify("甲縣縣") == "甲县县"


def test_a_large_text_takes_a_moment():
    begun = time.process_time()
    simplify(TRADITIONAL * 60_000)
    assert time.process_time() - begun < 15
