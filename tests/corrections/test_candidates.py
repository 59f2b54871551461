"""Which metrics may be linked with one."""

import pytest

from guoban.compilation import read
from guoban.corrections import apply, candidates

TEXT = """青石县水利局2024年上半年工作总结和下半年工作计划
一、上半年工作情况
上半年，新建水闸9座，改造泵站3座，完成水利投资1.2亿元，占年度计划的60%。
二、下半年工作计划
全年新建水闸20座以上，改造泵站6座，水利投资达到2亿元，培训河长100人次。
"""


@pytest.fixture(scope="module")
def corrected():
    return apply(read(TEXT.encode(), name="office.txt"), [])


def of(corrected, words):
    rows = corrected.metrics
    return str(rows.loc[rows["text"] == words, "metric_id"].iloc[0])


def found(corrected, words, query=""):
    return candidates(corrected.metrics, of(corrected, words), query)["text"].tolist()


def test_targets_in_the_same_unit_with_the_likeliest_name_first(corrected):
    assert found(corrected, "9座") == ["20座", "6座"]
    assert found(corrected, "3座") == ["6座", "20座"]
    assert found(corrected, "1.2亿元") == ["2亿元"]


def test_a_completion_may_go_with_a_target_in_any_unit(corrected):
    assert set(found(corrected, "60%")) == {"20座", "6座", "2亿元", "100人次"}


def test_a_target_goes_with_what_is_done(corrected):
    assert found(corrected, "20座")[0] == "9座"
    assert "60%" in found(corrected, "20座")


def test_the_search_wants_every_word(corrected):
    assert found(corrected, "1.2亿元", "水利 培训") == ["2亿元"]
    assert found(corrected, "1.2亿元", "水利 没有") == []
