"""The other side of `readers`: a process that reads one file of a batch after the other, and may die of one."""

import os
import signal
import sys
from threading import Timer

import pyarrow as pa

from guoban.batch.reading import answer
from guoban.documents.worker import IDLE_SECONDS, receive, send


def main() -> None:
    """Answer jobs until the master is gone, or has none for a while. The two talk by standard input and output; what is printed goes nowhere."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the master
    pa.set_cpu_count(1)  # the pool has a process for each core
    while True:
        leave = Timer(IDLE_SECONDS, os._exit, (0,))
        leave.daemon = True
        leave.start()
        try:
            job = receive(requests)
        except EOFError:
            return
        finally:
            leave.cancel()
        try:
            send(answers, answer(job))
        except BrokenPipeError:
            return
