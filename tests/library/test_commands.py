"""The library and the score by the command line."""

import json

import pytest
from click.testing import CliRunner
from libraries import TEXT, confirmed, office

from guoban.cli import main
from guoban.library import Library


@pytest.fixture
def run(address, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATABASE_URL", address)

    def invoke(*arguments, **options):
        return CliRunner().invoke(main, [str(argument) for argument in arguments], **options)

    return invoke


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "梧桐县.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def added(run, file):
    assert run("library", "add", file, "--by", "甲").exit_code == 0
    return office().id


def listed(run, *options):
    return [json.loads(line) for line in run("library", "list", "--json", *options).stdout.splitlines()]


def test_files_are_added_once_and_listed(run, file, library):
    result = run("library", "add", file, file.with_name("没有.txt"), "--by", "甲")
    assert result.exit_code == 1
    assert "没有.txt" in result.stderr
    assert office().id in result.stdout
    assert "已有" in run("library", "add", file).stdout
    (entry,) = listed(run)
    assert (entry["id"], entry["reports"], entry["added_by"], entry["year"]) == (office().id, 2, "甲", 2024)
    assert library.entries()[0].id == office().id
    text = run("library", "list").stdout
    assert "梧桐县.txt" in text
    assert "2024年上半年" in text


def test_files_can_be_one_compilation(run, tmp_path):
    for name in ("水利局", "柳河镇"):
        (tmp_path / f"{name}.txt").write_text(
            f"{name}2024年上半年工作总结\n一、总结\n新建泵站12座。\n", encoding="utf-8"
        )
    assert run("library", "add", "--together", *sorted(tmp_path.glob("*.txt"))).exit_code == 0
    assert [entry["reports"] for entry in listed(run)] == [2]


@pytest.mark.parametrize("named", ["梧桐县.txt", office().id, office().id[:5]])
def test_the_bin_by_the_command_line(run, added, named):
    assert run("library", "remove", named, "--by", "乙").exit_code == 0
    assert listed(run) == []
    assert [(entry["id"], entry["binned_by"]) for entry in listed(run, "--bin")] == [(added, "乙")]
    assert run("library", "restore-from-bin", named).exit_code == 0
    assert [entry["id"] for entry in listed(run)] == [added]
    missing = run("library", "remove", "zz", named)
    assert missing.exit_code == 1
    assert "zz" in missing.stderr
    assert run("library", "purge", named, input="n\n").exit_code == 1
    assert run("library", "purge", named, "--yes").exit_code == 0
    assert listed(run, "--bin") == []


def test_a_beginning_that_means_several_is_refused(run, added, library, file):
    other = file.with_name("b.txt")
    other.write_text(TEXT.replace("梧桐", "松柏"), encoding="utf-8")
    run("library", "add", other)
    result = run("library", "remove", "")
    assert result.exit_code == 1
    assert added in result.stderr
    assert len(library.entries()) == 2


def test_reading_again_keeps_corrections_and_tells_what_does_not_fit(run, added, library):
    good, lost = confirmed(office()), confirmed(office(), 1, quote="没有这些字", before="没有", after="没有")
    library.record([good, lost])
    result = run("library", "reread", added)
    assert result.exit_code == 0
    assert "没有这些字" in result.stdout
    assert library.corrections(added) == [good, lost]
    assert run("library", "reread").stdout == "", "nothing was read with older rules"


def test_backup_and_restore(run, added, library, tmp_path):
    library.record([confirmed(office())])
    path = tmp_path / "备份.db"
    assert run("library", "backup", path).exit_code == 0
    again = run("library", "backup", path)
    assert (again.exit_code, "已经存在" in again.stderr) == (1, True)
    library.record([confirmed(office(), 1)])
    library.remove(added)
    library.purge(added)
    assert run("library", "restore", path, "--by", "甲").exit_code == 0
    assert len(library.corrections(added)) == 1
    library.record([confirmed(office(), 2)])
    assert "1" in run("library", "restore", path, "--exact").stdout
    assert len(library.corrections(added)) == 1
    assert run("library", "restore", tmp_path / "没有.db").exit_code == 1


def test_corrections_go_to_another_library(run, library, tmp_path, another_database, monkeypatch):
    added = library.add(office()).id
    said = [confirmed(office(), row) for row in range(3)]
    library.record(said)
    library.undo(said[0].id, "乙")
    path = tmp_path / "更正.jsonl"
    assert run("library", "corrections", "export", "--out", path).exit_code == 0
    assert len(path.read_text(encoding="utf-8").splitlines()) == 3
    there = another_database()
    monkeypatch.setenv("GUOBAN_DATABASE_URL", there)
    nowhere = run("library", "corrections", "import", path)
    assert nowhere.exit_code == 1
    assert nowhere.stderr.count("对不上") == 3
    theirs = Library(there)
    theirs.add(office())
    for _twice in range(2):
        assert run("library", "corrections", "import", path).exit_code == 0
        assert theirs.corrections(added, undone=True) == library.corrections(added, undone=True)
    path.write_text("不是更正\n", encoding="utf-8")
    broken = run("library", "corrections", "import", path)
    assert broken.exit_code == 1
    assert "1" in broken.stderr
    theirs.close()


def test_the_score_is_over_what_was_reviewed(run, added, library):
    assert json.loads(run("score", "--json").stdout)["precision"] is None
    unit = office().metrics["unit"].iloc[2]
    library.record(
        [
            confirmed(office(), 0),
            confirmed(office(), 1),
            confirmed(office(), 2, action="edit", values={"unit": "公顷"}),
            confirmed(office(), 3, action="reject"),
        ]
    )
    assert unit != "公顷"
    found = json.loads(run("score", added, "--json").stdout)
    assert (found["rows"], found["right"], found["found"], found["precision"]) == (4, 3, 4, 0.75)
    assert found["recall"] is None, "no report was reviewed whole"
    assert found["fields"]["unit"] == pytest.approx(2 / 3)
    assert found["fields"]["value"] == 1
    text = run("score").stdout
    assert "75.0%（3/4）" in text
    assert "单位 66.7%" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_help_tells_every_command_and_where_the_library_is(language):
    text = CliRunner().invoke(main, ["--lang", language, "library", "--help"]).stdout
    for word in (*main.commands["library"].commands, "GUOBAN_DATA", "GUOBAN_DATABASE_URL", "library.db"):
        assert word in text
    for name, command in main.commands["library"].commands.items():
        told = CliRunner().invoke(main, ["--lang", language, "library", name, "--help"]).stdout
        for parameter in command.params:
            assert (parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar) in told


def test_a_library_that_cannot_be_opened_is_told(monkeypatch, tmp_path):
    for url, word in (
        ("mysql://x/y", "GUOBAN_DATABASE_URL"),
        ("postgresql://nobody:secret@localhost:1/none", "打不开"),
        (f"sqlite:///{(tmp_path / 'text.db').as_posix()}", "已损坏"),
    ):
        (tmp_path / "text.db").write_text("no database" * 100, encoding="utf-8")
        monkeypatch.setenv("GUOBAN_DATABASE_URL", url)
        result = CliRunner().invoke(main, ["library", "list"])
        assert result.exit_code == 1
        assert word in result.stderr
        assert "secret" not in result.stderr
        assert "Traceback" not in result.output
