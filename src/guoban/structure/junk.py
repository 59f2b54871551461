"""Lines that a site, a viewer or a scanner left in the text: full of numbers, and no words of a report."""

import re
from functools import cache

import regex

from guoban.structure.words import words_of

# Furniture is short; what is longer is a sentence that only begins like it.
_LONGEST = 120
_SENTENCE = 60
_BROKEN_OFF = regex.compile(r"[\p{Han},、(]$")


def is_junk_line(folded_line: str) -> bool:
    """Tell whether a line is page furniture: page numbers, counters, download notices, breadcrumbs, field codes.

    Reads one folded line. A long line, or one that ends like a sentence of a report, never is.
    """
    line = folded_line.strip()
    if not line or len(line) > _LONGEST:
        return False
    words, starts, anywhere = _tables()
    if line in words:
        return True
    if len(line) > _SENTENCE and line.endswith("。"):
        return False
    return starts.match(line) is not None or anywhere.search(line) is not None


def junk_spans(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the lines in `folded[start:end]` that are page furniture, in order.

    A bare number between two halves of a sentence is left: it can be the figure itself, torn off by line ends.
    """
    spans: list[tuple[int, int]] = []
    before, at = "", start
    for raw in folded[start:end].split("\n"):
        line = raw.strip()
        torn = line.isdecimal() and _BROKEN_OFF.search(before) is not None
        if is_junk_line(line) and not torn:
            lead = at + raw.index(line)
            spans.append((lead, lead + len(line)))
        elif line:
            before = line
        at += len(raw) + 1
    return spans


@cache
def _tables() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    labels, openings = ("|".join(map(re.escape, words_of("junk", name))) for name in ("labels", "starts"))
    starts = re.compile(rf"(?:(?:{labels})(?=[: ]|$)|{openings})(?![^ ]*。)")
    anywhere = re.compile("|".join(f"(?:{pattern})" for pattern in words_of("junk", "patterns")))
    return frozenset(words_of("junk", "whole")), starts, anywhere
