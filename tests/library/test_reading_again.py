"""Corrections over what was read, and reading again with other rules."""

from dataclasses import replace

import pytest
from libraries import another, assert_same, confirmed, office
from programs import shorter

from guoban.library import Library, rules, store
from guoban.library.cache import Cache


def states(corrected):
    return corrected.metrics["state"].tolist()


def test_corrections_lie_over_what_was_read(library):
    library.add(office(), corrections=[confirmed(office(), 0, action="reject")])
    library.record([confirmed(office(), 1), confirmed(office(), 2, action="edit", values={"indicator": "总投资"})])
    corrected = library.corrected(office().id)
    assert states(corrected)[:4] == ["rejected", "confirmed", "edited", "auto"]
    assert len(corrected.compilation.metrics) == len(office().metrics) - 1
    assert_same(library.load(office().id), office())


def test_what_is_corrected_is_made_once_until_something_changes(library):
    library.add(office())
    first = library.corrected(office().id)
    assert library.corrected(office().id) is first
    library.add(another(1), corrections=[confirmed(another(1))])
    assert library.corrected(office().id) is first
    said = confirmed(office())
    library.record([said])
    assert states(library.corrected(office().id))[0] == "confirmed"
    library.undo(said.id)
    assert states(library.corrected(office().id))[0] == "auto"


def test_what_another_program_corrects_is_seen(library, address):
    library.add(office())
    assert states(library.corrected(office().id))[0] == "auto"
    other = Library(address)
    other.record([confirmed(office())])
    assert states(library.corrected(office().id))[0] == "confirmed"
    other.close()


def test_a_cache_keeps_to_its_size_and_the_latest():
    made = []

    def make(name):
        made.append(name)
        return 1, name

    cache = Cache(most=3, cost=len)
    for name in ("a", "b", "c", "a", "d"):
        cache.get(name, 1, lambda name=name: make(name))
    for name in ("a", "c", "d"):
        cache.get(name, 1, lambda name=name: make(name))
    assert made == ["a", "b", "c", "d"], "b was not used for longest"
    assert cache.get("a", 2, lambda: (3, "A")) == "A", "another version is made anew"
    assert cache.get("a", 3, lambda: make("not again")) == "A", "as what it was when it was made"
    assert cache.get("large", 1, lambda: make("larger than all")) == "larger than all"


def test_other_rules_are_noticed_and_keep_corrections(library, monkeypatch):
    said = [confirmed(office(), row) for row in (0, 3)]
    with monkeypatch.context() as older:
        older.setattr(rules, "present", lambda: "0.0.9+00000000")
        library.add(shorter(office()), corrections=said)
        assert library.outdated() == []
    assert [entry.id for entry in library.outdated()] == [office().id]
    before = library.revision(office().id)
    assert library.reread(office().id) == ()
    assert_same(library.load(office().id), office())
    assert library.corrections(office().id) == said
    assert states(library.corrected(office().id)).count("confirmed") == 2
    assert library.outdated() == []
    assert library.revision(office().id) > before


def test_what_no_longer_fits_is_listed_and_kept(library):
    library.add(office())
    lost = confirmed(office(), 1, quote="没有这些字", before="没有", after="没有")
    library.record([confirmed(office()), lost])
    assert library.reread(office().id) == (lost,)
    assert lost in library.corrections(office().id)
    assert library.corrected(office().id).unfit == (lost,)


@pytest.mark.parametrize(
    ("kept", "older"),
    [("0.0.1+ab", True), ("0.0.1", True), ("999.0+ab", False), (None, False)],
)
def test_only_what_was_read_with_older_rules_is_outdated(kept, older):
    assert rules.are_older(kept or rules.present()) == older


def test_the_same_version_with_other_rules_is_outdated():
    assert rules.are_older(rules.present()[:-8] + "00000000")


def test_a_file_that_is_added_while_it_is_read_again_wins(library, monkeypatch):
    library.add(office())
    newer = replace(office(), document=replace(office().document, encoding="gb18030"))
    read, times = store.read_document, []

    def read_slowly(document, on_progress=None):
        if not times:
            library.add(newer)
        times.append(document.encoding)
        return read(document, on_progress=on_progress)

    monkeypatch.setattr(store, "read_document", read_slowly)
    library.reread(office().id)
    assert times == [office().document.encoding, "gb18030"]
    assert library.load(office().id).document == newer.document
