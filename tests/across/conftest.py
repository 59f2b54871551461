"""Three compilations of one place: the sample, a half-year before it, and the year's end after it."""

from pathlib import Path

import pytest

import guoban

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def half_2024():
    return guoban.read(HERE.parents[1] / "data" / "sample-2024h1.txt").tables


@pytest.fixture(scope="session")
def half_2023():
    return guoban.read(HERE / "half-2023.txt").tables


@pytest.fixture(scope="session")
def year_2024():
    return guoban.read(HERE / "year-2024.txt").tables


@pytest.fixture(scope="session")
def texts(half_2023, half_2024, year_2024):
    """Each report's text and its offset, by report_id."""
    return {
        row.report_id: (row.text, row.start)
        for one in (half_2023, half_2024, year_2024)
        for row in one.reports.itertuples()
    }


@pytest.fixture(scope="session")
def quoted(texts):
    """Tell whether start..end of a report are the words."""

    def is_quote(report_id, start, end, words):
        text, offset = texts[report_id]
        return text[start - offset : end - offset] == words

    return is_quote
