"""What makes no difference in the name of an indicator, and what does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.across.spelling import bare, full_words, marks_out, plain, plain_of, same_words, without_task


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("固投", "固定资产投资"),
        ("完成固定资产投资", "固定资产投资"),
        ("固定资产投资年度计划", "固投"),
        ("规上工业增加值", "规模以上工业增加值"),
        ("地区生产总值(GDP)", "GDP"),
        ("“澜品优质”认证企业", "澜品优质认证企业"),
        ("利润总额全年目标", "利润总额"),
        ("公路水路完成投资", "公路水路投资"),
        ("新增省级企业研发中心半年任务", "新增省级企业研发中心"),
    ],
)
def test_the_same(name, same):
    assert plain(name) == plain(same)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("固定资产投资", "全社会固定资产投资"),
        ("固定资产投资", "工业投资"),
        ("规上工业增加值", "工业增加值"),
        ("新增高新技术企业", "高新技术企业"),
        ("累计建成基站", "建成基站"),
        ("签约项目", "开工项目"),
        ("投资1.5亿元以上项目", "投资15亿元以上项目"),
        ("3-5岁儿童", "35岁儿童"),
        ("提高企业效益", "提高新技术企业效益"),
        ("任务完成率", "任务"),
    ],
)
def test_not_the_same(name, other):
    assert plain(name) != plain(other)


def test_only_the_own_area_falls_away():
    assert plain_of("全县完成固投", "县") == plain("固定资产投资")
    assert plain_of("全市完成固投", "县") != plain("固定资产投资")
    assert plain_of("我县固投", "县") == plain("固定资产投资")
    assert plain_of("全市", "市") == "全市"


def test_a_name_never_vanishes():
    assert plain("完成") == "完成"
    assert without_task("年度任务") == "年度任务"
    assert bare("固投年度计划") == "固定资产投资年度计划"


def test_each_short_word_has_one_meaning():
    meant = same_words()
    assert all(full_words(full) == full for full in set(meant.values()))


@given(st.text(max_size=30))
def test_any_name_can_be_read_and_is_settled(name):
    assert full_words(name) == full_words(marks_out(name))
    assert plain(name) or not marks_out(name)
