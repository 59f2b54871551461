"""The papers by the command line."""

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from guoban.cli import main
from guoban.compilation import read
from guoban.corrections import new, spot_of
from guoban.library import Library

TEXT = """临江市2024年上半年工作总结汇编
1.临江市水利局2024年上半年工作总结
一、上半年工作完成情况
上半年完成水利投资1.89亿元，完成年度计划的34.1%；整治河道23.5公里。
二、下半年工作打算
确保全年整治河道50公里。
2.临江市财政局2024年上半年工作总结
一、上半年工作完成情况
上半年完成一般公共预算收入43.2亿元，占年初预算的52.6%。
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "临江.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("GUOBAN_DATABASE_URL", raising=False)
    opened = Library()
    yield opened
    opened.close()


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def departments(path):
    """Return the departments on the sheet of all tasks; its heads stand in the third and fourth line."""
    sheet = openpyxl.load_workbook(path).worksheets[1]
    place = [cell.value for cell in sheet[3]].index("部门")
    return {row[place] for row in sheet.iter_rows(min_row=5, values_only=True) if row[place]}


def cover_words(path):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_the_ledger_holds_what_is_chosen_and_says_so(file, tmp_path):
    out = tmp_path / "台账.xlsx"
    result = run("ledger", file, "--out", out, "--type", "水利", "--date", "2024-07-15", "--title", "台账一")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "报告 1 篇，任务 2 项" in result.stdout
    assert departments(out) == {"临江市水利局"}
    words = cover_words(out)
    for part in ("台账一", "部门类型：水利", "2024年7月15日"):
        assert part in words


def test_the_same_date_gives_the_same_bytes(file, tmp_path):
    for name in ("一", "二"):
        run("ledger", file, "--out", tmp_path / f"{name}.xlsx", "--date", "2024-07-15")
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()


@pytest.mark.parametrize(("language", "word"), [("zh", "一、总体情况"), ("en", "Overall")])
def test_the_brief_is_in_the_language_that_is_chosen(file, tmp_path, language, word):
    out = tmp_path / "简报.docx"
    arguments = ("brief", file, "--out", out, "--issuer", "临江市督查室", "--date", "2024-07-15", "--lang", language)
    assert run(*arguments).exit_code == 0
    words = [one.text for one in docx.Document(out).paragraphs]
    assert any(word in one for one in words)
    assert any("临江市督查室" in one for one in words)


def test_a_compilation_of_the_library_comes_with_its_corrections(file, tmp_path, library):
    compilation = read(file)
    library.add(compilation, by="甲")
    spot = spot_of(compilation, "report", compilation.reports["report_id"].iloc[0])
    edited = new(compilation, "report", "edit", spot.start, spot.end, {"department": "临江市水务局"}, "甲")
    library.record([edited])
    out = tmp_path / "台账.xlsx"
    assert run("ledger", "--library", "临江.txt", "--out", out).exit_code == 0
    assert departments(out) == {"临江市水务局", "临江市财政局"}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--type", "水产"], 1, "汇编里没有部门类型“水产”，有的是："),
        (["--type", "水利", "--department", "临江市财政局"], 1, "没有一篇报告符合"),
        (["--library", "x"], 2, "要么写文件"),
    ],
)
def test_a_choice_that_cannot_be_met_is_told_and_nothing_is_written(file, tmp_path, arguments, code, words):
    out = tmp_path / "台账.xlsx"
    result = run("ledger", file, "--out", out, *arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert not out.exists()


def test_another_ending_is_refused(file, tmp_path):
    result = run("brief", file, "--out", tmp_path / "简报.pdf")
    assert result.exit_code == 2
    assert ".docx" in result.stderr


@pytest.mark.parametrize("command", ["ledger", "brief"])
def test_the_help_is_in_both_languages(command):
    assert "文库" in run(command, "--help").stdout
    words = run(command, "--lang", "en", "--help").stdout
    assert "corrections" in words
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in words)
