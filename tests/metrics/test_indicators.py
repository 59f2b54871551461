"""What a number counts, in words that stand alone in a table: one construction, one test."""

import pytest

from guoban.score import same_indicator


def named(read, text, role="review"):
    return [one.indicator for one in read(text, role=role)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("累计推荐上报科技型企业29家。", ["推荐上报科技型企业"]),
        ("规上企业研发机构设置率提升到46%。", ["规上企业研发机构设置率"]),
        ("12个项目入选省级示范。", ["项目入选省级示范"]),
        ("完成投资8亿元,增长7.5%。", ["完成投资", "完成投资"]),
        ("新增企业30家,其中工业12家。", ["新增企业", "新增工业企业"]),
        ("推荐申报评审企业64家(新增企业17家)。", ["推荐申报评审企业", "推荐申报评审新增企业"]),
        (
            "新增“四上”企业13家,其中工业4家、服务业6家。",
            ["新增“四上”企业", "新增“四上”工业企业", "新增“四上”服务业企业"],
        ),
        ("签约项目20个(新增13个)。", ["签约项目", "新增项目"]),
        ("签约项目20个,总投资30亿元。", ["签约项目", "签约项目总投资"]),
        ("吊销企业658家、农专社2家。", ["吊销企业", "吊销农专社"]),
        ("新增一级企业1家、二级4家。", ["新增一级企业", "新增二级企业"]),
        ("完成投资8亿元,超时序进度3个百分点。", ["完成投资", "投资进度"]),
        ("民生支出18亿元,占总支出的83%。", ["民生支出", "民生支出占总支出"]),
        ("服务企业5家,惠及职工300人。", ["服务企业", "服务企业惠及职工"]),
        ("我们负责的“群众办事”指标,高出全省1.1个百分点。", ["“群众办事”指标"]),
        ("新建、改建学校3所。", ["新建、改建学校"]),
    ],
)
def test_indicators(read, text, wanted):
    found = named(read, text)
    assert len(found) == len(wanted)
    assert [one for one in zip(wanted, found, strict=True) if not same_indicator(*one)] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("完成投资8亿元。走访企业30家。", ["投资", "走访企业"]),
        ("检查企业30家,整改隐患12处。", ["检查企业", "整改隐患"]),
        ("新增企业30家,中介机构检查12次。", ["新增企业", "中介机构检查"]),
        ("完成投资8亿元,用水量下降3%。", ["投资", "用水量"]),
    ],
)
def test_a_number_with_words_of_its_own_takes_none_from_others(read, text, wanted):
    found = named(read, text)
    assert [one for one in zip(wanted, found, strict=True) if not same_indicator(*one)] == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("走访企业", "累计走访企业", True),
        ("企业数量", "企业", True),
        ("出口", "进口", False),
        ("", "企业", False),
        ("", "", True),
    ],
)
def test_likeness(one, other, same):
    assert same_indicator(one, other) is same


def test_names_with_one_long_end_are_not_grafted_on_each_other(read):
    text = "新增规上企业滨江市检测中心55家(含亿元以上企业滨江市检测中心22家)。"
    assert named(read, text) == ["新增规上企业滨江市检测中心", "新增亿元以上企业滨江市检测中心"]
