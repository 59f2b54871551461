"""A process of this program that answers one question at a time, over its pipes.

Not by multiprocessing: its fresh processes run the main script anew, and under Streamlit that is the app.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from threading import Timer
from typing import Any, BinaryIO, cast

from guoban.documents.worker import receive, send

NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
# What `ask` raises where the process died.
PROBLEMS = (OSError, EOFError, ValueError)


class Child:
    """A process that runs the Python `command`; `late` tells that it was ended for want of time."""

    def __init__(self, command: str, variables: Mapping[str, str]) -> None:
        """Start the process with `variables` in its environment besides those of this one."""
        self.late = False
        self._process = subprocess.Popen(  # noqa: S603  (this Python, with a command of this program)
            [sys.executable, "-P", "-c", command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **variables},
            creationflags=NO_WINDOW,
            start_new_session=os.name == "posix",  # Ctrl+C is for the master
        )

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, what: object, seconds: float) -> Any:
        """Return the process's answer. Raises one of PROBLEMS where it died; then `late` tells whether of time."""
        clock = Timer(seconds, self._too_late)
        clock.daemon = True
        clock.start()
        try:
            send(cast("BinaryIO", self._process.stdin), what)
            return receive(cast("BinaryIO", self._process.stdout))
        finally:
            clock.cancel()

    def _too_late(self) -> None:
        self.late = True
        self._process.kill()

    def end(self) -> int:
        """End the process and return its exit code, negative for a signal."""
        self._process.kill()
        code = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what was not sent
                    continue
        return code
