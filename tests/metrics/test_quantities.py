"""Numbers with their units as they stand in the text."""

import pytest

from guoban.documents.folding import fold
from guoban.metrics.quantities import find_quantities, share_units


def only(text):
    found = find_quantities(fold(text), 0, len(text))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "written", "value", "unit", "kind"),
    [
        ("企业29家", "29家", 29, "家", "count"),
        ("投资1.89亿元", "1.89亿元", 1.89, "亿元", "money"),
        ("快检23.5万批次", "23.5万批次", 23.5, "万批次", "count"),
        ("规模一个亿的", "一个亿", 1, "亿元", "money"),
        ("服务3920多人次", "3920多人次", 3920, "人次", "count"),
        ("函百余份", "百余份", 1, "百份", "count"),
        ("车四百余辆", "四百余辆", 4, "百辆", "count"),
        ("近四百万元", "四百万元", 400, "万元", "money"),
        ("共二十三支", "二十三支", 23, "支", "count"),
        ("到1,340万元", "1,340万元", 1340, "万元", "money"),
        ("产２３．５吨", "２３．５吨", 23.5, "吨", "measure"),
        ("率达百分之九十八", "百分之九十八", 98, "%", "ratio"),
        ("率近一成半", "一成半", 1.5, "成", "ratio"),
        ("率达九成五以上", "九成五", 9.5, "成", "ratio"),
        ("3万4千人", "3万4千人", 3.4, "万人", "count"),
        ("1亿3千多万元", "1亿3千多万元", 1.3, "亿元", "money"),
        ("能力2.5万吨/日", "2.5万吨/日", 2.5, "万吨/日", "measure"),
        ("走访102(家)次", "102(家)次", 102, "(家)次", "count"),
        ("长1.2 万米", "1.2 万米", 1.2, "万米", "measure"),
        ("提高3.6个百分点", "3.6个百分点", 3.6, "个百分点", "ratio"),
        ("居第十位", "第十位", 10, "位", "rank"),
        ("同比增长-3.2%", "-3.2%", -3.2, "%", "ratio"),
        ("缩短10天", "10天", 10, "天", "duration"),
    ],
)  # fmt: skip
def test_a_number_and_its_unit(text, written, value, unit, kind):
    found = only(text)
    assert (text[found.start : found.end], found.value, found.unit, found.kind) == (written, value, unit, kind)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("通过832平台采购", ""),
        ("123千瓦", "千瓦"),
        ("2百分点", "百分点"),
        ("1月", ""),
        ("10条例", ""),
        ("5方面", ""),
        ("12000人民", ""),
    ],
)
def test_a_unit_is_no_part_of_another_word(text, unit):
    assert only(text).unit == unit


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("投资XX亿元", "XX亿元"), ("额X亿元", "X亿元"), ("补×万元", "×万元"), ("增长xx.x%", "xx.x%"), ("收*.*亿元", "*.*亿元"), ("额○○万元", "○○万元"),
        ("建【】万平方米", "【】万平方米"), ("贷【 】亿元", "【 】亿元"), ("客___万人次", "___万人次"),
    ],
)  # fmt: skip
def test_a_redacted_number_keeps_its_unit(text, written):
    found = only(text)
    assert text[found.start : found.end] == written
    assert (found.redacted, found.value) == (True, None)


@pytest.mark.parametrize("text", ["XX乡", "XX镇", "××村"])
def test_a_redacted_name_has_no_unit(text):
    assert only(text).unit == ""


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("引进8—10家", 8, 10, "家"), ("2至3家", 2, 3, "家"), ("5~8处", 5, 8, "处"), ("4.5%-5%", 4.5, 5, "%"), ("三到五家", 3, 5, "家"),
        ("1亿-2亿元", 1, 2, "亿元"),
    ],
)  # fmt: skip
def test_a_range(text, low, high, unit):
    found = only(text)
    assert (found.value, found.high, found.unit) == (low, high, unit)


@pytest.mark.parametrize("text", ["由3家到5家", "从8天至2天", "10-8家", "第3-5位", "3家和5家"])
def test_no_range(text):
    assert all(one.high is None for one in find_quantities(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("高于全国3.1个、全省2.4个百分点", ["个百分点", "个百分点"]),
        ("减排31、44和45吨", ["吨", "吨", "吨"]),
        ("新建站点3个、覆盖率提高4个百分点", ["个", "个百分点"]),
        ("建成3个,增长4个百分点", ["个", "个百分点"]),
        ("优秀率、合格率分别提高3个、4个百分点", ["个百分点", "个百分点"]),
        ("一类31,二类44吨", ["", "吨"]),
    ],
)
def test_a_list_shares_its_unit(text, shared):
    found = [one for one in find_quantities(text, 0, len(text)) if not one.chinese]
    assert [one.unit for one in share_units(text, found)] == shared


def test_a_tenth_ends_where_another_number_begins():
    found = find_quantities("近七成一个亿", 0, 6)
    assert [(one.start, one.end, one.value, one.unit) for one in found] == [(1, 3, 7, "成"), (3, 6, 1, "亿元")]
