"""What a person says while reviewing: recorded at once, told in one quiet line, taken back by one key."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from guoban.corrections import Action, Corrected, Correction, Subject, new, spot_of
from guoban.errors import GuobanError
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.reporting import figures
from guoban.ui import address, who
from guoban.ui.review_rows import Row
from guoban.ui.said import say
from guoban.ui.store import store

PAGE = "review"
DONE = "review.done"
PLACE = "review.place"
TURNED = "review.turned"
DIALOG = "review.dialog"
MOST_DONE = 500


def current() -> Corrected | None:
    """Return the chosen compilation with its corrections as they are at this moment."""
    return store().corrected(address.value(PAGE, "c"))


def open_row(identifier: str | None) -> None:
    """Look at a row; in a callback."""
    address.put(PAGE, "at", identifier)
    st.session_state.pop(PLACE, None)
    st.session_state.pop(TURNED, None)


def add_words(start: int, end: int) -> None:
    """Open the form for a metric that was missed on the words `start` to `end`, these in view; in a callback."""
    st.session_state[PLACE] = start
    st.session_state[DIALOG] = {"act": "add", "start": start, "end": end}


def on_row(subject: Subject, action: Action, identifier: str, values: Mapping[str, Any] | None = None) -> bool:
    """Record what is said about the row `identifier`; tell whether it went well. In a callback."""
    corrected = current()
    if corrected is None:
        return False
    try:
        spot = spot_of(corrected, subject, identifier)
        made = new(corrected, subject, action, spot.start, spot.end, {**spot.row, **(values or {})}, who.name())
    except GuobanError as problem:
        say(error_text(problem))
        return False
    return record(made, told(action, row_of(corrected, subject, identifier)), identifier)


def record(made: Correction, words: str, identifier: str) -> bool:
    """Keep a correction and say `words`, with a way back; `identifier` is the row to which undoing it leads."""
    try:
        store().library.record([made])
    except GuobanError as problem:
        say(error_text(problem))
        return False
    _remember(made, identifier)
    say(words, partial(take_back, made.id))
    return True


def undo_last() -> None:
    """Take back what was said last in this session and is not taken back yet; in a callback."""
    done: list[tuple[str, str, str]] = st.session_state.get(DONE, [])
    here = address.value(PAGE, "c")
    last = next((one for one in reversed(done) if one[0] == here), None)
    if last is None:
        say(_("这次打开后还没有可撤销的操作；以前的更正可在该行的经过里撤销。"))
        return
    try:
        take_back(last[1])
    except GuobanError as problem:
        say(error_text(problem))
        return
    say(_("已撤销。"))


def undo(correction_id: str) -> None:
    """Take back one correction of the history, whoever made it; in a callback."""
    try:
        store().library.undo(correction_id, who.name())
    except GuobanError as problem:
        say(error_text(problem))
        return
    say(_("这处更正已撤销。"), partial(store().library.redo, correction_id))


def take_back(correction_id: str) -> None:
    """Undo a correction and look at its row again."""
    store().library.undo(correction_id, who.name())
    done = st.session_state.get(DONE, [])
    for one in [one for one in done if one[1] == correction_id]:
        done.remove(one)
        open_row(one[2] or None)


def row_of(corrected: Corrected, subject: Subject, identifier: str) -> Row:
    """Return the row `identifier` of a subject's table, empty where it is not there."""
    frame, column = {
        "metric": (corrected.metrics, "metric_id"),
        "progress": (corrected.progress, "progress_id"),
        "section": (corrected.compilation.sections, "section_id"),
        "report": (corrected.compilation.reports, "report_id"),
    }[subject]
    found = frame[frame[column] == identifier].to_dict("records")
    return found[0] if found else {}


def told(action: str, row: Row) -> str:
    """Return the words for what has just been done to a metric or a progress row."""
    name = str(row.get("indicator") or _("名称不明"))
    what = f"{name} {figures.metric_value(row)}" if "measure" in row else name
    sentences = {
        "confirm": _("已确认：{what}。"), "edit": _("已更正：{what}。"), "reject": _("已剔除：{what}。"),
        "add": _("已补录：{what}。"), "link": _("已关联：{what}。"), "unlink": _("已取消关联：{what}。"),
    }  # fmt: skip
    return sentences[action].format(what=what)


def _remember(made: Correction, identifier: str) -> None:
    done = st.session_state.setdefault(DONE, [])
    done.append((made.compilation_id, made.id, identifier))
    del done[:-MOST_DONE]
