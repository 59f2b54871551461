"""Extraction beside what a user would pick instead, on the same text in the same run, on one core.

usage: python benchmarks/side_by_side.py [FILE | --reports N] [--runs N] [--others PYTHON] [--seconds N]

From text to four tables; one bare pass of the number pattern, which is the floor; a number and a unit in 30 lines; and
the public extractors, in the environment of benchmarks/requirements.txt whose Python `--others` names, each
for at most so many `--seconds`. FILE is the sample by default.
"""

import json
import subprocess
import tempfile
from pathlib import Path

import number_and_unit
import regex
from generate import compilation
from measuring import SAMPLE, Part, arguments, seconds, tell

import guoban
from guoban.documents import fold

BARE = regex.compile(r"\d+(?:\.\d+)?")
SECONDS = 30.0
OTHERS = ("recognizers", "quantulum3", "jionlp")


def measure(text: str, name: str, runs: int = 7, others: Path | None = None, limit: float = SECONDS) -> Part:
    """Return the figures in characters a second of the processor for the `text` with that `name`, and what each finds."""
    part = Part(f"Extraction, side by side: {name}", "python benchmarks/side_by_side.py --others PYTHON")
    data, count = text.encode(), len(text)
    part.remarks.append(f"{count:,} characters, one core, processor time.")
    folded = fold(text)
    bare = seconds(lambda: sum(1 for _one in BARE.finditer(folded)), runs)
    part.add("bare pass of the number pattern", "characters/s", [count / one for one in bare])
    found = number_and_unit.find(folded)
    pattern = seconds(lambda: number_and_unit.find(folded), runs)
    note = f"{len(found):,} numbers, {sum(bool(unit) for *_place, unit in found):,} with a unit"
    yardstick = part.add("number and unit in 30 lines", "characters/s", [count / one for one in pattern], note)
    read = guoban.read(data, name="text.txt")
    whole = seconds(lambda: guoban.read(data, name="text.txt"), runs)
    note = (
        f"{len(read.reports):,} reports, {len(read.metrics):,} metrics, {(read.metrics['unit'] != '').sum():,} with a "
        f"unit, {read.metrics['redacted'].sum():,} redacted, {len(read.progress):,} tasks"
    )
    ours = part.add("guoban, from text to four tables", "characters/s", [count / one for one in whole], note)
    part.ratios["whole way / 30 lines"] = yardstick.median / ours.median
    for one in OTHERS:
        theirs = other(one, text, others, (limit, runs), part) if others else None
        if theirs:
            part.ratios[f"whole way / {one}"] = theirs / ours.median
    return part


def other(name: str, text: str, python: Path, bounds: tuple[float, int], part: Part) -> float | None:
    """Add the figures of the extractor `name`, and return its characters a second; None where it does not run.

    `bounds` are the most seconds that it is given, and the most runs.
    """
    limit, runs = bounds
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.txt"
        file.write_text(text, encoding="utf-8")
        command = [str(python), str(Path(__file__).with_name("others.py")), name, str(file), str(limit), str(runs)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=limit * 3 + 300)
    if done.returncode:
        part.remarks.append(f"{name} does not run: {done.stderr.strip().splitlines()[-1:]}")
        return None
    told = json.loads(done.stdout.splitlines()[-1])
    stopped = "" if told["characters"] > 0.9 * len(text) else f"stopped after {limit:g} s, "
    note = (
        f"{stopped}{told['numbers']:,} numbers in {told['characters']:,} characters, {told['with_unit']:,} with a unit, "
        f"{told['made_up']:,} made up for masked figures, {told['failed']:,} sentences failed"
    )
    return part.add(name, "characters/s", [told["characters"] / one for one in told["seconds"]], note).median


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--reports", type=int, help="a generated compilation of so many reports in place of FILE")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--others", type=Path)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    options = parser.parse_args()
    text = compilation(options.reports) if options.reports else options.file.read_text(encoding="utf-8")
    name = f"{options.reports:,} generated reports" if options.reports else options.file.name
    tell(measure(text, name, options.runs, options.others, options.seconds))


if __name__ == "__main__":
    main()
