"""The same runs on a real cluster: a scheduler and workers as processes of their own."""

import sys

import psutil
import pytest
from small_archive import archive, assert_same_rows, batch, extracted, kill, rows, statuses, until

from guoban.batch import results
from guoban.errors import GuobanError

distributed = pytest.importorskip("distributed")
COUNT = 20


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as started:
        yield started


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return archive(tmp_path_factory.mktemp("cluster"), COUNT)


def test_a_worker_is_killed_in_the_middle_and_the_rows_are_the_same(cluster, source, tmp_path, monkeypatch):
    killed = []
    keep = results.Parts.keep

    def keep_and_kill(self, block, sha256):
        """Kill a worker of the cluster, and what it reads in, when some results are there."""
        if not killed and len(list(self._work.iterdir())) > COUNT // 5:
            victim = next(iter(cluster.workers.values())).pid
            killed.extend([victim, *(one.pid for one in psutil.Process(victim).children(recursive=True))])
            for pid in killed:
                kill(pid)
        return keep(self, block, sha256)

    monkeypatch.setattr(results.Parts, "keep", keep_and_kill)
    outcome, listener = batch(source, tmp_path / "out", scheduler=cluster.scheduler_address)
    assert len(killed) > 1
    assert (outcome.done, outcome.failed) == (COUNT, 0), listener.reasons
    assert_same_rows(rows(tmp_path / "out"), extracted(sorted(source.iterdir())))
    assert set(statuses(tmp_path / "out").values()) == {"done"}
    until(lambda: len(cluster.scheduler_info["workers"]) == 2)


def test_the_pool_gives_the_same_and_takes_over(cluster, source, tmp_path):
    some = [str(path) for path in sorted(source.iterdir())[:6]]
    batch(some, tmp_path / "cluster", scheduler=cluster.scheduler_address)
    batch(some, tmp_path / "pool")
    assert_same_rows(rows(tmp_path / "cluster"), rows(tmp_path / "pool"))
    outcome, _listener = batch(some, tmp_path / "cluster")
    assert (outcome.done, outcome.standing) == (0, len(some))


def test_a_bad_file_on_a_cluster(cluster, tmp_path):
    archive(tmp_path / "in", 2)
    (tmp_path / "in" / "bad.pdf").write_bytes(b"%PDF-1.7")
    outcome, listener = batch(tmp_path / "in", tmp_path / "out", scheduler=cluster.scheduler_address)
    assert (outcome.done, outcome.failed) == (2, 1)
    assert "bad.pdf" in listener.reasons["bad.pdf"]


def test_no_scheduler_no_run(source, tmp_path, monkeypatch):
    monkeypatch.setattr("guoban.batch.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(GuobanError) as problem:
        batch(source, tmp_path / "out", scheduler="tcp://127.0.0.1:1")
    assert problem.value.code == "cluster_unreachable"


def test_without_the_extra_it_says_what_to_install(source, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(GuobanError) as problem:
        batch(source, tmp_path / "out", scheduler="tcp://127.0.0.1:1")
    assert "guoban[cluster]" in str(problem.value)
