"""A library is brought to the tables of the program when it is opened, by one of those who open it at once."""

import shutil
from contextlib import ExitStack

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from libraries import another, assert_same, confirmed, office
from programs import context, open_together, running
from sqlalchemy import text

from guoban.errors import LibraryError
from guoban.library import Library, opening
from guoban.library.engine import open_engine, writing
from guoban.library.schema import HEAD, metadata

# What a later program might bring: on SQLite, the table that all others refer to is dropped and made anew for it.
NEXT = "0998"
NEXT_MIGRATION = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{HEAD}"


def upgrade():
    with op.batch_alter_table("compilations", recreate="auto") as table:
        table.add_column(sa.Column("origin", sa.Text(), nullable=False, server_default="here"))
        table.alter_column("span", existing_type=sa.Text(), type_=sa.String(20))
    FAILURE
"""
PROGRAMS = 3


def later_migrations(folder, failure=""):
    """Return a folder of migrations as a later program has them: the present ones and one more."""
    shutil.copytree(opening.MIGRATIONS, folder / "migrations")
    script = NEXT_MIGRATION.replace("FAILURE", failure)
    (folder / "migrations" / "versions" / "v0998_origin.py").write_text(script, encoding="utf-8")
    return folder / "migrations"


def become_later(monkeypatch, folder):
    monkeypatch.setattr(opening, "MIGRATIONS", folder)
    monkeypatch.setattr(opening, "HEAD", NEXT)


def told(address, query):
    engine = open_engine(address)
    with engine.connect() as connection:
        found = connection.execute(text(query)).scalars().all()
    engine.dispose()
    return found


def version(address):
    return told(address, "SELECT version_num FROM alembic_version")


def test_the_last_migration_is_the_one_that_the_program_knows():
    config = Config()
    config.set_main_option("script_location", str(opening.MIGRATIONS).replace("%", "%%"))
    revisions = [one.revision for one in ScriptDirectory.from_config(config).walk_revisions()]
    assert revisions[0] == HEAD
    assert revisions == sorted(revisions, reverse=True), "versions are compared as words"


def test_migrations_make_the_tables_that_the_program_works_with(library):
    with library._engine.connect() as connection:  # noqa: SLF001
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differing = compare_metadata(context, metadata)
    assert [one for one in differing if "passages_index" not in repr(one)] == []


def test_a_library_of_an_older_program_is_brought_up_to_date(address, tmp_path, monkeypatch):
    former, said = Library(address), confirmed(office())
    former.add(office())
    former.add(another(1))
    former.record([said])
    former.close()
    become_later(monkeypatch, later_migrations(tmp_path))
    library = Library(address)
    assert version(address) == [NEXT]
    assert told(address, "SELECT origin FROM compilations") == ["here", "here"]
    assert_same(library.load(office().id), office())
    assert library.corrections(office().id) == [said], "nothing goes with a table that is made anew"
    library.remove(office().id)
    library.purge(office().id)
    assert told(address, "SELECT count(*) FROM corrections") == [0], "what belongs to it still goes with it"
    library.close()


def test_a_library_of_a_newer_program_is_left_alone(address):
    Library(address).close()
    engine = open_engine(address)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LibraryError, match=r"更新版本的程序.*9999") as raised:
        Library(address)
    assert raised.value.code == "library_newer"
    assert version(address) == ["9999"]
    engine.dispose()


def test_a_migration_that_fails_leaves_the_library_as_it_was(address, tmp_path, monkeypatch):
    library = Library(address)
    library.add(office())
    with monkeypatch.context() as later:
        become_later(later, later_migrations(tmp_path, "raise RuntimeError('no power')"))
        with pytest.raises(RuntimeError, match="no power"):
            Library(address)
    assert version(address) == [HEAD]
    assert_same(Library(address).load(office().id), office())
    library.close()


def test_programs_that_open_a_new_library_at_once_all_find_it(address):
    assert answers(address) == [0] * PROGRAMS


def test_programs_that_open_an_older_library_at_once_all_find_it(address, tmp_path):
    library = Library(address)
    library.add(office())
    library.close()
    assert answers(address, (later_migrations(tmp_path), NEXT)) == [1] * PROGRAMS
    assert version(address) == [NEXT]


def answers(address, later=None):
    """Return how many compilations each of several programs finds, all of which open the library at once."""
    together, told = context().Barrier(PROGRAMS), context().Queue()
    with ExitStack() as stack:
        programs = [
            stack.enter_context(running(open_together, address, later, together, told)) for _number in range(PROGRAMS)
        ]
        found = [told.get(timeout=60) for _program in programs]
    assert [program.exitcode for program in programs] == [0] * PROGRAMS
    return found
