"""Where the library lies, and how its database is opened: SQLite in a file, or PostgreSQL.

Two kinds of transaction: `reading` sees the library as it was at one moment, `writing` is the only one to write
(SQLite) or takes rows one by one (PostgreSQL); both are all or nothing.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Insert, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from guoban.errors import LibraryError

URL_VARIABLE = "GUOBAN_DATABASE_URL"
FOLDER_VARIABLE = "GUOBAN_DATA"
FILE = "library.db"
# How long a writer waits for another, in seconds: longer than the import of the largest compilation takes.
PATIENCE = 120
_POSTGRESQL = {"postgresql", "postgres", "postgresql+psycopg"}


def data_folder() -> Path:
    """Return the folder for what the user keeps: GUOBAN_DATA, else `data` beside app.py, else the user's own folder.

    The last is where the package is installed without the project: %LOCALAPPDATA%\\guoban or ~/.local/share/guoban.
    """
    chosen = os.environ.get(FOLDER_VARIABLE, "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    project = Path(__file__).resolve().parents[3]
    if (project / "app.py").is_file():
        return project / "data"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "guoban"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "guoban"


def default_url() -> str:
    """Return the library's address: GUOBAN_DATABASE_URL, else the file library.db in the data folder."""
    chosen = os.environ.get(URL_VARIABLE, "").strip()
    return chosen or sqlite_url(data_folder() / FILE)


def sqlite_url(path: Path) -> str:
    return URL.create("sqlite", database=str(path.absolute())).render_as_string()


def shown(engine: Engine) -> str:
    """Return where the library lies, for a person: the file's path, or the address without its password."""
    if is_sqlite(engine):
        return engine.url.database or ""
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=True)


def is_sqlite(engine: Engine | Connection) -> bool:
    return engine.dialect.name == "sqlite"


def open_engine(address: str) -> Engine:
    """Return the engine for `address`; the folder of an SQLite file is made.

    Raises `LibraryError`: library_url where it is neither an SQLite file nor PostgreSQL, library_driver where the
    driver of PostgreSQL is not installed, library_unreachable where the folder cannot be made.
    """
    url = _url(address)
    if url.get_backend_name() == "sqlite":
        return _open_sqlite(url)
    try:
        return create_engine(url, pool_pre_ping=True, max_overflow=20)
    except ImportError as problem:
        raise LibraryError("library_driver") from problem


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as problem:
        raise LibraryError("library_url", variable=URL_VARIABLE) from problem
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in {"sqlite", "sqlite+pysqlite"} and url.database not in {None, "", ":memory:"}:
        return url
    raise LibraryError("library_url", variable=URL_VARIABLE)


def _open_sqlite(url: URL) -> Engine:
    try:
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"timeout": PATIENCE}, max_overflow=20)
    except (OSError, NoSuchModuleError) as problem:
        raise LibraryError("library_unreachable", place=url.database, reason=problem) from problem

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in ("busy_timeout = " + str(PATIENCE * 1000), "foreign_keys = ON", "synchronous = FULL",
                       "cache_size = -65536", "temp_store = MEMORY"):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that sees the library as it is now, whatever others write meanwhile."""
    with told(engine), engine.connect() as connection:
        if not is_sqlite(engine):
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection whose changes are kept together when the block ends well, and not at all when it does not."""
    with told(engine), engine.connect() as connection:
        connection.execution_options(writes=True)
        with connection.begin():
            yield connection


def insert_unless_there(connection: Connection, table: Table, key: str) -> Insert:
    """Return an insert into `table` that leaves a row with the same `key` as it is."""
    if is_sqlite(connection):
        return sqlite.insert(table).on_conflict_do_nothing(index_elements=[key])
    return postgresql.insert(table).on_conflict_do_nothing(index_elements=[key])


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Turn what the database says when it cannot go on into a sentence for the user."""
    try:
        yield
    except PoolTimeoutError as problem:
        raise LibraryError("library_busy", place=shown(engine)) from problem
    except DBAPIError as problem:
        reason = str(problem.orig).strip().splitlines()[0] if str(problem.orig).strip() else type(problem.orig).__name__
        code = _code(engine, problem, reason.casefold())
        if code is None:
            raise
        raise LibraryError(code, place=shown(engine), reason=reason) from problem


def _code(engine: Engine, problem: DBAPIError, reason: str) -> str | None:
    if not is_sqlite(engine):
        lost = problem.connection_invalidated or type(problem.orig).__name__ == "OperationalError"
        return "library_unreachable" if lost else None
    for words, code in (
        (("locked", "busy"), "library_busy"),
        (("not a database", "malformed"), "library_broken"),
        (("unable to open", "readonly", "disk i/o"), "library_unreachable"),
        (("is full",), "library_full"),
    ):
        if any(word in reason for word in words):
            return code
    return None
