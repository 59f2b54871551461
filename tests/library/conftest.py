"""Every test of the library runs on SQLite and on a real PostgreSQL, which is started once."""

from itertools import count

import psycopg
import pytest
from libraries import office, sqlite_address

from guoban.library import Library

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
