"""What is read over, and the way back to the places in the text as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.documents import clean, open_document
from guoban.documents.cleaning import readings
from guoban.records import Hint, Member

PIECES = st.lists(
    st.sampled_from(["投资", "12", "3亿元", "國(guó)", "\u200b", "\xad", "\n", "。", "（de）", "国（ㄍㄨㄛˊ）"]),
    max_size=40,
)


def document(text, **fields):
    from dataclasses import replace  # noqa: PLC0415

    return replace(open_document(b"x"), text=text, folded=text, **fields)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("投资1\u200b2亿元", "投资12亿元"),
        ("工\xad作\u2060总\ufeff结", "工作总结"),
        ("\u202e倒写\u202c", "倒写"),
        ("葛\U000e0100城", "葛城"),
        ("國(guó)家（jiā）", "國家"),
        ("國（ㄍㄨㄛˊ）家", "國家"),
        ("中国(zhōng guó)", "中国"),
        ("我(wǒ)們(men)的(de)國(guó)家(jiā)", "我們的國家"),
    ],
)
def test_is_read_over(text, cleaned):
    assert clean(document(text))[0].text == cleaned


@pytest.mark.parametrize(
    "text", ["投资(含税)", "平台(app)上线", "同比(yoy)", "项目（a）", "增长(de)", "(guó)家", "5(wǔ)"]
)
def test_stays(text):
    assert clean(document(text)) == (document(text), None)


def test_a_reading_without_tone_counts_among_many_with_one():
    assert len(readings("我(wǒ)的(de)國(guó)家(jiā)")) == 4
    assert len(readings("我(wǒ)的(de)國家")) == 1


@given(PIECES)
def test_every_character_is_found_again(pieces):
    text = "".join(pieces)
    cleaned, places = clean(document(text))
    if places is None:
        assert cleaned.text == text
        return
    for offset, sign in enumerate(cleaned.text):
        assert text[places.first(offset)] == sign
        assert places.after(offset + 1) == places.first(offset) + 1
        assert places.cleaned(places.first(offset)) == offset
    assert places.first(len(cleaned.text)) == len(text)
    assert places.after(0) == 0
    back = [places.cleaned(place) for place in range(len(text) + 1)]
    assert back == sorted(back)
    assert back[-1] == len(cleaned.text)


def test_layout_moves_with_the_text():
    made = document(
        "\u200b甲\u200b乙\n丙",
        members=(Member("a", 0, 5), Member("b", 5, 6)),
        pages=(0, 5),
        hints=(Hint(1, 4, "title"),),
    )
    cleaned, _places = clean(made)
    assert cleaned.text == "甲乙\n丙"
    assert cleaned.members == (Member("a", 0, 3), Member("b", 3, 4))
    assert cleaned.pages == (0, 3)
    assert cleaned.hints == (Hint(0, 2, "title"),)
