"""Corrections of departments: a new compilation, the old one untouched, nothing lost when a file is read again."""

from dataclasses import replace

import pytest

from guoban.compilation import read
from guoban.corrections.departments import DepartmentEdit, carried, edit_departments


@pytest.fixture(scope="module")
def compilation(small_compilation):
    return read(small_compilation)


def test_a_correction_changes_outline_and_table_together(compilation):
    edited = edit_departments(compilation, {2: DepartmentEdit(name=" 青石县柳河镇 ", level="乡镇", region="青石县")})
    report = edited.outline.reports[1]
    row = edited.reports.iloc[1]
    assert (report.department.name, report.department.source) == ("青石县柳河镇", "edited")
    assert list(row[["department", "department_source", "level", "region"]]) == [
        "青石县柳河镇", "edited", "乡镇", "青石县",
    ]  # fmt: skip
    assert row["type"] == compilation.reports.iloc[1]["type"]


def test_what_was_read_stays_as_it_is(compilation):
    before = compilation.reports.copy()
    edited = edit_departments(compilation, {1: DepartmentEdit(type="水利", name="")})
    assert compilation.reports.equals(before)
    assert edited.reports.iloc[0]["department"] == ""
    assert edited.metrics is compilation.metrics


def test_a_correction_that_changes_nothing_leaves_no_trace(compilation):
    same = DepartmentEdit(name=compilation.reports.iloc[0]["department"])
    assert edit_departments(compilation, {1: same, 2: DepartmentEdit()}) is compilation


def test_a_report_that_is_not_there_cannot_be_corrected(compilation):
    with pytest.raises(KeyError):
        edit_departments(compilation, {99: DepartmentEdit(name="某局")})


def test_corrections_are_carried_to_a_new_reading_of_the_same_file(compilation):
    edited = edit_departments(compilation, {2: DepartmentEdit(name="柳河镇人民政府")})
    edits = carried(edited, compilation)
    assert list(edits) == [2]
    again = edit_departments(compilation, edits)
    assert again.reports.equals(edited.reports)


def test_a_correction_whose_report_has_moved_is_not_carried(compilation):
    edited = edit_departments(compilation, {2: DepartmentEdit(name="柳河镇人民政府")})
    reports = compilation.outline.reports
    moved = replace(reports[1], start=reports[1].start + 1)
    other = replace(compilation, outline=replace(compilation.outline, reports=(reports[0], moved)))
    assert carried(edited, other) == {}
