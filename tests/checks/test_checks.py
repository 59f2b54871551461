"""What the self-checks note, and what they leave alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_report import as_report

import guoban
from guoban.checks import check_metrics
from guoban.messages import MESSAGES, message, note_text
from guoban.metrics import extract_metrics


def checked(text):
    """Return the words and codes of the rows that have any, and the report's notes as (code, words)."""
    document, report = as_report(text)
    rows, notes = check_metrics(document, report, extract_metrics(document, report))
    marked = [(text[row.start : row.end], *row.notes) for row in rows if row.notes]
    return marked, [(note.code, text[note.start : note.end]) for note in notes]


@pytest.mark.parametrize(
    ("text", "whole", "told"),
    [
        ("受理投诉举报4826件,其中投诉3915件、举报921件。", "4826件", "4836件"),
        ("新增企业30家,其中工业32家。", "30家", "32家"),
        ("税收收入8.7亿元,其中国税6.2亿元、增长4%,地税2.9亿元、增长3%。", "8.7亿元", "9.1亿元"),
        ("建成站点9个(东镇4个、西镇6个)。", "9个", "10个"),
        ("建成站点9个(东镇4个、西镇4个)。", "9个", "8个"),
        ("受理案件320件(含旧存345件)。", "320件", "345件"),
        ("存在问题26项,已整改24项,其余3项年底前完成。", "26项", "27项"),
    ],
)
def test_parts_that_do_not_fit_their_whole(text, whole, told):
    rows, notes = checked(text)
    assert rows == [(whole, "parts_disagree")]
    assert [code for code, _ in notes] == ["parts_sum"]
    document, report = as_report(text)
    _, (note,) = check_metrics(document, report, extract_metrics(document, report))
    assert dict(note.details) == {"whole": whole, "parts": told}


@pytest.mark.parametrize(
    "text",
    [
        "受理投诉举报4836件,其中投诉3915件、举报921件。",
        "新增企业30家,其中工业12家。",
        "新增企业30家,其中工业12家,走访企业100家。",
        "新增企业30家,其中工业12家;走访企业100家。",
        "新增企业30家,其中工业12家,总投资45亿元。",
        "税收收入8.72亿元,其中国税6.18亿元、地税2.55亿元。",
        "接待游客1.2万人次,其中过夜游客约1.3万人次。",
        "建成派出所19个(部级1个、省级5个)。",
        "建成站点9个(年度目标12个)。",
        "立案28件(上年同期35件)。",
        "培训技工3期(累计12期)。",
        "建成站点9个(东镇4个、西镇5个)。",
        "存在问题26项,已整改24项,其余2项年底前完成。",
        "完成投资XX亿元,其中工业3亿元。",
        "立案28件、结案35件。",
        "重点课题3个项目,一般课题包括2个类别9个项目。",
    ],
)
def test_parts_that_fit_or_are_none(text):
    assert checked(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("上半年实现利润总额5.83亿元。\n截至6月底,实现利润总额5.38亿元,增势良好。", ["5.83亿元", "5.38亿元"]),
        ("生活垃圾分类覆盖率96%。\n生活垃圾分类覆盖率达69%。", ["96%", "69%"]),
    ],
)
def test_a_figure_given_twice(text, values):
    rows, notes = checked(text)
    assert rows == [(value, "value_conflict") for value in values]
    assert notes == [("values_differ", values[-1])]


@pytest.mark.parametrize(
    "text",
    [
        "生活垃圾分类覆盖率96%。\n生活垃圾分类覆盖率达96%。",
        "生活垃圾分类覆盖率96%。\n一季度生活垃圾分类覆盖率达69%。",
        "生活垃圾分类覆盖率96%。\n力争生活垃圾分类覆盖率达98%。",
        "组织培训3期。\n组织培训5期。",
        "生活垃圾分类覆盖率96%,同比提高3个百分点。",
        "完成固定资产投资5.8亿元。\n完成固定资产投资同比增长7%。",
    ],
)
def test_figures_that_are_not_the_same(text):
    assert checked(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("全县GDP约亿元,增势良好。", ["约亿元"]),
        ("税收同比增长%。", ["同比增长%"]),
        ("税收同比增长 %,低于预期。", ["同比增长 %"]),
        ("优良率提高个百分点。", ["提高个百分点"]),
        ("建成面积?平方公里。", ["?平方公里"]),
    ],
)
def test_a_unit_without_its_number(text, words):
    assert checked(text) == ([], [("number_missing", word) for word in words])


