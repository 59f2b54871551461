"""Which step between a compilation and its four tables takes how long, on one core: where to look for what is slow.

usage: python benchmarks/extraction.py [FILE] [--runs N]

FILE is the sample by default. The first run, which loads the word lists, is not counted.
"""

import time
from pathlib import Path

from measuring import SAMPLE, Part, arguments, forget, tell

from guoban.checks import check_metrics
from guoban.documents import open_document
from guoban.metrics import extract_metrics
from guoban.progress import extract_progress
from guoban.structure import outline
from guoban.tables import build_tables


def measure(file: Path = SAMPLE, runs: int = 7) -> Part:
    """Return the seconds of each step and of all, and as ratios the share that each has of all."""
    part = Part("Extraction, step by step", "python benchmarks/extraction.py")
    steps(file)
    taken = [steps(file) for _run in range(runs)]
    for step in taken[0]:
        part.add(step, "s", [run[step] for run in taken])
    whole = part.add("all", "s", [sum(run.values()) for run in taken])
    characters = len(open_document(file).text)
    part.remarks.append(
        f"{characters:,} characters, one core, processor time; {characters / whole.median:,.0f} a second."
    )
    part.ratios = {f"{one.name} / all": one.median / whole.median for one in part.figures[:-1]}
    return part


def steps(file: Path) -> dict[str, float]:
    """Return the seconds of the processor that each step takes, with nothing remembered of the text."""
    forget()
    marks = [time.process_time()]

    def lap() -> float:
        marks.append(time.process_time())
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
    return seconds


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    tell(measure(options.file, options.runs))


if __name__ == "__main__":
    main()
