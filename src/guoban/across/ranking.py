"""The same indicator across departments: brought to one unit, ranked, and what cannot be ranked listed apart."""

from dataclasses import dataclass

import pandas as pd

from guoban.across.directions import lower_is_better
from guoban.across.facts import EVIDENCE, named, with_time
from guoban.across.spelling import plain, plain_of, without_task
from guoban.across.stocks import with_stock
from guoban.across.units import in_one_unit, with_family
from guoban.records import Measure, MetricRole

_KEPT = (
    "department",
    "type",
    "level",
    "region",
    "title",
    "period_shown",
    "shown_value",
    "shown_high",
    "mark",
    "time_told",
)


@dataclass(frozen=True, slots=True)
class Thing:
    """What departments are ranked by: an indicator with its measure, the family of its unit, its role and comparison.

    Where a number is what was added in one report and all there is in another, `stock` (flow, stock, "") says which of
    them is meant; None: what most reports tell. `compare` of a growth is yoy where the text names nothing else.
    """

    indicator: str
    measure: Measure
    family: str
    role: MetricRole = "actual"
    compare: str = ""
    stock: str | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Departments by an indicator, in one `unit`.

    `rows`: the best first, with `place` (equal values share it), `tied`, `again` (the department has another report here),
    `shown_value`, `shown_high`, `mark` (the bound: 以上 is ranked by its number, a range by its low end), `said_in` (how many
    times the report says this value), and the evidence. `apart`: what is not ranked, with `reason`: redacted, several (the
    report has differing values), period (it covers another time), stock (added in one report, all there is in another).
    Each row that matches stands in one of the two, but for a value that a report says again.
    """

    rows: pd.DataFrame
    apart: pd.DataFrame
    unit: str
    period: str
    lower_is_better: bool


def things(rows: pd.DataFrame, *, least: int = 2, kind: str = "") -> pd.DataFrame:
    """Return what can be ranked: one row for each thing that stands in at least `least` reports, the most common first.

    Columns: `indicator` (the usual name), `measure`, `family`, `role`, `compare`, `reports`, `departments`. `kind` keeps to
    one type of department. Minor counts are left out.
    """
    found = _comparable(rows, kind)
    keys = ["plain", "measure", "family", "role", "compared"]
    groups = found.groupby(keys, sort=False)
    counted = groups.agg(reports=("report_id", "nunique"), departments=("department", "nunique")).reset_index()
    counted = counted[counted["reports"] >= least]
    usual = (
        found.groupby([*keys, "indicator"], sort=False).size().sort_values(ascending=False, kind="stable").reset_index()
    )
    usual = usual.drop_duplicates(keys)[[*keys, "indicator"]]
    counted = counted.merge(usual, on=keys).sort_values("reports", ascending=False, kind="stable")
    counted["indicator"] = [without_task(name) for name in counted["indicator"]]
    columns = ["indicator", "measure", "family", "role", "compared", "reports", "departments"]
    return counted[columns].rename(columns={"compared": "compare"}).reset_index(drop=True)


def rank(rows: pd.DataFrame, thing: Thing, *, kind: str = "", period: str = "", lower: bool | None = None) -> Ranking:
    """Return the reports of departments of type `kind` ("": of all) ranked by `thing`.

    `rows` are `facts`. `period` (2024-H1, 2024) is the time that all must cover, by default the one that most reports have.
    `lower` tells whether less is better, by default what the indicator says.
    """
    found = _comparable(rows, kind, thing)
    found = with_stock(found)
    found = found[~found["masked"]]
    direction = lower_is_better(thing.indicator, thing.measure) if lower is None else lower
    timed = with_time(found)
    shown = (
        timed["time_year"]
        .astype("str")
        .where(timed["scope"] == "year", timed["time_year"].astype("str") + "-" + timed["scope"])
    )
    timed = timed.assign(period_shown=shown.where(timed["scope"] != "", "").astype("str"))
    chosen = period or _usual(timed, "period_shown")
    timed = in_one_unit(timed, by=["measure", "family"])
    unit = str(timed["shown_unit"].iloc[0]) if len(timed) else ""
    stock = _usual(timed, "stock") if thing.stock is None else thing.stock
    reason = _reasons(timed, chosen).mask(timed["stock"] != stock, "stock")
    apart = timed.assign(reason=reason)[reason != ""]
    ranked = _ranked(timed[reason == ""], lower=direction)
    return Ranking(ranked, _shown(apart, ["reason"]), unit, chosen, direction)


def _comparable(rows: pd.DataFrame, kind: str, thing: Thing | None = None) -> pd.DataFrame:
    """Return the rows that may be compared, under canonical names, with the plain name of the indicator."""
    found = rows[~rows["minor"]]
    if kind:
        found = found[found["type"] == kind]
    if thing is not None:
        found = found[(found["measure"] == thing.measure) & (found["role"] == thing.role)]
    names, levels = named(found, "indicator"), found["level"]
    found = found.assign(
        indicator=names,
        department=named(found, "department"),
        plain=pd.Series(
            [plain_of(name, level) for name, level in zip(names, levels, strict=True)], index=found.index, dtype="str"
        ),
    )
    if thing is not None:
        found = found[found["plain"].isin({plain(thing.indicator), *_own_plain(thing.indicator, levels)})]
    found = with_family(found, found["plain"])
    growth = (found["measure"] == "growth") & (found["compare"] == "")
    found = found.assign(compared=found["compare"].mask(growth, "yoy"))
    if thing is not None:
        compare = thing.compare or ("yoy" if thing.measure == "growth" else "")
        found = found[(found["family"] == thing.family) & (found["compared"] == compare)]
    return found


def _own_plain(indicator: str, levels: "pd.Series[str]") -> set[str]:
    """Return the plain names that the indicator may go by: 全县GDP asks for the GDP of every county's report."""
    return {plain_of(indicator, level) for level in levels.unique()}


