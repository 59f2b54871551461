"""Markdown: the text without its marks.

By line, not by a parser of the standard: reports are pasted into such files, a line a paragraph, and a parser joins
lines that belong to nothing. Stars that redact a figure (**亿元, 20**年, **街道) stay.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from guoban.documents import plain_text
from guoban.documents.decoded import Decoded
from guoban.documents.lines import Lines, row_lines, text_notes

if TYPE_CHECKING:
    from guoban.records import HintKind

HEADING = regex.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*$")
UNDERLINE = regex.compile(r"^ {0,3}(?:=+|-{2,})[ \t]*$")
RULE = regex.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
FENCE = regex.compile(r"^ {0,3}(?:```|~~~)")
QUOTE = regex.compile(r"^(?: {0,3}>[ \t]?)+")
BULLET = regex.compile(r"^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
TABLE_RULE = regex.compile(r"^[ \t]*\|?[ \t]*:?-{1,}:?[ \t]*(?:\|[ \t]*:?-{1,}:?[ \t]*)*\|?[ \t]*$")
CELL_END = regex.compile(r"(?<!\\)\|")
STRONG = regex.compile(r"(?<![*\\])(?P<mark>\*{1,3})(?![\s*])(?P<words>[^*\n]+?)(?<![\s\\])(?P=mark)(?!\*)")
# What stars stand for a figure before, and a name: **亿元, 20**年, **街道
UNIT = regex.compile(r"[亿万千百元%％个家户人次年月日件项条公里亩吨名所座台辆套处倍成届期号]")
ORGAN = regex.compile(r"[街镇乡县市区省局委]")
WORD = regex.compile(r"[\p{Han}\d]$")
UNDERSCORE = regex.compile(
    r"(?<![\w\\])(?P<mark>__|_)(?![\s_])(?P<words>[^_\n]*[^_\s\d][^_\n]*?)(?<!\s)(?P=mark)(?!\w)"
)
IMAGE = regex.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])")
LINK = regex.compile(r"(?<!!)\[(?P<words>[^\[\]\n]+)\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])")
FOOTNOTE_MARK = regex.compile(r"\[\^[^\]\n]{1,40}\](?!:)")
FOOTNOTE = regex.compile(r"^ {0,3}\[\^[^\]\n]{1,40}\]:[ \t]*")
REFERENCE = regex.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?:https?|ftp|mailto|file|\.|/|#)\S*.*$")
CODE = regex.compile(r"(?<!`)(`{1,2})(?!`)(?P<words>[^`\n]+)\1(?!`)")
TAG = regex.compile(
    r"</?(?:br|p|div|span|font|b|i|u|em|strong|center|sup|sub|a|img|hr|table|tr|td|th)(?:\s[^<>\n]*)?/?>",
    regex.IGNORECASE,
)
BREAK = regex.compile(r"<br\s*/?>", regex.IGNORECASE)
COMMENT = regex.compile(r"<!--.*?-->", regex.DOTALL)
ESCAPED = regex.compile(r"\\([!-/:-@\[-`{-~])")
FRONT_MATTER = regex.compile(r"\A---[ \t]*\n(?:[\w-]+:.*\n|[ \t]+.*\n|\n)*?---[ \t]*\n")


def read(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text of the Markdown file `data`. Raises as `plain_text.read` does."""
    source = plain_text.read(data, name, encoding)
    lines = Lines()
    rows = COMMENT.sub("", FRONT_MATTER.sub("", source.text)).split("\n")
    fenced = False
    for index, row in enumerate(rows):
        if FENCE.match(row):
            fenced = not fenced
            continue
        if fenced:
            lines.add(row)
            continue
        _add(lines, row, rows[index + 1] if index + 1 < len(rows) else "", rows[index - 1] if index else "")
    found = lines.decoded(source.encoding)
    return replace(found, notes=text_notes(source, found.text))


def without_marks(words: str) -> str:
    """Return a line without the marks inside it: 完成**重点工程**3个 is 完成重点工程3个, **亿元 stays."""
    words = IMAGE.sub("", words)
    words = LINK.sub(lambda found: found["words"], words)
    words = FOOTNOTE_MARK.sub("", words)
    words = CODE.sub(lambda found: found["words"], words)
    words = TAG.sub("", BREAK.sub("\n", words))
    words = STRONG.sub(_without_stars, words)
    words = UNDERSCORE.sub(lambda found: found["words"], words)
    return ESCAPED.sub(r"\1", words)


def _without_stars(found: regex.Match[str]) -> str:
    """Return the words between stars, or all where the stars redact: they stand for a figure or a name."""
    words, before, after = found["words"], found.string[: found.start()], found.string[found.end() :]
    figure = UNIT.match(after) or (UNIT.match(words) and WORD.search(before[-1:]))
    name = (ORGAN.match(words) and not ORGAN.match(words[-1])) or ORGAN.match(after)
    product = len(found["mark"]) == 1 and (before[-1:].isdecimal() or after[:1].isdecimal())
    return str(found.group()) if figure or name or product else str(words)


def _add(lines: Lines, row: str, below: str, above: str) -> None:
    row = QUOTE.sub("", row)
    if _is_mark(row, above):
        return
    kinds: tuple[HintKind, ...] = ()
    level = 0
    if heading := HEADING.match(row):
        row, level = heading["words"], len(heading["marks"])
    elif row.strip() and UNDERLINE.match(below) and "|" not in row:
        level = 1 if "=" in below else 2
    if level:
        kinds = ("heading", "title") if level == 1 else ("heading",)
    if not level and "|" in row and (row.strip().startswith("|") or TABLE_RULE.match(below) or TABLE_RULE.match(above)):
        for line in row_lines([[without_marks(cell.strip().replace(r"\|", "|"))] for cell in _cells(row)]):
            lines.add(line)
        return
    lines.add(without_marks(BULLET.sub("", FOOTNOTE.sub("", row))).rstrip(), *kinds, level=level)


def _is_mark(row: str, above: str) -> bool:
    """Tell whether a line is nothing but marks: a rule, an underline, the rule of a table, the target of a link."""
    if RULE.match(row) or (TABLE_RULE.match(row) and "|" in row) or REFERENCE.match(row):
        return True
    return UNDERLINE.match(row) is not None and bool(above.strip())


def _cells(row: str) -> list[str]:
    row = row.strip()
    row = row.removeprefix("|")
    cells = CELL_END.split(row)
    return cells[:-1] if cells and not cells[-1].strip() else cells
