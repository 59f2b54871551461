"""What a person types into the search box, as words to look for.

Blanks stand between words, and every word must be there. Words between quotation marks, "…" or “…”, stand together
as they are, blanks too. A mark opens a phrase only at the beginning of a word and closes it only at the end of one:
推进“双减”工作 is one word, quotation marks and all, as it stands in a text.

No sign has a meaning beyond this one: *, %, _, AND, brackets are looked for as they are.
"""

from dataclasses import dataclass

import regex

from guoban.documents.folding import fold
from guoban.documents.simplifying import simplify
from guoban.library.search.folding import read_over, searched

# A phrase in quotation marks, or else whatever has no blank in it. Line ends part words like blanks do.
_WORD = regex.compile(r'(?<!\S)"(?<phrase>[^"\n]++)"(?!\S)|\S+')


@dataclass(frozen=True, slots=True)
class Word:
    """A word to look for. `forms` are how it may stand in the searched texts: as typed, and in simplified characters
    where it was typed in traditional ones (texts in traditional characters are searched simplified)."""

    forms: tuple[str, ...]
    phrase: bool = False

    @property
    def text(self) -> str:
        return self.forms[0]


def parse(query: str) -> tuple[Word, ...]:
    """Return the words of `query` in their order, each once; none where there is nothing to look for."""
    typed, _places = searched(fold(query), read_over(query))
    found: dict[str, Word] = {}
    for match in _WORD.finditer(typed):
        phrase = match["phrase"]
        text = _closed(match.group()) if phrase is None else phrase.strip()
        if text:
            found.setdefault(text, Word(_forms(text), phrase=phrase is not None))
    return tuple(found.values())


def _closed(word: str) -> str:
    """Return `word` without a mark that opens or closes nothing: the phrase is not typed to its end."""
    return word.strip('"') if word.count('"') % 2 or not word.strip('"') else word


def _forms(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((text, text if text.isascii() else simplify(text))))
