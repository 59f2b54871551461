"""Downloads of what is filtered, as CSV and XLSX."""

import re
from collections.abc import Callable
from pathlib import PurePath

import pandas as pd
import streamlit as st

from guoban.compilation import Compilation
from guoban.export.tables import csv_bytes, xlsx_bytes
from guoban.locale import current_language, set_language
from guoban.locale import translate as _
from guoban.reporting import labels
from guoban.reporting.joined import summary

UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
MOST_NAME = 60
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(compilation: Compilation, name: str, make: Callable[[], pd.DataFrame], key: str) -> None:
    """Draw the button with both formats.

    `name` is the table's word (进度), for the sheet and the file. `make` returns the frame with its display columns; it
    is called when a format is clicked, outside the run of the script, so it must not read the session.
    """
    stem, language = file_stem(compilation, name), current_language()

    def frame() -> pd.DataFrame:
        set_language(language)
        return make()

    with st.popover(_("导出"), icon=":material/download:", key=f"{key}.export"):
        st.download_button(
            "XLSX", lambda: xlsx_bytes({name: frame()}), f"{stem}.xlsx", XLSX, key=f"{key}.xlsx",
            on_click="ignore", width="stretch",
        )  # fmt: skip
        st.download_button(
            "CSV", lambda: csv_bytes(frame()), f"{stem}.csv", "text/csv", key=f"{key}.csv",
            on_click="ignore", width="stretch",
        )  # fmt: skip


def file_stem(compilation: Compilation, name: str) -> str:
    """Return the file's name without its ending: the compilation, the table, the time that it reviews."""
    source = UNSAFE.sub("_", PurePath(compilation.name).stem)[:MOST_NAME].strip(" ._") or _("汇编")
    return "_".join(part for part in (source, name, summary(compilation).period) if part)


def rename(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with its columns in display words."""
    return frame.rename(columns={name: labels.column(str(name)) for name in frame.columns})
