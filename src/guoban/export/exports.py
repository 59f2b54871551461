"""Exports that say what they are: the rows, and with them the source, the filter in words and the version.

XLSX has them on a second sheet, Parquet in the schema's metadata under `guoban`. CSV and JSON Lines have no place for
them: lines before the header break every reader, and columns that repeat them in each row double the file. They come
in a zip file, the table beside a companion: a text for the office, a JSON object for programs.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from guoban.export.about import About
from guoban.export.frames import worded
from guoban.export.packing import packed
from guoban.export.tables import csv_bytes, jsonl_bytes, xlsx_bytes
from guoban.locale import translate as _

Form = Literal["xlsx", "csv", "parquet", "jsonl"]
METADATA_KEY = b"guoban"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand out: its bytes, the ending of its name, its media type."""

    data: bytes
    suffix: str
    media_type: str


def export(frame: pd.DataFrame, form: Form, name: str, about: About) -> Export:
    """Return `frame`, a frame of `frames` with the tables' column names, as a file.

    XLSX and CSV are in display words and the language of the session, Parquet and JSON Lines in the tables' own names
    and values. `name` is the table's word (指标) for sheets and members.
    """
    return FORMS[form](frame, name, about)


def _xlsx(frame: pd.DataFrame, name: str, about: About) -> Export:
    told = pd.DataFrame(about.facts(), columns=[_("项目"), _("内容")]).astype("str")
    created = about.made
    return Export(xlsx_bytes({name: worded(frame), _("说明"): told}, created=created), ".xlsx", XLSX)


def _csv(frame: pd.DataFrame, name: str, about: About) -> Export:
    lines = "".join(f"{word}\t{fact}\r\n" for word, fact in about.facts())
    companion = _("{name}.说明.txt").format(name=name)
    members = {f"{name}.csv": csv_bytes(worded(frame)), companion: lines.encode("utf-8-sig", "replace")}
    return Export(packed(members), ".csv.zip", "application/zip")


def _jsonl(frame: pd.DataFrame, name: str, about: About) -> Export:
    companion = json.dumps(about.record(), ensure_ascii=False, indent=2).encode()
    members = {f"{name}.jsonl": jsonl_bytes(frame), f"{name}.about.json": companion}
    return Export(packed(members), ".jsonl.zip", "application/zip")


def _parquet(frame: pd.DataFrame, _name: str, about: About) -> Export:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    record = json.dumps(about.record(), ensure_ascii=False).encode()
    stream = BytesIO()
    pq.write_table(table.replace_schema_metadata({**(table.schema.metadata or {}), METADATA_KEY: record}), stream)
    return Export(stream.getvalue(), ".parquet", "application/vnd.apache.parquet")


FORMS: Mapping[Form, Callable[[pd.DataFrame, str, About], Export]] = {
    "xlsx": _xlsx,
    "csv": _csv,
    "parquet": _parquet,
    "jsonl": _jsonl,
}
