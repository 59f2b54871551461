"""Charts of metrics from the metrics table: one measure, one unit, one rank scope on an axis, never a sum.

`measure_chart` chooses the form. Where the rows do not share a unit or a scope it draws nothing and says what to
choose first. Rows without a value are redacted or unread; they are counted in the note.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.ui.chart_style import Palette, bare, grey, literal, short

Row = Mapping[Hashable, Any]

MOST_BARS = 14
MOST_LINES = 24
MOST_PLACES = 20
MOST_DOTS = 3_000
LINE_PIXELS = 24
BAR_PIXELS = 26
DISC_LINE_PIXELS = 30
PERCENT = "%"
PERCENT_MEASURES = ("growth", "share", "completion")
DRAWN_ROLES = ("actual", "target", "forecast")
MEDIAN_FROM = 3
NAME_SHARE = 0.25  # of the axis that a name above its dot takes up


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure (None: nothing to draw) with its legend in words, a note on what is left out, and its finding."""

    figure: go.Figure | None
    legend: str = ""
    note: str = ""
    alt: str = ""


def measure_chart(metrics: pd.DataFrame, measure: str, colours: Palette) -> Chart:
    """Return the chart of `metrics`: rows of the metrics table with the reports' `department`, of one measure."""
    rows = metrics[metrics["measure"] == measure]
    drawn = rows[rows["role"].isin(DRAWN_ROLES)]
    drawn = drawn if len(drawn) else rows
    drawn = drawn[drawn["value"].notna()]
    if drawn.empty:
        return Chart(None, note=_("没有可以画的数值。") if len(rows) else "")
    left_out = _left_out(rows, drawn)
    if measure == "rank":
        return _ranks(drawn, colours, left_out)
    if measure in PERCENT_MEASURES and (drawn["unit"] == PERCENT).any():
        others = int((drawn["unit"] != PERCENT).sum())
        drawn = drawn[drawn["unit"] == PERCENT]
        left_out += [_("单位不是 % 的 {count} 项").format(count=others)] if others else []
    drawn = _one_unit(drawn)
    if _differ(drawn["unit"]):
        return Chart(None, note=_("先选一个单位，再比大小。"))
    if measure == "level" or len(drawn) <= MOST_BARS:
        return _bars(drawn, measure, colours, left_out)
    if len(drawn) > MOST_DOTS:
        return Chart(None, note=_("有 {count} 项，先筛选再看图。").format(count=f"{len(drawn):,}"))
    return _dots(drawn, measure, colours, left_out)


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


def _row_label(row: Row, colours: Palette, *, one_department: bool) -> str:
    indicator = literal(short(str(row["indicator"] or row["text"])))
    if one_department:
        return indicator
    return f"{indicator} {grey(literal(short(labels.department(str(row['department'])), 12)), colours)}"


def _hover(row: Row) -> str:
    parts = [
        str(row["indicator"] or row["text"]),
        labels.department(str(row["department"])),
        labels.role(str(row["role"])),
        labels.period(str(row["period"])),
    ]
    return "<br>".join(literal(part) for part in parts if part) + f"<br><b>{literal(figures.metric_value(row))}</b>"


def _bars(rows: pd.DataFrame, measure: str, colours: Palette, left_out: list[str]) -> Chart:
    """Return labelled bars, the largest first, at most `MOST_BARS` of them."""
    ranked = rows.sort_values("value", ascending=False, kind="stable")
    shown = ranked.head(MOST_BARS)
    more = len(ranked) - len(shown)
    records = shown.to_dict("records")
    figure = bare(colours, rows=len(records), row_pixels=BAR_PIXELS)
    for role, style in _bar_styles(colours).items():
        places = [place for place, row in enumerate(records) if _drawn_role(row) == role]
        if places:
            own = [records[place] for place in places]
            figure.add_bar(
                x=[row["value"] for row in own],
                y=places,
                orientation="h",
                width=0.6,
                name=labels.role(role),
                marker=style,
                text=[literal(figures.metric_value(row)) for row in own],
                textposition="outside",
                cliponaxis=False,
                hovertext=[_hover(row) for row in own],
                hoverinfo="text",
            )
    one_department = not _differ(rows["department"])
    ticks = [_row_label(row, colours, one_department=one_department) for row in records]
    figure.update_yaxes(tickvals=list(range(len(records))), ticktext=ticks)
    unit = str(rows["unit"].iloc[0])
    _value_axis(figure, [row["value"] for row in records], unit, colours, whole=measure == "completion")
    first = records[0]
    return Chart(
        figure,
        _bar_legend(records, unit),
        _note(left_out, *([_("其余 {count} 项").format(count=more)] if more else [])),
        _("{measure}最大：{name}，{value}。").format(
            measure=labels.measure(measure), name=first["indicator"], value=figures.metric_value(first)
        ),
    )


