"""One construction a test: what it is made for, and what only looks like it."""

import pytest

from guoban.structure.numbering import read_heading_number
from guoban.structure.numerals import chinese_number, read_number
from guoban.structure.periods import Period, spans, years
from guoban.structure.regions import mentions, path, place_at_start, places
from guoban.structure.roles import deeper_role, is_bare_heading, top_role
from guoban.structure.titles import find_glued, is_collection, read_mark, read_title
from guoban.structure.units import leading_level, topic_type, types, unit_level, unit_type

HALF = Period(2023, "H1")
YEAR = Period(2023, "year")


@pytest.mark.parametrize(
    ("words", "style", "value", "number"),
    [
        ("一、主要工作", "cn", 1, "一"),
        ("十二、其他", "cn", 12, "十二"),
        ("三.主要工作", "cn", 3, "三"),
        ("(二)抓项目", "bracket_cn", 2, "二"),
        ("〈三〉抓项目", "bracket_cn", 3, "三"),
        ("㈣抓项目", "bracket_cn", 4, "㈣"),
        ("5.抓项目", "digit", 5, "5"),
        ("6、抓项目", "digit", 6, "6"),
        ("1.2023年任务", "digit", 1, "1"),
        ("⒉抓项目", "digit", 2, "⒉"),
        ("(7)抓项目", "bracket_digit", 7, "7"),
        ("⑵抓项目", "bracket_digit", 2, "⑵"),
        ("③抓项目", "circle", 3, "③"),
        ("第一,抓项目", "ordinal", 1, "第一"),
        ("二是抓项目", "is", 2, "二是"),
        ("第三章 总则", "chapter", 3, "第三章"),
        ("第二节 目标", "node", 2, "第二节"),
    ],
)
def test_numbers_of_headings(words, style, value, number):
    found = read_heading_number(words)
    assert (found.style, found.value, found.written) == (style, value, number)
    assert not found.doubtful


@pytest.mark.parametrize(
    "words",
    [
        "2023年",
        "12个项目",
        "5.5%左右",
        "一、二、三产业",
        "二是否到位",
        "第一产业",
        "第一部分的内容",
        "一带一路",
        "十四五",
        "(三家)",
        "3、14村",
        "一是是否",
    ],
)
def test_what_is_no_number_of_a_heading(words):
    found = read_heading_number(words)
    assert found is None or found.doubtful


def test_a_digit_behind_the_dot_is_doubtful():
    assert read_heading_number("8.6个专项").doubtful


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百零三", 103),
        ("二〇", 20),
        ("两", 2),
        ("7", 7),
        ("七x", None),
        ("", None),
    ],
)
def test_numerals(words, value):
    assert read_number(words) == value


def test_numerals_in_places():
    assert chinese_number("二〇二三") == 2023


@pytest.mark.parametrize(
    ("words", "owner", "review", "plan"),
    [
        ("市财政局2023年上半年工作总结和下半年工作思路", "市财政局", True, True),
        ("2023年上半年市教育局工作总结", "市教育局", True, False),
        ("县卫生和计划生育局2017年工作要点", "县卫生和计划生育局", False, True),
        ("关于2022年度工作情况的报告", "", True, False),
        ("市水务局关于2022年工作总结及2023年工作计划的报告", "市水务局", True, True),
        ("镇2023年工作总结", "镇", True, False),
        ("柳河乡党委2021年党建工作述职报告", "柳河乡党委", True, False),
        ("政 府 工 作 报 告", "", True, False),
        ("市局二〇二二年工作打算(征求意见稿)", "市局", False, True),
        ("县统计局2023年1-5月工作开展情况", "县统计局", True, False),
        ("在全区经济工作会议上的讲话", "", True, False),
    ],
)
def test_titles(words, owner, review, plan):
    title = read_title(words)
    assert (title.owner, title.review, title.plan) == (owner, review, plan)


@pytest.mark.parametrize(
    "words",
    [
        "一、2023年上半年工作总结", "(一)2023年工作情况", "现将2023年上半年工作情况汇报如下", "2024年工作回顾", "2023年,完成工作总结。", "完成投资", "名词解释",
        "从2023年工作计划和政府工作报告", "听取市财政局2023年工作报告", "重点工作", "2025年十件民生实事", "现在,我代表市人民政府作政府工作报告",
    ],
)  # fmt: skip
def test_what_is_no_title(words):
    assert read_title(words) is None


