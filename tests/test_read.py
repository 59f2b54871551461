"""The whole way, from bytes to tables, over any text: no crash, no made-up place, the same result twice."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import guoban
from guoban.messages import MESSAGES, note_text

# What reports are made of, good and broken: each piece has made some parser of such texts trip.
PIECES = [
    "青石县水利局2024年上半年工作总结", "第一篇：", "1.", "目录", "（15篇）", "一、", "（二）", "(三)", "一是", "三是", "二、下半年打算",
    "2023年下半年工作思路", "存在的问题", "\n", "\n\n", "。", "，", "；", "、", "：", "（", "）", "“", "”", "《", "》", " ", "\u3000", "\t",
    "1.89亿元", "XX亿元", "X万", "××家", "**", "○○人", "___万元", "８—１０家", "8.6个专项", "40万3岁以下", "1亿3千多万", "一个亿",
    "百余份", "二十三家", "三点五亿", "近七成", "翻一番", "第一", "第2、第4位", "前三", "-3.2%", "5％", "0.5个百分点", "1/10", "12.5‰",
    "1-5月", "1—6月", "今年以来", "上半年", "去年同期", "2021-2022年", "截至6月底", "全年", "“十四五”", "同比增长", "下降", "环比",
    "高于全省平均", "分别为", "分别增长", "其中", "含", "由", "提高到", "完成率", "完成年度任务的", "目标值", "力争", "确保", "预计", "不低于",
    "以上", "超", "约", "余", "多", "左右", "固定资产投资", "规上工业增加值", "新增", "项目", "整改率", "吸烟率降至", "PM2.5", "S309",
    "〔2023〕5号", "832平台", "2023年度", "202223年", "约亿元", "9个,50亿元以上", "2.31∶1", "4×4", "1+3", "A、B、C", "镕", "𠮷", "\u200b",
    "\ufffd", "\ue000", "<b>", "$$", "0", "9" * 30, "一二三四五六七八九十" * 3, "万亿", "％", "·", "……", "——", "-", "~", ".",
]  # fmt: skip
REPORT_LIKE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join)
ANY_TEXT = st.one_of(REPORT_LIKE, st.text(min_size=1, max_size=300))


def check(compilation):
    text = compilation.text
    for row in compilation.reports.itertuples():
        assert 0 <= row.start <= row.end <= len(text)
        assert text[row.start : row.end] == row.text
    for row in compilation.sections.itertuples():
        assert row.start < row.end <= row.body_end <= len(text)
    for row in compilation.metrics.itertuples():
        assert text[row.start : row.end] == row.text
        assert row.text.strip() == row.text
        assert text[row.sentence_start : row.sentence_end] == row.sentence
        assert row.sentence_start <= row.start < row.end <= row.sentence_end
        assert pd.isna(row.value) == row.redacted
        assert pd.isna(row.high) or row.bound == "range"
        assert set(row.note.split()) <= set(MESSAGES)
    starts = set(compilation.metrics.start)
    for row in compilation.progress.itertuples():
        places = {row.actual_start, row.target_start, row.completion_start} - {pd.NA}
        assert places <= starts
        assert places
        assert set(row.note.split()) <= set(MESSAGES)
    for note in compilation.notes:
        assert note_text(note)
        assert note.start is None or 0 <= note.start <= (note.end or note.start) <= len(text)


def check_order(compilation):
    """Reports follow each other, and what is in one lies inside it, once."""
    reports = compilation.reports
    assert reports.seq.tolist() == list(range(1, len(reports) + 1))
    assert (reports.start.to_numpy()[1:] >= reports.end.to_numpy()[:-1]).all()
    bounds = {row.report_id: (row.start, row.end) for row in reports.itertuples()}
    for row in compilation.metrics.itertuples():
        start, end = bounds[row.report_id]
        assert start <= row.start < row.end <= end
    metrics = compilation.metrics.sort_values("start")
    assert (metrics.start.to_numpy()[1:] >= metrics.end.to_numpy()[:-1]).all(), "two metrics share a character"


def visible(text):
    return bool(text.encode("utf-8", "ignore").decode().strip())


@settings(max_examples=300)
@given(ANY_TEXT.filter(visible))
def test_any_text_gives_rows_that_stand_in_it(text):
    try:
        compilation = guoban.read(text.encode("utf-8", "ignore"))
    except guoban.GuobanError as refusal:
        assert str(refusal)  # noqa: PT017
        return
    assert len(compilation.reports) >= 1, "a text without a title is one report"
    check(compilation)
    check_order(compilation)


@settings(max_examples=60)
@given(REPORT_LIKE.filter(visible))
def test_the_same_text_gives_the_same_tables(text):
    try:
        one, two = (guoban.read(text.encode(), name="a.txt") for _time in range(2))
    except guoban.GuobanError:
        return
    for (_name, first), (_same, second) in zip(one.tables, two.tables, strict=True):
        pd.testing.assert_frame_equal(first, second)
    assert one.notes == two.notes


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "gbk", "gb18030"])
def test_every_encoding_gives_the_same_rows(small_compilation, encoding):
    text = small_compilation.read_text(encoding="utf-8")
    plain = guoban.read(text.encode())
    other = guoban.read(text.replace("\n", "\r\n").encode(encoding))
    for (_name, first), (_same, second) in zip(plain.tables, other.tables, strict=True):
        identifiers = [name for name in first.columns if name.endswith("_id")]
        pd.testing.assert_frame_equal(first.drop(columns=identifiers), second.drop(columns=identifiers))


def test_the_small_compilation_is_read_as_it_is_meant(small_compilation):
    compilation = guoban.read(small_compilation)
    assert compilation.name == "compilation.txt"
    assert compilation.reports.department.tolist() == ["青石县水利局", "柳河镇"]
    assert compilation.reports.year.tolist() == [2024, 2024]
    assert compilation.notes == ()
    metrics = compilation.metrics.set_index("text")
    assert metrics.value["1.89亿元"] == 1.89
    assert metrics.redacted["XX亿元"]
    assert metrics.value["6.4%"] == -6.4
    stated = compilation.progress[compilation.progress.kind == "stated"].iloc[0]
    assert (stated.actual, stated.stated_pct, stated.schedule_pct, stated.status) == (1.89, 54.1, 50.0, "ahead")


def test_the_steps_are_told_in_order(small_compilation):
    steps = []
    guoban.read(small_compilation, on_progress=lambda *step: steps.append(step))
    assert steps == [("decode", 0, 1), ("split", 0, 1), ("extract", 0, 2), ("extract", 1, 2), ("tables", 0, 1)]


@pytest.mark.parametrize(
    "line", ["全市完成投资1.89亿元，同比增长7.5%；", "1", "一、", "（", "的" * 50, "2023年", "XX", "。", "1.1.1.1."]
)
def test_one_long_line_takes_time_in_proportion(line):
    import time  # noqa: PLC0415

    took = []
    for size in (100_000, 400_000):
        data = (line * (size // len(line))).encode()
        begun = time.process_time()
        guoban.read(data)
        took.append(time.process_time() - begun)
    assert took[1] < 12 * max(took[0], 0.05)
