"""The form in which a report is searched, and the way back from it to the document's text.

Beyond `guoban.documents.folding` (full width, blanks, punctuation) letters lose their case and all double quotes are
one sign. What is read over is out: invisible characters, readings in brackets, and the commas of thousands, so that
1,234 and 1234 are the same number. Characters that no database keeps stand as U+FFFD.
"""

from collections.abc import Sequence
from itertools import accumulate

import regex

from guoban.documents.cleaning import Places, invisible, readings

# The number of this form and of how it is kept: a library that was indexed in another is indexed again.
FORM = 2
Span = tuple[int, int]
_THOUSANDS = regex.compile(r"(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])")
_UNKEPT = regex.compile("[\x00\ud800-\udfff]")
# İ is the only letter whose small form is two characters; ς is σ at the end of a word.
_SAME = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "〝": '"', "〞": '"', "‘": "'", "’": "'", "İ": "i"})


def read_over(text: str) -> list[Span]:
    """Return what no search sees of a whole text: invisible characters, and readings in brackets."""
    return sorted((*invisible(text), *readings(text)))


def searched(folded: str, cuts: Sequence[Span]) -> tuple[str, Places]:
    """Return the form for search of a text, and where its characters stand in the text.

    `folded` is the text as `guoban.documents` folds it, `cuts` is what of it is read over.
    """
    alike = _UNKEPT.sub("\ufffd", folded.translate(_SAME).lower().replace("ς", "σ"))
    cleaned, places = _without(alike, cuts)
    commas = [places.first(comma) for comma in _commas(cleaned)]
    return _without(alike, sorted((*cuts, *((comma, comma + 1) for comma in commas)))) if commas else (cleaned, places)


def _commas(text: str) -> list[int]:
    """Return where the commas of thousands stand: 1,234 has one at 1, (12,3) none."""
    return [
        match.start() + place
        for match in _THOUSANDS.finditer(text)
        for place, sign in enumerate(match.group())
        if sign == ","
    ]


def _without(text: str, cuts: Sequence[Span]) -> tuple[str, Places]:
    if not cuts:
        return text, Places((), (), ())
    gone = tuple(accumulate(end - start for start, end in cuts))
    offsets = tuple(start - before for (start, _end), before in zip(cuts, (0, *gone), strict=False))
    starts = (0, *(end for _start, end in cuts))
    ends = (*(start for start, _end in cuts), len(text))
    kept = "".join(text[start:end] for start, end in zip(starts, ends, strict=True))
    return kept, Places(offsets, gone, tuple(end for _start, end in cuts))
