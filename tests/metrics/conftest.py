"""The functions of one_report as fixtures."""

import one_report
import pytest


@pytest.fixture(scope="session")
def as_report():
    """`as_report(text, role=, year=, span=)`: a document with one report whose one section has that role."""
    return one_report.as_report


@pytest.fixture(scope="session")
def read():
    """`read(text, role=, year=, span=)`: the metrics of a text."""
    return one_report.read


@pytest.fixture(scope="session")
def placed():
    """`placed(sentence, number, role=)`: the place and the slot of a number."""
    return one_report.placed
