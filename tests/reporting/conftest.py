"""The papers' and pages' words are Chinese unless a test says otherwise."""

import pytest
import small_office

from guoban.locale import set_language
from guoban.reporting.joined import join
from guoban.reporting.tasks import tasks


@pytest.fixture(autouse=True)
def _chinese():
    set_language("zh")
    yield
    set_language("zh")


@pytest.fixture(scope="session")
def office():
    return small_office.build()


@pytest.fixture(scope="session")
def joined(office):
    return join(office)


@pytest.fixture
def rows(joined):
    return tasks(joined.progress, joined.metrics, 5, 15)
