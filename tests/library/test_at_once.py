"""Several programs write and read at once, or are killed: nothing is lost, and nobody sees half of anything."""

import random
import time
from threading import Thread

import pytest
from libraries import another, assert_same, confirmed, office
from programs import (
    KILL,
    POINTS,
    add_again_and_again,
    add_and_die,
    add_many,
    context,
    correct_many,
    look_all_the_time,
    run,
    running,
    shorter,
)

from guoban.library import Library

OWN = 4
SAID = 12


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_while_adding_leaves_nothing(address, point):
    Library(address).close()
    assert run(add_and_die, address, point, "first") == -KILL
    library = Library(address)
    assert library.entries() == []
    assert library.add(office()) == (office().id, False)
    assert_same(library.load(office().id), office())
    assert library.corrections(office().id) == []
    library.close()


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_while_reading_anew_leaves_all(address, point):
    library, said = Library(address), confirmed(office())
    library.add(office(), corrections=[said])
    library.close()
    assert run(add_and_die, address, point, "again") == -KILL
    assert_same(library.load(office().id), office())
    assert library.corrections(office().id) == [said]
    library.add(shorter(office()))
    assert_same(Library(address).load(office().id), shorter(office()))
    library.close()


def test_a_kill_at_any_moment_leaves_one_reading_or_the_other(address):
    library = Library(address)
    for _round in range(4):
        ready = context().Event()
        with running(add_again_and_again, address, ready) as process:
            assert ready.wait(60)
            time.sleep(random.uniform(0.01, 0.15))  # noqa: S311
            process.kill()
        for entry in library.entries():
            found = library.load(entry.id)
            assert_same(found, office() if len(found.reports) == 2 else shorter(office()))
    library.close()


def test_nothing_is_lost_and_nothing_is_seen_by_half(address):
    library = Library(address)
    library.add(office())
    start, stop, problems = context().Event(), context().Event(), context().Queue()
    with (
        running(look_all_the_time, address, start, stop, problems),
        running(add_many, address, 0, OWN, start) as one,
        running(add_many, address, OWN, OWN, start) as two,
        running(correct_many, address, "甲", SAID, start) as three,
    ):
        start.set()
        for writer in (one, two, three):
            writer.join(120)
        stop.set()
        told = [problems.get(timeout=60)]
        while not isinstance(told[-1], int):
            told.append(problems.get(timeout=60))
    assert [writer.exitcode for writer in (one, two, three)] == [0, 0, 0]
    assert told[:-1] == []
    assert told[-1] > 0
    assert {entry.id for entry in library.entries()} == {
        office().id,
        *(another(number).id for number in range(2 * OWN)),
    }
    for number in range(2 * OWN):
        assert_same(library.load(another(number).id), another(number))
        assert len(library.corrections(another(number).id)) == 1
    said = library.corrections(office().id, undone=True)
    assert len(said) == SAID
    assert sum(one.active for one in said) == SAID - len(range(0, SAID, 3))
    library.close()


def test_threads_share_one_library(library):
    library.add(office())
    failed = []

    def work(number):
        try:
            for row in range(5):
                library.record([confirmed(office(), row, by=str(number))])
                assert len(library.corrected(office().id).compilation.metrics) == len(office().metrics)
                assert library.search("管网").hits > 0
        except BaseException as problem:  # noqa: BLE001  (told below, by the thread that can)
            failed.append(problem)

    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(library.corrections(office().id)) == 20
