"""What all charts share: the theme's colours, the bare layout, escaped labels.

Streamlit does not recolour a Plotly figure when the theme changes: the page gives the palette of the mode that is on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from guoban.reporting.colours import mix

LABEL_CHARACTERS = 17
ROW_PIXELS = 29
AXIS_PIXELS = 34
HATCH = "\\"  # Plotly's name for strokes at 135°
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showAxisDragHandles": False}


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by their meaning, as the theme in config.toml has them."""

    text: str
    second: str
    line: str
    track: str
    background: str
    actual: str
    target: str
    done: str
    ahead: str
    behind: str
    unknown: str
    red: str
    yellow: str

    def status(self, status: str) -> str:
        return {"done": self.done, "ahead": self.ahead, "behind": self.behind}.get(status, self.unknown)


def palette(mode: str, option: Callable[[str], Any] = st.get_option) -> Palette:
    """Return the colours of `mode` (light, dark); `option` reads a setting by its name."""

    def colour(name: str) -> str:
        return str(option(f"theme.{'dark' if mode == 'dark' else 'light'}.{name}"))

    done, background = colour("greenColor"), colour("backgroundColor")
    return Palette(
        text=colour("textColor"),
        second=colour("grayTextColor"),
        line=colour("borderColor"),
        track=colour("grayBackgroundColor"),
        background=background,
        actual=colour("primaryColor"),
        target=colour("violetColor"),
        done=done,
        ahead=mix(done, background, 0.7),
        behind=colour("orangeColor"),
        unknown=colour("grayColor"),
        red=colour("redColor"),
        yellow=colour("yellowColor"),
    )


def current_palette() -> Palette:
    """Return the colours of the mode that the browser shows."""
    return palette(st.context.theme.type or "light")


def literal(text: str) -> str:
    """Return `text` so that Plotly, which reads some HTML, shows it letter by letter.

    MathJax typesets what stands between two dollar signs: a word joiner behind each keeps them apart from the text.
    """
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("$", "$\u2060").replace("\n", " ")


def short(text: str, most: int = LABEL_CHARACTERS) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def bare(colours: Palette, *, rows: int, row_pixels: int = ROW_PIXELS, top: int = 4) -> go.Figure:
    """Return an empty figure of `rows` horizontal lines: no legend, no zoom, hairlines only."""
    axis = {
        "color": colours.second,
        "gridcolor": colours.line,
        "linecolor": colours.line,
        "fixedrange": True,
        "zeroline": False,
        "tickfont": {"size": 12.5},
    }
    figure = go.Figure()
    figure.update_layout(
        height=max(rows, 1) * row_pixels + AXIS_PIXELS + top,
        margin={"l": 0, "r": 4, "t": top, "b": AXIS_PIXELS},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        dragmode=False,
        bargap=0.36,
        barmode="overlay",
        font={"family": str(st.get_option("theme.font") or "sans-serif"), "size": 13, "color": colours.text},
        hoverlabel={"bgcolor": colours.background, "bordercolor": colours.line, "font": {"color": colours.text}},
        separators=".,",
        xaxis=axis,
        yaxis=axis | {"showgrid": False, "autorange": False, "range": [rows - 0.5, -0.5], "automargin": True,
                      "ticks": "", "ticklabelstandoff": 8, "tickfont": {"size": 13, "color": colours.text}},
    )  # fmt: skip
    return figure


def grey(text: str, colours: Palette) -> str:
    """Return `text`, already literal, in the colour of second text."""
    return f'<span style="color:{colours.second}">{text}</span>'
