"""The dialogs that correct reports: their fields, where they begin, what their headings are; each shows what changes."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from guoban.corrections import Corrected, Correction, new, preview, spot_of
from guoban.corrections.fields import LEVELS, REPORT_FIELDS, name_of
from guoban.corrections.making import is_title_line
from guoban.errors import GuobanError
from guoban.lexicon import load
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.reporting import labels
from guoban.tables import SECTION_ROLES, SPANS
from guoban.ui import address, language, pane, review_acts, who
from guoban.ui.review_reports import preview_tree
from guoban.ui.review_rows import Row, field_words
from guoban.ui.safe import escape_markdown
from guoban.ui.store import store

OPENED = "review.outline.opened"
YEARS = (1900, 2100)
Span = tuple[int, int]


def draw(corrected: Corrected, asked: Any) -> None:
    """Open the dialog that was asked for."""
    st.session_state[OPENED] = st.session_state.get(OPENED, 0) + 1
    act = asked["act"]
    if act == "split":
        _split(corrected, line_at(corrected.compilation.text, asked["start"], asked["end"]))
        return
    row = review_acts.row_of(corrected, "section" if act == "heading" else "report", asked["row"])
    if row:
        {"report": _report, "merge": _merge, "heading": _heading}[act](corrected, row)


def line_at(text: str, start: int, end: int) -> Span:
    """Return the line of the marked words, where it can be a title; else the marked words of their first line."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    last = len(text) if last < 0 else last
    line = text[first:last]
    if is_title_line(line.strip()) and line.strip():
        return first + len(line) - len(line.lstrip()), first + len(line.rstrip())
    words = text[start : min(end, last)]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _report(corrected: Corrected, row: Row) -> None:
    @st.dialog(_("修改部门信息"), width=460, position="right")
    def dialog() -> None:
        language.use()
        given = _fields(row)
        changed = {name: value for name, value in given.items() if value != _now(row, name)}
        if not changed:
            st.caption(_("改了什么，这里就列出会变成什么样。"))
            return
        spot = spot_of(corrected, "report", str(row["report_id"]))
        _offer(corrected, ("report", "edit", (spot.start, spot.end), changed), _("保存"), str(row["report_id"]))

    dialog()


def _fields(row: Row) -> dict[str, Any]:
    key = f"review.outline.{st.session_state[OPENED]}"
    given: dict[str, Any] = {
        name: str(st.text_input(name_of(name), str(row[name]), key=f"{key}.{name}") or "").strip()
        for name in ("department", "title", "region")
    }
    choices = {"type": ["", "其他", *load("departments")], "level": list(LEVELS), "span": list(SPANS)}
    left, right = st.columns(2)
    for place, name in ((left, "type"), (right, "level"), (right, "span")):
        words = {
            field_words(name, one) if one else _("（无）"): one for one in dict.fromkeys([*choices[name], row[name]])
        }
        now = list(words.values()).index(row[name])
        given[name] = words[place.selectbox(name_of(name), list(words), now, key=f"{key}.{name}")]
    given["year"] = left.number_input(name_of("year"), *YEARS, _now(row, "year"), step=1, key=f"{key}.year")
    return {name: given[name] for name in REPORT_FIELDS}


def _now(row: Row, name: str) -> Any:
    if name == "year":
        return int(row["year"]) if isinstance(row["year"], int) else None
    return str(row[name])


def _merge(corrected: Corrected, row: Row) -> None:
    @st.dialog(_("并入上一篇"), width=460, position="right")
    def dialog() -> None:
        language.use()
        spot = spot_of(corrected, "report", str(row["report_id"]))
        reports = corrected.compilation.reports
        before = reports.loc[reports["end"] <= row["start"], "report_id"]
        lands = str(before.iloc[-1]) if len(before) else ""
        _offer(corrected, ("report", "merge", (spot.start, spot.end), {}), _("确认合并"), lands)

    dialog()


def _split(corrected: Corrected, span: Span) -> None:
    @st.dialog(_("拆成新的一篇"), width=460, position="right")
    def dialog() -> None:
        language.use()
        words = corrected.compilation.text[slice(*span)].strip()
        key = f"review.outline.{st.session_state[OPENED]}.title"
        title = st.text_input(name_of("title"), words if is_title_line(words) else "", key=key)
        values = {"title": str(title).strip()} if title else {}
        _offer(corrected, ("report", "split", span, values), _("确认拆分"), "")

    dialog()


def _heading(corrected: Corrected, row: Row) -> None:
    @st.dialog(_("标题的性质"), width=460, position="right")
    def dialog() -> None:
        language.use()
        pane.show(pane.el("div", "about", pane.el("h2", "", str(row["heading"]).strip())), "review.heading.words")
        role = st.radio(
            _("性质"), SECTION_ROLES, SECTION_ROLES.index(row["role"]), format_func=labels.section_role,
            key=f"review.outline.{st.session_state[OPENED]}.role",
        )  # fmt: skip
        if role == row["role"]:
            st.caption(_("下级标题随它改；总结里的数按完成值读，打算里的按目标值读。"))
            return
        spot = spot_of(corrected, "section", str(row["section_id"]))
        made = ("section", "edit", (spot.start, spot.end), {"role": role})
        _offer(corrected, made, _("保存"), str(row["report_id"]))

    dialog()


def _offer(corrected: Corrected, said: tuple[Any, Any, Span, Mapping[str, Any]], word: str, report_id: str) -> None:
    """Show what would change, with the button that does it; `report_id` is the report to look at afterwards."""
    subject, action, span, values = said
    compilation, library = corrected.compilation, store().library
    try:
        made = new(corrected, subject, action, *span, values, who.name())
        found = preview(library.load(compilation.id), library.corrections(compilation.id), [made], corrected)
    except GuobanError as problem:
        st.error(escape_markdown(error_text(problem)))
        return
    if made.id in {one.id for one in found.unfit}:
        st.error(escape_markdown(_("这里不能这样改：原文里对不上。")))
        return
    pane.show(preview_tree(found), "review.preview")
    if st.button(word, type="primary", key=f"review.outline.{st.session_state[OPENED]}.do"):
        _do(made, report_id)
        st.rerun()


def _do(made: Correction, report_id: str) -> None:
    sentences = {"edit": _("已修改。"), "merge": _("已并入上一篇。"), "split": _("已拆成两篇。")}
    if not review_acts.record(made, sentences[made.action], ""):
        return
    now = review_acts.current()
    if now is not None and not report_id:
        reports = now.compilation.reports
        report_id = str(reports.loc[reports["start"] <= made.start, "report_id"].iloc[-1])
    address.put(review_acts.PAGE, "r", report_id)
    review_acts.open_row(None)
