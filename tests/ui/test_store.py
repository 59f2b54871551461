"""The library as the pages see it."""

from dataclasses import replace

import pandas as pd
import pytest

from guoban.library import Library
from guoban.ui.store import Store


@pytest.fixture
def kept(tmp_path):
    opened = Store(Library(f"sqlite:///{tmp_path / 'library.db'}"))
    yield opened
    opened.library.close()


def test_a_compilation_is_kept_listed_and_removed(kept, office):
    key = kept.add(office)
    assert kept.get(key).text == office.text
    pd.testing.assert_frame_equal(kept.get(key).metrics, office.metrics)
    assert [(one.id, one.reports, one.period) for one in kept.all()] == [(key, 3, "2024年上半年")]
    kept.library.remove(key)
    assert kept.get(key) is None
    assert kept.all() == []


def test_what_is_kept_is_there_when_the_app_starts_anew(kept, office, tmp_path):
    key = kept.add(office)
    again = Store(Library(f"sqlite:///{tmp_path / 'library.db'}"))
    assert [one.id for one in again.all()] == [key]


def test_the_same_file_again_is_the_same_compilation(kept, office):
    assert kept.add(office) == kept.add(office)
    assert len(kept.all()) == 1


def test_rows_carry_their_report(kept, office):
    joined = kept.joined(office)
    assert len(joined.metrics) == len(office.metrics)
    assert set(joined.metrics["department"]) == {"梧桐县水利局", "<b>教育局</b>", "XX街道"}
    assert {"level", "report_level"} <= set(joined.sections.columns)
    assert kept.joined(office) is joined


def test_no_link_leads_to_what_is_not_there(kept):
    assert kept.get(None) is None
    assert kept.get("../../etc") is None


def test_a_sample_that_is_not_there_opens_nothing(kept, tmp_path):
    assert kept.open_sample(tmp_path / "none.txt") == ""
    assert kept.all() == []


def test_the_sample_goes_into_an_empty_library_only(kept, office, tmp_path):
    sample = tmp_path / "样例.txt"
    sample.write_text("梧桐县水利局2024年上半年工作总结\n新建管网12公里。\n", encoding="utf-8")
    key = kept.open_sample(sample)
    assert [(one.id, one.sample) for one in kept.all()] == [(key, True)]
    kept.library.remove(key)
    fresh = Store(kept.library)
    fresh.open_sample(sample)
    assert fresh.all() == []
    fresh.add(replace(office))
    assert [one.sample for one in fresh.all()] == [False]


def test_the_sample_is_known_again_without_being_read(kept, tmp_path, monkeypatch):
    sample = tmp_path / "样例.txt"
    sample.write_text("梧桐县水利局2024年上半年工作总结\n新建管网12公里。\n", encoding="utf-8")
    key = kept.open_sample(sample)
    monkeypatch.setattr("guoban.ui.store.read", lambda _path: pytest.fail("the sample is read again"))
    assert Store(kept.library).open_sample(sample) == key
