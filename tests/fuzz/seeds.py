"""What the fuzzer begins with, and how its bytes become a file.

A changed byte in a compressed archive is a broken archive and nothing more. So the bytes are the parts: the fuzzer
changes the XML of a Word file, or the members of a ZIP, and they are put together here.
"""

from bad_files import REPORT, entities, looped_pdf, many_pages, paragraph, pdf, raw_pdf, zipped
from word_files import cell, level, listed, numbering, run, table, word_file
from word_files import paragraph as written

PART = b"\xff\xfe\xff"  # between the parts of one file
NAMES = ("word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml")

TEXTS = [
    REPORT,
    "第一篇：\n" + REPORT + "二、下半年打算\n（一）力争全年完成投资XX亿元以上，不低于3.5亿元。\n" * 2,
    "目录\n1.甲局总结\n2.乙镇总结\n1.甲局2024年上半年工作总结\n新增1、2、3个，分别增长5%、6%和7%。\n2.乙镇2024年上半年工作总结\n1-6月完成8—10家。\n",
    "青石縣水利局2024年上半年工作總結\n完成投資1.89億元(yì)，12\u200b3個。\n",
]  # fmt: skip


def _word_parts() -> list[bytes]:
    from io import BytesIO  # noqa: PLC0415
    from zipfile import ZipFile  # noqa: PLC0415

    levels = level(0, "chineseCountingThousand", "%1、") + level(1, "decimal", "%1.%2")
    files = [
        word_file(
            written("青石县水利局总结"), listed("主要工作", 1), listed("供水", 1, 1), numbering=numbering(levels)
        ),
        word_file(table(["项目", "投资"], ["泵站", cell("1.2亿元")]), written(run("粗", "<w:b/>"), "体")),
    ]
    found = []
    for file in files:
        with ZipFile(BytesIO(file)) as archive:
            found.append(PART.join(archive.read(name) if name in archive.namelist() else b"" for name in NAMES))
    return found


HTML = f"<html><head><title>总结</title></head><body><p>{'</p><p>'.join(REPORT.split())}</p><table><tr><td>1<td>2</table></body></html>"
MHTML = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n"
    f"Content-Transfer-Encoding: 8bit\n\n{HTML}\n--x--\n"
)
SEEDS: dict[str, list[bytes]] = {
    "text": [text.encode(name) for text in TEXTS[:3] for name in ("utf-8", "gb18030", "utf-16", "utf-16-be")]
    + [TEXTS[3].encode("big5", "ignore"), b"{\\rtf1{\\listtext\\u19968\\'3f\\tab}\\ls1 x}", b"\xff" + REPORT.encode("gbk")],
    "extract": [text.encode() for text in TEXTS],
    "docx": [*_word_parts(), PART.join([(entities(3) + paragraph("&e2;")).encode(), b"", b"", b""])],
    "pdf": [pdf(), pdf(["", "12 3"], pageCompression=0), looped_pdf(), many_pages(3), raw_pdf(b"<<>>")],
    "html": [HTML.encode(), HTML.encode("gbk"), b"<p>" * 50],
    "mhtml": [MHTML.encode()],
    "markdown": [b"# \xe4\xb8\x80\n\n- 1\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n```\nx\n```\n", REPORT.encode()],
    "zip": [PART.join([b"a.txt", REPORT.encode(), b"/../b.txt", REPORT.encode("gbk")]), PART.join([b"c.html", HTML.encode()])],
}  # fmt: skip


def built(target: str, data: bytes) -> bytes:
    """Return the file that `data` stands for."""
    if target == "docx":
        parts = dict(zip(NAMES, data.split(PART), strict=False))
        return _joined({name: part for name, part in parts.items() if part})
    if target == "zip":
        parts = data.split(PART)
        names = (f"x{name.decode('utf-8', 'replace')}" for name in parts[::2])
        return zipped(dict(zip(names, parts[1::2], strict=False)))
    return data


def _joined(parts: dict[str, bytes]) -> bytes:
    """Return a Word file of `parts`, with the relations that name them."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"

    def relations(targets: list[tuple[str, str]]) -> str:
        inner = "".join(
            f'<Relationship Id="r{n}" Type="{office}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(targets)
        )
        return f'<Relationships xmlns="{space}">{inner}</Relationships>'

    more = [name.removeprefix("word/") for name in parts if name != NAMES[0]]
    return zipped(
        {
            "_rels/.rels": relations([("officeDocument", NAMES[0])]),
            "word/_rels/document.xml.rels": relations([(name.removesuffix(".xml"), name) for name in more]),
            **parts,
        }
    )