@pytest.mark.parametrize(
    ("words", "number", "rest"),
    [
        ("第一篇:县水利局工作总结", "一", "县水利局工作总结"),
        ("第3篇 县水利局工作总结", "3", "县水利局工作总结"),
        ("【第二篇】", "二", ""),
        ("工作总结篇三", "三", "工作总结"),
        ("工作总结(篇4)", "4", "工作总结"),
        ("2.工作总结 篇二", "二", "工作总结"),
        ("精选篇1", "1", ""),
        ("范文一:工作总结", "一", "工作总结"),
    ],
)
def test_marks(words, number, rest):
    mark = read_mark(words)
    assert (mark.number, mark.rest) == (number, rest)


@pytest.mark.parametrize(
    "words", ["第一篇章", "做好三篇文章", "写好后半篇文章", "五篇大文章", "第一产业", "材料科学", "发表论文12篇。"]
)
def test_what_is_no_mark(words):
    assert read_mark(words) is None


def test_a_title_glued_to_its_text():
    words = "市审计局2022年上半年工作总结今年以来,完成项目30个。"
    assert words[: find_glued(words)] == "市审计局2022年上半年工作总结"
    assert find_glued("2022年上半年工作总结会议召开,部署了任务。") is None


def test_covers():
    assert is_collection("2023年各单位工作总结汇编")
    assert is_collection("工作总结范文(15篇)")
    assert not is_collection("市财政局2023年工作总结")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2023年上半年", [2023]),
        ("2023上半年", [2023]),
        ("二〇二二年度", [2022]),
        ("2021年到2023年", [2021, 2023]),
        ("20XX年", []),
        ("投资2023亿元", []),
        ("202223年", []),
        ("完成12023年", []),
    ],
)
def test_years(words, found):
    assert years(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("上半年及下半年", ["H1", "H2"]),
        ("前三季度", ["Q1-Q3"]),
        ("第一季度", ["Q1"]),
        ("1-3月", ["Q1"]),
        ("1至6月份", ["H1"]),
        ("元—9月", ["Q1-Q3"]),
        ("前6个月", ["H1"]),
        ("年度", ["year"]),
        ("6月", []),
    ],
)
def test_spans(words, found):
    assert spans(words) == found


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("县教体局", "教育体育", "县"), ("市经信局", "经信", "市"), ("区工信局", "经信", "区"), ("科工局", "经信", ""), ("县文广旅体局", "文旅", "县"), ("省卫健委", "卫生健康", "省"),
        ("市营商办", "政务服务", "市"), ("区大数据局", "政务服务", "区"), ("高新区管委会", "综合政府", "区"), ("工青妇", "党群", ""), ("法检两院", "法检", ""), ("市属国企", "国企", "市"),
        ("县融媒体中心", "党群", "县"), ("市气象局", "其他", "市"), ("市消防救援支队", "应急", "市"), ("县供销社", "农业农村", "县"), ("区残联", "党群", "区"), ("市红十字会", "党群", "市"),
        ("县工商联", "党群", "县"), ("市投促局", "商务招商", "市"), ("县金融办", "财政", "县"), ("市林业局", "自然资源", "市"), ("市供电公司", "国企", "市"), ("市公积金中心", "住建", "市"),
        ("区综合执法局", "城管", "区"), ("县信访局", "信访", "县"), ("市民宗局", "党群", "市"), ("市外事侨务办", "党群", "市"), ("县粮食和物资储备局", "发展改革", "县"), ("市能源局", "发展改革", "市"),
        ("县乡村振兴局", "农业农村", "县"), ("市水务局", "水利", "市"), ("市港航中心", "交通", "市"), ("市交警支队", "公安", "市"), ("州林草局", "自然资源", "市"), ("旗农牧局", "农业农村", "县"),
        ("市市场监管局", "市场监管", "市"), ("市场监督管理局", "市场监管", ""), ("县市监局", "市场监管", "县"), ("市监委", "党群", "市"), ("市民政局", "民政", "市"), ("市政务服务局", "政务服务", "市"), ("市政园林局", "城管", ""), ("乡村振兴局", "农业农村", ""),
        ("柳河镇", "乡镇", "乡镇"), ("白音苏木", "乡镇", "乡镇"), ("北苑街道", "街道", "街道"), ("柳河镇卫生院", "学校医院", "乡镇"), ("县一中", "学校医院", "县"), ("县人民政府", "综合政府", "县"),
        ("XX新区", "综合政府", "区"), ("区人大常委会", "人大政协", "区"), ("县政协", "人大政协", "县"), ("市委组织部", "党群", "市"), ("县纪委监委", "党群", "县"), ("县妇联", "党群", "县"), ("团市委", "党群", "市"),
        ("城市管理局", "城管", ""), ("社区", "乡镇", "街道"), ("经济开发区财政局", "财政", "区"), ("某单位", "其他", ""), ("", "其他", ""),
    ],
)  # fmt: skip
def test_units(name, kind, level):
    assert (unit_type(name), unit_level(name)) == (kind, level)
    assert kind in types()


