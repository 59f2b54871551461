"""Lines that a site, a viewer or a scanner left in the text: full of numbers, and no words of a report."""

from functools import cache

import regex

from guoban.lexicon import load

# Furniture is short; what is longer is a sentence that only begins like it.
_LONGEST = 120
_SENTENCE = 60


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


@cache
def _tables() -> tuple[frozenset[str], regex.Pattern[str], regex.Pattern[str]]:
    lists = load("junk")
    labels, openings = ("|".join(map(regex.escape, lists[name])) for name in ("labels", "starts"))
    starts = regex.compile(rf"(?:(?:{labels})(?=[: ]|$)|{openings})(?![^ ]*。)")
    anywhere = regex.compile("|".join(f"(?:{pattern})" for pattern in lists["patterns"]))
    return frozenset(lists["whole"]), starts, anywhere
