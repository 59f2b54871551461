"""Traditional characters as simplified ones, for matching: one character for one, so that offsets hold.

The words that patterns know are simplified. What is cited stays as it was written; names that are made from the text
(departments, indicators, titles) come out simplified, so that the same department has one name in every compilation.

A text in simplified characters must not pass through the table: its 乾安县 would become 干安县. So the document decides,
and a line only where it clearly speaks for the other side: a traditional report in a simplified compilation.
"""

from functools import cache
from typing import Any

CLEARLY = 3


def simplify(text: str) -> str:
    """Return `text` with its traditional passages in simplified characters, of the same length."""
    simple = _converted(text, "t2s")
    if simple == text:
        return text
    traditional = _converted(text, "s2t")
    before, after, other = text.split("\n"), simple.split("\n"), traditional.split("\n")
    counts = [(_changed(a, b), _changed(a, c)) for a, b, c in zip(before, after, other, strict=True)]
    usual = sum(old for old, _new in counts) > sum(new for _old, new in counts)
    lines = (
        new_line if _is_traditional(*count, usual=usual) else line
        for line, new_line, count in zip(before, after, counts, strict=True)
    )
    return "\n".join(lines)


def _is_traditional(old: int, new: int, *, usual: bool) -> bool:
    """Tell from the characters that only the traditional and only the simplified script has."""
    if old > new:
        return usual or old >= CLEARLY
    return usual and not (new > old and new >= CLEARLY)


def _changed(one: str, two: str) -> int:
    return 0 if one == two else sum(a != b for a, b in zip(one, two, strict=True))


def _converted(text: str, kind: str) -> str:
    """Return `text` through the table `kind`; what the table would lengthen goes through character by character."""
    table = _table(kind)
    lines = []
    for line in text.split("\n"):
        try:
            new = table.convert(line)
        except UnicodeEncodeError:  # half a surrogate pair, which no encoding of a text gives but some escapes do
            new = line
        if len(new) != len(line):
            new = "".join(
                one if len(one) == 1 else sign for sign, one in ((sign, table.convert(sign)) for sign in line)
            )
        lines.append(new)
    return "\n".join(lines)


@cache
def _table(kind: str) -> Any:
    from opencc import OpenCC  # noqa: PLC0415  (only where there is something to convert)

    return OpenCC(kind)
