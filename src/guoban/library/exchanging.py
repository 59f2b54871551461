"""Corrections of another office, brought into the compilations that they were made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from guoban.corrections import Correction
from guoban.corrections.exchange import fit
from guoban.library.store import Library


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many corrections were new, and those that fit nowhere."""

    taken: int
    unfit: tuple[Correction, ...]


def take_in(library: Library, given: Sequence[Correction], into: str = "") -> TakenIn:
    """Record what fits: each correction in the compilation of its own source file and in no other.

    Those of a file that is not in the library are tried on the compilation `into`, and fit nowhere without one. Raises
    `LibraryError` as `Library` does; the compilations before the failing one keep what they were given.
    """
    by_file = {entry.sha256: entry.id for entry in library.entries()}
    taken, unfit = 0, []
    for owner in dict.fromkeys(by_file.get(one.sha256, into) for one in given):
        own = [one for one in given if by_file.get(one.sha256, into) == owner]
        if not owner:
            unfit += own
            continue
        fitted = fit(library.load(owner), own, library.corrections(owner, undone=True))
        library.record(fitted.corrections)
        taken += len(fitted.corrections)
        unfit += fitted.unfit
    return TakenIn(taken, tuple(unfit))
