"""What other programs do to a library at the same time; each of them is a process of its own."""

import multiprocessing
import os
import signal
from contextlib import contextmanager
from dataclasses import replace

from libraries import another, confirmed, office
from sqlalchemy import event

from guoban.errors import LibraryError
from guoban.library import Library, opening, rows, said

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
# Where a program is killed while it adds a compilation: in the middle of a table's rows, or before they are kept.
POINTS = ("documents", "reports", "sections", "metrics", "progress", "corrections", "commit")


def context():
    """Return the way to start a process: from a fresh one that has everything loaded, where the system has that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["guoban.library"])
    return found


@contextmanager
def running(function, *arguments):
    process = context().Process(target=function, args=arguments)
    process.start()
    try:
        yield process
    finally:
        process.join(120)
        if process.is_alive():
            process.kill()
            process.join()


def run(function, *arguments):
    """Run `function` in a process of its own and return how it ended."""
    with running(function, *arguments) as process:
        pass
    return process.exitcode


def die():
    os.kill(os.getpid(), KILL)


def shorter(compilation):
    """Another reading of the same file: a report less."""
    report = compilation.reports["report_id"].iloc[-1]
    tables = {name: frame[frame["report_id"] != report].reset_index(drop=True) for name, frame in compilation.tables}
    outline = replace(compilation.outline, reports=compilation.outline.reports[:-1])
    return replace(compilation, outline=outline, tables=replace(compilation.tables, **tables))


def add_and_die(address, point, which):
    """Add a compilation with a correction, or another reading of it (`again`), and be killed at `point`."""
    compilation = shorter(office()) if which == "again" else office()
    library = Library(address)
    insert_many, write_rows, record = rows.insert_many, rows.write_rows, said.record

    def half_of(connection, table, names, values):
        if table.name == point:
            insert_many(connection, table, names, values[: len(values) // 2])
            die()
        insert_many(connection, table, names, values)

    def all_of(*arguments):
        if point == "documents":
            die()
        write_rows(*arguments)

    def said_of(*arguments):
        record(*arguments)
        if point == "corrections":
            die()

    rows.insert_many, rows.write_rows, said.record = half_of, all_of, said_of
    if point == "commit":
        event.listen(library._engine, "commit", lambda _connection: die())  # noqa: SLF001
    library.add(compilation, corrections=[confirmed(office(), 1)])


def open_together(address, later, together, told):
    """Open a library when the others do, as a later program with its migrations does where `later` names them."""
    if later:
        opening.MIGRATIONS, opening.HEAD = later
    together.wait()
    library = Library(address)
    told.put(len(library.entries()))
    library.close()


def add_again_and_again(address, ready):
    library = Library(address)
    ready.set()
    while True:
        for compilation in (office(), shorter(office())):
            library.add(compilation)


def add_many(address, first, count, start):
    """Add `count` compilations of one's own, and between them the one that all share, in two readings."""
    library = Library(address)
    start.wait()
    for number in range(first, first + count):
        library.add(another(number), corrections=[confirmed(another(number))])
        library.add(office() if number % 2 else shorter(office()))


def correct_many(address, by, count, start):
    library = Library(address)
    start.wait()
    for number in range(count):
        correction = confirmed(office(), number % 5, by=by)
        library.record([correction])
        if number % 3 == 0:
            library.undo(correction.id, by)


def look_all_the_time(address, start, stop, problems):
    """Load whatever is there, until told to stop, and tell of everything that is not whole."""
    library = Library(address)
    wholes = {office().id: [len(office().metrics), len(shorter(office()).metrics)]}
    start.wait()
    looked = 0
    while not stop.is_set():
        for entry in library.entries():
            try:
                found = library.load(entry.id)
            except LibraryError as problem:
                problems.put(str(problem))
                continue
            allowed = wholes.get(entry.id, [entry.metrics])
            sums = (
                int(found.reports["metrics"].sum()),
                len(found.metrics),
                len(found.outline.reports),
                len(found.reports),
            )
            if sums[0] != sums[1] or sums[2] != sums[3] or sums[1] not in allowed:
                problems.put(f"{entry.id}: {sums}, not {allowed}")
            looked += 1
    problems.put(looked)
