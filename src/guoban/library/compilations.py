"""Whole compilations in the database: written, read, and replaced by a new reading."""

from sqlalchemy import Connection, delete, select

from guoban.compilation import Compilation
from guoban.library import documents, entries, facts, rows, schema
from guoban.library.engine import insert_unless_there
from guoban.records import Document


def read_compilation(connection: Connection, compilation_id: str) -> Compilation:
    """Return a compilation as it was extracted. Raises `LibraryError` (document_broken)."""
    document, outline = documents.unpack(_body(connection, compilation_id))
    return Compilation(document, outline, rows.read_rows(connection, compilation_id, document))


def read_document(connection: Connection, compilation_id: str) -> Document:
    """Return a compilation's document. Raises `LibraryError` (document_broken)."""
    return documents.unpack(_body(connection, compilation_id))[0]


def write_compilation(connection: Connection, compilation: Compilation, body: bytes, by: str) -> bool:
    """Write `compilation`, whose packed document is `body`, and tell whether it was there before.

    One that is there already takes the new reading, where it differs, and comes out of the bin.
    """
    insert = insert_unless_there(connection, schema.compilations, "id").returning(schema.compilations.c.id)
    revision = entries.first_revision()
    new = {**entries.described(compilation), "id": compilation.id, "added_at": entries.now(), "added_by": by}
    if connection.execute(insert, {**new, "reading": revision, "revision": revision}).first():
        write_rows_of(connection, compilation, body)
        facts.refresh(connection, compilation, revision)
        return False
    found = entries.find(connection, compilation.id, lock=True)
    if found["rules"] != new["rules"] or _body(connection, compilation.id) != body:
        replace_compilation(connection, compilation, body)
    if found["binned_at"]:
        entries.change(connection, compilation.id, binned_at="", binned_by="")
    return True


def replace_compilation(connection: Connection, compilation: Compilation, body: bytes) -> None:
    """Write what was read anew in place of what is there; what has been said about it stays."""
    for table in (schema.documents, *(table for table, _schema in rows.TABLES.values())):
        connection.execute(delete(table).where(table.c.compilation_id == compilation.id))
    write_rows_of(connection, compilation, body)
    reading = schema.compilations.c.revision + 1
    entries.change(connection, compilation.id, **entries.described(compilation), reading=reading)


def write_rows_of(connection: Connection, compilation: Compilation, body: bytes) -> None:
    """Write the document and the rows of a compilation, which has none yet."""
    kept = {"compilation_id": compilation.id, "format": documents.FORMAT, "body": body}
    connection.execute(schema.documents.insert(), kept)
    rows.write_rows(connection, compilation.id, compilation.tables)


def _body(connection: Connection, compilation_id: str) -> bytes:
    query = select(schema.documents.c.body).where(schema.documents.c.compilation_id == compilation_id)
    return bytes(connection.execute(query).scalar_one())
