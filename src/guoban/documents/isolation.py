"""Reading in another process, so that a crash in a library is a message and not the end of the app.

Binary formats are read by C libraries, and files come from anywhere. A worker reads one file at a time, under limits
on time and memory, and is used again; one that crashed, hung or ran out of memory is thrown away.
"""

import atexit
import logging
import os
from threading import BoundedSemaphore, Lock
from typing import Any, cast

from guoban.documents.child import PROBLEMS, Child
from guoban.documents.limits import Limits, limits
from guoban.errors import DocumentError

LOG = logging.getLogger(__name__)
MOST_WORKERS = 4


class _Worker(Child):
    """A process that reads; `allowed` are the limits that it was started with."""

    def __init__(self, allowed: Limits) -> None:
        # Each arena of glibc takes 64 MB of the allowed addresses.
        super().__init__("from guoban.documents.worker import main; main()", {"MALLOC_ARENA_MAX": "2"})
        self.allowed = allowed
        self.used = False


class _Pool:
    """The workers that wait. Every method may be called from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: list[_Worker] = []
        self.room = BoundedSemaphore(MOST_WORKERS)

    def take(self, allowed: Limits) -> _Worker:
        """Return a worker with the limits `allowed`: one that waits, or a new one."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
            found = next((one for one in waiting if one.alive and one.allowed == allowed), None)
            for one in waiting:
                if one is not found and one.alive and one.allowed == allowed:
                    self._waiting.append(one)
                elif one is not found:
                    one.end()
        return found or _Worker(allowed)

    def give(self, worker: _Worker) -> None:
        worker.used = True
        with self._lock:
            self._waiting.append(worker)

    def close(self) -> None:
        with self._lock:
            for worker in self._waiting:
                worker.end()
            self._waiting.clear()


_pool = _Pool()


@atexit.register
def end_workers() -> None:
    """End the workers that wait for a file."""
    _pool.close()


def _forget_parents_workers() -> None:
    """A forked process must not talk over its parent's pipes."""
    global _pool  # noqa: PLW0603
    _pool = _Pool()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_parents_workers)


def read_apart(module: str, data: bytes, name: str, *more: Any, seconds: int | None = None) -> Any:
    """Return what `module`'s function `read(data, name, *more)` returns, called in a worker.

    Raises the `DocumentError` that it raises, or file_slow, file_memory, file_crashed or file_damaged: the time ran
    out, the memory ran out, the library crashed, or it did not understand the file (logged).
    """
    allowed = limits()
    seconds = seconds or allowed.seconds
    with _pool.room:
        answer = _asked(module, (data, name, *more), allowed, seconds)
    match answer:
        case "read", found:
            return found
        case "refused", code, details:
            raise DocumentError(code, **details)
        case "memory", *_:
            raise DocumentError("file_memory", name=name, **allowed.told("memory_bytes"))
        case "late", *_:
            raise DocumentError(
                "file_slow", name=name, limit=f"{seconds:g}", variable=allowed.told("seconds")["variable"]
            )
        case "crashed", code:
            LOG.error("%s crashed on %s: exit code %s", module, name, code)
            raise DocumentError("file_crashed", name=name)
        case _:
            LOG.error("%s failed on %s: %s", module, name, answer[-1])
            raise DocumentError("file_damaged", name=name)


def _asked(module: str, arguments: tuple[Any, ...], allowed: Limits, seconds: int) -> tuple[Any, ...]:
    while True:
        worker = _pool.take(allowed)
        try:
            answer = worker.ask((module, arguments, seconds), seconds)
        except PROBLEMS:
            code = worker.end()
            if worker.late:
                return ("late",)
            if worker.used and code == 0:  # it had just left for want of work
                continue
            return "crashed", code
        except BaseException:
            worker.end()
            raise
        if answer[0] in {"read", "refused"} and not worker.late:
            _pool.give(worker)
        else:
            worker.end()
        return cast("tuple[Any, ...]", answer)
