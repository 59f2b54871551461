"""Sessions of the app as a browser opens them, over the WebSocket: what is timed is the server's work, not the drawing.

A session asks for a page, waits until its script is through, thinks, and asks for the next.
"""

import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin, Subprotocol
from websockets.sync.client import ClientConnection, connect

PATIENCE = 120.0
THINKING = (2.0, 6.0)
# The app takes a change of the address that comes sooner for an echo of its own.
SETTLED = 1.0
LARGEST = 256 * 2**20


@dataclass(frozen=True, slots=True)
class Step:
    """A page with its parameters, as a link opens it; `name` is what it stands for in the figures."""

    name: str
    page: str
    query: dict[str, str] = field(default_factory=dict)


class Session:
    """A visitor. Not to be shared between threads."""

    def __init__(self, address: str) -> None:
        url = address.replace("http://", "ws://") + "/_stcore/stream"
        self._socket: ClientConnection = connect(
            url, subprotocols=[Subprotocol("streamlit")], max_size=LARGEST, origin=Origin(address)
        )
        self._pages: dict[str, str] = {}

    def __enter__(self) -> Self:
        self.go(Step("arrive", ""))
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()

    def close(self) -> None:
        self._socket.close()

    def go(self, step: Step) -> float:
        """Return how many seconds the server takes for `step`. Raises `RuntimeError` where a script fails."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string = urlencode(step.query)
        state.page_script_hash = self._pages.get(step.page, "")
        begun = time.perf_counter()
        self._socket.send(message.SerializeToString())
        self._finished(step)
        return time.perf_counter() - begun

    def _finished(self, step: Step) -> None:
        """Wait until the script is through: a change of page in it stops one run and begins another."""
        end = time.monotonic() + PATIENCE
        while True:
            told = ForwardMsg()
            data = self._socket.recv(timeout=max(end - time.monotonic(), 0.1))
            told.ParseFromString(data if isinstance(data, bytes) else data.encode())
            kind = told.WhichOneof("type")
            if kind == "navigation":
                self._pages = {page.url_pathname or "": page.page_script_hash for page in told.navigation.app_pages}
            elif kind == "delta" and told.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(f"{step.name}: {told.delta.new_element.exception.message}")
            elif kind == "script_finished":
                if told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise RuntimeError(step.name)
                if told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return


def alone(address: str, steps: Sequence[Step]) -> list[tuple[str, float]]:
    """Return the name and the seconds of each step of one visitor."""
    taken = []
    with Session(address) as session:
        for step in steps:
            time.sleep(SETTLED)
            taken.append((step.name, session.go(step)))
    return taken


def together(address: str, walks: Sequence[Sequence[Step]]) -> tuple[list[tuple[str, float]], list[str]]:
    """Return the names and the seconds of the steps of visitors at once, who think between two, and what went wrong.

    Each of `walks` is that of one visitor.
    """
    taken: list[tuple[str, float]] = []
    problems: list[str] = []

    def visit(number: int, walk: Sequence[Step]) -> None:
        chance = random.Random(number)  # noqa: S311
        time.sleep(chance.uniform(0, THINKING[1]))
        try:
            with Session(address) as session:
                for step in walk:
                    taken.append((step.name, session.go(step)))
                    time.sleep(chance.uniform(*THINKING))
        except Exception as problem:  # noqa: BLE001  (each counts as an error)
            problems.append(f"{type(problem).__name__}: {problem}")

    threads = [threading.Thread(target=visit, args=given) for given in enumerate(walks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, problems


def share(values: Sequence[float], part: float) -> float:
    """Return the value that so large a `part` of `values` stays within: 0.95 for the p95."""
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]
