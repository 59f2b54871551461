"""Which format a file is in, by its first bytes, and which module reads it.

The name of a file proves nothing: offices rename. A format that is recognised and has no reader is refused by name.
A new format is a module with a `read` like `plain_text.read`, and its line in `READERS`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from guoban.documents import plain_text
from guoban.documents.decoded import Decoded

Reader = Callable[[bytes, str, str | None], Decoded]

TEXT = "text"


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
# What a ZIP or an OLE file holds is told by the names inside.
ZIP_MEMBERS = (
    (b"word/document.xml", "Word (docx)"),
    (b"xl/workbook.xml", "Excel (xlsx)"),
    (b"ppt/presentation.xml", "PowerPoint (pptx)"),
    (b"application/vnd.oasis.opendocument.text", "OpenDocument (odt)"),
    (b"OFD.xml", "OFD"),
)
OLE_STREAMS = (
    ("WordDocument".encode("utf-16-le"), "Word (doc)"),
    ("Workbook".encode("utf-16-le"), "Excel (xls)"),
    ("PowerPoint Document".encode("utf-16-le"), "PowerPoint (ppt)"),
    ("EncryptedPackage".encode("utf-16-le"), "Office (password)"),
)

READERS: dict[str, Reader] = {TEXT: plain_text.read}
# The endings under which the kinds that are read usually come, for a file picker's hint.
ENDINGS: dict[str, tuple[str, ...]] = {TEXT: ("txt",)}


def accepted_endings() -> tuple[str, ...]:
    """Return the endings of the files that are read, without the dot."""
    return tuple(ending for kind in READERS for ending in ENDINGS.get(kind, ()))


def recognise(data: bytes) -> str:
    """Return the kind of the file with the bytes `data`, TEXT where nothing speaks for another."""
    kind = next((signature.kind for signature in SIGNATURES if signature.matches(data)), TEXT)
    if kind == TEXT and data[:2] == b"MZ" and b"\x00" in data[:256]:
        return "Windows EXE"
    inside = {"ZIP": ZIP_MEMBERS, "OLE": OLE_STREAMS}.get(kind, ())
    return next((name for mark, name in inside if mark in data), kind)
