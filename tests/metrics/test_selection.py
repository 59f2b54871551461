"""Which numbers count: each construction with what it leaves out and what it must not."""

import pytest

from guoban.metrics import selection


def kept(read, text, role="review"):
    return [text[one.start : one.end] for one in read(text, role=role)]


@pytest.mark.parametrize(
    ("name", "text", "number"),
    [
        ("is_code", "推广PM2.5监测", "2.5"), ("is_code", "改建S309路面", "309路"), ("is_code", "建成K11商圈", "11"), ("is_code", "实行7×24小时服务", "24小时"), ("is_code", "建立1+5机制", "5"),
        ("is_rank", "规模居全市第一", "第一"), ("is_rank", "总量排名第2", "第2"), ("is_rank", "位列全市基层法院第三位", "第三位"),
        ("is_bare_value", "求人倍率1.2", "1.2"), ("is_bare_value", "收入同比增长9", "9"),
        ("is_article", "建强一支队伍", "一支"), ("is_article", "抓好三个方面工作", "三个"), ("is_article", "二次供水改造", "二次"),
        ("is_threshold", "新开工亿元以上项目9个,10亿元以上项目2个", "10亿元"), ("is_threshold", "疏导20人以上集体访8起", "20人"),
        ("is_measured_duration", "平均用时缩短10天", "10天"), ("is_measured_duration", "优良天数170天", "170天"),
        ("is_capacity_in_name", "年产10万吨新材料项目投产", "10万吨"),
        ("is_size_in_name", "产值超10亿元企业2家", "10亿元"),
    ],
)  # fmt: skip
def test_a_construction_applies(placed, name, text, number):
    place, slot = placed(text, number)
    ask = getattr(selection, name)
    assert ask(place, slot.quantity if name == "is_code" else slot)


@pytest.mark.parametrize(
    ("name", "text", "number"),
    [
        ("is_code", "全区GDP5.5%增长", "5.5%"), ("is_code", "新增3家企业", "3家"),
        ("is_rank", "第一产业发展较快", "第一"), ("is_rank", "派驻第一书记", "第一"),
        ("is_bare_value", "完成情况1", "1"),
        ("is_article", "组建二十三支队伍", "二十三支"), ("is_article", "压缩三成", "三成"),
        ("is_threshold", "增长8%以上的目标", "8%"), ("is_threshold", "签约项目30个以上", "30个"),
        ("is_measured_duration", "连续8年获评", "8年"), ("is_measured_duration", "在15天内答复", "15天"),
        ("is_capacity_in_name", "完成发电10万千瓦时", "10万千瓦时"),
        ("is_size_in_name", "完成产值10亿元", "10亿元"),
    ],
)  # fmt: skip
def test_a_construction_does_not_apply(placed, name, text, number):
    place, slot = placed(text, number)
    ask = getattr(selection, name)
    assert not ask(place, slot.quantity if name == "is_code" else slot)


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        ("8.6个专项通过验收", "8.6个", 6),
        ("8个专项通过验收", "8个", 8),
        ("1.2万个岗位", "1.2万个", 1.2),
        ("共8.6个专项", "8.6个", 8.6),
    ],
)
def test_the_number_of_an_item_is_no_part_of_a_count(placed, text, number, value):
    place, slot = placed(text, number)
    assert selection.without_item_number(place, slot.quantity).value == value


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2024年6月22日印发", []), ("培训2019人。", ["2019人"]), ("构建“315”体系", []), ("《三年行动计划(2023-2025年)》", []),
        ("提出“全年增长8%、税收3亿元”的目标", ["8%", "3亿元"]), ("(云政办〔2023〕5号)", []), ("XX县卫生健康局", []),
        ("50至74周岁人群筛查4000人", ["4000人"]), ("第35个爱国卫生月", []), ("一是检查企业5家", ["5家"]),
    ],
)  # fmt: skip
def test_what_counts(read, text, numbers):
    assert kept(read, text) == numbers
