"""Lists that deal names out to numbers."""

import pytest


def named(read, text):
    return [one.indicator for one in read(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公路客运、水路客运分别增长5%、3%。", ["公路客运", "水路客运"]),
        ("东镇、西镇分别完成投资3亿元、5亿元。", ["东镇完成投资", "西镇完成投资"]),
        ("蔬菜、水产品产量分别达5万吨、2万吨。", ["蔬菜产量", "水产品产量"]),
        ("教育、社会保障和就业、卫生健康支出分别增长5%、9%、7%。", ["教育支出", "社会保障和就业支出", "卫生健康支出"]),
        pytest.param(
            "客运量3万人、货运量5万吨,同比分别下降4%和增长8%。",
            ["客运量", "货运量", "客运量", "货运量"],
            marks=pytest.mark.xfail(reason="the first subject is lent to the second"),
        ),
    ],
)
def test_names_are_dealt_out(read, text, wanted):
    assert named(read, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("文化、体育、旅游产业增长5%。", ["文化、体育、旅游产业"]),
        ("检查企业5家,化解纠纷3起。", ["检查企业", "化解纠纷"]),
    ],
)
def test_no_list(read, text, wanted):
    assert named(read, text) == wanted
