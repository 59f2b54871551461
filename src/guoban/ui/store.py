"""The library as the pages see it, one for all sessions of the process."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import streamlit as st

from guoban.compilation import Compilation, read
from guoban.corrections import Corrected, Correction
from guoban.errors import DocumentError, LibraryError
from guoban.library import Entry, Library
from guoban.reporting import labels
from guoban.reporting.joined import Joined, Summary, join
from guoban.ui import who
from guoban.ui.memory import remembered

GONE = {"compilation_missing", "compilation_binned"}


class Store:
    """Compilations by identifier. Every method may be called from any session's thread."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._lock = Lock()
        self._sample: str | None = None

    def all(self) -> list[Summary]:
        """Return what is in the library, the newest first and the sample last."""
        found = [_summary(one, sample=one.id == self._sample) for one in self.library.entries()]
        return sorted(found, key=lambda one: one.sample)

    def corrected(self, compilation_id: str | None) -> Corrected | None:
        """Return a compilation with its corrections; None where it is not in the library, or in its bin."""
        if not compilation_id:
            return None
        try:
            return self.library.corrected(compilation_id)
        except LibraryError as problem:
            if problem.code in GONE:
                return None
            raise

    def get(self, compilation_id: str | None) -> Compilation | None:
        """Return a compilation as it counts, with its corrections; None where it is not in the library."""
        found = self.corrected(compilation_id)
        return found.compilation if found else None

    def add(self, compilation: Compilation, corrections: Sequence[Correction] = ()) -> str:
        """Keep `compilation` as it was read, with `corrections`, and return its identifier.

        The same file again replaces itself and keeps what was corrected before.
        """
        return self.library.add(compilation, by=who.name(), corrections=corrections).id

    def joined(self, compilation: Compilation) -> Joined:
        """Return the compilation's tables with their reports' columns, made once."""
        return remembered((compilation.reports, compilation.metrics), "joined", lambda: join(compilation))

    def open_sample(self, path: Path) -> str:
        """Put the sample into a library that is empty, and return its identifier; empty where it is not there."""
        with self._lock:
            if self._sample is None:
                self._sample = self._find_sample(path)
        return self._sample

    def _find_sample(self, path: Path) -> str:
        if not path.is_file():
            return ""
        if not self.library.entries() and not self.library.entries(binned=True):
            try:
                self.library.add(read(path))
            except DocumentError:
                return ""
        # As `guoban.tables.compilation_id` does, without reading it anew at each start.
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Return the one store of this process, over the library where `guoban.library` says it lies."""
    return Store(Library())


def _summary(entry: Entry, *, sample: bool) -> Summary:
    return Summary(
        id=entry.id,
        name=entry.name,
        period=labels.span_words(entry.year, entry.span) if entry.year is not None else "",
        reports=entry.reports,
        characters=entry.characters,
        metrics=entry.metrics,
        sample=sample,
    )
