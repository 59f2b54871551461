"""Metrics to progress rows: what is done set against what was to be done."""

from collections.abc import Sequence

from guoban.progress.linking import horizon_of_target, linked_pairs
from guoban.progress.pairs import stated_pairs
from guoban.progress.passage import Passage
from guoban.progress.rows import build_row
from guoban.progress.stated import Pairing, stated_completions
from guoban.records import Document, Metric, Progress, ProgressKind, Report

__all__ = ["Pairing", "Passage", "build_row", "extract_progress", "find_pairs", "horizon_of_target"]


def extract_progress(document: Document, report: Report, metrics: Sequence[Metric]) -> tuple[Progress, ...]:
    """Return the progress rows of a report, in text order; `metrics` are the report's own, in text order.

    Every index in a row points into `metrics`. A metric stands in one linked row at most. Where the text states a
    completion of an amount and the plan has a target for it too, the linked row says so by the note `also_stated`:
    it is the same task, not to be counted twice.
    """
    passage = Passage(document, report, metrics)
    rows = [build_row(passage, kind, pairing) for kind, pairing in find_pairs(passage)]
    return tuple(sorted(rows, key=lambda row: _place(row, metrics)))


def find_pairs(passage: Passage) -> list[tuple[ProgressKind, Pairing]]:
    """Return what belongs together in a passage: what the text states, then what is linked."""
    stated: list[Pairing] = []
    used: set[int] = set()
    for stretch in passage.stretches():
        pairings = stated_completions(passage, stretch)
        used |= {
            i for pairing in pairings for i in (pairing.actual, pairing.target, pairing.completion) if i is not None
        }
        pairings += stated_pairs(passage, stretch, used)
        stated += pairings
    return [
        *(("stated", pairing) for pairing in stated),
        *(("linked", pairing) for pairing in linked_pairs(passage, stated)),
    ]


def _place(row: Progress, metrics: Sequence[Metric]) -> int:
    return min(metrics[i].start for i in (row.actual, row.target, row.completion) if i is not None)
