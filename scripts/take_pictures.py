#!/usr/bin/env python3
"""Take the pictures of docs/pictures: every page with the sample, in Chinese and in English.

Run by `make pictures`; needs the browser that `make test` sets up. The library is one of its own, with the sample and
a compilation of the year before, made from it, so that there is something to compare. The page 档案库, which shows where
there is a data set, has a server of its own, with both texts as one.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright
from serving import ROOT, chromium, serving

from guoban import read
from guoban.library import Library

FOLDER = ROOT / "docs" / "pictures"
SAMPLE = ROOT / "data" / "sample-2024h1.txt"
# A page's script, and how it is asked for. What has no script is passed over.
PAGES = {
    "overview": "?",
    "departments": "departments?",
    "metrics": "metrics?measure=growth&",
    "progress": "progress?",
    "text": "text?",
    "compare": "compare?of={before}&of={sample}&",
    "search": "search?q=固定资产投资&",
    "library": "library?",
    "review": "review?",
    "import": "import?",
}
ARCHIVE = {"archive": "archive?"}
LANGUAGES = ("zh", "en")
SIZE: ViewportSize = {"width": 1366, "height": 860}
COLOURS = 128
LAST_YEAR = 0.93
FIGURE = r"(?<![\d.])\d{2,}(\.\d+)?(?=[亿万个项家户处座人件公亩辆吨])"
SETTLE = 4000  # ms: grids and components paint late after a start
MENU = {"zh": "总览", "en": "Overview"}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ.pop("GUOBAN_DATABASE_URL", None)
    with library_folder() as data:
        os.environ["GUOBAN_DATA"] = data
        before, sample = fill()
        with serving(Path(data), LOGNAME="guoban") as (address, _process):
            take_all(address, PAGES, before, sample)
        with serving(Path(data), LOGNAME="guoban", GUOBAN_DATASETS=str(data_set(Path(data)))) as (address, _process):
            take_all(address, ARCHIVE, before, sample)


@contextmanager
def library_folder() -> Iterator[str]:
    """Yield an empty folder whose name, which a picture shows, is always the same."""
    folder = Path(tempfile.gettempdir()) / "guoban"
    if folder.exists():
        sys.exit(f"{folder} is there already: move it away")
    folder.mkdir()
    try:
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def fill() -> tuple[str, str]:
    """Put the sample and one of the year before into the library, and return both identifiers, the sample's last."""
    library = Library()
    before = year_before(SAMPLE.read_text(encoding="utf-8"))
    added = library.add(read(before.encode(), name="sample-2023h1.txt")).id, library.add(read(SAMPLE)).id
    library.close()
    return added


def year_before(text: str) -> str:
    """Return `text` with every year one less and most figures some less."""
    dated = re.sub(r"20\d\d(?=年)", lambda found: str(int(found[0]) - 1), text)
    return re.sub(FIGURE, lambda found: f"{float(found[0]) * LAST_YEAR:.{len(found[1] or '.') - 1}f}", dated)


def data_set(folder: Path) -> Path:
    """Make a data set of both texts in `folder` and return where it lies."""
    earlier, out = folder / "sample-2023h1.txt", folder / "archive"
    earlier.write_text(year_before(SAMPLE.read_text(encoding="utf-8")), encoding="utf-8")
    command = [sys.executable, "-m", "guoban", "batch", str(SAMPLE), str(earlier), "--out", str(out), "--workers", "1"]
    subprocess.run(command, check=True, capture_output=True)
    return out


def take_all(server: str, pages: Mapping[str, str], before: str, sample: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        for language in LANGUAGES:
            page = browser.new_context(viewport=SIZE, device_scale_factor=1).new_page()
            for name, path in pages.items():
                if (ROOT / "pages" / f"{name}.py").is_file():
                    asked = f"{path.format(before=before, sample=sample)}c={sample}&lang={language}"
                    take(page, f"{server}/{asked}", language, FOLDER / f"{name}-{language}.png")
        browser.close()


def take(page: Page, address: str, language: str, file: Path) -> None:
    page.goto(address)
    page.get_by_role("link", name=MENU[language]).first.wait_for()
    page.wait_for_timeout(SETTLE)
    Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        file, optimize=True
    )
    print(file.relative_to(ROOT))


if __name__ == "__main__":
    main()
