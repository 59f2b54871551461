"""What has been loaded or corrected, kept in the process up to a size: the least recently used goes first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

import pandas as pd

Value = TypeVar("Value")


@dataclass(slots=True)
class Cache(Generic[Value]):
    """Values by owner and version, one version an owner; `most` is in the units of `cost` (bytes).

    Called from any thread. What several threads ask for at once is made once.
    """

    most: int
    cost: Callable[[Value], int]
    _values: OrderedDict[str, tuple[Hashable, Value, int]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _making: dict[str, Lock] = field(default_factory=dict)

    def get(self, owner: str, version: Hashable, make: Callable[[], tuple[Hashable, Value]]) -> Value:
        """Return the value of `owner` at `version`, or what `make` gives where it is not here: a version and its value.

        That version may be a later one: it may have changed since `version` was asked for.
        """
        with self._lock:
            found = self._found(owner, version)
            if found is not None:
                return found
            making = self._making.setdefault(owner, Lock())
        try:
            with making:
                with self._lock:
                    found = self._found(owner, version)
                if found is None:
                    made, found = make()
                    self._keep(owner, made, found)
                return found
        finally:
            with self._lock:
                self._making.pop(owner, None)

    def drop(self, owner: str) -> None:
        with self._lock:
            self._values.pop(owner, None)

    def _found(self, owner: str, version: Hashable) -> Value | None:
        kept = self._values.get(owner)
        if kept is None or kept[0] != version:
            return None
        self._values.move_to_end(owner)
        return kept[1]

    def _keep(self, owner: str, version: Hashable, value: Value) -> None:
        cost = self.cost(value)
        with self._lock:
            self._values[owner] = (version, value, cost)
            self._values.move_to_end(owner)
            size = sum(kept[2] for kept in self._values.values())
            while size > self.most and len(self._values) > 1:
                size -= self._values.popitem(last=False)[1][2]


def bytes_of(text: str, frames: Iterable[pd.DataFrame]) -> int:
    """Return about how much memory a document's text, its folded twin and the frames take."""
    return 8 * len(text) + sum(int(frame.memory_usage(deep=False).sum()) for frame in frames)
