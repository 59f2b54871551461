"""A whole library in one file, from either database.

A backup is itself a library of SQLite, in a single file, so that one made by an older program is brought up to date by
the same migrations. It carries a fingerprint of each of its tables, by which damage is found. The index of the search
is not in it: that is made anew where the backup is restored.
"""

import hashlib
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, Text, inspect, select, text, type_coerce

from guoban.errors import LibraryError
from guoban.library import entries, rows, rules, schema
from guoban.library.engine import open_engine, reading, sqlite_url, writing
from guoban.library.escaping import Words
from guoban.library.opening import bring_up_to_date

# What a backup holds, owners first; each with what its rows are ordered by, and how many are taken at a time.
TABLES: tuple[tuple[Table, tuple[str, ...], int], ...] = (
    (schema.compilations, ("id",), 1000),
    (schema.documents, ("compilation_id",), 4),
    *((table, ("compilation_id", "position"), 5000) for table, _shape in rows.TABLES.values()),
    (schema.corrections, ("number",), 5000),
    (schema.merges, ("number",), 5000),
)
Manifest = Mapping[str, Mapping[str, Any]]


def write_backup(engine: Engine, path: Path) -> None:
    """Write the library to the file `path`, which must not be there yet; it appears when it is whole and checked.

    Raises `LibraryError`: backup_exists, backup_unwritten, backup_broken.
    """
    path = path.absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".guoban-", dir=path.parent) as folder:
            scratch = Path(folder) / "backup.db"
            _seal(scratch, _copy(engine, scratch))
            _check(scratch, path.name)
            if path.exists():
                raise LibraryError("backup_exists", name=path.name)
            scratch.replace(path)
    except (OSError, sqlite3.OperationalError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise LibraryError("backup_unwritten", name=path.name, reason=reason) from problem


@contextmanager
def opened(path: Path) -> Iterator[Engine]:
    """Yield the library in the backup `path`, checked and brought up to date in a copy, the file itself untouched.

    A library's own file is taken as well, also while it is in use. Raises `LibraryError`: backup_missing,
    backup_broken where it is damaged or no backup, library_newer.
    """
    if not path.is_file():
        raise LibraryError("backup_missing", name=path.name)
    with tempfile.TemporaryDirectory(prefix="guoban-") as folder:
        copy = Path(folder) / path.name
        try:
            there = path.absolute().as_uri() + "?mode=ro"
            with closing(sqlite3.connect(there, uri=True)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
        except sqlite3.Error as problem:
            raise LibraryError("backup_broken", name=path.name) from problem
        _check(copy, path.name)
        engine = open_engine(sqlite_url(copy))
        try:
            bring_up_to_date(engine)
            yield engine
        finally:
            engine.dispose()


def made_at(source: Engine) -> str:
    """Return when an `opened` backup was made (UTC, ISO 8601), empty for a library's own file."""
    with reading(source) as connection:
        if not inspect(connection).has_table("backup"):
            return ""
        return str(json.loads(connection.execute(text("SELECT manifest FROM backup")).scalar_one())["made_at"])


def _copy(engine: Engine, scratch: Path) -> Manifest:
    """Copy the library as it is at this moment into a new one, and return what was copied."""
    target = open_engine(sqlite_url(scratch))
    try:
        bring_up_to_date(target)
        with reading(engine) as source, writing(target) as copy:
            return {table.name: _copy_table(source, copy, table, order, size) for table, order, size in TABLES}
    finally:
        target.dispose()


def _copy_table(source: Connection, copy: Connection, table: Table, order: Sequence[str], size: int) -> dict[str, Any]:
    names = [column.name for column in table.columns]
    kept = _Fingerprint()
    # Escapes stay as they are: what is compared is what the databases hold.
    plain = (type_coerce(one, Text).label(one.name) if isinstance(one.type, Words) else one for one in table.columns)
    query = select(*plain).order_by(*(table.columns[name] for name in order)).execution_options(yield_per=size)
    for chunk in source.execute(query).partitions():
        taken = [tuple(int(value) if isinstance(value, bool) else value for value in row) for row in chunk]
        rows.insert_many(copy, table, names, taken)
        kept.add(taken)
    return {"columns": names, "order": list(order), **kept.told()}


def _seal(scratch: Path, manifest: Manifest) -> None:
    """Write beside the tables what they should be, and make the file one that stands alone."""
    told = {"made_at": entries.now(), "rules": rules.present(), "tables": manifest}
    with closing(sqlite3.connect(scratch)) as connection, connection:
        connection.execute("CREATE TABLE backup (manifest TEXT NOT NULL)")
        connection.execute("INSERT INTO backup VALUES (?)", [json.dumps(told)])
    with closing(sqlite3.connect(scratch)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _check(path: Path, name: str) -> None:
    """Raise `LibraryError` (backup_broken) unless `path` is a library whose tables are as its manifest says."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            known = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if not sound or not {"alembic_version", "compilations"} <= known:
                raise LibraryError("backup_broken", name=name)
            for manifest in connection.execute("SELECT manifest FROM backup") if "backup" in known else ():
                _compare(connection, json.loads(manifest[0])["tables"], name)
    except (sqlite3.Error, ValueError, KeyError) as problem:
        raise LibraryError("backup_broken", name=name) from problem


def _compare(connection: sqlite3.Connection, manifest: Manifest, name: str) -> None:
    for table, told in manifest.items():
        columns = ", ".join(f'"{column}"' for column in told["columns"])
        order = ", ".join(f'"{column}"' for column in told["order"])
        found = _Fingerprint()
        found.add(connection.execute(f'SELECT {columns} FROM "{table}" ORDER BY {order}'))  # noqa: S608  (own names)
        if found.told() != {"rows": told["rows"], "sha256": told["sha256"]}:
            raise LibraryError("backup_broken", name=name)


class _Fingerprint:
    """The number of rows and what they say, as one hash."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._rows = 0

    def add(self, taken: Iterable[tuple[Any, ...]]) -> None:
        for row in taken:
            self._digest.update(repr(row).encode("utf-8", "surrogatepass"))
            self._rows += 1

    def told(self) -> dict[str, Any]:
        return {"rows": self._rows, "sha256": self._digest.hexdigest()}
