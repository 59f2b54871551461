"""What holds for every row: indexes, percentages, and that nothing is told that the text does not give."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from marked_report import read_marked

from guoban.progress import extract_progress
from guoban.progress.amounts import disagrees, percent, ratio, same_unit
from guoban.progress.naming import task_name
from guoban.records import Metric

PIECES = st.lists(
    st.sampled_from([
        "上半年完成", "{3亿元|a|完成投资}", "{8亿元|t|投资}", "占年度计划", "的", "{45%|a c|投资完成率}", "、", ",", "。", ";", "(", ")", "\n",
        "{XX亿元|a|投资}", "{6%|a g|投资}", "{12%|t g|投资}", "一、上半年工作\n", "二、下半年计划\n", "全年", "{3个|a|开工项目}", "{9个|t|开工项目}",
        "{1.5万人|a|新增就业}", "{2万人|t|新增就业}", "{3.7倍|a c|新增就业}", "任务中的", "(目标", "{XX%|a c|任务}", "控制在",
    ]),
    max_size=40,
)  # fmt: skip


def _metrics(marked: str) -> list[Metric]:
    return read_marked(marked)[2]


WHOLE_OF_ITSELF = ["上半年完成", "{3亿元|a|完成投资}", "任务中的", "{3亿元|a|完成投资}", "{8亿元|t|投资}"]


@example(pieces=WHOLE_OF_ITSELF, year=2023, span="H1")
@given(pieces=PIECES, year=st.sampled_from([None, 2023]), span=st.sampled_from(["H1", "Q1", "Q1-Q3", "year", ""]))
def test_any_text(pieces: list[str], year: int | None, span: str) -> None:
    document, report, metrics = read_marked("".join(pieces) + "。", year=year, span=span)
    rows = extract_progress(document, report, metrics)
    assert rows == extract_progress(document, report, metrics)
    linked: list[int] = []
    for row in rows:
        places = [i for i in (row.actual, row.target, row.completion) if i is not None]
        assert places
        assert len(set(places)) == len(places)
        assert all(0 <= i < len(metrics) for i in places)
        assert row.pct == (row.stated_pct if row.stated_pct is not None else row.computed_pct)
        assert (row.reason != "") == (row.status == "unknown")
        if row.kind == "linked":
            linked += places
    stated = {i for row in rows if row.kind == "stated" for i in (row.target, row.completion)} - {None}
    assert len(linked) == len(set(linked))
    assert not stated & set(linked)


def test_no_metrics_no_rows() -> None:
    document, report, _ = read_marked("上半年工作平稳。")
    assert extract_progress(document, report, []) == ()


def test_amounts_in_different_magnitudes() -> None:
    small, large = _metrics("{6200万元|a|投资}和{1.24亿元|t|投资}。")
    assert same_unit(small, large)
    assert ratio(small, large) == pytest.approx(50)


def test_amounts_of_different_kind_have_no_ratio() -> None:
    money, firms = _metrics("{6200万元|a|投资}和{12家|t|企业}。")
    assert ratio(money, firms) is None


def test_masked_amounts_have_no_ratio() -> None:
    masked, known = _metrics("{XX亿元|a|投资}和{12亿元|t|投资}。")
    assert ratio(masked, known) is None


@pytest.mark.parametrize(
    ("written", "value"), [("54.1%", 54.1), ("3.7倍", 370), ("6成", 60), ("61.5", 61.5), ("XX%", None)]
)
def test_completion_in_percent(written: str, value: float | None) -> None:
    assert percent(_metrics(f"完成{{{written}|a c|任务}}。")[0]) == value


@pytest.mark.parametrize(
    ("stated", "actual", "target", "decimals", "wrong"),
    [
        (52.8, "19亿元", "36亿元", (1, 0, 0), False), (54, "9座", "20座", (0, 0, 0), True), (33.3, "1个", "3个", (1, 0, 0), False),
        (34, "1个", "3个", (0, 0, 0), True), (52, "1.0万人", "2万人", (0, 1, 0), False), (60, "1.0万人", "2万人", (0, 1, 0), True),
    ],
)  # fmt: skip
def test_disagreement_beyond_rounding(
    stated: float,
    actual: str,
    target: str,
    decimals: tuple[int, int, int],
    wrong: bool,  # noqa: FBT001
) -> None:
    done, wanted = _metrics(f"完成{{{actual}|a|任务}},目标{{{target}|t|任务}}。")
    assert disagrees(stated, done, wanted, decimals) is wrong


@pytest.mark.parametrize(
    ("indicator", "kind", "horizon", "name"),
    [
        ("重点项目完成投资", "a", "year", "重点项目投资"), ("重点项目投资完成率", "a c", "year", "重点项目投资"),
        ("管网改造上半年任务", "a c", "half", "管网改造(半年任务)"), ("财政收入占年初预算", "a c", "year", "财政收入"), ("整改率", "a c", "none", "整改率"),
        ("固定资产投资", "a g", "none", "固定资产投资增速"), ("完成率", "a c", "none", "完成率"),
    ],
)  # fmt: skip
def test_name_of_a_task(indicator: str, kind: str, horizon: str, name: str) -> None:
    assert task_name(tuple(_metrics(f"有{{45%|{kind}|{indicator}}}。")), horizon) == name
