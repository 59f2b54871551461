"""Runs every benchmark and writes docs/performance.md, with the words of benchmarks/tried.md at its end.

usage: python benchmarks/run.py [--quick] [--only PART ...] [--others PYTHON] [--text FILE] [--json FILE] [--page FILE]

The machine should be quiet; all of it takes about 35 minutes. A part has the name of its program. `--quick` takes small
sizes and few runs, to see that everything works: its figures mean little, and go nowhere but where `--json` and `--page`
say. `--others` names the Python of an environment with benchmarks/requirements.txt; without it one is made in a temporary
folder. `--text` names a further text to extract from.
"""

import json
import subprocess
import sys
import tempfile
import time
import traceback
import venv
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import app
import archive
import datasets
import extraction
import goals
import growth
import imports
import pages
import side_by_side
import start
from generate import compilation
from measuring import ROOT, SAMPLE, Figure, Part, arguments, machine, shown

import across
import library

GENERATED = 1_000
PAGE = ROOT / "docs" / "performance.md"
JSON = ROOT / "benchmarks" / "latest.json"
TRIED = ROOT / "benchmarks" / "tried.md"
HEAD = """\
# How fast it is

Written by `python benchmarks/run.py`; each table names the command that measures it alone. Figures are the median of
the runs, with the least and the most of them. `python benchmarks/compare.py` sets the ratios of a new run beside the
recorded ones and says what became slower.
"""
Parts = dict[str, Callable[[], Sequence[Part]]]


def whole(others: Path, texts: Sequence[Path]) -> Parts:
    """Return the benchmarks by name, each at its full size."""
    return {
        "side_by_side": lambda: _side_by_side(texts, GENERATED, others),
        "extraction": lambda: [extraction.measure()],
        "growth": lambda: [growth.measure()],
        "start": lambda: [start.measure()],
        "imports": lambda: [imports.measure()],
        "library": lambda: [library.measure()],
        "across": lambda: [across.measure()],
        "datasets": lambda: [datasets.measure()],
        "archive": lambda: [archive.measure()],
        "pages": lambda: [pages.measure()],
        "app": app.measure,
    }


def quick(others: Path, texts: Sequence[Path]) -> Parts:
    """Return the benchmarks by name, each as small as it can be."""
    return {
        "side_by_side": lambda: _side_by_side(texts, 15, others, runs=2, limit=3),
        "extraction": lambda: [extraction.measure(runs=2)],
        "growth": lambda: [growth.measure((1, 60, 120), (0.3, 0.6), (10, 20), runs=1)],
        "start": lambda: [start.measure(2)],
        "imports": lambda: [imports.measure((30,), 2)],
        "library": lambda: [library.measure(15, 2, reviewed=20)],
        "across": lambda: [across.measure(60, 1)],
        "datasets": lambda: [datasets.measure(20_000, 2)],
        "archive": lambda: [archive.measure(20_000, 1)],
        "pages": lambda: [pages.measure(40, 1)],
        "app": lambda: app.measure((15,), visitors=3, rounds=1, runs=1),
    }


def _side_by_side(
    texts: Sequence[Path], generated: int, others: Path, *, runs: int = 7, limit: float = side_by_side.SECONDS
) -> list[Part]:
    found = [
        side_by_side.measure(path.read_text(encoding="utf-8"), path.name, runs, others, limit)
        for path in (SAMPLE, *texts)
    ]
    name = f"{generated:,} generated reports"
    return [*found, side_by_side.measure(compilation(generated), name, min(runs, 3), others, limit)]


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", metavar="PART", default=[])
    parser.add_argument("--others", type=Path)
    parser.add_argument("--text", type=Path, action="append", default=[])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--page", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(options.others or environment(Path(folder)), options.text, options.only, small=options.quick)
    described, at = machine(), datetime.now(UTC).isoformat(timespec="minutes")
    run = {"machine": described, "at": at, "parts": [one.as_json() for one in found]}
    told = page(found, described, at)
    kept = not options.quick and not options.only
    for path, words in (
        (options.json or (JSON if kept else None), json.dumps(run, ensure_ascii=False, indent=1) + "\n"),
        (options.page or (PAGE if kept else None), told),
    ):
        if path:
            path.write_text(words, encoding="utf-8")
    print(told, end="")


def measured(others: Path, texts: Sequence[Path], only: Sequence[str], *, small: bool) -> list[Part]:
    """Return what the parts found that are named in `only`, or all; tell on standard error how long each takes."""
    every = (quick if small else whole)(others, texts)
    if unknown := set(only) - set(every):
        sys.exit(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(every)}")
    found: list[Part] = []
    for name, work in every.items():
        if not only or name in only:
            print(f"{name} …", file=sys.stderr, flush=True)
            begun = time.monotonic()
            try:
                found += work()
            except Exception as problem:  # noqa: BLE001  (the parts behind it are worth their hour all the same)
                traceback.print_exc()
                found.append(Part(name, f"python benchmarks/{name}.py", remarks=[f"It did not run: {problem!r}"]))
            print(f"{name}: {(time.monotonic() - begun) / 60:.1f} minutes", file=sys.stderr, flush=True)
    return found


def environment(folder: Path) -> Path:
    """Return the Python of a new environment with the public extractors."""
    venv.create(folder / "others", with_pip=True)
    python = folder / "others" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    requirements = Path(__file__).with_name("requirements.txt")
    subprocess.run([python, "-m", "pip", "install", "-q", "-r", requirements], check=True)
    return python


def page(found: Sequence[Part], described: dict[str, str], at: str) -> str:
    """Return the page in docs/ that tells of a run."""
    lines = [HEAD, "| machine | |", "| --- | --- |", f"| measured | {at} |"]
    lines += [f"| {name} | {value} |" for name, value in described.items()]
    lines += ["", *goals.told(found)]
    for part in found:
        lines += ["", f"## {part.title}", "", f"`{part.command}`", ""]
        lines += [*part.remarks, ""] if part.remarks else []
        lines += ["| what | median | least to most | runs | |", "| --- | ---: | ---: | ---: | --- |"]
        lines += [_row(one) for one in part.figures]
        if part.ratios:
            lines += ["", "| ratio (more is worse) | |", "| --- | ---: |"]
            lines += [f"| {name} | {ratio:.2f} |" for name, ratio in part.ratios.items()]
    return "\n".join([*lines, "", TRIED.read_text(encoding="utf-8")])


def _row(one: Figure) -> str:
    return f"| {one.name} | {shown(one.median)} {one.unit} | {shown(one.least)} to {shown(one.most)} | {one.runs} | {one.note} |"


if __name__ == "__main__":
    main()
