"""Lists of words from the lexicon, checked when they are first asked for."""

from functools import cache

from guoban.errors import LexiconError
from guoban.lexicon import load


@cache
def words_of(name: str, field: str) -> tuple[str, ...]:
    """Return the list `field` of the word list `name`. Raises `LexiconError` where it is no list of words."""
    found = load(name).get(field)
    if not isinstance(found, list) or not found or not all(isinstance(word, str) and word for word in found):
        raise LexiconError("lexicon_field", name=name, field=field)
    return tuple(found)
