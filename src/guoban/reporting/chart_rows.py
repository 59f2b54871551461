"""What a chart draws: one measure, one unit, one rank scope on an axis, never a sum.

`choose` picks the form. Where the rows do not share a unit or a scope nothing is drawn, and the note says what to
choose first. Rows without a value are redacted or unread; the note counts them. The page's charts and the papers'
pictures draw the same choice.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.reporting.dot_names import Named, named

Row = Mapping[Hashable, Any]

MOST_BARS = 14
MOST_LINES = 24
MOST_PLACES = 20
MOST_DOTS = 3_000
MOST_TASKS = 24
PERCENT = "%"
PERCENT_MEASURES = ("growth", "share", "completion")
DRAWN_ROLES = ("actual", "target", "forecast")
MEDIAN_FROM = 3


@dataclass(frozen=True, slots=True)
class Words:
    """The legend in words, what is left out, and the finding."""

    legend: str = ""
    note: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Labelled bars, the largest first; `records` are rows of the metrics table."""

    records: Sequence[Row]
    unit: str
    one_department: bool
    words: Words


@dataclass(frozen=True, slots=True)
class Dots:
    """One line a department with a dot a row. `medians` of three or more actuals, `counts` of rows, by department.

    `named` are the rows at the ends whose names find a place beside their dots.
    """

    names: Sequence[str]
    records: Sequence[Row]
    medians: Mapping[str, float]
    counts: Mapping[str, int]
    named: Sequence[Named]
    unit: str
    words: Words


@dataclass(frozen=True, slots=True)
class Ranks:
    """A column a place and a line a department; `discs` are the index of the place, the line, the indicators."""

    names: Sequence[str]
    places: Sequence[float]
    discs: Sequence[tuple[int, int, Sequence[str]]]
    words: Words


@dataclass(frozen=True, slots=True)
class Tasks:
    """Progress bars, the worst gap first, rows without one last; `records` are rows of `tasks.tasks`."""

    records: Sequence[Row]
    words: Words


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing to draw; the note says why."""

    words: Words


def choose(metrics: pd.DataFrame, measure: str) -> Bars | Dots | Ranks | Nothing:
    """Return what to draw of `metrics`: rows of the metrics table with the reports' `department`, of one measure."""
    rows = metrics[metrics["measure"] == measure]
    drawn = rows[rows["role"].isin(DRAWN_ROLES)]
    drawn = drawn if len(drawn) else rows
    drawn = drawn[drawn["value"].notna()]
    if drawn.empty:
        return _nothing(_("没有可以画的数值。") if len(rows) else "")
    left_out = _left_out(rows, drawn)
    if measure == "rank":
        return _ranks(drawn, left_out)
    if measure in PERCENT_MEASURES and (drawn["unit"] == PERCENT).any():
        others = int((drawn["unit"] != PERCENT).sum())
        drawn = drawn[drawn["unit"] == PERCENT]
        left_out += [_("单位不是 % 的 {count} 项").format(count=others)] if others else []
    drawn = _one_unit(drawn)
    if _differ(drawn["unit"]):
        return _nothing(_("先选一个单位，再比大小。"))
    if measure == "level" or len(drawn) <= MOST_BARS:
        return _bars(drawn, measure, left_out)
    if len(drawn) > MOST_DOTS:
        return _nothing(_("有 {count} 项，先筛选再看图。").format(count=f"{len(drawn):,}"))
    return _dots(drawn, measure, left_out)


def choose_tasks(rows: pd.DataFrame, most: int = MOST_TASKS) -> Tasks | Nothing:
    """Return which tasks to draw; `rows` is as `tasks.tasks` returns it, with the reports' `department`."""
    if rows.empty:
        return Nothing(Words())
    ranked = rows.sort_values("gap", kind="stable", na_position="last")
    records = ranked.head(most).to_dict("records")
    behind = sum(row["status"] == "behind" for row in records)
    more = len(ranked) - len(records)
    words = Words(
        _("┃ 各项任务自己的序时进度"),
        _("另有 {count} 项未画。").format(count=more) if more else "",
        _("{count} 项任务的完成率，{behind} 项滞后。").format(count=len(records), behind=behind),
    )
    return Tasks(records, words)


def drawn_role(row: Row) -> str:
    """Return as which role a row is drawn: target and forecast apart, all else as what is done."""
    return str(row["role"]) if row["role"] in ("target", "forecast") else "actual"


