"""A library on each database with random compilations whose texts are hard to search, and what they hold."""

import random
from itertools import count
from typing import NamedTuple

import psycopg
import pytest
from libraries import sqlite_address
from made_reports import compile_reports, random_report
from plain_scan import Sheet, sheets

from guoban.compilation import Compilation
from guoban.library import Library

# A fixture of the session is made anew where tests go back and forth between the databases.
NUMBERS = count(1)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_library(request, tmp_path_factory):
    """A function that makes an empty library."""
    made = []

    def new():
        if request.param == "sqlite":
            made.append(Library(sqlite_address(tmp_path_factory.mktemp("library"))))
            return made[-1]
        get_uri, name = request.getfixturevalue("postgresql"), f"search_{next(NUMBERS)}"
        with psycopg.connect(get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        made.append(Library(get_uri(database=name)))
        return made[-1]

    yield new
    for library in made:
        library.close()


class LaidOut(NamedTuple):
    """A compilation, and its reports laid out for a plain scan."""

    compilation: Compilation
    sheets: list[Sheet]


@pytest.fixture(scope="session")
def laid_out():
    rng = random.Random(5)  # noqa: S311  (the same each time)
    made = [
        compile_reports(
            f"{number}.txt", [random_report(rng, rng.choice((20, 200, 900))) for _ in range(6)], before=front
        )
        for number, front in enumerate(("", "汇编 12\n", "目录\n水利投资 2012\n"))
    ]
    return [LaidOut(one, sheets(one)) for one in made]


@pytest.fixture(scope="session")
def hard_library(new_library, laid_out):
    library = new_library()
    for one in laid_out:
        library.add(one.compilation)
    return library
