"""A backup is one file, whole or not there, and goes into either database; a restore destroys nothing."""

import sqlite3
from contextlib import closing

import pytest
from libraries import another, assert_same, confirmed, office, sqlite_address

from guoban.errors import LibraryError
from guoban.library import Library, backup


@pytest.fixture
def filled(library):
    """A library with three compilations, one of them in the bin, corrections and merges, some of them undone."""
    library.add(office(), by="甲")
    library.add(another(1), by="乙")
    library.add(another(2))
    library.remove(another(2).id, "丙")
    said = [confirmed(office(), row) for row in range(4)]
    library.record([*said, confirmed(another(1), 2, quote="\x00")])
    library.undo(said[1].id, "丁")
    library.record_merge("department", "市经济和信息化局", ["市经信局", "市工信局"], "甲")
    library.undo_merge(library.record_merge("indicator", "固定资产投资", ["固投"], "甲"), "乙")
    return library


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request, tmp_path):
    """Another, empty library, on the same or the other database."""
    if request.param == "sqlite":
        folder = tmp_path / "other"
        folder.mkdir()
        opened = Library(sqlite_address(folder))
    else:
        opened = Library(request.getfixturevalue("another_database")())
    yield opened
    opened.close()


def contents(library):
    """Everything that a library holds, but for revisions."""
    entries = [*library.entries(), *library.entries(binned=True)]
    kept = sorted(
        tuple(getattr(entry, name) for name in type(entry).__slots__ if name != "revision") for entry in entries
    )
    said = {entry.id: library.corrections(entry.id, undone=True) for entry in entries}
    return kept, said, library.merges("department", undone=True), library.merges("indicator", undone=True)


def refused(call, *arguments):
    with pytest.raises(LibraryError) as raised:
        call(*arguments)
    assert str(raised.value)
    return raised.value.code


def test_a_backup_goes_into_either_database(filled, other, tmp_path):
    filled.backup(tmp_path / "备份.db")
    restored = other.restore(tmp_path / "备份.db")
    assert (restored.added, restored.put_back, restored.corrections, restored.merges) == (3, 0, 5, 2)
    assert contents(other) == contents(filled)
    for compilation in (office(), another(1)):
        assert_same(other.load(compilation.id), compilation)
    assert other.search("管网").hits == filled.search("管网").hits > 0
    assert other.aliases("department") == {"市经信局": "市经济和信息化局", "市工信局": "市经济和信息化局"}


def test_a_backup_of_a_backup_says_the_same(filled, other, tmp_path):
    filled.backup(tmp_path / "1.db")
    other.restore(tmp_path / "1.db")
    other.backup(tmp_path / "2.db")
    other.restore(tmp_path / "2.db")
    assert contents(other) == contents(filled)


def test_a_backup_is_one_file_and_overwrites_none(filled, tmp_path):
    path = tmp_path / "backups" / "b.db"
    filled.backup(path)
    assert [one.name for one in path.parent.iterdir()] == ["b.db"]
    before = path.read_bytes()
    assert refused(filled.backup, path) == "backup_exists"
    assert path.read_bytes() == before
    (tmp_path / "file").write_text("a file, no folder", encoding="utf-8")
    assert refused(filled.backup, tmp_path / "file" / "b.db") == "backup_unwritten"


def test_a_restore_adds_what_is_missing_and_leaves_what_is_there(filled, tmp_path):
    path = tmp_path / "b.db"
    filled.backup(path)
    later = confirmed(office(), 5)
    first = filled.corrections(office().id)[0]
    filled.record([later])
    filled.undo(first.id)
    filled.add(another(3))
    filled.remove(office().id)
    filled.remove(another(1).id)
    filled.purge(another(1).id)
    restored = filled.restore(path)
    assert (restored.added, restored.put_back, restored.corrections, restored.merges) == (1, 1, 1, 0)
    assert {entry.id for entry in filled.entries()} == {office().id, another(1).id, another(3).id}
    said = filled.corrections(office().id)
    assert later in said
    assert first.id not in {one.id for one in said}, "what was undone stays undone"
    assert len(filled.corrections(another(1).id)) == 1


