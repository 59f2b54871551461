"""The brief, opened with python-docx and printed by LibreOffice."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import docx
import paper_offices
import pytest
from docx.oxml.ns import qn
from lxml import etree

from guoban.export.brief import brief_bytes, write_brief
from guoban.export.brief.content import LEVELS, content_of, foremost, named_problems
from guoban.export.brief.length import MOST_PAGES, TITLE_SIGNS, cut, first_clauses
from guoban.export.brief.wording import overview_words, plan_words
from guoban.export.pictures import fonts
from guoban.locale import set_language
from guoban.reporting.matter import matter
from guoban.reporting.profile import profile_of
from guoban.reporting.standing import Standing

MADE = date(2024, 7, 15)


def opened(data):
    return docx.Document(io.BytesIO(data))


def part_of(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def notes_of(data):
    """Return the footnotes' words by their number."""
    root = part_of(data, "word/footnotes.xml")
    found = {note.get(qn("w:id")): "".join(note.itertext()).strip() for note in root}
    return {number: words for number, words in found.items() if int(number) > 0}


@pytest.fixture(scope="module")
def data(large):
    return brief_bytes(large, made=MADE, issuer="梧桐县督查室")


@pytest.fixture(scope="module")
def document(data):
    return opened(data)


def test_it_has_the_parts_of_a_brief(document):
    assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"] == [
        "一、总体情况", "二、走在前列", "三、滞后事项", "四、各部门自述的问题", "五、下步目标", "六、数据说明",
    ]  # fmt: skip
    assert [one.text[:5] for one in document.paragraphs if one.style.name == "Heading 2"] == [
        "（一）红牌",
        "（二）黄牌",
    ]
    assert document.paragraphs[0].text == "2024年上半年目标任务进展情况简报"
    assert document.paragraphs[1].text == "梧桐县督查室　2024年7月15日"


def test_the_overview_counts_what_the_tasks_count(document, large):
    counts = large.tasks["status"].value_counts()
    overview = next(one.text for one in document.paragraphs if one.style.name == "Body Text")
    assert overview.startswith(f"30个部门均报告了可与目标对照的任务，共{len(large.tasks)}项。")
    cards = large.tasks["card"].value_counts()
    assert f"{counts['behind']}项滞后，其中红牌{cards['red']}项、黄牌{cards['yellow']}项" in overview
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["部门", "任务", "已完成", "达序时", "滞后", "未判定", "红牌", "黄牌"]
    assert rows[-1][:2] == ["合计（全部部门）", str(len(large.tasks))]
    assert len(rows) == 10
    assert "其余22个部门见台账。" in [one.text for one in document.paragraphs]


def test_the_worst_task_comes_first_with_its_figures(document, large):
    worst = large.tasks.sort_values("lead").iloc[0]
    texts = [one.text for one in document.paragraphs]
    first = texts[texts.index(next(text for text in texts if text.startswith("（一）红牌"))) + 1]
    assert worst["department"] in first
    assert f"低于序时进度（50.0%）{abs(worst['gap']):.1f}个百分点" in first


def test_every_figure_has_a_note_that_cites_report_and_sentence(data, large):
    notes = notes_of(data)
    body = part_of(data, "word/document.xml")
    references = [one.get(qn("w:id")) for one in body.iter(qn("w:footnoteReference"))]
    assert references == list(notes)
    titles = set(large.reports["title"])
    for words in notes.values():
        assert words[1:].startswith(tuple(cut(title, TITLE_SIGNS) for title in titles))
        quoted = words[words.index("：“") + 2 :].rstrip("”").strip("…")
        assert quoted in large.compilation.text.replace("\n", " ")


