"""What kind of figure a number is, and its sign."""

import pytest

from guoban.metrics.measures import change_verb, measure_of


def first(read, text, number):
    return next(one for one in read(text) if text[one.start : one.end] == number)


@pytest.mark.parametrize(
    ("text", "number", "measure", "value"),
    [
        ("走访企业29家。", "29家", "level", 29),
        ("优良率96.7%。", "96.7%", "share", 96.7),
        ("工业用电占比32%。", "32%", "share", 32),
        ("产值同比增长7.5%。", "7.5%", "growth", 7.5),
        ("用水量同比下降6.4%。", "6.4%", "growth", -6.4),
        ("税收负增长3%。", "3%", "growth", -3),
        ("年均增长8%。", "8%", "growth", 8),
        ("对工业增长贡献率71.5%。", "71.5%", "growth", 71.5),
        ("产值翻一番。", "一番", "growth", 1),
        ("满意率提高0.5个百分点。", "0.5个百分点", "difference", 0.5),
        ("增速高于全省12.5个百分点。", "12.5个百分点", "difference", 12.5),
        ("增速低于全省1.7个百分点。", "1.7个百分点", "difference", -1.7),
        ("次均费用下降7.61元。", "7.61元", "difference", -7.61),
        ("办理时间缩短10天。", "10天", "difference", -10),
        ("年内压减法人户数12户。", "12户", "difference", -12),
        ("总量居全省第二。", "第二", "rank", 2),
        ("投资完成率45%。", "45%", "completion", 45),
        ("完成年度任务的54.1%。", "54.1%", "completion", 54.1),
        ("支出占年初预算的65.26%。", "65.26%", "completion", 65.26),
        ("隐患整改率100%。", "100%", "completion", 100),
        ("应开工的28个项目已开工22个,开工率78.6%。", "78.6%", "completion", 78.6),
    ],
)
def test_measures(read, text, number, measure, value):
    found = first(read, text, number)
    assert (found.measure, found.value) == (measure, value)


@pytest.mark.parametrize(
    ("text", "number", "measure"),
    [
        ("设置率提升到46%。", "46%", "share"),
        ("低保标准提高到810元。", "810元", "level"),
        ("新增企业12家。", "12家", "level"),
        ("项目开工率93.3%。", "93.3%", "share"),
        ("民生支出占一般公共预算支出的83.6%。", "83.6%", "share"),
        ("完成高标准农田5万亩。", "5万亩", "level"),
        ("为企业减负120余万元。", "120余万元", "level"),
        ("审批时间由12天压缩至7天。", "7天", "level"),
    ],
)
def test_what_only_looks_like_it(read, text, number, measure):
    found = first(read, text, number)
    assert found.measure == measure
    assert found.value > 0


@pytest.mark.parametrize(
    ("text", "number", "verb"),
    [
        ("同比增长7.5%", "7.5%", "增长"),
        ("较去年缩短了10天", "10天", "缩短"),
        ("提高到44%", "44%", ""),
        ("新增12家", "12家", ""),
        ("改造升级3家", "3家", ""),
    ],
)
def test_verbs_of_change(placed, text, number, verb):
    assert change_verb(*placed(text, number)) == verb


def test_list_members_share_a_measure(placed):
    place, slot = placed("分别下降18.5%和22.1%", "22.1%")
    assert measure_of(place, slot, "growth", "下降") == ("growth", "下降")
