"""What the rules made of a report's metrics before.

Whenever a correction is made all of them are laid over the compilation anew. What the rules say of a report depends on
nothing but its words and its metrics, so only the report concerned has to be thought through again.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from threading import Lock
from typing import Generic, TypeVar

from guoban.checks import check_metrics
from guoban.compilation import CleanText
from guoban.progress import Pairing, Passage, find_pairs
from guoban.records import Metric, Note, ProgressKind, Report

# So many reports with their metrics, some 30 kB each.
MOST = 512
Made = TypeVar("Made")


class Memory(Generic[Made]):
    """The latest results by what they were made from, safe for threads."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Made] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made for `key`, else what `make` makes."""
        with self._lock:
            if key in self._made:
                self._made[key] = made = self._made.pop(key)
                return made
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > MOST:
                del self._made[next(iter(self._made))]
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._made.clear()


_checked: Memory[tuple[tuple[tuple[str, ...], ...], tuple[Note, ...]]] = Memory()
_paired: Memory[tuple[tuple[ProgressKind, Pairing], ...]] = Memory()


def check(
    text: CleanText, report: Report, metrics: Sequence[Metric]
) -> tuple[tuple[tuple[str, ...], ...], tuple[Note, ...]]:
    """Return the codes of each metric's notes, and the report's notes; all places are in the clean text."""

    def make() -> tuple[tuple[tuple[str, ...], ...], tuple[Note, ...]]:
        found, notes = check_metrics(text.cleaned, report, metrics)
        return tuple(metric.notes for metric in found), notes

    return _checked.get(_key(text, report, metrics), make)


def pair(text: CleanText, report: Report, metrics: Sequence[Metric]) -> tuple[tuple[ProgressKind, Pairing], ...]:
    """Return what belongs together among the metrics; all places are in the clean text."""
    return _paired.get(_key(text, report, metrics), lambda: tuple(find_pairs(Passage(text.cleaned, report, metrics))))


def forget() -> None:
    """Forget what was made, to measure what making it takes."""
    _checked.clear()
    _paired.clear()


def _key(text: CleanText, report: Report, metrics: Sequence[Metric]) -> Hashable:
    return text.cleaned.folded[report.start : report.end], replace(report, notes=()), tuple(metrics)