@pytest.mark.parametrize(
    "text",
    [
        "签约亿元以上项目9个。", "产值突破亿元。", "近亿元资金到位。", "税收同比增长XX%。", "税收同比增长*.*%。", "税收增长【】%。", "税收增长 5 %。",
        "优良率提高两个百分点。", "每提高一个百分点都不容易。", "亿元GDP死亡率下降。", "合同约元旦前到期。", "怎么看?项目建设要提速。",
    ],
)  # fmt: skip
def test_a_unit_that_needs_no_number(text):
    assert checked(text)[1] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("完成投资8.2亿元,占年计划的61.5。", "61.5"), ("税收同比增长9,再创新高。", "9"), ("生活垃圾分类覆盖率96。", "96")],
)
def test_a_rate_without_its_unit(text, number):
    assert checked(text)[0] == [(number, "unit_missing")]


@pytest.mark.parametrize(
    "text", ["求人倍率1.2。", "亿元GDP死亡率0.018。", "营商环境指数得分92。", "税收同比增长9%。", "税收增长XX。"]
)
def test_a_number_that_needs_no_unit(text):
    assert checked(text)[0] == []


def test_replaced_digits_are_told_and_their_rows_marked():
    rows, notes = checked("202223年,发展用户12022户,新建床位202200张,化解案件35件,服务2022人。\n202222年工作。")
    assert rows == [("12022户", "digits_suspect"), ("202200张", "digits_suspect")]
    assert notes == [("digits_damaged", "202223")]


@pytest.mark.parametrize(
    "text", ["2022年,发展用户12022户。", "2022-2023年培训202200人次。", "投资202223万元。", "编号1202223年检。"]
)
def test_digits_that_are_in_order(text):
    assert checked(text) == ([], [])


def test_values_stay_as_they_are():
    document, report = as_report("202223年受理投诉举报4826件,其中投诉3915件、举报921件,占年计划的61.5。")
    before = extract_metrics(document, report)
    after, _ = check_metrics(document, report, before)
    assert [(one.start, one.value, one.unit, one.indicator) for one in after] == [
        (one.start, one.value, one.unit, one.indicator) for one in before
    ]


def test_checks_reach_tables_and_notes():
    text = "县信访局2024年上半年工作总结\n一、主要工作\n受理投诉举报4826件,其中投诉3915件、举报921件。\n"
    compilation = guoban.read(text.encode(), name="汇编.txt")
    assert compilation.metrics["note"].tolist() == ["parts_disagree", "", ""]
    note = next(note for note in compilation.notes if note.code == "parts_sum")
    assert note_text(note, "zh") == "所列各部分合计 4836件，与总数 4826件 对不上：请核对。"
    assert compilation.text[note.start : note.end].startswith("4826件")


@pytest.mark.parametrize("code", ["parts_disagree", "value_conflict", "unit_missing", "digits_suspect"])
def test_row_codes_are_sentences_without_blanks(code):
    assert message(code, language="zh") == MESSAGES[code]
    assert message(code, language="en") != MESSAGES[code]


FRAGMENTS = [
    "4826件",
    "3家",
    "XX亿元",
    "5%",
    "其中",
    "其余",
    "含",
    "(",
    ")",
    ",",
    "、",
    "。",
    "\n",
    "投诉",
    "同比增长",
    "%",
    "约亿元",
    "202223年",
    "12022户",
    "占年计划的",
    "9",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join) | st.text(max_size=40))
def test_any_text_keeps_its_figures(text):
    document, report = as_report(text)
    before = extract_metrics(document, report)
    after, notes = check_metrics(document, report, before)
    assert [replace(row, notes=()) for row in after] == list(before)
    assert all(0 <= note.start < note.end <= len(text) for note in notes)
