"""The text around metrics: stretches between full stops and semicolons, and the words between two numbers."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from guoban.progress.words import words as lists
from guoban.records import Document, Metric, Report

_STOPS = re.compile(r"[。;!?\n]")
_LAST_STOP = regex.compile(r"(?r)[。;!?\n]")
_CLAUSE = frozenset(",:。;!?\n")
_LAST_SIGN = regex.compile(r"(?r)[,:。;!?\n()]")
_NOUN = re.compile(r"[^,:。;!?()\d\n]{0,16}(?=[,。;])")
_BRACKET = re.compile(r"[()]")
# How far the words before a number are read: longer than any clause of office prose, short enough to stay linear
# where a whole report stands on one line.
REACH = 160
# No stretch holds more metrics than this; what goes beyond is cut into several.
_MOST = 48


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two full stops or semicolons: its place and the indexes of its metrics, in order."""

    start: int
    end: int
    metrics: tuple[int, ...]


class Passage:
    """A report's text with its metrics, by place."""

    def __init__(self, document: Document, report: Report, metrics: Sequence[Metric]) -> None:
        self.folded = document.folded
        self.report = report
        self.metrics = metrics

    def stretches(self) -> Iterator[Stretch]:
        """Yield the stretches that hold a metric, in order."""
        starts = [metric.start for metric in self.metrics]
        done = 0
        while done < len(starts):
            opening, closing = self._around(starts[done])
            last = min(bisect_left(starts, closing, done), done + _MOST)
            yield Stretch(opening, closing, tuple(range(done, max(last, done + 1))))
            done = max(last, done + 1)

    def between(self, left: Metric, right: Metric) -> str:
        """Return the words between two metrics, "" where they overlap."""
        return self.folded[left.end : right.start]

    def lead(self, metric: Metric, after: int) -> str:
        """Return the words of the clause before the metric, from `after` on at the earliest.

        A comma inside a bracket parts nothing.
        """
        return last_clause(self.folded[max(after, metric.start - REACH, self.report.start) : metric.start])

    def lead_alone(self, index: int, after: int) -> str:
        """Return the words of the clause before a metric without the numbers in it."""
        metric = self.metrics[index]
        lead = self.lead(metric, after)
        left = metric.start - len(lead)
        for before in range(index - 1, -1, -1):
            other = self.metrics[before]
            if other.end <= left:
                break
            at = max(other.start - left, 0)
            lead = lead[:at] + " " * (min(other.end, metric.start) - left - at) + lead[other.end - left :]
        return lead

    def speaks_of(self, words: str, index: int) -> bool:
        """Tell whether the metric's indicator or clause holds two thirds of `words`, by pairs of characters; of two
        characters, both (招生 of 招收本科生)."""
        if not words:
            return True
        metric = self.metrics[index]
        if metric.base_unit == "元" and lists().money.fullmatch(words):
            return True
        about = metric.indicator + self.lead(metric, 0)
        if len(words) == 2 and re.search(f"{words[0]}.{{0,4}}{words[1]}", about):
            return True
        pairs = {words[at : at + 2] for at in range(len(words) - 1)} or {words}
        return sum(pair in about for pair in pairs) * 3 >= len(pairs) * 2

    def tail(self, metric: Metric, length: int = 24) -> str:
        """Return the words after the metric, to the end of its stretch."""
        text = self.folded[metric.end : min(metric.end + length, self.report.end)]
        stop = _STOPS.search(text)
        return text[: stop.start()] if stop else text

    def noun_after(self, metric: Metric) -> str:
        """Return what follows the metric in its clause, if it has no other number: 36项重点工作."""
        match = _NOUN.match(self.folded, metric.end, min(metric.end + REACH, self.report.end))
        return match[0] if match else ""

    def in_bracket(self, metric: Metric) -> bool:
        """Tell whether the metric stands inside a round bracket that opens in its stretch."""
        if self.folded.find("(", max(metric.start - REACH, 0), metric.start) < 0:
            return False
        depth = 0
        for sign in _BRACKET.findall(self.folded, max(self._opening(metric.start), metric.start - REACH), metric.start):
            depth = depth + 1 if sign == "(" else max(depth - 1, 0)
        return depth > 0

    def is_aside(self, metric: Metric) -> bool:
        """Tell whether the clause tells of a part of what stands before: 完成整改12处,其中停业整改4处."""
        return bool(lists().aside.match(self.lead(metric, 0)))

    def paragraph(self, metric: Metric) -> str:
        """Return what stands in the metric's paragraph before it, and the rest of its sentence."""
        start = self.folded.rfind("\n", max(self.report.start, metric.start - REACH * 2), metric.start) + 1
        start = max(start, metric.start - REACH * 2, self.report.start)
        return self.folded[start : min(metric.sentence_end, metric.end + REACH)]

    def heading(self, metric: Metric) -> str:
        """Return the heading that the metric stands under, "" where there is none."""
        return "" if metric.section is None else self.report.sections[metric.section].heading

    def sentence(self, metric: Metric) -> str:
        """Return the metric's sentence, of a very long one what stands around the metric."""
        start = max(metric.sentence_start, metric.start - REACH * 2)
        return self.folded[start : min(metric.sentence_end, metric.end + REACH)]

    def _around(self, place: int) -> tuple[int, int]:
        end = min(place + REACH * 24, self.report.end)
        closing = _STOPS.search(self.folded, place, end)
        return self._opening(place), closing.start() if closing else end

    def _opening(self, place: int) -> int:
        floor = max(self.report.start, place - REACH * 8)
        last = _LAST_STOP.search(self.folded, floor, place)
        return last.end() if last else floor


def last_clause(text: str) -> str:
    """Return the words of the folded text after its last comma, colon or stop; a comma inside a bracket parts nothing."""
    last = _LAST_SIGN.search(text)
    if last is None or last[0] in _CLAUSE:
        return text[last.end() :] if last else text
    depth = 0
    for at in range(last.start(), -1, -1):
        sign = text[at]
        if sign == ")":
            depth += 1
        elif sign == "(":
            depth -= 1
            if depth < 0:
                return text[at + 1 :]
        elif depth <= 0 and sign in _CLAUSE:
            return text[at + 1 :]
    return text


def position(metrics: Sequence[Metric], place: int) -> int:
    """Return how many of the metrics start at or before `place`."""
    return bisect_right(metrics, place, key=lambda metric: metric.start)
