"""The ledger, opened with openpyxl and printed by LibreOffice."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from guoban.export.ledger import ledger_bytes, write_ledger
from guoban.export.ledger.columns import TASK_COLUMNS
from guoban.export.ledger.heights import HIGHEST, LOWEST, lines, row_height
from guoban.export.ledger.rows import Value, task_rows, value_of
from guoban.export.ledger.sheets import number_format
from guoban.locale import set_language
from guoban.reporting import tasks as reckoned
from guoban.reporting.matter import matter

MADE = date(2024, 7, 15)


def opened(data, **options):
    return openpyxl.load_workbook(io.BytesIO(data), **options)


def cell_letter(place):
    return get_column_letter(place + 1)


@pytest.fixture(scope="module")
def book(small):
    return opened(ledger_bytes(small, made=MADE))


def table(sheet):
    """Return the rows below the heads as dicts by the lower head, the upper one where there is no lower."""
    upper, lower = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=4))
    heads = [(low or up).replace("\n", "") for up, low in zip(upper, lower, strict=True)]
    return [
        dict(zip(heads, [cell.value for cell in row], strict=True))
        for row in sheet.iter_rows(min_row=5)
        if isinstance(row[0].value, int)
    ]


def row_of(sheet, task):
    return next(row for row in table(sheet) if row["指标/任务"] == task)


def test_there_is_a_cover_all_tasks_a_sheet_a_type_and_the_open_targets(book):
    assert book.sheetnames == ["封面", "全部", "水利", "街道", "教育体育", "待报目标", "说明"]


def test_a_row_says_what_the_page_says(book, small):
    row = row_of(book["全部"], "新建水闸")
    assert (row["部门"], row["部门类型"], row["完成情况"], row["单位"]) == ("梧桐县水利局", "水利", 6, "座")
    assert (row["完成率（%）"], row["序时进度（%）"], row["差距（百分点）"]) == (30, 50, -20)
    assert (row["状态"], row["亮牌"], row["期限"]) == ("▼ 滞后", "▮红牌", "年度任务")
    assert row["截至"].date() == date(2024, 6, 30)
    assert row["原文依据"].startswith("今年以来，新建水闸6座，完成年度任务的30%")
    assert row["章节"] == "一、上半年工作总结"
    assert small.compilation.text[row["位置"] :].startswith("6座")
    assert row["备注"] == "原文载明"


def test_gaps_and_cards_are_those_of_the_tasks(large):
    sheet = opened(ledger_bytes(large))["全部"]
    rows = reckoned.in_order(large.tasks).sort_values("seq", kind="stable")
    told = table(sheet)
    assert len(told) == len(rows) > 60
    words = {"red": "▮红牌", "yellow": "▮黄牌", "": None}
    assert [row["亮牌"] for row in told] == [words[card] for card in rows["card"]]
    assert {row["亮牌"] for row in told} >= {"▮红牌", "▮黄牌", None}
    for row, gap in zip(told, rows["gap"], strict=True):
        assert row["差距（百分点）"] == (pytest.approx(gap) if gap == gap else None)  # noqa: PLR0124  (nan)
        if row["差距（百分点）"] is not None:
            assert round(row["完成率（%）"] - row["序时进度（%）"], 1) == row["差距（百分点）"]


def test_redacted_is_told_and_never_a_number(book):
    row = row_of(book["全部"], "水利投资")
    assert (row["目标"], row["完成情况"], row["单位"]) == ("脱敏", "脱敏", "亿元")
    assert row["状态"] == "▼ 滞后"


def test_unknown_has_its_reason(large):
    rows = task_rows(
        replace(large, tasks=large.tasks.assign(status="unknown", reason="no_schedule", stated_pct=None, pct=None))
    )
    assert rows[0]["status"] == "unknown"
    assert rows[0]["remark"].startswith("未判定：无序时")
    assert rows[0]["pct"] == Value(None, "—")


def test_open_targets_stand_on_their_own_sheet(book):
    (row,) = table(book["待报目标"])
    assert (row["指标/任务"], row["目标"], row["单位"], row["完成情况"]) == ("水文站", 4, "个", "未见完成值")
    assert row["原文依据"] == "新增水文站4个以上。"
    assert book["待报目标"]["E5"].number_format.startswith('#,##0"以上"')


def test_the_cover_counts_and_says_where_it_is_from(book, small):
    cells = [str(cell.value) for row in book["封面"].iter_rows() for cell in row if cell.value is not None]
    assert "2024年上半年目标任务督查台账" in cells
    for fact in ("2024年7月15日", "部门类型：水利、街道", "样本 2024.txt", small.compilation.document.sha256):
        assert fact in cells
    assert "红牌：滞后 15 个百分点以上；黄牌：滞后 5 个百分点以上" in cells
    totals = next(row for row in book["封面"].iter_rows(values_only=True) if row[0] == "合计")
    assert totals == ("合计", 3, 4, 1, 1, 2, 0, 1, 0, 1)
    types = {row[0]: row[1:] for row in book["封面"].iter_rows(values_only=True) if row[0] in book.sheetnames}
    assert types["水利"] == (1, 3, 1, 0, 2, 0, 1, 0, 1)


def test_the_cover_leads_to_the_sheets(book):
    links = {cell.value: cell.hyperlink.location for row in book["封面"].iter_rows() for cell in row if cell.hyperlink}
    assert links["水利"] == "'水利'!A1"
    assert links["合计"] == "'全部'!A1"


def test_filters_work_because_only_heads_are_merged(book):
    for sheet in (book["全部"], book["水利"], book["待报目标"]):
        assert all(area.max_row <= 4 for area in sheet.merged_cells.ranges)
        assert sheet.auto_filter.ref.startswith("A4:")
        assert sheet.freeze_panes.endswith("5")
        assert sheet.print_title_rows == "$3:$4"


def test_a_sheet_is_set_up_for_paper(book):
    sheet = book["全部"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    for one in book.worksheets[1:]:
        assert one.oddFooter.center.text == "第 &P 页 共 &N 页"


def test_what_serves_the_screen_alone_is_not_printed(book):
    sheet = book["全部"]
    heads = [cell.value for cell in sheet[3]]
    assert heads[heads.index("备注") + 1] == "出处"
    assert sheet.print_area == f"'全部'!$A$1:${cell_letter(heads.index('备注'))}$8"
    assert sum(column.width for column in TASK_COLUMNS if column.printed) < 190  # 10 points are printed as 7 or more


def test_a_name_that_begins_with_a_digit_is_no_size_of_a_font(small):
    document = replace(small.compilation.document, name="2024年汇编.txt")
    book = opened(ledger_bytes(matter(replace(small.compilation, document=document))))
    assert book["全部"].oddFooter.left.text.strip().startswith("2024年汇编.txt")
    assert book["全部"].oddFooter.left.size == 8


def test_fonts_are_named_as_offices_have_them(book):
    assert {book["全部"]["A1"].font.name, book["全部"]["A3"].font.name} == {"黑体"}
    assert book["全部"]["B5"].font.name == "宋体"


def test_the_figure_in_question_is_bold(small):
    sheet = opened(ledger_bytes(small), rich_text=True)["全部"]
    texts = [cell.value for row in sheet.iter_rows(min_row=5) for cell in row]
    rich = next(text for text in texts if type(text).__name__ == "CellRichText" and "水闸" in str(text))
    bold = [str(part) for part in rich if getattr(part, "font", None) is not None and part.font.b]
    assert bold == ["6座", "30%"]


def test_text_of_a_report_never_becomes_a_formula(small):
    tables = small.compilation.tables
    progress = tables.progress.assign(indicator='=HYPERLINK("http://a")')
    reports = tables.reports.assign(department="=1+1", title="@SUM(A1)")
    evil = replace(small.compilation, tables=replace(tables, progress=progress, reports=reports))
    book = opened(ledger_bytes(matter(evil, filters=("=2+2",)), title="=3+3"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    risky = [cell for cell in cells if str(cell.value).startswith(("=", "@")) and cell.row > 4 and cell.column > 1]
    assert risky
    assert all(cell.quotePrefix for cell in risky)
    assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]


def test_a_value_shows_as_it_is_written():
    assert number_format(Value(1.89, "")) == "#,##0.00;-#,##0.00;#,##0.00"
    assert number_format(Value(120.0, "", "约", "亿元")).startswith('"约"#,##0"亿元";')
    assert number_format(Value(5.5, "", signed=True)).startswith("+#,##0.0;")
    metric = {"redacted": False, "value": 8.0, "high": 10.0, "unit": "家", "measure": "level", "bound": "range"}
    assert value_of(metric, "家") == Value(None, "8–10")
    assert value_of({**metric, "high": None, "bound": "exact"}, "万家") == Value(8.0, "", "", "家")
    assert value_of(None, "家", masked=True) == Value(None, "脱敏", masked=True)


def test_rows_are_high_enough_for_their_text():
    assert lines("一" * 10, 44) == 1
    assert lines("一" * 50, 44) >= 3
    assert lines("一\n二", 44) == 2
    assert row_height([("", 5)]) == LOWEST
    assert row_height([("一" * 5000, 10)]) == HIGHEST


def test_the_same_matter_gives_the_same_bytes(small, tmp_path):
    write_ledger(tmp_path / "a.xlsx", small, made=MADE)
    stream = io.BytesIO()
    write_ledger(stream, small, made=MADE)
    assert (tmp_path / "a.xlsx").read_bytes() == stream.getvalue()


def test_nothing_chosen_is_an_empty_ledger(small):
    book = opened(ledger_bytes(matter(small.compilation, report_ids=[])))
    assert table(book["全部"]) == []
    assert book["全部"]["A5"].value == "没有这样的项目。"


def test_in_english_the_words_are_english_and_the_reports_stay(small):
    set_language("en")
    book = opened(ledger_bytes(small, made=MADE))
    assert book.sheetnames[:2] == ["Cover", "All"]
    heads = [cell.value for cell in book["All"][3]]
    assert "Indicator or task" in heads
    assert book["All"]["B5"].value == "梧桐县水利局"
    assert book["All"]["A1"].font.name == "Arial"


def test_libreoffice_prints_it_one_page_wide(large, as_pdf):
    pages = as_pdf(ledger_bytes(large, made=MADE), ".xlsx")
    width, height = pages[1].get_size()
    assert (round(width), round(height)) == (842, 595)
    words = ["".join(page.get_textpage().get_text_bounded().split()) for page in pages]
    assert f"第2页共{len(pages)}页" in words[1]
    listed = [text for text in words if "亮牌" in text and "序号" in text]
    assert len(listed) > len(large.reports["type"].unique())
    assert all("差距" in text and "备注" in text for text in listed)
