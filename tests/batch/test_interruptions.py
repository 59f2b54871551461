"""Runs that are stopped in the middle, by a kill or by Ctrl+C, and workers that die."""

import os
import signal

import psutil
import pytest
from small_archive import archive, assert_same_rows, batch, extracted, kill, readers, rows, started, statuses, until

from guoban.batch import readers as reading_processes
from guoban.batch.parts import WORK
from guoban.batch.readers import Pool
from guoban.batch.reading import Job

COUNT = 24
unix = pytest.mark.skipif(os.name == "nt", reason="stops processes by signals")


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return archive(tmp_path_factory.mktemp("long"), COUNT)


@pytest.fixture(scope="module")
def expected(source):
    return extracted(sorted(source.iterdir()))


def blocks(out):
    return list((out / WORK).glob("*.block")) if (out / WORK).is_dir() else []


@unix
def test_a_killed_batch_goes_on_where_it_was(source, expected, tmp_path):
    out = tmp_path / "out"
    process = started(source, out, "--workers", "1")
    until(lambda: len(blocks(out)) > COUNT // 4, process)
    inside = readers(process.pid)
    kill(process.pid)
    process.wait()
    psutil.wait_procs(inside, timeout=20)
    assert not any(one.is_running() for one in inside), "its workers leave with it"
    kept = len(blocks(out))
    assert COUNT // 4 < kept < COUNT
    # What else an interruption can leave: a part that no line names, a line and a block that were cut off.
    (out / "metrics" / "part-00009.parquet").write_bytes(b"half")
    (out / WORK / ("0" * 64 + ".block")).write_bytes(b"PK\x03\x04 half")
    with (out / "manifest.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"input": "half')
    outcome, listener = batch(source, out)
    assert listener.start.to_read == COUNT - kept
    assert (outcome.done, outcome.standing) == (COUNT - kept, kept)
    assert_same_rows(rows(out), expected)
    assert not (out / WORK).exists()


@unix
def test_a_kill_between_the_rows_and_the_manifest(source, expected, tmp_path, monkeypatch):
    out = tmp_path / "out"
    from guoban.batch.manifest import Manifest  # noqa: PLC0415

    def cut_off(self, records):
        """Write the lines of a part but for the last, as where the power fails."""
        lines = list(records)
        original(self, lines[:-1])
        raise SystemExit

    original = Manifest.add
    monkeypatch.setattr(Manifest, "add", cut_off)
    with pytest.raises(SystemExit):
        batch(source, out)
    monkeypatch.undo()
    assert list((out / "metrics").iterdir())
    outcome, _listener = batch(source, out)
    assert (outcome.done, outcome.standing) == (0, COUNT)
    assert_same_rows(rows(out), expected)


@unix
def test_ctrl_c_leaves_a_data_set_that_goes_on(source, expected, tmp_path):
    out = tmp_path / "out"
    process = started(source, out, "--workers", "1")
    until(lambda: blocks(out), process)
    process.send_signal(signal.SIGINT)
    assert "再运行一次" in process.communicate()[1]
    assert process.returncode == 130
    assert 0 < len(rows(out)["reports"]) < COUNT
    batch(source, out)
    assert_same_rows(rows(out), expected)


@unix
def test_a_killed_worker_costs_nothing(source, expected, tmp_path):
    out = tmp_path / "out"
    process = started(source, out, "--workers", "2")
    until(lambda: len(blocks(out)) > 2, process)
    killed = until(lambda: readers(process.pid), process)[0]
    kill(killed.pid)
    assert process.wait() == 0
    assert_same_rows(rows(out), expected)
    assert set(statuses(out).values()) == {"done"}


@unix
def test_a_file_that_kills_its_worker_twice_is_set_aside(source, tmp_path, monkeypatch):
    """The worker of this test dies of a file, as of a fault in a library; all else is real."""
    deadly = (
        "import os, guoban.batch.worker as worker, guoban.batch.reading as reading\n"
        "def answer(job):\n"
        "    if job.address.endswith('005.txt'): os.kill(os.getpid(), 9)\n"
        "    return reading.answer(job)\n"
        "worker.answer = answer\n"
        "worker.main()"
    )
    monkeypatch.setattr(reading_processes, "COMMAND", deadly)
    some = [str(path) for path in sorted(source.iterdir())[:8]]
    outcome, listener = batch(some, tmp_path / "out")
    assert (outcome.done, outcome.failed) == (7, 1)
    assert "两次意外退出" in listener.reasons["005.txt"]
    again, listener = batch(some, tmp_path / "out")
    assert (again.failed, listener.start.to_read) == (1, 0)
    monkeypatch.undo()
    healed, _listener = batch(some, tmp_path / "out", retry=True)
    assert (healed.done, healed.failed) == (1, 0)


def test_a_file_that_takes_too_long_is_stopped(source, tmp_path, monkeypatch):
    slow = "import time; time.sleep(60)"
    monkeypatch.setattr(reading_processes, "COMMAND", slow)
    outcome, listener = batch([str(source / "000.txt")], tmp_path / "out", seconds=1)
    assert outcome.failed == 1
    assert "超过 1 秒" in listener.reasons["000.txt"]


def test_a_process_makes_way_after_its_share(source, monkeypatch):
    monkeypatch.setattr(reading_processes, "MOST_FILES", 2)
    pool = Pool(1, 60)
    try:
        jobs = [Job(str(path), "", 0) for path in sorted(source.iterdir())[:5]]
        seen = set()
        for job in jobs:
            assert pool.submit(job).result()[0] == "read"
            seen |= {one.pid for one in readers(os.getpid())}
        assert len(seen) == 3
    finally:
        pool.close()
    assert not readers(os.getpid())
