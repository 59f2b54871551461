"""What a check finds: the rows that it concerns, and the note that the report gets."""

from dataclasses import dataclass

from guoban.records import Note


@dataclass(frozen=True, slots=True)
class Finding:
    """`rows` are indexes into the report's metrics, each of which gets `code`; `note` is for the report, or None."""

    code: str
    rows: tuple[int, ...]
    note: Note | None = None
