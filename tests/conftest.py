"""What all tests share."""

from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="session")
def small_compilation():
    """The path of a compilation of two short reports."""
    return CASES / "documents" / "compilation.txt"
