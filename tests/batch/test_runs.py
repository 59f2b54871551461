"""Whole runs with a real pool of processes."""

import json
import shutil
import subprocess
import sys

import duckdb
import pandas as pd
import pyarrow.dataset
import pytest
from small_archive import archive, assert_same_rows, batch, extracted, report, rows, statuses

from guoban.batch import results, rules
from guoban.batch.columns import SCHEMAS, TABLES
from guoban.batch.lock import locked
from guoban.errors import GuobanError
from guoban.tables import METRICS, PROGRESS, REPORTS, SECTIONS

COUNT = 6


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return archive(tmp_path_factory.mktemp("archive"), COUNT)


@pytest.fixture(scope="module")
def read_once(source, tmp_path_factory):
    out = tmp_path_factory.mktemp("once") / "out"
    outcome, _listener = batch(source, out)
    assert (outcome.done, outcome.failed) == (COUNT, 0)
    return out


@pytest.fixture
def changing(source, read_once, tmp_path):
    """A folder and its data set that a test may change."""
    shutil.copytree(source, tmp_path / "in")
    shutil.copytree(read_once, tmp_path / "out")
    manifest = tmp_path / "out" / "manifest.jsonl"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace(str(source), str(tmp_path / "in")), encoding="utf-8"
    )
    return tmp_path / "in", tmp_path / "out"


def test_the_rows_are_those_of_extract(source, read_once):
    found = rows(read_once)
    assert_same_rows(found, extracted(sorted(source.iterdir())))
    for name, schema in zip(found, (REPORTS, SECTIONS, METRICS, PROGRESS), strict=True):
        assert list(found[name].columns) == list(schema.columns)
    assert len(found["metrics"]) > COUNT * 5
    assert found["metrics"]["redacted"].sum() == COUNT


@pytest.mark.parametrize("table", TABLES)
def test_pandas_duckdb_and_pyarrow_open_the_folders(read_once, table):
    folder = read_once / table
    count = len(pd.read_parquet(folder))
    assert pyarrow.dataset.dataset(folder).count_rows() == count
    assert duckdb.read_parquet(f"{folder}/*.parquet").count("*").fetchall() == [(count,)]
    assert pyarrow.dataset.dataset(folder).schema.equals(SCHEMAS[table], check_metadata=False)


