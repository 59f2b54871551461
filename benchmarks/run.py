"""Runs every benchmark and writes docs/performance.md, with the words of benchmarks/tried.md at its end.

usage: python benchmarks/run.py [--quick] [--only PART ...] [--others PYTHON] [--json FILE] [--page FILE]

The machine should be quiet; all of it takes about an hour. `--quick` takes small sizes and few runs, to see that
everything works: its figures mean little, and go nowhere but where `--json` and `--page` say. `--others` names the Python
of an environment with benchmarks/requirements.txt; without it one is made in a temporary folder.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import app
import archive
import datasets
import growth
import imports
import side_by_side
import start
from generate import compilation
from measuring import ROOT, SAMPLE, Figure, Part, machine

import library

PAGE = ROOT / "docs" / "performance.md"
JSON = ROOT / "benchmarks" / "latest.json"
TRIED = ROOT / "benchmarks" / "tried.md"
HEAD = """\
# How fast it is

Written by `python benchmarks/run.py`; each table names the command that measures it alone. Figures are the median of
the runs, with the least and the most of them. `python benchmarks/compare.py` sets the ratios of a new run beside the
recorded ones and says what became slower.
"""


def parts(*, quick: bool, others: Path, texts: Sequence[Path]) -> dict[str, Callable[[], Sequence[Part]]]:
    """Return the benchmarks by name."""
    runs = 2 if quick else 7

    def extraction() -> list[Part]:
        sources = {SAMPLE.name: SAMPLE.read_text(encoding="utf-8")}
        sources |= {path.name: path.read_text(encoding="utf-8") for path in texts}
        sources["a generated compilation"] = compilation(15 if quick else 1_000)
        found = []
        for name, text in sources.items():
            part = side_by_side.measure(text, runs, others, 3 if quick else 60)
            part.title += f": {name}"
            found.append(part)
        return found

    if quick:
        return {
            "extraction": extraction,
            "growth": lambda: [growth.measure((1, 60), (0.3, 0.6), (10, 20))],
            "start": lambda: [start.measure(2)],
            "datasets": lambda: [datasets.measure(20_000, 2)],
            "archive": lambda: [archive.measure(20_000, 1)],
            "imports": lambda: [imports.measure((30,), 2)],
            "library": lambda: [library.measure(15, 2, reviewed=20)],
            "app": lambda: app.measure((15,), visitors=3, rounds=1, runs=1),
        }
    return {
        "extraction": extraction,
        "growth": lambda: [growth.measure(growth.REPORTS, growth.MEGABYTES, growth.BATCH, runs=3)],
        "start": lambda: [start.measure(runs)],
        "datasets": lambda: [datasets.measure(1_000_000, runs)],
        "archive": lambda: [archive.measure(1_000_000, runs)],
        "imports": lambda: [imports.measure((150, 1_500), 3)],
        "library": lambda: [library.measure(1_000, runs)],
        "app": app.measure,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", metavar="PART")
    parser.add_argument("--others", type=Path)
    parser.add_argument("--text", type=Path, action="append", default=[], help="a further text to extract from")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--page", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        others = options.others or environment(Path(folder))
        found = []
        for name, work in parts(quick=options.quick, others=others, texts=options.text).items():
            if not options.only or name in options.only:
                print(f"{name} …", file=sys.stderr, flush=True)
                found += work()
    run = {
        "machine": machine(),
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "parts": [one.as_json() for one in found],
    }
    told = page(found, run["machine"], str(run["at"]))
    whole = not options.quick and not options.only
    for path, words in (
        (options.json or (JSON if whole else None), json.dumps(run, ensure_ascii=False, indent=1)),
        (options.page or (PAGE if whole else None), told),
    ):
        if path:
            path.write_text(words if words.endswith("\n") else words + "\n", encoding="utf-8")
    print(told)


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


def shown(value: float) -> str:
    """Return `value` to three digits, and whole where it is large."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    main()