def _drawn_role(row: Row) -> str:
    return str(row["role"]) if row["role"] in ("target", "forecast") else "actual"


def _bar_styles(colours: Palette) -> dict[str, dict[str, Any]]:
    hollow = "rgba(0,0,0,0)"
    return {
        "actual": {"color": colours.actual, "opacity": 0.65},
        "target": {"color": hollow, "line": {"color": colours.target, "width": 1.5}},
        "forecast": {
            "color": hollow,
            "line": {"color": colours.actual, "width": 1},
            "pattern": {"shape": ".", "fgcolor": colours.actual, "fillmode": "replace", "solidity": 0.2},
        },
    }


def _bar_legend(records: Sequence[Row], unit: str) -> str:
    roles = {_drawn_role(row) for row in records}
    words = [_("单位：{unit}").format(unit=unit)] if unit and unit != PERCENT else []
    if roles != {"actual"}:
        names = {"actual": _("■ 完成值"), "target": _("□ 目标值"), "forecast": _("▒ 预计值")}
        words += [names[role] for role in names if role in roles]
    return "\u2003".join(words)


def _value_axis(figure: go.Figure, values: list[float], unit: str, colours: Palette, *, whole: bool = False) -> None:
    low, high = min(0.0, *values), max(0.0, *values)
    width = (high - low) or 1.0
    padding = (width * 0.18 if low < 0 else 0.0, width * 0.18)
    figure.update_xaxes(
        range=[low - padding[0], high + padding[1]],
        ticksuffix=unit if unit == PERCENT else "",
        tickformat=",~g",
        nticks=6,
        showline=False,
    )
    figure.add_vline(x=0, line={"color": colours.second, "width": 1})
    if whole and high > 90:
        figure.add_vline(x=100, line={"color": colours.text, "width": 1, "dash": "dot"})


def _dots(rows: pd.DataFrame, measure: str, colours: Palette, left_out: list[str]) -> Chart:
    """Return one line a department with a dot a row; hollow diamonds are targets, ticks are medians of three or more."""
    actual = rows[~rows["role"].isin(["target", "forecast"])]
    medians = actual.groupby("department")["value"].median()
    counts = rows["department"].value_counts()
    shown = list(counts.index[:MOST_LINES])
    shown.sort(key=lambda name: -medians.get(name, float("-inf")))
    hidden = int(counts.iloc[MOST_LINES:].sum())
    place = {name: line for line, name in enumerate(shown)}
    rows = rows[rows["department"].isin(shown)]
    unit = str(rows["unit"].iloc[0])
    figure = bare(colours, rows=len(shown), row_pixels=LINE_PIXELS, top=16)
    for role, marker in _dot_styles(colours).items():
        own = [row for row in rows.to_dict("records") if _drawn_role(row) == role]
        if own:
            figure.add_scatter(
                x=[row["value"] for row in own],
                y=[place[row["department"]] for row in own],
                mode="markers",
                name=labels.role(role),
                marker=marker,
                hovertext=[_hover(row) for row in own],
                hoverinfo="text",
            )
    enough = actual["department"].value_counts()
    ticked = [name for name in shown if enough.get(name, 0) >= MEDIAN_FROM]
    if ticked:
        figure.add_scatter(
            x=[medians[name] for name in ticked],
            y=[place[name] for name in ticked],
            mode="markers",
            name=_("中位数"),
            marker={"symbol": "line-ns", "size": 16, "line": {"width": 2, "color": colours.text}},
            hovertext=[_("中位数 {value}").format(value=f"{medians[name]:g}{unit}") for name in ticked],
            hoverinfo="text",
        )
    figure.update_yaxes(
        tickvals=list(range(len(shown))),
        ticktext=[
            f"{literal(short(labels.department(name), 12))} {grey(str(counts[name]), colours)}" for name in shown
        ],
    )
    _value_axis(figure, list(rows["value"]), unit, colours, whole=measure == "completion")
    _name_ends(figure, actual[actual["department"].isin(shown)], place, colours)
    return Chart(
        figure,
        _dot_legend(rows, measure, unit, medians=bool(ticked)),
        _note(left_out, *([_("其余部门 {count} 项").format(count=hidden)] if hidden else [])),
        _("{count} 个部门的{measure}，最低 {low}，最高 {high}。").format(
            count=len(shown), measure=labels.measure(measure), low=f"{rows['value'].min():g}{unit}",
            high=f"{rows['value'].max():g}{unit}",
        ),
    )  # fmt: skip


