"""The compilations that are open, one store for all sessions of the process.

A link that reloads the page starts a new session, so what a link points to must lie here and not in the session.
"""

from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

import streamlit as st

from guoban.compilation import Compilation, read
from guoban.errors import GuobanError
from guoban.reporting.joined import Joined, Summary, join, summary

MOST_COMPILATIONS = 24
MOST_CHARACTERS = 40_000_000


@dataclass(slots=True)
class Store:
    """Compilations by identifier. Every method may be called from any session's thread."""

    _lock: RLock = field(default_factory=RLock)
    _open: dict[str, Compilation] = field(default_factory=dict)
    _joined: dict[str, Joined] = field(default_factory=dict)
    _sample: str = ""
    _sample_failed: GuobanError | None = None

    def all(self) -> list[Summary]:
        """Return the open compilations, the newest first and the sample last."""
        with self._lock:
            found = [summary(one, sample=one.id == self._sample) for one in reversed(self._open.values())]
        return sorted(found, key=lambda one: one.sample)

    def get(self, compilation_id: str | None) -> Compilation | None:
        with self._lock:
            return self._open.get(compilation_id or "")

    def add(self, compilation: Compilation) -> str:
        """Keep `compilation` and return its identifier; the same file again replaces itself.

        Raises `GuobanError` (store_full) where there is no room; what is open stays open.
        """
        with self._lock:
            others = [one for one in self._open.values() if one.id != compilation.id]
            characters = sum(len(one.text) for one in others) + len(compilation.text)
            if len(others) >= MOST_COMPILATIONS or (others and characters > MOST_CHARACTERS):
                raise GuobanError("store_full", count=len(others), most=MOST_COMPILATIONS)
            self.remove(compilation.id)
            self._open[compilation.id] = compilation
        return compilation.id

    def remove(self, compilation_id: str) -> None:
        with self._lock:
            self._open.pop(compilation_id, None)
            self._joined.pop(compilation_id, None)

    def joined(self, compilation: Compilation) -> Joined:
        """Return the compilation's tables with their reports' columns, made once."""
        with self._lock:
            if compilation.id not in self._joined:
                self._joined[compilation.id] = join(compilation)
            return self._joined[compilation.id]

    def open_sample(self, path: Path) -> str:
        """Read the sample once and return its identifier, empty where there is none or it was removed."""
        with self._lock:
            if self._sample or self._sample_failed or not path.is_file():
                return self._sample if self._sample in self._open else ""
            try:
                self._sample = self.add(read(path))
            except GuobanError as error:
                self._sample_failed = error
            return self._sample


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Return the one store of this process."""
    return Store()
