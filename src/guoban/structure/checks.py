"""What the text claims about itself, against what was found."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

import regex

from guoban.records import Department, Note, Section
from guoban.structure.lines import Line, squeeze
from guoban.structure.numerals import read_number
from guoban.structure.periods import Period
from guoban.structure.splitting import Split, Start

# 重点抓好以下五个方面工作: / 主要做了7项工作。 at the end of a paragraph; not 从两大方面进行汇报。
_ANNOUNCED = regex.compile(
    r"(?:以下|如下|下列|重点|抓好|做好|做了|抓了|开展了|存在)[^,。;:()“”]{0,12}?(?<![第\d.一二三四五六七八九十百])"
    r"(?P<count>[一二两三四五六七八九十]{1,3}|\d{1,2})(?:个|大|项|条|点)?(?:重点|主要|突出)?(?:方面|工作|任务|举措|措施|问题|行动|环节|不足)"
    r"(?:的|重点|主要)*(?:工作|任务|问题|举措|内容)?[:。]?$"
)
_TAIL = 48
# A run with all that stands below its headings is no longer than this.
_FURTHEST = 400


def compare_counts(split: Split, starts: Sequence[Start]) -> tuple[Note, ...]:
    """Return notes where the cover, the contents list and the reports found do not agree."""
    notes = []
    found = len(starts)
    if split.declared is not None and split.declared != found:
        notes.append(Note("declared_mismatch", details={"declared": split.declared, "found": found}))
    if split.contents and len(split.contents.entries) != found:
        notes.append(Note("contents_mismatch", details={"listed": len(split.contents.entries), "found": found}))
        titles = {squeeze(start.title) for start in starts}
        missing = [entry for entry in split.contents.entries if entry.key not in titles]
        notes.extend(Note("contents_missing", details={"title": entry.key}) for entry in missing)
    first = next((start.mark for start in starts if start.mark is not None), 1)
    if first > 1:
        notes.append(Note("pieces_start_late", "info", details={"first": first}))
    return tuple(notes)


def unknowns(department: Department, period: Period) -> tuple[Note, ...]:
    """Return notes on what a report does not tell: its unit, its year."""
    codes = [] if department.name else ["department_unknown"]
    return tuple(Note(code) for code in codes + ([] if period.year else ["year_unknown"]))


def heading_counts(lines: Sequence[Line], sections: Sequence[Section]) -> tuple[Note, ...]:
    """Return notes where a paragraph announces a number of points (以下五个方面) and another number of headings follows."""
    return tuple(_heading_counts(lines, {section.start: index for index, section in enumerate(sections)}, sections))


def _heading_counts(lines: Sequence[Line], places: dict[int, int], sections: Sequence[Section]) -> Iterator[Note]:
    for line, below in pairwise(lines):
        place = places.get(below.start)
        if place is None:
            continue
        found = _ANNOUNCED.search(line.words, max(len(line.words) - _TAIL, 0))
        if found is None:
            continue
        announced, counted = read_number(found["count"].replace("两", "二")), _run(sections, place)
        if announced and announced > 1 and announced != counted:
            start = line.start + found.start()
            details = {"announced": announced, "found": counted}
            yield Note("heading_count", start=start, end=line.start + found.end(), details=details)


def _run(sections: Sequence[Section], first: int) -> int:
    """Return how many sections from `first` on stand side by side, in one style of number."""
    opening = sections[first]
    side_by_side = 0
    for section in islice(sections, first, first + _FURTHEST):
        if section.level < opening.level or (section.level == opening.level and not _alike(section, opening)):
            break
        side_by_side += section.level == opening.level
    return side_by_side


def _alike(one: Section, other: Section) -> bool:
    return (one.number.isdecimal(), one.number.endswith("是")) == (
        other.number.isdecimal(),
        other.number.endswith("是"),
    )
