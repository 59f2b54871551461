"""Which format a file is in, by its first bytes, and which module reads it.

The name of a file proves nothing: offices rename. A format that is recognised and has no reader is refused by name.
A new format is a module with a `read` like `plain_text.read`, and its line in `FORMATS`.
"""

import zipfile
from dataclasses import dataclass
from io import BytesIO

import regex

from guoban.documents.safe_zip import BROKEN

TEXT = "text"
ARCHIVE = "ZIP"
HTML, MHTML, MARKDOWN = "HTML", "MHTML", "Markdown"


@dataclass(frozen=True, slots=True)
class Signature:
    """The bytes `magic` at `offset` say that a file is a `kind`."""

    magic: bytes
    kind: str
    offset: int = 0

    def matches(self, data: bytes) -> bool:
        return data.startswith(self.magic, self.offset)


# Kinds are names that read the same in every language; they stand in the message that refuses a file.
SIGNATURES = (
    Signature(b"%PDF-", "PDF"),
    Signature(b"PK\x03\x04", "ZIP"),
    Signature(b"PK\x05\x06", "ZIP"),
    Signature(b"PK\x07\x08", "ZIP"),
    Signature(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE"),
    Signature(b"{\\rtf", "RTF"),
    Signature(b"\x89PNG\r\n\x1a\n", "PNG"),
    Signature(b"\xff\xd8\xff", "JPEG"),
    Signature(b"GIF87a", "GIF"),
    Signature(b"GIF89a", "GIF"),
    Signature(b"II*\x00", "TIFF"),
    Signature(b"MM\x00*", "TIFF"),
    Signature(b"WEBP", "WebP", 8),
    Signature(b"Rar!\x1a\x07", "RAR"),
    Signature(b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    Signature(b"\x1f\x8b\x08", "GZIP"),
    Signature(b"\xfd7zXZ\x00", "XZ"),
    Signature(b"ustar", "TAR", 257),
    Signature(b"\x7fELF", "ELF"),
    Signature(b"SQLite format 3\x00", "SQLite"),
    Signature(b"PAR1", "Parquet"),
    Signature(b"OggS", "Ogg"),
    Signature(b"ID3", "MP3"),
    Signature(b"ftyp", "MP4", 4),
)
# What a ZIP holds is told by the names inside: a folder may be called word too.
ZIP_MEMBERS = (
    ("word/document", "Word (docx)"),
    ("xl/workbook", "Excel (xlsx)"),
    ("ppt/presentation", "PowerPoint (pptx)"),
    ("OFD.xml", "OFD"),
)
HEAD = 4096
_MARK = rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?"
PAGE = regex.compile(
    _MARK + rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body|meta|title)[\s>]",
    regex.IGNORECASE | regex.DOTALL,
)
SAVED_PAGE = regex.compile(
    _MARK + rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", regex.IGNORECASE
)
ODT_MARK = b"mimetypeapplication/vnd.oasis.opendocument.text"
OLE_HEAD = 512
OLE_CUT_OFF = "OLE (cut off)"
OLE_STREAMS = (
    ("EncryptedPackage".encode("utf-16-le"), "Office (password)"),
    ("WordDocument".encode("utf-16-le"), "Word (doc)"),
    ("Workbook".encode("utf-16-le"), "Excel (xls)"),
    ("PowerPoint Document".encode("utf-16-le"), "PowerPoint (ppt)"),
    ("MatOST".encode("utf-16-le"), "Works (wps)"),
)


@dataclass(frozen=True, slots=True)
class Format:
    """How a kind of file is read: `module` has a function `read(data, name, encoding) -> Decoded`.

    `endings` are those under which it usually comes. `apart`: the module hands bytes to a C library, so it runs in a
    worker process; one that runs in this process must be safe by itself, or see to it that what it starts is held.
    """

    module: str
    endings: tuple[str, ...]
    apart: bool = True


FORMATS: dict[str, Format] = {
    TEXT: Format("guoban.documents.plain_text", ("txt",), apart=False),
    "Word (docx)": Format("guoban.documents.docx", ("docx",)),
    "PDF": Format("guoban.documents.scans", ("pdf",), apart=False),
    HTML: Format("guoban.documents.html", ("html", "htm")),
    MHTML: Format("guoban.documents.mhtml", ("mht", "mhtml")),
    MARKDOWN: Format("guoban.documents.markdown", ("md",), apart=False),
    ARCHIVE: Format("guoban.documents.archives", ("zip",), apart=False),
    "PNG": Format("guoban.documents.ocr", ("png",)),
    "JPEG": Format("guoban.documents.ocr", ("jpg", "jpeg")),
    "Word (doc)": Format("guoban.documents.office", ("doc", "wps"), apart=False),
    "Works (wps)": Format("guoban.documents.office", (), apart=False),
    "RTF": Format("guoban.documents.office", ("rtf",), apart=False),
    "OpenDocument (odt)": Format("guoban.documents.office", ("odt",), apart=False),
}


def accepted_endings() -> tuple[str, ...]:
    """Return the endings of the files that are read, without the dot."""
    return tuple(ending for form in FORMATS.values() for ending in form.endings)


def recognise(data: bytes, name: str = "") -> str:
    """Return the kind of the file with the bytes `data`, TEXT where nothing speaks for another.

    Text is what its `name` says where text can be several things.
    """
    kind = next((signature.kind for signature in SIGNATURES if signature.matches(data)), TEXT)
    if kind == TEXT and data[:2] == b"MZ" and b"\x00" in data[:256]:
        return "Windows EXE"
    if kind == TEXT:
        return _text_kind(data, name)
    if kind == "ZIP":
        return _zip_kind(data)
    if kind == "OLE":
        return next(
            (stream for mark, stream in OLE_STREAMS if mark in data), OLE_CUT_OFF if _ole_ends_early(data) else kind
        )
    return kind


def _text_kind(data: bytes, name: str) -> str:
    """Return what the text `data` is: a page begins with its tags, Markdown has no mark of its own but its name."""
    head = data[:HEAD].replace(b"\x00", b"")
    if PAGE.match(head):
        return HTML
    if SAVED_PAGE.match(head):
        return MHTML
    return MARKDOWN if name.lower().endswith((".md", ".markdown")) else TEXT


def _ole_ends_early(data: bytes) -> bool:
    """Tell whether the list of what is inside, whose place the head of the file gives, lies beyond its end."""
    head = data[:OLE_HEAD].ljust(OLE_HEAD, b"\x00")
    sector = 1 << min(int.from_bytes(head[30:32], "little"), 20)
    return (int.from_bytes(head[48:52], "little") + 2) * sector > len(data)


def _zip_kind(data: bytes) -> str:
    """Return what the archive `data` is. The names of its members decide, not those in archives inside it."""
    if ODT_MARK in data[:200]:
        return "OpenDocument (odt)"
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except BROKEN:
        first = data[30:4096]  # cut off: what begins like an Office file was one
        names = [mark for mark, _kind in ZIP_MEMBERS if (mark.partition("/")[0] + "/").encode() in first]
    return next((kind for mark, kind in ZIP_MEMBERS if any(name.startswith(mark) for name in names)), "ZIP")
