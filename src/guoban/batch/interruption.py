"""Ctrl+C as a question that a run asks between two steps, and not as an exception in the middle of one.

KeyboardInterrupt may be raised anywhere, also where a future's lock has just been taken: then the thread that answers
that future waits for the lock for ever, and the program with it.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def interruptions() -> Iterator[Callable[[], bool]]:
    """Yield what tells whether the user has pressed Ctrl+C; a second time raises `KeyboardInterrupt` as ever.

    In another thread than the main one, or where Ctrl+C is ignored, nothing is changed, and the answer is no.
    """
    pressed = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield pressed.is_set
        return
    before = signal.getsignal(signal.SIGINT)
    if not callable(before):
        yield pressed.is_set
        return

    def once(_number: int, _frame: FrameType | None) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, once)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
