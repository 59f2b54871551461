"""What the text claims about itself, against what was found."""

from collections.abc import Sequence

from guoban.records import Note, Section
from guoban.structure.lines import Line
from guoban.structure.splitting import Split, Start


def compare_counts(split: Split, starts: Sequence[Start]) -> tuple[Note, ...]:
    """Return notes where the cover, the contents list and the reports found do not agree."""
    notes = []
    found = len(starts)
    if split.declared is not None and split.declared != found:
        notes.append(Note("declared_mismatch", details={"declared": split.declared, "found": found}))
    if split.contents and len(split.contents.entries) != found:
        notes.append(Note("contents_mismatch", details={"listed": len(split.contents.entries), "found": found}))
    return tuple(notes)


def heading_counts(folded: str, lines: Sequence[Line], sections: Sequence[Section]) -> tuple[Note, ...]:
    return ()
