"""A PDF gives back the text that was set, with its pages."""

import io
from itertools import pairwise

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from guoban.documents import open_document, pdf
from guoban.errors import DocumentError
from guoban.messages import note_text
from guoban.records import Document

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
SIZE = 14
LEFT, RIGHT, TOP, BOTTOM = 80, 80 + 30 * SIZE, 760, 90
STEP = 24


class Printer:
    """Sets text as an office does: 30 characters a line, paragraphs indented, heads and numbers on every page."""

    def __init__(self, head="", number="— {} —", **options):
        self.stream = io.BytesIO()
        self.canvas = Canvas(self.stream, pagesize=A4, **options)
        self.head, self.number = head, number
        self.page, self.y = 0, 0.0
        self.turn()

    def turn(self):
        if self.page:
            self.canvas.showPage()
        self.page, self.y = self.page + 1, TOP
        self.put(self.head, LEFT, 800, 9)
        self.put(self.number.format(self.page), A4[0] / 2 - 12, 50, 10)

    def put(self, words, x, y, size=SIZE):
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, y, words)

    def title(self, words, size=20):
        self.put(words, (LEFT + RIGHT - len(words) * size) / 2, self.y, size)
        self.y -= 2 * STEP

    def paragraph(self, words, indent=2):
        x, room = LEFT + indent * SIZE, 30 - indent
        line, used = "", 0.0
        for sign in words:
            width = pdfmetrics.stringWidth(sign, FONT, SIZE) / SIZE
            if used + width > room:
                self.line(line, x)
                x, room, line, used = LEFT, 30, "", 0.0
            line, used = line + sign, used + width
        self.line(line, x)

    def line(self, words, x=LEFT):
        if self.y < BOTTOM:
            self.turn()
        self.put(words, x, self.y)
        self.y -= STEP

    def data(self):
        self.canvas.save()
        return self.stream.getvalue()


def read(printer):
    return pdf.read(printer.data(), "总结.pdf")


LONG = "今年以来，县水利局围绕年度目标任务，扎实推进各项工作，上半年完成水利投资1.89亿元，完成年度计划的54.1%，同比增长7.5%；整治河道23.5公里，新建泵站12座。"


def test_hard_line_ends_heads_and_page_numbers_go():
    printer = Printer(head="青石县2024年工作总结汇编")
    printer.title("青石县水利局2024年上半年工作总结")
    wanted = ["青石县水利局2024年上半年工作总结"]
    for number in range(1, 40):
        words = f"（{number}）" + LONG * (number % 4 + 1)
        printer.paragraph(words)
        wanted.append(words)
    found = read(printer)
    assert found.text.splitlines() == wanted
    assert len(found.pages) == printer.page > 5
    assert found.notes == ()


def test_places_are_mapped_to_pages():
    printer = Printer()
    for word in ("第一", "第二", "第三"):
        printer.paragraph(word + "页的文字，" + LONG)
        if word != "第三":
            printer.turn()
    found = read(printer)
    document = Document("a.pdf", "", found.text, found.text, pages=found.pages)
    assert [document.page_at(found.text.index(word)) for word in ("第一", "第二", "第三")] == [1, 2, 3]
    assert document.page_at(len(found.text) - 1) == 3


def test_a_paragraph_goes_on_over_the_page_and_the_page_begins_inside():
    printer = Printer()
    for _ in range(27):
        printer.line("行", LEFT + 2 * SIZE)
    words = LONG * 3
    printer.paragraph(words)
    found = read(printer)
    assert found.text.splitlines()[-1] == words
    page = found.pages[1]
    start = found.text.index(words)
    assert start < page < start + len(words)
    assert pdf.read(printer.stream.getvalue(), "a.pdf").pages == found.pages


@pytest.mark.parametrize("number", ["— {} —", "- {} -", "第 {} 页", "{}/9", "{}", "第{}页 共9页"])
def test_page_numbers_of_every_look(number):
    printer = Printer(number=number)
    wanted = [f"{name}{LONG}" for name in ("水利局", "财政局", "柳河镇")]
    for words in wanted:
        printer.paragraph(words)
        printer.turn()
    assert read(printer).text.splitlines() == wanted


def test_a_figure_at_the_foot_of_a_page_stays():
    printer = Printer(number="")
    for figure in ("35", "12", "8"):
        printer.paragraph(figure + LONG)
        printer.line("新建泵站（座）", LEFT + 2 * SIZE)
        printer.line(figure, LEFT + 2 * SIZE)
        if figure != "8":
            printer.turn()
    assert [line for line in read(printer).text.splitlines() if line.isdigit()] == ["35", "12", "8"]


def test_titles_at_the_head_of_pages_stay():
    printer = Printer(number="")
    for name in ("水利局", "财政局", "柳河镇"):
        printer.title("工作总结")
        printer.paragraph(name + LONG)
        if name != "柳河镇":
            printer.turn()
    found = read(printer)
    assert found.text.splitlines().count("工作总结") == 3
    assert sum(hint.kind == "title" for hint in found.hints) == 3
    assert sum(hint.kind == "page_break" for hint in found.hints) == 2


