"""How a sentence is laid out around its numbers: clauses, brackets, quotations, and what stands left and right."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from guoban.metrics.quantities import Quantity

_QUOTED = regex.compile(
    r"“[^“”\n]{0,60}”|《[^《》\n]{0,90}》|〈[^〈〉\n]{0,60}〉|「[^「」\n]{0,60}」|『[^『』\n]{0,60}』|〔[^〔〕\n]{0,30}〕"
    r"|(?<=[一-龥])\((?:\d{1,2}|[一二三四五])\)(?=[一-龥])"
)
# A longer bracket is a remark of its own: the words before it no longer belong to what stands behind it.
_LONGEST_ASIDE = 24
_BREAKS = regex.compile(r"[,;:。!?()\n]|——")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two marks; `inside` is the index of the clause that its bracket stands in, or None.

    `mark` is the mark in front of it: , ; : ( ) or "" at the beginning of the sentence.
    """

    start: int
    end: int
    mark: str
    inside: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A quantity in its place: its clause, and the words between its neighbours and itself.

    `begin` is where the clause begins; a clause behind a bracket goes on from before it (经费(含补助)300万元). `left`
    begins there or behind the quantity before, `right` ends with the clause or the quantity behind. `position` counts
    the quantities of the same clause from 0, `last` says it is the last of them.
    """

    quantity: Quantity
    clause: int
    begin: int
    left: int
    right: int
    position: int
    last: bool


def quoted_spans(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of quotations, titles in 《》 and document numbers in 〔〕."""
    return [match.span() for match in _QUOTED.finditer(folded, start, end)]


def clauses(
    folded: str, start: int, end: int, quoted: Sequence[tuple[int, int]], numbers: Sequence[Quantity] = ()
) -> list[Clause]:
    """Return the clauses of a sentence; marks inside quotations and inside `numbers` (1,340万元) do not break it."""
    found: list[Clause] = []
    opened: list[int] = []
    begin, mark = start, ""
    outside = [(number.start, number.end) for number in numbers if not _within(quoted, number.start)]
    closed = sorted([*quoted, *outside])
    starts = [span[0] for span in closed]
    for match in _BREAKS.finditer(folded, start, end):
        at = match.start()
        index = bisect_right(starts, at) - 1
        if index >= 0 and at < closed[index][1]:
            continue
        if match[0] in ",:" and folded[at - 1 : at].isdigit() and folded[at + 1 : at + 2].isdigit() and match[0] == ":":
            continue
        found.append(Clause(begin, at, mark, opened[-1] if opened else None))
        if match[0] == "(":
            opened.append(len(found) - 1)
        elif match[0] == ")" and opened:
            opened.pop()
        begin, mark = match.end(), match[0]
    found.append(Clause(begin, end, mark, opened[-1] if opened else None))
    return found


def _within(spans: Sequence[tuple[int, int]], place: int) -> bool:
    index = bisect_right(spans, (place, place)) - 1
    return index >= 0 and place < spans[index][1]


def slots(found: Sequence[Clause], quantities: Sequence[Quantity]) -> list[Slot]:
    """Return each quantity with its clause and its surroundings, in order."""
    starts = [clause.start for clause in found]
    where = [max(0, bisect_right(starts, quantity.start) - 1) for quantity in quantities]
    result: list[Slot] = []
    for index, quantity in enumerate(quantities):
        same_before = index > 0 and where[index - 1] == where[index]
        same_after = index + 1 < len(quantities) and where[index + 1] == where[index]
        begin = left = found[where[index]].start
        if found[where[index]].mark == ")":
            begin, left = _beginning(found, where[index], quantities[: index + 1], where)
        result.append(
            Slot(
                quantity=quantity,
                clause=where[index],
                begin=begin,
                left=quantities[index - 1].end if same_before else left,
                right=quantities[index + 1].start if same_after else _ending(found, where, index, quantity),
                position=result[-1].position + 1 if same_before else 0,
                last=not same_after,
            )
        )
    return result


def _ending(found: Sequence[Clause], where: Sequence[int], index: int, quantity: Quantity) -> int:
    """Return where the words behind a number end; a bracket without a number does not end them: 乡镇(街道)开展…"""
    clause = where[index]
    following = where[index + 1] if index + 1 < len(where) else len(found)
    end = found[clause].end
    if clause + 2 < len(found) and following > clause + 2 and _is_aside(found, clause + 1):
        end = found[clause + 2].end
    return max(end, quantity.end)


def _is_aside(found: Sequence[Clause], clause: int) -> bool:
    """Whether a clause is a short bracket of its own: 乡镇(街道)."""
    short = found[clause].end - found[clause].start <= _LONGEST_ASIDE
    return short and found[clause].mark == "(" and found[clause + 1].mark == ")"


def _goes_on_from_before(found: Sequence[Clause], clause: int, place: int, numbered: set[int]) -> bool:
    """Whether the clause behind a bracket belongs to the words before it: 经费(含补助)300万元.

    Behind a bracket that holds a number only a word or two do: 甲(45%)、乙(41%)进度低于50% begins anew.
    """
    if found[clause - 1].end - found[clause - 1].start > _LONGEST_ASIDE:
        return False
    return clause - 1 not in numbered or place - found[clause].start <= len("完成额")


def _beginning(
    found: Sequence[Clause], clause: int, quantities: Sequence[Quantity], where: Sequence[int]
) -> tuple[int, int]:
    """Return where a clause begins, and where the words begin that no number before has used up."""
    base: int | None = clause
    begin = found[clause].start
    while base and found[base].mark == ")" and _goes_on_from_before(found, base, quantities[-1].start, set(where)):
        base = found[base - 1].inside
        begin = found[base].start if base is not None else begin
    left = begin
    for index in range(len(quantities) - 2, -1, -1):
        if quantities[index].end <= begin:
            break
        if where[index] == base:
            left = quantities[index].end
            break
    return begin, left
