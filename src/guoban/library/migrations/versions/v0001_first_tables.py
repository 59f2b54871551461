"""The first tables: compilations with what was extracted, corrections, merged names, passages for the search."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _compilations()
    _extracted()
    _metrics()
    _progress()
    _corrections()
    _merges()
    _passages()


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _integer(*names: str, nullable: bool = False) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=nullable) for name in names]


def _double(*names: str) -> list[sa.Column[float]]:
    return [sa.Column(name, sa.Double(), nullable=True) for name in names]


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _owned(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_compilation_id"
    return sa.ForeignKeyConstraint(["compilation_id"], ["compilations.id"], name=name, ondelete="CASCADE")


def _rows(table: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        table,
        *_text("compilation_id"),
        *_integer("position"),
        *columns,
        sa.PrimaryKeyConstraint("compilation_id", "position", name=f"pk_{table}"),
        _owned(table),
        sqlite_with_rowid=False,
    )


def _compilations() -> None:
    op.create_table(
        "compilations",
        *_text("id", "sha256", "name"),
        *_integer("year", nullable=True),
        *_text("span"),
        *_integer("reports", "characters", "metrics"),
        *_text("added_at", "added_by", "read_at", "rules"),
        sa.Column("reading", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("binned_at", sa.Text(), nullable=False, server_default=""),
        sa.Column("binned_by", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_compilations"),
        sa.UniqueConstraint("sha256", name="uq_compilations_sha256"),
    )
    op.create_index("ix_compilations_binned_at", "compilations", ["binned_at"])
    op.create_table(
        "documents",
        *_text("compilation_id"),
        *_integer("format"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("compilation_id", name="pk_documents"),
        _owned("documents"),
    )


def _extracted() -> None:
    _rows(
        "reports",
        *_text("report_id"),
        *_integer("seq"),
        *_text("title", "department", "department_source", "type", "level", "region"),
        *_integer("year", nullable=True),
        *_text("span"),
        *_integer("start", "end", "characters", "sections", "metrics", "targets"),
    )
    _rows(
        "sections",
        *_text("section_id", "report_id", "parent_id"),
        *_integer("level"),
        *_text("number", "heading", "role"),
        *_integer("start", "end", "body_end"),
    )


def _metrics() -> None:
    _rows(
        "metrics",
        *_text("metric_id", "report_id", "section_id"),
        *_integer("start", "end"),
        *_text("indicator"),
        *_double("value", "high"),
        *_text("unit", "bound", "measure", "role", "period", "compare"),
        _flag("redacted"),
        *_double("amount"),
        *_text("base_unit"),
        _flag("minor"),
        *_text("note"),
        *_integer("sentence_start", "sentence_end"),
    )


def _progress() -> None:
    _rows(
        "progress",
        *_text("progress_id", "report_id", "kind", "indicator"),
        *_integer("actual_start", "target_start", "completion_start", nullable=True),
        *_double("actual", "target"),
        *_text("unit"),
        *_double("pct", "stated_pct", "computed_pct"),
        *_text("horizon", "as_of"),
        *_double("schedule_pct"),
        *_text("status"),
        _flag("lower_is_better"),
        *_text("reason", "note"),
    )


def _undone() -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False, server_default="") for name in ("undone_by", "undone_at")]


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("number", NUMBER, nullable=False),
        *_text("id", "compilation_id", "sha256", "subject", "action"),
        *_integer("start", "end"),
        *_text("quote", "before", "after", "values", "by", "at"),
        *_undone(),
        sa.PrimaryKeyConstraint("number", name="pk_corrections"),
        sa.UniqueConstraint("id", name="uq_corrections_id"),
        _owned("corrections"),
    )
    op.create_index("ix_corrections_compilation_id", "corrections", ["compilation_id"])


def _merges() -> None:
    op.create_table(
        "merges",
        sa.Column("number", NUMBER, nullable=False),
        *_text("id", "kind", "canonical", "names", "by", "at"),
        *_undone(),
        sa.PrimaryKeyConstraint("number", name="pk_merges"),
        sa.UniqueConstraint("id", name="uq_merges_id"),
    )


def _passages() -> None:
    op.create_table(
        "report_facts",
        *_text("report_id", "compilation_id"),
        *_integer("seq"),
        *_text("title", "department", "type", "level", "region"),
        *_integer("year", nullable=True),
        *_text("span"),
        *_integer("start", "end"),
        *_text("digest"),
        sa.PrimaryKeyConstraint("report_id", name="pk_report_facts"),
        _owned("report_facts"),
    )
    op.create_index("ix_report_facts_compilation_id", "report_facts", ["compilation_id"])
    op.create_table(
        "indexed",
        *_text("compilation_id"),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        *_integer("form"),
        sa.PrimaryKeyConstraint("compilation_id", name="pk_indexed"),
        _owned("indexed"),
    )
    op.create_table(
        "passages",
        sa.Column("passage_id", NUMBER, nullable=False),
        *_text("compilation_id", "report_id", "text", "names", "places", "roles"),
        sa.Column("shown", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("passage_id", name="pk_passages"),
        sa.UniqueConstraint("report_id", name="uq_passages_report_id"),
        _owned("passages"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_passages_compilation_id", "passages", ["compilation_id"])
    if op.get_bind().dialect.name == "sqlite":
        # Each character is a word of the index, written as its hexadecimal code: any can be found, none is an operator.
        op.execute("CREATE VIRTUAL TABLE passages_index USING fts5(text, names, tokenize='ascii', content='')")
    else:
        # A search reads all texts: compressed, it would take four times as long.
        for column in ("text", "names", "places"):
            op.execute(f"ALTER TABLE passages ALTER COLUMN {column} SET STORAGE EXTERNAL")
