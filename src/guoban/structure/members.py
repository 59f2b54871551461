"""The parts of a document that are read by themselves: the files of an archive, or the document as a whole."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from guoban.documents.member_names import FRONT
from guoban.records import Document, Member, Note
from guoban.structure.checks import compare_counts
from guoban.structure.file_names import title_of
from guoban.structure.lines import Line
from guoban.structure.splitting import Split, Start, split_reports

# A contents list or a cover among files is a file with little else.
_COVER = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its reports' starts; `end` is where its text ends, `name` the file that it comes from.

    `name` is empty where a file holds several reports: then it names none of them. `named`: the title of its only
    report is the file's name, for the text has none.
    """

    lines: Sequence[Line]
    split: Split
    starts: tuple[Start, ...]
    notes: tuple[Note, ...]
    name: str
    end: int
    named: bool = False


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the file's layout says: the offsets of lines that look like titles, the places of contents lists."""

    titles: frozenset[int]
    contents: tuple[tuple[int, int], ...]


def read_parts(document: Document, lines: Sequence[Line]) -> list[Part]:
    """Return the parts of `document`, whose lines are `lines`.

    Each file of an archive begins a report, whatever its lines look like, unless it holds several itself.
    """
    layout = _layout(document)
    if not document.members:
        return [_whole(document, lines, layout)]
    return [_of_member(member, _inside(lines, member), layout) for member in document.members]


def _layout(document: Document) -> _Layout:
    """Return what the layout says. A heading of the highest level looks like a title where it begins a page."""
    pages = {hint.start for hint in document.hints if hint.kind == "page_break"}
    titles = {hint.start for hint in document.hints if hint.kind == "title"}
    headings = {hint.start for hint in document.hints if hint.kind == "heading" and hint.level == 1}
    contents = tuple((hint.start, hint.end) for hint in document.hints if hint.kind == "contents")
    return _Layout(frozenset(titles | (headings & pages)), contents)


def listed_count(parts: Sequence[Part]) -> int | None:
    """Return how many reports a contents list names: the document's own, or that of a file with nothing else."""
    for part in parts:
        if part.split.contents and (len(parts) == 1 or not part.starts):
            return len(part.split.contents.entries)
    return None


def compare_files(parts: Sequence[Part], found: int) -> tuple[Note, ...]:
    """Return a note where the contents list among several files names another number of reports than was found."""
    listed = listed_count(parts)
    if len(parts) == 1 or listed in (None, found):
        return ()
    return (Note("contents_mismatch", details={"listed": listed, "found": found}),)


def _whole(document: Document, lines: Sequence[Line], layout: _Layout) -> Part:
    split = _split(lines, layout)
    starts, notes = _with_fragment(lines, split)
    name = document.name if len(starts) == 1 else ""
    return Part(lines, split, tuple(starts), notes + compare_counts(split, starts), name, len(document.text))


def _of_member(member: Member, lines: Sequence[Line], layout: _Layout) -> Part:
    split = _split(lines, layout)
    if not lines or _is_cover(member, lines, split):
        return Part(lines, split, (), (), member.name, member.end)
    if _holds_several(split):
        starts, notes = _with_fragment(lines, split)
        return Part(lines, split, tuple(starts), notes + compare_counts(split, starts), "", member.end)
    if split.starts and not split.fragment:
        return Part(lines, split, split.starts[:1], (), member.name, member.end)
    first = Start(0, 0, lines[0].start, lines[0].start, title_of(member.name), None)
    note = Note("member_untitled", "info", lines[0].start, lines[0].end, {"name": member.name})
    return Part(lines, split, (first,), (note,), member.name, member.end, named=True)


def _split(lines: Sequence[Line], layout: _Layout) -> Split:
    """Return the starts in `lines`, whose own places begin at 0."""
    if not lines:
        return Split((), None, None)
    begin, end = lines[0].start, lines[-1].end
    contents = next(((first, last) for first, last in layout.contents if begin <= first < end), None)
    return split_reports(lines, layout.titles, contents)


def _with_fragment(lines: Sequence[Line], split: Split) -> tuple[list[Start], tuple[Note, ...]]:
    """Return the starts, with one for text that no title opens, and the notes on it."""
    starts = list(split.starts)
    if not lines or (starts and not split.fragment):
        return starts, ()
    first = split.contents.last if split.contents and starts else 0
    first = min(first, len(lines) - 1)
    untitled = Start(first, first, lines[first].start, lines[first].start, "", None)
    code = "report_untitled" if starts else "no_title"
    return [untitled, *starts], (Note(code, start=untitled.start, end=lines[first].end),)


def _inside(lines: Sequence[Line], member: Member) -> Sequence[Line]:
    starts = [line.start for line in lines]
    return lines[bisect_left(starts, member.start) : bisect_left(starts, member.end)]


def _is_cover(member: Member, lines: Sequence[Line], split: Split) -> bool:
    """Tell whether a file is the cover or the contents list of the others: by its name, or with a list and no more."""
    if split.contents and not split.starts:
        rest = sum(len(line) for line in lines[split.contents.last :])
        return rest <= _COVER
    short = sum(map(len, lines)) <= _COVER
    return not split.starts and short and FRONT.match(title_of(member.name)) is not None


def _holds_several(split: Split) -> bool:
    """Tell whether a file holds several reports, and not one with an annex that has a title of its own.

    Its separators, its contents list or its cover say so, or its titles name several units.
    """
    if len(split.starts) < 2:
        return False
    marked = sum(start.mark is not None for start in split.starts)
    listed = sum(start.listed is not None for start in split.starts)
    named = {start.reading.owner for start in split.starts if start.reading and start.reading.owner}
    owners = [one for one in named if not any(other != one and other.endswith(one) for other in named)]
    return marked >= 2 or listed >= 2 or (split.declared or 0) >= 2 or len(owners) >= 2
