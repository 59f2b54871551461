"""Whether a number is done, planned, expected, a starting point, or somebody else's."""

import pytest


def roles(read, text, section="review"):
    return [one.role for one in read(text, role=section)]


@pytest.mark.parametrize(
    ("text", "section", "wanted"),
    [
        ("建成泵站6座。", "review", ["actual"]),
        ("力争建成泵站6座。", "review", ["target"]),
        ("计划新建泵站6座。", "review", ["target"]),
        ("建成泵站6座。", "plan", ["target"]),
        ("截至目前已斩获奖牌5枚。", "plan", ["actual"]),
        ("得分43.1分(目标值42分)。", "review", ["actual", "target"]),
        ("完成评价1.4万家(目标2万家)。", "review", ["actual", "target"]),
        ("预计可实现产值3亿元。", "review", ["forecast"]),
        ("预计实现产值3亿元,同比增长5%。", "review", ["forecast", "forecast"]),
        ("占比由原来的4.9%降至3.65%。", "review", ["baseline", "actual"]),
        ("合格率从去年的76%提升至96.4%。", "review", ["baseline", "actual"]),
        ("立案28件,上年同期为35件。", "review", ["actual", "baseline"]),
        ("优良率98%(全省平均93%)。", "review", ["actual", "reference"]),
        ("完成投资8亿元,占年度计划14亿元的57%。", "review", ["actual", "target", "actual"]),
        ("总投资3.2亿元的工程已完成投资2.1亿元。", "review", ["target", "actual"]),
        ("年度任务36公里,已完成19公里。", "review", ["target", "actual"]),
        ("62项改革任务已完成40项。", "review", ["target", "actual"]),
        ("应对320家企业进行减免。", "review", ["target"]),
    ],
)
def test_roles(read, text, section, wanted):
    assert roles(read, text, section) == wanted


@pytest.mark.parametrize(
    ("text", "section", "wanted"),
    [
        ("实施科技计划项目43项。", "review", ["actual"]),
        ("先后应对5轮强降雨。", "review", ["actual"]),
        ("园区总投资3.2亿元,面积60亩。", "review", ["actual", "actual"]),
        ("从3个镇选派干部。", "review", ["actual"]),
        ("争取资金1.2亿元。", "review", ["actual"]),
        ("民生支出占比83.6%,高于全省平均2个百分点。", "review", ["actual", "actual"]),
        ("优良率高于去年同期2.2个百分点。", "review", ["actual"]),
    ],
)
def test_what_only_looks_like_it(read, text, section, wanted):
    assert roles(read, text, section) == wanted
