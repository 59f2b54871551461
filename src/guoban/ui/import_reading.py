"""Reading what was uploaded: the progress in one line, the outcome kept for the session until it is settled."""

import hashlib
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from guoban.compilation import Compilation, read
from guoban.corrections import apply
from guoban.documents.source import shown_name
from guoban.errors import GuobanError, LibraryError
from guoban.locale import translate as _
from guoban.ui.store import store

LOG = logging.getLogger(__name__)
OUTCOME = "import.outcome"
REDRAW_SECONDS = 0.1
# Where in the whole each step begins; extracting takes nearly all the time.
STEPS = {
    "decode": (0.0, "正在解码"),
    "split": (0.05, "正在划分报告"),
    "extract": (0.1, "正在提取指标：第 {done} 篇，共 {total} 篇"),
    "tables": (0.95, "正在整理表格"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of files: a compilation, or an error.

    `compilation` is as it was read, `corrected` with what was said about the same file before. `bytes` is the files'
    size, `again` that the library has it already, `carried` and `unfit` how many corrections still fit and do not.
    """

    key: str
    name: str
    bytes: int
    compilation: Compilation | None = None
    corrected: Compilation | None = None
    error: GuobanError | None = None
    again: bool = False
    carried: int = 0
    unfit: int = 0


def outcome(files: Sequence[tuple[str, bytes]], encoding: str, tell: Callable[[float, str], object]) -> Outcome:
    """Return what comes of reading `files`, name and bytes each, as one compilation; `tell` is told share and words.

    The same files in the same encoding are read once.
    """
    fingerprints = ".".join(f"{hashlib.sha256(data).hexdigest()}.{name}" for name, data in files)
    key = f"{encoding}.{fingerprints}"
    kept = st.session_state.get(OUTCOME)
    if isinstance(kept, Outcome) and kept.key == key:
        return kept
    name, size = files[0][0], sum(len(data) for _name, data in files)
    try:
        compilation = read(files, encoding=encoding or None, on_progress=quiet(tell))
    except GuobanError as error:
        found = Outcome(key, name, size, error=error)
    except Exception:
        LOG.exception("reading %s failed", key)
        found = Outcome(key, name, size, error=GuobanError("reading_failed", name=shown_name(name)))
    else:
        found = _with_corrections(key, size, compilation)
    st.session_state[OUTCOME] = found
    return found


def forget() -> None:
    """Let go of what was read and not taken in."""
    st.session_state.pop(OUTCOME, None)


def quiet(tell: Callable[[float, str], object]) -> Callable[[str, int, int], None]:
    """Return a progress callback for `guoban.read` that tells each step, and its parts a few times a second."""
    last_step, told_at = "", 0.0

    def on_progress(step: str, done: int, total: int) -> None:
        nonlocal last_step, told_at
        now = time.monotonic()
        if step != last_step or now - told_at >= REDRAW_SECONDS:
            last_step, told_at = step, now
            tell(*progress_words(step, done, total))

    return on_progress


def progress_words(step: str, done: int, total: int) -> tuple[float, str]:
    """Return the share of the whole that is done and the words for it."""
    begins, words = STEPS.get(step, (0.0, "正在读取"))
    ends = min((start for start, _words in STEPS.values() if start > begins), default=1.0)
    share = begins + (ends - begins) * (done / total if total else 0)
    return share, _(words).format(done=min(done + 1, max(total, 1)), total=total)


def _with_corrections(key: str, size: int, compilation: Compilation) -> Outcome:
    """Lay what was corrected in the same file, in the library or its bin, over the new reading."""
    try:
        said = store().library.corrections(compilation.id)
    except LibraryError as problem:
        if problem.code != "compilation_missing":
            raise
        return Outcome(key, compilation.name, size, compilation, compilation)
    found = apply(compilation, said)
    return Outcome(
        key, compilation.name, size, compilation, found.compilation, again=True,
        carried=len(said) - len(found.unfit), unfit=len(found.unfit),
    )  # fmt: skip
