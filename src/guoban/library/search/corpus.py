"""All texts of a library in memory, one behind the other, so that a question goes through them in one pass.

It answers as `tally` does report by report, from arrays over all reports at once. `LARGEST` bounds what it may take;
the texts of a larger library are gone through in the database.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from guoban.library.search.candidates import Candidate
from guoban.library.search.matching import places
from guoban.library.search.query import Word
from guoban.library.search.tally import Tally

# In characters of texts and indicators, of 2 to 4 bytes each.
LARGEST = 60_000_000
# No word that is looked for holds it: texts are kept without it.
_BETWEEN = "\x00"

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Spans:
    """Places in the texts, in order: where each begins and ends."""

    starts: Numbers
    ends: Numbers


@dataclass(frozen=True, slots=True)
class Metrics:
    """All metrics in text order: their numbers, their sentences and their reports, and how far any before it reaches."""

    starts: Numbers
    ends: Numbers
    firsts: Numbers
    lasts: Numbers
    reports: Numbers
    reach: Numbers


@dataclass(frozen=True, slots=True)
class Corpus:
    """The texts and indicators of `reports`, and from where on each report, each indicator and each role holds."""

    reports: Sequence[str]
    text: str
    starts: Numbers
    names: str
    name_starts: Numbers
    metrics: Metrics
    role_starts: Numbers
    role_codes: Numbers
    roles: Sequence[str]

    def count(self, words: Sequence[Word], *, any_word: bool) -> Iterator[tuple[str, Tally]]:
        """Yield the reports in which all (or any) of `words` stand, in their texts or their indicators, as `tally` counts."""
        found = [_spans(places(self.text, word)) for word in words]
        named = [self._named(word) for word in words]
        here = [self._reports_with(spans, rows) for spans, rows in zip(found, named, strict=True)]
        holding = np.logical_or.reduce(here) if any_word else np.logical_and.reduce(here)
        hits = self._by_role(_merged(found).starts)
        matched = np.flatnonzero(self._matched(found, named, any_word=any_word))
        metrics = self._by_role(self.metrics.starts[matched])
        standing = [self._by_role(spans.starts) for spans in found]
        for report in np.flatnonzero(holding).tolist():
            yield (
                self.reports[report],
                Tally(
                    hits.get(report, Counter()),
                    metrics.get(report, Counter()),
                    tuple(_same(frozenset(roles.get(report, ()))) for roles in standing),
                    any_word,
                ),
            )

    def _named(self, word: Word) -> Flags:
        """Return which metrics have `word` in their indicator."""
        flags = np.zeros(len(self.name_starts), np.bool_)
        starts = _spans(places(self.names, word)).starts
        flags[np.searchsorted(self.name_starts, starts, "right") - 1] = True
        return flags

    def _reports_with(self, spans: Spans, named: Flags) -> Flags:
        flags = np.zeros(len(self.reports), np.bool_)
        flags[self._report_of(spans.starts)] = True
        flags[self.metrics.reports[named]] = True
        return flags

    def _report_of(self, places: Numbers) -> Numbers:
        found: Numbers = np.searchsorted(self.starts, places, "right") - 1
        return found

    def _by_role(self, places: Numbers) -> dict[int, Counter[str]]:
        """Return how many of `places` stand under each role, by the number of their report."""
        codes = self.role_codes[np.searchsorted(self.role_starts, places, "right") - 1]
        keys, counts = np.unique(self._report_of(places) * len(self.roles) + codes, return_counts=True)
        found: dict[int, Counter[str]] = {}
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
            report, role = divmod(key, len(self.roles))
            found.setdefault(report, Counter())[self.roles[role]] = count
        return found

    def _matched(self, found: Sequence[Spans], named: Sequence[Flags], *, any_word: bool) -> Flags:
        """Return which metrics match: see `tally`."""
        own = [rows | self._touched(spans) for rows, spans in zip(named, found, strict=True)]
        matched: Flags = np.logical_or.reduce(own)
        if not any_word and len(found) > 1:
            for rows, spans in zip(own, found, strict=True):
                matched &= rows | self._standing_within(spans)
        return matched

    def _touched(self, spans: Spans) -> Flags:
        """Return the metrics on whose number one of `spans` stands, inside their sentence."""
        metrics = self.metrics
        flags = np.zeros(len(metrics.starts), np.bool_)
        rows, starts, ends = np.searchsorted(metrics.starts, spans.ends) - 1, spans.starts, spans.ends
        while len(rows):
            reached = (rows >= 0) & (metrics.reach[rows] > starts)
            rows, starts, ends = rows[reached], starts[reached], ends[reached]
            on = (metrics.ends[rows] > starts) & (metrics.firsts[rows] <= starts) & (ends <= metrics.lasts[rows])
            flags[rows[on]] = True
            rows = rows - 1
        return flags

    def _standing_within(self, spans: Spans) -> Flags:
        """Return the metrics in whose sentence one of `spans` stands."""
        if not len(spans.starts):
            return np.zeros(len(self.metrics.starts), np.bool_)
        at = np.searchsorted(spans.starts, self.metrics.firsts)
        there = at < len(spans.starts)
        within: Flags = there & (spans.ends[np.minimum(at, len(spans.ends) - 1)] <= self.metrics.lasts)
        return within


def gather(candidates: Iterable[Candidate]) -> Corpus | None:
    """Return the corpus of `candidates`, None where they are larger than `LARGEST`."""
    every: list[Candidate] = []
    size = 0
    for candidate in candidates:
        every.append(candidate)
        size += len(candidate.text) + len(candidate.names)
        if size > LARGEST:
            return None
    starts = _offsets([len(one.text) + 1 for one in every])
    metrics = _metrics(every, starts)
    filled = np.unique(metrics.reports).tolist()
    lines = [line for report in filled for line in every[report].names.split("\n")]
    codes: dict[str, int] = {}
    role_starts, role_codes = [], []
    for start, one in zip(starts.tolist(), every, strict=True):
        for at, role in json.loads(one.roles):
            role_starts.append(start + at)
            role_codes.append(codes.setdefault(role, len(codes)))
    return Corpus(
        reports=[one.report_id for one in every],
        text=_BETWEEN.join(one.text for one in every),
        starts=starts,
        names=_BETWEEN.join(lines),
        name_starts=_offsets([len(line) + 1 for line in lines]),
        metrics=metrics,
        role_starts=np.array(role_starts, np.int64),
        role_codes=np.array(role_codes, np.int64),
        roles=tuple(codes) or ("",),
    )


def _metrics(every: Sequence[Candidate], starts: Numbers) -> Metrics:
    columns: list[list[Numbers]] = [[], [], [], []]
    counts = []
    for start, one in zip(starts.tolist(), every, strict=True):
        own = one.metrics()
        counts.append(len(own.starts))
        for column, values in zip(columns, own, strict=True):
            column.append(np.array(values, np.int64) + start)
    first, last, begins, ends = (np.concatenate(column) if column else _none() for column in columns)
    reports = np.repeat(np.arange(len(every), dtype=np.int64), counts)
    return Metrics(first, last, begins, ends, reports, np.maximum.accumulate(last) if len(last) else last)


def _none() -> Numbers:
    return np.zeros(0, np.int64)


def _offsets(lengths: Sequence[int]) -> Numbers:
    """Return where each of so long pieces begins."""
    ends = np.cumsum(np.array(lengths, np.int64))
    return np.concatenate(([0], ends[:-1])).astype(np.int64) if len(ends) else _none()


def _spans(found: Sequence[tuple[int, int]]) -> Spans:
    pairs = np.array(found, np.int64).reshape(-1, 2)
    return Spans(pairs[:, 0], pairs[:, 1])


def _merged(found: Sequence[Spans]) -> Spans:
    """Return the places of all words, those that overlap as one."""
    if len(found) == 1:
        return found[0]
    starts = np.concatenate([spans.starts for spans in found])
    ends = np.concatenate([spans.ends for spans in found])
    order = np.argsort(starts, kind="stable")
    starts, reach = starts[order], np.maximum.accumulate(ends[order]) if len(ends) else ends
    opens = np.ones(len(starts), np.bool_)
    opens[1:] = starts[1:] >= reach[:-1]
    last = np.append(np.flatnonzero(opens)[1:] - 1, len(starts) - 1) if len(starts) else _none()
    return Spans(starts[opens], reach[last])


_SAME: dict[frozenset[str], frozenset[str]] = {}


def _same(roles: frozenset[str]) -> frozenset[str]:
    """Return the same set for equal ones: there are few, and each report has some."""
    return _SAME.setdefault(roles, roles)
