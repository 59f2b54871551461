"""How soon each page opens and answers a filter with a thousand reports open, in a real browser.

usage: python benchmarks/pages.py [--reports N] [--runs N]

One compilation of generated reports is brought in on the page 导入. Each step is timed from the click to the first frame
in which the page shows its answer and no script runs; a page is to open within OPEN seconds, a filter within FILTER.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from browser import LEVEL, answered, browsing, clicked, serving, visitor
from generate import compilation
from measuring import CLOCK_TOLERANCE, Part, program, reading
from playwright.sync_api import Page

REPORTS = 1_000
OPEN, FILTER = 1.0, 0.5
# The page's word in the menu, what shows its answer, and a click of its own that changes it.
PAGES = (
    ("总览", ".overview", "text=按部门类型"),
    ("部门", ".profile .phead, .split .list", ".who:nth-child(5)"),
    ("指标", ".evidence", "button:has-text('增速')"),
    ("进度", ".list.keys", "button:has-text('滞后')"),
    ("全文", ".reader .text", "button:has-text('›')"),
)


def measure(reports: int = REPORTS, runs: int = 3) -> Part:
    """Return the seconds of each step with a compilation of so many `reports`."""
    part = Part(
        f"The pages with {reports:,} reports open",
        f"python benchmarks/pages.py --reports {reports}",
        tolerance=CLOCK_TOLERANCE,
    )
    yardstick = reading()
    taken: dict[str, list[float]] = {}
    with TemporaryDirectory() as folder, serving(Path(folder)) as (address, _process), browsing() as browser:
        with visitor(browser, f"{address}/import") as page:
            brought = _bring_in(page, reports)
            query = page.url.partition("?")[2]
        for _run in range(runs):
            with visitor(browser, f"{address}/import?{query}") as page:
                page.get_by_role("link", name="总览", exact=True).wait_for()
                page.wait_for_timeout(2_000)
                for step, seconds in _walk(page):
                    taken.setdefault(step, []).append(seconds)
    for step, values in taken.items():
        part.add(step, "s", values)
    late = [one.name for one in part.figures if one.median > (OPEN if one.name.startswith("open") else FILTER)]
    part.remarks.append(f"The goal: a page opens within {OPEN:g} s, and answers within {FILTER:g} s.")
    part.remarks.append(f"Late: {'、'.join(late)}." if late else "None is late.")
    part.add("bring the file in, from the upload to the overview", "s", [brought])
    part.compare(yardstick, "reading the sample")
    return part


def _bring_in(page: Page, reports: int) -> float:
    """Return the seconds from choosing a file of so many `reports` to the overview, read and confirmed."""
    chooser = page.locator('input[type="file"]')
    chooser.wait_for(state="attached")
    file = {"name": f"{reports}篇.txt", "mimeType": "text/plain", "buffer": compilation(reports).encode()}

    def bring() -> None:
        chooser.set_input_files(file)  # type: ignore[arg-type]
        page.get_by_role("button", name="确认入库").click()

    taken = answered(page, ".lead", bring)
    page.wait_for_url(lambda url: "c=" in url)
    return taken


def _walk(page: Page) -> Iterator[tuple[str, float]]:
    """Yield what was done and how many seconds it took."""
    level = page.get_by_role("button", name=LEVEL)
    for name, wanted, own in PAGES:
        yield f"open {name}", clicked(page, wanted, page.get_by_role("link", name=name, exact=True))
        yield f"click in {name}", clicked(page, wanted, page.locator(own).first)
        if name != "全文":
            yield f"filter {name} by level", clicked(page, wanted, level)
            yield f"take the filter of {name} off", clicked(page, wanted, level)


if __name__ == "__main__":
    program(__doc__, measure)
