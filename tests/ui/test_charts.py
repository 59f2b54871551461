"""Charts as data: traces, axes, labels, colours."""

import pandas as pd
import pytest

from guoban.reporting.colours import mix
from guoban.ui.chart_style import literal, palette, short
from guoban.ui.charts import MOST_BARS, MOST_DOTS, measure_chart
from guoban.ui.progress_chart import AXIS_END, progress_chart

LIGHT = palette("light")
DARK = palette("dark")


def metrics(*rows):
    base = {
        "department": "甲局", "indicator": "投资", "text": "9", "value": 9.0, "high": None, "unit": "%",
        "bound": "exact", "measure": "growth", "role": "actual", "period": "2024-H1", "compare": "yoy",
        "redacted": False, "amount": None, "base_unit": "",
    }  # fmt: skip
    return pd.DataFrame([{"metric_id": str(place)} | base | row for place, row in enumerate(rows)])


def trace(chart, name):
    return next(one for one in chart.figure.data if one.name == name)


def test_a_few_growth_rows_are_bars_with_their_own_words():
    chart = measure_chart(metrics({"value": 7.5}, {"value": -6.4, "department": "乙局"}), "growth", LIGHT)
    (bars,) = chart.figure.data
    assert bars.type == "bar"
    assert list(bars.x) == [7.5, -6.4]
    assert list(bars.text) == ["+7.5%", "−6.4%"]
    assert bars.marker.color == LIGHT.actual
    assert chart.figure.layout.xaxis.ticksuffix == "%"
    low, high = chart.figure.layout.xaxis.range
    assert low < -6.4
    assert high > 7.5


def test_targets_are_hollow_and_named_in_the_legend():
    chart = measure_chart(metrics({"value": 7.5}, {"value": 8.0, "role": "target"}), "growth", LIGHT)
    assert trace(chart, "目标值").marker.line.color == LIGHT.target
    assert "□ 目标值" in chart.legend


def test_many_rows_are_one_line_a_department_with_medians():
    rows = [{"value": float(value), "department": name} for name in ("甲局", "乙局", "丙局") for value in range(6)]
    rows += [{"value": 30.0, "department": "丁局", "role": "target"}]
    chart = measure_chart(metrics(*rows), "growth", LIGHT)
    assert len(chart.figure.layout.yaxis.ticktext) == 4
    assert trace(chart, "目标值").marker.symbol == "diamond-open"
    assert list(trace(chart, "中位数").x) == [2.5, 2.5, 2.5]
    assert len(chart.figure.layout.annotations) <= 5
    assert chart.alt == "4 个部门的增速，最低 0%，最高 30%。"


def test_level_asks_for_one_unit_first():
    rows = metrics({"measure": "level", "unit": "家"}, {"measure": "level", "unit": "亿元"})
    chart = measure_chart(rows, "level", LIGHT)
    assert chart.figure is None
    assert chart.note == "先选一个单位，再比大小。"


def test_level_shows_the_largest_and_counts_the_rest():
    rows = [{"measure": "level", "unit": "家", "value": float(value)} for value in range(20)]
    chart = measure_chart(metrics(*rows), "level", LIGHT)
    assert list(chart.figure.data[0].x) == [float(value) for value in range(19, 19 - MOST_BARS, -1)]
    assert "其余 6 项" in chart.note
    assert "单位：家" in chart.legend


def test_units_of_one_indicator_are_brought_together():
    wan = {"unit": "万元", "value": 5000.0, "amount": 5e7, "base_unit": "元"}
    yi = {"unit": "亿元", "value": 1.5, "amount": 1.5e8, "base_unit": "元"}
    chart = measure_chart(metrics(*({"measure": "level"} | one for one in (yi, yi, wan))), "level", LIGHT)
    assert list(chart.figure.data[0].x) == pytest.approx([1.5, 1.5, 0.5])
    other = measure_chart(
        metrics({"measure": "level"} | yi, {"measure": "level", "indicator": "税收"} | wan), "level", LIGHT
    )
    assert other.figure is None


def test_shares_in_other_units_are_left_out_and_told():
    rows = metrics({"measure": "share", "value": 60.0}, {"measure": "share", "value": 6.0, "unit": "成"})
    chart = measure_chart(rows, "share", LIGHT)
    assert list(chart.figure.data[0].x) == [60.0]
    assert "单位不是 % 的 1 项" in chart.note


def test_redacted_and_others_figures_are_not_drawn_but_told():
    rows = metrics({}, {"redacted": True, "value": None}, {"role": "reference", "value": 99.0})
    chart = measure_chart(rows, "growth", LIGHT)
    assert list(chart.figure.data[0].x) == [9.0]
    assert chart.note == "未画：脱敏 1 项、基期、参照等 1 项。"


def test_nothing_but_redacted_figures_draws_nothing():
    assert measure_chart(metrics({"redacted": True, "value": None}), "growth", LIGHT).figure is None
    assert measure_chart(metrics({}), "level", LIGHT).note == ""


def test_ranks_ask_for_one_comparison():
    rank = {"measure": "rank", "unit": "位"}
    rows = metrics({"value": 1.0, "compare": "全省"} | rank, {"value": 2.0, "compare": "全市"} | rank)
    assert measure_chart(rows, "rank", LIGHT).note == "先选一个对比范围，再看位次。"


