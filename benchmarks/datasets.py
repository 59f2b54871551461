"""A data set of many metrics, opened and asked as the app asks it.

usage: python benchmarks/datasets.py [--metrics N] [--runs N]

The data set is made by a batch over generated reports, and then of copies of its parts under other identifiers until it
has so many metrics.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from generate import write
from measuring import CLOCK_TOLERANCE, Part, peak_megabytes, program, seconds

from guoban.batch.columns import ROW_GROUP, TABLES
from guoban.batch.manifest import Manifest
from guoban.batch.run import Request, run
from guoban.batch.telling import Terminal
from guoban.dataset import Dataset, Filter, Order, open_dataset

METRICS, SEED_REPORTS = 1_000_000, 150


def measure(metrics: int = METRICS, runs: int = 5) -> Part:
    """Return how long each question takes by the clock, and as ratios each beside a count of all rows."""
    part = Part("A data set in DuckDB", "python benchmarks/datasets.py", tolerance=CLOCK_TOLERANCE)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        generated(out, metrics)
        before = peak_megabytes()
        opening = seconds(lambda: open_dataset(out).close(), runs, time.perf_counter)
        data = open_dataset(out)
        counts = data.counts()
        part.remarks.append(f"{counts['metrics']:,} metrics of {counts['reports']:,} reports.")
        part.add("open", "s", opening)
        for name, work in questions(data, counts["metrics"]).items():
            work()
            part.add(name, "s", seconds(work, runs, time.perf_counter))
        part.add("memory that the questions took", "MB", [peak_megabytes() - before])
        data.close()
    by_name = {one.name: one.median for one in part.figures}
    yardstick = by_name["facets of departments"]
    part.ratios = {f"{name} / facets": by_name[name] / yardstick for name in by_name if name.startswith("page")}
    return part


def generated(out: Path, metrics: int) -> int:
    """Make a data set of about so many `metrics` at `out`, and return how many there are."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), SEED_REPORTS)
        run(Request([folder], out, workers=2), Terminal())
    multiply(out, metrics)
    return sum(one.metrics for one in Manifest(out).records.values())


def questions(data: Dataset, count: int) -> dict[str, Callable[[], Any]]:
    target, words = [Filter("role", ("target",))], [Filter("sentence", words="企业 同比")]
    largest = [Order("value", descending=True)]
    report = data.rows("reports", offset=data.count("reports") // 2, limit=1)["report_id"].iloc[0]
    return {
        "count under a filter": lambda: data.count("metrics", target),
        "facets of departments": lambda: data.facets("metrics", "department", target),
        "facets of indicators": lambda: data.facets("metrics", "indicator"),
        "page: the first": lambda: data.rows("metrics", limit=50),
        "page: targets by value": lambda: data.rows("metrics", target, largest, 0, 50),
        "page: in the middle of all, by value": lambda: data.rows("metrics", [], largest, count // 2, 50),
        "page: by department, words in the sentence": lambda: data.rows("metrics", words, [Order("department")], 0, 50),
        "text of a report": lambda: data.report_text(report),
    }


def multiply(out: Path, metrics: int) -> None:
    """Add copies of the parts at `out`, under other identifiers, until there are `metrics` metrics."""
    manifest = Manifest(out)
    done = [record for record in manifest.records.values() if record.part]
    own = sum(record.metrics for record in done)
    base = {name: pq.read_table(out / name / done[0].part, partitioning=None) for name in TABLES}
    times = max(metrics // own, 1)
    each = max(100_000 // own, 1)
    for first in range(0, times, each):
        marks = [f"{mark:05x}" for mark in range(first, min(first + each, times))]
        part = f"part-{first + 2:05}.parquet"
        for name in TABLES:
            pq.write_table(
                pa.concat_tables([_marked(base[name], mark) for mark in marks]), out / name / part,
                compression="zstd", row_group_size=ROW_GROUP,
            )  # fmt: skip
        manifest.add(
            replace(
                one,
                input=f"{mark}/{one.name}",
                sha256=mark + one.sha256[5:],
                part=part,
                part_files=len(done) * len(marks),
            )
            for mark in marks
            for one in done
        )
    for name in TABLES:
        (out / name / done[0].part).unlink()
    manifest.rewrite(record for record in manifest.records.values() if record.part != done[0].part)


def _marked(table: pa.Table, mark: str) -> pa.Table:
    for place, name in enumerate(table.column_names):
        if name.endswith("_id"):
            old = table[name]
            new = pc.binary_join_element_wise(mark, pc.utf8_slice_codeunits(old, 5, 1_000), "")
            table = table.set_column(place, name, pc.if_else(pc.equal(old, ""), old, new))
    return table


if __name__ == "__main__":
    program(__doc__, measure)
