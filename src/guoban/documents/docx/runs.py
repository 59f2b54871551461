"""The words of a paragraph: its runs joined, insertions in and deletions out, fields as they show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from guoban.documents.docx.styles import Styles
from guoban.documents.docx.xml import Element, attribute, child, name, value

# Elements that only hold runs.
HOLDERS = frozenset({
    "w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:rubyBase",
    "m:oMath", "m:oMathPara",
})  # fmt: skip
MATH = frozenset(
    {
        "m:num",
        "m:den",
        "m:e",
        "m:sub",
        "m:sup",
        "m:deg",
        "m:f",
        "m:d",
        "m:sSup",
        "m:sSub",
        "m:sSubSup",
        "m:rad",
        "m:nary",
        "m:func",
        "m:fName",
        "m:r",
        "m:t",
    }
)
SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-"}
# Fields of page furniture; in the text they count nothing.
FURNITURE = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
PAGE_BREAK = "\f"
RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_LINE_ENDS = str.maketrans("\r\n\t\f", "    ")


@dataclass(slots=True)
class _Field:
    """A field that is open: what it asks for, and whether its result has begun."""

    asks: str = ""
    shown: bool = False

    @property
    def kind(self) -> str:
        return self.asks.split()[0].upper() if self.asks.split() else ""


@dataclass(slots=True)
class Paragraph:
    """What a paragraph says, with the share of it that is bold and its largest size, in half points.

    `boxes` are the text boxes anchored in it, `footnotes` the elements that it refers to. A page break is a form feed.
    """

    text: str = ""
    bold: int = 0
    size: int = 0
    sizes: dict[int, int] = field(default_factory=dict)
    in_contents: bool = False
    boxes: list[Element] = field(default_factory=list)
    footnotes: list[Element] = field(default_factory=list)


class RunReader:
    """Reads the paragraphs of one story in order: a field may begin in one and end in another."""

    def __init__(self, styles: Styles, footnotes: Mapping[tuple[str, str], Element]) -> None:
        self._styles = styles
        self._footnotes = footnotes
        self._fields: list[_Field] = []

    def read(self, element: Element) -> Paragraph:
        found = Paragraph(in_contents=self._in_contents())
        style = value(element, "w:pPr", "w:pStyle")
        pieces = list(self._pieces(element, style, found))
        found.text = "".join(pieces)
        found.in_contents = found.in_contents or self._in_contents()
        return found

    def _in_contents(self) -> bool:
        return any(one.kind == "TOC" for one in self._fields)

    def _visible(self) -> bool:
        return all(one.shown and one.kind not in FURNITURE for one in self._fields)

    def _pieces(self, parent: Element, style: str | None, found: Paragraph) -> Iterator[str]:
        for element in parent:
            match name(element):
                case "w:r":
                    yield from self._run(element, style, found)
                case "w:fldSimple":
                    kind = (attribute(element, "instr") or "").split()
                    if not kind or kind[0].upper() not in FURNITURE:
                        yield from self._pieces(element, style, found)
                case "w:sdt":
                    if child(element, "w:sdtPr", "w:showingPlcHdr") is None:
                        yield from self._inside(child(element, "w:sdtContent"), style, found)
                case "mc:AlternateContent":
                    yield from self._inside(chosen(element), style, found)
                case "m:t":
                    yield element.text or ""
                case one if one in HOLDERS or one in MATH:
                    yield from self._pieces(element, style, found)
                case _:
                    continue

    def _inside(self, element: Element | None, style: str | None, found: Paragraph) -> Iterator[str]:
        if element is not None:
            yield from self._pieces(element, style, found)

    def _run(self, run: Element, style: str | None, found: Paragraph) -> Iterator[str]:
        look = child(run, "w:rPr")
        hidden = self._styles.hidden(style, look)
        words = "".join(self._run_pieces(run, style, found))
        if hidden or not words:
            return
        if value(look, "w:vertAlign") == "superscript" and words.strip().isascii():
            words = words.translate(RAISED)
        inked = len(words.strip())
        if inked:
            size = self._styles.size(style, look)
            found.size = max(found.size, size)
            found.sizes[size] = found.sizes.get(size, 0) + inked
            found.bold += inked if self._styles.bold(style, look) else 0
        yield words

    def _run_pieces(self, run: Element, style: str | None, found: Paragraph) -> Iterator[str]:
        for element in run:
            kind = name(element)
            match kind:
                case "w:fldChar" | "w:instrText":
                    self._field(attribute(element, "fldCharType"), element.text)
                case "mc:AlternateContent" if (inner := chosen(element)) is not None:
                    yield from self._run_pieces(inner, style, found)
                case "w:drawing" | "w:pict" | "w:object":
                    found.boxes.extend(boxes(element))
                case "w:footnoteReference" | "w:endnoteReference":
                    key = kind.removesuffix("Reference"), attribute(element, "id") or ""
                    found.footnotes.extend([self._footnotes[key]] if key in self._footnotes else [])
                case "w:ruby":
                    yield from self._inside(child(element, "w:rubyBase"), style, found)
                case _ if self._visible():
                    yield _words(element, kind)
                case _:
                    continue

    def _field(self, kind: str | None, asks: str | None) -> None:
        """Open a field, go on with it or close it: `asks` is a part of what it is to show, where that is read."""
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "end":
            self._fields.pop()
        elif self._fields and kind == "separate":
            self._fields[-1].shown = True
        elif self._fields:
            self._fields[-1].asks += asks or ""


def chosen(element: Element) -> Element | None:
    """Return the first choice of several ways to say the same; the others would say it again."""
    found = child(element, "mc:Choice")
    return child(element, "mc:Fallback") if found is None else found


def boxes(element: Element) -> Iterator[Element]:
    """Yield the text boxes in a drawing, not those inside other boxes, and not the same one twice."""
    for one in element:
        match name(one):
            case "w:txbxContent":
                yield one
            case "mc:AlternateContent":
                inner = chosen(one)
                if inner is not None:
                    yield from boxes(inner)
            case _:
                yield from boxes(one)


def _words(element: Element, kind: str) -> str:
    match kind:
        case "w:t":
            return (element.text or "").translate(_LINE_ENDS)
        case "w:br":
            return {"page": PAGE_BREAK, "column": "\n"}.get(attribute(element, "type") or "", "\n")
        case "w:sym":
            return _symbol(attribute(element, "char"))
        case _:
            return SIGNS.get(kind, "")


def _symbol(code: str | None) -> str:
    """Return the character of a symbol font; those in the private area are pictures without a meaning."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    return chr(point) if 0x20 < point < 0xD800 else ""
