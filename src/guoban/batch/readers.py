"""Processes that read the files of a batch, each held by a thread of this one.

A process that dies, by its file or by somebody's hand, takes only that file's work with it, and it is plain which
file it was: the file is read once more in a fresh process, and a second death is its own fault. Not by
multiprocessing: its fresh processes run the main script anew, and a pool of its that broke does not say by what.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import cast

from guoban.batch.reading import Answer, Job
from guoban.documents.child import PROBLEMS, Child

COMMAND = "from guoban.batch.worker import main; main()"
ATTEMPTS = 2
# After so much a process makes way for a fresh one, so that what libraries keep does not add up.
MOST_FILES, MOST_BYTES = 500, 64 << 20
# What threads of numeric libraries would take from the other processes.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class _Reader(Child):
    """A process that reads files of the batch, and how many it has read."""

    def __init__(self) -> None:
        super().__init__(COMMAND, ONE_THREAD)
        self.files = 0
        self.bytes = 0

    @property
    def worn(self) -> bool:
        return self.files >= MOST_FILES or self.bytes >= MOST_BYTES or not self.alive

    def read(self, job: Job, seconds: float) -> Answer:
        """Return the process's answer. Raises one of PROBLEMS where it died."""
        found = cast("Answer", self.ask(job, seconds))
        self.files += 1
        self.bytes += job.size
        return found


class Readers:
    """The processes of this machine. Every method may be called from any thread."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = Lock()
        self._idle: list[_Reader] = []
        self._busy: set[_Reader] = set()
        self._closed = False

    def read(self, job: Job) -> Answer:
        """Return what became of `job`: an answer of `reading.answer`, (crashed, exit code), (late,) or (closed,)."""
        code, deaths = 0, 0
        while deaths < ATTEMPTS:
            reader = self._take()
            if reader is None:
                return ("closed",)
            try:
                found = reader.read(job, self._seconds)
            except PROBLEMS:
                code = self._drop(reader)
                if self._closed:
                    return ("closed",)
                if reader.late:
                    return ("late",)
                if code or not reader.files:  # else it had just left for want of work
                    deaths += 1
                continue
            if found[0] == "memory":
                self._drop(reader)
            else:
                self._give(reader)
            return found
        return "crashed", code

    def close(self) -> None:
        """End every process, at work or not."""
        with self._lock:
            self._closed = True
            for reader in (*self._idle, *self._busy):
                reader.end()
            self._idle.clear()

    def _take(self) -> _Reader | None:
        with self._lock:
            if self._closed:
                return None
            reader = self._idle.pop() if self._idle else None
            if reader is not None and reader.worn:
                reader.end()
                reader = None
            reader = reader or _Reader()
            self._busy.add(reader)
            return reader

    def _give(self, reader: _Reader) -> None:
        with self._lock:
            self._busy.discard(reader)
            if not self._closed:
                self._idle.append(reader)

    def _drop(self, reader: _Reader) -> int:
        with self._lock:
            self._busy.discard(reader)
            return reader.end()


class Pool:
    """The workers of this machine: `workers` processes, and jobs handed to them as they become free."""

    ships = False  # the processes see the same files as this one

    def __init__(self, workers: int, seconds: float) -> None:
        self.slots = workers
        self._readers = Readers(seconds)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="batch")

    def submit(self, job: Job) -> "Future[Answer]":
        return self._threads.submit(self._readers.read, job)

    def close(self) -> None:
        """End the workers; jobs at hand come to nothing."""
        self._readers.close()
        self._threads.shutdown(cancel_futures=True)
