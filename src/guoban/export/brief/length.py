"""How long a brief gets: texts are cut to measure, and its pages are reckoned before it is written."""

from collections.abc import Iterable, Sequence
from math import ceil

from guoban.export.brief.styles import BODY_SIZE, LINE, NOTE_LINE, NOTE_SIZE
from guoban.export.cells import display_width
from guoban.locale import translate as _
from guoban.reporting.quotes import COMMAS, Quote

MOST_PAGES = 6
PAGE_POINTS = 22 * LINE
WIDTH_POINTS = 442.0  # of 156 mm
# What does not change much: title, overview, table, both charts with their captions, headings, the source.
FIXED_POINTS = 34 + 3 * LINE + 5 * LINE + 12 * 19 + 225 + 190 + 8 * LINE + 4 * LINE
# Lines that stay free where a picture or a note goes over to the next page.
LOST_POINTS = 6 * LINE
NOTE_SIGNS = 60
PATH_SIGNS, TITLE_SIGNS, FILE_SIGNS = 24, 26, 24
SHORTEST_CLAUSE = 8
BRACKETS = (("(", ")"), ("（", "）"), ("“", "”"), ("《", "》"))


def fits(parts: Iterable[Sequence[Sequence[str | Quote]]]) -> bool:
    """Tell whether paragraphs with their notes go on the pages that a brief may have."""
    points = sum(_points(words) for paragraphs in parts for words in paragraphs)
    return FIXED_POINTS + LOST_POINTS + points <= MOST_PAGES * PAGE_POINTS


def _points(words: Sequence[str | Quote]) -> float:
    text = "".join(part for part in words if isinstance(part, str))
    notes = [note_words(part) for part in words if isinstance(part, Quote)]
    body = _lines(text, BODY_SIZE, indent=4) * LINE
    return body + sum(_lines(note, NOTE_SIZE, indent=2) * NOTE_LINE for note in notes)


def _lines(text: str, size: float, indent: int) -> int:
    """Return how many lines `text` takes; a line may end a sign early."""
    halves = WIDTH_POINTS / size * 2 - 2
    return ceil((display_width(text) + indent) / halves)


def note_words(quote: Quote) -> str:
    """Return a note: the report's title, its file where there are several, headings, page, and the sentence."""
    place = [_("《{title}》").format(title=cut(quote.report, TITLE_SIGNS))] if quote.report else []
    place += [cut(quote.file, FILE_SIGNS)] if quote.file else []
    place += [cut(quote.path, PATH_SIGNS)] if quote.path else []
    place += [_("第{page}页").format(page=quote.page)] if quote.page else []
    return _("{place}：“{words}”").format(place=_("，").join(place), words=cut(quote.around(NOTE_SIGNS), NOTE_SIGNS))


def first_clauses(text: str, most: int) -> str:
    """Return the clauses of `text` that fit into `most` characters, cut inside one only where the first is too long."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    end = max(plain.rfind(sign, SHORTEST_CLAUSE, most) for sign in COMMAS)
    return plain[:end].rstrip(COMMAS) if end > 0 else cut(plain, most)


def cut(text: str, most: int) -> str:
    """Return `text` on one line in at most so many characters; no bracket stays open where it is cut."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    words = plain[: most - 1]
    for opening, closing in BRACKETS:
        last = words.rfind(opening)
        if last > 0 and closing not in words[last:]:
            words = words[:last]
    return f"{words}…"
