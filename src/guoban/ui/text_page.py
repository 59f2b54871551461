"""The page 全文: which report is open, the way to its neighbours, the reader."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from guoban.locale import current_language
from guoban.locale import translate as _
from guoban.reporting import labels
from guoban.ui import address, empty, review_acts, search_walk, shell
from guoban.ui.facets import ways_out
from guoban.ui.memory import remembered
from guoban.ui.pane import show
from guoban.ui.reader import Opening, Part, find_part, payload, reader
from guoban.ui.safe import escape_markdown
from guoban.ui.shell import View

PAGE = "text"
REPORT = address.key(PAGE, "r")


def draw(view: View) -> None:
    """Draw the page."""
    at = place(view.value("at"), len(view.compilation.text))
    offered = reports_offered(view, at)
    if offered.empty:
        nothing(view)
        return
    report = choose(offered, at)
    report_row(offered, report)
    inside = at if at is not None and report["start"] <= at < report["end"] else None
    search_walk.draw(str(report["report_id"]), inside, str(view.value("q") or ""))
    key = f"text-part.{report['report_id']}"
    part = find_part(view.compilation, report, inside, st.session_state.get(key, 1))
    if part.count > 1:
        turn(key, part, inside)
    opening = Opening(inside, query=view.value("q"), only=view.value("role"))
    reader(payload(view.compilation, report, part, opening), lambda start, end: add(report["report_id"], start, end))


def turn(key: str, part: Part, at: int | None) -> None:
    """Draw the parts of a long report; another place asked for opens its own part, so it has pages of its own."""
    pages = f"{key}.{at}"

    def turned() -> None:
        st.session_state[key] = st.session_state[pages]
        forget_place()

    st.session_state[key] = part.number
    st.pagination(part.count, default=part.number, key=pages, on_change=turned)


def add(report_id: str, start: int, end: int) -> None:
    """Open the form of the page 校核 for words that were marked, with these words beside it; in a callback."""
    shell.go("review", r=report_id, view="metrics")
    review_acts.add_words(start, end)


def place(given: object, length: int) -> int | None:
    """Return the offset that the address names, None where it names none in the document."""
    text = str(given or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 and int(text) < length else None


def reports_offered(view: View, at: int | None) -> pd.DataFrame:
    """Return the reports under the shared filters, with the one that the address asks for."""
    every = view.all_reports
    if len(view.reports) == len(every):
        return every
    asked = every["report_id"] == view.value("r")
    if at is not None and not asked.any():
        asked = (every["start"] <= at) & (at < every["end"])
    shown: pd.DataFrame = every[asked | every["report_id"].isin(view.reports["report_id"])]
    return shown


def choose(offered: pd.DataFrame, at: int | None) -> Mapping[Hashable, Any]:
    """Return the open report: the one that is asked for, else the one that holds `at`, else the first."""
    found = offered[offered["report_id"] == st.session_state.get(REPORT)]
    if found.empty:
        holding = offered[(offered["start"] <= (-1 if at is None else at)) & ((at or 0) < offered["end"])]
        found = (holding if len(holding) else offered).head(1)
        st.session_state[REPORT] = found["report_id"].iloc[0]
    return dict(found.iloc[:1].to_dict("records")[0])


def report_row(offered: pd.DataFrame, report: Mapping[Hashable, Any]) -> None:
    """Draw the picker, the way to the neighbours, and what the report is."""
    ids = list(offered["report_id"])
    names = remembered((offered,), ("names", current_language()), lambda: names_of(offered))
    here = ids.index(report["report_id"])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.selectbox(
            _("报告"), ids, format_func=names.__getitem__, key=REPORT, on_change=forget_place,
            label_visibility="collapsed", width=460, persist_state="session",
        )  # fmt: skip
        step("‹", _("上一篇"), ids, here - 1)
        step("›", _("下一篇"), ids, here + 1)
        st.space("stretch")
        st.caption(escape_markdown(facts(report)), width="content")


def step(sign: str, hint: str, ids: list[str], target: int) -> None:
    there = 0 <= target < len(ids)
    st.button(
        sign, help=hint, disabled=not there, key=f"text-{'next' if sign == '›' else 'previous'}",
        on_click=open_report, args=(ids[target],) if there else (),
    )  # fmt: skip


def open_report(report_id: str) -> None:
    address.put(PAGE, "r", report_id)
    forget_place()


def forget_place() -> None:
    address.put(PAGE, "at", None)


def names_of(reports: pd.DataFrame) -> dict[str, str]:
    """Return each report's line in the picker by its identifier: number, department, title."""
    columns = zip(reports["report_id"], reports["seq"], reports["department"], reports["title"], strict=True)
    return {one: f"{seq}\u3000{labels.department(department)}\u3000{title}" for one, seq, department, title in columns}


def facts(report: Mapping[Hashable, Any]) -> str:
    """Return the line beside the picker: type, level, region, characters, metrics."""
    words = [
        labels.department_type(str(report["type"])),
        labels.level_of(str(report["level"])),
        str(report["region"]),
        _("{count} 字").format(count=f"{report['characters']:,}"),
        _("{count} 项指标").format(count=f"{report['metrics']:,}"),
    ]
    return " · ".join(word for word in words if word)


def nothing(view: View) -> None:
    """Say which shared filters leave no report."""
    tree = empty.tree(_("没有符合条件的报告"), ways_out(view.all_reports, view.facets, view.chosen), unit="篇")
    show(tree, "text-empty", lambda go: empty.drop(PAGE, go))
