"""Numbers as they are written: digits, Chinese numerals, and the two mixed."""

from functools import lru_cache

DIGITS = dict(zip("零〇○一二两三四五六七八九", (0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
SMALL_SCALES = {"十": 10, "百": 100, "千": 1000}
SCALES = {**SMALL_SCALES, "万": 10_000, "亿": 100_000_000}
# Longest first: what may stand between a number and its unit, and is kept in the unit.
MAGNITUDES = ("万亿", "千亿", "百亿", "十亿", "千万", "百万", "十万", "亿", "万", "千", "百")


def parse_digits(text: str) -> float:
    """Return the value of a number in digits: 1,234.5 is 1234.5; a middle dot or a doubled dot is a decimal point.

    Raises `ValueError` where `text` is no such number.
    """
    plain = text.replace(",", "").replace("·", ".").replace("..", ".").replace("−", "-")
    return float(plain)


@lru_cache(maxsize=1 << 10)
def parse_chinese(text: str) -> float:
    """Return the value of a Chinese numeral: 二十三 is 23, 三点五 is 3.5, 一百零八 is 108, 二〇二三 is 2023.

    Raises `ValueError` where `text` is no numeral.
    """
    whole, point, fraction = text.partition("点")
    value = float(_parse_whole(whole))
    if point:
        value = float(f"{int(value)}.{''.join(str(DIGITS[char]) for char in fraction)}")
    return value


def _parse_whole(text: str) -> int:
    if not text or any(char not in DIGITS and char not in SCALES for char in text):
        raise ValueError(text)
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total = section = 0
    digit: int | None = None
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in SMALL_SCALES:
            section += (1 if digit is None else digit) * SMALL_SCALES[char]
            digit = None
        else:
            total = (total + section + (digit or 0)) * SCALES[char] or SCALES[char]
            section, digit = 0, None
    return total + section + (digit or 0)


def multiplier(magnitude: str) -> int:
    """Return what a magnitude in front of a unit stands for: 万 is 10000, 百万 is 1000000, empty is 1."""
    factor = 1
    for char in magnitude:
        factor *= SCALES[char]
    return factor
