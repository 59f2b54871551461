"""A data set that is open: one engine for the process, a cursor for each question."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from guoban.batch.columns import SCHEMAS, TABLES
from guoban.batch.manifest import NAME, Record, load
from guoban.dataset.questions import Filter, Order, order_by, quoted, where
from guoban.errors import GuobanError

# What each row gets from its report; where it has a column of that name, with report_ before it.
OF_THE_REPORT = ("compilation_id", "seq", "title", "department", "type", "level", "region", "year", "span", "file")
REPORTS = """
create table report as select r.* exclude (text), d.name as file, d.input as input
from read_parquet(?) r left join read_parquet(?) d using (compilation_id) order by r.file_index, r.file_row_number
"""
KEYS = {"reports": "report_id", "sections": "section_id", "metrics": "metric_id", "progress": "progress_id"}
# Where a row stands in the files: parts in order, and in each the rows as they were read.
PLACE = ("part_index", "part_row")
# Columns of whole numbers in which some are missing.
WHOLE = ("year", "actual_start", "target_start", "completion_start", "line")
MOST_FACETS = 500
# More rows than this are no page, and are read at once.
MOST_ON_A_PAGE = 2_000
AT_THE_PLACES = "semi join (select unnest(?) as part_index, unnest(?) as part_row) using (part_index, part_row)"
MEMORY = "2GB"
BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a row comes from: its report, the report's text, and the row's places in that text (from its beginning)."""

    report: Mapping[str, Any]
    text: str
    places: tuple[tuple[int, int], ...]


def open_dataset(folder: Path) -> "Dataset":
    """Return the data set in `folder`.

    Raises `GuobanError`: dataset_missing (it is none) or dataset_damaged.
    """
    path = folder / NAME
    if not path.is_file():
        raise GuobanError("dataset_missing", folder=folder, name=NAME)
    try:
        stamp = path.stat().st_mtime_ns
        return Dataset(folder.absolute(), load(path), stamp)
    except (ValueError, OSError) as problem:
        raise GuobanError("dataset_damaged", folder=folder) from problem


