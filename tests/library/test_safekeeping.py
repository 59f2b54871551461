"""What a restore would do is told before it is done, and a restore that keeps a backup first can be taken back whole."""

import pytest
from libraries import another, confirmed, office
from test_backup import contents, refused

from guoban.library import Library, safekeeping


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("GUOBAN_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "backups"


@pytest.fixture
def filled(library):
    """A library of two compilations and one in the bin, with corrections and merges."""
    for one in (office(), another(1), another(2)):
        library.add(one)
    library.remove(another(2).id)
    library.record([confirmed(office(), row) for row in range(3)])
    library.record_merge("department", "市经济和信息化局", ["市经信局"], "甲")
    return library


def change(library):
    """Do what people do between a backup and its restore, of each kind something."""
    first, second, _third = library.corrections(office().id)
    library.record([confirmed(office(), 4), confirmed(office(), 5)])
    library.undo(first.id)
    library.undo(second.id)
    library.add(another(3))
    library.put_back(another(2).id)
    library.remove(another(1).id)
    library.purge(another(1).id)
    library.remove(office().id)
    (merge,) = library.merges("department")
    library.undo_merge(merge.id)
    library.record_merge("indicator", "固定资产投资", ["固投"], "甲")


@pytest.mark.parametrize("exact", [False, True])
def test_what_is_foreseen_is_what_is_done(filled, tmp_path, exact):
    path = tmp_path / "b.db"
    filled.backup(path)
    change(filled)
    before = contents(filled)
    foreseen = filled.foresee(path)
    assert contents(filled) == before
    assert (foreseen.compilations, foreseen.corrections) == (2, 3)
    assert foreseen.made_at[:4].isdecimal()
    done = filled.restore(path, exact=exact)
    told = {name: getattr(foreseen.brought, name) for name in ("added", "put_back", "corrections", "merges")}
    assert told == {name: getattr(done, name) for name in told}
    assert told == {"added": 1, "put_back": 1, "corrections": 0, "merges": 0}
    if exact:
        back = foreseen.taken_back
        assert (back.undone, back.redone, back.binned) == (done.undone, done.redone, done.binned) == (3, 3, 2)
        assert sorted(foreseen.binned) == sorted([another(2).document.name, another(3).document.name])


def test_a_backup_of_what_is_there_changes_nothing(filled, tmp_path):
    path = tmp_path / "b.db"
    filled.backup(path)
    foreseen = filled.foresee(path)
    assert foreseen.brought == foreseen.taken_back == type(foreseen.brought)()
    assert foreseen.binned == ()


def test_a_library_s_own_file_says_no_time(filled, tmp_path):
    other = Library(f"sqlite:///{(tmp_path / 'own.db').as_posix()}")
    other.close()
    assert filled.foresee(tmp_path / "own.db").made_at == ""


@pytest.mark.parametrize("exact", [False, True])
def test_the_state_before_is_kept_and_comes_back(filled, tmp_path, exact, folder):
    path = tmp_path / "b.db"
    filled.backup(path)
    change(filled)
    counted = [(one.id, filled.corrections(one.id)) for one in filled.entries()]
    _restored, kept = safekeeping.restore_after_backup(filled, path, "甲", exact=exact)
    assert kept.parent == folder
    assert [(one.id, filled.corrections(one.id)) for one in filled.entries()] != counted
    filled.restore(kept, exact=True)
    assert sorted((one.id, filled.corrections(one.id)) for one in filled.entries()) == sorted(counted)
    assert filled.aliases("department") == {}
    assert filled.aliases("indicator") == {"固投": "固定资产投资"}


def test_each_restore_keeps_a_backup_of_its_own(filled, tmp_path):
    path = tmp_path / "b.db"
    filled.backup(path)
    kept = [safekeeping.restore_after_backup(filled, path)[1] for _time in range(3)]
    assert len(set(kept)) == 3
    assert safekeeping.kept_backups() == kept[::-1]


def test_without_a_backup_nothing_is_restored(filled, tmp_path, folder):
    path = tmp_path / "b.db"
    filled.backup(path)
    change(filled)
    before = contents(filled)
    folder.parent.mkdir()
    folder.write_text("no folder")
    assert refused(safekeeping.restore_after_backup, filled, path) == "backup_unwritten"
    assert contents(filled) == before


def test_a_damaged_backup_changes_nothing(filled, tmp_path):
    path = tmp_path / "b.db"
    path.write_bytes(b"not a library")
    before = contents(filled)
    assert refused(filled.foresee, path) == "backup_broken"
    assert refused(safekeeping.restore_after_backup, filled, path) == "backup_broken"
    assert contents(filled) == before
