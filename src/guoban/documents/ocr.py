"""Pictures and scans: their text, by rapidocr, which carries its Chinese models inside and runs on this machine.

It is an extra, for it brings some 300 MB with it. What is read in this way is marked: a recogniser mistakes digits.
"""

import os
from dataclasses import replace
from functools import cache
from io import BytesIO
from statistics import median
from typing import Any

import regex

from guoban.documents.decoded import Decoded
from guoban.documents.limits import limits
from guoban.documents.lines import Lines
from guoban.documents.pdf import read as read_pdf
from guoban.documents.pdf.characters import Box
from guoban.documents.pdf.furniture import Page, without_furniture
from guoban.documents.pdf.lines import Line
from guoban.documents.pdf.reflow import to_paragraphs, usual_em
from guoban.documents.scans import can_recognise
from guoban.errors import DocumentError
from guoban.records import Note

MOST_THREADS = 4
FORMATS = ("PNG", "JPEG")
# What the recogniser is less sure of than this is told.
SURE = 0.85
# How much of the lower of two boxes must stand beside the other for one line, and from which gap, in widths of a
# character, two boxes are two columns.
BESIDE = 0.5
COLUMN_GAP = 2.0
# The width of a character as measured from a box varies by so much from line to line of one text.
SAME_SIZE = 0.25
# In dots: what the models were made for. Of a page of A4 this is 200 dots an inch, enough for small print.
LONGEST_SIDE = 2340
MOST_DOTS_PER_POINT = 6
NARROW = regex.compile(r"[\x20-\x7e]")


def read(data: bytes, name: str, _encoding: str | None = None) -> Decoded:
    """Return the text of `data`, a picture or a PDF with pages that are pictures.

    Raises `DocumentError`: ocr_missing (the extra is not there), picture_broken, picture_too_large, file_blank
    (nothing was recognised), and those of the PDF reader.
    """
    if not can_recognise():
        raise DocumentError("ocr_missing", name=name)
    if data.startswith(b"%PDF-"):
        return _read_pdf(data, name)
    picture = _opened(data, name)
    page, unsure = read_picture(picture)
    if not page:
        raise DocumentError("file_blank", name=name)
    lines = Lines()
    for paragraph in to_paragraphs(without_furniture([page], usual_em([page])), picture.width, picture.height):
        lines.add(paragraph.words, *(("title",) if paragraph.title else ()))
    decoded = lines.decoded()
    return replace(decoded, ocr=((0, len(decoded.text)),), notes=(*decoded.notes, *notes(1, unsure)))


def _read_pdf(data: bytes, name: str) -> Decoded:
    counts: list[int] = []

    def read_page(page: Any) -> Page:
        scale = min(LONGEST_SIDE / max(*page.get_size(), 1), MOST_DOTS_PER_POINT)
        found, unsure = read_picture(page.render(scale=scale).to_pil())
        counts.append(unsure)
        return [_smaller(line, scale) for line in found]

    decoded = read_pdf(data, name, read_picture=read_page)
    return replace(decoded, notes=(*decoded.notes, *notes(len(counts), sum(counts))))


def notes(pages: int, unsure: int) -> tuple[Note, ...]:
    """Return what is to be said of text from `pages` pictures, `unsure` of whose lines may be wrong."""
    told = Note("ocr_pages", "check", details={"count": pages})
    return (told, Note("ocr_unsure", "check", details={"count": unsure})) if unsure else (told,)


def read_picture(picture: Any) -> tuple[Page, int]:
    """Return the lines of `picture`, a PIL image, places in its dots, and how many of them are unsure."""
    import numpy as np  # noqa: PLC0415

    found = recogniser()(np.asarray(picture.convert("RGB"))[:, :, ::-1])
    if found.txts is None or found.boxes is None or found.scores is None:
        return [], 0
    pieces = [
        _piece(words, corners, picture.height)
        for words, corners in zip(found.txts, found.boxes, strict=True)
        if words.strip()
    ]
    return _page(pieces), sum(score < SURE for score in found.scores)


def _opened(data: bytes, name: str) -> Any:
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415

    allowed = limits()
    Image.MAX_IMAGE_PIXELS = None  # the limit here says so in words
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > allowed.pixels:
                raise DocumentError("picture_too_large", name=name, **allowed.told("pixels"))
            return ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as problem:
        raise DocumentError("picture_broken", name=name) from problem


@cache
def recogniser() -> Any:
    """Return the recogniser. It loads its models in some seconds, once in a process."""
    from rapidocr import RapidOCR  # noqa: PLC0415

    threads = min(os.cpu_count() or 1, MOST_THREADS)
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _piece(words: str, corners: Any, height: int) -> Line:
    xs, ys = [float(x) for x, _y in corners], [height - float(y) for _x, y in corners]
    box = Box(min(xs), min(ys), max(xs), max(ys))
    wide = len(words) - 0.5 * len(NARROW.findall(words))
    return Line(words.strip(), box, max(box.width / max(wide, 1), 1.0))


def _page(pieces: list[Line]) -> Page:
    """Return `pieces` as lines from the top down: what stands side by side is one line, sizes that differ little one."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda one: -one.box.middle[1]):
        row = next((one for one in reversed(rows[-2:]) if _beside(one[0].box, piece.box)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    lines = [_line(sorted(row, key=lambda one: one.box.x0)) for row in rows]
    usual = median(line.em for line in lines for _sign in line.words) if lines else 0.0
    return [replace(line, em=usual) if abs(line.em - usual) <= SAME_SIZE * usual else line for line in lines]


def _smaller(line: Line, scale: float) -> Line:
    """Return `line` with its places in points instead of dots."""
    box = line.box
    return replace(line, box=Box(box.x0 / scale, box.y0 / scale, box.x1 / scale, box.y1 / scale), em=line.em / scale)


def _beside(one: Box, two: Box) -> bool:
    return min(one.y1, two.y1) - max(one.y0, two.y0) >= BESIDE * min(one.height, two.height)


def _line(row: list[Line]) -> Line:
    words, before = row[0].words, row[0]
    for piece in row[1:]:
        words += ("\t" if piece.box.x0 - before.box.x1 > COLUMN_GAP * piece.em else "") + piece.words
        before = piece
    boxes = [one.box for one in row]
    box = Box(boxes[0].x0, min(one.y0 for one in boxes), max(one.x1 for one in boxes), max(one.y1 for one in boxes))
    return Line(words, box, median(one.em for one in row))
