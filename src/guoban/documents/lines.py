"""The text of a file with markup, put together line by line, with what its layout says about the lines.

All formats write a table in the same way, so that the same report gives the same rows from each: a table row is one
line, a tab between its cells. A row whose cells hold paragraphs rather than words is a frame around text: its cells
follow each other, a paragraph a line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from guoban.documents.damage import damage_notes
from guoban.documents.decoded import Decoded
from guoban.records import Hint, HintKind, Note

# Cells are joined into a row while each is as short as a cell of figures and remarks is.
LONGEST_CELL = 200
LONGEST_WRAPPED_CELL = 40
_BLANK_LINES = regex.compile(r"\n\s*\n")
_OWN_LINES = regex.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(slots=True)
class Lines:
    """Collects lines; `hints` and `notes` are told as they are met."""

    notes: list[Note] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _hints: list[Hint] = field(default_factory=list)
    _at: int = 0
    _page_break: bool = False

    @property
    def end(self) -> int:
        """Where the next line will begin."""
        return self._at

    def add(self, words: str, *kinds: HintKind, level: int = 0) -> tuple[int, int] | None:
        """Add `words` as a line, or several where they hold line ends, with hints on it; return its place.

        A blank line is left out, and returns None.
        """
        words = _BLANK_LINES.sub("\n", words).strip("\n")
        if not words.strip():
            return None
        start, end = self._at, self._at + len(words)
        if self._page_break and start:
            self._hints.append(Hint(start, start, "page_break"))
        self._page_break = False
        self._hints.extend(Hint(start, end, kind, level if kind == "heading" else 0) for kind in kinds)
        self._parts.append(words)
        self._at = end + 1
        return start, end

    def break_page(self) -> None:
        """Note that the next line begins a page."""
        self._page_break = True

    def hint(self, start: int, end: int, kind: HintKind) -> None:
        if start < end:
            self._hints.append(Hint(start, end, kind))

    def decoded(self, encoding: str = "") -> Decoded:
        text = "".join(f"{part}\n" for part in self._parts)
        hints = sorted(self._hints, key=lambda hint: (hint.start, hint.end))
        return Decoded(text, encoding, tuple(self.notes), hints=tuple(hints))


def text_notes(source: Decoded, text: str) -> tuple[Note, ...]:
    """Return the notes on `text`, which was made of `source`: what is damaged in it, and that it is cut off."""
    cut = tuple(replace(note, start=None, end=None) for note in source.notes if note.code == "text_cut_off")
    return cut + damage_notes(text)


def row_lines(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table row; a cell is its paragraphs.

    [["投资"], ["1.2亿元"]] is one line with a tab. Cells that hold paragraphs of text come one after the other.
    """
    kept = [[words for words in cell if words.strip()] for cell in cells]
    if not any(kept):
        return
    if all(_is_words(cell) for cell in kept):
        yield "\t".join(_as_words(cell) for cell in kept).rstrip("\t")
        return
    for cell in kept:
        yield from cell


def _is_words(cell: Sequence[str]) -> bool:
    """Tell whether a cell holds a figure, a name or a remark; several lines of it are the same one, wrapped."""
    length = sum(map(len, cell))
    if len(cell) <= 1:
        return length <= LONGEST_CELL
    return length <= LONGEST_WRAPPED_CELL and not any("。" in words for words in cell)


def _as_words(cell: Sequence[str]) -> str:
    return " ".join(_OWN_LINES.sub(" ", words).replace("\t", " ").strip() for words in cell)
