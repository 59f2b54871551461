"""A data set of a million metrics on the page 档案库, in a real browser.

usage: python benchmarks/archive.py [--metrics N] [--runs N]

From the click to the frame with the answer: the first paint, a filter, a page, a sort, the words of a row, a whole report.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from datasets import generated
from measuring import Part
from pages import READY, chromium, started, timed
from playwright.sync_api import Browser, Locator, Page, TimeoutError, sync_playwright  # noqa: A004

NAME = "generated"
# What tells that the list is another one: the counts, the rows' numbers, the words of the chosen row.
SHOWN = '[data-testid="stCaptionContainer"], .evidence'
PAGES = '[data-testid="stPagination"] button'
ROW_PIXELS = 31


def measure(metrics: int, runs: int) -> Part:
    """Return the seconds of each thing that a visitor does."""
    part = Part("A data set in the app", "python benchmarks/archive.py")
    with TemporaryDirectory() as folder:
        rows = generated(Path(folder) / NAME, metrics)
        with started(Path(folder)) as (address, _process), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium())
            found: dict[str, list[float]] = {}
            for run in range(runs + 1):
                for name, taken in _visit(browser, address).items():
                    if run:
                        found.setdefault(name, []).append(taken / 1_000)
            browser.close()
    for name, values in found.items():
        part.add(name, "s", values)
    part.remarks.append(f"{rows:,} metrics; the first visit after a start is left out.")
    return part


def _visit(browser: Browser, address: str) -> dict[str, float]:
    """Return the milliseconds of each step of a new session."""
    page = browser.new_context(viewport={"width": 1440, "height": 860}).new_page()
    page.set_default_timeout(120_000)
    page.goto(f"{address}/archive?d={NAME}")
    painted = page.wait_for_function(READY, arg=["", ".evidence"], polling="raf").json_value()
    page.locator('[data-testid="stDataFrame"] canvas').first.wait_for()
    page.wait_for_timeout(1_000)
    found = {"first paint": float(painted)}
    for name, place in (
        ("filter by level", page.get_by_role("button", name="市 ")),
        ("filter by role", page.get_by_role("button", name="目标值 ")),
        ("another page", page.locator(PAGES, has_text="3").first),
        ("the last page", page.locator(PAGES).nth(-2)),
    ):
        found[name] = _timed(page, place)
    page.get_by_role("combobox", name="排序").click()
    found["sort by value"] = _timed(page, page.get_by_role("option", name="同单位从大到小"))
    found["the words of a row"] = _row(page)
    found["a whole report"] = timed(page, ".reader .text", page.get_by_role("link", name="看整篇报告"))
    page.context.close()
    return found


def _timed(page: Page, place: Locator) -> float:
    taken = timed(page, SHOWN, place)
    page.wait_for_timeout(300)
    return taken


def _row(page: Page) -> float:
    """Return the milliseconds from a click on another row to its words."""
    grid = page.locator('[data-testid="stDataFrame"]')
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None  # noqa: S101  (it has been seen)
    words = page.locator(".evidence").inner_text()
    for row in range(3, 20):
        begun = page.evaluate("performance.now()")
        page.mouse.click(box["x"] + 250, box["y"] + ROW_PIXELS * row + ROW_PIXELS / 2)
        try:
            ended = page.wait_for_function(READY, arg=[words, ".evidence"], polling="raf", timeout=2_000).json_value()
        except TimeoutError:  # the same words in the next report
            continue
        return float(ended - begun)
    raise RuntimeError("no row has other words")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--metrics", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    part = measure(options.metrics, options.runs)
    for one in part.figures:
        print(f"{one.median:8.3f} {one.unit}  {one.name}  ({one.least:.3f} to {one.most:.3f})")
    print(*part.remarks, sep="\n")


if __name__ == "__main__":
    main()
