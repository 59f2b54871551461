"""Words around a number, cut down to what it counts."""

import pytest

from guoban.metrics.phrases import (
    cut_modifiers,
    field_of,
    leading_verb,
    lent,
    strip_lead,
    strip_trail,
    without_plain_verb,
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("其中新增企业", "新增企业"),
        ("今年累计完成投资", "完成投资"),
        ("中介机构", "中介机构"),
        ("对外贸易", "对外贸易"),
        ("共享单车", "共享单车"),
        ("在建项目", "在建项目"),
    ],
)
def test_what_leads(text, left):
    assert strip_lead(text) == left


@pytest.mark.parametrize(
    ("text", "change", "left"),
    [
        ("投资完成", False, "投资"), ("项目签约", False, "项目签约"), ("车位达到", False, "车位"), ("投资同比增长", True, "投资"), ("覆盖率较上年提高", True, "覆盖率"),
        ("新增惠及", False, "新增惠及"), ("投资同比增长", False, "投资同比增长"),
    ],
)  # fmt: skip
def test_what_trails(text, change, left):
    assert strip_trail(text, change=change) == left


@pytest.mark.parametrize(("text", "verb"), [("吊销企业", "吊销"), ("推荐上报企业", "推荐上报"), ("企业", "")])
def test_the_verb_in_front(text, verb):
    assert leading_verb(text) == verb


@pytest.mark.parametrize(("text", "left"), [("完成水利投资", "水利投资"), ("检查企业", "检查企业"), ("完成", "完成")])
def test_a_plain_verb_goes(text, left):
    assert without_plain_verb(text) == left


@pytest.mark.parametrize(
    ("subject", "left"),
    [("全市刑事案件立案", "刑事案件"), ("夏粮平均亩产", "夏粮"), ("企业", "企业"), ("产值", "产值")],
)
def test_what_a_subject_lends(subject, left):
    assert lent(subject) == left


@pytest.mark.parametrize(
    ("clause", "field"),
    [
        ("做好疫情防控工作", "疫情防控"),
        ("天气晴好", ""),
        ("加强一二三四五六七八九十类事项", ""),
    ],
)
def test_the_field_of_a_clause(clause, field):
    assert field_of(clause) == field


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("培育具有地方特色和较强竞争力的阳光作坊", "培育阳光作坊"),
        ("培育阳光作坊", "培育阳光作坊"),
        ("省定指标中由我们牵头的是空气优良率", "空气优良率"),
    ],
)
def test_long_phrases_are_cut(text, left):
    assert cut_modifiers(text, 12) == left
