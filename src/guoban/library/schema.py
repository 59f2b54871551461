"""The library's tables.

The rows of the four tables of a compilation are kept as they were extracted, in their order (`position`), and are
never updated: what a person corrects is a row of `corrections`. Words that are only a piece of the document are not
kept twice: they are cut from its text again when rows are loaded (see `guoban.library.rows`). Everything that belongs
to a compilation goes with it when it is deleted for good.

A change here wants a migration (`guoban.library.migrations`); a test compares the two.
"""

from typing import Any

import pandera.pandas as pa
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.sql.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from guoban.library.escaping import Words
from guoban.tables import METRICS, PROGRESS, REPORTS, SECTIONS

# The newest migration; what a library holds that says more than this is from a newer program.
HEAD = "0001"
# Columns that are cut from the document's text.
CUT = {"text", "sentence"}

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

TYPES: dict[str, type[TypeEngine[Any]]] = {
    "str": Text,
    "string[pyarrow]": Text,
    "int64": Integer,
    "Int64": Integer,
    "float64": Double,
    "bool": Boolean,
}
NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def _owner(*, key: bool = False) -> Column[str]:
    return Column(
        "compilation_id",
        Text,
        ForeignKey("compilations.id", ondelete="CASCADE"),
        primary_key=key,
        nullable=False,
        index=not key,
    )


def _columns(schema: pa.DataFrameSchema) -> list[SchemaItem]:
    return [
        Column(name, TYPES[str(column.dtype)], nullable=bool(column.nullable))
        for name, column in schema.columns.items()
        if name not in CUT and name != "compilation_id"
    ]


def _rows(name: str, schema: pa.DataFrameSchema) -> Table:
    """Return the table for the rows of `schema`, a compilation's rows beside each other on the disk."""
    place = Column("position", Integer, primary_key=True, autoincrement=False)
    return Table(name, metadata, _owner(key=True), place, *_columns(schema), sqlite_with_rowid=False)


compilations = Table(
    "compilations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("year", Integer),  # the time that most of its reports review
    Column("span", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("metrics", Integer, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("added_by", Words, nullable=False),
    Column("read_at", Text, nullable=False),
    Column("rules", Text, nullable=False),  # those it was read with, see guoban.library.rules
    Column("reading", BigInteger, nullable=False),  # the revision at which its rows were written
    Column("revision", BigInteger, nullable=False),
    Column("binned_at", Text, nullable=False, server_default=""),
    Column("binned_by", Words, nullable=False, server_default=""),
)

documents = Table(
    "documents",
    metadata,
    _owner(key=True),
    Column("format", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

reports = _rows("reports", REPORTS)
sections = _rows("sections", SECTIONS)
metrics = _rows("metrics", METRICS)
progress = _rows("progress", PROGRESS)

corrections = Table(
    "corrections",
    metadata,
    Column("number", NUMBER, primary_key=True),  # the order in which they were made
    Column("id", Text, nullable=False, unique=True),
    _owner(),
    Column("sha256", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Words, nullable=False),
    Column("before", Words, nullable=False),
    Column("after", Words, nullable=False),
    Column("values", Text, nullable=False),  # JSON
    Column("by", Words, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone_by", Words, nullable=False, server_default=""),
    Column("undone_at", Text, nullable=False, server_default=""),
)

merges = Table(
    "merges",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),  # department, indicator
    Column("canonical", Words, nullable=False),
    Column("names", Text, nullable=False),  # JSON
    Column("by", Words, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone_by", Words, nullable=False, server_default=""),
    Column("undone_at", Text, nullable=False, server_default=""),
)

# The reports as they count: with what a person has corrected. See guoban.library.facts.
report_facts = Table(
    "report_facts",
    metadata,
    Column("report_id", Text, primary_key=True),
    _owner(),
    Column("seq", Integer, nullable=False),
    Column("title", Words, nullable=False),
    Column("department", Words, nullable=False),
    Column("type", Words, nullable=False),
    Column("level", Words, nullable=False),
    Column("region", Words, nullable=False),
    Column("year", Integer),
    Column("span", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("digest", Text, nullable=False),  # of all that is kept here and in `passages` of the report
)

# The revision of a compilation that its rows of `report_facts` and `passages` were made from.
indexed = Table(
    "indexed",
    metadata,
    _owner(key=True),
    Column("revision", BigInteger, nullable=False),
    Column("form", Integer, nullable=False),
)

# What is searched: a report's words in the form for search. See guoban.library.search.indexing. A number is never used
# twice, for on SQLite the index `passages_index` (FTS5) goes by it.
passages = Table(
    "passages",
    metadata,
    Column("passage_id", NUMBER, primary_key=True),
    _owner(),
    Column("report_id", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("places", Text, nullable=False),  # JSON
    Column("roles", Text, nullable=False),  # JSON
    Column("shown", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

Index("ix_compilations_binned_at", compilations.c.binned_at)
