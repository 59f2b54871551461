"""How long it takes to compare the reports of many compilations: names, years, rankings, targets.

usage: python benchmarks/across.py [REPORTS]

Makes REPORTS reports (1,000) out of the sample's tables: each copy is another compilation of another year, with values of
its own and every third indicator under another name. Prints seconds for a first call and for the next one.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import guoban
from guoban.across import Thing, carried, facts, over_time, propose_departments, propose_indicators, rank, things
from guoban.tables import Tables

ROOT = Path(__file__).parents[1]
SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    sample = guoban.read(ROOT / "data" / "sample-2024h1.txt").tables
    copies = [copy(sample, number) for number in range(-(-wanted // len(sample.reports)))]
    rows = facts(copies)
    print(f"{rows['report_id'].nunique()} reports, {len(rows)} metrics, {rows['indicator'].nunique()} names\n")
    reports = facts(copies).drop_duplicates("report_id")
    half = len(copies) // 2
    before = [copy(sample, number, SIGNS[number % len(SIGNS)] + str(number)) for number in range(half)]
    after = [copy(sample, number + half, SIGNS[number % len(SIGNS)] + str(number)) for number in range(half)]
    calls = {
        "facts": lambda: facts(copies),
        "propose_departments": lambda: propose_departments(reports),
        "propose_indicators": lambda: propose_indicators(rows),
        "things": lambda: things(rows),
        "rank": lambda: rank(rows, Thing("固定资产投资", "growth", "%")),
        "over_time": lambda: over_time(rows, "云陌县财政局"),
        "carried": lambda: carried(before, after),
    }
    print("| call | first s | next s |\n| --- | --- | --- |")
    for name, call in calls.items():
        print(f"| {name} | {seconds(call):.2f} | {seconds(call):.2f} |")


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def copy(tables: Tables, number: int, place: str = "") -> Tables:
    """Return the tables as another compilation's: other identifiers, year, values, and names for every third indicator.

    `place` stands before each department's name.
    """
    given = tables.reports["compilation_id"].iloc[0]
    mine = f"{number:016d}"
    frames = {}
    for name, frame in tables:
        keys = [column for column in frame if column.endswith("_id")]
        frames[name] = frame.assign(**{key: frame[key].str.replace(given, mine) for key in keys})
    metrics = frames["metrics"]
    third = metrics.index % 3 == 0
    other = metrics["indicator"] + SIGNS[number % len(SIGNS)] + SIGNS[number // len(SIGNS) % len(SIGNS)]
    frames["metrics"] = metrics.assign(
        indicator=metrics["indicator"].mask(third, other),
        value=metrics["value"] * (1 + number / 100),
        sentence=metrics["sentence"].mask(third, metrics["sentence"] + str(number)),
    )
    frames["reports"] = frames["reports"].assign(
        year=2000 + number % 20, department=place + frames["reports"]["department"]
    )
    return replace(tables, **frames)


if __name__ == "__main__":
    main()
