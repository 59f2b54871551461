"""The tables of a data set and their columns in Parquet: the four of every compilation, and two about the files."""

from collections.abc import Mapping

import pyarrow as pa

from guoban.tables import METRICS, PROGRESS, REPORTS, SECTIONS

KINDS = {
    "string[pyarrow]": pa.string(),
    "str": pa.string(),
    "int64": pa.int64(),
    "Int64": pa.int64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
}

# A file's own row. Its text is in its reports, but for a cover and a contents list.
DOCUMENTS = pa.schema([
    ("compilation_id", pa.string()), ("name", pa.string()), ("input", pa.string()), ("sha256", pa.string()),
    ("size", pa.int64()), ("encoding", pa.string()), ("characters", pa.int64()), ("reports", pa.int64()),
    ("sections", pa.int64()), ("metrics", pa.int64()), ("progress", pa.int64()), ("notes", pa.int64()),
    ("version", pa.string()),
])  # fmt: skip
# What was noticed while a file was read; `line` and `report_id` are null where the note has no place.
NOTES = pa.schema([
    ("compilation_id", pa.string()), ("report_id", pa.string()), ("code", pa.string()), ("level", pa.string()),
    ("start", pa.int64()), ("end", pa.int64()), ("line", pa.int64()), ("details", pa.string()),
    ("message", pa.string()),
])  # fmt: skip


def _arrow(columns: Mapping[str, object]) -> pa.Schema:
    return pa.schema([(name, KINDS[str(getattr(column, "dtype", ""))]) for name, column in columns.items()])


SCHEMAS: dict[str, pa.Schema] = {
    "reports": _arrow(REPORTS.columns),
    "sections": _arrow(SECTIONS.columns),
    "metrics": _arrow(METRICS.columns),
    "progress": _arrow(PROGRESS.columns),
    "documents": DOCUMENTS,
    "notes": NOTES,
}
TABLES = tuple(SCHEMAS)
# Rows that lie together in a part: few where a row is a whole report, so that one is found without reading many.
ROW_GROUPS = {"reports": 500, "documents": 5_000}
ROW_GROUP = 20_000
