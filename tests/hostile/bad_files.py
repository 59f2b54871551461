"""Files that are broken, or made to do harm. Each is small here and large only where it is opened."""

import io
import struct
import zipfile
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REPORT = "青石县水利局2024年上半年工作总结\n一、主要工作\n完成投资1.89亿元，同比增长7.5%。\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Bad:
    """A file that must be refused with one of `codes`; `words` are to be in the message."""

    name: str
    data: bytes
    codes: tuple[str, ...]
    words: str = ""


def zipped(members, method=zipfile.ZIP_DEFLATED):
    """Return an archive of `members`: bytes or text by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, inside in members.items():
            archive.writestr(name, inside)
    return stream.getvalue()


def word(body="", before="", more=None):
    """Return a Word file with `body` as XML; `before` stands before the root of its document."""
    kinds = "http://schemas.openxmlformats.org"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{kinds}/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
            '.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{kinds}/package/2006/relationships"><Relationship Id="r1" '
            f'Type="{kinds}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{SPACE}">'
            f"<w:body>{body or ''.join(map(paragraph, REPORT.split()))}</w:body></w:document>",
            **(more or {}),
        }
    )


def paragraph(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def pdf(pages=("Work report 2024",), **options):
    stream = io.BytesIO()
    canvas = Canvas(stream, **options)
    for words in pages:
        canvas.drawString(100, 700, words)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def raw_pdf(*objects):
    """Return a PDF of `objects` as they stand, the first being the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, inside in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n"
    return out + end % (len(objects) + 1, table, len(objects) + 1, len(out))


def many_pages(count):
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids), *[page] * count
    )


def looped_pdf():
    """The page tree holds itself, and so do the contents of its page."""
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 2/Kids[2 0 R 3 0 R]/Parent 2 0 R>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</A 4 0 R>>>>>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 4 0 R>>>>/Length 5>>stream\n/A Do\nendstream",
    )


def locked(archive):
    """Return `archive` with every member marked as encrypted."""
    data = bytearray(archive)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            (flags,) = struct.unpack_from("<H", data, place + offset)
            struct.pack_into("<H", data, place + offset, flags | 1)
            place = data.find(mark, place + 4)
    return bytes(data)


def half(data):
    return data[: len(data) // 2]


def entities(count=9):
    """Each entity is ten of the one before."""
    lines = ['<!ENTITY e0 "哈哈哈哈哈哈哈哈哈哈">']
    lines += [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, count)]
    return f"<!DOCTYPE d [{''.join(lines)}]>"


def nested(depth):
    inside = zipped({"总结.txt": REPORT})
    for level in range(depth):
        inside = zipped({f"{level}.zip": inside})
    return inside


BAD = [
    Bad("空.txt", b"", ("file_empty",)),
    Bad("空.docx", b"", ("file_empty",)),
    Bad("空白.txt", b" \r\n\t", ("file_blank",)),
    Bad("程序.docx", b"MZ\x90\x00" + bytes(300), ("file_kind",), "EXE"),
    Bad("图.pdf", b"GIF89a" + bytes(100), ("file_kind",), "GIF"),
    Bad("表.docx", zipped({"xl/workbook.xml": "<workbook/>"}), ("file_kind",), "Excel"),
    Bad("乱.doc", bytes(range(256)) * 20, ("file_binary", "encoding_unclear")),
    Bad("截断.docx", half(word()), ("archive_broken",)),
    Bad("截断.pdf", half(pdf(["Work report 2024"] * 20)), ("pdf_broken", "file_blank")),
    Bad("截断.zip", half(zipped({f"{n}.txt": REPORT * n for n in range(1, 9)})), ("archive_broken",)),
    Bad("截断.doc", OLE + bytes(22) + b"\x09\x00" + bytes(16) + b"\x90\x00\x00\x00" + bytes(900), ("archive_broken",)),
    Bad("加密.docx", OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"), ("file_password",), "密码"),
    Bad("加密.pdf", pdf(encrypt="geheim"), ("file_password",), "密码"),
    Bad("加密.zip", locked(zipped({"总结.txt": REPORT})), ("file_password",), "密码"),
    Bad("炸弹.zip", zipped({"总结.txt": bytes(100 * MEGABYTE)}), ("archive_ratio",), "GUOBAN_MAX_RATIO"),
    Bad("炸弹.docx", word(paragraph("哈" * (40 * MEGABYTE))), ("archive_ratio",), "GUOBAN_MAX_RATIO"),
    Bad("多.zip", zipped({f"{n}.txt": "" for n in range(1500)}), ("archive_members",), "1000"),
    Bad("爬.zip", zipped({"../../逃.txt": REPORT, "C:\\逃.txt": REPORT, "/逃.txt": REPORT}), ("archive_unread",), "之外"),
    Bad("套.zip", nested(3), ("archive_nested",), "GUOBAN_MAX_NESTING"),
    Bad("实体.docx", word(paragraph("&e8;"), entities()), ("xml_doctype",)),
    Bad("外部.docx", word(paragraph("&x;"), '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), ("xml_doctype",)),
    Bad("外网.docx", word(paragraph("x"), '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">'), ("xml_doctype",)),
    Bad("深.docx", word("<w:p>" * 5000 + "</w:p>" * 5000), ("xml_broken",)),
    Bad("万页.pdf", many_pages(10_000), ("pdf_pages",), "GUOBAN_MAX_PAGES"),
    Bad("循环.pdf", looped_pdf(), ("pdf_broken", "file_blank")),
    Bad("无字.pdf", pdf([""]), ("file_blank",)),
]  # fmt: skip
