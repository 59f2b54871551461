"""Exports of more rows than are held in memory: they come in batches, and go to a file as they come.

The files are those of `exports`: CSV and XLSX in display words, Parquet in the tables' own names and values.
"""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Literal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from guoban.export.about import About
from guoban.export.cells import FORMULA_STARTS, SHEET_ROWS, sheet_name
from guoban.export.exports import METADATA_KEY
from guoban.export.frames import WORDS
from guoban.export.packing import FIRST_DAY
from guoban.export.tables import MEASURED_ROWS, NO_DATE, Look, column_width, fill, write_cell
from guoban.locale import translate as _
from guoban.reporting import labels

Batches = Iterator[pa.RecordBatch]
StreamForm = Literal["csv", "xlsx", "parquet"]
BOM = "\ufeff".encode()
# The rows that a sheet holds under its head.
MOST_SHEET_ROWS = SHEET_ROWS - 1


def export_stream(batches: Batches, form: StreamForm, name: str, about: About, path: Path) -> None:
    """Write `batches`, at least one, to the file at `path`; `name` is the table's word (指标) for sheets and members.

    Raises `ValueError` where there are more rows than a sheet of XLSX holds.
    """
    FORMS[form](batches, name, about, path)


def _csv(batches: Batches, name: str, about: About, path: Path) -> None:
    lines = "".join(f"{word}\t{fact}\r\n" for word, fact in about.facts())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(_member(f"{name}.csv"), "w", force_zip64=True) as stream:
            stream.write(BOM)
            first = _guarded(_worded(next(batches)))
            options = pa_csv.WriteOptions(eol="\r\n")
            with pa_csv.CSVWriter(stream, first.schema, write_options=options) as writer:
                writer.write_batch(first)
                for batch in batches:
                    writer.write_batch(_guarded(_worded(batch)))
        archive.writestr(_member(_("{name}.说明.txt").format(name=name)), lines.encode("utf-8-sig", "replace"))


def _parquet(batches: Batches, _name: str, about: About, path: Path) -> None:
    first = next(batches)
    record = json.dumps(about.record(), ensure_ascii=False).encode()
    with pq.ParquetWriter(path, first.schema.with_metadata({METADATA_KEY: record}), compression="zstd") as writer:
        for batch in chain([first], batches):
            writer.write_batch(batch)


def _xlsx(batches: Batches, name: str, about: About, path: Path) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options | {"strings_to_numbers": False}) as book:
        day = about.made or NO_DATE
        book.set_properties({"created": datetime(day.year, day.month, day.day)})  # noqa: DTZ001  (a day has no zone)
        look = Look.of(book)
        taken: set[str] = set()
        sheet = book.add_worksheet(sheet_name(name, taken))
        taken.add(sheet.get_name().lower())
        _fill_in_turn(sheet, batches, look)
        told = pd.DataFrame(about.facts(), columns=[_("项目"), _("内容")]).astype("str")
        fill(book.add_worksheet(sheet_name(_("说明"), taken)), told, look)


def _fill_in_turn(sheet: Worksheet, batches: Batches, look: Look) -> None:
    """Write the rows one after the other, so that each may leave the memory when the next begins."""
    first = _worded(next(batches))
    names = first.schema.names
    for place, (name, column) in enumerate(zip(names, first.columns, strict=True)):
        sheet.set_column(place, place, column_width(name, column.slice(0, MEASURED_ROWS).to_pylist()))
        sheet.write_string(0, place, name, look.header)
    count = 0
    for batch in chain([first], map(_worded, batches)):
        if count + batch.num_rows > MOST_SHEET_ROWS:
            raise ValueError(f"more than {MOST_SHEET_ROWS} rows")
        columns = [column.to_pylist() for column in batch.columns]
        for row, values in enumerate(zip(*columns, strict=True), count + 1):
            for place, value in enumerate(values):
                write_cell(sheet, row, place, value, look)
        count += batch.num_rows
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, len(names) - 1)


FORMS: Mapping[StreamForm, Callable[[Batches, str, About, Path], None]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "parquet": _parquet,
}


def _worded(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return `batch` with its columns and the values of its categories in display words."""
    columns = [_shown(name, column) for name, column in zip(batch.schema.names, batch.columns, strict=True)]
    return pa.RecordBatch.from_arrays(columns, names=[labels.column(name) for name in batch.schema.names])


def _shown(name: str, column: pa.Array) -> pa.Array:
    if pa.types.is_boolean(column.type):
        return pc.if_else(column, _("是"), "")
    if name not in WORDS:
        return column
    coded = column.dictionary_encode()
    words = pa.array([WORDS[name](value) for value in coded.dictionary.to_pylist()], pa.string())
    return words.take(coded.indices)


def _guarded(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return `batch` with an apostrophe before text that a spreadsheet would run, see `cells.csv_safe`."""
    return pa.RecordBatch.from_arrays([_guard(column) for column in batch.columns], names=batch.schema.names)


def _guard(column: pa.Array) -> pa.Array:
    text = _plain_text(column)
    if not (pa.types.is_string(text.type) or pa.types.is_large_string(text.type)):
        return text
    runs = pc.is_in(pc.utf8_slice_codeunits(text, 0, 1), value_set=pa.array(FORMULA_STARTS, text.type))
    if not pc.any(runs).as_py():
        return text
    return pc.if_else(
        runs, pc.binary_join_element_wise(pa.scalar("'", text.type), text, pa.scalar("", text.type)), text
    )


def _plain_text(column: pa.Array) -> pa.Array:
    """Return a column of texts in whatever form as one that can be looked into and that CSV can be written from."""
    if pa.types.is_dictionary(column.type):
        return _plain_text(column.dictionary_decode())
    return column.cast(pa.large_string()) if pa.types.is_string_view(column.type) else column


def _member(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, FIRST_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the same on every system
    return entry
