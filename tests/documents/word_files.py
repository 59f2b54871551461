"""Word files put together from XML, for what python-docx cannot write."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": W,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(words, look=""):
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(*runs, look=""):
    """Return a paragraph of `runs`, words or XML that begins with a bracket."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{inner}</w:p>"


def listed(words, list_id, level=0):
    return paragraph(words, look=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def cell(*blocks, look=""):
    inner = "".join(one if one.startswith("<") else paragraph(one) for one in blocks) or paragraph("")
    return f"<w:tc>{f'<w:tcPr>{look}</w:tcPr>' if look else ''}{inner}</w:tc>"


def table(*rows):
    """Return a table; a row is a list of cells, a cell words or XML."""
    lines = ("".join(one if one.startswith("<w:tc") else cell(one) for one in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def level(depth, kind, text, start=1, more=""):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*definitions, nums=()):
    """Return numbering.xml: definition 0 is list 1 and so on; `nums` are further lists, as XML."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'
        for number, levels in enumerate(definitions)
    )
    lists = "".join(
        f'<w:num w:numId="{number + 1}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(len(definitions))
    )
    return f"<w:numbering {SPACES}>{abstract}{lists}{''.join(nums)}</w:numbering>"


def word_file(*blocks, main="word/document.xml", strict=False, **parts):
    """Return the bytes of a Word file; `parts` are styles, numbering, footnotes and so on, as XML."""
    inner = "".join(one if one.startswith("<") else paragraph(one) for one in blocks)
    folder, file = main.rsplit("/", 1)
    files = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": _relationships([("officeDocument", main)]),
        main: f"<w:document {SPACES}><w:body>{inner}</w:body></w:document>",
        f"{folder}/_rels/{file}.rels": _relationships([(kind, f"{kind}.xml") for kind in parts]),
    }
    files |= {
        f"{folder}/{kind}.xml": xml if SPACES in xml else f"<w:{kind} {SPACES}>{xml}</w:{kind}>"
        for kind, xml in parts.items()
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in files.items():
            archive.writestr(name, xml.replace(W, STRICT) if strict else xml)
    return stream.getvalue()


def _relationships(targets):
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'
