"""How long a search takes in a library of generated reports.

usage: python benchmarks/search.py [URL] [--reports N] [--characters N] [--runs N]

URL is a new SQLite file by default, in a folder that is deleted; a PostgreSQL database must be empty. The reports are
made of the sample's sentences with other digits, with their numbers as metrics. Prints the seconds of adding them, and
for each query the hits, and the shortest and the median of the runs: the first page with counts beside all filters, all
hits of one report, and the next hit.
"""

import argparse
import hashlib
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from guoban.compilation import Compilation
from guoban.documents import fold, open_document
from guoban.library import Library
from guoban.library.engine import sqlite_url
from guoban.library.search import SearchFilters
from guoban.records import Department, Document, Metric, Outline, Report, Section
from guoban.tables import build_tables

SAMPLE = Path(__file__).parents[1] / "data" / "sample-2024h1.txt"
SENTENCE = re.compile(r"[^。；\n]{6,}[。；]?")
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?[^0-9，。；、]{1,2}")
ROLES = ("review", "problems", "plan")
TYPES = ("水利", "教育体育", "街道", "乡镇", "财政", "公安")
QUERIES = ("的", "项目", "完成投资", "12", "12.5", "招商引资 项目 完成", "“没有这样一句话”", "龘")
METRICS = SearchFilters(within="metrics")
NARROW = SearchFilters(types=("水利", "街道"), roles=("plan",))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", nargs="?")
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--characters", type=int, default=3000)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = Library(options.url or sqlite_url(Path(folder) / "library.db"))
        compilation = generated(options.reports, options.characters)
        start = time.perf_counter()
        library.add(compilation)
        print(
            f"{len(compilation.text):,} characters, {len(compilation.metrics):,} metrics in {options.reports:,} reports"
        )
        print(f"added in {time.perf_counter() - start:.2f} s")
        for query in QUERIES:
            measure(library, query, options.runs)
        library.close()


def measure(library: Library, query: str, runs: int) -> None:
    found = library.search(query)
    told = [
        ("page", *seconds(lambda: library.search(query), runs)),
        ("metrics", *seconds(lambda: library.search(query, METRICS), runs)),
        ("filtered", *seconds(lambda: library.search(query, NARROW), runs)),
    ]
    if found.page:
        first = found.page[0]
        told += [
            ("report", *seconds(lambda: library.matches(query, first.report_id), runs)),
            ("next", *seconds(lambda: library.around(query, first.report_id, first.hits[0].start), runs)),
        ]
    print(f"{query:<16} {found.hits:>7,} hits in {found.reports:>5,}", end="  ")
    print("  ".join(f"{name} {shortest:.3f} ({median:.3f})" for name, shortest, median in told))


def seconds(run: Callable[[], object], runs: int) -> tuple[float, float]:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken), statistics.median(taken)


def generated(count: int, characters: int) -> Compilation:
    """Return a compilation of `count` reports of about `characters` characters each."""
    rng = random.Random(1)  # noqa: S311  (the same each time)
    sentences = SENTENCE.findall(open_document(SAMPLE).text)
    texts = [_text(rng, sentences, number, characters) for number in range(count)]
    text = "".join(texts)
    document = Document("generated.txt", hashlib.sha256(text.encode()).hexdigest(), text, fold(text))
    reports, metrics, at = [], {}, 0
    for seq, own in enumerate(texts, 1):
        reports.append(_report(rng, seq, own, at))
        metrics[seq] = [_metric(text, at + found.start(), at + found.end()) for found in NUMBER.finditer(own)]
        at += len(own)
    return Compilation(document, Outline(tuple(reports)), build_tables(document, reports, metrics, {}))


def _text(rng: random.Random, sentences: list[str], number: int, characters: int) -> str:
    lines = [f"第{number}单位2024年上半年工作总结"]
    while sum(map(len, lines)) < characters:
        paragraph = "".join(rng.choices(sentences, k=rng.randrange(1, 5)))
        lines.append(re.sub("[0-9]", lambda _digit: str(rng.randrange(10)), paragraph))
    return "\n".join(lines) + "\n"


def _report(rng: random.Random, seq: int, text: str, at: int) -> Report:
    lines = [found.end() for found in re.finditer("\n", text)][:-1]
    starts = sorted(rng.sample(lines, min(12, len(lines))))
    ends = [*starts[1:], len(text)]
    sections = tuple(
        Section(at + start, at + start, at + end, 1, "", "", ROLES[index * len(ROLES) // len(starts)])  # type: ignore[arg-type]
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    title = text.partition("\n")[0]
    department = Department(f"第{seq}单位", "title", rng.choice(TYPES), rng.choice(("市", "县")), "")
    return Report(seq, title, at, at + len(text), at + len(title), department, 2024, "H1", sections)


def _metric(text: str, start: int, end: int) -> Metric:
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    first = max(first, text.rfind("。", 0, start) + 1)
    return Metric(
        start, end, text[max(first, start - 6) : start], 1.0, None, "", "exact", "level", "actual", "", "",
        redacted=False, amount=None, base_unit="", sentence_start=first, sentence_end=min(last, text.find("。", end) + 1 or last),
    )  # fmt: skip


if __name__ == "__main__":
    main()
