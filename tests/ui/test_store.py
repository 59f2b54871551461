"""The store of open compilations."""

from dataclasses import replace

import pytest

from guoban.errors import GuobanError
from guoban.ui import store as stores
from guoban.ui.store import Store


def test_a_compilation_is_kept_listed_and_removed(office):
    store = Store()
    key = store.add(office)
    assert store.get(key) is office
    assert [(one.id, one.reports, one.period) for one in store.all()] == [(key, 3, "2024年上半年")]
    store.remove(key)
    assert store.get(key) is None
    assert store.all() == []


def test_the_same_file_again_is_the_same_compilation(office):
    store = Store()
    assert store.add(office) == store.add(office)
    assert len(store.all()) == 1


def test_a_full_store_says_so_and_loses_nothing(office, monkeypatch):
    monkeypatch.setattr(stores, "MOST_COMPILATIONS", 1)
    store = Store()
    key = store.add(office)
    another = replace(office, document=replace(office.document, sha256="cd" * 32))
    with pytest.raises(GuobanError) as raised:
        store.add(another)
    assert "移除" in str(raised.value)
    assert store.get(key) is office


def test_too_much_text_is_refused_as_well(office, monkeypatch):
    monkeypatch.setattr(stores, "MOST_CHARACTERS", len(office.text))
    store = Store()
    store.add(office)
    with pytest.raises(GuobanError):
        store.add(replace(office, document=replace(office.document, sha256="cd" * 32)))


def test_rows_carry_their_report(office):
    joined = Store().joined(office)
    assert len(joined.metrics) == len(office.metrics)
    assert set(joined.metrics["department"]) == {"梧桐县水利局", "<b>教育局</b>", "XX街道"}
    assert {"level", "report_level"} <= set(joined.sections.columns)


def test_no_link_leads_to_what_is_not_open():
    assert Store().get(None) is None
    assert Store().get("../../etc") is None


def test_a_sample_that_is_not_there_opens_nothing(tmp_path):
    store = Store()
    assert store.open_sample(tmp_path / "none.txt") == ""
    assert store.all() == []
