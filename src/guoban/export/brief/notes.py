"""Real footnotes in a Word file: python-docx has none, so their part is written here.

The part and its elements are those of ECMA-376 Part 1, 17.11.
"""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from lxml import etree

from guoban.export.brief.styles import set_fonts
from guoban.export.cells import xml_safe

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# The line over the notes stands in a paragraph, which else has the height of the body's lines.
SINGLE = {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}
SEPARATORS = {-1: "separator", 0: "continuationSeparator"}


class Notes:
    """Collects footnotes and writes them into their part at the end. `style` is the identifier of their paragraph style."""

    def __init__(self, style: str) -> None:
        self._style = style
        self._root = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>".encode())
        for number, kind in SEPARATORS.items():
            note = self._add(number)
            note.set(qn("w:type"), kind)
            paragraph = etree.SubElement(note, qn("w:p"))
            spacing = etree.SubElement(etree.SubElement(paragraph, qn("w:pPr")), qn("w:spacing"))
            for name, value in SINGLE.items():
                spacing.set(qn(f"w:{name}"), value)
            etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn(f"w:{kind}"))
        self.count = 0

    def add(self, paragraph: Paragraph, words: str) -> None:
        """Put a reference at the end of `paragraph` and `words` at the page's foot."""
        self.count += 1
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self.count))
        run._r.append(reference)  # noqa: SLF001  (python-docx has no way of its own)
        note = etree.SubElement(self._add(self.count), qn("w:p"))
        look = etree.SubElement(note, qn("w:pPr"))
        etree.SubElement(look, qn("w:pStyle")).set(qn("w:val"), self._style)
        mark = self._run(note, superscript=True)
        etree.SubElement(mark, qn("w:footnoteRef"))
        text = etree.SubElement(self._run(note), qn("w:t"))
        text.text = f" {xml_safe(words)}"
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def write(self, document: Document) -> None:
        """Add the part to `document`; nothing where there are no notes."""
        if not self.count:
            return
        data = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE, data, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = document.settings.element
        place = OxmlElement("w:footnotePr")
        for number in SEPARATORS:
            separator = OxmlElement("w:footnote")
            separator.set(qn("w:id"), str(number))
            place.append(separator)
        compat = settings.find(qn("w:compat"))
        settings.insert(settings.index(compat) if compat is not None else len(settings), place)

    def _add(self, number: int) -> etree._Element:
        note = etree.SubElement(self._root, qn("w:footnote"))
        note.set(qn("w:id"), str(number))
        return note

    @staticmethod
    def _run(paragraph: etree._Element, *, superscript: bool = False) -> etree._Element:
        run = etree.SubElement(paragraph, qn("w:r"))
        look = etree.SubElement(run, qn("w:rPr"))
        set_fonts(look, "small")
        if superscript:
            etree.SubElement(look, qn("w:vertAlign")).set(qn("w:val"), "superscript")
        return run
