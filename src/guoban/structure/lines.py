"""A document as lines: what every rule about titles and headings reads."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from guoban.structure.junk import is_junk_line

_BLANKS = regex.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its place without the blanks around it, and its folded words.

    `squeezed` has no blanks at all, so that 政 府 工 作 报 告 reads like any other title. `junk` marks page furniture.
    """

    start: int
    end: int
    words: str
    squeezed: str
    junk: bool

    def __len__(self) -> int:
        return self.end - self.start


def squeeze(words: str) -> str:
    """Return `words` without any blanks."""
    return _BLANKS.sub("", words) if " " in words or "\t" in words else words


def read_lines(folded: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Return the lines of `folded[start:end]` that are not blank, in order; their places are those in `folded`."""
    return list(_lines(folded[start:end], start))


def _lines(folded: str, at: int) -> Iterator[Line]:
    for raw in folded.split("\n"):
        words = raw.strip()
        if words:
            start = at + len(raw) - len(raw.lstrip())
            yield Line(start, start + len(words), words, squeeze(words), is_junk_line(words))
        at += len(raw) + 1