class Dataset:
    """A data set of `guoban batch`. Every method may be called from any thread.

    The parts are those that the manifest named when it was opened: `is_current` tells whether a batch has gone on
    since. In memory are the manifest and one row a report (without its text); all else stays in the files.
    """

    def __init__(self, folder: Path, manifest: Mapping[str, Record], stamp: int) -> None:
        self._folder = folder
        self._stamp = stamp
        self.manifest = manifest
        self._parts = sorted({record.part for record in manifest.values() if record.part})
        self._record_of = {one.compilation_id: one for one in manifest.values() if one.part}
        self._engine = _engine(folder)
        self._columns = {table: _columns(table) for table in TABLES}
        if self._parts:
            self._execute(REPORTS, [self._files("reports"), self._files("documents")])

    @property
    def folder(self) -> Path:
        return self._folder

    @property
    def is_current(self) -> bool:
        """Tell whether the manifest is still the one that was opened."""
        try:
            return (self._folder / NAME).stat().st_mtime_ns == self._stamp
        except OSError:
            return False

    def close(self) -> None:
        """Let go of the files."""
        self._engine.close()

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the columns of `table` that can be shown, filtered and sorted by: its own and its report's."""
        return self._columns[table]

    def counts(self) -> dict[str, int]:
        """Return the rows of each table."""
        return {table: self.count(table) for table in TABLES}

    def count(self, table: str, filters: Sequence[Filter] = ()) -> int:
        """Return how many rows of `table` pass `filters`."""
        met = where(filters, self._columns[table])
        return int(self._asked("select count(*)", table, f"where {met.sql}", met.bound).fetchall()[0][0])

    def rows(
        self,
        table: str,
        filters: Sequence[Filter] = (),
        orders: Sequence[Order] = (),
        offset: int = 0,
        limit: int = 100,
    ) -> pd.DataFrame:
        """Return `limit` rows of `table` that pass `filters`, from the `offset`th on in the order of `orders`.

        Rows that are equal in that order come as they stand in the files. First only what decides the order is read,
        then the rows of the page: the sentences of a million metrics stay where they are. Raises `ValueError` for an unknown column.
        """
        columns = self._columns[table]
        met, wanted = where(filters, columns), _listed(columns)
        rest = f"where {met.sql} order by {order_by(orders, columns, PLACE)} limit ? offset ?"
        bound = [*met.bound, limit, offset]
        if limit > MOST_ON_A_PAGE:
            return _typed(self._asked(f"select {wanted}", table, rest, bound).df())
        places = self._asked(f"select {', '.join(PLACE)}", table, rest, bound).fetchall()
        parts = sorted({part for part, _row in places}) or [0]
        page = [[parts.index(part) for part, _row in places], [row for _part, row in places]]
        rest = f"{AT_THE_PLACES} order by {order_by(orders, columns, PLACE)}"
        return _typed(self._asked(f"select {wanted}", table, rest, page, parts).df())

    def facets(
        self, table: str, column: str, filters: Sequence[Filter] = (), most: int = MOST_FACETS
    ) -> list[tuple[Any, int]]:
        """Return the values of `column` with their rows under `filters`, the values chosen of the column itself left out.

        The most frequent come first, at most `most` of them; what is missing is None.
        """
        columns = self._columns[table]
        met, name = where(filters, columns, leave_out=column), quoted(column, columns)
        rest = f"where {met.sql} group by 1 order by n desc, 1 nulls last limit ?"
        found = self._asked(f"select {name}, count(*) as n", table, rest, [*met.bound, most]).fetchall()
        return [(value, int(count)) for value, count in found]

    def report_text(self, report_id: str) -> str:
        """Return the text of a report. Raises `KeyError` where there is none of this name."""
        found = self.of_report("reports", report_id)
        if found.empty:
            raise KeyError(report_id)
        return str(found["text"].iloc[0])

    def of_report(self, table: str, report_id: str) -> pd.DataFrame:
        """Return a report's rows of `table` in the columns of that table alone, in order. Raises `KeyError`."""
        sql = (
            f"select {_listed(SCHEMAS[table].names)} from read_parquet(?) where report_id = ? order by file_row_number"  # noqa: S608
        )
        found = self._execute(sql, [self._file(table, self.record_of(report_id).part), report_id])
        return _typed(found.df())

    def record_of(self, row_id: str) -> Record:
        """Return what the manifest tells of the file that a report or a row of one is from. Raises `KeyError`."""
        return self._record_of[row_id[:16]]

    def batches(
        self, table: str, columns: Sequence[str], filters: Sequence[Filter] = (), orders: Sequence[Order] = ()
    ) -> Iterator[pa.RecordBatch]:
        """Yield all rows of `table` that pass `filters`, in the order of `orders`, in batches, some of them empty.

        Without an order they come part by part, and only a part's are in memory. Raises `ValueError` for an unknown column.
        """
        known = self._columns[table]
        met = where(filters, known)
        ask, order = f"select {', '.join(quoted(one, known) for one in columns)}", order_by(orders, known, PLACE)
        whole = table == "reports" or orders or not self._parts
        for chosen in [None] if whole else [[part] for part in range(len(self._parts))]:
            rest = f"where {met.sql} order by {order}"
            yield from self._streamed(
                f"{ask} from {self._from(table)} {rest}", [*self._bound(table, chosen), *met.bound]
            )

    def evidence(self, table: str, row_id: str) -> Evidence:
        """Return where the row `row_id` of sections, metrics or progress comes from; `KeyError` where there is none."""
        found = self._all(table, Filter(KEYS[table], (row_id,)))
        if found.empty:
            raise KeyError(row_id)
        row = found.iloc[0]
        report = self._all("reports", Filter("report_id", (row["report_id"],))).iloc[0]
        places = self._places(row) if table == "progress" else [(int(row["start"]), int(row["end"]))]
        begin = int(report["start"])
        return Evidence(
            report={str(name): value for name, value in report.items()},
            text=self.report_text(row["report_id"]),
            places=tuple((start - begin, end - begin) for start, end in places),
        )

    def _places(self, row: "pd.Series[Any]") -> list[tuple[int, int]]:
        """Return the places of the metrics that a task rests on."""
        starts = [row[f"{name}_start"] for name in ("actual", "target", "completion")]
        wanted = tuple(int(start) for start in starts if not pd.isna(start))
        found = self._all("metrics", Filter("report_id", (row["report_id"],)), Filter("start", wanted))
        return [(int(start), int(end)) for start, end in zip(found["start"], found["end"], strict=True)]

    def _all(self, table: str, *filters: Filter) -> pd.DataFrame:
        met = where(filters, self._columns[table])
        return self._asked("select *", table, f"where {met.sql}", met.bound).df()

    def _asked(
        self, what: str, table: str, rest: str, bound: Sequence[Any], parts: Sequence[int] | None = None
    ) -> duckdb.DuckDBPyConnection:
        """Ask `what` of the rows of `table`, in all parts or in some.

        `what` and `rest` are made in this module from its own columns; `bound` are the values.
        """
        return self._execute(f"{what} from {self._from(table)} {rest}", [*self._bound(table, parts), *bound])

    def _from(self, table: str) -> str:
        return f"({_source(table) if self._parts else _nothing(self._columns[table])})"

    def _bound(self, table: str, parts: Sequence[int] | None) -> list[Any]:
        """Return what is bound to the question marks of `_from`: the files of `parts`, None for all."""
        files = self._files(table)
        if table == "reports" or not files:
            return []
        return [files if parts is None else [files[one] for one in parts]]

    def _execute(self, sql: str, bound: Sequence[Any]) -> duckdb.DuckDBPyConnection:
        try:
            return self._engine.cursor().execute(sql, list(bound))
        except duckdb.Error as problem:
            raise GuobanError("dataset_damaged", folder=self._folder) from problem

    def _streamed(self, sql: str, bound: Sequence[Any]) -> Iterator[pa.RecordBatch]:
        cursor = self._engine.cursor()
        try:
            reader = cursor.sql(sql, params=list(bound)).to_arrow_reader(BATCH)
            yield pa.RecordBatch.from_pylist([], reader.schema)
            yield from reader
        except (duckdb.Error, pa.ArrowException) as problem:
            raise GuobanError("dataset_damaged", folder=self._folder) from problem
        finally:
            cursor.close()

    def _files(self, table: str) -> list[str]:
        return [self._file(table, part) for part in self._parts]

    def _file(self, table: str, part: str) -> str:
        return str(self._folder / table / part)


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _own_columns(table: str) -> list[str]:
    return [name for name in SCHEMAS[table].names if (table, name) != ("reports", "text")]


