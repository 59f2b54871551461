"""The words behind figures: marked, under their headings, cut so that the figure stays."""

import paper_offices
import pytest

from guoban.compilation import read
from guoban.reporting.matter import matter
from guoban.reporting.quotes import Quote, Quotes

PROBLEMS = """梧桐县水利局2024年上半年工作总结
一、上半年工作情况
新建水闸6座，完成年度任务40座的15%。
二、存在的问题
(一)管护资金不足。部分项目进展偏慢。
(二)专业人员偏少。基层力量薄弱。
三、下半年打算
全年新建水文站4个以上。
"""


@pytest.fixture(scope="module")
def compilation():
    return paper_offices.read(2)


def quote(text, mark):
    start = text.index(mark)
    return Quote(text, 0, len(text), start, ((start, start + len(mark)),), "", None, "")


def test_a_task_is_quoted_with_its_figures_marked(compilation):
    rows = matter(compilation).tasks
    row = next(one for one in rows.to_dict("records") if one["indicator"] == "新建水闸")
    (found,) = Quotes.of(compilation).of_task(row)
    assert [found.text[start:end] for start, end in found.marks] == ["10座", "40座", "25%"]
    assert compilation.text[found.start : found.end] == found.text
    assert found.path.startswith("上半年工作总结")
    assert found.report == "梧桐县水利局2024年上半年工作总结和下半年工作打算"
    assert (found.page, found.file, found.target) == (None, "", False)


def test_a_heading_is_quoted_whole_under_those_above_it():
    compilation = read(PROBLEMS.encode(), name="a.txt")
    report = compilation.reports["report_id"].iloc[0]
    place = compilation.text.index("(一)管护")
    found = Quotes.of(compilation).of_place(report, place, len("管护资金不足"))
    assert found.text.startswith("(一)管护资金不足")
    assert found.path == "存在的问题"


def test_a_long_sentence_is_cut_around_its_figure():
    text = "一般的话，" * 30 + "新建水闸6座，" + "后面的话，" * 30
    cut = quote(text, "6座").around(40)
    assert "新建水闸6座" in cut
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert len(cut) <= 40


def test_a_short_sentence_stays_whole():
    assert quote("新建水闸6座。", "6座").around(40) == "新建水闸6座。"


def test_a_figure_at_the_start_needs_no_cut_before_it():
    cut = quote("新建水闸6座，" + "后面的话，" * 30, "6座").around(30)
    assert cut.startswith("新建水闸6座")
    assert len(cut) <= 30