def _usual(rows: pd.DataFrame, column: str) -> str:
    """Return what most reports have in `column`, the latest of several; values count before redacted ones."""
    for known in (rows[~rows["redacted"]], rows):
        told = known[known[column] != ""] if column == "period_shown" else known
        if len(told):
            counts = told.groupby(column)["report_id"].nunique()
            last = told.groupby(column)["last_month"].max()
            return str(max(counts.index, key=lambda name: (counts[name], last[name], name)))
    return ""


def _reasons(rows: pd.DataFrame, period: str) -> "pd.Series[str]":
    """Return why each row is not ranked, "" where it is."""
    reason = pd.Series("", index=rows.index, dtype="str")
    reason = reason.mask(rows["redacted"] | rows["family_value"].isna(), "redacted")
    reason = reason.mask(rows["period_shown"] != period, "period")
    kept = rows[reason == ""]
    value = kept.groupby(["family_value", "family_high", "mark"], dropna=False).ngroup()
    several = value.groupby(kept["report_id"]).transform("nunique") > 1
    return reason.mask(several.reindex(rows.index, fill_value=False), "several")


def _ranked(rows: pd.DataFrame, *, lower: bool) -> pd.DataFrame:
    """Return one row a report, the best value first."""
    said = rows.groupby("report_id")["metric_id"].transform("size")
    once = rows.assign(said_in=said.astype("int64")).drop_duplicates("report_id", keep="first")
    place = once["family_value"].rank(method="min", ascending=lower).astype("int64")
    once = once.assign(
        place=place,
        tied=place.duplicated(keep=False),
        again=once.groupby(["department", "region"])["report_id"].transform("size") > 1,
    )
    once = once.sort_values(["place", "department", "compilation_id", "start"], kind="stable")
    return _shown(once, ["place", "tied", "again", "said_in"])


def _shown(rows: pd.DataFrame, first: list[str]) -> pd.DataFrame:
    found = rows[[*first, *_KEPT, "indicator", *EVIDENCE]].rename(columns={"period_shown": "period"})
    return found.reset_index(drop=True)