def _dot_styles(colours: Palette) -> dict[str, dict[str, Any]]:
    return {
        "actual": {"color": colours.actual, "size": 9, "opacity": 0.6},
        "target": {"symbol": "diamond-open", "color": colours.target, "size": 11, "line": {"width": 1.5}},
        "forecast": {"symbol": "circle-open-dot", "color": colours.actual, "size": 10, "line": {"width": 1}},
    }


def _dot_legend(rows: pd.DataFrame, measure: str, unit: str, *, medians: bool) -> str:
    roles = set(rows["role"])
    words = [] if unit == PERCENT else [_("单位：{unit}").format(unit=unit)]
    words += [_("● 每点一项{measure}").format(measure=labels.measure(measure))]
    words += [_("◇ 目标")] if "target" in roles else []
    words += [_("⊙ 预计")] if "forecast" in roles else []
    words += [_("┃ 部门中位数（3 项以上）")] if medians else []
    return "\u2003".join(words)


def _name_ends(figure: go.Figure, actual: pd.DataFrame, place: dict[str, int], colours: Palette) -> None:
    """Name the three highest and the two lowest rows above their dots; a name that would cover another is left out."""
    ranked = actual.sort_values("value", ascending=False, kind="stable")
    ends = pd.concat([ranked.head(3), ranked.iloc[::-1].head(2)]).drop_duplicates("metric_id")
    low, high = actual["value"].min(), actual["value"].max()
    named: list[tuple[int, float]] = []
    for row in ends.to_dict("records"):
        share = (row["value"] - low) / ((high - low) or 1)
        line = place[row["department"]]
        if any(line == other and abs(share - there) < NAME_SHARE for other, there in named):
            continue
        named.append((line, share))
        figure.add_annotation(
            x=row["value"],
            y=line,
            text=literal(short(row["indicator"] or row["text"], 12)),
            showarrow=False,
            yshift=12,
            xanchor="left" if share < 0.08 else "right" if share > 0.92 else "center",
            font={"size": 11.5, "color": colours.second},
        )


def _ranks(rows: pd.DataFrame, colours: Palette, left_out: list[str]) -> Chart:
    """Return a column a place and a line a department, with the count in the disc; one scope only."""
    if _differ(rows["compare"]):
        return Chart(None, note=_("先选一个对比范围，再看位次。"))
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
    figure = bare(colours, rows=len(order), row_pixels=DISC_LINE_PIXELS)
    figure.add_scatter(
        x=[column[value] for value in grid["value"]],
        y=[order.index(name) for name in grid["department"]],
        mode="markers+text",
        text=[str(len(names)) for names in grid["indicator"]],
        textfont={"size": 12, "color": colours.background},
        marker={"size": 22, "color": colours.actual, "opacity": 1},
        hovertext=["<br>".join(literal(short(name, 30)) for name in names[:8]) for names in grid["indicator"]],
        hoverinfo="text",
        name=labels.measure("rank"),
    )
    figure.update_yaxes(
        tickvals=list(range(len(order))),
        ticktext=[literal(short(labels.department(name), 12)) for name in order],
        showgrid=True,
    )
    figure.update_xaxes(
        range=[-0.6, max(len(places), 4) - 0.4],
        tickvals=list(range(len(places))),
        ticktext=[_("第{place}").format(place=f"{value:g}") for value in places],
        showgrid=False,
    )
    scope = labels.unstated(labels.compare(str(rows["compare"].iloc[0])))
    return Chart(
        figure,
        _("对比：{scope}。圆内是项数").format(scope=scope),
        _note(left_out, *([_("靠后的 {count} 项").format(count=more)] if more else [])),
        _("{count} 个部门的位次，最好第{place}。").format(count=len(order), place=f"{places[0]:g}"),
    )
