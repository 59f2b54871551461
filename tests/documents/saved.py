"""A compilation as plain text, saved in each format as an office would have it. Lines with tabs are rows of tables."""

import html
import io
import zipfile
from itertools import groupby

import docx
import regex
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt
from word_files import SPACES

TITLE = regex.compile(r"(?:总结|思路|打算|汇报|报告|计划|汇编|安排|要点|谋划)$")
NUMBERED = regex.compile(
    r"(?:(?P<top>[一二三四五六七八九十]{1,3})、|（(?P<sub>[一二三四五六七八九十]{1,3})）)(?P<words>.*)"
)
COUNT = "一二三四五六七八九十"
LEVELS = "".join(
    f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
    f'<w:lvlText w:val="{text}"/></w:lvl>'
    for depth, text in enumerate(("%1、", "（%2）"))
)


def is_title(line):
    return len(line) <= 40 and TITLE.search(line) is not None and not NUMBERED.match(line)


def blocks(text):
    """Yield (is it a table, its lines) for the lines of `text`."""
    lines = [line.strip(" \u3000") for line in text.splitlines() if line.strip()]
    for table, group in groupby(lines, lambda line: "\t" in line):
        yield table, list(group)


def as_docx(text, *, automatic=False):
    """Return `text` as a Word file; `automatic`: its numbers are Word's own."""
    document = docx.Document()
    usual = document.styles["Normal"]
    usual.font.name, usual.font.size = "Noto Serif CJK SC", Pt(14)
    usual.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    running_head(document)
    numbers = Numbers(document) if automatic else None
    for table, lines in blocks(text):
        if table:
            add_table(document, lines)
            continue
        for line in lines:
            add_line(document, line, numbers)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_line(document, line, numbers):
    label = numbers and numbers.read(line)
    paragraph = document.add_paragraph()
    words = label["words"] if label else line
    if is_title(line):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(words)
        run.bold, run.font.size = True, Pt(18)
        return
    paragraph.paragraph_format.first_line_indent = Pt(28)
    half = len(words) // 2  # Word splits runs anywhere
    paragraph.add_run(words[:half])
    paragraph.add_run(words[half:]).italic = False
    if label:
        numbers.put(paragraph, label)


def add_table(document, lines):
    rows = [line.split("\t") for line in lines]
    table = document.add_table(rows=0, cols=max(map(len, rows)))
    table.style = "Table Grid"
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=False):
            cell.text = words


def running_head(document):
    section = document.sections[0]
    section.header.paragraphs[0].add_run("内部资料 2024年第3期").font.size = Pt(9)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = words or None
        foot.add_run().element.append(element)


class Numbers:
    """Gives lines Word's own numbers while they are those that Word would count."""

    def __init__(self, document):
        self.root = document.part.numbering_part.element
        self.root.insert(0, parse_xml(f'<w:abstractNum {SPACES} w:abstractNumId="90">{LEVELS}</w:abstractNum>'))
        self.list_id = 90
        self.counts = [0, 0]

    def read(self, line):
        found = NUMBERED.match(line)
        if not found:
            return None
        depth, number = (0, found["top"]) if found["top"] else (1, found["sub"])
        begins = depth == 0 and number == COUNT[0]
        if begins:
            self.list_id += 1
            self.root.append(parse_xml(
                f'<w:num {SPACES} w:numId="{self.list_id}"><w:abstractNumId w:val="90"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            ))  # fmt: skip
            self.counts = [0, 0]
        wanted = self.counts[depth] + 1
        if wanted > len(COUNT) or number != COUNT[wanted - 1] or self.list_id == 90:
            return None
        self.counts = [wanted, 0] if depth == 0 else [self.counts[0], wanted]
        return {"words": found["words"], "depth": depth}

    def put(self, paragraph, label):
        numbers = paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
        numbers.get_or_add_ilvl().val = label["depth"]
        numbers.get_or_add_numId().val = self.list_id


def as_html(text):
    inner = []
    for table, lines in blocks(text):
        if table:
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in line.split("\t")) for line in lines)
            inner.append("<table border=1>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            inner += [f"<p>&#12288;&#12288;{html.escape(line)}</p>" for line in lines]
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("首页", "政务公开", "数据"))
    page = (
        f'<!DOCTYPE html><html><head><title>工作总结_政府网</title></head><body><ul class="nav">{menu}</ul>'
        f'<div class="con"><div class="TRS_Editor">{"".join(inner)}</div></div><div class="footer">版权所有 2024</div></body></html>'
    )
    return page.encode("gb18030")


def as_markdown(text):
    lines = []
    for table, group in blocks(text):
        for place, line in enumerate(group):
            if table:
                lines.append("| " + " | ".join(line.split("\t")) + " |")
                lines += ["|" + "---|" * len(line.split("\t"))] if place == 0 else []
            elif is_title(line):
                lines += [f"# {line}", ""]
            else:
                lines += [
                    f"**{line[:-1]}**{line[-1]}"
                    if NUMBERED.match(line) and "*" not in line
                    else line.replace("*", "\\*"),
                    "",
                ]
    return "\n".join(lines).encode()


def as_archive(parts):
    """Return an archive of `parts`, texts, each a Word file in a folder."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number, text in enumerate(parts, 1):
            archive.writestr(f"汇编/{number:02d}.docx", as_docx(text))
    return stream.getvalue()
