"""What the benchmarks in a real browser share: the app, a visitor, and how long it takes until an answer can be seen."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from measuring import ROOT
from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

sys.path.append(str(ROOT / "scripts"))
from serving import chromium, serving

__all__ = ["LEVEL", "answered", "browsing", "clicked", "painted", "serving", "visitor"]

WIDE: ViewportSize = {"width": 1366, "height": 860}
# The button that filters by the level of a city, with its count.
LEVEL = re.compile(r"^市 [\d,]+$")
PATIENCE = 300_000  # ms
SETTLED = 300  # ms

TEXT = """wanted => {
    const roots = [document, ...[...document.querySelectorAll('*')].map(one => one.shadowRoot).filter(Boolean)];
    return roots.flatMap(root => [...root.querySelectorAll(wanted)]).map(one => one.innerText).join('\\n');
}"""
# The milliseconds of the page at which no script runs and what is wanted shows other words than before.
READY = f"""([before, wanted]) => {{
    const app = document.querySelector('[data-testid="stApp"]');
    if (!app || app.dataset.testScriptState !== 'notRunning') return false;
    const words = ({TEXT})(wanted);
    return words.length > 0 && words !== before && performance.now();
}}"""
CLICK = "addEventListener('click', () => window.clickedAt = performance.now(), {capture: true, once: true})"


@contextmanager
def browsing() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        yield browser
        browser.close()


@contextmanager
def visitor(browser: Browser, address: str) -> Iterator[Page]:
    """Open `address` in a session of its own."""
    context = browser.new_context(viewport=WIDE, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    yield page
    context.close()


def painted(page: Page, wanted: str) -> float:
    """Return the seconds from the opening of `page` until what is `wanted` shows words and nothing runs."""
    return _ready(page, wanted, "", PATIENCE)


def clicked(page: Page, wanted: str, place: Locator) -> float:
    """Click and return the seconds until what is `wanted` shows other words and nothing runs."""
    place.wait_for()
    page.evaluate(CLICK)
    before = page.evaluate(TEXT, wanted)
    place.click()
    ended = _ready(page, wanted, before, PATIENCE)
    page.wait_for_timeout(SETTLED)
    return ended - float(page.evaluate("window.clickedAt")) / 1_000


def answered(page: Page, wanted: str, act: Callable[[], None], patience: float = PATIENCE) -> float:
    """Return the seconds from `act`, which may be a press of a key, until what is `wanted` shows other words."""
    before, begun = page.evaluate(TEXT, wanted), float(page.evaluate("performance.now()")) / 1_000
    act()
    return _ready(page, wanted, before, patience) - begun


def _ready(page: Page, wanted: str, before: str, patience: float) -> float:
    found = page.wait_for_function(READY, arg=[before, wanted], polling="raf", timeout=patience)
    return float(found.json_value()) / 1_000
