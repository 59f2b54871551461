"""The files of an archive, and what layout says: reports that no line would give away."""

from dataclasses import replace

import pytest
from folded_document import make_document

from guoban.records import Hint, Member
from guoban.structure import outline
from guoban.structure.file_names import bare_names, title_of

BODY = "一、主要工作\n新建泵站12座。\n二、下半年打算\n继续抓好落实。\n"


def together(*files):
    """Return the outline of a document of `files`: (name, text)."""
    text, members = "", []
    for name, words in files:
        members.append(Member(name, len(text), len(text) + len(words)))
        text += words
    return outline(replace(make_document(text), members=tuple(members)))


def seen(found):
    return [(report.title, report.department.name, report.department.source) for report in found.reports]


def codes(found):
    return [note.code for note in found.notes]


def test_each_file_is_a_report_with_all_that_stands_in_it():
    annex = "附件2\n水利局2024年下半年重点工作计划\n一、工程\n新建泵站5座。\n"
    found = together(
        ("1.docx", "县水利局2024年上半年工作总结\n" + BODY + annex), ("2.docx", "柳河镇2024年上半年工作总结\n" + BODY)
    )
    assert [report.title for report in found.reports] == ["县水利局2024年上半年工作总结", "柳河镇2024年上半年工作总结"]
    first, second = found.reports
    assert first.end == second.start
    assert (found.listed, found.declared, codes(found)) == (None, None, [])


@pytest.mark.parametrize(
    ("name", "department"),
    [
        ("03_县财政局2024年上半年总结(1).docx", "县财政局"), ("县财政局.docx", "县财政局"), ("县财政局材料.docx", "县财政局"),
        ("县财政局/上半年总结.docx", "县财政局"), ("2024年上半年县财政局工作总结-最终版.docx", "县财政局"), ("上半年总结.docx", ""),
        ("各部门/总结.docx", ""), ("2025年宁夏政府工作报告.docx", "宁夏回族自治区人民政府"),
    ],
)  # fmt: skip
def test_a_report_that_does_not_say_whose_it_is_is_its_files(name, department):
    found = together((name, "工作总结\n2024年上半年，" + BODY))
    (report,) = found.reports
    assert (report.department.name, report.department.source) == (department, "file" if department else "")


def test_the_text_goes_before_the_name_of_the_file():
    found = together(
        ("县财政局.docx", "县水利局2024年上半年工作总结\n" + BODY),
        ("a.docx", "2024年上半年工作总结\n上半年，县审计局深入推进各项工作。\n" + BODY),
    )
    assert seen(found)[0][1:] == ("县水利局", "title")
    assert seen(found)[1][1:] == ("县审计局", "body")


def test_a_file_without_a_title_has_its_name_for_one():
    found = together(
        ("2.县财政局2024年上半年工作总结.docx", "今年以来，各项工作稳步推进。\n" + BODY),
        ("3.县水利局2023年工作总结.docx", BODY * 20),
    )
    assert seen(found) == [
        ("县财政局2024年上半年工作总结", "县财政局", "file"),
        ("县水利局2023年工作总结", "县水利局", "file"),
    ]
    assert [(report.year, report.span) for report in found.reports] == [(2024, "H1"), (2023, "year")]
    assert [len(report.sections) for report in found.reports] == [2, 40]
    assert codes(found) == ["member_untitled", "member_untitled"]


def test_a_file_that_holds_a_compilation_gives_its_reports():
    several = "县水利局2024年上半年工作总结\n" + BODY + "县审计局2024年上半年工作总结\n" + BODY
    marked = "第一篇：2024年上半年工作总结\n" + BODY + "第二篇：2024年上半年工作总结\n" + BODY
    found = together(("部门.docx", several), ("县财政局.docx", marked), ("柳河镇.docx", "工作总结\n" + BODY))
    assert len(found.reports) == 5
    assert [report.department.name for report in found.reports][2:] == ["", "", "柳河镇"]


def test_a_cover_and_a_contents_list_among_files_are_no_reports():
    listed = "目录\n县水利局2024年上半年工作总结\t1\n柳河镇2024年上半年工作总结\t5\n县财政局2024年上半年工作总结\t9\n"
    files = (
        ("水利局.docx", "县水利局2024年上半年工作总结\n" + BODY),
        ("柳河镇.docx", "柳河镇2024年上半年工作总结\n" + BODY),
    )
    found = together(("封面.docx", "青石县各部门材料\n2024年7月\n"), ("目录.docx", listed), *files)
    assert len(found.reports) == 2
    assert (found.listed, codes(found)) == (3, ["contents_mismatch"])
    assert codes(together(*files)) == []


WEAK = "县水利局2024年上半年工作总结\n" + BODY + "工作总结\n" + BODY


def test_a_look_speaks_for_a_title_and_never_alone():
    place = WEAK.index("\n工作总结") + 1
    document = make_document(WEAK)
    assert len(outline(document).reports) == 1
    hinted = replace(document, hints=(Hint(place, place + 4, "title"),))
    assert len(outline(hinted).reports) == 2
    heading, page = Hint(place, place + 4, "heading", 1), Hint(place, place, "page_break")
    for hints, count in (((heading,), 1), ((page,), 1), ((page, heading), 2)):
        assert len(outline(replace(document, hints=hints)).reports) == count
    words = WEAK.index("新建泵站")
    assert len(outline(replace(document, hints=(Hint(words, words + 8, "title"),))).reports) == 1


def test_a_contents_field_is_the_contents_list():
    entries = "县水利局2024年上半年工作总结\t1\n一、主要工作\t1\n柳河镇2024年上半年工作总结\t5\n二、下半年打算\t6"
    text = f"青石县工作总结\n{entries}\n县水利局2024年上半年工作总结\n{BODY}柳河镇2024年上半年工作总结\n{BODY}"
    start = text.index(entries)
    found = outline(replace(make_document(text), hints=(Hint(start, start + len(entries), "contents"),)))
    assert [report.title for report in found.reports] == ["县水利局2024年上半年工作总结", "柳河镇2024年上半年工作总结"]
    assert (found.listed, codes(found)) == (2, [])


def test_what_a_file_name_can_mean():
    assert title_of("县直/03.县财政局总结（最终版）.docx") == "县财政局总结"
    assert title_of("总结.docx") == "总结"
    assert list(bare_names("县直部门/03_县财政局 总结(1).docx")) == ["县财政局 总结", "县财政局", "总结", "县直部门"]
