"""What is filtered of a data set as a file: read and written a batch at a time, whatever its size."""

import hashlib
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from guoban.batch.manifest import NAME
from guoban.dataset import Dataset, Filter, Order
from guoban.export.about import About
from guoban.export.exports import XLSX
from guoban.export.streaming import MOST_SHEET_ROWS, StreamForm, export_stream
from guoban.locale import translate as _
from guoban.reporting import figures
from guoban.ui import archive_grid, downloads
from guoban.ui.archive_filters import Chosen

OF_THE_REPORT = ["seq", "department", "type", "level", "region", "title", "year", "span", "file"]
COLUMNS = {
    "metrics": [
        "metric_id", "report_id", *OF_THE_REPORT, "indicator", "value", "high", "unit", "bound", "measure", "role",
        "period", "compare", "redacted", "amount", "base_unit", "minor", "note", "text", "start", "end", "sentence",
        "sentence_start", "sentence_end",
    ],
    "progress": [
        "progress_id", "report_id", *OF_THE_REPORT, "indicator", "status", "pct", "schedule_pct", "actual", "target",
        "unit", "horizon", "as_of", "kind", "stated_pct", "computed_pct", "lower_is_better", "reason", "note",
        "actual_start", "target_start", "completion_start",
    ],
}  # fmt: skip
FORMS: tuple[tuple[StreamForm, str, str, str], ...] = (
    ("csv", "CSV", ".csv.zip", "application/zip"),
    ("parquet", "Parquet", ".parquet", "application/vnd.apache.parquet"),
    ("xlsx", "XLSX", ".xlsx", XLSX),
)
# From so many rows on a workbook takes longer than one waits for without being told.
SLOW_ROWS = 100_000
ROWS_A_MINUTE = 500_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a file is made of, for a thread that has no session: `words` are the filters', `name` the table's."""

    data: Dataset
    table: str
    filters: tuple[Filter, ...]
    orders: tuple[Order, ...]
    name: str
    words: tuple[str, ...]
    count: int


def draw(chosen: Chosen, count: int) -> None:
    """Draw the button with all formats, for the `count` rows that are filtered."""
    name = _("指标") if chosen.table == "metrics" else _("进度")
    stem = downloads.UNSAFE.sub("_", f"{chosen.opened.name}_{name}")
    asked = Asked(
        chosen.opened.data, chosen.table, chosen.filters(), archive_grid.orders(chosen.table), name, chosen.words(), count
    )  # fmt: skip
    with st.popover(_("导出"), icon=":material/download:", key="archive.export"):
        for form, word, suffix, media in FORMS:
            too_many = form == "xlsx" and count > MOST_SHEET_ROWS
            key = f"archive.{form}"
            downloads.button(word, partial(_made, asked, form), f"{stem}{suffix}", media, key, disabled=too_many)
        st.caption(_words(count), width=240)


def _words(count: int) -> str:
    told = _("筛选出的全部 {count} 行；CSV 连同说明装在 zip 里。").format(count=figures.number(count))
    if count > MOST_SHEET_ROWS:
        return told + _("XLSX 一张表最多 {most} 行，请先筛选，或用 CSV、Parquet。").format(
            most=figures.number(MOST_SHEET_ROWS)
        )
    if count > SLOW_ROWS:
        return told + _("XLSX 要等约 {minutes} 分钟。").format(minutes=-(-count // ROWS_A_MINUTE))
    return told


def _made(asked: Asked, form: StreamForm) -> bytes:
    data = asked.data
    digest = hashlib.sha256((data.folder / NAME).read_bytes()).hexdigest()
    about = About(f"{data.folder.name}/{NAME}", digest, asked.words, asked.count, downloads.today())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        batches = data.batches(asked.table, COLUMNS[asked.table], asked.filters, asked.orders)
        export_stream(batches, form, asked.name, about, path)
        return path.read_bytes()
