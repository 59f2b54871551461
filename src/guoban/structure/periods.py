"""The time that words speak of: years, halves, quarters, months."""

from dataclasses import dataclass

import regex

_DIGITS = {
    sign: value
    for value, signs in enumerate(("〇○零Oo0", "一1", "二2", "三3", "四4", "五5", "六6", "七7", "八8", "九9"))
    for sign in signs
}
_QUARTER = {"一": "Q1", "1": "Q1", "二": "Q2", "2": "Q2", "三": "Q3", "3": "Q3", "四": "Q4", "4": "Q4"}

# 2023年, 2023年度, 2023上半年, 二〇二三年; 20XX年, 201*年, XX年 are years that the source hides
YEAR = regex.compile(
    r"(?<![\d.])(?P<digits>(?:19|20)\d\d)(?=年|上半年|下半年|度)年?度?"
    r"|(?P<words>[二一][〇○零O0九][〇○零一二三四五六七八九O]{2})年度?"
    r"|(?P<hidden>20[xX*×]{1,2}|20\d[xX*×]|[xX×]{2,4}|\*{2,4})年度?"
)
# 上半年, 前三季度, 第一季度, 1-9月, 1至6月份
SPAN = regex.compile(
    r"(?P<half>上半年|下半年|半年)"
    r"|(?P<three>前三个?季度|前3个?季度|[一1]至三季度|1-3季度)"
    r"|第?(?P<quarter>[一二三四1234])个?季度"
    r"|(?:元|1|一)月?份?(?:[-—~至到])(?P<month>1[0-2]|[2-9]|十[一二]?|[二三四五六七八九])月份?"
    r"|前(?P<first>[369三六九])个?月"
    r"|(?P<year>全年|年度|年终|年末|一年来|过去一年)"
)
_MONTHS = {"二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A year (None: none told, or hidden) and a span of `guoban.tables.SPANS`."""

    year: int | None
    span: str


def years(words: str) -> list[int]:
    """Return the years that `words` names, in order: 2023年, 二〇二三年度. Hidden ones (20XX年) are left out."""
    return [year for found in YEAR.finditer(words) if (year := year_of(found)) is not None]


def year_of(found: regex.Match[str]) -> int | None:
    """Return the year of a match of `YEAR`, None where the source hides it."""
    if found["digits"]:
        return int(found["digits"])
    if found["words"]:
        return int("".join(str(_DIGITS[sign]) for sign in found["words"]))
    return None


def spans(words: str) -> list[str]:
    """Return the spans that `words` names, in order: 上半年 is H1, 前三季度 Q1-Q3, 1-9月 Q1-Q3, 全年 year."""
    return [span_of(found) for found in SPAN.finditer(words)]


def span_of(found: regex.Match[str]) -> str:
    """Return the span of a match of `SPAN`; months from January are the quarter, half or year that they fall in."""
    if found["half"]:
        return "H2" if found["half"] == "下半年" else "H1"
    if found["three"]:
        return "Q1-Q3"
    if found["quarter"]:
        return _QUARTER[found["quarter"]]
    if found["month"] or found["first"]:
        return _from_january(found["month"] or found["first"])
    return "year"


def _from_january(month: str) -> str:
    last = int(month) if month.isdigit() else _MONTHS[month]
    if last <= 3:
        return "Q1"
    if last <= 6:
        return "H1"
    return "Q1-Q3" if last <= 9 else "year"
