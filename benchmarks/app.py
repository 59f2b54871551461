"""How soon the app answers with more and more reports in its library, to one visitor and to many at once.

usage: python benchmarks/app.py [--reports N ...] [--visitors N] [--runs N]

For each size a library is filled with generated reports, in compilations of a thousand, and served. What one visitor does
is timed in a real browser, from the click to the frame with the answer. Many at once speak to the server as a browser does,
over its WebSocket, and think for some seconds between two pages: two dozen browsers on one machine would measure themselves.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from generate import compilation
from measuring import Part
from pages import LEVEL, READY, WORDS, chromium, started, timed
from playwright.sync_api import Browser, Page, sync_playwright
from sessions import Session, Step, alone, share, together

import guoban
from guoban.library import Library
from guoban.library.engine import sqlite_url

LARGEST = 1_000
REPORTS, VISITORS, ROUNDS = (15, 1_000, 10_000), 20, 3
GOAL = 3.0
QUERY = "项目"
WIDE = {"width": 1366, "height": 860}


def measure(
    reports: Sequence[int] = REPORTS, visitors: int = VISITORS, rounds: int = ROUNDS, runs: int = 5
) -> list[Part]:
    """Return what was found for a library of each size of `reports`."""
    return [_with(count, visitors, rounds, runs) for count in reports]


def _with(count: int, visitors: int, rounds: int, runs: int) -> Part:
    part = Part(f"The app with {count:,} reports", f"python benchmarks/app.py --reports {count}")
    with TemporaryDirectory() as folder:
        newest = fill(Path(folder), count)
        with started(Path(folder)) as (address, process):
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium())
                part.add("first paint, the first visit after a start", "s", [first_paint(browser, address)])
                for name, taken in one_visitor(browser, address, newest, runs).items():
                    part.add(name, "s", taken)
                browser.close()
            many(part, (address, process), steps(newest), visitors, rounds)
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


def first_paint(browser: Browser, address: str) -> float:
    """Return the seconds from the address to the overview, in a session of its own."""
    page = browser.new_context(viewport=WIDE).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(300_000)
    page.goto(address)
    taken = page.wait_for_function(READY, arg=["", ".lead"], polling="raf").json_value()
    page.context.close()
    return float(taken) / 1_000


def one_visitor(browser: Browser, address: str, newest: str, runs: int) -> dict[str, list[float]]:
    """Return the seconds of each thing that one visitor does, `runs` times."""
    found: dict[str, list[float]] = {}
    for _run in range(runs):
        found.setdefault("first paint", []).append(first_paint(browser, address))
        page = browser.new_context(viewport=WIDE, accept_downloads=True).new_page()  # type: ignore[arg-type]
        page.set_default_timeout(300_000)
        page.goto(f"{address}/?c={newest}")
        page.locator(".lead").wait_for()
        page.wait_for_timeout(2_000)
        for name, seconds in _walk(page):
            found.setdefault(name, []).append(seconds)
        page.context.close()
    return found


def _walk(page: Page) -> list[tuple[str, float]]:
    def link(name: str) -> float:
        wanted = {"全文": ".reader .text", "指标": ".evidence", "搜索": ".empty"}[name]
        return timed(page, wanted, page.get_by_role("link", name=name, exact=True)) / 1_000

    def search() -> None:
        page.get_by_placeholder("多个词用空格隔开").press("Enter")

    found = [("filter by level", timed(page, ".overview", page.get_by_role("button", name=LEVEL)) / 1_000)]
    timed(page, ".overview", page.get_by_role("button", name=LEVEL))
    found += [
        ("open the full text", link("全文")),
        ("open the metrics", link("指标")),
        ("export as CSV", _export(page)),
    ]
    link("搜索")
    page.get_by_placeholder("多个词用空格隔开").fill(QUERY)
    return [*found, ("search", _until(page, ".found", search))]


def _until(page: Page, wanted: str, act: Callable[[], None]) -> float:
    """Return the seconds from `act` until what is `wanted` shows other words and nothing runs."""
    before, begun = page.evaluate(WORDS, wanted), page.evaluate("performance.now()")
    act()
    ended = page.wait_for_function(READY, arg=[before, wanted], polling="raf").json_value()
    return float(ended - begun) / 1_000


def _export(page: Page) -> float:
    page.get_by_role("button", name="导出").click()
    page.wait_for_timeout(500)
    begun = time.perf_counter()
    with page.expect_download():
        page.get_by_role("button", name="CSV", exact=True).click()
    taken = time.perf_counter() - begun
    page.keyboard.press("Escape")
    return taken


def steps(newest: str) -> list[Step]:
    """Return what a visitor looks at."""
    own = {"c": newest}
    return [
        Step("overview", "", own),
        Step("targets", "metrics", own | {"role": "target"}),
        Step("growth", "metrics", own | {"measure": "growth"}),
        Step("behind", "progress", own | {"status": "behind"}),
        Step("department", "departments", own),
        Step("full text", "text", own),
        Step("search", "search", own | {"q": QUERY}),
    ]


def many(part: Part, server: tuple[str, int], walk: Sequence[Step], visitors: int, rounds: int) -> None:
    """Add to `part` what is found with many sessions: memory for each, how long they wait, errors.

    `server` is the address of the app and its process.
    """
    address, process = server
    alone(address, walk, 1)  # what is made once for all is made by now
    one = alone(address, walk, rounds)
    part.add("one session: a page", "s", one, f"p95 {share(one, 0.95):.2f} s")
    before = psutil.Process(process).memory_info().rss
    opened = [Session(address) for _visitor in range(visitors)]
    for session in opened:
        for step in (Step("arrive", ""), *walk[:2]):
            session.go(step)
    grown = psutil.Process(process).memory_info().rss - before
    part.add("memory for a session", "MB", [grown / visitors / 2**20])
    for session in opened:
        session.close()
    taken, problems = together(address, walk, visitors, rounds)
    part.add(f"{visitors} sessions at once: a page", "s", taken or [0.0], f"p95 {share(taken or [0.0], 0.95):.2f} s")
    part.add(f"{visitors} sessions at once: errors", "", [len(problems)])
    part.remarks += sorted(set(problems))
    part.ratios[f"p95 of {visitors} sessions / of one"] = share(taken or [0.0], 0.95) / share(one, 0.95)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, nargs="+", default=list(REPORTS))
    parser.add_argument("--visitors", type=int, default=VISITORS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    for part in measure(options.reports, options.visitors, options.rounds, options.runs):
        print(part.title)
        for one in part.figures:
            print(f"{one.median:9.3f} {one.unit:<3} {one.name}  ({one.least:.3f} to {one.most:.3f}) {one.note}")
        print(*(f"{ratio:9.2f} {name}" for name, ratio in part.ratios.items()), *part.remarks, sep="\n")


if __name__ == "__main__":
    main()
