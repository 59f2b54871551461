"""The numbers of headings, in all their styles."""

from dataclasses import dataclass
from typing import Literal

import regex

from guoban.structure.numerals import chinese_number

Style = Literal[
    "chapter", "node", "bare", "cn", "bracket_cn", "digit", "bracket_digit", "circle", "ordinal", "is", "theme"
]

# What stands above what where a report uses several; "ordinal" and "is" hang below whatever is open.
RANK: dict[Style, int] = {
    "chapter": 0, "node": 1, "bare": 2, "cn": 2, "bracket_cn": 3, "digit": 4, "bracket_digit": 5, "circle": 6,
    "ordinal": 7, "is": 8, "theme": 9,
}  # fmt: skip
FLOATING: frozenset[Style] = frozenset({"ordinal", "is", "theme"})

_CN = "[一二三四五六七八九十]{1,3}"
_NUMBER = regex.compile(
    rf"第(?P<chapter>[一二三四五六七八九十\d]{{1,3}})(?:章|编|部分)(?![^\s:、]*[的是])[\s:、]*"
    rf"|第(?P<node>[一二三四五六七八九十\d]{{1,3}})节[\s:、]*"
    rf"|(?P<cn>{_CN})\s?[、.](?![一二三四五六七八九十]+[、是])\s*"
    rf"|[(〈<\[【〔](?P<bracket_cn>{_CN})[)〉>\]】〕][、.:]?\s*"
    r"|(?P<bracket_cn>[㈠-㈩])[、.]?\s*"
    r"|[(〔](?P<bracket_digit>\d{1,2})[)〕][、.]?\s*"
    r"|(?P<digit>\d{1,2})[.、)](?!\d|%)\s*"
    r"|(?P<digit>\d{1,2})[.、)](?=(?:19|20)\d\d年)"
    r"|(?P<doubtful>\d{1,2})[.](?=\d)"
    r"|(?P<circle>[①-⑳])\s*"
    r"|(?P<bracket_digit>[⑴-⒇])\s*"
    r"|(?P<digit>[⒈-⒛])\s*"
    r"|(?P<digit>\d)\ufe0f?\u20e3\s*"
    rf"|(?P<ordinal>第{_CN}[,、:]|其[一二三四五六七八九],)\s*"
    rf"|(?P<cn>{_CN})\s(?=\p{{Han}}[^。,;]{{1,30}}$)"
    rf"|(?P<is>{_CN}是(?![否非是]))"
)
_BASES = (("㈠", "㈩"), ("①", "⑳"), ("⑴", "⒇"), ("⒈", "⒛"))


@dataclass(frozen=True, slots=True)
class HeadingNumber:
    """The number that a heading opens with: its style, value, words as written, and where the heading goes on.

    `doubtful`: digits follow the dot (8.6个专项), so only its neighbours can tell whether it is a number at all.
    """

    style: Style
    value: int
    written: str
    end: int
    doubtful: bool = False


def read_heading_number(words: str, at: int = 0) -> HeadingNumber | None:
    """Return the number that opens a heading at `at`: 一、 (一) 1. (1) ① 第一, 一是 第一章; None where there is none."""
    found = _NUMBER.match(words, at)
    if not found or found.lastgroup is None:
        return None
    style, written = found.lastgroup, found[found.lastgroup]
    if style == "doubtful":
        return HeadingNumber("digit", int(written), written, found.end(), doubtful=True)
    if style == "is":
        return HeadingNumber("is", chinese_number(written[:-1]) or 0, written, found.end())
    if style == "ordinal":
        written = written[:-1]
        return HeadingNumber("ordinal", chinese_number(written[1:]) or 0, written, found.end())
    if style in ("chapter", "node"):
        return HeadingNumber(
            "chapter" if style == "chapter" else "node", _value(written), found.group().strip(" :、"), found.end()
        )
    return HeadingNumber(style, _value(written), written, found.end())  # type: ignore[arg-type]


def _value(written: str) -> int:
    if written.isdecimal():
        return int(written)
    for first, last in _BASES:
        if first <= written <= last:
            return ord(written) - ord(first) + 1
    return chinese_number(written) or 0
