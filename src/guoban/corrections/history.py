"""What was said about a row: its corrections one by one."""

from collections.abc import Sequence

from guoban.compilation import Compilation
from guoban.corrections.making import Spot
from guoban.corrections.places import Span, anchor_of, find, same_number
from guoban.corrections.records import Correction, Subject


def said_of(
    compilation: Compilation, corrections: Sequence[Correction], subject: Subject, spot: Spot
) -> list[Correction]:
    """Return the corrections that were made at `spot`, in the order given, the undone ones too.

    A correction belongs to a place by its own words, or by the same number with more or less of its unit. What is said
    of a progress row names its target and completion beside its place; a link names its target.
    """
    return [
        one
        for one in corrections
        if one.subject == subject and _is_here(compilation, one, (spot.start, spot.end)) and _is_meant(one, spot)
    ]


def _is_here(compilation: Compilation, one: Correction, span: Span) -> bool:
    if one.start > span[1] and one.sha256 == compilation.document.sha256:
        return False
    found = find(compilation.text, anchor_of(one), same_file=one.sha256 == compilation.document.sha256)
    return found is not None and (found == span or same_number(compilation.text, span, found))


def _is_meant(one: Correction, spot: Spot) -> bool:
    return all(
        name not in one.values or name not in spot.row or one.values[name] == spot.row[name]
        for name in ("kind", "target_start", "completion_start")
    )
