"""The form for a metric: every field of one that was read, or of one whose words were marked."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from guoban.corrections import Corrected, new, propose, spot_of
from guoban.corrections.fields import name_of
from guoban.errors import GuobanError
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.tables import BOUNDS, MEASURES, ROLES
from guoban.ui import language, pane, review_acts, who
from guoban.ui.review_rows import Row, as_read, field_words
from guoban.ui.review_tree import year_of
from guoban.ui.safe import escape_markdown
from guoban.ui.store import store

AROUND = 40
COMPARES = ("", "yoy", "mom", "ytd")
OPENED = "review.opened"


def draw(corrected: Corrected, asked: Any) -> None:
    """Open the form that was asked for."""
    if asked["act"] == "edit":
        row = review_acts.row_of(corrected, "metric", asked["row"])
        if row:
            _forget()
            _edit(corrected, row)
    else:
        _forget()
        _add(corrected, asked["start"], asked["end"])


def _edit(corrected: Corrected, row: Row) -> None:
    read = as_read(store().library.load(corrected.compilation.id).metrics, row)

    @st.dialog(_("更正指标"), width=460, position="right")
    def form() -> None:
        language.use()
        _quote(corrected, row)
        given = _fields(corrected, row, read)
        if given is not None:
            changed = {name: value for name, value in given.items() if not _same(value, row[name])}
            spot = spot_of(corrected, "metric", str(row["metric_id"]))
            _keep(corrected, "edit", (spot.start, spot.end), changed, str(row["metric_id"]))

    form()


def _add(corrected: Corrected, start: int, end: int) -> None:
    @st.dialog(_("补录指标"), width=460, position="right")
    def form() -> None:
        language.use()
        try:
            row: Row = propose(corrected.compilation, start, end)  # type: ignore[assignment]
        except GuobanError as problem:
            st.text(error_text(problem))
            return
        _quote(corrected, row)
        given = _fields(corrected, row, None)
        if given is not None:
            identifier = f"{row['report_id']}-m{row['start']}-{row['end']}"
            _keep(corrected, "add", (row["start"], row["end"]), given, identifier)

    form()


def _keep(corrected: Corrected, action: Any, span: tuple[int, int], values: Mapping[str, Any], identifier: str) -> None:
    """Record what the form says and close it, or say what is wrong and leave it open."""
    try:
        made = new(corrected, "metric", action, *span, values, who.name())
    except GuobanError as problem:
        st.error(escape_markdown(error_text(problem)))
        return
    row: dict[Any, Any] = dict(review_acts.row_of(corrected, "metric", identifier)) | dict(values)
    if review_acts.record(made, review_acts.told(action, row), identifier):
        review_acts.open_row(identifier)
    st.rerun()


def _quote(corrected: Corrected, row: Row) -> None:
    """Draw the sentence with the words of the row in it."""
    text = corrected.compilation.text
    first, last = min(row["sentence_start"], row["start"]), max(row["sentence_end"], row["end"])
    words = pane.el(
        "p", "quote", text[first : row["start"]],
        pane.el("mark", "actual focus", text[row["start"] : row["end"]]), text[row["end"] : last],
    )  # fmt: skip
    pane.show(pane.el("div", "evidence", words), "review.form.words")


def _fields(corrected: Corrected, row: Row, read: Row | None) -> dict[str, Any] | None:
    """Draw the fields; return what they say once 保存 is pressed, None before."""
    year = year_of(corrected.compilation, row)
    own = corrected.metrics[corrected.metrics["report_id"] == row["report_id"]]
    with st.form(f"{_key()}.form", border=False):
        given: dict[str, Any] = {"indicator": _text("indicator", row, read)}
        for name, place in zip(("value", "high", "unit"), st.columns(3), strict=True):
            with place:
                given[name] = _text(name, row, read)
        for names in (("bound", "measure"), ("role", "period"), ("compare",)):
            for name, place in zip(names, st.columns(2), strict=False):
                with place:
                    given[name] = _choice(name, row, read, _options(name, own, row), year)
        left, right = st.columns(2)
        given["minor"] = left.checkbox(name_of("minor"), bool(row["minor"]), key=f"{_key()}.minor",
                                       help=_("很少有人跟踪的零星数，列表里默认不列。"))  # fmt: skip
        given["redacted"] = right.checkbox(name_of("redacted"), bool(row["redacted"]), key=f"{_key()}.redacted",
                                           help=_("原文以 XX 代替的数，没有数值。"))  # fmt: skip
        if not st.form_submit_button(_("保存"), type="primary"):
            return None
    return {name: number_in(value) if name in ("value", "high") else value for name, value in given.items()}


def _text(name: str, row: Row, read: Row | None) -> str:
    shown = "" if row[name] is None or pd.isna(row[name]) else _plain(row[name]) if name != "unit" else row[name]
    found = st.text_input(name_of(name), shown, key=f"{_key()}.{name}")
    _was(name, row, read)
    return str(found or "")


def _choice(name: str, row: Row, read: Row | None, options: Sequence[str], year: int | None) -> str:
    words = {one: field_words(name, one, year) if one else _("（无）") for one in options}
    back = {word: one for one, word in words.items()}
    open_ended = name in ("period", "compare")
    found = st.selectbox(
        name_of(name), list(words.values()), list(options).index(row[name]), accept_new_options=open_ended,
        key=f"{_key()}.{name}", help=_("可选，也可写 2024、2024-H1、2024-Q1、2024-05、2024-01/2024-05") if name == "period" else None,
    )  # fmt: skip
    _was(name, row, read)
    return back.get(str(found), str(found))


def _options(name: str, own: pd.DataFrame, row: Row) -> list[str]:
    fixed: dict[str, Sequence[str]] = {
        "bound": BOUNDS, "measure": MEASURES, "role": ROLES, "compare": COMPARES,
    }  # fmt: skip
    if name in ("bound", "measure", "role"):
        return list(fixed[name])
    counted = own[name].value_counts().index.tolist()
    return list(dict.fromkeys([*fixed.get(name, ("",)), *counted, row[name]]))


def _was(name: str, row: Row, read: Row | None) -> None:
    if read is not None and not _same(read[name], row[name]):
        st.caption(escape_markdown(_("读作 {value}").format(value=field_words(name, read[name]))))


def number_in(given: str) -> float | str | None:
    """Return the number that was typed; what is none stays as it is, to be refused in words."""
    words = unicodedata.normalize("NFKC", given).replace(",", "").replace("−", "-").strip()
    if not words:
        return None
    try:
        return float(words)
    except ValueError:
        return given


def _plain(value: Any) -> str:
    return str(value) if isinstance(value, str) else f"{float(value):.15g}"


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) or (pd.isna(one) and pd.isna(other))


def _forget() -> None:
    """Begin a form of its own, which knows nothing of what was typed into the one before."""
    st.session_state[OPENED] = st.session_state.get(OPENED, 0) + 1


def _key() -> str:
    return f"review.field.{st.session_state[OPENED]}"
