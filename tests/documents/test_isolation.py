"""A worker that hangs, crashes or takes too much is a message, and the next file is read."""

import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from guoban.documents import isolation
from guoban.documents.isolation import read_apart
from guoban.errors import DocumentError

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows bounds the time only")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
READER = """
import ctypes, os, socket, subprocess, sys, time
from guoban.errors import DocumentError

def read(data, name):
    what = data.decode()
    if what == "hang":
        time.sleep(60)
    if what == "hang in C":
        ctypes.PyDLL(None).sleep(60)
    if what == "crash":
        ctypes.string_at(0)
    if what == "exit":
        os._exit(3)
    if what == "memory":
        return len(bytearray(10 * 1024 ** 3))
    if what == "bug":
        raise ZeroDivisionError("inside")
    if what == "refuse":
        raise DocumentError("file_blank", name=name)
    if what == "print":
        print("noise"); os.write(1, b"noise"); sys.stderr.write("noise")
    if what == "write":
        with open(name, "wb") as stream:
            stream.write(b"x" * 10)
    if what == "call out":
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    if what == "start":
        subprocess.run(["true"])
    return what, os.getpid()
"""


@pytest.fixture(autouse=True)
def _reader(tmp_path, monkeypatch):
    (tmp_path / "reader_for_tests.py").write_text(READER, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *filter(None, sys.path)]))
    isolation.end_workers()
    yield
    isolation.end_workers()


def read(what, name="总结.docx", **options):
    return read_apart("reader_for_tests", what.encode(), name, **options)


def refusal_of(what, **options):
    with pytest.raises(DocumentError) as refusal:
        read(what, **options)
    return refusal.value


def test_a_worker_is_used_again():
    first = read("one")
    assert first[0] == "one"
    assert first[1] != os.getpid()
    begun = time.monotonic()
    assert [read(str(number))[1] for number in range(20)] == [first[1]] * 20
    assert time.monotonic() - begun < 5


def test_what_the_reader_refuses_is_refused_and_the_worker_stays():
    worker = read("x")[1]
    assert refusal_of("refuse").details == {"name": "总结.docx"}
    assert refusal_of("refuse").code == "file_blank"
    assert read("x")[1] == worker


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("bug", "file_damaged"),
        ("exit", "file_crashed"),
        pytest.param("crash", "file_crashed", marks=POSIX),
        pytest.param("memory", "file_memory", marks=LINUX),
        pytest.param("write", "file_damaged", marks=POSIX),
        ("call out", "file_damaged"),
        ("start", "file_damaged"),
    ],
)
def test_what_goes_wrong_inside_is_a_message(what, code, tmp_path):
    assert refusal_of(what, name=str(tmp_path / "written")).code == code
    assert read("again")[0] == "again"


@pytest.mark.parametrize("what", ["hang", pytest.param("hang in C", marks=POSIX)])
def test_what_takes_too_long_is_stopped(what, monkeypatch):
    monkeypatch.setenv("GUOBAN_MAX_SECONDS", "1")
    begun = time.monotonic()
    refusal = refusal_of(what)
    assert time.monotonic() - begun < 5
    assert refusal.code == "file_slow"
    assert refusal.details == {"name": "总结.docx", "limit": "1", "variable": "GUOBAN_MAX_SECONDS"}
    assert read("again")[0] == "again"


@LINUX
def test_the_limit_on_memory_is_a_setting(monkeypatch):
    monkeypatch.setenv("GUOBAN_MAX_MEMORY_MB", "300")
    refusal = refusal_of("memory")
    assert "300 MB" in str(refusal)
    assert "GUOBAN_MAX_MEMORY_MB" in str(refusal)


def test_noise_does_not_spoil_the_answer():
    assert read("print")[0] == "print"


def test_a_worker_that_left_is_replaced():
    worker = read("x")[1]
    os.kill(worker, 9 if os.name == "posix" else 15)
    time.sleep(0.2)
    assert read("x")[1] != worker


def test_many_threads_read_at_once():
    with ThreadPoolExecutor(8) as pool:
        read_all = list(pool.map(lambda number: read(str(number)), range(40)))
    assert [what for what, _worker in read_all] == [str(number) for number in range(40)]
    assert len({worker for _what, worker in read_all}) <= isolation.MOST_WORKERS


def test_one_that_hangs_keeps_nobody_else(monkeypatch):
    monkeypatch.setenv("GUOBAN_MAX_SECONDS", "3")
    hanging = threading.Thread(target=lambda: refusal_of("hang"))
    hanging.start()
    time.sleep(0.3)
    begun = time.monotonic()
    assert read("x")[0] == "x"
    assert time.monotonic() - begun < 2
    hanging.join()


def test_a_large_file_goes_through():
    assert len(read("x" * 30_000_000)[0]) == 30_000_000


@POSIX
def test_workers_end_with_their_master():
    import subprocess  # noqa: PLC0415

    code = "from guoban.documents.isolation import read_apart; print(read_apart('reader_for_tests', b'x', 'a')[1])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    time.sleep(0.3)
    with pytest.raises(ProcessLookupError):
        os.kill(int(run.stdout), 0)


@POSIX
def test_a_forked_process_has_workers_of_its_own():
    worker = read("x")[1]
    into, out = os.pipe()
    child = os.fork()
    if not child:
        os.write(out, str(read("x")[1]).encode())
        isolation.end_workers()
        os._exit(0)
    os.waitpid(child, 0)
    assert int(os.read(into, 20)) != worker
    assert read("x")[1] == worker
