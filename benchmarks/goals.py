"""The goals of speed, set beside what a run found: which hold, which are missed, by how much and why."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from measuring import Part

SPREAD_THIN = (
    "the time is spread over many small questions for each number, see “What was tried”; eight times would be within "
    "reach of compiled code only"
)
DENSE = (
    "it passes over most sentences of a report and finds few of its numbers; on the densest texts, with a figure in every "
    "30 characters, that is about as quick as reading all of them"
)
LONG = (
    "no step looks over the whole report for each number; what grows are bisections, and rows that no longer fit the "
    "processor's caches (the two were not told apart); 10,000 reports of the same length together cost less a character"
)
MASTER = (
    "the process that hands out the files writes the parts, a row group at a time, and keeps a line of its manifest for each "
    "file; its workers stay flat"
)
ONE_PROCESS = (
    "all sessions are served by one process of Python, which runs one of them at a time; with 10,000 reports it is the twenty "
    "first questions, each another one and all within some seconds, that the others wait for"
)


@dataclass(frozen=True, slots=True)
class Goal:
    """What is wanted: that the worst of the figures or ratios called `name` in the parts called `part` is at most `most`."""

    words: str
    part: str
    name: str
    most: float
    unit: str = " times"
    why: str = ""

    def reached(self, found: Sequence[Part]) -> list[float]:
        """Return every figure and ratio that the goal is about."""
        parts = [one for one in found if one.title.startswith(self.part)]
        figures = {(one.title, figure.name): figure.median for one in parts for figure in one.figures}
        ratios = {(one.title, name): ratio for one in parts for name, ratio in one.ratios.items()}
        return [value for (_title, name), value in (figures | ratios).items() if re.fullmatch(self.name, name)]


GOALS = (
    Goal("faster than recognizers-text-suite", "Extraction, side by side", "whole way / recognizers", 1),
    Goal("faster than quantulum3", "Extraction, side by side", "whole way / quantulum3", 1, why=DENSE),
    Goal("faster than JioNLP", "Extraction, side by side", "whole way / jionlp", 1),
    Goal("within 8 times the 30-line pattern", "Extraction, side by side", "whole way / 30 lines", 8, why=SPREAD_THIN),
    Goal("time linear in the number of reports", "Growth", "reports: time a character.*", 1.25),
    Goal(
        "time linear in the length of one report",
        "Growth",
        "MB in one report: time a character.*",
        1.25,
        why=LONG,
    ),
    Goal("memory of a batch flat", "Growth", "batch: memory.*", 1.25, why=MASTER),
    Goal("a page opens within 1 s, 1,000 reports", "The pages", "open .*", 1, " s"),
    Goal("a filter answers within 0.5 s, 1,000 reports", "The pages", "filter .*", 0.5, " s"),
    Goal("20 sessions at once: no errors", "The app", ".*errors", 0, ""),
    Goal("20 sessions at once: p95 within 3 times that of one", "The app", "p95 of 20 .*", 3, why=ONE_PROCESS),
)


def told(found: Sequence[Part]) -> Iterator[str]:
    """Yield the lines of the page's table of goals, those that `found` says nothing of left out."""
    yield from ("## The goals", "", "| goal | best to worst | |", "| --- | ---: | --- |")
    for goal in GOALS:
        if values := goal.reached(found):
            least, most = (f"{value:.3g}{goal.unit}" for value in (min(values), max(values)))
            holds = "holds" if max(values) <= goal.most else f"**missed**: {goal.why}" if goal.why else "**missed**"
            yield f"| {goal.words} | {most if least == most else f'{least} to {most}'} | {holds} |"
