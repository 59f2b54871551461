"""A small compilation, as a page sees it."""

import pytest
import small_office

from guoban.locale import set_language
from guoban.reporting.joined import join
from guoban.reporting.tasks import tasks
from guoban.ui import filters
from guoban.ui.shell import View


@pytest.fixture(autouse=True)
def _chinese():
    set_language("zh")


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
