"""What the benchmarks share: runs and their median, figures with their spread, the machine and the versions."""

import argparse
import importlib.metadata
import inspect
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample-2024h1.txt"
# Runs on the same quiet machine differ by some per cent; what is timed by the clock, in a browser or beside others, by more.
TOLERANCE, CLOCK_TOLERANCE = 1.25, 1.6
# Seconds: what takes less differs by chance from run to run.
STEADY = 0.02
# What functools.lru_cache makes of a function.
Remembering = type(lru_cache(len))
LIBRARIES = ("pandas", "pyarrow", "regex", "pandera", "duckdb", "distributed", "streamlit", "sqlalchemy", "psycopg")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure: the median of `runs` runs, the least and the most of them."""

    name: str
    unit: str
    median: float
    least: float
    most: float
    runs: int
    note: str = ""

    @classmethod
    def of(cls, name: str, unit: str, values: Sequence[float], note: str = "") -> "Figure":
        return cls(name, unit, statistics.median(values), min(values), max(values), len(values), note)


@dataclass(slots=True)
class Part:
    """What a benchmark found: figures for a table, and ratios by name, in which more is worse.

    A ratio sets two figures of the same run side by side, so that it can be compared between machines. One that grew by
    more than `tolerance` between two runs has become slower; less may be chance. `beside` are ratios too: what is of no
    interest in itself, seconds beside those of a work that tells how fast the machine is.
    """

    title: str
    command: str
    figures: list[Figure] = field(default_factory=list)
    ratios: dict[str, float] = field(default_factory=dict)
    beside: dict[str, float] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    tolerance: float = TOLERANCE

    def add(self, name: str, unit: str, values: Sequence[float], note: str = "") -> Figure:
        figure = Figure.of(name, unit, values, note)
        self.figures.append(figure)
        return figure

    def compare(self, yardstick: float, name: str) -> None:
        """Set every figure in seconds beside `yardstick`, the seconds of a work that `name` names."""
        for one in self.figures:
            if one.unit == "s" and one.median >= STEADY:
                self.beside[f"{one.name} / {name}"] = one.median / yardstick

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def arguments(told: str | None) -> argparse.ArgumentParser:
    """Return a parser of a program's arguments, whose docstring is `told`."""
    return argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)


def program(told: str | None, measure: Callable[..., Part | Sequence[Part]]) -> None:
    """Run `measure` with the options of the command line, which are its parameters, and print what it found."""
    parser = arguments(told)
    for name, one in inspect.signature(measure).parameters.items():
        several = isinstance(one.default, tuple)
        kind = type(one.default[0] if several else one.default)
        parser.add_argument(f"--{name}", type=kind, nargs="+" if several else None, default=one.default)
    found = measure(**vars(parser.parse_args()))
    tell(*([found] if isinstance(found, Part) else found))


def tell(*parts: Part) -> None:
    """Print what was found."""
    for part in parts:
        print(part.title, *part.remarks, sep="\n")
        for one in part.figures:
            spread = f"({shown(one.least)} to {shown(one.most)})" if one.runs > 1 else ""
            print(f"{shown(one.median):>12} {one.unit:<12} {one.name}  {spread} {one.note}".rstrip())
        for name, ratio in part.ratios.items():
            print(f"{ratio:12.2f} {name}")


def shown(value: float) -> str:
    """Return `value` to three digits, and whole where it is large."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def seconds(work: Callable[[], object], runs: int, clock: Callable[[], float] = time.process_time) -> list[float]:
    """Return how long each of `runs` runs of `work` took, by the processor unless `clock` says otherwise.

    What earlier runs have remembered of a text is forgotten first.
    """
    found = []
    for _run in range(runs):
        forget()
        begun = clock()
        work()
        found.append(clock() - begun)
    return found


def reading(runs: int = 5) -> float:
    """Return the seconds of the processor that reading the sample takes: how fast this machine is.

    What is timed by the clock is set beside it, so that it can be compared between machines.
    """
    import guoban  # noqa: PLC0415  (most programs time a process of its own)

    guoban.read(SAMPLE)
    return statistics.median(seconds(lambda: guoban.read(SAMPLE), runs))


def forget() -> None:
    """Forget the phrases that were read before, so that a second run on a text costs what the first one did.

    Patterns and word lists, which are made once in a process, stay.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("guoban."):
            for one in vars(module).values():
                if isinstance(one, Remembering) and one.cache_parameters()["maxsize"] is not None:
                    one.cache_clear()


def peak_megabytes() -> float:
    """Return the most memory that this process has had."""
    if sys.platform == "win32":
        import psutil  # noqa: PLC0415

        return float(psutil.Process().memory_info().peak_wset) / 2**20
    status = Path("/proc/self/status")
    if status.is_file():  # what `resource` tells here is the parent's where that was larger
        line = next(one for one in status.read_text(encoding="utf-8").splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    import resource  # noqa: PLC0415  (not on Windows)

    scale = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def machine() -> dict[str, str]:
    """Return what the figures depend on: processor, memory, system, Python, libraries, the state of the project."""
    found = {
        "processor": _processor(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "memory": _memory(),
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "commit": _commit(),
    }
    return found | {name: _version(name) for name in LIBRARIES}


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.is_file():
        for line in described.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GB"
    return "?"


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "-"


def _commit() -> str:
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip() or "?"