def test_notes_are_real_footnotes(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
    assert "wordprocessingml.footnotes+xml" in types
    assert "relationships/footnotes" in relations
    settings = part_of(data, "word/settings.xml")
    assert [one.get(qn("w:id")) for one in settings.iter(qn("w:footnote"))] == ["-1", "0"]


@pytest.mark.parametrize(
    ("style", "chinese", "size"),
    [("Title", "方正小标宋简体", 22), ("Heading 1", "黑体", 16), ("Heading 2", "楷体_GB2312", 16),
     ("Body Text", "仿宋_GB2312", 16)],
)  # fmt: skip
def test_fonts_are_named_for_chinese_and_latin(document, style, chinese, size):
    look = document.styles[style]
    found = look.element.rPr.find(qn("w:rFonts"))
    assert found.get(qn("w:eastAsia")) == chinese
    assert found.get(qn("w:ascii")) == "Times New Roman"
    assert not [name for name in found.attrib if "heme" in name]
    assert look.font.size.pt == size


def test_a_font_that_is_missing_has_a_substitute(data):
    table = part_of(data, "word/fontTable.xml")
    substitutes = {
        font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val"))
        for font in table
        if font.find(qn("w:altName")) is not None
    }
    assert substitutes["方正小标宋简体"] == "华文中宋"
    assert substitutes["仿宋_GB2312"] == "仿宋"


def test_the_page_is_the_official_one(document):
    section = document.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    body = document.styles["Body Text"]
    assert body.paragraph_format.line_spacing.pt == 28
    assert body.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    assert "— " in section.footer.paragraphs[0].text
    fields = [one.text for one in section.footer.paragraphs[0]._p.iter(qn("w:instrText"))]  # noqa: SLF001
    assert fields == ["PAGE"]


def test_pictures_say_what_they_show(data):
    drawn = list(part_of(data, "word/document.xml").iter(qn("wp:docPr")))
    assert len(drawn) == 2
    assert drawn[0].get("descr").startswith("滞后任务的完成率与各自的序时进度：6 项任务的完成率，6 项滞后")


def test_redacted_is_told(small):
    texts = " ".join(one.text for one in opened(brief_bytes(small)).paragraphs)
    assert "水利投资，完成值脱敏，目标值脱敏，完成率45.5%，低于序时进度（50.0%）4.5个百分点" not in texts  # no card
    assert "另有1项滞后但未达亮牌线，见台账。" in texts
    assert "脱敏数值2个，不作估计" in texts
    assert "部门类型：水利、街道" in texts


def test_nothing_to_compare_is_said(small):
    texts = [one.text for one in opened(brief_bytes(matter(small.compilation, progress_ids=[]))).paragraphs]
    assert "没有滞后的任务。" in texts
    assert any("没有报告可与目标对照的任务" in text for text in texts)


def test_one_department_is_named_once(small):
    report = small.reports.iloc[0]
    one = matter(small.compilation, report_ids=[report["report_id"]])
    texts = [part.text for part in opened(brief_bytes(one)).paragraphs]
    assert any(text.startswith(f"{report['department']}报告了可与目标对照的任务{len(one.tasks)}项。") for text in texts)
    assert not [text for text in texts if text.startswith(("1 个部门", "1个部门"))]
    items = texts[texts.index("二、走在前列") : texts.index("四、各部门自述的问题")]
    assert not [text for text in items if report["department"] in text]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"judged": 2, "kept": 2, "behind": 0}, "能判定的2项均已完成或达到序时进度。"),
        ({"judged": 4, "kept": 3, "behind": 1}, "能判定的4项中，3项已完成或达到序时进度（75.0%），1项滞后，均未达亮牌线。"),
        ({"judged": 4, "kept": 3, "behind": 1, "red": 1}, "1项滞后，其中红牌1项。"),
        ({"judged": 0, "kept": 0, "behind": 0}, "均无法判定，原因见数据说明。"),
    ],
)  # fmt: skip
def test_the_overview_leaves_out_what_is_nought(counts, words):
    cards = {"red": counts.pop("red", 0), "yellow": 0}
    known = {"departments": 5, "reporting": 3, "tasks": counts["judged"] + 1, "cards": sum(cards.values())}
    told = overview_words(Standing(**known, **counts, carded_departments=1, by_status={}, by_card=cards))
    assert told.startswith("5个部门中，3个报告了可与目标对照的任务，共")
    assert words in told
    assert "0项" not in told


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"indicator": "税收收入", "value": 6.0, "bound": "min"}, "税收收入增长6%以上"),
        ({"indicator": "单位能耗", "value": -3.5}, "单位能耗下降3.5%"),
        ({"indicator": "工业投资增速", "value": 12.0}, "工业投资增速12%"),
        ({"indicator": "新建泵站", "value": 1200.0, "unit": "座", "measure": "level"}, "新建泵站1,200座"),
        ({"indicator": "技改投资", "value": None, "unit": "亿元", "redacted": True}, "技改投资脱敏（亿元）"),
    ],
)
def test_a_target_reads_as_an_office_writes_it(row, words):
    plain = {"unit": "%", "measure": "growth", "bound": "exact", "high": None, "redacted": False}
    assert plan_words(plain | row) == words


