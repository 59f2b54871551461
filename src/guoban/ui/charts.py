"""Charts of metrics, as `guoban.reporting.chart_rows` chooses them, drawn by Plotly."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.reporting.chart_rows import (
    MOST_BARS,
    MOST_DOTS,
    PERCENT,
    Bars,
    Dots,
    Nothing,
    Ranks,
    Row,
    choose,
    drawn_role,
    value_range,
)
from guoban.ui.chart_style import Palette, bare, grey, literal, short

__all__ = ["MOST_BARS", "MOST_DOTS", "Chart", "Row", "measure_chart"]

LINE_PIXELS = 24
BAR_PIXELS = 26
DISC_LINE_PIXELS = 30
NAME_PIXELS = 6  # between a dot and its name


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure (None: nothing to draw) with its legend in words, a note on what is left out, and its finding."""

    figure: go.Figure | None
    legend: str = ""
    note: str = ""
    alt: str = ""


def measure_chart(metrics: pd.DataFrame, measure: str, colours: Palette) -> Chart:
    """Return the chart of `metrics`: rows of the metrics table with the reports' `department`, of one measure."""
    choice = choose(metrics, measure)
    words = choice.words
    match choice:
        case Nothing():
            figure = None
        case Bars():
            figure = _bars(choice, measure, colours)
        case Dots():
            figure = _dots(choice, measure, colours)
        case Ranks():
            figure = _ranks(choice, colours)
    return Chart(figure, words.legend, words.note, words.alt)


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


def _bars(choice: Bars, measure: str, colours: Palette) -> go.Figure:
    records = choice.records
    figure = bare(colours, rows=len(records), row_pixels=BAR_PIXELS)
    for role, style in _bar_styles(colours).items():
        places = [place for place, row in enumerate(records) if drawn_role(row) == role]
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
    ticks = [_row_label(row, colours, one_department=choice.one_department) for row in records]
    figure.update_yaxes(tickvals=list(range(len(records))), ticktext=ticks)
    _value_axis(figure, [row["value"] for row in records], choice.unit, colours, whole=measure == "completion")
    return figure


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


def _value_axis(
    figure: go.Figure, values: Sequence[float], unit: str, colours: Palette, *, whole: bool = False
) -> None:
    figure.update_xaxes(
        range=list(value_range(values)),
        ticksuffix=unit if unit == PERCENT else "",
        tickformat=",~g",
        nticks=6,
        showline=False,
    )
    figure.add_vline(x=0, line={"color": colours.second, "width": 1})
    if whole and max(values) > 90:
        figure.add_vline(x=100, line={"color": colours.text, "width": 1, "dash": "dot"})


def _dots(choice: Dots, measure: str, colours: Palette) -> go.Figure:
    """Return one line a department with a dot a row; hollow diamonds are targets, ticks are medians of three or more."""
    names, unit = choice.names, choice.unit
    place = {name: line for line, name in enumerate(names)}
    figure = bare(colours, rows=len(names), row_pixels=LINE_PIXELS)
    for role, marker in _dot_styles(colours).items():
        own = [row for row in choice.records if drawn_role(row) == role]
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
    if choice.medians:
        figure.add_scatter(
            x=list(choice.medians.values()),
            y=[place[name] for name in choice.medians],
            mode="markers",
            name=_("中位数"),
            marker={"symbol": "line-ns", "size": 16, "line": {"width": 2, "color": colours.text}},
            hovertext=[_("中位数 {value}").format(value=f"{value:g}{unit}") for value in choice.medians.values()],
            hoverinfo="text",
        )
    figure.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=[
            f"{literal(short(labels.department(name), 12))} {grey(str(choice.counts[name]), colours)}" for name in names
        ],
    )
    _value_axis(figure, [row["value"] for row in choice.records], unit, colours, whole=measure == "completion")
    for one in choice.named:
        figure.add_annotation(
            x=one.row["value"],
            y=place[one.row["department"]],
            text=literal(one.name),
            showarrow=False,
            xanchor="left" if one.side == "right" else "right",
            xshift=NAME_PIXELS if one.side == "right" else -NAME_PIXELS,
            font={"size": 11.5, "color": colours.second},
        )
    return figure


def _dot_styles(colours: Palette) -> dict[str, dict[str, Any]]:
    return {
        "actual": {"color": colours.actual, "size": 9, "opacity": 0.6},
        "target": {"symbol": "diamond-open", "color": colours.target, "size": 11, "line": {"width": 1.5}},
        "forecast": {"symbol": "circle-open-dot", "color": colours.actual, "size": 10, "line": {"width": 1}},
    }


def _ranks(choice: Ranks, colours: Palette) -> go.Figure:
    """Return a column a place and a line a department, with the count in the disc."""
    names, places = choice.names, choice.places
    figure = bare(colours, rows=len(names), row_pixels=DISC_LINE_PIXELS)
    figure.add_scatter(
        x=[column for column, _line, _names in choice.discs],
        y=[line for _column, line, _names in choice.discs],
        mode="markers+text",
        text=[str(len(inside)) for _column, _line, inside in choice.discs],
        textfont={"size": 12, "color": colours.background},
        marker={"size": 22, "color": colours.actual, "opacity": 1},
        hovertext=[
            "<br>".join(literal(short(name, 30)) for name in inside[:8]) for _column, _line, inside in choice.discs
        ],
        hoverinfo="text",
        name=labels.measure("rank"),
    )
    figure.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=[literal(short(labels.department(name), 12)) for name in names],
        showgrid=True,
    )
    figure.update_xaxes(
        range=[-0.6, max(len(places), 4) - 0.4],
        tickvals=list(range(len(places))),
        ticktext=[_("第{place}").format(place=f"{value:g}") for value in places],
        showgrid=False,
    )
    return figure
