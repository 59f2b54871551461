"""The yardstick: a number, perhaps a unit behind it, in some 30 lines. No roles, no periods, no names, no redactions."""

import regex

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
SCALES = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10_000, "亿": 100_000_000, "": 1}
UNITS = "个百分点|百分点|平方公里|平方米|立方米|公里|公顷|人次|家次|批次|元|吨|亩|人|个|家|户|项|次|座|件|场|条|米|天|%|％|‰"
PATTERN = regex.compile(
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<large>[万亿]?)(?P<unit>{UNITS})?"
    rf"|(?P<words>[零〇一二两三四五六七八九十百千]+)(?P<large>[万亿]?)(?P<unit>{UNITS})"
)


def find(text: str) -> list[tuple[int, int, float, str]]:
    """Return start, end, value and unit of each number in `text`."""
    return [(one.start(), one.end(), _value(one), one["unit"] or "") for one in PATTERN.finditer(text)]


def _value(one: "regex.Match[str]") -> float:
    number = float(one["digits"].replace(",", "")) if one["digits"] else float(_spoken(one["words"]))
    return number * LARGE[one["large"]]


def _spoken(words: str) -> int:
    total, digit = 0, 0
    for sign in words:
        if sign in SCALES:
            total, digit = total + (digit or 1) * SCALES[sign], 0
        else:
            digit = DIGITS[sign]
    return total + digit
