"""Numbers as Word writes them before a paragraph, by the names of ECMA-376, 17.18.59 (ST_NumberFormat).

The Japanese and Taiwanese names stand in Chinese files too: Word offers 一、二、三 under several of them.
"""

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MOST_ROMAN = 4000
NO_NUMBER = frozenset({"none", "bullet"})


def format_number(number: int, kind: str) -> str:
    """Return `number` in the format `kind`; a format that is not known here is decimal.

    12 is 十二 as chineseCounting, 壹拾贰 as chineseLegalSimplified, 一二 as ideographDigital.
    """
    if kind in NO_NUMBER or number < 0:
        return ""
    return FORMATS.get(kind, str)(number)


def counting(number: int, digits: str = DIGITS, units: str = "十百千") -> str:
    """Return `number` below 10,000 in words: 十二, 二十, 一百零五. A larger one is in digits."""
    if not 0 < number < 10_000:
        return "".join(digits[int(sign)] for sign in str(number))
    words = ""
    gap = False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    return words[1:] if words.startswith("一十") else words


def positional(number: int) -> str:
    """Return `number` digit by digit: 一二 for 12."""
    return "".join(DIGITS[int(sign)] for sign in str(number))


def _short_counting(number: int) -> str:
    return counting(number) if 0 < number < 100 else positional(number)


def _legal(number: int) -> str:
    words = counting(number, LEGAL, "拾佰仟")
    return "壹" + words if words.startswith("拾") else words


def _cycle(signs: str) -> Callable[[int], str]:
    """Return a format that knows as many numbers as there are `signs`; what is beyond is decimal."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _run(first: str, count: int) -> str:
    return "".join(chr(ord(first) + step) for step in range(count))


def _letters(number: int, first: str) -> str:
    """Return a, b … z, aa, bb, as Word counts."""
    if number == 0:
        return ""
    repeats, place = divmod(number - 1, 26)
    return chr(ord(first) + place) * (repeats + 1)


def _roman(number: int) -> str:
    if not 0 < number < MOST_ROMAN:
        return str(number)
    words = ""
    for value, sign in ROMAN:
        words += sign * (number // value)
        number %= value
    return words


def _full_width(number: int) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in str(number))


CIRCLES = _run("①", 20) + _run("㉑", 15) + _run("㊱", 15)
FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _cycle(CIRCLES),
    "decimalEnclosedCircleChinese": _cycle(CIRCLES),
    "decimalEnclosedFullstop": _cycle(_run("⒈", 20)),
    "decimalEnclosedParen": _cycle(_run("⑴", 20)),
    "chineseCounting": _short_counting,
    "taiwaneseCounting": _short_counting,
    "chineseCountingThousand": counting,
    "taiwaneseCountingThousand": counting,
    "japaneseCounting": counting,
    "koreanCounting": counting,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": lambda number: _legal(number).translate(str.maketrans("贰叁陆", "貳參陸")),
    "ideographDigital": positional,
    "japaneseDigitalTenThousand": positional,
    "taiwaneseDigital": positional,
    "ideographEnclosedCircle": _cycle(_run("㊀", 10)),
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
    "ideographZodiacTraditional": lambda number: STEMS[(number - 1) % 10] + BRANCHES[(number - 1) % 12],
    "upperLetter": lambda number: _letters(number, "A"),
    "lowerLetter": lambda number: _letters(number, "a"),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "numberInDash": lambda number: f"- {number} -",
}
