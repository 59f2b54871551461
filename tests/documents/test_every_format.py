"""The same compilation gives the same rows, whatever it was saved as."""

from pathlib import Path

import pytest
from office_files import made, needs_office
from saved import as_archive, as_docx, as_html, as_markdown

import guoban

SAMPLE = Path(__file__).parents[2] / "data" / "sample-2024h1.txt"
TABLES = """\
青石县财政局2024年上半年工作总结
今年以来，县财政局围绕年度目标任务，扎实推进各项工作，主要指标完成情况如下。
指标\t单位\t1—6月\t同比增长
一般公共预算收入\t亿元\t12.35\t6.5%
一般公共预算支出\t亿元\t31.2\t-2.1%
一、上半年工作情况
（一）收入稳中有进。上半年完成一般公共预算收入12.35亿元，完成年度预算的54.1%，同比增长6.5%，其中税收收入8.1亿元；争取上级资金XX亿元，拨付惠企资金1.2万元/户。
（二）支出有保有压。民生支出25.6亿元，占一般公共预算支出的82.1%，较去年同期提高0.5个百分点，位列全市第二。
二、下半年工作打算
项目\t年度目标\t责任单位
一般公共预算收入\t23亿元以上\t预算股
直达资金支付率\t98%\t国库股
确保全年完成一般公共预算收入23亿元以上，力争直达资金支付率达到98%。
青石县审计局2024年上半年工作总结
一、主要工作
1-6月，全县审计机关完成审计项目23个，查出问题金额**亿元，促进增收节支1.89亿元。
二、下半年思路
全年计划完成审计项目40个以上。
"""

PLACES = ["start", "end", "body_end", "characters", "text", "sentence"]


@pytest.fixture(scope="module", params=["sample", "tables"])
def text(request):
    return SAMPLE.read_text(encoding="utf-8") if request.param == "sample" else TABLES


def facts(compilation):
    """Return the rows of the four tables without places and identifiers."""
    found = {}
    for name, frame in compilation.tables:
        kept = [one for one in frame.columns if one not in PLACES and not one.endswith(("_id", "_start", "_end"))]
        found[name] = [
            tuple("".join(str(value).split()) for value in row) for row in frame[kept].itertuples(index=False)
        ]
    found["words"] = ["".join(words.split()) for words in compilation.metrics["text"]]
    return found


def assert_same(found, wanted):
    found, wanted = facts(found), facts(wanted)
    for name, rows in wanted.items():
        assert rows, name
        assert found[name] == rows, name


def assert_stands_in_text(compilation):
    text = compilation.text
    for row in compilation.metrics.itertuples():
        assert text[row.start : row.end] == row.text
        assert text[row.sentence_start : row.sentence_end] == row.sentence


SAVED = {
    "docx": as_docx,
    "docx, automatic numbers": lambda text: as_docx(text, automatic=True),
    "html": as_html,
    "md": as_markdown,
    "txt in GB18030": lambda text: text.replace("\n", "\r\n").encode("gb18030"),
}


@pytest.mark.parametrize("kind", SAVED)
def test_each_format_gives_the_rows_of_the_plain_text(text, kind):
    wanted = guoban.read(text.encode())
    found = guoban.read(SAVED[kind](text), name="汇编.md" if kind == "md" else "汇编")
    assert_same(found, wanted)
    assert_stands_in_text(found)


@needs_office
def test_a_pdf_gives_the_rows_of_the_plain_text(text):
    wanted = guoban.read(text.encode())
    found = guoban.read(made(as_docx(text), "pdf"), name="汇编.pdf")
    assert_same(found, wanted)
    assert_stands_in_text(found)
    assert len(found.document.pages) >= 2
    pages = [found.document.page_at(start) for start in found.metrics["start"]]
    assert pages == sorted(pages)
    assert pages[-1] == len(found.document.pages)


def test_a_file_for_each_report_gives_the_rows_of_the_plain_text(text):
    wanted = guoban.read(text.encode())
    reports = [wanted.text[row.start : row.end] for row in wanted.reports.itertuples()]
    found = guoban.read(as_archive(reports), name="汇编.zip")
    assert len(found.document.members) == len(reports)
    ours, theirs = facts(found), facts(wanted)
    for name in ("sections", "metrics", "progress", "words"):
        assert ours[name] == theirs[name], name
    for one in ("department", "type", "level", "region", "year", "span"):
        assert found.reports[one].tolist() == wanted.reports[one].tolist(), one
