import pytest

from guoban.across.directions import lower_is_better


@pytest.mark.parametrize(
    ("indicator", "measure"),
    [
        ("市区PM2.5平均浓度", "level"),
        ("登记失业率", "share"),
        ("平均资产负债率", "share"),
        ("公共供水管网漏损率", "share"),
        ("道路交通事故死亡人数", "growth"),
        ("单位GDP能耗", "growth"),
        ("万元GDP用水量", "level"),
        ("“三公”经费支出", "level"),
        ("高质量考核", "rank"),
        ("企业开办时间", "level"),
    ],
)
def test_less_is_better(indicator, measure):
    assert lower_is_better(indicator, measure)


@pytest.mark.parametrize(
    ("indicator", "measure"),
    [
        ("投诉办结率", "share"),
        ("固定资产投资", "level"),
        ("破获刑事案件", "level"),
        ("为企业节约融资成本", "level"),
        ("化学需氧量工程减排量", "level"),
        ("压减三公经费", "level"),
        ("群众满意度", "share"),
        ("供水量", "level"),
        ("隐患整改率", "share"),
    ],
)
def test_more_is_better(indicator, measure):
    assert not lower_is_better(indicator, measure)