def test_the_manifest_tells_of_each_file(source, read_once):
    lines = [json.loads(line) for line in (read_once / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["input"] for line in lines] == sorted(map(str, source.iterdir()))
    metrics = pd.read_parquet(read_once / "metrics")
    for line in lines:
        own = metrics[metrics["report_id"].str.startswith(line["sha256"][:16])]
        assert line["status"] == "done"
        assert line["metrics"] == len(own)
        assert (read_once / "metrics" / line["part"]).is_file()
        assert line["seconds"] > 0


def test_a_second_run_reads_nothing(source, read_once):
    before = {path: path.stat().st_mtime_ns for path in read_once.rglob("*.parquet")}
    outcome, _listener = batch(source, read_once)
    assert (outcome.done, outcome.standing) == (0, COUNT)
    assert {path: path.stat().st_mtime_ns for path in read_once.rglob("*.parquet")} == before


def test_a_changed_a_new_and_a_removed_file(changing):
    source, out = changing
    (source / "002.txt").write_text(report(77), encoding="utf-8")
    (source / "new.txt").write_text(report(78), encoding="utf-8")
    outcome, listener = batch(source, out)
    assert (outcome.done, outcome.standing, listener.start.stale) == (2, COUNT - 1, 1)
    assert_same_rows(rows(out), extracted(sorted(source.iterdir())))
    (source / "003.txt").write_bytes(b"%PDF-1.7")
    outcome, _listener = batch(source, out)
    assert outcome.failed == 1
    assert_same_rows(rows(out), extracted(path for path in sorted(source.iterdir()) if path.name != "003.txt"))


def test_other_rules_read_everything_anew(changing):
    source, out = changing
    lines = (out / "manifest.jsonl").read_text(encoding="utf-8").replace(rules.rules(), "0" * 16)
    (out / "manifest.jsonl").write_text(lines, encoding="utf-8")
    outcome, listener = batch(source, out)
    assert (outcome.done, listener.start.stale) == (COUNT, COUNT)
    assert_same_rows(rows(out), extracted(sorted(source.iterdir())))


def test_the_same_bytes_count_once(changing):
    source, out = changing
    shutil.copy(source / "001.txt", source / "000 副本.txt")
    outcome, _listener = batch(source, out)
    assert (outcome.done, outcome.duplicates) == (0, 1)
    assert statuses(out)["000 副本.txt"] == "duplicate"
    (source / "001.txt").unlink()
    shutil.copy(source / "002.txt", source / "001.txt")
    outcome, _listener = batch(source, out)
    assert statuses(out) | {"000 副本.txt": "done", "001.txt": "duplicate"} == statuses(out)
    assert len(rows(out)["reports"]) == COUNT


def test_bad_files_cost_only_themselves(changing):
    source, out = changing
    bad = {"empty.txt": b"", "blank.txt": b" \n", "cut.docx": b"PK\x03\x04" + b"\0" * 40, "half.pdf": b"%PDF-1.7 x"}
    for name, data in bad.items():
        (source / name).write_bytes(data)
    (source / "~$001.docx").write_bytes(b"x")
    (source / "notes.xlsx").write_bytes(b"x")
    (source / "good.txt").write_text(report(50), encoding="utf-8")
    outcome, listener = batch(source, out)
    assert (outcome.done, outcome.failed) == (1, len(bad))
    assert set(listener.reasons) == set(bad)
    assert all(name in reason for name, reason in listener.reasons.items())
    assert [name.rpartition("/")[2] for name in listener.start.passed_over] == ["notes.xlsx", "~$001.docx"]
    again, listener = batch(source, out)
    assert (again.done, again.failed, listener.start.to_read) == (0, len(bad), 0)
    again, listener = batch(source, out, retry=True)
    assert listener.start.to_read == len(bad)
    assert "empty.txt" in statuses(out)


def test_a_part_is_closed_when_it_is_full(source, tmp_path, monkeypatch):
    monkeypatch.setattr(results, "MOST_FILES", 2)
    outcome, _listener = batch(source, tmp_path / "out")
    assert len(list((tmp_path / "out" / "metrics").iterdir())) == COUNT // 2
    assert_same_rows(rows(tmp_path / "out"), extracted(sorted(source.iterdir())))
    assert outcome.rows["reports"] == COUNT


def test_addresses_of_fsspec(source, tmp_path):
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    for number, path in enumerate(sorted(source.iterdir())):
        memory.pipe(f"/archive/{'a' if number % 2 else 'b'}/{path.name}", path.read_bytes())
    outcome, _listener = batch("memory://archive/**/*.txt", tmp_path / "out")
    assert outcome.done == COUNT
    assert_same_rows(rows(tmp_path / "out"), extracted(sorted(source.iterdir())))
    batch(f"file://{source}", tmp_path / "url")
    assert_same_rows(rows(tmp_path / "url"), rows(tmp_path / "out"))
    packed = shutil.make_archive(str(tmp_path / "all"), "zip", source)
    batch(f"zip://*.txt::{packed}", tmp_path / "zip")
    assert_same_rows(rows(tmp_path / "zip"), rows(tmp_path / "out"))


@pytest.mark.parametrize(
    ("pattern", "code"),
    [("no such folder", "batch_nothing"), ("nowhere://a", "batch_driver"), ("zip://*::missing.zip", "batch_address")],
)
def test_a_pattern_that_names_nothing(pattern, code, tmp_path):
    with pytest.raises(GuobanError) as problem:
        batch(pattern, tmp_path / "out")
    assert problem.value.code == code
    assert not (tmp_path / "out").exists()


def test_a_folder_of_something_else_is_left_alone(source, tmp_path):
    (tmp_path / "out" / "reports").mkdir(parents=True)
    (tmp_path / "out" / "reports" / "part-1.parquet").write_bytes(b"mine")
    with pytest.raises(GuobanError) as problem:
        batch(source, tmp_path / "out")
    assert problem.value.code == "batch_folder"
    assert (tmp_path / "out" / "reports" / "part-1.parquet").read_bytes() == b"mine"


def test_one_batch_at_a_time(source, read_once):
    with locked(read_once), pytest.raises(GuobanError) as problem:
        batch(source, read_once)
    assert problem.value.code == "batch_busy"


@pytest.mark.parametrize(("name", "code"), [("001.txt", 0), ("empty.txt", 1)])
def test_the_command(tmp_path, name, code):
    archive(tmp_path / "in", 2)
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    command = [sys.executable, "-m", "guoban", "batch", str(tmp_path / "in" / name), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == code, done.stderr
    assert ("empty.txt" in done.stderr) == (code == 1)
    assert "已写入" in done.stdout
