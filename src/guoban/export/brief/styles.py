"""The official layout of a brief: page, fonts by name, line spacing, page numbers at the foot.

Measures as in GB/T 9704-2012 (党政机关公文格式): A4 with margins of 37, 35, 28 and 26 mm, 22 lines of 28 points a page,
body in 仿宋 of 16 points (三号), title of 22 points (二号), the page's number between two dashes.
"""

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from guoban.export.cells import xml_safe
from guoban.lexicon import load
from guoban.locale import current_language

TITLE_SIZE, BODY_SIZE, SMALL_SIZE, NUMBER_SIZE = 22, 16, 10.5, 14
LINE, TITLE_LINE, SMALL_LINE = 28, 34, 18
TEXT_WIDTH = Mm(210 - 28 - 26)
BLACK = RGBColor(0, 0, 0)
# 28 signs of 16 points are wider than the text by the fraction that each gives up, in twentieths of a point.
PITCH = -5
SIDES = ("ascii", "hAnsi", "cs")
THEME = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
NOTE_STYLE = "footnote text"
NOTE_SIZE, NOTE_LINE = 9, 12


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: `role` names its fonts; `keep` holds it on the page of what follows; `flush` fills its lines."""

    role: str
    size: float
    line: float = LINE
    indent: bool = False
    centred: bool = False
    keep: bool = False
    flush: bool = False
    after: float = 0


LOOKS = {
    "Normal": Look("body", BODY_SIZE),
    "Body Text": Look("body", BODY_SIZE, indent=True, flush=True),
    "Title": Look("title", TITLE_SIZE, TITLE_LINE, centred=True),
    "Subtitle": Look("subheading", BODY_SIZE, centred=True, after=8),
    "Heading 1": Look("heading", BODY_SIZE, indent=True, keep=True),
    "Heading 2": Look("subheading", BODY_SIZE, indent=True, keep=True),
    "Caption": Look("small", SMALL_SIZE, SMALL_LINE, centred=True),
}


def fonts(role: str) -> tuple[str, str]:
    """Return the font for Chinese and the one for Latin script of a role (title, heading, body, ...)."""
    named = load("papers")["word"][current_language()]
    return str(named[role][0]), str(named["number"][0])


def set_fonts(look: etree._Element, role: str) -> None:
    """Name the fonts in a run's or style's properties: Chinese and Latin apart, no theme's."""
    found = look.find(qn("w:rFonts"))
    if found is None:
        found = etree.SubElement(look, qn("w:rFonts"))
        look.insert(0, found)
    for name in THEME:
        if qn(f"w:{name}") in found.attrib:
            del found.attrib[qn(f"w:{name}")]
    chinese, latin = fonts(role)
    found.set(qn("w:eastAsia"), chinese)
    for side in SIDES:
        found.set(qn(f"w:{side}"), latin)
    _prefer_chinese(found)


def add_words(paragraph: Paragraph, words: str) -> Run:
    """Write `words`; the marks that both scripts have (“ ” … —) are in the Chinese font, else Word takes the Latin one."""
    run = paragraph.add_run(xml_safe(words))
    if current_language() == "zh":
        _prefer_chinese(run._r.get_or_add_rPr().get_or_add_rFonts())  # noqa: SLF001
    return run


def _prefer_chinese(found: etree._Element) -> None:
    if current_language() == "zh":
        found.set(qn("w:hint"), "eastAsia")


def set_up(document: Document) -> None:
    """Give `document` the page, the styles and the page numbers."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(24)
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001
    if grid is not None:
        section._sectPr.remove(grid)  # noqa: SLF001
    styles = document.styles
    for name, look in LOOKS.items():
        _style(styles[name], look)
    notes = styles.add_style(NOTE_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    notes.base_style = styles["Normal"]
    _style(notes, Look("small", NOTE_SIZE, line=NOTE_LINE, flush=True))
    _language(styles["Normal"])
    _settings(document)
    _name_substitutes(document)
    _page_numbers(document, section)


def _style(style: Any, look: Look) -> None:
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    set_fonts(properties, look.role)
    style.font.size, style.font.italic = Pt(look.size), False
    style.font.bold = look.keep and current_language() == "en"  # Chinese headings are told by their font
    style.font.color.rgb = BLACK
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(0), Pt(look.after)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    layout.alignment = _alignment(look)
    layout.keep_with_next = look.keep
    borders = style.element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)
    if look.indent:
        layout.first_line_indent = Pt(2 * BODY_SIZE)
        style.element.pPr.find(qn("w:ind")).set(qn("w:firstLineChars"), "200")
        if current_language() == "zh":
            pitch = OxmlElement("w:spacing")
            pitch.set(qn("w:val"), str(PITCH))
            properties.find(qn("w:color")).addnext(pitch)


def _alignment(look: Look) -> WD_ALIGN_PARAGRAPH:
    if look.centred:
        return WD_ALIGN_PARAGRAPH.CENTER
    flush = look.flush and current_language() == "zh"
    return WD_ALIGN_PARAGRAPH.JUSTIFY if flush else WD_ALIGN_PARAGRAPH.LEFT


def _settings(document: Document) -> None:
    """Mend what python-docx's template says: its Word is of 2010, its second language Japanese, its zoom has no size."""
    settings = document.settings.element
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    zoom = settings.find(qn("w:zoom"))
    zoom.attrib.clear()
    zoom.set(qn("w:percent"), "100")


def _language(style: Any) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    style.element.get_or_add_rPr().append(language)


def _name_substitutes(document: Document) -> None:
    """Name in the font table what stands for a font that is not installed."""
    part = next((rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/fontTable")), None)
    if part is None:
        return
    root = etree.fromstring(part.blob)
    for name, instead in load("papers")["word"][current_language()].values():
        if any(font.get(qn("w:name")) == name for font in root):
            continue
        font = etree.SubElement(root, qn("w:font"))
        font.set(qn("w:name"), name)
        etree.SubElement(font, qn("w:altName")).set(qn("w:val"), instead)
        if not name.isascii():
            etree.SubElement(font, qn("w:charset")).set(qn("w:val"), "86")
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001


def _page_numbers(document: Document, section: Section) -> None:
    """Put — 1 — at the foot: outside, one sign in, on odd pages right and on even pages left."""
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        side = "left_indent" if align == WD_ALIGN_PARAGRAPH.LEFT else "right_indent"
        setattr(paragraph.paragraph_format, side, Pt(NUMBER_SIZE))
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        for words, is_field in (("— ", False), ("PAGE", True), (" —", False)):
            _footer_run(paragraph, words, is_field=is_field)


def _footer_run(paragraph: Paragraph, words: str, *, is_field: bool) -> None:
    run = paragraph.add_run("" if is_field else words)
    run.font.size = Pt(NUMBER_SIZE)
    set_fonts(run._r.get_or_add_rPr(), "small")  # noqa: SLF001
    if is_field:
        for kind in ("begin", "", "end"):
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = words
            run._r.append(element)  # noqa: SLF001
