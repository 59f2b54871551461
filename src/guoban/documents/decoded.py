"""What a format's reader hands back."""

from dataclasses import dataclass

from guoban.records import Note


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, line ends folded, and how it was come by. `encoding` is empty for binary formats."""

    text: str
    encoding: str = ""
    notes: tuple[Note, ...] = ()
