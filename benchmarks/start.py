"""How soon something is there: the package, its reader, the command line's first words.

usage: python benchmarks/start.py [--runs N]

Each run is a fresh process, timed by the clock, beside one of Python that does nothing.
"""

import argparse
import subprocess
import sys
import time

from measuring import SAMPLE, Part, seconds

STARTS = {
    "Python, doing nothing": ["-c", "pass"],
    "import guoban": ["-c", "import guoban"],
    "import guoban, its reader loaded": ["-c", "import guoban; guoban.read"],
    "guoban --help": ["-m", "guoban", "--help"],
    "guoban batch --help": ["-m", "guoban", "batch", "--help"],
    "the sample read": ["-c", f"import guoban; guoban.read({str(SAMPLE)!r})"],
}


def measure(runs: int) -> Part:
    """Return how long each start takes, and as ratios its beside Python's own."""
    part = Part("Start", "python benchmarks/start.py")
    for name, arguments in STARTS.items():
        command = [sys.executable, *arguments]
        work = lambda command=command: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: E731
        work()
        part.add(name, "s", seconds(work, runs, time.perf_counter))
    nothing = part.figures[0].median
    part.ratios = {f"{one.name} / Python": one.median / nothing for one in part.figures[1:]}
    return part


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    for one in measure(parser.parse_args().runs).figures:
        print(f"{one.median:8.3f} s  {one.name}  ({one.least:.3f} to {one.most:.3f})")


if __name__ == "__main__":
    main()
