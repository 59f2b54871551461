"""A small compilation, as a page sees it."""

import pytest
import small_office

from guoban.locale import set_language
from guoban.reporting.joined import join
from guoban.reporting.tasks import tasks
from guoban.ui import filters
from guoban.ui.shell import View
from guoban.ui.store import Store, store


@pytest.fixture(autouse=True)
def _chinese():
    """A test that speaks English leaves no English to those behind it."""
    set_language("zh")
    yield
    set_language("zh")


@pytest.fixture
def library(monkeypatch, tmp_path):
    """A library of the test's own behind the pages, empty."""
    monkeypatch.setenv("GUOBAN_DATA", str(tmp_path))
    monkeypatch.delenv("GUOBAN_DATABASE_URL", raising=False)
    monkeypatch.setattr(Store, "open_sample", lambda *_given: "")
    store.clear()
    yield store().library
    store().library.close()
    store.clear()


@pytest.fixture(scope="session")
def office():
    return small_office.build()


@pytest.fixture
def view(office):
    joined = join(office)
    return View(
        page="overview", language="zh", compilation=office, reports=office.reports, sections=joined.sections,
        metrics=joined.metrics, progress=joined.progress, all_reports=office.reports, all_metrics=joined.metrics,
        all_progress=joined.progress, facets=filters.SHARED, chosen={},
    )  # fmt: skip


@pytest.fixture
def rows(view):
    return tasks(view.all_progress, view.all_metrics, 5, 15)
