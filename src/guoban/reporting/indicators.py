"""The same indicator across departments: one row an indicator, what cannot be compared kept apart.

Figures stand together where their names come down to the same core (全市规上工业增加值 and 规上工业增加值 do, 签约项目 and
开工项目 do not), and measure and base unit are the same (万元 and 亿元 are); for growth, differences and ranks what they
are set against too: 全省第3 and 全市第3 never share a row. Baselines and references are other people's figures: left out.
"""

from dataclasses import dataclass
from functools import cache

import pandas as pd

from guoban.progress.cores import core_of_name
from guoban.reporting.profile import headlines

SET_AGAINST = ("growth", "difference", "rank")
LARGER_AREAS = {"国": "country", "省": "province"}  # figures of these are not the department's own area's
OWN_ROLES = ("actual", "target", "forecast")
KEY = ["core", "measure", "base", "scope"]


@dataclass(frozen=True, slots=True)
class Grouped:
    """`rows` are metrics with `group` (their group's number) and `size` (what they are compared by, in base units).

    `groups` has a row for each group, in the order in which they are shown: `group`, `indicator` (the shortest of its
    names), `measure`, `unit` (the most frequent), `scope`, `departments`, `rows`, `masked`, `low` and `high` (sizes,
    missing where all values are), `first` (its first metric's identifier). `left_out` rows tell no indicator or are
    others' figures, and stand in no group.
    """

    rows: pd.DataFrame
    groups: pd.DataFrame
    left_out: int


@cache
def core_key(indicator: str, measure: str) -> str:
    """Return what names of one indicator have in common; a name that is masked in part stands for itself."""
    core = core_of_name(indicator, measure)
    if core.masked or not core.words:
        return indicator
    parts = (sorted(core.figures), sorted(core.stages), sorted(core.quoted), [core.whole])
    return "|".join([core.words, LARGER_AREAS.get(core.area, ""), *(",".join(part) for part in parts)])


def with_cores(metrics: pd.DataFrame) -> pd.DataFrame:
    """Return the metrics that can be grouped, with `core`, `base`, `scope` and `size`."""
    named = metrics[(metrics["indicator"] != "") & metrics["role"].isin(OWN_ROLES)]
    return named.assign(
        core=[core_key(name, measure) for name, measure in zip(named["indicator"], named["measure"], strict=True)],
        base=named["base_unit"].where(named["base_unit"] != "", named["unit"]),
        scope=named["compare"].where(named["measure"].isin(SET_AGAINST), ""),
        size=named["amount"].where(named["amount"].notna(), named["value"]),
    )


def grouped(cored: pd.DataFrame, every: int) -> Grouped:
    """Return rows of `with_cores` by indicator: most departments first, then headlines; `every` counts all rows."""
    rows = cored.assign(length=cored["indicator"].str.len())
    by_key = rows.groupby(KEY, sort=False)
    rows["group"] = by_key.ngroup()
    groups = by_key.agg(
        group=("group", "first"),
        unit=("unit", _most_frequent),
        departments=("department", "nunique"),
        rows=("metric_id", "size"),
        masked=("redacted", "sum"),
        low=("size", "min"),
        high=("size", "max"),
        first=("metric_id", "first"),
        shortest=("length", "idxmin"),
    ).reset_index()
    groups["indicator"] = rows["indicator"].reindex(groups["shortest"]).to_numpy()
    words = headlines()
    places = {
        name: next((place for place, word in enumerate(words) if word in name), len(words))
        for name in groups["indicator"].unique()
    }
    groups["headline"] = groups["indicator"].map(places)
    groups = groups.sort_values(
        ["departments", "headline", "rows", "group"], ascending=[False, True, False, True], kind="stable"
    )
    return Grouped(rows, groups.reset_index(drop=True), every - len(cored))


def members(found: Grouped, group: int) -> pd.DataFrame:
    """Return the rows of a group, the largest first, ranks the best first, redacted ones last."""
    own = found.rows[found.rows["group"] == group]
    rising = bool((own["measure"] == "rank").all())
    return own.sort_values(["size", "seq", "start"], ascending=[rising, True, True], kind="stable", na_position="last")


def _most_frequent(units: "pd.Series[str]") -> str:
    first = str(units.iloc[0])
    return first if len(units) == 1 else str(units.value_counts(sort=True).index[0])
