"""Folded text: one form for each sign, and the same length always."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.documents import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("１２．５％", "12.5%"),
        ("（一）ＧＤＰ：Ａ，Ｂ；Ｃ？！", "(一)GDP:A,B;C?!"),
        ("－３＋２～５｜＝", "-3+2~5|="),
        ("8–10家、8−10、8‑10、8―10、8〜10", "8-10家、8-10、8-10、8—10、8~10"),
        ("2.31∶1 ﹪﹙﹚﹐", "2.31:1 %(),"),
        ("政\u3000府\u00a0工\u2003作\t报\ue5e5告", "政 府 工 作 报 告"),
        ("上页\f下页\v又一行\u2028再一行\x85末行", "上页\n下页\n又一行\n再一行\n末行"),
        ("⽅案、⼯作、樂", "方案、工作、樂"),
        ("￥５００", "¥500"),
    ],
)
def test_equal_signs_have_one_form(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text",
    [
        "一、“二”《三》【四】〔2023〕5号。……——",
        "㎡²³℃‰½①Ⅳ",
        "○〇×X*",
        "5″〞′",
        "1\u200b2\u00ad3\u2060",
        "项目\n金额\n",
        "繁體，"[:2],
    ],
)
def test_signs_with_a_meaning_of_their_own_stay(text):
    assert fold(text) == text


@given(st.text())
def test_the_length_stays_and_folding_again_changes_nothing(text):
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.text())
def test_line_ends_stay_and_every_blank_is_one_space(text):
    folded = fold(text)
    assert all(after == "\n" for before, after in zip(text, folded, strict=True) if before == "\n")
    assert not [sign for sign in folded if sign.isspace() and sign not in " \n\r\x1f"]
    assert not [sign for sign in folded if unicodedata.category(sign) == "Zs" and sign != " "]


def test_a_large_text_folds_in_a_moment():
    text = "（一）完成投资１．８９亿元，同比增长7.5％；\u3000" * 400_000
    begun = time.process_time()
    fold(text)
    assert time.process_time() - begun < 10
