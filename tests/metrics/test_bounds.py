"""How exactly a number is told."""

import pytest

from guoban.metrics.bounds import bound_of


@pytest.mark.parametrize(
    ("text", "number", "bound"),
    [
        ("走访企业29家", "29家", "exact"),
        ("约29家", "29家", "approx"), ("近百家", "百家", "approx"), ("1880余家次", "1880余家次", "approx"), ("300人左右", "300人", "approx"),
        ("3920多人次", "3920多人次", "approx"),
        ("40家以上", "40家", "min"), ("超3亿元", "3亿元", "min"), ("突破3亿元", "3亿元", "min"), ("不少于40家", "40家", "min"), ("不低于15%", "15%", "min"),
        ("至少5场", "5场", "min"), ("逾2万人", "2万人", "min"), ("大于5%", "5%", "min"),
        ("降至20%以下", "20%", "max"), ("不超过5%", "5%", "max"), ("不到5%", "5%", "max"), ("控制在5%以内", "5%", "max"), ("控制在3%之内", "3%", "max"),
        ("引进8—10名", "8—10名", "range"),
    ],
)  # fmt: skip
def test_bounds(placed, text, number, bound):
    assert bound_of(*placed(text, number), "level") == bound


@pytest.mark.parametrize(
    ("text", "number", "measure"),
    [
        ("高于全省12.5个百分点", "12.5个百分点", "difference"), ("签约3亿元", "3亿元", "level"), ("条约3项", "3项", "level"), ("超时序进度3个百分点", "3个百分点", "difference"),
        ("治超3起", "3起", "level"), ("附近5家", "5家", "level"),
    ],
)  # fmt: skip
def test_a_word_that_only_looks_like_a_bound(placed, text, number, measure):
    assert bound_of(*placed(text, number), measure) == "exact"
