"""Says what has become slower since the ratios were recorded.

usage: python benchmarks/compare.py RUN.json [--record]

RUN.json is what `benchmarks/run.py` wrote. A ratio sets two figures of one run side by side (our whole way beside the
30-line pattern), so that machines of different speed can be compared; in each, more is worse. A ratio that grew by more
than TOLERANCE is told, and ends the program with 1. `--record` makes the ratios of RUN.json the ones to compare with.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

RECORDED = Path(__file__).with_name("recorded.json")
# Runs on the same quiet machine differ by some per cent; what is measured by the clock by more.
TOLERANCE = 1.25


def ratios(run: Mapping[str, object]) -> dict[str, float]:
    """Return the ratios of a run by the name of its part and their own."""
    parts = run["parts"]
    assert isinstance(parts, list)  # noqa: S101  (our own file)
    return {f"{part['title']}: {name}": float(ratio) for part in parts for name, ratio in part["ratios"].items()}


def slower(recorded: Mapping[str, float], now: Mapping[str, float], tolerance: float = TOLERANCE) -> list[str]:
    """Return a line for each ratio that grew by more than `tolerance`, and for each that is not measured any more."""
    told = [
        f"slower: {name}: {recorded[name]:.3g} -> {now[name]:.3g} ({now[name] / recorded[name]:.2f} times)"
        for name in recorded
        if name in now and now[name] > recorded[name] * tolerance
    ]
    return told + [f"not measured: {name}" for name in recorded if name not in now]


def faster(recorded: Mapping[str, float], now: Mapping[str, float], tolerance: float = TOLERANCE) -> list[str]:
    """Return a line for each ratio that shrank by more than `tolerance`."""
    return [
        f"faster: {name}: {recorded[name]:.3g} -> {now[name]:.3g}"
        for name in recorded
        if name in now and now[name] * tolerance < recorded[name]
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--tolerance", type=float, default=TOLERANCE)
    options = parser.parse_args()
    now = ratios(json.loads(options.run.read_text(encoding="utf-8")))
    if options.record:
        RECORDED.write_text(
            json.dumps(dict(sorted(now.items())), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        print(f"{len(now)} ratios recorded")
        return 0
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    told = slower(recorded, now, options.tolerance)
    print(*(told + faster(recorded, now, options.tolerance) or ["nothing is slower"]), sep="\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
