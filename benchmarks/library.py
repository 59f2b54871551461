"""How quick a library of a thousand reports is to fill, open, search and correct, on SQLite and on PostgreSQL.

usage: python benchmarks/library.py [--reports N] [--runs N] [--postgresql URL]

One compilation of generated reports is added to a new library, opened, searched, and corrected:
a correction is recorded and what is shown with it asked for, as a press of a key in the review does, in a library without
corrections and in one with a thousand. Without `--postgresql`, the address of a server where databases may be made, one
is started, in a folder that is deleted.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from generate import compilation
from imports import NAME, emptied, served
from measuring import CLOCK_TOLERANCE, Part, program, seconds

import guoban
from guoban.compilation import Compilation
from guoban.corrections import Action, Correction, new
from guoban.library import Library
from guoban.library.engine import sqlite_url
from guoban.library.search import SearchFilters

# Everywhere, often, a number, several words, nowhere.
QUERIES = ("的", "项目", "12.5", "招商引资 项目 完成", "龘")
METRICS = SearchFilters(within="metrics")
NARROW = SearchFilters(types=("水利", "教育体育"), roles=("plan",))
REPORTS, REVIEWED = 1_000, 1_000
ACTIONS: tuple[Action, ...] = ("confirm", "confirm", "edit", "reject")


def measure(reports: int = REPORTS, runs: int = 5, postgresql: str = "", reviewed: int = REVIEWED) -> Part:
    """Return what a person waits for in a library of so many `reports`, `reviewed` of whose rows have been reviewed."""
    part = Part(f"A library of {reports:,} reports", "python benchmarks/library.py", tolerance=CLOCK_TOLERANCE)
    begun = time.perf_counter()
    read = guoban.read(compilation(reports).encode(), name="generated.txt")
    reading = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder, served(postgresql) as server:
        for word, url in (("SQLite", sqlite_url(Path(folder) / "library.db")), ("PostgreSQL", server(NAME))):
            empty = lambda url=url: emptied(url, server, Path(folder))  # noqa: E731
            for name, taken in _figures(url, read, runs, reviewed, empty).items():
                part.add(f"{name}, {word}", "s", taken)
    part.compare(reading, "reading the same reports")
    part.remarks.append(f"{len(read.text):,} characters, {len(read.metrics):,} metrics; read in {reading:.1f} s.")
    return part


def _figures(
    url: str, read: Compilation, runs: int, reviewed: int, empty: Callable[[], None]
) -> dict[str, list[float]]:
    """Return the seconds of each step of the work with a library at `url`."""
    found: dict[str, list[float]] = {"add": [], "open": []}
    for _run in range(runs):
        empty()
        library = Library(url)
        found["add"] += seconds(partial(library.add, read), 1, time.perf_counter)
        library.close()
        fresh = Library(url)
        found["open"] += seconds(partial(fresh.corrected, read.id), 1, time.perf_counter)
        fresh.close()
    library = Library(url)
    for query in QUERIES:
        found[f"search {query}"] = [_first_search(url, query) for _run in range(runs)]
        for name, work in _more(library, query).items():
            work()
            found[f"search {query}: {name}"] = seconds(work, runs, time.perf_counter)
    made = iter(_said(read, reviewed + 2 * runs + 2))
    _correct(library, next(made))
    found["correct and show, the first corrections"] = [_correct(library, one) for one in islice(made, runs)]
    library.record(list(islice(made, reviewed)))
    _correct(library, next(made))
    found[_reviewed(reviewed)] = [_correct(library, one) for one in islice(made, runs)]
    library.close()
    return found


def _first_search(url: str, query: str) -> float:
    """Return the seconds until the first page of results, with counts beside all filters, in a program just started."""
    library = Library(url)
    try:
        return seconds(lambda: library.search(query), 1, time.perf_counter)[0]
    finally:
        library.close()


def _more(library: Library, query: str) -> dict[str, Callable[[], object]]:
    """Return what is asked for when a first page has been seen."""
    found: dict[str, Callable[[], object]] = {
        "filtered": lambda: library.search(query, NARROW),
        "among metrics": lambda: library.search(query, METRICS),
    }
    page = library.search(query).page
    if page:
        first = page[0]
        found["next place"] = lambda: library.around(query, first.report_id, first.hits[0].start)
    return found


def _reviewed(count: int) -> str:
    return f"correct and show, beside {count:,} corrections"


def _correct(library: Library, said: Correction) -> float:
    """Record a correction and return how many seconds it takes until what is shown has it."""
    begun = time.perf_counter()
    library.record([said])
    corrected = library.corrected(said.compilation_id)
    taken = time.perf_counter() - begun
    if (corrected.metrics.loc[corrected.metrics["start"] == said.start, "state"] == "auto").any():
        raise RuntimeError(said.id)
    return taken


def _said(read: Compilation, count: int) -> Sequence[Correction]:
    """Return so many corrections, each of another metric, over all reports."""
    if count > len(read.metrics):
        raise ValueError(count)
    step = len(read.metrics) // count
    return [
        new(read, "metric", action, int(row["start"]), int(row["end"]), {"value": 3.0} if action == "edit" else None)
        for place in range(count)
        for row, action in [(read.metrics.iloc[place * step], ACTIONS[place % len(ACTIONS)])]
    ]


if __name__ == "__main__":
    program(__doc__, measure)
