"""The text of a Word file in reading order: paragraphs, tables, text boxes, footnotes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from guoban.documents.docx.numbering import Numbering
from guoban.documents.docx.runs import PAGE_BREAK, Paragraph, RunReader, chosen
from guoban.documents.docx.styles import Styles
from guoban.documents.docx.xml import Element, attribute, child, name, switch, value
from guoban.documents.lines import Lines, row_lines
from guoban.records import HintKind, Note

# Elements that only hold blocks.
HOLDERS = frozenset({"w:ins", "w:moveTo", "w:customXml", "w:smartTag"})
LONGEST_TITLE = 64
# So much larger than the text a title is, where it is not bold.
LARGER = 1.2
BOLD_SHARE = 0.9
NO_TITLE_ENDS = "。；;：:，,、"


@dataclass(slots=True)
class Block:
    """A paragraph as a line, or a table row as several; `breaks` tells that a page ends before or after it."""

    text: str = ""
    level: int | None = None
    title: bool = False
    centred: bool = False
    contents: bool = False
    break_before: bool = False
    break_after: bool = False
    paragraph: Paragraph = field(default_factory=Paragraph)


class BodyReader:
    """Reads one file. `numbered` counts the numbers that were written by the program, `unread` the parts left out."""

    def __init__(self, styles: Styles, numbering: Numbering, footnotes: Mapping[tuple[str, str], Element]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._footnotes = footnotes
        self._sections: list[Element] = []
        self._waiting = ""
        self.numbered = 0
        self.unread = 0

    def read(self, body: Element) -> Lines:
        """Return the lines of the story `body`, with what its layout says."""
        self._sections = _sections(body)
        blocks = list(self._blocks(body, RunReader(self._styles, self._footnotes)))
        lines = Lines()
        usual = _usual_size(blocks)
        contents = [place for block in blocks for place in _written(block, lines, usual) if block.contents]
        if contents:
            lines.hint(contents[0][0], contents[-1][1], "contents")
        if self.numbered:
            lines.notes.append(Note("numbering_generated", "info", details={"count": self.numbered}))
        if self.unread:
            lines.notes.append(Note("docx_part_unread", details={"count": self.unread}))
        return lines

    def _blocks(self, parent: Element, runs: RunReader, *, contents: bool = False) -> Iterator[Block]:
        for element in parent:
            match name(element):
                case "w:p":
                    yield from self._paragraph(element, runs, contents=contents)
                case "w:tbl":
                    yield from self._table(element, runs)
                case "w:sdt":
                    inner = child(element, "w:sdtContent")
                    if inner is not None and child(element, "w:sdtPr", "w:showingPlcHdr") is None:
                        yield from self._blocks(inner, runs, contents=contents or _is_contents(element))
                case "mc:AlternateContent":
                    inner = chosen(element)
                    if inner is not None:
                        yield from self._blocks(inner, runs, contents=contents)
                case "w:altChunk":
                    self.unread += 1
                case one if one in HOLDERS:
                    yield from self._blocks(element, runs, contents=contents)
                case _:
                    continue

    def _paragraph(self, element: Element, runs: RunReader, *, contents: bool) -> Iterator[Block]:
        properties = child(element, "w:pPr")
        found = runs.read(element)
        words, self._waiting = self._waiting + found.text, ""
        if _mark_is_deleted(properties):
            self._waiting = words
        else:
            yield Block(
                text=self._label(properties, words) + words,
                level=self._styles.outline_level(properties),
                title=self._styles.is_title(properties),
                centred=self._styles.is_centred(properties),
                contents=contents or found.in_contents,
                break_before=self._styles.breaks_page(properties),
                break_after=self._ends_page(properties),
                paragraph=found,
            )
        for box in found.boxes:
            yield from self._story(box)
        for note in found.footnotes:
            yield from self._story(note)

    def _story(self, element: Element) -> Iterator[Block]:
        """Yield the blocks of what stands beside the text; a deleted paragraph mark there joins nothing here."""
        waiting, self._waiting = self._waiting, ""
        yield from self._blocks(element, RunReader(self._styles, self._footnotes))
        self._waiting = waiting

    def _label(self, properties: Element | None, words: str) -> str:
        """Return the number that Word shows before a paragraph. An empty paragraph counts and shows nothing here."""
        reference = self._styles.numbering(properties)
        if reference is None:
            return ""
        label = self._numbering.label(reference)
        if not label or not words.strip():
            return ""
        self.numbered += 1
        glued = label[-1] in ".．" or label[-1].isdecimal()
        return f"{label} " if glued and words[:1].isdecimal() else label

    def _ends_page(self, properties: Element | None) -> bool:
        """Tell whether a section ends with a paragraph and the next one begins on a new page."""
        section = child(properties, "w:sectPr")
        if section is None:
            return False
        place = next((index for index, one in enumerate(self._sections) if one is section), None)
        after = self._sections[place + 1] if place is not None and place + 1 < len(self._sections) else None
        return value(after, "w:type") != "continuous"

    def _table(self, table: Element, runs: RunReader) -> Iterator[Block]:
        for row in _inside(table, "w:tr"):
            change = child(row, "w:trPr")
            if child(change, "w:del") is None and not switch(change, "w:hidden"):
                yield from self._row(row, runs)

    def _row(self, row: Element, runs: RunReader) -> Iterator[Block]:
        cells: list[list[Block]] = []
        nested = False
        for cell in _inside(row, "w:tc"):
            properties = child(cell, "w:tcPr")
            if child(properties, "w:cellDel") is not None:
                continue
            if _goes_on(properties):
                cells.append([])
                continue
            nested = nested or any(name(one) == "w:tbl" for one in cell.iter())
            cells.append(list(self._blocks(cell, runs)))
        if not nested:
            lines = list(row_lines([[block.text for block in cell] for cell in cells]))
            if len(cells) > 1 and len(lines) == 1:
                yield Block(lines[0], break_before=any(block.break_before for cell in cells for block in cell))
                return
        for cell_blocks in cells:
            yield from cell_blocks


def _written(block: Block, lines: Lines, usual: int) -> Iterator[tuple[int, int]]:
    """Add `block` to `lines`, with its hints; yield where it stands. A title listed in the contents is none itself."""
    kinds: list[HintKind] = ["heading"] if block.level else []
    if block.title or _looks_like_title(block, usual):
        kinds.append("title")
    if block.break_before:
        lines.break_page()
    for number, words in enumerate(block.text.split(PAGE_BREAK)):
        if number:
            lines.break_page()
        place = lines.add(words, *([] if block.contents else kinds), level=block.level or 0)
        if place:
            yield place
    if block.break_after:
        lines.break_page()


def _inside(parent: Element, wanted: str) -> Iterator[Element]:
    """Yield the rows of a table, or the cells of a row, also those that stand in a content control or an insertion."""
    for element in parent:
        kind = name(element)
        if kind == wanted:
            yield element
        elif kind == "w:sdt":
            inner = child(element, "w:sdtContent")
            if inner is not None:
                yield from _inside(inner, wanted)
        elif kind in HOLDERS:
            yield from _inside(element, wanted)


def _goes_on(properties: Element | None) -> bool:
    """Tell whether a cell only goes on with the one above, or the one to its left, which it is merged with."""
    for merged in ("w:vMerge", "w:hMerge"):
        element = child(properties, merged)
        if element is not None and attribute(element, "val") in (None, "continue"):
            return True
    return False


def _is_contents(element: Element) -> bool:
    gallery = value(element, "w:sdtPr", "w:docPartObj", "w:docPartGallery")
    return gallery == "Table of Contents"


def _mark_is_deleted(properties: Element | None) -> bool:
    look = child(properties, "w:rPr")
    return child(look, "w:del") is not None or child(look, "w:moveFrom") is not None


def _sections(body: Element) -> list[Element]:
    own = [section for one in body.iter() if name(one) == "w:pPr" and (section := child(one, "w:sectPr")) is not None]
    last = child(body, "w:sectPr")
    return own if last is None else [*own, last]


def _usual_size(blocks: list[Block]) -> int:
    sizes: Counter[int] = Counter()
    for block in blocks:
        sizes.update(block.paragraph.sizes)
    return sizes.most_common(1)[0][0] if sizes else 0


def _looks_like_title(block: Block, usual: int) -> bool:
    """Tell whether a paragraph is centred and bold or large, as the one title of a report is."""
    words, paragraph = block.text.strip(), block.paragraph
    if not block.centred or not 2 <= len(words) <= LONGEST_TITLE or words[-1] in NO_TITLE_ENDS:
        return False
    inked = sum(paragraph.sizes.values())
    bold = inked > 0 and paragraph.bold >= BOLD_SHARE * inked and paragraph.size >= usual
    return bold or paragraph.size >= LARGER * usual
