"""What stands in a Word file, and what Word shows that stands nowhere in it."""

import io

import docx as python_docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Pt
from word_files import cell, level, listed, numbering, paragraph, run, table, word_file

from guoban.documents import docx
from guoban.documents.docx.number_formats import format_number
from guoban.errors import DocumentError
from guoban.messages import note_text


def text_of(*blocks, **parts):
    return docx.read(word_file(*blocks, **parts), "总结.docx").text


def hints_of(decoded, kind):
    return [decoded.text[hint.start : hint.end] for hint in decoded.hints if hint.kind == kind]


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))


def asks(words):
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def box(words):
    """A text box as Word writes it: once for itself, once more for old readers."""
    inner = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


CASES = {
    "runs that split a number": (paragraph("完成1.", run("89", "<w:b/>"), "亿", "元"), "完成1.89亿元\n"),
    "a tracked insertion": (paragraph("完成", f"<w:ins>{run('12')}</w:ins>", "个"), "完成12个\n"),
    "a tracked deletion": (
        paragraph("完成", "<w:del><w:r><w:delText>9</w:delText></w:r></w:del>", "12个"), "完成12个\n",
    ),
    "a move": (paragraph(f"<w:moveFrom>{run('旧')}</w:moveFrom>", f"<w:moveTo>{run('新')}</w:moveTo>"), "新\n"),
    "a deleted paragraph mark": (
        paragraph("上半年完成", look="<w:rPr><w:del/></w:rPr>") + paragraph("12个"), "上半年完成12个\n",
    ),
    "a deleted table row": (
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('旧')}</w:tr><w:tr>{cell('新')}{cell('1')}</w:tr></w:tbl>", "新\t1\n",
    ),
    "hidden text": (paragraph("完成", run("内部数据99", "<w:vanish/>"), "12个"), "完成12个\n"),
    "text that is hidden by switch": (paragraph(run("完成", '<w:vanish w:val="0"/>'), "12个"), "完成12个\n"),
    "a soft break": (paragraph("来源：本局", "<w:r><w:br/></w:r>", "2024年7月"), "来源：本局\n2024年7月\n"),
    "a tab and a hyphen that does not break": (
        paragraph("1", "<w:r><w:noBreakHyphen/></w:r>", "5月", "<w:r><w:tab/></w:r>", "增长"), "1-5月\t增长\n",
    ),
    "a soft hyphen": (paragraph("12", "<w:r><w:softHyphen/></w:r>", "34户"), "1234户\n"),
    "a link": (paragraph(f"<w:hyperlink>{run('全文')}</w:hyperlink>", "见附件"), "全文见附件\n"),
    "a text box": (paragraph("正文", box("县水利局")), "正文\n县水利局\n"),
    "a table": (table(["指标", "完成"], ["投资", "1.2亿元"]), "指标\t完成\n投资\t1.2亿元\n"),
    "a wrapped cell": (table(["固定资产", cell("1.2亿元", "（含续建）")]), "固定资产\t1.2亿元 （含续建）\n"),
    "a table that frames text": (
        table(["一、工作情况", cell("完成投资1.2亿元。", "新建泵站12座。")]), "一、工作情况\n完成投资1.2亿元。\n新建泵站12座。\n",
    ),
    "a nested table": (table(["外", cell(table(["投资", "1.2亿元"]), "尾")]), "外\n投资\t1.2亿元\n尾\n"),
    "merged cells": (
        table(
            [cell("工业", look="<w:vMerge w:val='restart'/>"), "产值", "1"], [cell("工业", look="<w:vMerge/>"), "用电", "2"],
            [cell("合计", look="<w:gridSpan w:val='2'/>"), "3"],
        ),
        "工业\t产值\t1\n\t用电\t2\n合计\t3\n",
    ),
    "a content control": (f"<w:sdt><w:sdtContent>{paragraph('县水利局')}</w:sdtContent></w:sdt>", "县水利局\n"),
    "a prompt of an empty control": (
        paragraph(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>", "完成"),
        "完成\n",
    ),
    "a field": (paragraph("共", BEGIN, asks(" REF 总数 "), SEPARATE, run("12"), END, "个"), "共12个\n"),
    "a field without a result": (paragraph("共", BEGIN, asks(" DATE "), END, "12个"), "共12个\n"),
    "a page number in the text": (paragraph("完", BEGIN, asks(" PAGE "), SEPARATE, run("7"), END), "完\n"),
    "a simple field": (paragraph(f'<w:fldSimple w:instr=" DOCPROPERTY x ">{run("12")}</w:fldSimple>', "个"), "12个\n"),
    "a formula": (paragraph("约", "<m:oMath><m:r><m:t>2×66</m:t></m:r></m:oMath>", "万千瓦"), "约2×66万千瓦\n"),
    "a raised figure": (
        paragraph("新增12.5km", run("2", '<w:vertAlign w:val="superscript"/>'), "，增长3", run("1", '<w:vertAlign w:val="superscript"/>')),
        "新增12.5km²，增长3¹\n",
    ),
    "a lowered figure": (paragraph("PM", run("2.5", '<w:vertAlign w:val="subscript"/>')), "PM2.5\n"),
    "a phonetic guide": (
        paragraph(f"<w:r><w:ruby><w:rt>{run('guó')}</w:rt><w:rubyBase>{run('国')}</w:rubyBase></w:ruby></w:r>", "家"), "国家\n",
    ),
    "a comment": (paragraph("完成", "<w:r><w:commentReference w:id='1'/></w:r>", "12个"), "完成12个\n"),
    "empty paragraphs": (paragraph("一") + paragraph("") + paragraph("  ") + paragraph("二"), "一\n二\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_text_is_what_word_shows(name):
    xml, wanted = CASES[name]
    assert text_of(xml) == wanted


def test_both_standards_and_other_part_names_are_read():
    for options in ({"strict": True}, {"main": "word/document2.xml"}, {"main": "docs/main.xml"}):
        data = word_file(listed("工作", 1), numbering=numbering(level(0, "chineseCounting", "%1、")), **options)
        assert docx.read(data, "a.docx").text == "一、工作\n"


def test_footnotes_follow_their_paragraph_and_running_heads_stay_out():
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("————")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("不含乡镇。")}</w:footnote>'
    )
    found = text_of(
        paragraph("完成投资3", mark, "亿元。"), "新建泵站12座。", footnotes=notes, header=paragraph("青石县 第1页"),
        footer=paragraph("第2页"),
    )  # fmt: skip
    assert found == "完成投资3亿元。\n不含乡镇。\n新建泵站12座。\n"


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("chineseCounting", {1: "一", 10: "十", 12: "十二", 20: "二十", 99: "九十九", 105: "一〇五"}),
        ("chineseCountingThousand", {11: "十一", 100: "一百", 105: "一百零五", 110: "一百一十", 1010: "一千零一十"}),
        ("japaneseCounting", {3: "三", 21: "二十一"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 12: "壹拾贰", 105: "壹佰零伍"}),
        ("ideographDigital", {3: "三", 12: "一二", 20: "二〇"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("decimal", {12: "12"}),
        ("decimalZero", {7: "07", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 50: "㊿", 51: "51"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX"}),
        ("lowerLetter", {1: "a", 27: "aa"}),
        ("bullet", {1: ""}),
        ("none", {1: ""}),
        ("of a later version", {3: "3"}),
    ],
)
def test_numbers_are_written_as_word_writes_them(kind, shown):
    assert {number: format_number(number, kind) for number in shown} == shown


THREE = (
    level(0, "chineseCounting", "%1、") + level(1, "chineseCountingThousand", "（%2）") + level(2, "decimal", "%3.")
)  # fmt: skip


def lines_of(*blocks, **parts):
    return text_of(*blocks, **parts).splitlines()


def test_levels_begin_again_below_a_higher_one():
    blocks = [listed(words, 1, depth) for words, depth in
              (("总结", 0), ("工程", 1), ("饮水", 1), ("水库", 2), ("问题", 0), ("资金", 1), ("8个项目", 2))]  # fmt: skip
    assert lines_of(*blocks, numbering=numbering(THREE)) == [
        "一、总结", "（一）工程", "（二）饮水", "1. 水库", "二、问题", "（一）资金", "1. 8个项目",
    ]  # fmt: skip


def test_a_list_goes_on_in_another_that_shares_its_definition_unless_that_says_where_to_start():
    nums = (
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>',
        '<w:num w:numId="8"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
        f'<w:num w:numId="9"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{level(0, "decimal", "第%1项", 5)}</w:lvlOverride></w:num>',
    )
    blocks = [listed("甲", 1), listed("乙", 7), listed("丙", 8), listed("丁", 8), listed("戊", 9)]
    assert lines_of(*blocks, numbering=numbering(THREE, nums=nums)) == [
        "一、甲",
        "二、乙",
        "一、丙",
        "二、丁",
        "第3项戊",
    ]


def test_a_level_may_count_on_through_the_chapters():
    levels = level(0, "chineseCountingThousand", "第%1章") + level(
        1, "decimal", "第%2条", more='<w:lvlRestart w:val="0"/>'
    )
    blocks = [listed("总则", 1), listed("目的", 1, 1), listed("分则", 1), listed("范围", 1, 1)]
    assert lines_of(*blocks, numbering=numbering(levels)) == ["第一章 总则", "第1条 目的", "第二章 分则", "第2条 范围"]


def test_numbers_of_several_levels_and_in_arabic():
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    blocks = [listed("总结", 1), listed("工程", 1, 1), listed("饮水", 1, 1)]
    assert lines_of(*blocks, numbering=numbering(levels)) == ["一、总结", "1.1 工程", "1.2 饮水"]


STYLES = """
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="a"><w:name w:val="sub"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>
"""


def styled(words, style, more=""):
    return paragraph(words, look=f'<w:pStyle w:val="{style}"/>{more}')


def test_numbers_and_levels_may_come_with_the_style():
    levels = level(0, "ideographDigital", "%1、", more='<w:pStyle w:val="1"/>') + level(
        1, "decimalEnclosedCircle", "%2"
    )
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    found = docx.read(
        word_file(
            styled("总结", "1"), styled("工程", "2"), styled("饮水", "a"), styled("前言", "1", none), styled("打算", "1"),
            styles=STYLES, numbering=numbering(levels),
        ),
        "a.docx",
    )  # fmt: skip
    assert found.text.splitlines() == ["一、总结", "① 工程", "② 饮水", "前言", "二、打算"]
    assert [(found.text[one.start : one.end], one.level) for one in found.hints if one.kind == "heading"] == [
        ("一、总结", 1), ("① 工程", 2), ("② 饮水", 2), ("前言", 1), ("二、打算", 1),
    ]  # fmt: skip
    (note,) = found.notes
    assert (note.code, note.level, note.details["count"]) == ("numbering_generated", "info", 4)
    assert "4" in note_text(note)


def test_a_numbering_style_stands_for_a_list():
    link = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="n"/></w:abstractNum>'
    lists = (
        numbering(THREE)
        .replace("<w:num ", f"{link}<w:num ", 1)
        .replace("</w:numbering>", '<w:num w:numId="6"><w:abstractNumId w:val="5"/></w:num></w:numbering>')
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="n"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert lines_of(listed("总结", 6), listed("打算", 6), numbering=lists, styles=styles) == ["一、总结", "二、打算"]


def test_what_is_deleted_or_empty_counts_as_in_word():
    deleted = paragraph(
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>",
        look='<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )
    blocks = [listed("总结", 1), deleted, listed("", 1), listed("打算", 1)]
    assert lines_of(*blocks, numbering=numbering(THREE)) == ["一、总结", "三、打算"]


def test_bullets_and_lists_that_are_not_there_write_nothing():
    assert lines_of(listed("工程", 1), listed("饮水", 99), numbering=numbering(level(0, "bullet", "\uf0b7"))) == [
        "工程",
        "饮水",
    ]


def test_a_hidden_style_hides():
    assert text_of(paragraph("完成", run("99", '<w:rStyle w:val="h"/>'), "12个"), styles=STYLES) == "完成12个\n"


def test_a_contents_field_is_a_contents_list():
    entries = [
        paragraph(BEGIN, asks(' TOC \\o "1-1" '), SEPARATE, run("县水利局2024年上半年工作总结"), "<w:r><w:tab/></w:r>",
                  BEGIN, asks(" PAGEREF _1 "), SEPARATE, run("1"), END),
        paragraph("柳河镇2024年上半年工作总结", "<w:r><w:tab/></w:r>", run("5")),
        paragraph(END),
    ]  # fmt: skip
    found = docx.read(word_file("汇编", *entries, "县水利局2024年上半年工作总结"), "a.docx")
    wanted = "县水利局2024年上半年工作总结\t1\n柳河镇2024年上半年工作总结\t5"
    assert found.text == f"汇编\n{wanted}\n县水利局2024年上半年工作总结\n"
    assert hints_of(found, "contents") == [wanted]


def test_layout_gives_hints():
    document = python_docx.Document()
    document.add_paragraph("青石县2024年上半年工作总结", style="Title")
    document.add_paragraph("正文" * 40)
    centred = document.add_paragraph()
    centred.alignment = WD_ALIGN_PARAGRAPH.CENTER
    look = centred.add_run("柳河镇2024年上半年工作总结")
    look.bold, look.font.size = True, Pt(18)
    centred.paragraph_format.page_break_before = True
    document.add_heading("一、总结", level=2)
    small = document.add_paragraph("（本报告不公开）")
    small.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("前").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("后")
    document.add_section()
    document.add_paragraph("新节")
    stream = io.BytesIO()
    document.save(stream)
    found = docx.read(stream.getvalue(), "a.docx")
    assert hints_of(found, "title") == ["青石县2024年上半年工作总结", "柳河镇2024年上半年工作总结"]
    assert [(found.text[one.start : one.end], one.level) for one in found.hints if one.kind == "heading"] == [
        ("一、总结", 2)
    ]
    breaks = [found.text[one.start :].split("\n")[0] for one in found.hints if one.kind == "page_break"]
    assert breaks == ["柳河镇2024年上半年工作总结", "后", "新节"]


def test_a_part_that_is_not_read_is_told():
    found = docx.read(word_file("正文", "<w:altChunk r:id='r9'/>"), "a.docx")
    assert [note.code for note in found.notes] == ["docx_part_unread"]


def test_a_file_of_pictures_is_told_from_an_empty_one():
    picture = paragraph("<w:r><w:drawing><pic:pic/></w:drawing></w:r>")
    with pytest.raises(DocumentError) as refusal:
        docx.read(word_file(picture), "扫描.docx")
    assert refusal.value.code == "docx_pictures"
    assert "扫描.docx" in str(refusal.value)
    assert docx.read(word_file(paragraph("")), "空.docx").text == ""


def test_a_word_file_without_its_text_is_refused():
    data = word_file("x").replace(b"word/document.xml", b"word/documant.xml")
    with pytest.raises(DocumentError):
        docx.read(data, "a.docx")
