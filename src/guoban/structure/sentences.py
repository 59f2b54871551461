"""Sentences: the unit that a metric is read in and that is shown as its evidence."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import regex

_MARKS = re.compile(r"[。!?“”‘’()《》〈〉「」『』【】\[\]〔〕\n]")
_CLOSERS = dict(zip("”’)》〉」』】]〕", "“‘(《〈「『【[〔", strict=True))
# A line end inside a sentence: behind a comma, or between a number and its unit; not before a heading
_BROKEN = re.compile(
    r"(?:[,、]|\d(?=\n *(?:[%万亿千百元个家户人次吨亩项件公平立米条]|多|余)))\n(?! *(?:\n|[一二三四五六七八九十]{1,3}[、是]|\(|\d{1,2}[.、]|第[一二三四五六七八九十]{1,3}[章节篇,]))"
)
_QUOTES = frozenset("”’」』")
_OPENERS = frozenset(_CLOSERS.values())
_ENDS = frozenset("。!?")
_GOES_ON = frozenset(",、;:的等及和与。!?")
# A pair that is longer was opened by mistake: it must not make one sentence of a whole paragraph.
_LONGEST_PAIR = 240
# A page without a full stop is no sentence, and each of its metrics would carry the page as evidence.
_LONGEST = 1200
# Where to cut instead, the best first; not between the digits of 33,212. (?r): the last one counts.
_CUTS = tuple(map(regex.compile, (r"(?r);", r"(?r)[,、:](?!\d)|(?<!\d)[,、:]", r"(?r)\s")))


class _Mark(NamedTuple):
    at: int
    sign: str


def split(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the sentences in `folded[start:end]`, in order, without blanks around them.

    A sentence ends at 。!? with the closing quotes that follow, or at the end of its line (a line that breaks off at
    a comma or between a number and its unit goes on). A mark inside a bracket
    or a quotation ends nothing, unless it is the last one of a quotation and the sentence does not go on behind it.
    """
    spans: list[tuple[int, int]] = []
    line: list[_Mark] = []
    line_start = start
    for found in _MARKS.finditer(folded, start, end):
        mark = _Mark(found.start(), found.group())
        if mark.sign == "\n" and _BROKEN.match(folded, max(mark.at - 1, line_start), end):
            continue
        if mark.sign != "\n":
            line.append(mark)
            continue
        _split_line(folded, line_start, mark.at, line, spans)
        line_start, line = mark.at + 1, []
    _split_line(folded, line_start, end, line, spans)
    return [part for span in spans for part in _short(folded, *span)]


def _split_line(folded: str, start: int, end: int, marks: list[_Mark], spans: list[tuple[int, int]]) -> None:
    opened = start
    shut = _pairs(marks)
    within = run_end = -1
    for index, mark in enumerate(marks):
        within = max(within, shut.get(mark.at, -1))
        if mark.sign not in _ENDS or _is_part_of_a_word(folded, mark):
            continue
        if mark.at >= run_end:
            run_end = _closers_after(marks, index)
        stop = run_end
        if stop <= within or _goes_on(folded, mark.at + 1, stop, end):
            continue
        _keep(folded, opened, stop, spans)
        opened = stop
    _keep(folded, opened, end, spans)


def _short(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentence itself, or its parts where it is longer than _LONGEST."""
    parts: list[tuple[int, int]] = []
    while end - start > _LONGEST:
        limit = start + _LONGEST
        found = next(filter(None, (cut.search(folded, start + _LONGEST // 2, limit) for cut in _CUTS)), None)
        stop = found.end() if found else limit
        _keep(folded, start, stop, parts)
        start = stop
    _keep(folded, start, end, parts)
    yield from parts


def _pairs(marks: list[_Mark]) -> dict[int, int]:
    """Return where each opened bracket or quotation is closed again; what stays open or closes nothing is left out."""
    shut: dict[int, int] = {}
    stack: list[_Mark] = []
    for mark in marks:
        if mark.sign in _OPENERS:
            stack.append(mark)
            continue
        opener = _CLOSERS.get(mark.sign)
        while opener and any(before.sign == opener for before in stack[-4:]):
            before = stack.pop()
            if before.sign == opener:
                if mark.at - before.at <= _LONGEST_PAIR:
                    shut[before.at] = mark.at
                break
    return shut


def _closers_after(marks: list[_Mark], index: int) -> int:
    """Return the end of the run of marks at `index` that belong to the sentence: !? and closing signs."""
    stop = marks[index].at + 1
    # By number: a copy of what follows, for each mark of a line without breaks, takes the square of its length.
    for number in range(index + 1, len(marks)):
        mark = marks[number]
        if mark.at != stop or (mark.sign not in _ENDS and mark.sign not in _CLOSERS):
            break
        stop += 1
    return stop


def _goes_on(folded: str, mark_end: int, stop: int, end: int) -> bool:
    """Tell whether the sentence goes on behind the brackets that its mark stands in: (见附表。)等工作."""
    if stop in (mark_end, end):
        return False
    return folded[stop] in _GOES_ON or folded[stop - 1] not in _QUOTES | _ENDS


def _is_part_of_a_word(folded: str, mark: _Mark) -> bool:
    """Tell a ? or ! inside an address or a damaged word (a?b) from the end of a sentence."""
    around = folded[max(mark.at - 1, 0) : mark.at] + folded[mark.at + 1 : mark.at + 2]
    return mark.sign != "。" and len(around) == 2 and around.isascii() and around.isalnum()


def _keep(folded: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    words = folded[start:end]
    trimmed = words.lstrip()
    if trimmed:
        spans.append((end - len(trimmed), start + len(words.rstrip())))
