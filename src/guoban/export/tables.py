"""Tables as files: JSON Lines for programs, CSV and XLSX for the office, Parquet for analysis.

The frames come with the column names to show; nothing is renamed, left out or reordered here.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from guoban.export.atomic import replacing
from guoban.export.cells import (
    FORMULA_STARTS,
    SHEET_ROWS,
    csv_safe,
    cut_to_cell,
    display_width,
    runs_as_formula,
    sheet_name,
    xml_safe,
)
from guoban.locale import translate as _

NARROWEST, WIDEST = 6, 60
MEASURED_ROWS = 500
# Line ends of Unicode that JSON takes for plain signs; many a reader of lines does not.
LINE_ENDS = re.compile("[\x85\u2028\u2029]")
NO_DATE = date(1980, 1, 1)  # the first that the format can hold


def write_jsonl(frame: pd.DataFrame, path: Path) -> None:
    """Write one JSON object a row, in UTF-8; what is missing is null."""
    with replacing(path) as written, written.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(_json_lines(frame))


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write `csv_bytes` of the frame."""
    with replacing(path) as written:
        written.write_bytes(csv_bytes(frame))


def write_xlsx(frames: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write `xlsx_bytes` of the frames."""
    with replacing(path) as written:
        written.write_bytes(xlsx_bytes(frames))


def write_parquet(frame: pd.DataFrame, path: Path) -> None:
    with replacing(path) as written:
        frame.to_parquet(written, index=False)


def jsonl_bytes(frame: pd.DataFrame) -> bytes:
    """Return the frame as `write_jsonl` writes it."""
    return "".join(_json_lines(frame)).encode("utf-8")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return the frame as CSV in UTF-8 with a byte order mark, by which Excel knows Chinese from the local code page.

    Text that would run as a formula gets an apostrophe in front; numbers are never touched.
    """
    safe = pd.DataFrame({place: _csv_column(column) for place, (_name, column) in enumerate(frame.items())})
    stream = StringIO()
    header = [str(csv_safe(str(name))) for name in frame.columns]
    safe.to_csv(stream, index=False, header=header, lineterminator="\r\n")
    return stream.getvalue().encode("utf-8-sig", "replace")


def xlsx_bytes(frames: Mapping[str, pd.DataFrame], *, created: date | None = None) -> bytes:
    """Return a workbook with a sheet for each of `frames`, named by its key, typed cell by cell.

    A frame with more rows than a sheet can hold goes on in a further sheet. Text longer than a cell can be is cut,
    and says so at its end. `created` is the workbook's own date; without one it has none of its making either, so that
    the same frames give the same bytes.
    """
    stream = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        day = created or NO_DATE
        book.set_properties({"created": datetime(day.year, day.month, day.day)})  # noqa: DTZ001  (a day has no zone)
        look = Look.of(book)
        taken: set[str] = set()
        for wanted, frame in frames.items():
            for part in _parts(frame):
                name = sheet_name(wanted, taken)
                taken.add(name.lower())
                fill(book.add_worksheet(name), part, look)
    return stream.getvalue()


def _csv_column(column: "pd.Series[Any]") -> "pd.Series[Any]":
    if pd.api.types.is_numeric_dtype(column):
        return column
    if isinstance(column.dtype, pd.StringDtype):  # at once: tens of thousands of rows are seconds one by one
        risky = column.str.startswith(FORMULA_STARTS).fillna(value=False).astype(bool)
        return column.mask(risky, "'" + column)
    return column.astype(object).map(csv_safe, na_action="ignore")


def _json_lines(frame: pd.DataFrame) -> Iterator[str]:
    names = [str(name) for name in frame.columns]
    for row in _rows(frame):
        line = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, allow_nan=False)
        yield LINE_ENDS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line) + "\n"


def _rows(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Yield the rows as plain Python values, None for what is missing."""
    columns = [_values(column) for _name, column in frame.items()]
    return zip(*columns, strict=True)


def _values(column: "pd.Series[Any]") -> list[Any]:
    plain = column.astype(object)
    return plain.where(column.notna(), None).tolist()


def _parts(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    room = SHEET_ROWS - 1
    for first in range(0, max(len(frame), 1), room):
        yield frame.iloc[first : first + room]


@dataclass(frozen=True, slots=True)
class Look:
    """The formats of a workbook's cells, and what stands at the end of a text that was cut."""

    header: Format
    integer: Format
    whole: Format
    decimal: Format
    quoted: Format
    cut_mark: str

    @classmethod
    def of(cls, book: Workbook) -> "Look":
        return cls(
            header=book.add_format({"bold": True, "bottom": 1, "bg_color": "#F0F2F6", "valign": "top"}),
            integer=book.add_format({"num_format": "0"}),
            whole=book.add_format({"num_format": "#,##0"}),
            decimal=book.add_format({"num_format": "#,##0.0#####"}),
            quoted=book.add_format({"quote_prefix": True}),
            cut_mark=_("……（超出单元格上限，后文从略）"),
        )


def fill(sheet: Worksheet, frame: pd.DataFrame, look: Look) -> None:
    for place, (name, column) in enumerate(frame.items()):
        header = xml_safe(str(name))
        sheet.write_string(0, place, header, look.header)
        values = _values(column)
        for row, value in enumerate(values, start=1):
            write_cell(sheet, row, place, value, look)
        sheet.set_column(place, place, column_width(header, values))
    sheet.freeze_panes(1, 0)
    if len(frame.columns):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def write_cell(sheet: Worksheet, row: int, place: int, value: Any, look: Look) -> None:
    """Write one cell.

    An integer stands without separators (a year, a place). A decimal that happens to be whole shows no decimals, for
    it may stand beside 7.5 in the same column. Text that looks like a formula stays text when somebody edits it.
    """
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, int):
        sheet.write_number(row, place, value, look.integer)
    elif isinstance(value, float) and math.isfinite(value):
        sheet.write_number(row, place, value, look.whole if value.is_integer() else look.decimal)
    else:
        text = cut_to_cell(xml_safe(str(value)), look.cut_mark)
        sheet.write_string(row, place, text, look.quoted if runs_as_formula(text) else None)


def column_width(header: str, values: Sequence[Any]) -> int:
    """Return the width of a column in characters; the header has the filter's button beside it."""
    shown = (_shown(value) for value in values[:MEASURED_ROWS] if value is not None)
    widest = max((display_width(text) for text in shown), default=0)
    return min(max(widest + 2, display_width(header) + 4, NARROWEST), WIDEST)


def _shown(value: Any) -> str:
    return f"{value:,.6g}" if isinstance(value, float) else str(value)[:WIDEST]