def _of_the_report(table: str) -> dict[str, str]:
    """Return the report's columns that stand on each row of `table`, with the names that they have there."""
    if table in {"reports", "documents"}:
        return {}
    own = SCHEMAS[table].names
    named = {name: f"report_{name}" if name in own else name for name in OF_THE_REPORT}
    return {name: shown for name, shown in named.items() if name != "compilation_id" or name not in own}


def _columns(table: str) -> tuple[str, ...]:
    more = ["file", "input"] if table == "reports" else _of_the_report(table).values()
    return (*_own_columns(table), *more)


def _source(table: str) -> str:
    """Return how the rows of `table` are had from its files, the one value to bind."""
    own = ", ".join(f't."{name}"' for name in _own_columns(table))
    if table == "reports":
        return f"select {own}, file, input, 0 as part_index, t.rowid as part_row from report t"  # noqa: S608  (columns of the schema)
    shown = _of_the_report(table)
    more = "".join(f', r."{name}" as "{shown}"' for name, shown in shown.items())
    joined = "left join report r using (report_id)" if shown else ""
    place = "t.file_index as part_index, t.file_row_number as part_row"
    return f"select {own}{more}, {place} from read_parquet(?) t {joined}"  # noqa: S608


def _nothing(columns: Sequence[str]) -> str:
    nulls = ", ".join(f'null as "{column}"' for column in (*columns, *PLACE))
    return f"select {nulls} where false"


def _engine(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return an engine that sees nothing but `folder`, fetches nothing, and keeps to its memory."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": MEMORY,
        "temp_directory": str(Path(tempfile.gettempdir()) / "guoban-duckdb"),
    }
    engine = duckdb.connect(":memory:", config=settings)
    engine.execute("set allowed_directories = [?]", [f"{folder}{os.sep}"])
    engine.execute("set enable_external_access = false")
    engine.execute("set lock_configuration = true")
    return engine


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with whole numbers as such where some are missing."""
    return frame.astype({name: "Int64" for name in WHOLE if name in frame})
