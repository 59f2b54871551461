"""How long it takes to compare the reports of many compilations: names, years, rankings, targets.

usage: python benchmarks/across.py [--reports N] [--runs N]

The reports are made out of the sample's tables: each copy is another compilation of another year, with values of its own
and every third indicator under another name.
"""

from dataclasses import replace

from measuring import SAMPLE, Part, program, reading, seconds

import guoban
from guoban.across import Thing, carried, facts, over_time, propose_departments, propose_indicators, rank, things
from guoban.tables import Tables

REPORTS = 1_000
SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def measure(reports: int = REPORTS, runs: int = 3) -> Part:
    """Return the seconds of the processor that each comparison of so many `reports` takes."""
    part = Part("Comparing compilations", "python benchmarks/across.py")
    yardstick = reading()
    sample = guoban.read(SAMPLE).tables
    copies = [copy(sample, number) for number in range(-(-reports // len(sample.reports)))]
    rows = facts(copies)
    each = rows.drop_duplicates("report_id")
    half = len(copies) // 2
    before = [copy(sample, number, SIGNS[number % len(SIGNS)] + str(number)) for number in range(half)]
    after = [copy(sample, number + half, SIGNS[number % len(SIGNS)] + str(number)) for number in range(half)]
    calls = {
        "the figures of all reports": lambda: facts(copies),
        "departments whose names may mean the same": lambda: propose_departments(each),
        "indicators whose names may mean the same": lambda: propose_indicators(rows),
        "what can be ranked": lambda: things(rows),
        "a ranking": lambda: rank(rows, Thing("固定资产投资", "growth", "%")),
        "a department over the years": lambda: over_time(rows, "云陌县财政局"),
        "plans against results": lambda: carried(before, after),
    }
    for name, call in calls.items():
        part.add(name, "s", seconds(call, runs))
    part.compare(yardstick, "reading the sample")
    part.remarks.append(
        f"{len(each):,} reports of {len(copies):,} compilations, {len(rows):,} metrics, "
        f"{rows['indicator'].nunique():,} names of indicators; one core, processor time."
    )
    return part


def copy(tables: Tables, number: int, place: str = "") -> Tables:
    """Return the tables as another compilation's: other identifiers, year, values, and names for every third indicator.

    `place` stands before each department's name.
    """
    given = tables.reports["compilation_id"].iloc[0]
    mine = f"{number:016d}"
    frames = {}
    for name, frame in tables:
        keys = [str(column) for column in frame.columns if str(column).endswith("_id")]
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
    program(__doc__, measure)
