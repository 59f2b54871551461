"""Documents as bytes, addresses of libraries, names that mean the same."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import office

import guoban
from guoban.compilation import read
from guoban.errors import LibraryError
from guoban.library import data_folder, default_url, documents, engine
from guoban.library.escaping import escaped, needs_escaping, unescaped
from guoban.library.merges import Merge, aliases
from guoban.records import Document, Hint, Member, Note, Outline

SAMPLE = Path(guoban.__file__).parents[2] / "data" / "sample-2024h1.txt"


def test_a_document_comes_back_exactly():
    sample = read(SAMPLE)
    document = replace(
        sample.document,
        name="名\ud800\x00",
        notes=(
            Note("file_password", "info", 1, 2, {"names": ("a", "b"), "list": [1, (2.5, None)], "of": {"x": True}}),
        ),
        members=(Member("一.txt", 0, 5), Member("二.txt", 5, 9)),
        pages=(0, 7),
        hints=(Hint(0, 4, "title"), Hint(5, 9, "heading", 2)),
        ocr=((1, 3), (5, 6)),
    )
    outline = replace(sample.outline, notes=(Note("year_unknown"),), declared=3, listed=None)
    assert documents.unpack(documents.pack(document, outline)) == (document, outline)


def test_an_older_form_with_fewer_fields_is_read(monkeypatch):
    fields = documents._fields
    document = replace(office().document, hints=(Hint(0, 4, "title"),))
    with monkeypatch.context() as older:
        older.setattr(
            documents, "_fields", lambda kind: [name for name in fields(kind) if name not in {"level", "key"}]
        )
        body = documents.pack(document, Outline(()))
    assert documents.unpack(body)[0] == document


@pytest.mark.parametrize("body", [b"", b"no zlib", documents.pack(office().document, office().outline)[:-9]])
def test_a_damaged_document_is_told(body):
    with pytest.raises(LibraryError) as raised:
        documents.unpack(body)
    assert raised.value.code == "document_broken"


@given(st.text(st.characters(codec=None)))
def test_any_text_can_be_kept(text):
    kept = escaped(text)
    kept.encode("utf-8")
    assert "\x00" not in kept
    assert unescaped(kept) == text
    assert needs_escaping(text) == (kept != text)


@given(st.text(st.characters(codec=None)))
def test_any_document_comes_back(text):
    document = Document("n", "00" * 32, text, text)
    assert documents.unpack(documents.pack(document, Outline(())))[0] == document


def test_an_address_may_be_written_by_hand(tmp_path):
    opened = engine.open_engine(f"sqlite:///{(tmp_path / '文 库.db').as_posix()}")
    assert engine.shown(opened) == (tmp_path / "文 库.db").as_posix()


def test_the_library_lies_beside_the_app_unless_told_otherwise(monkeypatch, tmp_path):
    for variable in (engine.URL_VARIABLE, engine.FOLDER_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)
    project = Path(guoban.__file__).parents[2]
    assert data_folder() == project / "data"
    assert default_url() == f"sqlite:///{project / 'data' / 'library.db'}"
    monkeypatch.setenv(engine.FOLDER_VARIABLE, str(tmp_path / "别处"))
    assert engine.shown(engine.open_engine(default_url())) == str(tmp_path / "别处" / "library.db")
    monkeypatch.setenv(engine.URL_VARIABLE, "postgresql://server/office")
    assert default_url() == "postgresql://server/office"


@pytest.mark.parametrize("name", ["文库.db", "100%.db", "a b+c?d.db", "%E5.db"])
def test_a_file_may_have_any_name(name, tmp_path):
    assert engine.shown(engine.open_engine(engine.sqlite_url(tmp_path / name))) == str(tmp_path / name)


def test_installed_without_the_project_it_lies_in_the_users_own_folder(monkeypatch, tmp_path):
    monkeypatch.delenv(engine.FOLDER_VARIABLE, raising=False)
    monkeypatch.setattr(engine, "__file__", str(tmp_path / "site-packages" / "guoban" / "library" / "engine.py"))
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "guoban"


@pytest.mark.parametrize("address", ["", "mysql://a/b", "sqlite://", "sqlite:///:memory:", "library.db", "postgresql"])
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(LibraryError) as raised:
        engine.open_engine(address)
    assert raised.value.code == "library_url"


@pytest.mark.parametrize("address", ["postgresql://u:p@h/d", "postgres://u:p@h/d", "postgresql+psycopg://u:p@h/d"])
def test_postgresql_is_reached_by_psycopg_and_its_password_is_not_shown(address):
    opened = engine.open_engine(address)
    assert opened.url.drivername == "postgresql+psycopg"
    assert engine.shown(opened) == "postgresql://u:***@h/d"


def test_a_driver_that_is_missing_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LibraryError, match="psycopg") as raised:
        engine.open_engine("postgresql://h/d")
    assert raised.value.code == "library_driver"


@pytest.mark.parametrize(
    ("merges", "expected"),
    [
        ([], {}),
        ([("乙", "甲")], {"甲": "乙"}),
        ([("乙", "甲"), ("丙", "乙")], {"甲": "丙", "乙": "丙"}),
        ([("丙", "乙"), ("乙", "甲")], {"甲": "丙", "乙": "丙"}),
        ([("乙", "甲"), ("丙", "甲")], {"甲": "丙"}),
        ([("乙", "甲"), ("甲", "乙")], {"乙": "甲"}),
        ([("乙", "甲"), ("丙", "乙"), ("甲", "丙")], {"乙": "甲", "丙": "甲"}),
        ([("乙", "乙", "甲")], {"甲": "乙"}),
    ],
)
def test_merged_names_lead_to_one(merges, expected):
    made = [Merge(str(number), "department", one[0], one[1:], "", "") for number, one in enumerate(merges)]
    assert aliases(made) == expected
