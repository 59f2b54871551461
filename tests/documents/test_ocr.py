"""Scans and pictures: read where the extra is installed, and told what to do where it is not."""

import io
import socket

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from scanned import LINES, TEXT, chinese_font, needs_ocr, page, saved

import guoban
from guoban.documents import ocr, open_document, scans
from guoban.documents.decoded import Decoded
from guoban.errors import DocumentError
from guoban.messages import note_text

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def refusal_of(data, **options):
    with pytest.raises(DocumentError) as refusal:
        open_document(data, **options)
    return refusal.value


@pytest.mark.parametrize("data", [PNG, b"\xff\xd8\xff\xe0" + bytes(40)])
def test_without_the_extra_the_message_says_what_to_do(data, monkeypatch):
    monkeypatch.setattr(scans, "NEEDED", ("no_such_package",))
    with pytest.raises(DocumentError) as refusal:
        ocr.read(data, "扫描.png")
    assert refusal.value.code == "ocr_missing"
    assert "guoban[ocr]" in str(refusal.value)
    assert "扫描.png" in str(refusal.value)


@needs_ocr
@pytest.mark.parametrize(("kind", "options"), [("PNG", {}), ("JPEG", {"quality": 60})])
def test_a_picture_is_read_and_every_row_says_so(kind, options):
    read = guoban.read(saved(page(turn=0.4), kind, **options), name="扫描.jpg")
    assert read.text.strip() == TEXT
    assert read.metrics.text.tolist() == ["1.89亿元", "54.1%", "12座", "12.5公里", "3200亩", "6.4%", "XX亿元"]
    assert set(read.metrics.note) == {"ocr"}
    assert all("ocr" in note.split() for note in read.progress.note)
    assert [note.code for note in read.document.notes] == ["ocr_pages"]
    assert all(note_text(note) for note in read.notes)
    assert read.document.ocr == ((0, len(read.text)),)


def scan(*pages):
    """Return a PDF of `pages`, pictures."""
    return saved(pages[0], "PDF", save_all=True, append_images=pages[1:], resolution=150)


@needs_ocr
def test_a_scanned_pdf_is_read_page_by_page():
    first = page((*LINES[:3], "12座，整治河道12.5公里，新增灌溉面积3200亩，同比增长6.4%，其中"), dots=34)
    second = page(("农村项目3个，完成投资2.5亿元。", "二、下半年打算"))
    read = guoban.read(scan(first, second), name="扫描.pdf")
    assert read.text.splitlines()[-1] == "二、下半年打算"
    assert set(read.metrics.note) == {"ocr"}
    assert read.document.page_at(read.text.index("12.5公里")) == 1
    assert read.document.page_at(read.text.index("2.5亿元")) == 2
    assert [(note.code, note.details) for note in read.document.notes] == [("ocr_pages", {"count": 2})]


@needs_ocr
def test_of_a_mixed_pdf_only_the_pictures_are_marked():
    stream = io.BytesIO()
    canvas = Canvas(stream, A4)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas.setFont("STSong-Light", 14)
    canvas.drawString(80, 760, "柳河镇2024年上半年工作总结")
    canvas.drawString(80, 700, "上半年，新增床位350张，同比增长25%。")
    canvas.showPage()
    canvas.drawImage(ImageReader(page()), 0, 0, *A4)
    canvas.save()
    read = guoban.read(stream.getvalue())
    notes = dict(zip(read.metrics.text, read.metrics.note, strict=True))
    assert (notes["25%"], notes["1.89亿元"]) == ("", "ocr")


def test_a_scan_without_the_extra_says_what_to_do(monkeypatch):
    monkeypatch.setattr(scans, "NEEDED", ("no_such_package",))
    refusal = refusal_of(scan(Image.new("RGB", (600, 800), "white")), name="扫描.pdf")
    assert refusal.code == "ocr_missing"
    assert "扫描.pdf" in str(refusal)


@needs_ocr
def test_columns_are_cells():
    image = page(("项目情况表",))
    draw, font = ImageDraw.Draw(image), ImageFont.truetype(chinese_font(), 34)
    for row, words in enumerate((("项目", "投资"), ("泵站", "1.2亿元"))):
        for column, word in enumerate(words):
            draw.text((120 + column * 500, 260 + row * 80), word, font=font, fill="black")
    assert open_document(saved(image, "PNG")).text.split("\n")[1:3] == ["项目\t投资", "泵站\t1.2亿元"]


@needs_ocr
def test_an_empty_page_is_blank_and_a_broken_file_is_told():
    assert refusal_of(saved(Image.new("RGB", (600, 800), "white"), "PNG")).code == "file_blank"
    assert refusal_of(PNG).code == "picture_broken"
    whole = saved(page(), "PNG")
    assert refusal_of(whole[: len(whole) // 2]).code == "picture_broken"


@needs_ocr
def test_a_picture_too_large_is_refused_before_it_is_unpacked():
    bomb = saved(Image.new("1", (40_000, 40_000)), "PNG")
    refusal = refusal_of(bomb)
    assert refusal.code == "picture_too_large"
    assert "100" in str(refusal)
    assert "GUOBAN_MAX_MEGAPIXELS" in str(refusal)


@needs_ocr
def test_nothing_goes_out_to_the_network(monkeypatch):
    def refuse(*_arguments):
        raise AssertionError

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    ocr.recogniser.cache_clear()
    found, unsure = ocr.read_picture(page(LINES[:1]))
    assert [line.words for line in found] == [LINES[0]]
    assert unsure == 0


def test_what_is_read_from_a_picture_moves_with_the_text():
    assert Decoded("甲", ocr=((0, 1),)).moved(5).ocr == ((5, 6),)
