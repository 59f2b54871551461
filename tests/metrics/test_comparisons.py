"""What a growth, a difference or a rank is against."""

import pytest

from guoban.metrics.comparisons import compare_of


@pytest.mark.parametrize(
    ("text", "number", "measure", "compare"),
    [
        ("产值同比增长7.5%", "7.5%", "growth", "yoy"), ("较去年同期增长7.5%", "7.5%", "growth", "yoy"), ("比上年增长3%", "3%", "growth", "yoy"),
        ("价格环比下降0.4%", "0.4%", "growth", "mom"),
        ("余额较年初增长4%", "4%", "growth", "ytd"), ("比去年底提高2个百分点", "2个百分点", "difference", "ytd"),
        ("比1-3月提高2个百分点", "2个百分点", "difference", "ytd"),
        ("高于全省平均12.5个百分点", "12.5个百分点", "difference", "全省平均"), ("低于全国1.7个百分点", "1.7个百分点", "difference", "全国"),
        ("总量居全省第二", "第二", "rank", "全省"), ("在全市考核中列第3位", "第3位", "rank", "全市"),
    ],
)  # fmt: skip
def test_comparisons(placed, text, number, measure, compare):
    assert compare_of(*placed(text, number), measure, "") == compare


@pytest.mark.parametrize(
    ("text", "number", "measure"),
    [
        ("产值增长7.5%", "7.5%", "growth"), ("优良率96.7%", "96.7%", "share"), ("同比多出的29家", "29家", "level"), ("办理时间缩短10天", "10天", "difference"),
        ("得分第3", "第3", "rank"),
    ],
)  # fmt: skip
def test_no_comparison(placed, text, number, measure):
    assert compare_of(*placed(text, number), measure, "") == ""


def test_a_list_carries_its_comparison(read):
    assert [one.compare for one in read("高于全国3.1个、全省2.4个百分点。")] == ["全国", "全省"]
    assert [one.compare for one in read("工业、农业同比分别增长5%、3%。")] == ["yoy", "yoy"]
