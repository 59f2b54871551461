"""The text of an HTML tree as lines: blocks, tables by rows, lists with the numbers that a browser shows."""

from collections.abc import Iterator

import regex
from lxml import etree

from guoban.documents.docx.number_formats import format_number
from guoban.documents.docx.runs import RAISED
from guoban.documents.lines import Lines, row_lines
from guoban.records import HintKind

Element = etree._Element  # noqa: SLF001  (lxml's own name for the type)

BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
LEVELS = {f"h{level}": level for level in range(1, 7)}
KINDS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
CENTRED = regex.compile(r"text-align\s*:\s*center", regex.IGNORECASE)
CHINESE_LIST = regex.compile(
    r"list-style(?:-type)?\s*:[^;]*(?:cjk-ideographic|(?:simp|trad)-chinese|chinese)", regex.IGNORECASE
)
NO_LIST = regex.compile(r"list-style(?:-type)?\s*:[^;]*none", regex.IGNORECASE)
BLANKS = regex.compile(r"[ \t\r\n\f]+")
# Where the source is wrapped inside a Chinese sentence there is no blank.
WRAPPED = regex.compile(
    r"(?<=\p{Han})[ \t]*[\r\n]+[ \t]*(?=[\p{Han}\d（《“])|(?<=[，。、；：！？）》”％])[ \t]*[\r\n]+[ \t]*|(?<=\d)[ \t]*[\r\n]+[ \t]*(?=\p{Han})"
)
# What a browser shows as it stands; a soft hyphen it does not show.
SOFT_HYPHEN = "\u00ad"
MOST_DEPTH = 200


Line = tuple[str, tuple[HintKind, ...], int]


def add(lines: Lines, element: Element) -> None:
    """Add the lines of `element` to `lines`, with the hints that its tags give."""
    for words, kinds, level in _block(element, 0):
        lines.add(words, *kinds, level=level)


def _block(element: Element, depth: int) -> Iterator[Line]:
    """Yield the lines in `element`: its words, the hints on it, its level as a heading."""
    if element.tag == "pre":
        yield from ((words.rstrip(), (), 0) for words in "".join(map(str, element.itertext())).split("\n"))
        return
    pending = [element.text or ""]
    kinds, level = _kinds(element), LEVELS.get(str(element.tag), 0)
    for one in element:
        inner = _inner(one, depth + 1)
        if inner is None:
            pending.append(_inline(one))
        else:
            yield from _flushed(pending, kinds, level)
            yield from ((words, kinds + more, below or level) for words, more, below in inner)
        pending.append(one.tail or "")
    yield from _flushed(pending, kinds, level)


def _inner(element: Element, depth: int) -> Iterator[Line] | None:
    """Return the lines of an element that stands on lines of its own, None for one inside a line."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or depth > MOST_DEPTH:
        return None
    if tag == "table":
        return _table(element, depth)
    if tag in ("ol", "ul"):
        return _list(element, depth)
    return _block(element, depth) if tag in BLOCKS or _holds_blocks(element) else None


def _flushed(pending: list[str], kinds: tuple[HintKind, ...], level: int) -> Iterator[Line]:
    words = _tidy("".join(pending))
    pending.clear()
    if words:
        yield words, kinds, level


def _table(table: Element, depth: int) -> Iterator[Line]:
    for part in table:
        if part.tag in ("thead", "tbody", "tfoot"):
            yield from _table(part, depth + 1)
        elif part.tag == "tr":
            yield from _row(part, depth + 1)
        elif isinstance(part.tag, str):
            yield from _block(part, depth + 1)


def _row(row: Element, depth: int) -> Iterator[Line]:
    cells = [list(_block(cell, depth)) for cell in row if cell.tag in ("td", "th")]
    nested = next(row.iter("table"), None) is not None
    rows = list(row_lines([[words for words, _kinds, _level in cell] for cell in cells]))
    if not nested and len(cells) > 1 and len(rows) == 1:
        yield rows[0], (), 0
    else:
        yield from (line for cell in cells for line in cell)


def _list(element: Element, depth: int) -> Iterator[Line]:
    """Yield the lines of a list; the first line of an item has the number that a browser puts before it."""
    number = _number(element.get("start"), 1)
    for item in element:
        if item.tag != "li":
            if isinstance(item.tag, str):
                yield from _block(item, depth + 1)
            continue
        number = _number(item.get("value"), number)
        label = _label(element, number)
        number += 1
        for words, kinds, level in _block(item, depth + 1):
            yield label + words, kinds, level
            label = ""


def _label(element: Element, number: int) -> str:
    style = element.get("style") or ""
    if element.tag != "ol" or NO_LIST.search(style):
        return ""
    if CHINESE_LIST.search(style):
        return format_number(number, "chineseCountingThousand") + "、"
    return format_number(number, KINDS.get(element.get("type") or "1", "decimal")) + ". "


def _inline(element: Element) -> str:
    """Return the words of an element inside a line; raised figures as such: km²."""
    if element.tag == "br":
        return "\v"
    if element.tag in ("rt", "rp"):
        return ""
    words = (element.text or "") + "".join(
        _inline(one) + (one.tail or "") for one in element if isinstance(one.tag, str)
    )
    if element.tag == "sup" and words.strip().isascii():
        return words.strip().translate(RAISED)
    return words


def _tidy(words: str) -> str:
    """Return `words` as a browser shows them: blanks folded, line breaks where the page has them."""
    words = WRAPPED.sub("", words.replace(SOFT_HYPHEN, ""))
    lines = (BLANKS.sub(" ", line).strip(" ") for line in words.split("\v"))
    return "\n".join(line for line in lines if line.strip())


def _holds_blocks(element: Element) -> bool:
    """Tell whether an inline element has blocks inside: <font><p>…</p></font>."""
    return any(one.tag in BLOCKS for one in element.iter(etree.Element) if one is not element)


def _kinds(element: Element) -> tuple[HintKind, ...]:
    if element.tag in LEVELS:
        return ("heading", "title") if element.tag == "h1" else ("heading",)
    centred = element.get("align") == "center" or element.tag == "center" or CENTRED.search(element.get("style") or "")
    bold = element.tag == "p" and any(one.tag in ("b", "strong") for one in element)
    return ("title",) if centred and bold else ()


def _number(words: str | None, otherwise: int) -> int:
    try:
        return int(words) if words is not None else otherwise
    except ValueError:
        return otherwise
