"""Pictures of charts: what they show, how large they are, that Chinese is drawn."""

import io
from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from lxml import etree
from PIL import Image

from guoban.errors import GuobanError
from guoban.export.pictures import draw_measure, draw_tasks, fonts
from guoban.export.pictures.canvas import WIDTH, fitted
from guoban.locale import set_language
from guoban.reporting import colours


def metrics(*rows):
    base = {
        "department": "甲局", "indicator": "投资", "text": "9", "value": 9.0, "high": None, "unit": "%",
        "bound": "exact", "measure": "growth", "role": "actual", "period": "2024-H1", "compare": "yoy",
        "redacted": False, "amount": None, "base_unit": "",
    }  # fmt: skip
    return pd.DataFrame([{"metric_id": str(place)} | base | row for place, row in enumerate(rows)])


def words_of(picture):
    return [text.get_text() for text in picture.figure.axes[0].texts]


def pixels(picture):
    return np.asarray(Image.open(io.BytesIO(picture.png(100))).convert("RGB")).reshape(-1, 3)


def has(picture, colour):
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return bool((pixels(picture) == wanted).all(axis=1).any())


def test_progress_has_a_bar_a_line_and_the_numbers_a_task(small):
    picture = draw_tasks(small.tasks, title="进度")
    words = words_of(picture)
    assert {"30.0%", "−20.0", "新建水闸", "梧桐县水利局", "52.0%", "进度"} <= set(words)
    for colour in (colours.BEHIND, colours.RED, colours.AHEAD, colours.DONE):
        assert has(picture, colour)
    assert not has(picture, colours.YELLOW)
    assert picture.words.alt == "4 项任务的完成率，2 项滞后。"


def test_each_task_has_the_line_of_its_own_schedule(small):
    lines = draw_tasks(small.tasks).figure.axes[0].lines
    places = {round(line.get_xdata()[0], 2) for line in lines}
    assert len(lines) == 4
    assert len(places) == 2  # 50% at the end of June, 41.7% at the end of May


def test_size_is_bounded_and_the_rest_is_counted(large):
    picture = draw_tasks(large.tasks)
    assert picture.size[0] == WIDTH
    assert picture.size[1] < 8
    assert f"另有 {len(large.tasks) - 24} 项未画。" in words_of(picture)


def test_two_units_are_never_on_one_axis():
    rows = metrics({"measure": "level", "unit": "家"}, {"measure": "level", "unit": "亿元"})
    assert draw_measure(rows, "level") is None


def test_amounts_are_bars_with_their_unit():
    rows = metrics(*({"measure": "level", "unit": "亿元", "value": value} for value in (3.5, 12.0)))
    words = words_of(draw_measure(rows, "level"))
    assert {"3.5亿元", "12亿元", "单位：亿元"} <= set(words)


def test_growth_below_zero_has_its_sign():
    rows = metrics({"value": 7.5}, {"value": -6.4, "department": "乙局"})
    assert {"+7.5%", "−6.4%", "乙局"} <= set(words_of(draw_measure(rows, "growth")))


def test_many_growths_are_dots_with_medians():
    rows = [{"value": float(value), "department": name} for name in ("甲局", "乙局", "丙局") for value in range(6)]
    picture = draw_measure(metrics(*rows), "growth")
    assert "┃ 部门中位数（3 项以上）" in picture.words.legend
    assert has(picture, colours.TEXT)


def test_ranks_are_discs_of_one_scope():
    rows = [{"measure": "rank", "unit": "位", "value": value, "compare": "全市"} for value in (1.0, 3.0, 3.0)]
    words = words_of(draw_measure(metrics(*rows), "rank"))
    assert {"第1", "第3", "2", "对比：全市。圆内是项数"} <= set(words)
    other = {"measure": "rank", "unit": "位", "value": 1.0, "compare": "全省"}
    assert draw_measure(metrics(*rows, other), "rank") is None


