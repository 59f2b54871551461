"""The sections of a report: its headings of every level, with their roles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from guoban.lexicon import load
from guoban.records import Section, SectionRole
from guoban.structure.lines import Line
from guoban.structure.numbering import FLOATING, RANK, HeadingNumber, Style, read_heading_number
from guoban.structure.periods import Period
from guoban.structure.roles import deeper_role, is_bare_heading, top_role

# A heading that runs into its text ends at its first 。; longer than this, at the first pause.
_LONGEST_RUN_IN = 80
_LONGEST_BARE = 32
_STOP = regex.compile(r"[。!?]")
_PAUSE = regex.compile(r"[:;,]")
_TRAILING = "。:;,、.!? "
_ADDRESS = regex.compile(r"^(?:各位|同志们|尊敬的|主任|主席)|^[—\-]{1,4}|^\(.*\)$|来源|^(?:19|20)\d\d年\d+月\d+日")


@dataclass(frozen=True, slots=True)
class _Found:
    """A heading as found: its span, its style and value, and whether it stands on a line of its own."""

    start: int
    end: int
    text_from: int
    style: Style
    value: int
    number: str
    alone: bool
    line: int


def read_sections(
    folded: str, text: str, lines: Sequence[Line], report_end: int, period: Period, default: SectionRole
) -> tuple[Section, ...]:
    """Return the sections of the report whose text is `lines`, in order.

    `default` is the role of a top heading that tells none. `folded` and `text` are the whole document's.
    """
    found = _with_levels(list(_headings(folded, lines)), folded)
    sections: list[Section] = []
    open_at: list[int] = []
    current = default
    for heading, level in found:
        while open_at and sections[open_at[-1]].level >= level:
            closed = open_at.pop()
            sections[closed] = replace(sections[closed], body_end=heading.start)
        parent = open_at[-1] if open_at else None
        words = text[heading.text_from : heading.end]
        said = folded[heading.text_from : heading.end]
        role = _role(said, sections[parent].role if parent is not None else None, period, current, default)
        if parent is None:
            current = role
        open_at.append(len(sections))
        sections.append(
            Section(heading.start, heading.end, report_end, level, heading.number, words.strip(), role, parent)
        )
    return tuple(sections)


def _role(said: str, above: SectionRole | None, period: Period, before: SectionRole, default: SectionRole) -> SectionRole:
    if above is not None:
        return deeper_role(said, period) or above
    told = top_role(said, period)
    if told:
        return told
    if said.startswith(_annexes()):
        return "background"
    if before == "problems":
        return "plan"
    return default if before in ("background", "intro") else before


def _headings(folded: str, lines: Sequence[Line]) -> Iterator[_Found]:
    for index, line in enumerate(lines):
        if line.junk:
            continue
        number = read_heading_number(line.words)
        if number is not None:
            if number.doubtful and not _looks_like_item(line.words, number):
                continue
            yield _numbered(line, number, index)
        elif _is_bare(lines, index):
            yield _Found(line.start, line.start + len(line.words.rstrip(_TRAILING)), line.start, "bare", 0, "", alone=True, line=index)


def _looks_like_item(words: str, number: HeadingNumber) -> bool:
    return regex.match(r"\d{1,2}[.]\d{1,4}\s*(?!%|\d|[.])\p{Han}", words) is not None


def _numbered(line: Line, number: HeadingNumber, index: int) -> _Found:
    stop = _STOP.search(line.words, number.end)
    length = stop.start() if stop else len(line.words)
    alone = stop is None or stop.end() == len(line.words)
    if not alone or length > _LONGEST_RUN_IN:
        colon = line.words.find(":", number.end, length)
        if number.end < colon <= number.end + 30:
            length = colon
        elif length > _LONGEST_RUN_IN:
            pause = _PAUSE.search(line.words, number.end)
            length = min(pause.start() if pause else _LONGEST_RUN_IN, length)
        alone = alone and length == (stop.start() if stop else len(line.words))
    end = len(line.words[:length].rstrip(_TRAILING))
    end = max(end, number.end)
    return _Found(
        line.start, line.start + end, line.start + number.end, number.style, number.value, number.written, alone, index
    )


def _is_bare(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if len(line) > _LONGEST_BARE or line.words[-1] in "。;,!?、" or _ADDRESS.search(line.words):
        return False
    words = line.squeezed.rstrip(":")
    if index + 1 >= len(lines):
        return False
    return is_bare_heading(words) or words.startswith(_annexes())


def _annexes() -> tuple[str, ...]:
    return tuple(load("titles")["annexes"])


def _with_levels(found: list[_Found], folded: str) -> list[tuple[_Found, int]]:
    """Return each heading with its level in the chain that the report uses; false numbers are dropped."""
    kept: list[tuple[_Found, int]] = []
    chain: list[tuple[_Found, int]] = []
    for heading in found:
        if heading.style in FLOATING:
            while chain and chain[-1][0].style in FLOATING:
                chain.pop()
        else:
            _close(chain, heading, kept)
        level = chain[-1][1] + 1 if chain else 1
        chain.append((heading, level))
        kept.append((heading, level))
    return kept


def _close(chain: list[tuple[_Found, int]], heading: _Found, kept: Sequence[tuple[_Found, int]]) -> None:
    """Take from `chain` what `heading` does not stand under."""
    if chain and _opens_below(chain[-1][0], heading, kept):
        return
    rank = RANK[heading.style]
    nested = [at for at, (above, _) in enumerate(chain) if RANK[above.style] == rank]
    if len(nested) == 2 and heading.value == chain[nested[1]][0].value + 1:
        del chain[nested[1] :]
        return
    while chain and RANK[chain[-1][0].style] >= rank:
        chain.pop()


def _opens_below(above: _Found, heading: _Found, kept: Sequence[tuple[_Found, int]]) -> bool:
    """Tell whether 一、 directly under the line 三、… counts below it and does not begin again."""
    return (
        above.style == heading.style == "cn"
        and heading.value == 1
        and above.value >= 1
        and above.alone
        and kept[-1][0] is above
        and heading.line == above.line + 1
    )
