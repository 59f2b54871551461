"""Finding a place again."""

import pytest

from guoban.corrections.places import anchor_at, find, same_number

TEXT = "上半年，全县新增企业29家，实现税收3亿元。下半年，继续抓好企业服务，全年新增企业50家。"


def again(text, words="29家", *, same_file=False):
    start = TEXT.index(words)
    span = find(text, anchor_at(TEXT, start, start + len(words)), same_file=same_file)
    return None if span is None else (span[0], text[slice(*span)])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TEXT, (10, "29家")),
        ("（此件公开发布）\n" + TEXT, (19, "29家")),
        (TEXT.replace("上半年，", "今年以来，"), (11, "29家")),
        (TEXT.replace("实现税收3亿元", "实现税收4亿元"), (10, "29家")),
        (TEXT.replace("29家", "30家"), None),
        (TEXT.replace("新增企业29家", "新增企业129家"), None),
        (TEXT.replace("29家", "29家次"), None),
        ("全年新增企业29家。", None),
        (TEXT + "\n" + TEXT, (10, "29家")),
        ("一、\n" + TEXT + "\n" + TEXT, None),
        ("", None),
    ],
)
def test_the_words_are_found_between_their_neighbours_or_not_at_all(text, found):
    assert again(text) == found


def test_in_the_same_file_the_place_needs_no_neighbours():
    text = "甲" * 10 + "29家" + "乙" * 10
    assert again(text, same_file=True) == (10, "29家")
    assert again(text) is None


@pytest.mark.parametrize(
    ("words", "one", "other", "same"),
    [
        ("新增29家次企业", (2, 4), (2, 6), True),
        ("提高4.3个百分点", (2, 5), (2, 9), True),
        ("居全县第一位", (4, 5), (3, 6), True),
        ("新增8—10家", (2, 3), (2, 7), False),
        ("投入3万元", (2, 3), (2, 5), False),
        ("新增29家", (2, 4), (2, 4), True),
        ("29家、30家", (0, 3), (4, 7), False),
    ],
)
def test_a_number_with_its_unit_is_the_same_number(words, one, other, same):
    assert same_number(words, one, other) is same
    assert same_number(words, other, one) is same