def value_range(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of an axis that holds zero and `values`, with room for their labels."""
    low, high = min(0.0, *values), max(0.0, *values)
    width = (high - low) or 1.0
    return low - (width * 0.18 if low < 0 else 0.0), high + width * 0.18


def _nothing(note: str) -> Nothing:
    return Nothing(Words(note=note))


def _left_out(rows: pd.DataFrame, drawn: pd.DataFrame) -> list[str]:
    redacted = int((rows["redacted"] & rows["role"].isin(set(drawn["role"]))).sum())
    others = len(rows) - len(drawn) - redacted
    words = [_("脱敏 {count} 项").format(count=redacted)] if redacted else []
    return words + ([_("基期、参照等 {count} 项").format(count=others)] if others > 0 else [])


def _note(left_out: list[str], *more: str) -> str:
    words = [*left_out, *more]
    return _("未画：{words}。").format(words=_("、").join(words)) if words else ""


def _differ(column: "pd.Series[str]") -> bool:
    return len(column.unique()) > 1


def _one_unit(rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` in one unit where 万元 and 亿元 of one indicator can be brought together, else as they are."""
    units = rows["unit"].unique()
    if len(units) == 1 or _differ(rows["indicator"]) or _differ(rows["base_unit"]):
        return rows
    if rows["amount"].isna().any() or not rows["base_unit"].iloc[0]:
        return rows
    common = rows[rows["unit"] == rows["unit"].mode().iloc[0]]
    own = common[common["value"] != 0]
    if own.empty:
        return rows
    size = float((own["amount"] / own["value"]).iloc[0])
    return rows.assign(value=rows["amount"] / size, unit=common["unit"].iloc[0])


def _bars(rows: pd.DataFrame, measure: str, left_out: list[str]) -> Bars:
    ranked = rows.sort_values("value", ascending=False, kind="stable")
    more = len(ranked) - MOST_BARS
    records = ranked.head(MOST_BARS).to_dict("records")
    unit, first = str(rows["unit"].iloc[0]), records[0]
    words = Words(
        _bar_legend(records, unit),
        _note(left_out, *([_("其余 {count} 项").format(count=more)] if more > 0 else [])),
        _("{measure}最大：{name}，{value}。").format(
            measure=labels.measure(measure), name=first["indicator"], value=figures.metric_value(first)
        ),
    )
    return Bars(records, unit, not _differ(rows["department"]), words)


def _bar_legend(records: Sequence[Row], unit: str) -> str:
    roles = {drawn_role(row) for row in records}
    words = [_("单位：{unit}").format(unit=unit)] if unit and unit != PERCENT else []
    if roles != {"actual"}:
        names = {"actual": _("■ 完成值"), "target": _("□ 目标值"), "forecast": _("▒ 预计值")}
        words += [names[role] for role in names if role in roles]
    return "\u2003".join(words)


def _dots(rows: pd.DataFrame, measure: str, left_out: list[str]) -> Dots:
    actual = rows[~rows["role"].isin(["target", "forecast"])]
    medians = actual.groupby("department")["value"].median()
    counts = rows["department"].value_counts()
    shown = list(counts.index[:MOST_LINES])
    shown.sort(key=lambda name: -medians.get(name, float("-inf")))
    hidden = int(counts.iloc[MOST_LINES:].sum())
    rows = rows[rows["department"].isin(shown)]
    enough = actual["department"].value_counts()
    ticked = {str(name): float(medians[name]) for name in shown if enough.get(name, 0) >= MEDIAN_FROM}
    unit = str(rows["unit"].iloc[0])
    words = Words(
        _dot_legend(rows, measure, unit, medians=bool(ticked)),
        _note(left_out, *([_("其余部门 {count} 项").format(count=hidden)] if hidden else [])),
        _("{count} 个部门的{measure}，最低 {low}，最高 {high}。").format(
            count=len(shown), measure=labels.measure(measure), low=f"{rows['value'].min():g}{unit}",
            high=f"{rows['value'].max():g}{unit}",
        ),
    )  # fmt: skip
    own = actual[actual["department"].isin(shown)]
    return Dots(
        names=[str(name) for name in shown],
        records=rows.to_dict("records"),
        medians=ticked,
        counts={str(name): int(counts[name]) for name in shown},
        named=named(rows, own, ticked, value_range(list(rows["value"]))),
        unit=unit,
        words=words,
    )


def _dot_legend(rows: pd.DataFrame, measure: str, unit: str, *, medians: bool) -> str:
    roles = set(rows["role"])
    words = [] if unit == PERCENT else [_("单位：{unit}").format(unit=unit)]
    words += [_("● 每点一项{measure}").format(measure=labels.measure(measure))]
    words += [_("◇ 目标")] if "target" in roles else []
    words += [_("⊙ 预计")] if "forecast" in roles else []
    words += [_("┃ 部门中位数（3 项以上）")] if medians else []
    return "\u2003".join(words)


def _ranks(rows: pd.DataFrame, left_out: list[str]) -> Ranks | Nothing:
    if _differ(rows["compare"]):
        return _nothing(_("先选一个对比范围，再看位次。"))
    places = sorted(rows["value"].unique())
    hidden = rows[rows["value"].isin(places[MOST_PLACES:])]
    rows = rows[~rows["value"].isin(hidden["value"])]
    places = places[:MOST_PLACES]
    grid = rows.groupby(["department", "value"])["indicator"].agg(list).reset_index()
    best = rows.groupby("department")["value"].agg(["min", "size"])
    order = list(best.sort_values(["min", "size"], ascending=[True, False], kind="stable").index)
    more = int(rows["department"].isin(order[MOST_LINES:]).sum()) + len(hidden)
    order = order[:MOST_LINES]
    grid = grid[grid["department"].isin(order)]
    column = {value: index for index, value in enumerate(places)}
    discs = [
        (column[value], order.index(name), list(names))
        for name, value, names in zip(grid["department"], grid["value"], grid["indicator"], strict=True)
    ]
    scope = labels.unstated(labels.compare(str(rows["compare"].iloc[0])))
    words = Words(
        _("对比：{scope}。圆内是项数").format(scope=scope),
        _note(left_out, *([_("靠后的 {count} 项").format(count=more)] if more else [])),
        _("{count} 个部门的位次，最好第{place}。").format(count=len(order), place=f"{places[0]:g}"),
    )
    return Ranks([str(name) for name in order], [float(place) for place in places], discs, words)