def test_nothing_to_draw_is_no_picture(small):
    assert draw_tasks(small.tasks.iloc[:0]) is None
    assert draw_measure(metrics({"value": None, "redacted": True}), "growth") is None


def test_chinese_is_drawn_with_a_font_that_has_it(small, recwarn):
    picture = draw_tasks(small.tasks)
    picture.png()
    picture.svg()
    assert not [one for one in recwarn if "Glyph" in str(one.message)]


def test_svg_has_paths_instead_of_text_and_no_date(small):
    picture = draw_tasks(small.tasks)
    root = etree.fromstring(picture.svg())
    names = {etree.QName(one).localname for one in root.iter() if isinstance(one.tag, str)}
    assert "path" in names
    assert "text" not in names
    assert b"date" not in picture.svg().lower()


def test_the_same_rows_give_the_same_bytes(small):
    first, second = draw_tasks(small.tasks), draw_tasks(small.tasks)
    assert first.png() == second.png()
    assert first.svg() == second.svg()


@pytest.mark.parametrize("words", ["$x^2$", "a_b & <i>", "100%\n200%"])
def test_odd_words_are_only_words(small, words):
    picture = draw_tasks(small.tasks.assign(indicator=words))
    assert " ".join(words.split()) in words_of(picture)
    picture.png()


def test_long_words_are_cut_to_their_column():
    assert fitted("很长的指标名称" * 9, 1.0).endswith("…")
    assert fitted("短", 1.0) == "短"


def test_a_name_takes_the_room_that_the_other_leaves(small):
    department = "梧桐县文化广电旅游体育局"
    words = words_of(draw_tasks(small.tasks.assign(indicator="新建水闸", department=department)))
    assert {"新建水闸", department} <= set(words)
    task = "治理中小河流和山洪沟并配套建设沿河绿道"
    words = words_of(draw_tasks(small.tasks.assign(indicator=task, department="县水利局")))
    assert {task, "县水利局"} <= set(words)


def test_long_departments_are_told_apart_by_their_ends(small):
    base = "梧桐县高新技术产业开发区管理委员会"
    names = [f"{base}{end}" for end in ("规划局", "建设局", "财政局", "教育局")]
    words = words_of(draw_tasks(small.tasks.assign(department=names, indicator="名称很长的指标" * 9)))
    shown = [word for word in words if word.startswith("梧桐县") and "…" in word]
    assert len(set(shown)) == 4
    assert all(word.endswith(("规划局", "建设局", "财政局", "教育局")) for word in shown)
    rows = metrics(*({"value": float(place), "department": name} for place, name in enumerate(names)))
    assert len({word for word in words_of(draw_measure(rows, "growth")) if word.endswith(("规划局", "建设局"))}) == 2


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("count", [1, 60])
def test_one_row_and_sixty_are_drawn_without_words_over_words(large, language, count):
    set_language(language)
    picture = draw_tasks(large.tasks.head(count), most=60, title="进度")
    figure = picture.figure
    figure.canvas.draw()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    page = figure.bbox
    assert all(box.x0 >= page.x0 and box.x1 <= page.x1 and box.y0 >= page.y0 and box.y1 <= page.y1 for box in boxes)
    middles = [box.shrunk(0.98, 0.5) for box in boxes]
    assert not [(one, other) for one, other in combinations(middles, 2) if one.overlaps(other)]


def test_a_machine_without_a_chinese_font_is_told(small, monkeypatch):
    fonts.families.cache_clear()
    monkeypatch.setattr(fonts, "_first", lambda _wanted: None)
    try:
        with pytest.raises(GuobanError) as raised:
            draw_tasks(small.tasks)
    finally:
        fonts.families.cache_clear()
    assert "Microsoft YaHei" in str(raised.value)


def test_an_unknown_task_is_hatched(small):
    tasks = small.tasks.assign(status="unknown", card="")
    picture = draw_tasks(replace(small, tasks=tasks).tasks)
    hatched = [patch for patch in picture.figure.axes[0].patches if patch.get_hatch()]
    assert len(hatched) == 4
