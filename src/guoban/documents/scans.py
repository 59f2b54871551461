"""PDF files, whose pages may be pictures: those are recognised where the extra is installed.

The text comes first, in a moment. Only a file that turns out to hold pictures of text is read again, with a time for
each of them.
"""

from importlib.util import find_spec
from typing import cast

from guoban.documents.decoded import Decoded
from guoban.documents.isolation import read_apart
from guoban.documents.limits import limits
from guoban.errors import DocumentError

PDF, OCR = "guoban.documents.pdf", "guoban.documents.ocr"
NEEDED = ("rapidocr", "onnxruntime", "PIL")


def can_recognise() -> bool:
    """Tell whether the extra is installed."""
    return all(find_spec(name) is not None for name in NEEDED)


def read(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text of the PDF `data`.

    Raises `DocumentError`: ocr_missing (all pages are pictures and the extra is not installed), and those of the
    readers of PDF and of pictures.
    """
    try:
        decoded = cast("Decoded", read_apart(PDF, data, name, encoding))
    except DocumentError as refusal:
        if refusal.code != "pdf_scan":
            raise
        if not can_recognise():
            raise DocumentError("ocr_missing", name=name) from refusal
        pictures = int(refusal.details["count"])
    else:
        pictures = sum(note.details["count"] for note in decoded.notes if note.code == "pdf_picture_pages")
        if not pictures or not can_recognise():
            return decoded
    return cast("Decoded", read_apart(OCR, data, name, encoding, seconds=limits().seconds * pictures))
