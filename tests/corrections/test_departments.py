"""Corrections of departments: a new compilation, the old one untouched, nothing lost when a file is read again."""

import pytest

from guoban.compilation import read
from guoban.corrections import apply
from guoban.corrections.departments import DepartmentEdit, corrections_of, edit_departments


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


def test_the_edits_of_the_table_become_corrections_that_do_the_same(compilation):
    edits = {2: DepartmentEdit(name="柳河镇人民政府", region="青石县"), 1: DepartmentEdit()}
    said = corrections_of(compilation, edits, "王敏")
    assert [(one.subject, one.action, one.by) for one in said] == [("report", "edit", "王敏")]
    columns = ["department", "department_source", "type", "level", "region"]
    wanted = edit_departments(compilation, edits).reports[columns]
    assert apply(compilation, said).compilation.reports[columns].equals(wanted)


def test_edits_become_corrections_for_the_library(compilation):
    edits = {1: DepartmentEdit(), 2: DepartmentEdit(name=" 柳河镇人民政府 ", type="综合政府")}
    made = corrections_of(compilation, edits, "甲")
    assert [(one.subject, one.action, one.by) for one in made] == [("report", "edit", "甲")]
    assert dict(made[0].values) == {"department": "柳河镇人民政府", "type": "综合政府"}
    corrected = apply(compilation, made).compilation
    assert corrected.reports.equals(edit_departments(compilation, edits).reports)
    assert corrected.outline == edit_departments(compilation, edits).outline


def test_an_edit_for_a_report_that_is_not_there_is_no_correction(compilation):
    with pytest.raises(KeyError):
        corrections_of(compilation, {99: DepartmentEdit(name="某局")}, "甲")
