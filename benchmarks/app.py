"""How soon the app answers with more and more reports in its library, to one visitor and to many at once.

usage: python benchmarks/app.py [--reports N ...] [--visitors N] [--rounds N] [--runs N]

For each size a library is filled with generated reports, in compilations of a thousand, and served. What one visitor does
is timed in a real browser, from the click to the frame with the answer. Many at once speak to the server as a browser does,
over its WebSocket, and think for some seconds between two pages: two dozen browsers on one machine would measure themselves.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from browser import LEVEL, answered, browsing, clicked, painted, serving, visitor
from generate import compilation
from measuring import CLOCK_TOLERANCE, Part, program, reading
from playwright.sync_api import Browser, Page
from sessions import Session, Step, alone, share, together

import guoban
from guoban.library import Library
from guoban.library.engine import sqlite_url

LARGEST = 1_000
REPORTS, VISITORS, ROUNDS, RUNS = (15, 1_000, 10_000), 20, 3, 3
GOAL = 3.0
# Another one for each search: the same words again are answered without looking.
WORDS = (
    "项目", "投资", "企业", "建设", "服务", "完成", "发展", "全县", "同比", "资金",
    "工程", "农村", "培训", "整治", "排查", "水利", "学校", "道路", "安全", "改造",
)  # fmt: skip
OVERVIEW, SEARCH = ".lead", "search"


def measure(
    reports: Sequence[int] = REPORTS, visitors: int = VISITORS, rounds: int = ROUNDS, runs: int = RUNS
) -> list[Part]:
    """Return what was found for a library of each size of `reports`."""
    return [_with(count, visitors, rounds, runs) for count in reports]


def _with(count: int, visitors: int, rounds: int, runs: int) -> Part:
    part = Part(
        f"The app with {count:,} reports", f"python benchmarks/app.py --reports {count}", tolerance=CLOCK_TOLERANCE
    )
    yardstick = reading()
    with TemporaryDirectory() as folder:
        newest = fill(Path(folder), count)
        with serving(Path(folder)) as (address, process):
            with browsing() as browser:
                part.add("first paint, the first visit after a start", "s", [_first_paint(browser, address)])
                # Before anything large is made: room that is free again would hide what a session takes.
                part.add("memory for a session", "MB", [_memory(address, process, steps(newest, WORDS[0]), visitors)])
                for name, taken in _one_visitor(browser, address, newest, runs).items():
                    part.add(name, "s", taken)
            part.compare(yardstick, "reading the sample")
            many(part, address, newest, visitors, rounds)
            part.add("memory of the server in the end", "MB", [psutil.Process(process).memory_info().rss / 2**20])
    part.remarks.append(
        f"Compilations of {min(count, LARGEST):,} reports of about 1,500 characters; one of them is open. "
        f"The goal: with {visitors} sessions the p95 is within {GOAL:g} times that of one, without errors."
    )
    return part


def fill(folder: Path, reports: int) -> str:
    """Fill the library in `folder` and return the identifier of the last compilation."""
    library = Library(sqlite_url(folder / "library.db"))
    newest = ""
    for first in range(0, reports, LARGEST):
        text = compilation(min(LARGEST, reports - first), seed=first + 1)
        newest = library.add(guoban.read(text.encode(), name=f"{first}.txt")).id
    library.close()
    return newest


def _first_paint(browser: Browser, address: str) -> float:
    """Return the seconds from the address to the overview, in a session of its own."""
    with visitor(browser, address) as page:
        return painted(page, OVERVIEW)


def _one_visitor(browser: Browser, address: str, newest: str, runs: int) -> dict[str, list[float]]:
    """Return the seconds of each thing that one visitor does, `runs` times."""
    found: dict[str, list[float]] = {}
    for run in range(runs):
        found.setdefault("first paint", []).append(_first_paint(browser, address))
        with visitor(browser, f"{address}/?c={newest}") as page:
            painted(page, OVERVIEW)
            page.wait_for_timeout(2_000)
            for name, seconds in _walk(page, WORDS[run % len(WORDS)]).items():
                found.setdefault(name, []).append(seconds)
    return found


def _walk(page: Page, query: str) -> dict[str, float]:
    def link(name: str, wanted: str) -> float:
        return clicked(page, wanted, page.get_by_role("link", name=name, exact=True))

    level, words = page.get_by_role("button", name=LEVEL), page.get_by_placeholder("多个词用空格隔开")
    found = {"filter by level": clicked(page, ".overview", level)}
    clicked(page, ".overview", level)
    found["open the full text"] = link("全文", ".reader .text")
    found["open the metrics"] = link("指标", ".evidence")
    found["export as CSV"] = _export(page)
    link("搜索", ".empty")
    words.fill(query)
    found["search"] = answered(page, ".found", lambda: words.press("Enter"))
    return found


def _export(page: Page) -> float:
    page.get_by_role("button", name="导出").click()
    page.wait_for_timeout(500)
    begun = time.perf_counter()
    with page.expect_download() as told:
        page.get_by_role("button", name="CSV", exact=True).click()
    told.value.path()
    taken = time.perf_counter() - begun
    page.keyboard.press("Escape")
    return taken


def steps(newest: str, query: str) -> list[Step]:
    """Return what a visitor looks at."""
    own = {"c": newest}
    return [
        Step("overview", "", own),
        Step("targets", "metrics", own | {"role": "target"}),
        Step("growth", "metrics", own | {"measure": "growth"}),
        Step("behind", "progress", own | {"status": "behind"}),
        Step("department", "departments", own),
        Step("full text", "text", own),
        Step(SEARCH, "search", own | {"q": query}),
    ]


def _memory(address: str, process: int, walk: Sequence[Step], visitors: int) -> float:
    """Return the megabytes that each of so many sessions takes in `process`, when what all share is made."""
    alone(address, walk)
    before = psutil.Process(process).memory_info().rss
    opened = [Session(address) for _visitor in range(visitors)]
    for session in opened:
        for step in (Step("arrive", ""), *walk):
            session.go(step)
    grown = psutil.Process(process).memory_info().rss - before
    for session in opened:
        session.close()
    return float(grown) / visitors / 2**20


def many(part: Part, address: str, newest: str, visitors: int, rounds: int) -> None:
    """Add to `part` how long one session waits for a page, and each of many at once, and what goes wrong.

    Each visitor searches for words of its own, and again for the same ones in the next round.
    """
    walks = [steps(newest, _question(number)) * rounds for number in range(visitors + 1)]
    one = [seconds for _name, seconds in alone(address, walks.pop())]
    part.add("one session: a page", "s", one, f"p95 {share(one, 0.95):.2f} s")
    found, problems = together(address, walks)
    taken = [seconds for _name, seconds in found] or [0.0]
    late, title = share(taken, 0.95), f"{visitors} sessions at once"
    part.add(f"{title}: a page", "s", taken, f"p95 {late:.2f} s")
    part.add(f"{title}: a search", "s", [seconds for name, seconds in found if name == SEARCH] or [0.0])
    part.add(f"{title}: errors", "", [len(problems)])
    part.remarks += sorted(set(problems))
    part.ratios[f"p95 of {visitors} sessions / of one"] = late / share(one, 0.95)


def _question(number: int) -> str:
    """Return two words, for each of some hundred visitors others."""
    apart = 1 + number // len(WORDS)
    return f"{WORDS[number % len(WORDS)]} {WORDS[(number + apart) % len(WORDS)]}"


if __name__ == "__main__":
    program(__doc__, measure)
