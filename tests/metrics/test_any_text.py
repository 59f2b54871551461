"""What holds for the metrics of any text, however strange."""

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guoban.metrics import extract_metrics
from guoban.metrics.units import to_base

WORDS = [
    "2024年", "1—5月", "6月底", "上半年", "全年", "今年以来", "去年", "同期", "完成", "任务", "目标", "年度计划", "占", "的", "同比", "环比", "增长",
    "下降", "分别", "由", "从", "提高到", "提高", "居全市", "第", "第一", "第2位", "其中", "力争", "预计", "超", "近", "约", "余", "多", "以上", "以内", "至",
    "3", "12.5", "1,234", "１２", "0", "99999", "二十三", "三点五", "百", "千", "万", "亿", "一个亿", "XX", "*.*", "【】", "○○", "家", "次", "亿元", "万元", "%",
    "％", "个百分点", "倍", "成", "七成", "一个亿", "番", "亩", "吨/日", "天", "家次", "(", ")", "（", "）", "“", "”", "《", "》", ",", "，", "、", "；", "：", "。", "\n", " ", "　",
    "-", "—", "~", "水利投资", "企业", "甲、乙", "率", "K11", "S309", "PM2.5", "一是", "(一)", "\u200b", "\U0001f600",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map("".join) | st.text(max_size=60)
REPORTS = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["intro", "review", "problems", "plan", "background"]),
        "year": st.none() | st.integers(1990, 2060),
        "span": st.sampled_from(["H1", "H2", "Q1", "Q2", "Q1-Q3", "Q3", "Q4", "year", ""]),
    }
)

LENGTH = 200_000
SECONDS = 10


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, told=REPORTS)
def test_the_same_text_gives_the_same_metrics(as_report, text, told):
    document, report = as_report(text, **told)
    assert extract_metrics(document, report) == extract_metrics(document, report)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, told=REPORTS)
def test_spans_lie_in_order_inside_report_and_sentence(as_report, text, told):
    document, report = as_report(text, **told)
    before = report.body_start
    for metric in extract_metrics(document, report):
        assert before <= metric.start < metric.end <= report.end
        assert metric.sentence_start <= metric.start
        assert metric.end <= metric.sentence_end
        assert document.text[metric.start : metric.end].strip()
        before = metric.end


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, told=REPORTS)
def test_a_redacted_number_has_no_value_and_every_other_has_one(as_report, text, told):
    for metric in extract_metrics(*as_report(text, **told)):
        assert (metric.value is None) == metric.redacted
        assert metric.high is None or not metric.redacted


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, told=REPORTS)
def test_an_amount_is_its_value_in_its_unit(as_report, text, told):
    for metric in extract_metrics(*as_report(text, **told)):
        factor, base = to_base(1.0, metric.unit)
        assert metric.base_unit == base
        assert (metric.amount is None) == (metric.value is None)
        if metric.value is not None:
            assert math.isfinite(metric.amount)
            assert metric.amount == pytest.approx(metric.value * factor, abs=1e-6)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, told=REPORTS)
def test_a_range_and_only_a_range_has_a_high_end(as_report, text, told):
    for metric in extract_metrics(*as_report(text, **told)):
        assert (metric.bound == "range") == (metric.high is not None)


@pytest.mark.parametrize(
    ("unit", "length"),
    [
        *((unit, LENGTH) for unit in ["7", ",", "一", "X", "“", "《", "(", ")", "分别", "增长", "第", "第一", "由", "由。", "1,", "\n", " "]),
        *((unit, LENGTH // 4) for unit in ["3家", "3家、", "增长3%,", "(3家)", "(3家", "1月", "1万", "分别增长3%和4%", "由3%", "其中3家,"]),
    ],
    ids=repr,
)  # fmt: skip
def test_time_grows_with_length_only(read, unit, length):
    text = (unit * length)[:length]
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < SECONDS


def test_deep_brackets_take_no_more_time(read):
    begun = time.process_time()
    read("(" * (LENGTH // 2) + ")" * (LENGTH // 2))
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    "number", ["7" * 400 + "家", "一" * 5000 + "家", "第" + "9" * 5000 + "位", "百分之" + "九" * 5000]
)
def test_a_run_without_end_is_no_number(read, number):
    assert read(f"走访企业{number}。") == []
