"""A real server on a free port, and a real browser. Where no browser can be had the tests fail: they do not skip."""

import sys
from contextlib import contextmanager
from pathlib import Path

import compilation
import pytest
from playwright.sync_api import expect, sync_playwright
from visitor import take_in

sys.path.append(str(Path(__file__).parents[2] / "scripts"))
from serving import chromium, serving

PATIENCE = 60_000  # ms: a first visit after a start paints late
expect.set_options(timeout=30_000)
WIDE = {"width": 1366, "height": 860}


@pytest.fixture(scope="session")
def server_folder(tmp_path_factory):
    """The folder of the server of these tests; its library and its data sets are in `data` there."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="session")
def server(server_folder):
    """The address of the app, served for these tests."""
    with served(server_folder) as address:
        yield address


@pytest.fixture(scope="session")
def server_on_postgresql(tmp_path_factory, postgresql):
    """The address of the app over a library in PostgreSQL."""
    with served(tmp_path_factory.mktemp("server"), GUOBAN_DATABASE_URL=postgresql()) as address:
        yield address


@contextmanager
def served(folder, **environment):
    """Serve the app with its data in `folder`; yield its address. What it says is to tell of no failure."""
    log = folder / "log.txt"
    with serving(folder / "data", log, **environment) as (address, _process):
        yield address
    told = log.read_text(encoding="utf-8", errors="replace")
    # Streamlit traces a browser that is closed in the middle of an upload, which one of the tests does.
    assert told.count("Traceback") == told.count("starlette.requests.ClientDisconnect"), told[-3000:]


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium())
        yield started
        started.close()


@pytest.fixture
def visit(browser, server):
    """Open an address of the app in a new context: a new session, as somebody who was sent a link."""
    with visiting(browser, server) as open_page:
        yield open_page


@pytest.fixture(params=["server", "server_on_postgresql"], ids=["sqlite", "postgresql"])
def visit_each(request, browser):
    """The same as `visit`, once for each database that a library can lie in."""
    with visiting(browser, request.getfixturevalue(request.param)) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def given():
    """The name and the bytes of the file that the tests of a module are about."""
    return compilation.NAME, compilation.TEXT.encode("gb18030")


@pytest.fixture(scope="module")
def taken_in(browser, server, given):
    """The identifier of the compilation of a module, brought in through the browser."""
    page = browser.new_page(viewport=WIDE)
    page.set_default_timeout(PATIENCE)
    page.goto(f"{server}/import")
    identifier = take_in(page, *given)
    page.close()
    return identifier


@contextmanager
def visiting(browser, server):
    contexts, problems = [], []

    def open_page(path="", **options):
        context = browser.new_context(viewport=WIDE, accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{server}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []
