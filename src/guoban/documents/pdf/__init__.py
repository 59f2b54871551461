"""PDF: the text as it was before it was set, with a map to the pages.

Hard line ends, running heads, page numbers and the room between Chinese and digits go; tables with ruled lines are
rows. A file of pictures is told from one with text.
"""

from collections.abc import Callable
from dataclasses import replace

import pypdfium2
from pypdfium2 import raw

from guoban.documents.decoded import Decoded
from guoban.documents.limits import limits
from guoban.documents.lines import Lines
from guoban.documents.pdf.characters import read_characters, turn_of
from guoban.documents.pdf.furniture import Page, without_furniture
from guoban.documents.pdf.lines import to_lines
from guoban.documents.pdf.reflow import Paragraph, to_paragraphs, usual_em
from guoban.documents.pdf.tables import find_grids, read_rules, table_lines
from guoban.errors import DocumentError
from guoban.records import HintKind, Note

# A page of text has more characters than this; a scan has none, or the page number that a machine added.
FEWEST_CHARACTERS = 12
MOST_PAGES_TOLD = 10
ReadPicture = Callable[[pypdfium2.PdfPage], Page]


def read(data: bytes, shown: str, _encoding: str | None = None, *, read_picture: ReadPicture | None = None) -> Decoded:
    """Return the text of the PDF `data`; `shown` is the file's name, for the messages.

    `read_picture` reads a page that is a picture; None: it stays unread, and a note says so.

    Raises `DocumentError`: file_password, pdf_broken, pdf_pages (too many), or pdf_scan (pictures and no text).
    """
    document = _open(data, shown)
    try:
        allowed = limits()
        if len(document) > allowed.pages:
            raise DocumentError("pdf_pages", name=shown, count=len(document), **allowed.told("pages"))
        pages, pictures, size = _pages(document, shown, read_picture)
    finally:
        document.close()
    if not any(pages):
        if pictures and read_picture is None:
            raise DocumentError("pdf_scan", name=shown, count=len(pictures))
        raise DocumentError("file_blank", name=shown)
    paragraphs = to_paragraphs(without_furniture(pages, usual_em(pages)), *size)
    decoded = _text(paragraphs, len(pages))
    if not pictures:
        return decoded
    return _with_note(decoded, pictures) if read_picture is None else _with_spans(decoded, pictures)


def _open(data: bytes, shown: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        locked = problem.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise DocumentError("file_password" if locked else "pdf_broken", name=shown) from problem


def _pages(
    document: pypdfium2.PdfDocument, shown: str, read_picture: ReadPicture | None
) -> tuple[list[Page], list[int], tuple[float, float]]:
    """Return the lines of each page, the numbers of the pages that are pictures without text, and the usual size."""
    pages: list[Page] = []
    pictures: list[int] = []
    sizes: list[tuple[float, float]] = []
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError as problem:
            raise DocumentError("pdf_broken", name=shown) from problem
        found = _page(page)
        if sum(len(line.words) for line in found) < FEWEST_CHARACTERS and _has_picture(page):
            pictures.append(number + 1)
            found = read_picture(page) if read_picture else []
        sizes.append(page.get_size())
        pages.append(found)
        page.close()
    return pages, pictures, max(set(sizes), key=sizes.count) if sizes else (0.0, 0.0)


def _page(page: pypdfium2.PdfPage) -> Page:
    turn = turn_of(page)
    characters = read_characters(page, turn)
    if not characters:
        return []
    lines: Page = []
    for grid in find_grids(read_rules(page, turn)):
        box = grid.box
        inside = [
            one for one in characters if box.x0 <= one.box.middle[0] <= box.x1 and box.y0 <= one.box.middle[1] <= box.y1
        ]
        if inside:
            taken = set(map(id, inside))
            characters = [one for one in characters if id(one) not in taken]
            lines.extend(table_lines(grid, inside))
    lines.extend(line for line in to_lines(characters) if line.words)
    # Rows of one table have different tops, and paragraphs in a cell the same one: the sort keeps their order.
    return sorted(lines, key=lambda line: -line.box.middle[1])


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None


def _text(paragraphs: list[Paragraph], count: int) -> Decoded:
    lines = Lines()
    starts: dict[int, int] = {}
    for one in paragraphs:
        if one.breaks_page:
            lines.break_page()
        kinds: list[HintKind] = ["title"] if one.title else []
        place = lines.add(one.words, *kinds)
        if place is None:
            continue
        starts.setdefault(one.page, place[0])
        for offset, page in one.turns:
            starts.setdefault(page, place[0] + offset)
    decoded = lines.decoded()
    pages: list[int] = []
    for number in range(count - 1, -1, -1):  # a page without text begins where the next one does
        pages.append(starts.get(number, pages[-1] if pages else len(decoded.text)))
    return Decoded(decoded.text, "", decoded.notes, pages=tuple(reversed(pages)), hints=decoded.hints)


def _with_note(decoded: Decoded, pictures: list[int]) -> Decoded:
    shown = "、".join(map(str, pictures[:MOST_PAGES_TOLD])) + ("…" if len(pictures) > MOST_PAGES_TOLD else "")
    note = Note("pdf_picture_pages", "check", details={"count": len(pictures), "pages": shown})
    return Decoded(decoded.text, "", (*decoded.notes, note), pages=decoded.pages, hints=decoded.hints)


def _with_spans(decoded: Decoded, pictures: list[int]) -> Decoded:
    ends = (*decoded.pages[1:], len(decoded.text))
    spans = ((decoded.pages[number - 1], ends[number - 1]) for number in pictures)
    return replace(decoded, ocr=tuple(span for span in spans if span[0] < span[1]))
