"""Writing a brief: headings that count themselves, paragraphs with notes, the table, pictures."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Mm, Pt
from docx.table import Table, _Cell, _Row

from guoban.export.brief.content import NAME_SIGNS, Words
from guoban.export.brief.length import cut, note_words
from guoban.export.brief.notes import Notes
from guoban.export.brief.styles import (
    NOTE_STYLE,
    SMALL_LINE,
    SMALL_SIZE,
    TEXT_WIDTH,
    add_words,
    set_fonts,
    set_up,
)
from guoban.export.cells import xml_safe
from guoban.export.pictures import Picture
from guoban.lexicon import load
from guoban.locale import current_language
from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.reporting.quotes import Quote
from guoban.reporting.standing import Line, Standing

COUNTED = ("done", "ahead", "behind", "unknown")
NAME_WIDTH, COUNT_WIDTH = 44, 16  # mm: a name's column and seven of counts fill the page
SHADE = "EEF1F4"
CELL_MARGIN = 45  # twentieths of a point


class Writer:
    """Writes into a document that it sets up."""

    def __init__(self, document: Document) -> None:
        self._document = document
        set_up(document)
        self._notes = Notes(document.styles[NOTE_STYLE].style_id)
        self._headings = self._subheadings = self._pictures = 0

    def title(self, title: str, below: str) -> None:
        self._line(title, "Title")
        self._line(below, "Subtitle")

    def heading(self, words: str) -> None:
        """Write a heading: 一、总体情况."""
        number = _numeral(self._headings)
        self._headings, self._subheadings = self._headings + 1, 0
        self._line(_("{number}、{heading}").format(number=number, heading=words), "Heading 1")

    def subheading(self, words: str, *, counted: bool) -> None:
        """Write a heading of the second level: （一）红牌; without a number where it is the only one."""
        number = _numeral(self._subheadings)
        self._subheadings += 1
        shown = _("（{number}）{heading}").format(number=number, heading=words) if counted else words
        self._line(shown, "Heading 2")

    def paragraph(self, words: Words) -> None:
        """Write a paragraph; the quotes among `words` become notes."""
        paragraph = self._document.add_paragraph("", style="Body Text")
        for part in words:
            if isinstance(part, Quote):
                self._notes.add(paragraph, note_words(part))
            elif part:
                add_words(paragraph, part)

    def small(self, words: str) -> None:
        self._line(words, "Caption")

    def source(self, words: str) -> None:
        """Write at the end what the brief is made from, in the small letters of a note."""
        self._line("", NOTE_STYLE)
        self._line(words, NOTE_STYLE)

    def picture(self, picture: Picture, caption: str) -> None:
        """Write a picture over the text's whole width, its finding as alt text, with a caption."""
        self._pictures += 1
        paragraph = self._document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.line_spacing = 1.0  # an exact height would cut the picture off
        layout.space_before, layout.keep_with_next = Pt(6), True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        width = min(Inches(picture.size[0]), TEXT_WIDTH)
        shape: Any = paragraph.add_run().add_picture(BytesIO(picture.png()), width=width)
        about = shape._inline.docPr  # noqa: SLF001
        about.set("descr", xml_safe(_("{caption}：{finding}").format(caption=caption, finding=picture.words.alt)))
        self.small(_("图{number}　{caption}").format(number=self._pictures, caption=caption))

    def table(self, caption: str, lines: Sequence[Line], stand: Standing) -> None:
        """Write the table of departments with the counts of their tasks, the totals of all below."""
        self.small(caption)
        heads = [_("部门"), _("任务"), *(labels.status(one) for one in COUNTED), labels.card("red"),
                 labels.card("yellow")]  # fmt: skip
        table = self._document.add_table(rows=0, cols=len(heads), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        _narrow_margins(table)
        for place, column in enumerate(table.columns):
            column.width = Mm(NAME_WIDTH if place == 0 else COUNT_WIDTH)
        head = self._row(table, heads, bold=True)
        repeat = OxmlElement("w:tblHeader")
        head._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001
        for line in lines:
            name = cut(labels.department(line.value), NAME_SIGNS)
            self._row(table, [name, *_counts([line.total, *_by_status(line.by_status), line.red, line.yellow])])
        totals = [stand.tasks, *_by_status(stand.by_status), stand.by_card["red"], stand.by_card["yellow"]]
        self._row(table, [_("合计（全部部门）"), *_counts(totals)], bold=True)

    def finish(self) -> None:
        """Write the notes into their part."""
        self._notes.write(self._document)

    def _line(self, words: str, style: str) -> None:
        paragraph = self._document.add_paragraph("", style=style)
        if words:
            add_words(paragraph, words)

    def _row(self, table: Table, words: Sequence[str], *, bold: bool = False) -> _Row:
        row: _Row = table.add_row()  # type: ignore[no-untyped-call]
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001
        for place, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
            cell.width = Mm(NAME_WIDTH if place == 0 else COUNT_WIDTH)
            _fill(cell, text, bold=bold, first=place == 0)
        return row


def _narrow_margins(table: Table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(CELL_MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr  # noqa: SLF001
    look = properties.find(qn("w:tblLook"))
    properties.insert(len(properties) if look is None else properties.index(look), margins)


def _fill(cell: _Cell, text: str, *, bold: bool, first: bool) -> None:
    if bold:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER  # behind the shade, as the schema has it
    paragraph = cell.paragraphs[0]
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(SMALL_LINE)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if first and not bold else WD_ALIGN_PARAGRAPH.CENTER
    run = add_words(paragraph, text)
    run.font.size, run.font.bold = Pt(SMALL_SIZE), bold
    set_fonts(run._r.get_or_add_rPr(), "small")  # noqa: SLF001


def _by_status(counts: Any) -> list[int]:
    return [counts[status] for status in COUNTED]


def _counts(numbers: Sequence[int]) -> list[str]:
    return [figures.number(number) if number else figures.NOTHING for number in numbers]


def _numeral(place: int) -> str:
    numerals = load("papers")["numerals"][current_language()]
    return str(numerals[place]) if place < len(numerals) else str(place + 1)
