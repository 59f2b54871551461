"""How fast a compilation becomes its four tables, on one core, step by step.

usage: python benchmarks/extraction.py [FILE] [--runs N]

FILE is the sample by default. Prints the median of the runs in seconds for each step, and characters a second for the
whole way. The first run, which loads the word lists, is not counted.
"""

import argparse
import statistics
import time
from pathlib import Path

from measuring import forget

from guoban.checks import check_metrics
from guoban.documents import open_document
from guoban.metrics import extract_metrics
from guoban.progress import extract_progress
from guoban.structure import outline
from guoban.tables import build_tables

SAMPLE = Path(__file__).parents[1] / "data" / "sample-2024h1.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    runs = [steps(options.file) for _ in range(options.runs + 1)][1:]
    characters = runs[0].pop("characters")
    for step in runs[0]:
        print(f"{step:<10} {statistics.median(run[step] for run in runs):8.4f} s")
    whole = [sum(seconds for step, seconds in run.items() if step != "characters") for run in runs]
    print(f"{'whole':<10} {statistics.median(whole):8.4f} s   (from {min(whole):.4f} to {max(whole):.4f})")
    print(f"{characters:,.0f} characters, {characters / statistics.median(whole):,.0f} a second")


def steps(file: Path) -> dict[str, float]:
    """Return the seconds that each step takes, and the characters read."""
    forget()
    marks = [time.perf_counter()]

    def lap() -> float:
        marks.append(time.perf_counter())
        return marks[-1] - marks[-2]

    document = open_document(file)
    seconds = {"documents": lap()}
    reports = outline(document).reports
    seconds["structure"] = lap()
    found = {report.seq: extract_metrics(document, report) for report in reports}
    seconds["metrics"] = lap()
    metrics = {report.seq: check_metrics(document, report, found[report.seq])[0] for report in reports}
    seconds["checks"] = lap()
    progress = {report.seq: extract_progress(document, report, metrics[report.seq]) for report in reports}
    seconds["progress"] = lap()
    build_tables(document, reports, metrics, progress)
    seconds["tables"] = lap()
    return seconds | {"characters": float(len(document.text))}


if __name__ == "__main__":
    main()