def test_ranks_are_counted_in_discs_a_column_a_place():
    rank = {"measure": "rank", "unit": "位", "compare": "全市"}
    rows = metrics(*({"value": value} | rank for value in (1.0, 1.0, 8.0)), {"value": 1.0, "department": "乙局"} | rank)
    chart = measure_chart(rows, "rank", LIGHT)
    (discs,) = chart.figure.data
    assert list(chart.figure.layout.xaxis.ticktext) == ["第1", "第8"]
    assert sorted(zip(discs.x, discs.y, discs.text, strict=True)) == [(0, 0, "2"), (0, 1, "1"), (1, 0, "1")]


def test_too_many_dots_ask_for_a_filter():
    assert measure_chart(metrics(*[{}] * (MOST_DOTS + 1)), "growth", LIGHT).figure is None


def test_words_of_the_document_are_literal_in_charts():
    hostile = "<script>$$x$$</script>"
    chart = measure_chart(
        metrics({"indicator": hostile, "department": "<b>局</b>"}, {"department": "乙"}), "growth", LIGHT
    )
    label = chart.figure.layout.yaxis.ticktext[0]
    assert "&lt;script&gt;" in label
    assert "<script" not in label
    assert "<b>局" not in label
    assert "$$" not in literal(hostile)
    assert short("一二三四", 3) == "一二…"


def test_colours_follow_the_mode():
    assert LIGHT.actual == "#1F4E8C"
    assert DARK.actual == "#5B93D6"
    assert LIGHT.ahead == "#5F978E"
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"
    rows = metrics({})
    assert measure_chart(rows, "growth", DARK).figure.layout.font.color == "#E3E7EC"


def tasks(*rows):
    base = {
        "indicator": "任务", "department": "甲局", "status": "behind", "pct": 30.0, "schedule_pct": 50.0, "gap": -20.0,
        "card": "", "reason": "",
    }  # fmt: skip
    return pd.DataFrame([base | row for row in rows])


def test_tasks_stand_with_the_worst_gap_first_and_unknown_last():
    chart = progress_chart(
        tasks(
            {"indicator": "超前", "status": "ahead", "pct": 60.0, "gap": 10.0},
            {
                "indicator": "不明",
                "status": "unknown",
                "pct": None,
                "gap": None,
                "schedule_pct": None,
                "reason": "redacted",
            },
            {"indicator": "落后", "card": "red"},
        ),
        LIGHT,
    )
    labels = list(chart.figure.layout.yaxis.ticktext)
    assert ["落后" in labels[0], "超前" in labels[1], "不明" in labels[2]] == [True] * 3
    assert LIGHT.red in labels[0]
    assert [note.text for note in chart.figure.layout.annotations] == [
        "完成率", "30.0%", "60.0%", "脱敏", "差距", "−20.0", "+10.0", "",
    ]  # fmt: skip


def test_each_row_has_its_own_schedule_line():
    chart = progress_chart(tasks({"schedule_pct": 500 / 12}, {}, {"schedule_pct": None, "gap": None}), LIGHT)
    line = trace(chart, "序时进度")
    assert line.marker.symbol == "line-ns"
    assert sorted(line.x) == pytest.approx([500 / 12, 50.0])


def test_bars_are_cut_at_the_end_of_the_axis_and_numbers_are_not():
    chart = progress_chart(tasks({"status": "done", "pct": 240.0, "gap": 190.0}), LIGHT)
    assert list(trace(chart, "已完成").x) == [AXIS_END]
    assert "240.0%" in [note.text for note in chart.figure.layout.annotations]
    assert trace(chart, "已完成").marker.color == LIGHT.done


def test_no_tasks_no_chart():
    assert progress_chart(tasks({}).iloc[:0], LIGHT).figure is None


def names(*rows):
    """Return the names in the chart of growth `rows` with the place of each: (line, value, its side)."""
    chart = measure_chart(metrics(*rows), "growth", LIGHT)
    return {
        one.text: (one.y, one.x, "right" if one.xanchor == "left" else "left")
        for one in chart.figure.layout.annotations
    }


def test_dots_at_the_ends_bear_their_names_beside_them():
    rows = [{"value": float(value), "department": "甲局", "indicator": f"其他{value}"} for value in range(1, 15)]
    rows += [
        {"value": 90.0, "department": "乙局", "indicator": "最高"},
        {"value": -60.0, "department": "丙局", "indicator": "最低"},
    ]
    found = names(*rows)
    assert found["最高"][1:] == (90.0, "right")
    assert found["最低"][1:] == (-60.0, "left")
    assert "其他13" not in found  # between its neighbours there is no room


def test_no_name_covers_a_dot_or_another_name():
    rows = [
        {"value": float(value), "department": "甲局", "indicator": "名字很长很长的一个指标"}
        for value in (1, 2, 3, 99, 100)
    ]
    rows += [
        {"value": float(value), "department": "乙局", "indicator": "名字很长很长的另一个"} for value in range(40, 52)
    ]
    found = names(*rows)
    assert {(value, side) for _line, value, side in found.values()} == {(2.0, "right"), (51.0, "right")}
