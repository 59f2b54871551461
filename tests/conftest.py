"""What all tests share."""

import os
import sys
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