def test_room_between_chinese_and_digits_is_no_blank():
    printer = Printer()
    x = LEFT
    for words in ("完成", "1.89", "亿元，", "GDP", "增长"):
        printer.put(words, x, 600)
        x += pdfmetrics.stringWidth(words, FONT, SIZE) + SIZE / 4
    printer.put("free", LEFT, 560)
    printer.put("trade", LEFT + 2.4 * SIZE, 560)
    printer.put("青 石 县", LEFT, 520)
    printer.put("青　石　县", LEFT, 480)
    assert read(printer).text.splitlines() == ["完成1.89亿元，GDP增长", "free trade", "青石县", "青　石　县"]


def ruled(printer, xs, ys, skip=()):
    """Draw a grid; `skip` are the pieces that are not drawn: (column line, row) or (row line, column, "-")."""
    for index, x in enumerate(xs):
        for row, (top, bottom) in enumerate(pairwise(ys)):
            if (index, row) not in skip:
                printer.canvas.line(x, top, x, bottom)
    for index, y in enumerate(ys):
        for column, (left, right) in enumerate(pairwise(xs)):
            if (index, column, "-") not in skip:
                printer.canvas.line(left, y, right, y)


def test_a_ruled_table_is_rows():
    printer = Printer()
    printer.paragraph("主要指标完成情况如下，具体数字以年底统计部门公布的为准，供各单位对照检查，抓好落实。")
    ruled(printer, (80, 220, 300, 400), (700, 676, 620, 596))
    for x, y, words in ((84, 682, "指标"), (224, 682, "单位"), (304, 682, "1—6月"), (84, 656, "固定资产投资（不含"), (84, 634, "农户）"),
                        (224, 645, "亿元"), (304, 645, "12.35"), (84, 602, "工业"), (304, 602, "6.5%")):  # fmt: skip
        printer.put(words, x, y)
    printer.y = 560
    printer.paragraph("下一步继续努力。")
    assert read(printer).text.splitlines()[1:] == [
        "指标\t单位\t1—6月", "固定资产投资（不含农户）\t亿元\t12.35", "工业\t\t6.5%", "下一步继续努力。",
    ]  # fmt: skip


def test_merged_cells_stand_once():
    printer = Printer()
    ruled(printer, (80, 180, 280, 380), (700, 676, 652, 628), skip={(1, 2), (1, 0, "-")})
    for x, y, words in ((84, 670, "工业"), (184, 682, "产值"), (284, 682, "1"), (184, 658, "用电"), (284, 658, "2"),
                        (84, 634, "合计"), (284, 634, "3")):  # fmt: skip
        printer.put(words, x, y)
    assert read(printer).text.splitlines() == ["工业\t产值\t1", "\t用电\t2", "合计\t3"]


def test_columns_without_lines_are_parted_by_tabs():
    printer = Printer()
    for y, cells in ((700, ("投资", "亿元", "1.2")), (676, ("泵站", "座", "12"))):
        for x, words in zip((80, 200, 300), cells, strict=True):
            printer.put(words, x, y)
    assert read(printer).text.splitlines() == ["投资\t亿元\t1.2", "泵站\t座\t12"]


def test_text_printed_twice_is_bold_and_rotated_pages_are_read_upright():
    printer = Printer(number="")
    for shift in (0, 0.2):
        printer.put("青石县水利局工作总结", LEFT + shift, 700)
    printer.turn()
    printer.canvas.setPageRotation(90)
    printer.canvas.rotate(90)
    printer.put("横排的附表一共三行", 100, -100)
    printer.put("第二行文字在下面", 100, -130)
    assert read(printer).text.splitlines() == ["青石县水利局工作总结", "横排的附表一共三行", "第二行文字在下面"]


def picture():
    return ImageReader(Image.new("L", (200, 300), 128))


def test_a_scan_is_told_from_text():
    printer = Printer(number="")
    printer.canvas.drawImage(picture(), 0, 0, *A4)
    data = printer.data()
    with pytest.raises(DocumentError) as refusal:
        pdf.read(data, "扫描.pdf")
    assert refusal.value.code == "pdf_scan"
    assert "扫描件" in str(refusal.value)


def test_a_page_that_is_a_picture_is_told():
    printer = Printer(number="")
    printer.paragraph(LONG)
    printer.turn()
    printer.canvas.drawImage(picture(), 0, 0, *A4)
    printer.turn()
    printer.paragraph("第三页")
    found = read(printer)
    assert found.text.splitlines() == [LONG, "第三页"]
    (note,) = found.notes
    assert (note.code, note.details) == ("pdf_picture_pages", {"count": 1, "pages": "2"})
    assert "2" in note_text(note)
    assert found.pages == (0, len(LONG) + 1, len(LONG) + 1)


def test_what_cannot_be_read_is_refused_by_name(monkeypatch):
    locked = Printer(encrypt="geheim")
    locked.paragraph(LONG)
    whole = Printer()
    whole.paragraph(LONG)
    whole.turn()
    whole.turn()
    data = whole.data()
    monkeypatch.setenv("GUOBAN_MAX_PAGES", "2")
    empty = Printer(number="")
    for source, code in (
        (locked.data(), "file_password"),
        (data[:200], "pdf_broken"),
        (data, "pdf_pages"),
        (empty.data(), "file_blank"),
    ):
        with pytest.raises(DocumentError) as refusal:
            open_document(source, name="总结.pdf")
        assert refusal.value.code == code
        assert "总结.pdf" in str(refusal.value)
