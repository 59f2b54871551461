"""How soon a page opens and answers a filter with a thousand reports open, in a real browser.

    .venv/bin/python benchmarks/pages.py [--reports 1000] [--rounds 3] [--address http://127.0.0.1:8501]

Makes a compilation out of the sample, each report again under other names, brings it into a library of its own on the
page 导入 and prints
for each step the median and the slowest of the rounds, from the click to the first frame in which the page shows its
answer and no script runs. Without `--address` it serves the app itself.
"""

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Locator, Page, sync_playwright

import guoban

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample-2024h1.txt"
TITLE = "2024年上半年工作总结和下半年工作打算"
PLACES = tuple(map("".join, product("安宁清平和丰永长", "江河山川湖阳", "县区市")))
OWN_PLACE = re.compile(r"^[^县区市桥汀川]{1,3}[县区市]|^.{2}(?=街道|镇|高新区|水务)|^[县区市]")
START_SECONDS = 90
OPEN_LIMIT, FILTER_LIMIT = 1000, 500

READY = """([before, wanted]) => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (!app || app.dataset.testScriptState !== 'notRunning') return false;
    const roots = [document, ...[...document.querySelectorAll('*')].map(one => one.shadowRoot).filter(Boolean)];
    const words = roots.flatMap(root => [...root.querySelectorAll(wanted)]).map(one => one.innerText).join('\\n');
    return words.length > 0 && words !== before && performance.now();
}"""
WORDS = """wanted => {
    const roots = [document, ...[...document.querySelectorAll('*')].map(one => one.shadowRoot).filter(Boolean)];
    return roots.flatMap(root => [...root.querySelectorAll(wanted)]).map(one => one.innerText).join('\\n');
}"""
# The page's word in the menu, what shows its answer, and a click of its own that changes it.
PAGES = (
    ("总览", ".overview", "text=按部门类型"),
    ("部门", ".profile .phead, .split .list", ".who:nth-child(5)"),
    ("指标", ".evidence", "button:has-text('增速')"),
    ("进度", ".list.keys", "button:has-text('滞后')"),
    ("全文", ".reader .text", "button:has-text('›')"),
)
LEVEL = re.compile(r"^市 [\d,]+$")


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    told.add_argument("--reports", type=int, default=1000)
    told.add_argument("--rounds", type=int, default=3)
    told.add_argument("--address", default="")
    given = told.parse_args()
    with served(given.address) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        page = browser.new_page(viewport={"width": 1366, "height": 860})
        page.set_default_timeout(300_000)
        query = bring_in(page, address, given.reports)
        times: dict[tuple[str, float], list[float]] = {}
        for _round in range(given.rounds):
            page.goto(f"{address}/import?{query}")
            page.get_by_role("link", name="总览", exact=True).wait_for()
            page.wait_for_timeout(2000)
            for step, limit, taken in walk(page):
                times.setdefault((step, limit), []).append(taken)
        browser.close()
    tell(times)


def chromium() -> str:
    """Return the browser's program."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    found = os.environ.get("GUOBAN_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    return found or sys.exit("no Chromium was found: install one, or name it in GUOBAN_CHROMIUM")


def tell(times: dict[tuple[str, float], list[float]]) -> None:
    print(f"{'step':<24}{'median':>8}{'slowest':>9}  limit, ms")
    for (step, limit), taken in times.items():
        late = "  LATE" if statistics.median(taken) > limit else ""
        print(f"{step:<24}{statistics.median(taken):>8.0f}{max(taken):>9.0f}  {limit:.0f}{late}")


def walk(page: Page) -> Iterator[tuple[str, float, float]]:
    """Yield what was done, its limit and how many milliseconds it took."""
    level = page.get_by_role("button", name=LEVEL)
    for name, wanted, own in PAGES:
        yield f"open {name}", OPEN_LIMIT, timed(page, wanted, page.get_by_role("link", name=name, exact=True))
        yield f"click {name}", FILTER_LIMIT, timed(page, wanted, page.locator(own).first)
        if name != "全文":
            yield f"filter {name}", FILTER_LIMIT, timed(page, wanted, level)
            yield f"unfilter {name}", FILTER_LIMIT, timed(page, wanted, level)


def timed(page: Page, wanted: str, place: Locator) -> float:
    """Click and return the milliseconds until what is `wanted` shows other words and nothing runs."""
    place.wait_for()
    before = page.evaluate(WORDS, wanted)
    page.evaluate("addEventListener('click', () => window.clickedAt = performance.now(), {capture: true, once: true})")
    place.click()
    ended = page.wait_for_function(READY, arg=[before, wanted], polling="raf", timeout=20_000).json_value()
    taken = ended - page.evaluate("window.clickedAt")
    page.wait_for_timeout(300)
    return float(taken)


def bring_in(page: Page, address: str, reports: int) -> str:
    """Bring the compilation in and return its part of the address."""
    page.goto(f"{address}/import")
    page.locator('input[type="file"]').set_input_files(
        {"name": f"{reports}篇.txt", "mimeType": "text/plain", "buffer": compilation(reports).encode()}
    )
    page.get_by_role("button", name="确认入库").click()
    page.locator(".lead").wait_for()
    page.wait_for_url(lambda url: "c=" in url)
    return page.url.partition("?")[2]


def compilation(reports: int) -> str:
    """Return the sample's reports, again and again, each under another name."""
    sample = guoban.read(SAMPLE)
    own = [(one.department.name, sample.text[one.body_start : one.end].strip()) for one in sample.outline.reports]
    parts = []
    for place in range(reports):
        name, body = own[place % len(own)]
        other = PLACES[place // len(own) % len(PLACES)] + OWN_PLACE.sub("", name)
        parts.append(f"{place + 1}.{other}{TITLE}\n{body.replace(name, other)}")
    return "\n".join(parts)


@contextmanager
def served(address: str) -> Iterator[str]:
    """Serve the app for as long as it is needed; `address` is one that is served already."""
    if address:
        yield address
        return
    with TemporaryDirectory() as library, started(Path(library)) as (own, _process):
        yield own


@contextmanager
def started(library: Path) -> Iterator[tuple[str, int]]:
    """Serve the app over the library in the folder `library`; yield its address and its process."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    variables = {name: value for name, value in os.environ.items() if name != "GUOBAN_DATABASE_URL"}
    with subprocess.Popen(
        command, cwd=ROOT, env=variables | {"GUOBAN_DATA": str(library)}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        try:
            wait_until_served(port)
            yield f"http://127.0.0.1:{port}", server.pid
        finally:
            server.terminate()


def wait_until_served(port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.3)
    sys.exit("the app did not start")


if __name__ == "__main__":
    main()
