"""How soon something is there: the package, its reader, the command line's first words, the app's first page.

usage: python benchmarks/start.py [--runs N]

Each run is a fresh process, timed by the clock, beside one of Python that does nothing. The app starts over a library of
its own, into which it puts the sample; its first page is timed in a real browser that is open already.
"""

import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from browser import browsing, painted, serving, visitor
from measuring import CLOCK_TOLERANCE, SAMPLE, Part, program, seconds

STARTS = {
    "Python, doing nothing": ["-c", "pass"],
    "import guoban": ["-c", "import guoban"],
    "import guoban, its reader loaded": ["-c", "import guoban; guoban.read"],
    "guoban --help": ["-m", "guoban", "--help"],
    "guoban batch --help": ["-m", "guoban", "batch", "--help"],
    "the sample read": ["-c", f"import guoban; guoban.read({str(SAMPLE)!r})"],
}


def measure(runs: int = 7) -> Part:
    """Return how long each start takes, and as ratios its beside Python's own."""
    part = Part("Start", "python benchmarks/start.py", tolerance=CLOCK_TOLERANCE)
    for name, command in STARTS.items():
        work = partial(subprocess.run, [sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
        work()
        part.add(name, "s", seconds(work, runs, time.perf_counter))
    part.add("the app, from its start to its first page", "s", [_first_page() for _run in range(runs)])
    nothing = part.figures.pop(0)
    part.compare(nothing.median, nothing.name)
    part.figures.insert(0, nothing)
    return part


def _first_page() -> float:
    """Return the seconds from the start of the server to the overview of the sample."""
    with browsing() as browser, TemporaryDirectory() as folder:
        begun = time.perf_counter()
        with serving(Path(folder)) as (address, _process), visitor(browser, address) as page:
            painted(page, ".lead")
            return time.perf_counter() - begun


if __name__ == "__main__":
    program(__doc__, measure)
