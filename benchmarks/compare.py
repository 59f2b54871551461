"""Says what has become slower since the ratios were recorded.

usage: python benchmarks/compare.py RUN.json [--record]

RUN.json is what `benchmarks/run.py` wrote. A ratio sets two figures of one run side by side (our whole way beside the
30-line pattern), so that machines of different speed can be compared; in each, more is worse. A ratio that grew by more
than its part's tolerance is told, and ends the program with 1; so does one that is recorded and was not measured.
`--record` makes the ratios of RUN.json the ones to compare with.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from measuring import arguments

RECORDED = Path(__file__).with_name("recorded.json")


def ratios(run: Mapping[str, object]) -> dict[str, float]:
    """Return the ratios of a run by the name of its part and their own."""
    parts = run["parts"]
    assert isinstance(parts, list)  # noqa: S101  (our own file)
    return {
        f"{part['title']}: {name}": float(ratio)
        for part in parts
        for name, ratio in (part["ratios"] | part["beside"]).items()
    }


def tolerances(run: Mapping[str, object]) -> dict[str, float]:
    """Return how much each of the `ratios` of a run may grow by chance."""
    parts = run["parts"]
    assert isinstance(parts, list)  # noqa: S101  (our own file)
    return {
        f"{part['title']}: {name}": float(part["tolerance"])
        for part in parts
        for name in part["ratios"] | part["beside"]
    }


def slower(recorded: Mapping[str, float], now: Mapping[str, float], allowed: Mapping[str, float]) -> list[str]:
    """Return a line for each ratio that grew by more than is `allowed`, and for each that is not measured any more."""
    told = [
        f"slower: {name}: {recorded[name]:.3g} -> {now[name]:.3g} ({now[name] / recorded[name]:.2f} times)"
        for name in recorded
        if name in now and now[name] > recorded[name] * allowed[name]
    ]
    return told + [f"not measured: {name}" for name in recorded if name not in now]


def faster(recorded: Mapping[str, float], now: Mapping[str, float], allowed: Mapping[str, float]) -> list[str]:
    """Return a line for each ratio that shrank by as much."""
    return [
        f"faster: {name}: {recorded[name]:.3g} -> {now[name]:.3g}"
        for name in recorded
        if name in now and now[name] * allowed[name] < recorded[name]
    ]


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    run = json.loads(options.run.read_text(encoding="utf-8"))
    now, allowed = ratios(run), tolerances(run)
    if options.record:
        RECORDED.write_text(
            json.dumps(dict(sorted(now.items())), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        print(f"{len(now)} ratios recorded")
        return 0
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    told = slower(recorded, now, allowed)
    print(*(told + faster(recorded, now, allowed) or ["nothing is slower"]), sep="\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
