"""Numbers as headings and counts write them: 十二, 23, ③, ㈠."""

_ONES = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"两": 2, "零": 0, "○": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}


def chinese_number(words: str) -> int | None:
    """Return the value of a whole number below ten thousand in Chinese numerals, or None: 十二 is 12, 二〇 20, 两百零三 203."""
    total = current = 0
    positional = all(sign in _ONES for sign in words)
    if not words:
        return None
    if positional:
        return int("".join(str(_ONES[sign]) for sign in words))
    for sign in words:
        if sign in _ONES:
            current = _ONES[sign]
        elif sign in _TENS:
            total += (current or 1) * _TENS[sign]
            current = 0
        else:
            return None
    return total + current


def read_number(words: str) -> int | None:
    """Return the value of a number in digits or in Chinese numerals, or None."""
    if words.isdecimal():
        return int(words)
    return chinese_number(words)
