"""The same indicators of one department over the years: what can be set side by side, and nothing else."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from guoban.across.facts import EVIDENCE, named, with_time
from guoban.across.spelling import plain_of, without_task
from guoban.across.stocks import with_stock
from guoban.across.units import in_one_unit, with_family

# What the rows of a series agree in, beside the words of the indicator.
_ALIKE = ("measure", "family", "role", "compared", "stock", "scope")
_OPEN = ("min", "max", "range")
_CELL = ("series", "time_year")


@dataclass(frozen=True, slots=True)
class OverTime:
    """The indicators of one department by period.

    `series`: one row a series: `series` (its number), `indicator`, `measure`, `role`, `compare`, `scope` (H1, year, 01-05:
    the months compared, the same in each year), `unit`, `years` (how many it stands in).
    `cells`: one row a value: `series`, `year`, `period` (2024-H1), `shown_value`, `shown_high`, `unit`, `mark` (the bound, or
    redacted), `time_told` (False: the report's own time), `candidates` (how many values the cell has: none is chosen, and
    none is made from several), and the evidence.
    `changes`: one row for each two neighbouring years: `series`, `from_year`, `to_year`, `from_id`, `to_id`, `change` (in the
    unit; of ratios in 个百分点), `change_pct`, `computed` (True: no text says it), `approximate` (one of the two is 余, 约, 近 …),
    `reason` (why there is no change: several, redacted, bound; empty otherwise).
    """

    series: pd.DataFrame
    cells: pd.DataFrame
    changes: pd.DataFrame


def over_time(rows: pd.DataFrame, department: str, region: str = "", *, least: int = 2) -> OverTime:
    """Return the indicators of a department that stand in at least `least` years.

    `rows` are `facts`, with canonical names where there are any. `region` keeps bodies of one name apart. Minor counts, rows
    without a time and names with a redacted figure (XX亿元以上项目) are left out: nothing tells that two of them are the same.
    """
    own = rows[(named(rows, "department") == department) & ~rows["minor"]]
    if region:
        own = own[(own["region"] == region) | (own["region"] == "")]
    cells = _compared(own)
    years = cells.groupby("series")["time_year"].nunique()
    cells = cells[cells["series"].map(years) >= least]
    cells = in_one_unit(cells, by=["series"])
    cells = cells.assign(
        series=pd.factorize(cells["series"])[0],
        candidates=cells.groupby(list(_CELL))["metric_id"].transform("size").astype("int64"),
    )
    series = _series(cells)
    return OverTime(series, _cells(cells), _changes(cells))


def _compared(own: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that have a time, with the number of the series that each belongs to."""
    timed = with_time(own)
    timed = timed[timed["scope"] != ""]
    names = pd.Series(
        [plain_of(name, level) for name, level in zip(named(timed, "indicator"), timed["level"], strict=True)],
        index=timed.index, dtype="str",
    )  # fmt: skip
    timed = with_stock(with_family(timed.assign(plain=names), names))
    timed = timed[~timed["masked"]]
    growth = timed["measure"] == "growth"
    timed = timed.assign(compared=timed["compare"].mask(growth & (timed["compare"] == ""), "yoy"))
    series = timed.groupby(["plain", *_ALIKE], sort=False).ngroup()
    return timed.assign(series=series).sort_values(["series", "first_month", "compilation_id", "start"], kind="stable")


def _series(cells: pd.DataFrame) -> pd.DataFrame:
    groups = cells.groupby("series", sort=True)
    first = groups.first()
    return pd.DataFrame({
        "series": first.index.astype("int64"),
        "indicator": pd.Series([_usual_name(found) for _, found in groups], dtype="str").to_numpy(),
        "measure": first["measure"].to_numpy(),
        "role": first["role"].to_numpy(),
        "compare": first["compared"].to_numpy(),
        "scope": first["scope"].to_numpy(),
        "unit": first["shown_unit"].to_numpy(),
        "years": groups["time_year"].nunique().to_numpy(),
    })  # fmt: skip


def _usual_name(rows: pd.DataFrame) -> str:
    """Return the name that most rows have, of the latest year where several are as frequent, without words of a task."""
    names = named(rows, "indicator")
    counts = names.value_counts()
    return without_task(str(names[names.isin(counts.index[counts == counts.max()])].iloc[-1]))


def _cells(cells: pd.DataFrame) -> pd.DataFrame:
    periods = (
        cells["time_year"]
        .astype("str")
        .where(cells["scope"] == "year", cells["time_year"].astype("str") + "-" + cells["scope"])
    )
    kept = ["shown_value", "shown_high", "mark", "time_told", "candidates", *EVIDENCE]
    found = cells[["series", "time_year", *kept]].rename(columns={"time_year": "year"})
    found.insert(2, "period", periods.astype("str"))
    found.insert(5, "unit", cells["shown_unit"])
    return found.reset_index(drop=True)


def _changes(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the change between each two neighbouring years of a series."""
    single = cells.drop_duplicates(list(_CELL), keep="first")
    single = single.assign(distinct=_distinct(cells).to_numpy())
    before = single.groupby("series").shift(1)
    pairs = single[before["time_year"].notna()]
    before = before.loc[pairs.index]
    marks, marks_before = pairs["mark"], before["mark"]
    # Of targets the number that is set changes, 以上 or not; of something done, 超10亿元 leaves open by how much.
    set_alike = (pairs["role"] == "target") & (marks == marks_before) & marks.isin(["min", "max"])
    open_ended = marks.isin(_OPEN) | marks_before.isin(_OPEN)
    reason = np.select(
        [
            (pairs["distinct"] > 1) | (before["distinct"] > 1),
            pairs["shown_value"].isna() | before["shown_value"].isna(),
            open_ended & ~set_alike,
        ],
        ["several", "redacted", "bound"],
        "",
    )
    sure = reason == ""
    change = (pairs["shown_value"] - before["shown_value"]).where(sure)
    ratio = pairs["measure"].isin(["level"]) & (before["shown_value"] > 0) & sure
    return pd.DataFrame({
        "series": pairs["series"].to_numpy(),
        "from_year": before["time_year"].astype("int64").to_numpy(),
        "to_year": pairs["time_year"].to_numpy(),
        "from_id": before["metric_id"].astype("str").to_numpy(),
        "to_id": pairs["metric_id"].to_numpy(),
        "change": change.round(9).to_numpy(),
        "unit": pairs["shown_unit"].replace("%", "个百分点").to_numpy(),
        "change_pct": (change / before["shown_value"].where(ratio) * 100).round(6).to_numpy(),
        "computed": np.full(len(pairs), fill_value=True),
        "approximate": ((marks == "approx") | (marks_before == "approx")).to_numpy(),
        "reason": pd.Series(reason, dtype="str").to_numpy(),
    })  # fmt: skip


def _distinct(cells: pd.DataFrame) -> "pd.Series[int]":
    """Return how many different values each cell has, in the order of the cells."""
    value = cells.groupby(["shown_value", "shown_high", "mark"], dropna=False).ngroup()
    return value.groupby([cells[key] for key in _CELL], sort=False).nunique()