def test_a_heading_that_names_several_problems_is_several(large):
    text = "问题。一是管护资金不足；二是专业人员偏少，1.5万亩无人管护。"
    heading = text[5:-1]  # a section's heading has no number, and begins where the number does
    profile = profile_of(large.compilation, large.tasks, large.reports["report_id"].iloc[0])
    found = list(named_problems(replace(profile, problems=[(heading, 3)]), text))
    assert [words for words, _place in found] == ["管护资金不足", "专业人员偏少，1.5万亩无人管护"]
    assert all(text[place:].startswith(words) for words, place in found)


def test_targets_of_one_name_are_told_once_and_headlines_first():
    rows = [
        {"indicator": name, "redacted": redacted}
        for name, redacted in (("泵站", False), ("泵站", False), ("投资", True), ("一般公共预算收入", False))
    ]
    assert [row["indicator"] for row in foremost(rows, 2)] == ["一般公共预算收入", "泵站"]


def test_what_it_is_made_from_stands_small_at_the_end(document):
    last = document.paragraphs[-1]
    assert last.style.font.size.pt == 9
    assert last.text.startswith("资料来源：梧桐县汇编.txt（校验码 ")
    assert "；范围：全部报告；" in last.text


def test_no_bracket_stays_open_where_a_name_is_cut():
    assert cut("新增水闸（含上年结转和续建的项目）", 12) == "新增水闸…"
    assert cut("新增水闸（含续建）和配套泵站", 12) == "新增水闸（含续建）和配…"


def test_the_same_matter_gives_the_same_bytes(small, tmp_path):
    write_brief(tmp_path / "a.docx", small, made=MADE)
    stream = io.BytesIO()
    write_brief(stream, small, made=MADE)
    assert (tmp_path / "a.docx").read_bytes() == stream.getvalue()


def test_words_are_cut_at_a_clause():
    assert first_clauses("土地市场低迷，上半年收入只有一成，缺口较大", 18) == "土地市场低迷，上半年收入只有一成"
    assert first_clauses("一" * 50, 20) == cut("一" * 50, 20) == "一" * 19 + "…"


def test_long_names_leave_fewer_items(large):
    long = paper_offices.stretched(
        large.compilation, department="很长的部门名称" * 9, indicator="名称很长的指标" * 12, title="题目" * 60
    )
    assert len(content_of(matter(long)).parts[0][1][0].paragraphs) - 1 <= LEVELS[0].leading
    assert len(content_of(large).parts[0][1][0].paragraphs) - 1 == LEVELS[0].leading


def test_in_english_it_reads_as_english(large):
    set_language("en")
    document = opened(brief_bytes(large, made=MADE))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings[0] == "1. Overall"
    assert document.styles["Title"].element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "Times New Roman"


def test_without_a_chinese_font_it_leaves_the_charts_out_and_says_so(small, monkeypatch):
    assert len(opened(brief_bytes(small)).inline_shapes) == 1
    fonts.families.cache_clear()
    monkeypatch.setattr(fonts, "_first", lambda _wanted: None)
    try:
        document = opened(brief_bytes(small))
    finally:
        fonts.families.cache_clear()
    assert len(document.inline_shapes) == 0
    assert [one.text for one in document.paragraphs if "字体" in one.text] == [
        "制作本简报的电脑没有带汉字的字体，图从略。"
    ]
    assert any("达到或超过序时" in one.text or "滞后" in one.text for one in document.paragraphs)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_libreoffice_prints_two_to_six_pages(large, as_pdf, language):
    set_language(language)
    pages = as_pdf(brief_bytes(large, made=MADE, issuer="梧桐县督查室"), ".docx")
    assert 2 <= len(pages) <= MOST_PAGES
    words = ["".join(page.get_textpage().get_text_bounded().split()) for page in pages]
    assert "—1—" in words[0]
    assert "图1" in words[0] or "Figure1" in words[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_never_runs_over_six_pages(as_pdf, language):
    set_language(language)
    long = paper_offices.stretched(
        paper_offices.read(30), department="很长的部门名称" * 9, indicator="名称很长的指标" * 12, title="题目" * 60
    )
    filters = tuple(f"部门：很长的筛选{number}" for number in range(60))
    pages = as_pdf(brief_bytes(replace(matter(long), filters=filters), made=MADE), ".docx")
    assert len(pages) <= MOST_PAGES