def test_an_exact_restore_makes_all_count_as_it_did_and_can_be_taken_back(filled, tmp_path):
    path = tmp_path / "b.db"
    filled.backup(path)
    counted = filled.corrections(office().id)
    later = confirmed(office(), 5)
    filled.record([later])
    filled.undo(counted[0].id)
    filled.add(another(3))
    filled.put_back(another(2).id)
    merge = filled.record_merge("department", "市水利局", ["市水务局"], "甲")
    restored = filled.restore(path, "戊", exact=True)
    assert (restored.undone, restored.binned) == (2, 2)
    assert filled.corrections(office().id) == counted
    assert {entry.id for entry in filled.entries()} == {office().id, another(1).id}
    assert "市水务局" not in filled.aliases("department")
    filled.redo(later.id)
    filled.redo_merge(merge)
    filled.put_back(another(3).id)
    assert later.id in {one.id for one in filled.corrections(office().id)}
    assert filled.aliases("department")["市水务局"] == "市水利局"
    assert_same(filled.load(another(3).id), another(3))


def test_a_damaged_backup_is_refused(filled, other, tmp_path):
    path = tmp_path / "b.db"
    filled.backup(path)
    whole = path.read_bytes()
    words = "上半年工作完成情况".encode()
    for name, data in (
        ("cut", whole[: len(whole) // 2]),
        ("empty", b""),
        ("text", "这不是备份".encode() * 500),
        ("one bit", whole.replace(words, bytes([words[0] ^ 1]) + words[1:], 1)),
    ):
        damaged = tmp_path / f"{name}.db"
        damaged.write_bytes(data)
        assert refused(other.restore, damaged) == "backup_broken", name
    assert refused(other.restore, tmp_path / "none.db") == "backup_missing"
    assert contents(other)[0] == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE corrections SET quote = '改' WHERE number = 2",
        "DELETE FROM metrics WHERE position = 3",
        "UPDATE documents SET body = zeroblob(length(body))",
    ],
)
def test_a_backup_that_was_changed_is_refused(filled, other, tmp_path, change):
    path = tmp_path / "b.db"
    filled.backup(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(change).rowcount > 0
    assert refused(other.restore, path) == "backup_broken"
    assert contents(other)[0] == []


def test_a_backup_of_a_newer_program_is_refused(filled, other, tmp_path):
    path = tmp_path / "b.db"
    filled.backup(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert refused(other.restore, path) == "library_newer"


def test_another_librarys_own_file_can_be_restored_while_it_is_open(library, tmp_path):
    folder = tmp_path / "theirs"
    folder.mkdir()
    theirs = Library(sqlite_address(folder))
    theirs.add(office(), corrections=[confirmed(office())])
    library.restore(folder / "library.db")
    assert_same(library.load(office().id), office())
    assert library.corrections(office().id) == theirs.corrections(office().id)
    theirs.close()


def test_a_backup_is_of_one_moment(filled, tmp_path, monkeypatch):
    copied = backup._copy_table  # noqa: SLF001

    def copied_while_others_write(source, copy, table, *rest):
        if table.name == "metrics":
            filled.add(another(3), corrections=[confirmed(another(3))])
        return copied(source, copy, table, *rest)

    before = contents(filled)
    monkeypatch.setattr(backup, "_copy_table", copied_while_others_write)
    filled.backup(tmp_path / "b.db")
    assert len(filled.entries()) == 3
    (tmp_path / "new").mkdir()
    new = Library(sqlite_address(tmp_path / "new"))
    new.restore(tmp_path / "b.db")
    assert contents(new) == before
    new.close()


def test_the_index_of_the_search_is_not_in_a_backup(filled, tmp_path):
    filled.search("管网")
    filled.backup(tmp_path / "b.db")
    with closing(sqlite3.connect(tmp_path / "b.db")) as connection:
        assert connection.execute("SELECT count(*) FROM passages").fetchone() == (0,)
