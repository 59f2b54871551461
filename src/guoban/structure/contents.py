"""The cover and the contents list of a compilation: what it claims to hold."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import regex

from guoban.structure.lines import Line, squeeze
from guoban.structure.numerals import chinese_number
from guoban.structure.titles import LONGEST_TITLE, entry_number, read_mark, read_title
from guoban.structure.words import words_of

# (15篇)  范文四篇  优质8篇  -22篇; not 第3篇 and not 篇4
_DECLARED = regex.compile(
    r"(?<![第\d一二三四五六七八九十百])(?P<n>\d{1,4}|[一二两三四五六七八九十百]{1,5})篇(?![一二三四五六七八九十\d章幅])"
)
# Where the page number of an entry begins: after dots or a blank, or glued to the last word
_PAGE = regex.compile(r"[.·…—\-_\s]{2,}\(?\d{0,4}\)?$|\s\d{1,4}$|(?<=\p{Han}[)》]?)\d{1,4}$|[.·…]+$")
_SUB_ENTRY = regex.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))")
_COVER_LINES = 40
# A list without a line 目录 begins so near the top.
_COVER_HEAD = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a contents list: its number as written or None, its title without blanks and page, its page's presence."""

    number: int | None
    key: str
    paged: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """A contents list: its entries, and the indexes of the lines that it takes up (`first` to `last`, exclusive)."""

    entries: tuple[Entry, ...]
    first: int
    last: int


def declared_count(lines: Sequence[Line], stop: int) -> int | None:
    """Return how many reports the cover claims, before line `stop`: (15篇), 范文四篇, 优质8篇; None where it does not."""
    found = [
        match
        for line in lines[: min(stop, _COVER_LINES)]
        if (match := _DECLARED.search(line.squeezed)) and len(line) <= LONGEST_TITLE
    ]
    if not found:
        return None
    words = found[-1]["n"]
    return int(words) if words.isdigit() else chinese_number(words)


def read_entry(words: str) -> Entry | None:
    """Return what a line of a contents list names, or None where it cannot be one."""
    if len(words) > 2 * LONGEST_TITLE or "。" in words:
        return None
    page = _PAGE.search(words)
    number, title = entry_number(words[: page.start()] if page else words)
    if (mark := read_mark(title)) and mark.rest:
        title = mark.rest
    key = squeeze(title).strip("《》.…·")
    if not 2 <= len(key) <= LONGEST_TITLE:
        return None
    if not read_title(key) and number is None and not page:
        return None
    return Entry(number, key, page is not None)


def find_contents(lines: Sequence[Line]) -> Contents | None:
    """Return the contents list at the head of a compilation, or None.

    It stands under a line 目录, or is a run of three titles or more with no text between them.
    """
    for index, line in enumerate(lines[:_COVER_LINES]):
        if line.squeezed.strip("【】[]:") in _headers():
            return _read_list(lines, index, index + 1)
    for index, line in enumerate(lines[:_COVER_HEAD]):
        if len(line) > LONGEST_TITLE or regex.search("[。;:]", line.words):
            return None
        if read_entry(line.words) and not _declares(line):
            found = _read_list(lines, index, index)
            return found if found and _is_plain_list(found) else None
    return None


def contents_at(lines: Sequence[Line], start: int, end: int) -> Contents | None:
    """Return the contents list that the file itself says stands at `start`..`end`; None where it lists no reports."""
    inside = [index for index, line in enumerate(lines) if start <= line.start < end]
    read = (read_entry(lines[index].words) for index in inside if not _is_sub_entry(lines[index]))
    entries = tuple(entry for entry in read if entry and read_title(entry.key))
    return Contents(entries, inside[0], inside[-1] + 1) if len(entries) >= 2 else None


def _is_plain_list(found: Contents) -> bool:
    """Tell whether titles without a line 目录 above them are a list: three of them, or two with numbers."""
    if any(read_title(entry.key) is None for entry in found.entries):
        return False
    numbered = all(entry.number for entry in found.entries)
    return len({entry.key for entry in found.entries}) >= 3 or (len(found.entries) >= 2 and numbered)


def _declares(line: Line) -> bool:
    return _DECLARED.search(line.squeezed) is not None


def _read_list(lines: Sequence[Line], first: int, at: int) -> Contents | None:
    entries: list[tuple[int, Entry]] = []
    keys: set[str] = set()
    stop = at
    for index in range(at, len(lines)):
        words = lines[index].words
        stop = index
        if lines[index].junk or _is_sub_entry(lines[index]):
            continue
        if at == first and _SUB_ENTRY.match(lines[index].squeezed):
            break
        entry = read_entry(words)
        whole = _completed(entries, entry)
        if whole:
            entries[-1] = (entries[-1][0], whole)
            continue
        if entry is None:
            if _wraps(lines, index, entries):
                continue
            break
        if _is_over(entry, entries, keys):
            break
        entries.append((index, entry))
        keys.add(entry.key)
    else:
        stop = len(lines)
    return _without_body_titles(entries, first, stop, len(lines))


def _is_sub_entry(line: Line) -> bool:
    """Tell whether a line of a list is a section's: 一、上半年工作总结......3"""
    found = _SUB_ENTRY.match(line.squeezed)
    if not found or not _PAGE.search(line.words):
        return False
    title = read_title(_PAGE.sub("", line.squeezed[found.end() :]))
    return title is None or not title.owner


def _completed(entries: Sequence[tuple[int, Entry]], entry: Entry | None) -> Entry | None:
    """Return the last entry with the words of the line below it, where only both together are a title."""
    if not entries or entry is None or entry.number is not None:
        return None
    before = entries[-1][1]
    if before.paged or read_title(before.key) or not read_title(before.key + entry.key):
        return None
    return Entry(before.number, before.key + entry.key, entry.paged)


def _wraps(lines: Sequence[Line], index: int, entries: Sequence[tuple[int, Entry]]) -> bool:
    """Tell whether line `index` is the rest of the entry above: the next line is the next number."""
    if not entries or entries[-1][1].number is None or index + 1 >= len(lines):
        return False
    if len(lines[index]) > LONGEST_TITLE or regex.search("[。;!?]", lines[index].words):
        return False
    after = read_entry(lines[index + 1].words)
    return after is not None and after.number == entries[-1][1].number + 1


def _is_over(entry: Entry, known: Sequence[tuple[int, Entry]], keys: AbstractSet[str]) -> bool:
    """Tell whether `entry` is no longer of the list but the first title of the text."""
    if not known:
        return False
    first, last = known[0][1], known[-1][1]
    if first.number is not None and entry.number is None:
        return True
    if (
        first.number is not None
        and last.number is not None
        and entry.number is not None
        and entry.number <= last.number
    ):
        return True
    return first.paged and not entry.paged and entry.key in keys


def _without_body_titles(entries: list[tuple[int, Entry]], first: int, stop: int, total: int) -> Contents | None:
    """Cut off the last line of a list without numbers and pages: it is the title of the first report."""
    plain = bool(entries) and all(entry.number is None and not entry.paged for _, entry in entries)
    if plain and stop < total:
        key = entries[-1][1].key
        while entries and entries[-1][1].key == key:
            stop = entries.pop()[0]
    if not entries:
        return None
    return Contents(tuple(entry for _, entry in entries), first, stop)


def _headers() -> frozenset[str]:
    return frozenset(words_of("titles", "contents"))
