"""Downloads of what is filtered, of charts as pictures, and the names of files.

A file is made when its button is clicked, in a thread outside of the script's run: what makes it must not read the
session, and speaks the language that was in force when the button was drawn.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import Any

import pandas as pd
import streamlit as st

from guoban.compilation import Compilation
from guoban.errors import GuobanError
from guoban.export.about import about
from guoban.export.exports import XLSX, Form, export
from guoban.locale import current_language, set_language
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.reporting.joined import reviewed
from guoban.reporting.quotes import Quotes
from guoban.ui.memory import remembered
from guoban.ui.shell import View

UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
MOST_NAME = 60
FORMS: tuple[tuple[Form, str, str, str], ...] = (
    ("xlsx", "XLSX", ".xlsx", XLSX),
    ("csv", "CSV", ".csv.zip", "application/zip"),
    ("parquet", "Parquet", ".parquet", "application/vnd.apache.parquet"),
    ("jsonl", "JSON Lines", ".jsonl.zip", "application/zip"),
)


def draw(
    compilation: Compilation,
    name: str,
    make: Callable[[Quotes], pd.DataFrame],
    key: str,
    filters: Sequence[str] = (),
) -> None:
    """Draw the button with all formats.

    `name` is the table's word (进度), for the sheet and the file. `make` returns the frame as `guoban.export.frames`
    makes it. `filters` says in words what was chosen.
    """
    stem = file_stem(compilation, name)

    def made(form: Form) -> bytes:
        frame = make(quotes(compilation))
        told = about(compilation, filters=filters, rows=len(frame), made=today())
        return export(frame, form, name, told).data

    with st.popover(_("导出"), icon=":material/download:", key=f"{key}.export"):
        for form, word, suffix, media in FORMS:
            button(word, partial(made, form), f"{stem}{suffix}", media, f"{key}.{form}")
        st.caption(_("只含筛选出的行；CSV 和 JSON Lines 连同说明装在 zip 里。"), width=220)


def button(label: str, make: Callable[[], bytes], file_name: str, media: str, key: str, **look: Any) -> None:
    """Draw a download button whose file is made when it is clicked; `look` is passed on to Streamlit."""
    language = current_language()

    def made() -> bytes:
        set_language(language)
        return make()

    st.download_button(label, made, file_name, media, key=key, on_click="ignore", width="stretch", **look)


def pictures(view: View, name: str, make: Callable[[], Any], key: str) -> None:
    """Draw the button with a chart as PNG and SVG.

    `make` returns the `Picture`. Whether there is a font to draw with is looked up when the button is opened.
    """
    opened = st.popover(_("图片"), icon=":material/image:", type="tertiary", key=f"{key}.picture", on_change="rerun")
    if not opened.open:
        return
    with opened:
        from guoban.export.pictures.fonts import families  # noqa: PLC0415  (matplotlib takes a second to load)

        try:
            with st.spinner(_("正在找字体…")):
                families()
        except GuobanError as problem:
            st.text(error_text(problem))
            return
        stem = file_stem(view.compilation, name)
        button("PNG", lambda: make().png(), f"{stem}.png", "image/png", f"{key}.png")
        button("SVG", lambda: make().svg(), f"{stem}.svg", "image/svg+xml", f"{key}.svg")


def quotes(compilation: Compilation) -> Quotes:
    """Return what looks up the words behind figures, made once for a compilation."""
    return remembered((compilation.metrics, compilation.sections), "quotes", lambda: Quotes.of(compilation))


def today() -> date:
    """Return the day as the office's clock has it."""
    return date.today()  # noqa: DTZ011  (a paper's date is the local one)


def file_stem(compilation: Compilation, name: str) -> str:
    """Return the file's name without its ending: the compilation, the table, the time that it reviews."""
    source = UNSAFE.sub("_", PurePath(compilation.name).stem)[:MOST_NAME].strip(" ._") or _("汇编")
    return "_".join(part for part in (source, name, period(compilation.reports)) if part)


def period(reports: pd.DataFrame) -> str:
    """Return the time that most of `reports` review, reckoned once for them."""
    return remembered((reports,), ("period", current_language()), lambda: reviewed(reports))
