"""Bringing a library to the tables of this program when it is opened.

Several programs may open it at once: one migrates, the others wait and then find it done. A migration is one
transaction; where it fails, the library is as it was.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from guoban.errors import LibraryError
from guoban.library import engine as engines
from guoban.library.schema import HEAD

MIGRATIONS = Path(__file__).parent / "migrations"
_ADVISORY = 0x6775_6F62_616E  # the lock of PostgreSQL that stands for migrating a library
# Alembic keeps the migration that runs in module variables.
_ONE_AT_A_TIME = Lock()


def bring_up_to_date(engine: Engine) -> None:
    """Run the migrations that `engine`'s library lacks.

    Raises `LibraryError`: library_newer where a newer program has made it (nothing is changed), library_unreachable,
    library_broken or library_busy where it cannot be opened.
    """
    if engines.is_sqlite(engine):
        _prefer_wal(engine)
    with engines.reading(engine) as connection:
        if _version(connection, engine) == HEAD:
            return
    with _ONE_AT_A_TIME, engines.told(engine), engine.connect() as connection:
        if engines.is_sqlite(engine):
            # Altering a table of SQLite drops it and makes it anew: what refers to it must not go with it.
            _driver(connection).execute("PRAGMA foreign_keys = OFF")
        connection.execution_options(writes=True)
        with connection.begin():
            if not engines.is_sqlite(engine):
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY})
            if _version(connection, engine) != HEAD:
                _migrate(connection)
    engine.dispose()


def _version(connection: Connection, engine: Engine) -> str:
    """Return the version of the library's tables, empty for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    if found > HEAD:
        raise LibraryError("library_newer", place=engines.shown(engine), found=found, known=HEAD)
    return str(found)


def _prefer_wal(engine: Engine) -> None:
    """Let readers go on while one writes. The file keeps the setting; where the disk cannot do it, it works without."""
    with engines.told(engine), engine.connect() as connection:
        driver = _driver(connection)
        if driver.execute("PRAGMA journal_mode").fetchone() == ("wal",):
            return
        with suppress(sqlite3.OperationalError):
            driver.execute("PRAGMA journal_mode = WAL")


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  (half a second that only a new library needs)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection
