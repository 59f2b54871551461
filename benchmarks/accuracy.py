"""How often the extractor is right on labelled texts, and with which constructions it is known to be wrong.

usage: python benchmarks/accuracy.py [NAME FILE LABELS ...]

Without arguments: the labelled texts of the project. Each further text is a name, its file, and the folder with its
labels (metrics.jsonl, progress.jsonl, sections.jsonl, reports.jsonl). Prints the tables of docs/accuracy.md.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import yaml
from measuring import ROOT, SAMPLE

import guoban
from guoban.score import Tables, score

GOLDEN = ROOT / "tests" / "golden"
TEXTS = [
    ("sample", SAMPLE, GOLDEN / "sample"),
    ("domains", GOLDEN / "domains" / "text.txt", GOLDEN / "domains"),
    ("unseen", GOLDEN / "unseen" / "text.txt", GOLDEN / "unseen"),
]
NAMES = ("reports", "sections", "metrics", "progress")


def main() -> None:
    given = sys.argv[1:]
    texts = TEXTS + [(given[i], Path(given[i + 1]), Path(given[i + 2])) for i in range(0, len(given), 3)]
    figures = {name: score(labels(folder), extracted(file)).figures() for name, file, folder in texts}
    print(f"| figure | {' | '.join(figures)} |\n| --- |{' --- |' * len(figures)}")
    for figure in next(iter(figures.values())):
        print(f"| {figure} | {' | '.join(f'{found[figure]:.3f}' for found in figures.values())} |")
    print("\n| known gaps | field | construction |\n| --- | --- | --- |")
    for (field, reason), count in gaps().most_common():
        print(f"| {count} | {field} | {reason} |")


def labels(folder: Path) -> Tables:
    def rows(name: str) -> list[dict[str, object]]:
        lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]

    return Tables(**{name: rows(name) for name in NAMES})


def extracted(file: Path) -> Tables:
    tables = dict(guoban.read(file).tables)
    return Tables(**{name: json.loads(tables[name].to_json(orient="records")) for name in NAMES})


def gaps() -> Counter[tuple[str, str]]:
    """Count the gaps that the metric cases mark, by field and construction."""
    found: Counter[tuple[str, str]] = Counter()
    for file in sorted((ROOT / "tests" / "cases" / "metrics").glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            marked = [case.get("gap"), *(row.get("gap") for row in case["rows"])]
            for gap in (one for some in marked if some for one in (some if isinstance(some, list) else [some])):
                field, _, reason = gap.partition(": ")
                found[field.split()[0], reason] += 1
    return found


if __name__ == "__main__":
    main()
