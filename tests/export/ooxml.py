"""Rules of ECMA-376 that Word, WPS and Excel hold a file to and LibreOffice does not.

Each function returns what breaks its rule, in words; nothing for a file that keeps it.
"""

import io
import posixpath
import re
import zipfile
from itertools import combinations

from lxml import etree
from openpyxl.utils import range_boundaries

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# The sequences of Part 1, annex A, for the elements whose children are a sequence.
ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
        "lang eastAsianLayout specVanish oMath"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
        "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "settings": (
        "writeProtection view zoom removePersonalInformation proofState mirrorMargins defaultTabStop evenAndOddHeaders "
        "characterSpacingControl savePreviewPicture footnotePr endnotePr compat docVars rsids mathPr themeFontLang "
        "clrSchemeMapping doNotAutoCompressPictures shapeDefaults decimalSymbol listSeparator docId defaultImageDpi"
    ),
}
SHEET_ORDERS = {
    "worksheet": (
        "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection autoFilter sortState mergeCells "
        "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks "
        "colBreaks drawing legacyDrawing tableParts"
    ),
}
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ESCAPE = re.compile(r"(?<!_x005F)_x00[01][0-9A-F]_")
SHEET_NAME = re.compile(r"(?!')[^\[\]:*?/\\\x00-\x1f]+(?<!')")
FONT_SIZE = re.compile(r"(?<!&)(?:&&)*&(\d+)")
MOST_CELL, MOST_SHEET_NAME, MOST_FOOT, MOST_FORMAT = 32_767, 31, 255, 255


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def parts(data):
    """Return the XML parts by their names, parsed."""
    found = members(data)
    return {name: etree.fromstring(raw) for name, raw in found.items() if name.endswith((".xml", ".rels"))}


def local(element):
    return etree.QName(element).localname


def broken_package(data):
    """Every part has one content type, every relation an identifier of its own and a part, every reference a relation."""
    found, trees = members(data), parts(data)
    types = trees["[Content_Types].xml"]
    endings = {one.get("Extension").lower() for one in types if local(one) == "Default"}
    named = [one.get("PartName") for one in types if local(one) == "Override"]
    yield from (f"twice in the content types: {name}" for name in named if named.count(name) > 1)
    yield from (f"content type of no part: {name}" for name in named if name.lstrip("/") not in found)
    for name in found:
        if name != "[Content_Types].xml" and f"/{name}" not in named and name.rsplit(".", 1)[-1].lower() not in endings:
            yield f"no content type: {name}"
    for name, tree in trees.items():
        if name.endswith(".rels"):
            yield from _broken_relations(name, tree, found)
        else:
            yield from _unknown_references(name, tree, trees)


def _broken_relations(name, tree, found):
    base = posixpath.dirname(posixpath.dirname(name))
    identifiers = [one.get("Id") for one in tree]
    if len(set(identifiers)) < len(identifiers):
        yield f"{name}: an identifier twice"
    for one in tree:
        if one.get("TargetMode") == "External":
            yield f"{name}: leads outside: {one.get('Target')}"
        elif posixpath.normpath(posixpath.join("/" + base, one.get("Target"))).lstrip("/") not in found:
            yield f"{name}: no such part: {one.get('Target')}"


def _unknown_references(name, tree, trees):
    folder, own = posixpath.split(name)
    relations = trees.get(posixpath.join(folder, "_rels", f"{own}.rels"), ())
    known = {one.get("Id") for one in relations}
    for element in tree.iter():
        for attribute, value in element.attrib.items():
            if attribute.startswith(f"{{{RELATIONS}}}") and value not in known:
                yield f"{name}: no such relation: {value}"


def broken_order(data):
    """Children stand in the order of the schema, and none is a stranger to it."""
    for name, tree in parts(data).items():
        for space, orders in ((W, ORDERS), (S, SHEET_ORDERS)):
            for element in tree.iter(*(f"{{{space}}}{one}" for one in orders)):
                order = orders[local(element)].split()
                children = [local(child) for child in element]
                strange = [child for child in children if child not in order]
                if strange or children != sorted(children, key=order.index):
                    yield f"{name}: {local(element)}: {strange or children}"


def control_signs(data):
    """No text or attribute holds a sign that XML forbids, nor a sheet's text Excel's escape of one (_x0001_)."""
    for name, tree in parts(data).items():
        for element in tree.iter():
            for words in (element.text, element.tail, *element.attrib.values()):
                if words and (CONTROL.search(words) or (name.startswith("xl/shared") and ESCAPE.search(words))):
                    yield f"{name}: {words[:40]!r}"


