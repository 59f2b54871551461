"""One run at a time in a folder. The system lets go of the lock when the process ends, however it ends."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from guoban.errors import GuobanError

NAME = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold `folder` for this process. Raises `GuobanError` (batch_busy) where another holds it."""
    with (folder / NAME).open("ab") as stream:
        try:
            _lock(stream)
        except OSError as problem:
            raise GuobanError("batch_busy", folder=folder) from problem
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: BinaryIO) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
