"""The words behind a comparison: sentences of several compilations under one another, each with the way to its text."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from guoban.locale import translate as _
from guoban.reporting import labels, sources
from guoban.ui import evidence, shell
from guoban.ui.compare_data import Compared, time_of, time_words
from guoban.ui.pane import Node, el

Row = Mapping[Hashable, Any]
NO_FILTERS: Mapping[str, Any] = {"type": (), "department": (), "level": (), "region": ()}


def words(data: Compared, row: Row, head: str = "", side: str = "") -> list[Node]:
    """Return the sentence of a row's evidence with its marks, where it stands, and the way to the full text.

    `head` is what the sentence is, by default the time of its report; `side` is what stands before the names of the row's columns (`target_`, `actual_`).
    """
    compilation = data.of(str(row[f"{side}compilation_id"]))
    report_id = str(row[f"{side}report_id"])
    start, end = int(row[f"{side}start"]), int(row[f"{side}end"])
    first, last = int(row[f"{side}sentence_start"]), int(row[f"{side}sentence_end"])
    metrics = compilation.metrics
    own = metrics[(metrics["report_id"] == report_id) & (metrics["start"] >= first) & (metrics["end"] <= last)]
    if not (own["start"] == start).any():
        # What was found by its words alone is no row of the table; marks that it crosses give way to it.
        apart = own[(own["end"] <= start) | (own["start"] >= end)]
        place = pd.DataFrame([{"start": start, "end": end, "role": "reference", "redacted": False}])
        own = pd.concat([apart[list(place)], place])
    marks: list[Row] = own.sort_values(["start", "end"]).to_dict("records")  # type: ignore[assignment]
    text = compilation.text
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return [
        el("div", "source", *_headed(data, compilation.id, report_id, head)),
        el("div", "second", _place(data, compilation.id, report_id, start)),
        el("p", "quote", *evidence.slices(text, first, last, marks, {start})),
        open_text(compilation.id, report_id, start),
    ]  # fmt: skip


def whence(data: Compared, compilation_id: str, report_id: str) -> tuple[str, str]:
    """Return the time that a report reviews, and the compilation it is in, with its department as it is written there."""
    reports = data.reports()
    report = reports[reports["report_id"] == report_id].iloc[0]
    named = report["read_department"] if report["read_department"] != report["department"] else ""
    place = " · ".join(part for part in (named, data.names[compilation_id]) if part)
    return time_words(time_of(report["year"], report["span"])), place


def _headed(data: Compared, compilation_id: str, report_id: str, head: str) -> tuple[Node, Node]:
    time, place = whence(data, compilation_id, report_id)
    return el("span", "strong", head or time), el("span", "second", f"{time} · {place}" if head else place)


def open_text(compilation_id: str, report_id: str, at: int) -> Node:
    """Return the way to the full text of the compilation that the words stand in."""
    place = {"c": compilation_id, "r": report_id, "at": str(at)}
    return el(
        "div", "actions",
        el("a", "plain link", _("在全文中查看"), href=shell.link("text", **place), go={"page": "text", **place}),
    )  # fmt: skip


def follow(asked: Any) -> bool:
    """Open the full text where that was asked for; tell whether it was. In a callback."""
    if not isinstance(asked, dict) or asked.get("page") != "text":
        return False
    shell.go("text", **NO_FILTERS, **{name: asked[name] for name in ("c", "r", "at")})
    return True


def facts(*pairs: tuple[str, str]) -> Node:
    return el("dl", "facts", *(node for word, value in pairs if value for node in (el("dt", "", word), el("dd", "", value))))  # fmt: skip


def department_line(row: Row) -> Node:
    beside = " · ".join(part for part in (labels.department_type(str(row["type"])), labels.level_of(str(row["level"]))) if part)  # fmt: skip
    return el(
        "div", "whose", el("span", "strong", labels.department(str(row["department"]))), el("span", "second", beside)
    )


def _place(data: Compared, compilation_id: str, report_id: str, at: int) -> str:
    compilation = data.of(compilation_id)
    path = sources.section_path(compilation.sections, report_id, at)
    return " ".join(part for part in (path, sources.source_words(compilation.document, at)) if part)
