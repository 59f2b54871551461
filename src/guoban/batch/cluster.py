"""The workers of a Dask cluster, for `--scheduler`: the same reading, on many machines.

Each worker of the cluster reads in processes of its own, as the pool does, so that a file that kills its reader costs
neither the worker nor its neighbours. A worker that is killed itself has its files read by another.
"""

from functools import cache
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from guoban.batch.readers import Readers
from guoban.batch.reading import Answer, Job
from guoban.batch.rules import rules
from guoban.errors import GuobanError

if TYPE_CHECKING:
    from concurrent.futures import Future

CONNECT_SECONDS = 15
_lock = Lock()


def read_on_cluster(job: Job, seconds: float) -> Answer:
    """Return what became of `job`, read in a process that this worker of the cluster keeps."""
    with _lock:
        readers = _readers(seconds)
    return readers.read(job)


@cache
def _readers(seconds: float) -> Readers:
    return Readers(seconds)


class Cluster:
    """The cluster whose scheduler is at `address` (tcp://host:8786).

    Raises `GuobanError`: cluster_missing (the extra is not installed), cluster_unreachable, or batch_differs (a
    worker has another version of the program, or none).
    """

    ships = True  # other machines do not see the files of this one

    def __init__(self, address: str, seconds: float) -> None:
        try:
            distributed = import_module("distributed")
        except ImportError as problem:
            raise GuobanError("cluster_missing") from problem
        self._seconds = seconds
        import_module("dask").config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
        try:
            self._client: Any = distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as problem:
            raise GuobanError("cluster_unreachable", address=address, reason=str(problem)) from problem
        try:
            self._check()
        except BaseException:
            self._client.close()
            raise
        self._executor = self._client.get_executor(pure=False)

    def _check(self) -> None:
        try:
            found = self._client.run(rules)
        except Exception as problem:  # whatever a worker without the program answers
            raise GuobanError("batch_differs", worker=str(problem)) from problem
        for worker, theirs in found.items():
            if theirs != rules():
                raise GuobanError("batch_differs", worker=worker)

    @property
    def slots(self) -> int:
        """How many files the cluster reads at once, at this moment."""
        return max(int(sum(self._client.nthreads().values())), 1)

    def submit(self, job: Job) -> "Future[Answer]":
        return cast("Future[Answer]", self._executor.submit(read_on_cluster, job, self._seconds))

    def close(self) -> None:
        self._executor.shutdown(wait=False)
        self._client.close()
