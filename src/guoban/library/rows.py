"""The rows of the four tables, from DataFrames into the database and back, in bulk.

A compilation of a thousand reports has sixty thousand metrics: they go in by the driver's own way for many rows (COPY
on PostgreSQL), and come out column by column, never as objects row by row. What is a piece of the document's text is
cut from it again.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandas.api.extensions import ExtensionDtype
from pandas.api.types import pandas_dtype
from sqlalchemy import Connection, Table, select

from guoban.library import schema
from guoban.library.engine import is_sqlite
from guoban.library.escaping import escaped, needs_escaping, unescaped
from guoban.records import Document
from guoban.tables import METRICS, PROGRESS, REPORTS, SECTIONS, Tables

TABLES: dict[str, tuple[Table, pa.DataFrameSchema]] = {
    "reports": (schema.reports, REPORTS),
    "sections": (schema.sections, SECTIONS),
    "metrics": (schema.metrics, METRICS),
    "progress": (schema.progress, PROGRESS),
}
# A column that is cut from the text, by the columns that say where.
CUT = {"text": ("start", "end"), "sentence": ("sentence_start", "sentence_end")}


def write_rows(connection: Connection, compilation_id: str, tables: Tables) -> None:
    """Insert the rows of `tables`, which must not be there yet."""
    for name, frame in tables:
        table = TABLES[name][0]
        names = [column.name for column in table.columns]
        columns: list[Sequence[Any]] = [
            [compilation_id] * len(frame) if one == "compilation_id" else _values(frame, one) for one in names
        ]
        insert_many(connection, table, names, list(zip(*columns, strict=True)))


def read_rows(connection: Connection, compilation_id: str, document: Document) -> Tables:
    """Return the four tables of a compilation as `write_rows` was given them, `document` being its document."""
    return Tables(**{
        name: _frame(connection, compilation_id, document.text, *where) for name, where in TABLES.items()
    })  # fmt: skip


def insert_many(connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert `rows`, tuples of plain values in the order of the columns `names`."""
    quote = connection.dialect.identifier_preparer.quote
    target = f"{quote(table.name)} ({', '.join(quote(name) for name in names)})"
    if is_sqlite(connection):
        many = list(rows)
        if many:
            blanks = ", ".join("?" * len(names))
            connection.exec_driver_sql(f"INSERT INTO {target} VALUES ({blanks})", many)  # noqa: S608  (own names)
        return
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(f"COPY {target} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _values(frame: pd.DataFrame, name: str) -> Sequence[Any]:
    if name == "position":
        return range(len(frame))
    column = frame[name]
    kind = str(column.dtype)
    values: list[Any] = column.tolist()
    if kind.startswith("str"):
        return [escaped(value) for value in values] if needs_escaping("".join(values)) else values
    if kind in {"float64", "Int64"}:
        return [None if missing else value for missing, value in zip(column.isna().tolist(), values, strict=True)]
    return values


def _frame(
    connection: Connection, compilation_id: str, text: str, table: Table, shape: pa.DataFrameSchema
) -> pd.DataFrame:
    kept = [name for name in shape.columns if name in table.columns]
    query = select(*(table.columns[name] for name in kept))
    found = connection.execute(query.where(table.c.compilation_id == compilation_id).order_by(table.c.position))
    # The driver's own rows: nothing of these columns wants to be converted, and objects for rows take half the time.
    rows = found.cursor.fetchall() if found.cursor else []
    found.close()
    columns = dict(zip(kept, _columns(rows, len(kept)), strict=True))
    values = {name: _unescaped(column) if _is_text(shape.columns[name]) else column for name, column in columns.items()}
    values |= {name: _cut(text, *(columns[place] for place in CUT[name])) for name in shape.columns if name in CUT}
    arrays = {name: _array(list(values[name]), str(column.dtype)) for name, column in shape.columns.items()}
    return pd.DataFrame(arrays, copy=False)


def _array(values: list[Any], kind: str) -> Any:
    """Return a column's values; a frame is made of arrays in half the time that series take."""
    dtype: Any = pandas_dtype(kind)
    is_extension = isinstance(dtype, ExtensionDtype)
    return pd.array(values, dtype=dtype) if is_extension else np.array(values, dtype=dtype)


def _columns(rows: Sequence[Any], count: int) -> Iterable[Sequence[Any]]:
    return zip(*rows, strict=True) if rows else [()] * count


def _cut(text: str, starts: Sequence[int], ends: Sequence[int]) -> list[str]:
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _is_text(column: pa.Column) -> bool:
    return str(column.dtype).startswith("str")


def _unescaped(values: Sequence[str]) -> Sequence[str]:
    return [unescaped(value) for value in values] if "\x1a" in "".join(values) else values
