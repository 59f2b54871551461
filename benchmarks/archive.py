"""A data set of a million metrics on the page 档案库, in a real browser.

usage: python benchmarks/archive.py [--metrics N] [--runs N]

From the click to the frame with the answer: the first paint, a filter, a page, a sort, the words of a row, a whole report.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from browser import answered, browsing, clicked, painted, serving, visitor
from datasets import METRICS, generated
from measuring import CLOCK_TOLERANCE, Part, program, reading
from playwright.sync_api import Browser, Page, TimeoutError  # noqa: A004

NAME = "generated"
# What tells that the list is another one: the counts, the rows' numbers, the words of the chosen row.
SHOWN = '[data-testid="stCaptionContainer"], .evidence'
GRID = '[data-testid="stDataFrame"]'
PAGES = '[data-testid="stPagination"] button'
ROW_PIXELS = 31


def measure(metrics: int = METRICS, runs: int = 5) -> Part:
    """Return the seconds of each thing that a visitor does."""
    part = Part("A data set in the app", "python benchmarks/archive.py", tolerance=CLOCK_TOLERANCE)
    yardstick = reading()
    found: dict[str, list[float]] = {}
    with TemporaryDirectory() as folder:
        rows = generated(Path(folder) / NAME, metrics)
        with serving(Path(folder)) as (address, _process), browsing() as browser:
            for run in range(runs + 1):
                for name, taken in _visit(browser, address).items():
                    if run:
                        found.setdefault(name, []).append(taken)
    for name, values in found.items():
        part.add(name, "s", values)
    part.compare(yardstick, "reading the sample")
    part.remarks.append(f"{rows:,} metrics; the first visit after a start is left out.")
    return part


def _visit(browser: Browser, address: str) -> dict[str, float]:
    """Return the seconds of each step of a new session."""
    with visitor(browser, f"{address}/archive?d={NAME}") as page:
        found = {"first paint": painted(page, ".evidence")}
        page.locator(f"{GRID} canvas").first.wait_for()
        page.wait_for_timeout(1_000)
        for name, place in (
            ("filter by level", page.get_by_role("button", name="市 ")),
            ("filter by role", page.get_by_role("button", name="目标值 ")),
            ("another page", page.locator(PAGES, has_text="3").first),
            ("the last page", page.locator(PAGES).nth(-2)),
        ):
            found[name] = clicked(page, SHOWN, place)
        # Before the sort: the largest figures are those of many copies of one report, all with the same words.
        found["the words of a row"] = _row(page)
        page.get_by_role("combobox", name="排序").click()
        found["sort by value"] = clicked(page, SHOWN, page.get_by_role("option", name="同单位从大到小"))
        found["a whole report"] = clicked(page, ".reader .text", page.get_by_role("link", name="看整篇报告"))
    return found


def _row(page: Page) -> float:
    """Return the seconds from a click on another row to its words."""
    grid = page.locator(GRID)
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None  # noqa: S101  (it has been seen)
    for row in range(3, 20):
        place = (box["x"] + 250, box["y"] + ROW_PIXELS * row + ROW_PIXELS / 2)
        try:
            return answered(page, ".evidence", lambda place=place: page.mouse.click(*place), patience=2_000)  # type: ignore[misc]
        except TimeoutError:  # the same words in the next report
            continue
    raise RuntimeError("no row has other words")


if __name__ == "__main__":
    program(__doc__, measure)
