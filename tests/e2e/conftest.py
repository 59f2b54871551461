"""A real server on a free port, and a real browser. Where no browser can be had the tests fail: they do not skip."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
START_SECONDS = 90
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
    with serving(server_folder) as address:
        yield address


@pytest.fixture(scope="session")
def server_on_postgresql(tmp_path_factory, postgresql):
    """The address of the app over a library in PostgreSQL."""
    with serving(tmp_path_factory.mktemp("server"), GUOBAN_DATABASE_URL=postgresql()) as address:
        yield address


@contextmanager
def serving(folder, **environment):
    """Serve the app with its data in `folder`; yield its address."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "log.txt"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    variables = {**apart(folder), **environment}
    with log.open("wb") as written:
        process = subprocess.Popen(command, cwd=ROOT, stdout=written, stderr=subprocess.STDOUT, env=variables)
        try:
            wait_until_served(port, process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
    told = log.read_text(encoding="utf-8", errors="replace")
    # Streamlit traces a browser that is closed in the middle of an upload, which one of the tests does.
    assert told.count("Traceback") == told.count("starlette.requests.ClientDisconnect"), told[-3000:]


def apart(folder):
    """Return the environment of a server whose library lies in `folder`."""
    kept = {name: value for name, value in os.environ.items() if name != "GUOBAN_DATABASE_URL"}
    return {**kept, "GUOBAN_DATA": str(folder / "data")}


def wait_until_served(port, process, log):
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"the app did not start: {log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("GUOBAN_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        pytest.fail("no Chromium was found: install one, or name it in GUOBAN_CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path)
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
