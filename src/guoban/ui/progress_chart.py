"""Progress as bullet bars: each row with the schedule line of its own horizon and date.

The columns of numbers beside the bars say exactly what the list says; the bars are cut at the axis' end, the numbers
are not.
"""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.reporting.chart_rows import Nothing, Row, choose_tasks
from guoban.ui.chart_style import HATCH, LABEL_CHARACTERS, Palette, bare, grey, literal, short
from guoban.ui.charts import Chart

AXIS_END = 122
BARS_END = 0.72
PCT_COLUMN = 0.87
CARD_SIGN = "▮"


def progress_chart(rows: pd.DataFrame, colours: Palette) -> Chart:
    """Return the bars of `rows`, the worst gap first, rows without one last.

    `rows` has the columns of the progress table with the reports' `department`, and `gap` (percentage points between
    completion and schedule) and `card` (red, yellow, or empty).
    """
    choice = choose_tasks(rows)
    if isinstance(choice, Nothing):
        return Chart(None)
    records = choice.records
    figure = bare(colours, rows=len(records), top=30)
    figure.update_layout(margin={"b": 4}, height=figure.layout.height - 30)
    places = list(range(len(records)))
    figure.add_bar(
        x=[100] * len(records), y=places, orientation="h", marker={"color": colours.track}, width=0.42,
        hoverinfo="none", name="",
    )  # fmt: skip
    for status in ("done", "ahead", "behind", "unknown"):
        _status_bars(figure, records, status, colours)
    _schedule(figure, records, colours)
    _axes(figure, records, colours)
    _numbers(figure, records, colours)
    return Chart(figure, choice.words.legend, choice.words.note, choice.words.alt)


def _status_bars(figure: go.Figure, records: Sequence[Row], status: str, colours: Palette) -> None:
    own = [(place, row) for place, row in enumerate(records) if row["status"] == status and pd.notna(row["pct"])]
    if not own:
        return
    colour = colours.status(status)
    pattern = {"shape": HATCH, "fgcolor": colour, "bgcolor": colours.track, "fillmode": "overlay", "solidity": 0.3}
    figure.add_bar(
        x=[min(row["pct"], AXIS_END) for _place, row in own],
        y=[place for place, _row in own],
        orientation="h",
        width=0.42,
        name=labels.status(status),
        marker={"color": colours.track, "pattern": pattern} if status == "unknown" else {"color": colour},
        hovertext=[_hover(row) for _place, row in own],
        hoverinfo="text",
    )


def _schedule(figure: go.Figure, records: Sequence[Row], colours: Palette) -> None:
    own = [(place, row["schedule_pct"]) for place, row in enumerate(records) if pd.notna(row["schedule_pct"])]
    if own:
        figure.add_scatter(
            x=[value for _place, value in own],
            y=[place for place, _value in own],
            mode="markers",
            marker={"symbol": "line-ns", "size": 18, "line": {"width": 2, "color": colours.text}},
            hoverinfo="skip",
            name=_("序时进度"),
        )


def _axes(figure: go.Figure, records: Sequence[Row], colours: Palette) -> None:
    figure.update_xaxes(
        range=[0, AXIS_END],
        domain=[0, BARS_END],
        side="top",
        tickvals=[0, 25, 50, 75, 100],
        ticktext=["0", "25%", "50%", "75%", "100%"],
        showgrid=False,
        showline=False,
    )
    figure.update_yaxes(tickvals=list(range(len(records))), ticktext=[_label(row, colours) for row in records])


def _label(row: Row, colours: Palette) -> str:
    sign = {"red": colours.red, "yellow": colours.yellow}.get(str(row["card"]))
    card = f'<span style="color:{sign}">{CARD_SIGN}</span> ' if sign else ""
    task = literal(short(str(row["indicator"]), LABEL_CHARACTERS))
    return f"{card}{task} {grey(literal(short(labels.department(str(row['department'])), 12)), colours)}"


def _numbers(figure: go.Figure, records: Sequence[Row], colours: Palette) -> None:
    columns = ((PCT_COLUMN, _("完成率"), _pct), (1.0, _("差距"), _gap))
    for place, head, words in columns:
        texts = [(-1, head, colours.second)] + [(line, words(row), colours.text) for line, row in enumerate(records)]
        for line, text, colour in texts:
            figure.add_annotation(
                x=place,
                xref="paper",
                y=line if line >= 0 else 1,
                yref="y" if line >= 0 else "paper",
                yshift=0 if line >= 0 else 20,
                text=literal(text),
                showarrow=False,
                xanchor="right",
                font={"size": 13, "color": colour},
            )


def _pct(row: Row) -> str:
    if pd.isna(row["pct"]):
        return labels.reason("redacted") if row["reason"] == "redacted" else "—"
    return figures.pct(row["pct"])


def _gap(row: Row) -> str:
    return "" if pd.isna(row["gap"]) else figures.signed(row["gap"])


def _hover(row: Row) -> str:
    words = [str(row["indicator"]), labels.department(str(row["department"])), labels.status(str(row["status"]))]
    return "<br>".join(literal(word) for word in words) + f"<br><b>{literal(_pct(row))}</b>"
