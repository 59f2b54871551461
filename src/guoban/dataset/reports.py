"""One report of a data set as a compilation of its own, for whatever shows a compilation's text and figures."""

import pandas as pd

from guoban.compilation import Compilation
from guoban.dataset.dataset import Dataset
from guoban.documents import fold
from guoban.records import Department, Document, Outline, Report
from guoban.tables import Tables

# What counts from the beginning of the file.
PLACES = {
    "reports": ("start", "end"),
    "sections": ("start", "end", "body_end"),
    "metrics": ("start", "end", "sentence_start", "sentence_end"),
    "progress": ("actual_start", "target_start", "completion_start"),
}


def read_report(data: Dataset, report_id: str) -> Compilation:
    """Return the report as a compilation: its text alone, places counted from its beginning, identifiers as they are.

    Raises `KeyError` where there is none of this name.
    """
    frames = {table: data.of_report(table, report_id) for table in PLACES}
    if frames["reports"].empty:
        raise KeyError(report_id)
    begin = int(frames["reports"]["start"].iloc[0])
    tables = Tables(**{table: _from(frame, PLACES[table], begin) for table, frame in frames.items()})
    text = str(tables.reports["text"].iloc[0])
    source = data.record_of(report_id)
    document = Document(source.name, source.sha256, text, fold(text))
    return Compilation(document, Outline((_report(tables.reports, text),)), tables)


def _from(frame: pd.DataFrame, places: tuple[str, ...], begin: int) -> pd.DataFrame:
    return frame.assign(**{name: frame[name] - begin for name in places})


def _report(frame: pd.DataFrame, text: str) -> Report:
    row = frame.to_dict("records")[0]
    title = str(row["title"])
    return Report(
        seq=int(row["seq"]),
        title=title,
        start=0,
        end=len(text),
        body_start=len(title) if text.startswith(title) else 0,
        department=Department(
            row["department"], row["department_source"], row["type"], row["level"], row["region"]
        ),
        year=None if pd.isna(row["year"]) else int(row["year"]),
        span=row["span"],
    )  # fmt: skip
