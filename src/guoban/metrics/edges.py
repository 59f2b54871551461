"""Words at the edges of a phrase, looked up by their length instead of by a pattern that tries one after the other."""

from collections.abc import Iterable, Mapping, Sequence


class EdgeWords:
    """Words that count at an edge of a phrase only where they are not part of a longer word.

    `unless` gives the characters beside a word that make it one: 中 is none in front of 介.
    """

    def __init__(self, words: Iterable[str], unless: Mapping[str, Sequence[str]]) -> None:
        self._unless = {word: tuple(unless.get(word, ())) for word in words}
        self._lengths = sorted({len(word) for word in self._unless}, reverse=True)
        self._first = frozenset(word[0] for word in self._unless)
        self._last = frozenset(word[-1] for word in self._unless)

    def at_start(self, text: str) -> int:
        """Return the length of the longest word that opens `text`, 0 where none does."""
        if text[:1] not in self._first:
            return 0
        for length in self._lengths:
            unless = self._unless.get(text[:length])
            if unless is not None and len(text) >= length and not text.startswith(unless, length):
                return length
        return 0

    def at_end(self, text: str) -> int:
        """Return the length of the longest word that closes `text`, 0 where none does."""
        if text[-1:] not in self._last:
            return 0
        for length in self._lengths:
            unless = self._unless.get(text[-length:])
            if unless is not None and len(text) >= length and not text.endswith(unless, 0, len(text) - length):
                return length
        return 0
