"""The cue words, compiled once."""

from collections.abc import Iterable
from functools import cache

import regex

from guoban import lexicon
from guoban.errors import LexiconError


@cache
def words(name: str) -> frozenset[str]:
    """Return the cue words `name` of cues.yaml. Raises `LexiconError` where there are none of this name."""
    try:
        return frozenset(lexicon.load("cues")[name])
    except KeyError as error:
        raise LexiconError("lexicon_field", name="cues", field=name) from error


def alternatives(*names: str) -> str:
    """Return the words of the lists `names` as alternatives of a pattern, the longest first."""
    return either(word for name in names for word in words(name))


def either(some: Iterable[str]) -> str:
    return "(?:" + "|".join(regex.escape(word) for word in sorted(set(some), key=lambda word: (-len(word), word))) + ")"
