#!/usr/bin/env python3
"""Take the pictures of docs/pictures: every page with the sample, in Chinese and in English.

Run by `make pictures`; needs the browser that `make test` sets up.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
PAGES = {"overview": "", "departments": "departments", "metrics": "metrics?measure=growth", "progress": "progress",
         "text": "text", "import": "import"}  # fmt: skip
LANGUAGES = ("zh", "en")
SIZE = {"width": 1440, "height": 900}
START_SECONDS = 90
SETTLE = 4000  # ms: grids and components paint late after a start
MENU = {"zh": "总览", "en": "Overview"}


def main() -> None:
    chromium = os.environ.get("GUOBAN_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("no Chromium was found: install one, or name it in GUOBAN_CHROMIUM")
    FOLDER.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.headless",
        "true",
        "--server.port",
        str(port),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_until_served(port)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium)
                for language in LANGUAGES:
                    page = browser.new_context(viewport=SIZE, device_scale_factor=1).new_page()
                    for name, path in PAGES.items():
                        take(page, f"http://127.0.0.1:{port}/{path}", language, FOLDER / f"{name}-{language}.png")
                browser.close()
        finally:
            server.terminate()


def take(page: Page, address: str, language: str, file: Path) -> None:
    page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
    page.get_by_role("link", name=MENU[language]).first.wait_for()
    page.wait_for_timeout(SETTLE)
    page.screenshot(path=file)
    print(file.relative_to(ROOT))


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
