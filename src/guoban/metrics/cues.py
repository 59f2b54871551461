"""The cue words, compiled once."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby

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
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(some), key=lambda word: (-len(word), word))) + ")"


def signs_of(*names: str, at: int) -> frozenset[str]:
    """Return the first (`at` 0) or last (-1) characters of the words of the lists `names`, to ask a text before a
    pattern of them does."""
    return frozenset(word[at] for name in names for word in words(name))


def not_behind(some: Iterable[str]) -> str:
    """Return what a pattern asks of a place that stands behind none of the words: look-behinds, one for each length."""
    by_length = groupby(sorted(set(some), key=len), key=len)
    return "".join(f"(?<!{either(group)})" for _length, group in by_length)