def broken_document(data):
    """Drawings and bookmarks have identifiers of their own, styles and notes that are named are there."""
    trees = parts(data)
    body, styles = trees["word/document.xml"], trees["word/styles.xml"]
    for tag in (
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr",
        f"{{{W}}}bookmarkStart",
    ):
        numbers = [one.get("id") or one.get(f"{{{W}}}id") for one in body.iter(tag)]
        if len(set(numbers)) < len(numbers):
            yield f"{tag}: an identifier twice"
    defined = {one.get(f"{{{W}}}styleId") for one in styles.iter(f"{{{W}}}style")}
    for name, tree in trees.items():
        for one in tree.iter(*(f"{{{W}}}{kind}" for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "link"))):
            if one.get(f"{{{W}}}val") not in defined:
                yield f"{name}: no such style: {one.get(f'{{{W}}}val')}"
    yield from _broken_notes(trees, body)


def _broken_notes(trees, body):
    asked = [one.get(f"{{{W}}}id") for one in body.iter(f"{{{W}}}footnoteReference")]
    listed = [one.get(f"{{{W}}}id") for one in trees["word/settings.xml"].iter(f"{{{W}}}footnote")]
    if not asked and "word/footnotes.xml" not in trees:
        return
    notes = {one.get(f"{{{W}}}id"): one for one in trees["word/footnotes.xml"]}
    kinds = {number: one.get(f"{{{W}}}type") for number, one in notes.items()}
    if sorted(kind for kind in kinds.values() if kind) != ["continuationSeparator", "separator"]:
        yield "no separators of the notes"
    if listed != [number for number, kind in kinds.items() if kind]:
        yield "the settings do not name the separators"
    if asked != [number for number, kind in kinds.items() if not kind]:
        yield "notes and references differ"
    yield from (f"note {number} ends without a paragraph" for number, one in notes.items() if local(one[-1]) != "p")
    yield from (f"row without a paragraph: {one}" for one in body.iter(f"{{{W}}}tc") if local(one[-1]) != "p")


def broken_workbook(data):
    """Names of sheets, names that are defined, merged cells, filters, texts and feet keep Excel's limits."""
    trees = parts(data)
    book = trees["xl/workbook.xml"]
    names = [one.get("name") for one in book.iter(f"{{{S}}}sheet")]
    if len({name.lower() for name in names}) < len(names):
        yield "a sheet's name twice"
    for name in names:
        if not SHEET_NAME.fullmatch(name) or len(name.encode("utf-16-le")) // 2 > MOST_SHEET_NAME:
            yield f"no name for a sheet: {name!r}"
    for one in book.iter(f"{{{S}}}definedName"):
        sheet = one.text.rsplit("!", 1)[0].strip("'").replace("''", "'")
        if sheet != names[int(one.get("localSheetId"))]:
            yield f"{one.get('name')} is of another sheet: {one.text}"
    yield from _too_long(trees)
    for name, tree in trees.items():
        if name.startswith("xl/worksheets/sheet"):
            yield from (f"{name}: {words}" for words in _broken_sheet(tree))


def _too_long(trees):
    for one in trees["xl/styles.xml"].iter(f"{{{S}}}numFmt"):
        if len(one.get("formatCode")) > MOST_FORMAT:
            yield f"a format too long: {one.get('formatCode')[:40]}"
    for one in trees["xl/sharedStrings.xml"].iter(f"{{{S}}}si"):
        if len("".join(one.itertext()).encode("utf-16-le")) // 2 > MOST_CELL:
            yield "a text too long for a cell"


def _broken_sheet(tree):
    filled = {one.get("r") for one in tree.iter(f"{{{S}}}c") if len(one)}
    merged = [range_boundaries(one.get("ref")) for one in tree.iter(f"{{{S}}}mergeCell")]
    for one, other in combinations(merged, 2):
        if one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]:
            yield f"merged cells overlap: {one} {other}"
    for cell in filled:
        column, row, *_same = range_boundaries(cell)
        for left, top, right, bottom in merged:
            if left <= column <= right and top <= row <= bottom and (column, row) != (left, top):
                yield f"a value under merged cells: {cell}"
    for foot in tree.iter(f"{{{S}}}oddFooter", f"{{{S}}}oddHeader"):
        if len(foot.text) > MOST_FOOT:
            yield "the foot is too long"
        yield from (f"a foot of {size} points" for size in FONT_SIZE.findall(foot.text) if int(size) > 20)
