"""GB18030 with bad bytes: what is around them is read, and what was good stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.documents.mending import mend

LINE = "落实机制，推动人员、技术、设备和管理一并下沉，新增床位三百五十张，同比增长7.5%。"
WORDS = st.lists(
    st.sampled_from(["推动", "技术", "，", "1.89亿元", "。", "GDP", "镕", "三百五十张", " ", "\n"]), max_size=30
).map("".join)


@given(WORDS)
def test_good_bytes_stay(text):
    assert mend(text.encode("gb18030")) == text


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_every_character_of_the_standard_stays(text):
    assert mend(text.encode("gb18030")) == text


@given(st.binary(max_size=200))
def test_any_bytes_become_text(data):
    text = mend(data)
    assert text.count("\n") == data.count(b"\n")
    assert text.encode("gb18030", "ignore") or not data.strip(b"\x80\xff") or "\ufffd" in text


@pytest.mark.parametrize("place", range(0, 44, 2))
@pytest.mark.parametrize("bad", [b"\xff", b"\x80"])
def test_a_byte_too_many_is_one_sign(place, bad):
    data = LINE.encode("gb18030")
    assert mend(data[:place] + bad + data[place:]).replace("\ufffd", "") == LINE


@pytest.mark.parametrize("place", range(44))
def test_a_byte_that_was_lost_costs_what_stands_beside_it(place):
    data = LINE.encode("gb18030")
    text = mend(data[:place] + data[place + 1 :])
    same_start = next(index for index, (a, b) in enumerate(zip(text, LINE, strict=False)) if a != b)
    same_end = next(index for index, (a, b) in enumerate(zip(text[::-1], LINE[::-1], strict=False)) if a != b)
    assert len(LINE) - same_start - same_end <= 3


def test_more_damage_than_a_few_bytes_is_read_as_it_stands(monkeypatch):
    monkeypatch.setattr("guoban.documents.mending.MOST_BYTES", 10)
    data = b"\xff" + LINE.encode("gb18030")
    assert mend(data) == data.decode("gb18030", "replace")
