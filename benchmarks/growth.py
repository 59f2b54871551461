"""Whether time and memory grow in step with the text: many reports, and one long report; and a batch, whose memory stays.

usage: python benchmarks/growth.py [--reports 1 10 ...] [--megabytes 1 5 ...] [--batch 100 ...] [--runs N]

Each size runs in a process of its own, whose processor time and greatest memory are told; a size above LARGE runs once.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from generate import compilation, report, write
from measuring import Part, arguments, peak_megabytes, tell

REPORTS, MEGABYTES, BATCH = (1, 10, 100, 1_000, 10_000), (1, 5, 10, 25, 50), (100, 1_000, 10_000)
# Below this the start of the process is what is measured.
LEAST_CHARACTERS = 100_000
# Above this one run takes long enough to be steady.
LARGE = 3_000_000
RUNS = 3
# The limits of one file are for clerks; what is measured is how it grows beyond them.
UNLIMITED = {"GUOBAN_MAX_FILE_MB": "1000", "GUOBAN_MAX_NUMBERS": "100000000"}


def measure(
    reports: Sequence[int] = REPORTS,
    megabytes: Sequence[float] = MEGABYTES,
    batch: Sequence[int] = BATCH,
    runs: int = RUNS,
) -> Part:
    """Return time and memory by size, and as ratios what a character of the largest costs beside one of the smallest."""
    part = Part("Growth", "python benchmarks/growth.py")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.txt"
        for title, sizes in (("reports", reports), ("MB in one report", megabytes)):
            costs = {}
            for size in sizes:
                text = compilation(int(size)) if title == "reports" else long_report(size)
                file.write_text(text, encoding="utf-8")
                told = [child("--read", file) for _run in range(1 if len(text) > LARGE else runs)]
                name = f"{size:,} {title}"
                part.add(f"{name}: time", "s", [one["seconds"] for one in told])
                characters, rows = told[0]["characters"], told[0]["metrics"]
                memory = part.add(
                    f"{name}: memory",
                    "MB",
                    [one["peak"] for one in told],
                    f"{characters:,} characters, {rows:,} metrics",
                )
                costs[characters] = (min(one["seconds"] for one in told) / characters, memory.median)
            large = {count: cost for count, cost in costs.items() if count >= LEAST_CHARACTERS}
            if len(large) > 1:
                least, most = min(large), max(large)
                part.ratios[f"{title}: time a character, largest / smallest"] = large[most][0] / large[least][0]
    _batches(part, batch)
    return part


def _batches(part: Part, sizes: Sequence[int]) -> None:
    peaks = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder) / "in", size, each=5)
            told = child("--batch-of", Path(folder))
        part.add(
            f"batch of {size:,} reports: time by the clock",
            "s",
            [told["clock"]],
            f"{size / told['clock']:.0f} reports a second",
        )
        peaks[size] = part.add(f"batch of {size:,} reports: memory of the master", "MB", [told["peak"]]).median
    if len(peaks) > 1:
        part.ratios["batch: memory, largest / smallest"] = peaks[max(peaks)] / peaks[min(peaks)]


def long_report(megabytes: float) -> str:
    """Return one report of about so many megabytes in UTF-8."""
    return report(random.Random(1), int(megabytes * 1_000_000 / 2.75))  # noqa: S311


def child(what: str, path: Path) -> dict[str, float]:
    """Return what a fresh process tells of its work on `path`."""
    done = subprocess.run(
        [sys.executable, __file__, what, str(path)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, **UNLIMITED},
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def read_one(path: Path) -> dict[str, float]:
    import guoban  # noqa: PLC0415  (the master is not to load it)

    guoban.read("水利局2024年上半年工作总结\n完成投资1亿元。\n".encode(), name="warm.txt")
    begun = time.process_time()
    read = guoban.read(path.read_bytes(), name=path.name)
    spent = time.process_time() - begun
    return {"seconds": spent, "peak": peak_megabytes(), "characters": len(read.text), "metrics": len(read.metrics)}


def read_batch(folder: Path) -> dict[str, float]:
    from guoban.batch.run import Request, run  # noqa: PLC0415
    from guoban.batch.telling import Terminal  # noqa: PLC0415
    from guoban.cli import main as _cli  # noqa: F401, PLC0415  (as the command does)

    begun = time.perf_counter()
    outcome = run(Request([str(folder / "in")], folder / "out", workers=2), Terminal())
    if outcome.failed:
        sys.exit(f"{outcome.failed} files failed")
    return {"clock": time.perf_counter() - begun, "peak": peak_megabytes()}


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--reports", type=int, nargs="*", default=REPORTS)
    parser.add_argument("--megabytes", type=float, nargs="*", default=MEGABYTES)
    parser.add_argument("--batch", type=int, nargs="*", default=BATCH)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--read", type=Path, help="of a process of its own")
    parser.add_argument("--batch-of", type=Path, help="of a process of its own")
    options = parser.parse_args()
    if options.read or options.batch_of:
        print(json.dumps(read_one(options.read) if options.read else read_batch(options.batch_of)))
        return
    tell(measure(options.reports, options.megabytes, options.batch, options.runs))


if __name__ == "__main__":
    main()
