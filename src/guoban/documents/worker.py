"""The other side of `isolation`: a process that reads files for the app, and may die of them.

It takes requests from standard input and answers on standard output, both pickled, each after its length. What
libraries print goes nowhere. It leaves when its master does, or when it has had nothing to do for a while.
"""

import faulthandler
import os
import pickle
import struct
import sys
import traceback
from importlib import import_module
from threading import Timer
from typing import Any, BinaryIO

from guoban.documents.limits import limits
from guoban.errors import GuobanError

LENGTH = struct.Struct(">Q")
# What no reader needs: a document must not make this process call out or start another.
FORBIDDEN = frozenset(
    {
        "socket.connect",
        "socket.getaddrinfo",
        "socket.bind",
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
    }
)
IDLE_SECONDS = 120
# The master stops the clock first; this is for a master that is gone.
GRACE_SECONDS = 30


def send(stream: BinaryIO, what: Any) -> None:
    """Write `what` to the other side."""
    packed = pickle.dumps(what, protocol=5)
    stream.write(LENGTH.pack(len(packed)))
    stream.write(packed)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Return what the other side wrote. Raises `EOFError` where it is gone.

    Unpickling gives away nothing: both sides are this program, run by the same user.
    """
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (length,) = LENGTH.unpack(head)
    packed = stream.read(length)
    if len(packed) < length:
        raise EOFError
    return pickle.loads(packed)  # noqa: S301


def main() -> None:
    """Serve requests until there is nobody to serve."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    allowed = limits()
    _hold(allowed.memory_bytes)
    sys.addaudithook(_refuse)
    while True:
        leave = Timer(IDLE_SECONDS, os._exit, (0,))
        leave.daemon = True
        leave.start()
        try:
            module, arguments, seconds = receive(requests)
        except EOFError:
            return
        finally:
            leave.cancel()
        faulthandler.dump_traceback_later(seconds + GRACE_SECONDS, exit=True, file=sys.stderr)
        answer = _answer(module, arguments)
        faulthandler.cancel_dump_traceback_later()
        send(answers, answer)


def _answer(module: str, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return (read, what was read), (refused, code, details), (memory,) or (failed, traceback)."""
    try:
        return "read", import_module(module).read(*arguments)
    except GuobanError as refusal:
        return "refused", refusal.code, refusal.details
    except MemoryError:
        return ("memory",)
    except Exception:  # noqa: BLE001  (whatever a library raises is told to the master, which logs it)
        return "failed", traceback.format_exc()


def _refuse(event: str, _details: tuple[Any, ...]) -> None:
    if event in FORBIDDEN:
        raise PermissionError(event)


def _hold(memory: int) -> None:
    """Bound this process: memory, no files written, no core left behind. On Windows time alone is bounded."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (bound, bound))
        except (OSError, ValueError):  # macOS knows some and keeps none
            continue
