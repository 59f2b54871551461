"""The page 导入: what it says about a file, what is corrected, and what becomes of bad files."""

from dataclasses import replace

import pandas as pd
import pytest
import small_office

from guoban.corrections.departments import DepartmentEdit, edit_departments
from guoban.errors import DocumentError
from guoban.records import Note
from guoban.ui import import_notes, import_view
from guoban.ui.import_page import changes
from guoban.ui.import_reading import progress_words, quiet
from guoban.ui.pane import actions, words

TEXT = small_office.TEXT


def heads(compilation):
    return [(remark.level, remark.words) for remark in import_notes.remarks(compilation)]


def test_the_facts_name_file_encoding_period_and_size(office):
    told = words(import_view.file_facts(office, 2_048))
    assert "样本 2024.txt" in told
    assert "2024年上半年 · 3 篇一致" in told
    assert f"{len(TEXT)} 字，2 KB" in told
    assert "SHA-256 abababababab…" in told


def test_the_figures_count_the_tables(office):
    told = words(import_view.six_figures(office))
    for part in ("3 篇", "13 项指标脱敏 2", "3 项目标值2 篇没有", "4 项任务能判定 4"):
        assert part in told


def test_claims_of_the_text_are_set_against_what_was_found(office):
    def claims(**given):
        return import_view.report_count_words(replace(office, outline=replace(office.outline, **given)))

    assert claims() == ""
    assert claims(listed=3, declared=3) == "目录列 3 篇，一致"
    assert claims(listed=3, declared=5) == "封面写 5 篇"


def test_what_wants_a_decision_stands_before_what_is_told(office):
    found = heads(office)
    assert found[0] == ("check", "1 篇的部门名脱敏")
    assert ("info", "脱敏数值 2 处") in found
    assert ("info", "2 篇没有目标值") in found
    assert [level for level, _words in found] == sorted(level for level, _words in found)


def test_notes_of_the_reading_are_listed_with_their_report(office):
    place = TEXT.index("45.5%")
    document = replace(office.document, notes=(Note("text_control", "check", place, place + 5, {"count": 3}),))
    remark = import_notes.remarks(replace(office, document=document))[1]
    assert remark.words == "有 3 个控制字符：请核对原文件。"
    assert remark.more == "第 1 篇 梧桐县水利局"
    assert TEXT[remark.start : remark.end] == "45.5%"


def test_reports_of_another_time_and_without_a_year_are_remarked(office):
    frame = office.reports.copy()
    frame["year"] = pd.array([2024, 2023, None], dtype="Int64")
    frame.loc[2, "span"] = ""
    other = replace(office, tables=replace(office.tables, reports=frame))
    assert ("check", "1 篇没有读到年份") in heads(other)
    assert ("check", "1 篇的报告期与多数不同") in heads(other)


def test_each_remark_with_a_place_has_a_link_and_shows_its_words(office):
    tree = import_notes.tree(office)
    linked = [go["remark"] for go in actions(tree)]
    every = import_notes.remarks(office)
    assert linked == [place for place, remark in enumerate(every) if remark.start is not None]
    masked = next(remark for remark in every if "脱敏数值" in remark.words)
    excerpt = import_notes.excerpt(office, masked)
    marks = [one for one in excerpt["children"] if one.get("class") == "quote"]
    assert "".join(words(one) for one in marks).count("XX亿元") == 2
    assert [words(child) for one in marks for child in one["children"] if isinstance(child, dict)] == ["XX亿元"]


def test_a_corrected_department_needs_no_check(office):
    edited = edit_departments(office, {3: DepartmentEdit(name="XX街道办事处")})
    assert import_view.table(edited)["check"].iloc[2] == "已更正"
    assert ("check", "1 篇的部门名脱敏") not in heads(edited)


@pytest.mark.parametrize(
    ("department", "source", "expected"),
    [
        ("", "", "部门不明"), ("XX县卫健局", "title", "部门名脱敏"), ("甲局", "title", ""),
        ("甲局", "body", "部门取自正文"), ("甲局", "contents", "部门取自目录"),
    ],
)  # fmt: skip
def test_the_check_column_says_why(department, source, expected):
    assert import_notes.check_words({"department": department, "department_source": source}) == expected


def test_only_what_differs_becomes_a_correction(office):
    shown = import_view.table(office)
    edited = shown.copy()
    edited.loc[2, "department"] = "梧桐县教育局"
    edited.loc[3, ["level", "region"]] = ["县", None]
    assert changes(shown, shown) == {}
    assert changes(shown, edited) == {
        2: DepartmentEdit(name="梧桐县教育局"),
        3: DepartmentEdit(level="县"),
    }


def test_a_problem_says_what_happened_and_what_was_kept():
    told = words(import_view.problem(DocumentError("file_empty", name="空.txt"), 2))
    assert "文件 空.txt 是空的。" in told
    assert "已打开的 2 份汇编不受影响" in told


def test_sizes_read_as_people_say_them():
    assert [import_view.size_words(size) for size in (820, 210_000, 10_485_760)] == ["820 字节", "205 KB", "10.0 MB"]


def test_progress_only_grows_and_names_its_step():
    steps = [("decode", 0, 1), ("split", 0, 1), ("extract", 0, 4), ("extract", 3, 4), ("tables", 0, 1)]
    told = [progress_words(*step) for step in steps]
    assert [share for share, _words in told] == sorted(share for share, _words in told)
    assert told[3] == (pytest.approx(0.7375), "正在提取指标：第 4 篇，共 4 篇")


def test_progress_is_told_at_each_step_and_not_at_each_report():
    told = []
    on_progress = quiet(lambda share, line: told.append((share, line)))
    on_progress("decode", 0, 1)
    for done in range(1_000):
        on_progress("extract", done, 1_000)
    on_progress("tables", 0, 1)
    assert told[0][1] == "正在解码"
    assert told[-1][1] == "正在整理表格"
    assert len(told) < 100
