import signal
import threading

import pytest

from guoban.batch.interruption import interruptions


def test_ctrl_c_is_told_and_raises_nothing_the_first_time():
    with interruptions() as stopped:
        assert not stopped()
        signal.raise_signal(signal.SIGINT)
        assert stopped()


def test_a_second_time_ends_the_program_as_ever():
    with interruptions():
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_afterwards_ctrl_c_is_what_it_was():
    before = signal.getsignal(signal.SIGINT)
    with interruptions():
        pass
    assert signal.getsignal(signal.SIGINT) is before


def test_another_thread_leaves_ctrl_c_alone():
    before, seen = signal.getsignal(signal.SIGINT), []

    def work():
        with interruptions() as stopped:
            seen.append((signal.getsignal(signal.SIGINT), stopped()))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [(before, False)]


def test_where_ctrl_c_is_ignored_it_stays_so():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interruptions():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
