"""The command line, as a user runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import guoban
from guoban.cli import main
from guoban.cli.extract import folders
from guoban.tables import METRICS, PROGRESS, REPORTS, SECTIONS

TABLES = {"reports": REPORTS, "sections": SECTIONS, "metrics": METRICS, "progress": PROGRESS}


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def everything_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def bad_file(tmp_path):
    path = tmp_path / "坏.txt"
    path.write_bytes(b"%PDF-1.7")
    return path


def test_one_file_gives_the_four_tables(small_compilation, tmp_path):
    result = run("extract", small_compilation, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert everything_in(tmp_path / "out") == [f"{name}.jsonl" for name in sorted(TABLES)]
    text = guoban.read(small_compilation).text
    for name, schema in TABLES.items():
        for row in rows(tmp_path / "out" / f"{name}.jsonl"):
            assert list(row) == list(schema.columns)
            if "text" in row:
                assert text[row["start"] : row["end"]] == row["text"]
    assert [row["seq"] for row in rows(tmp_path / "out" / "reports.jsonl")] == [1, 2]


def test_files_read_together_are_one_compilation(tmp_path):
    files = [tmp_path / f"{name}.txt" for name in ("水利局", "柳河镇")]
    for file in files:
        file.write_text(f"{file.stem}2024年上半年工作总结\n一、总结\n新建泵站12座。\n", encoding="utf-8")
    result = run("extract", *files, tmp_path / "没有.txt", "--out", tmp_path / "out", "--together")
    assert result.exit_code == 0
    assert "没有.txt" in result.stderr
    assert everything_in(tmp_path / "out") == [f"{name}.jsonl" for name in sorted(TABLES)]
    assert [row["department"] for row in rows(tmp_path / "out" / "reports.jsonl")] == ["柳河镇", "水利局"]


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_every_format_holds_the_same_rows(kind, small_compilation, tmp_path):
    assert run("extract", small_compilation, "--out", tmp_path, "--format", kind).exit_code == 0
    expected = guoban.read(small_compilation)
    for name in TABLES:
        frame = getattr(expected, name)
        types = {column: dtype for column, dtype in frame.dtypes.items() if dtype != "bool"}
        if kind == "csv":
            back = pd.read_csv(tmp_path / f"{name}.csv", dtype=types)
        elif kind == "parquet":
            back = pd.read_parquet(tmp_path / f"{name}.parquet")
        else:
            back = pd.read_excel(tmp_path / "tables.xlsx", sheet_name=name, dtype=types)
        words = frame.select_dtypes("str").columns
        back[words] = back[words].fillna("")
        pd.testing.assert_frame_equal(back, frame, check_dtype=False)


def test_several_files_go_to_a_folder_each(small_compilation, tmp_path):
    again = tmp_path / "b" / "compilation.txt"
    again.parent.mkdir()
    again.write_bytes(small_compilation.read_bytes())
    result = run("extract", small_compilation, again, "--out", tmp_path / "out")
    assert result.exit_code == 0
    expected = {f"{folder}/{name}.jsonl" for folder in ("compilation", "compilation (2)") for name in TABLES}
    assert set(everything_in(tmp_path / "out")) == expected


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["a/汇编.txt"], ["."]),
        (["a/汇编.txt", "b/汇编.txt", "c/汇编.docx"], ["汇编", "汇编 (2)", "汇编 (3)"]),
        (["A.txt", "a.txt"], ["A", "a (2)"]),
        (["x.txt", "x (2).txt", "y/x.txt"], ["x", "x (2)", "x (3)"]),
        (["CON.txt", "nul.a.txt", "a?b.txt", "c. .txt"], ["_CON", "_nul.a", "a_b", "c"]),
        (["..", "."], ["text", "text (2)"]),
    ],
)
def test_folders_are_named_after_the_files(files, names):
    out = Path("out")
    assert folders([Path(file) for file in files], out) == [out / name for name in names]


def test_a_bad_file_is_named_and_the_others_are_written(small_compilation, bad_file, tmp_path):
    result = run("extract", bad_file, small_compilation, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert str(bad_file) in result.stderr
    assert "PDF" in result.stderr
    assert everything_in(tmp_path / "out") == [f"compilation/{name}.jsonl" for name in sorted(TABLES)]


def test_a_file_alone_that_cannot_be_read_leaves_nothing(bad_file, tmp_path):
    result = run("extract", bad_file, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_a_failure_to_write_is_told_and_leaves_the_old_tables(small_compilation, tmp_path, monkeypatch):
    out = tmp_path / "out"
    assert run("extract", small_compilation, "--out", out).exit_code == 0
    before = {name: (out / name).read_bytes() for name in everything_in(out)}

    def full_disk(_frame, _path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("guoban.export.tables.write_jsonl", full_disk)
    result = run("extract", small_compilation, "--out", out)
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert {name: (out / name).read_bytes() for name in everything_in(out)} == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "a.txt"],
        ["extract", "--out", "x"],
        ["extract", "a.txt", "--out", "x", "--format", "doc"],
        ["extract", "a.txt", "--out", "x", "--encoding", "utf-9"],
        ["extract", "a.txt", "--out", "x", "--lang", "fr"],
        ["extract", "a.txt", "--out", __file__],
        ["nothing"],
    ],
)
def test_a_wrong_use_ends_with_2(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(*arguments).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_what_looks_odd_is_told_with_file_and_line(small_compilation, tmp_path):
    damaged = small_compilation.read_bytes().replace("12座".encode(), b"\xff2" + "座".encode())
    path = tmp_path / "汇编.txt"
    path.write_bytes(damaged)
    result = run("extract", path, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert f"{path}:9: " in result.stderr
    assert "�" in result.stderr


def test_the_encoding_can_be_chosen(small_compilation, tmp_path):
    path = tmp_path / "汇编.txt"
    path.write_bytes(small_compilation.read_bytes().decode().encode("gbk"))
    assert run("extract", path, "--out", tmp_path / "gbk", "--encoding", "gbk").exit_code == 0
    assert run("extract", path, "--out", tmp_path / "found").exit_code == 0
    assert (tmp_path / "gbk" / "metrics.jsonl").read_bytes() == (tmp_path / "found" / "metrics.jsonl").read_bytes()
    wrong = run("extract", path, "--out", tmp_path / "wrong", "--encoding", "utf-8")
    assert wrong.exit_code == 1
    assert "utf-8" in wrong.stderr


def test_the_language_can_be_chosen(bad_file, small_compilation, tmp_path):
    assert "不是完整的 PDF" in run("extract", bad_file, "--out", tmp_path).stderr
    for arguments in (["extract", "--lang", "en"], ["--lang", "en", "extract"]):
        assert "no whole PDF" in run(*arguments, bad_file, "--out", tmp_path).stderr
    assert "reports" in run("extract", small_compilation, "--out", tmp_path, "--lang", "en").stdout
    assert "篇" in run("extract", small_compilation, "--out", tmp_path).stdout


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_help_tells_every_option_and_exit_code(language):
    text = run("--lang", language, "extract", "--help").stdout
    for parameter in main.commands["extract"].params:
        assert parameter.metavar in text if parameter.param_type_name == "argument" else parameter.opts[0] in text
    for word in ("jsonl", "csv", "xlsx", "parquet", "tables.xlsx", "DIR/reports", "  0  ", "  1  ", "  2  "):
        assert word in text
    assert ("退出码" in text) == (language == "zh")
    assert "extract" in run("--lang", language, "--help").stdout


def test_the_version_is_told():
    assert guoban.__version__ in run("--version").stdout


def test_the_installed_command_runs_and_is_the_same_twice(small_compilation, tmp_path):
    command = [Path(sys.executable).with_name("guoban"), "extract", small_compilation, "--out"]
    for folder in ("one", "two"):
        done = subprocess.run([*command, tmp_path / folder], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        assert "\x1b" not in done.stderr.decode(), "no progress bar where nobody looks"
    for name in everything_in(tmp_path / "one"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_pipe_that_knows_no_chinese_does_not_end_the_work(small_compilation, tmp_path):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "guoban", "extract", str(small_compilation), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert everything_in(tmp_path / "out")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a thing of Unix")
def test_long_work_shows_a_bar_on_a_terminal(small_compilation, tmp_path):
    many = tmp_path / "多.txt"
    many.write_text(small_compilation.read_text(encoding="utf-8") * 400, encoding="utf-8")
    controller, terminal = os.openpty()
    command = [sys.executable, "-m", "guoban", "extract", str(many), "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=terminal) as process:
        os.close(terminal)
        seen = b""
        while chunk := _read_terminal(controller):
            seen += chunk
    os.close(controller)
    assert process.returncode == 0
    assert "100%" in seen.decode(errors="replace")


def _read_terminal(controller):
    try:
        return os.read(controller, 4096)
    except OSError:  # Linux says so when the other side is closed
        return b""
