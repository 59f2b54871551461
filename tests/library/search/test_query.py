"""What is a word of a query, and what is a match."""

import pytest

from guoban.documents.folding import fold
from guoban.library.search.folding import read_over, searched
from guoban.library.search.matching import places
from guoban.library.search.query import parse

QUERIES = [
    ("招商引资", ["招商引资"]),
    ("招商 引资", ["招商", "引资"]),
    ("  招商　引资\t2024\n", ["招商", "引资", "2024"]),
    ("招商 招商", ["招商"]),
    ("ＰＭ２.５", ["pm2.5"]),
    ("1,234", ["1234"]),
    ("１，２３４ 1234", ["1234"]),
    ("12,34", ["12,34"]),
    ("“完成 投资”", ["完成 投资"]),
    ('"完成 投资" 水利', ["完成 投资", "水利"]),
    ("＂完成 投资＂", ["完成 投资"]),
    ("“ 完成 投资 ”", ["完成 投资"]),
    ("推进“双减”工作", ['推进"双减"工作']),
    ("“双减”工作", ['"双减"工作']),
    ("“双减”", ["双减"]),
    ("“固定 资产", ["固定", "资产"]),
    ('固定" 资产', ["固定", "资产"]),
    ('" "', []),
    ('""', []),
    ('"', []),
    ("", []),
    ("　 \n", []),
    ("\u200b", []),
    ("水\u200b利", ["水利"]),
    ("AND OR NOT NEAR(一 二)", ["and", "or", "not", "near(一", "二)"]),
    ("100% _ * ' ; --", ["100%", "_", "*", "'", ";", "--"]),
    ("😀 𠮷", ["😀", "𠮷"]),
]


@pytest.mark.parametrize(("query", "words"), QUERIES)
def test_words(query, words):
    assert [word.text for word in parse(query)] == words


def test_what_is_typed_in_traditional_characters_is_looked_for_in_both():
    (word,) = parse("經濟發展")
    assert word.forms == ("經濟發展", "经济发展")
    assert parse("经济发展")[0].forms == ("经济发展",)


# Text, word, how often it is found.
MATCHES = [
    ("完成投资12亿元，占12%，位列第12位", "12", 3),
    ("2012年、12.5亿元、0.12、112、120", "12", 0),
    ("投资12.5亿元", "12.5", 1),
    ("投资112.5亿元、12.55亿元、12.5.1", "12.5", 1),
    ("投资12.5亿元", ".5", 0),
    ("投资12.5亿元", "12.", 0),
    ("投资12.5亿元", "5亿元", 0),
    ("投资5亿元", "5亿元", 1),
    ("企业1,234家，资金1,234,567元", "1234", 1),
    ("企业１，２３４家", "1234", 1),
    ("企业1,234家", "234", 0),
    ("企业1,234.5家", "1234.5", 1),
    ("分别为12,34和5", "12", 1),
    ("分别为12，34和5", "34", 1),
    ("2024.6.30", "2024", 1),
    ("2024.6.30", "6.30", 1),
    ("2024.6.30", "2024.6.30", 1),
    ("2024.6.30", "4.6", 0),
    ("1.2024年上半年", "2024", 1),
    ("1.2024亿元", "2024", 0),
    ("增长-12%，1-12月", "12", 2),
    ("PM2.5浓度", "pm2.5", 1),
    ("PM2.5浓度", "pm2", 0),
    ("A12号", "12", 1),
    ("第12.", "12", 1),
    ("12。5", "12", 1),
    ("ＧＤＰ增长", "gdp", 1),
    ("哈哈哈", "哈哈", 1),
    ("完成\n投资", "完成投资", 0),
    ("推进“双减”工作", '"双减"', 1),
    ("推进＂双减＂工作", "“双减”", 1),
    ("12\u200b3家", "123", 1),
    ("12\u200b3家", "12", 0),
    ("國(guó)家", "國家", 1),
    ("完成　投资", "完成 投资", 0),
]


@pytest.mark.parametrize(("text", "query", "count"), MATCHES)
def test_matches(text, query, count):
    form, _back = searched(fold(text), read_over(text))
    assert sum(len(places(form, word)) for word in parse(query) if len(parse(query)) == 1) == count


def test_a_phrase_keeps_its_blank():
    form, _back = searched(fold("完成　投资，完成投资"), [])
    assert places(form, parse("“完成 投资”")[0]) == [(0, 5)]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", ["1" * 400_000, "1." * 200_000, "1,111" * 80_000, "12.5" * 100_000, "“" * 400_000])
def test_no_text_takes_more_than_its_length(text):
    form, _back = searched(fold(text), read_over(text))
    for query in ("1", "11", "1.1", "12.5", ".", "“1"):
        for word in parse(query):
            places(form, word)
    parse(text)
