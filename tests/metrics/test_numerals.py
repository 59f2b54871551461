"""Numbers in digits and in Chinese numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.metrics.numerals import multiplier, parse_chinese, parse_digits


@pytest.mark.parametrize(
    ("written", "value"),
    [("29", 29), ("1,234.5", 1234.5), ("86,500", 86500), ("3·5", 3.5), ("9..5", 9.5), ("-3.2", -3.2), ("0", 0)],
)
def test_digits(written, value):
    assert parse_digits(written) == value


@pytest.mark.parametrize("written", ["", "三", "1.2.3", "XX"])
def test_no_digits(written):
    with pytest.raises(ValueError, match="float"):
        parse_digits(written)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三", 3), ("两", 2), ("十", 10), ("十二", 12), ("二十三", 23), ("一百零八", 108), ("三千五百", 3500), ("两千", 2000),
        ("三点五", 3.5), ("九十八点六", 98.6), ("二〇二三", 2023), ("一万二千", 12000), ("三亿", 300_000_000), ("零", 0),
    ],
)  # fmt: skip
def test_chinese(written, value):
    assert parse_chinese(written) == value


@pytest.mark.parametrize("written", ["", "企业", "三家", "3"])
def test_no_chinese_numeral(written):
    with pytest.raises(ValueError, match=written or "^$"):
        parse_chinese(written)


def in_chinese(number):
    """Return a number below 100 million as a Chinese numeral: 10203 is 一万零二百零三."""
    if number >= 10_000:
        rest = number % 10_000
        return in_chinese(number // 10_000) + "万" + (("零" if rest < 1000 else "") + in_chinese(rest) if rest else "")
    words, zero = "", False
    for place, scale in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if zero else "") + "零一二三四五六七八九"[digit] + scale
        zero = not digit and bool(words)
    return words or "零"


@given(st.integers(0, 99_999_999))
def test_a_numeral_reads_back(number):
    assert parse_chinese(in_chinese(number)) == number


@given(st.integers(0, 10**12), st.integers(0, 999))
def test_digits_read_back(whole, fraction):
    assert parse_digits(f"{whole:,}.{fraction:03d}") == pytest.approx(whole + fraction / 1000)


@pytest.mark.parametrize(
    ("magnitude", "factor"), [("", 1), ("万", 10**4), ("百万", 10**6), ("亿", 10**8), ("万亿", 10**12)]
)
def test_magnitudes(magnitude, factor):
    assert multiplier(magnitude) == factor
