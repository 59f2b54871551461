"""What a format's reader hands back."""

from dataclasses import dataclass, replace

from guoban.records import Hint, Member, Note


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, line ends folded, and how it was come by. `encoding` is empty for binary formats.

    `ocr`, `members`, `pages` and `hints` are those of `Document`.
    """

    text: str
    encoding: str = ""
    notes: tuple[Note, ...] = ()
    ocr: tuple[tuple[int, int], ...] = ()
    members: tuple[Member, ...] = ()
    pages: tuple[int, ...] = ()
    hints: tuple[Hint, ...] = ()

    def moved(self, by: int) -> "Decoded":
        """Return the same with every offset moved on by `by`: the text stands further down in a larger one."""
        return replace(
            self,
            notes=tuple(_moved_note(note, by) for note in self.notes),
            ocr=tuple((start + by, end + by) for start, end in self.ocr),
            members=tuple(replace(one, start=one.start + by, end=one.end + by) for one in self.members),
            pages=tuple(page + by for page in self.pages),
            hints=tuple(replace(hint, start=hint.start + by, end=hint.end + by) for hint in self.hints),
        )


def _moved_note(note: Note, by: int) -> Note:
    if note.start is None or note.end is None:
        return note
    return replace(note, start=note.start + by, end=note.end + by)