def test_level_words_at_the_start():
    assert leading_level("市财政局") == "市"
    assert leading_level("中共县委") == "县"
    assert [leading_level(name) for name in ("市场监管局", "乡村振兴局", "区域合作办", "财政局")] == ["", "", "", ""]


def test_topics_need_a_clear_lead():
    assert topic_type("人民调解120件,社区矫正,法律援助,公证,普法,行政复议,法治政府,普法") == "司法"
    assert topic_type("普法。公证。") == "其他"
    assert topic_type("普法,公证,社区矫正,法律援助,门诊,住院,手术,招生") == "其他"


def test_places():
    names = {place.tier: [one.name for one in places() if one.tier == place.tier] for place in places()}
    assert len(names["province"]) == 34
    assert len(names["prefecture"]) > 330
    assert len(names["county"]) > 2800
    assert all(place.parent is None or place.parent < place.index for place in places())


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("兰溪市", "浙江省金华市兰溪市"),
        ("天门", "湖北省天门市"),
        ("恩施土家族苗族自治州", "湖北省恩施土家族苗族自治州"),
        ("浦东新区", "上海市浦东新区"),
        ("宁夏", "宁夏回族自治区"),
    ],
)
def test_paths_of_places(words, whole):
    (found,) = mentions(words)
    assert [path(places()[index]) for index in found.places] == [whole]


def test_a_name_of_several_places_means_all_of_them():
    (found,) = mentions("鼓楼区")
    assert len(found.places) >= 4


def test_the_path_at_the_start_of_a_name():
    assert [mention.end for mention in place_at_start("浙江省金华市财政局")] == [3, 6]
    assert place_at_start("市财政局") == ()


@pytest.mark.parametrize(
    ("heading", "half", "year"),
    [
        ("上半年工作总结", "review", "review"),
        ("下半年工作思路", "plan", "plan"),
        ("下半年工作情况", "plan", "review"),
        ("2024年重点工作", "plan", "plan"),
        ("2023年工作回顾", "review", "review"),
        ("存在的主要问题", "problems", "problems"),
        ("问题和不足", "problems", "problems"),
        ("破解突出问题", None, None),
        ("“十三五”时期工作", "background", "background"),
        ("撤县设市30周年来的成就", "background", "background"),
        ("单位概况", "intro", "intro"),
        ("守底线、促发展", None, None),
        ("下一步工作打算", "plan", "plan"),
        ("计划执行情况", "review", "review"),
    ],
)
def test_roles_of_top_headings(heading, half, year):
    assert (top_role(heading, HALF), top_role(heading, YEAR)) == (half, year)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("存在的问题", "problems"),
        ("下一步工作打算", "plan"),
        ("上半年完成情况", "review"),
        ("解决问题有力", None),
        ("加快项目建设", None),
        ("主要经济指标", None),
    ],
)
def test_roles_of_deeper_headings(heading, role):
    assert deeper_role(heading, HALF) == role


def test_bare_headings():
    assert all(
        is_bare_heading(words)
        for words in ("上半年工作回顾", "存在问题", "2024年工作安排", "下一步工作打算", "名词解释")
    )
    assert not any(is_bare_heading(words) for words in ("推进项目建设", "全县上下齐心协力", "完成12个", "各位代表"))
