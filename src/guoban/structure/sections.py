"""The sections of a report: its headings with their levels, roles and extents."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import regex

from guoban.records import Section, SectionRole
from guoban.structure.headings import Heading, annex_words, find_headings
from guoban.structure.levels import with_levels
from guoban.structure.lines import Line
from guoban.structure.periods import Period, years
from guoban.structure.roles import deeper_role, top_role

# So many paragraphs under a heading (or above the first of a new count) can tell what it is about.
_PARAGRAPHS = 5
_ABOVE = 2
_LEAD = 12
_LEAD_TO_PLAN = regex.compile(r"^(?:下半年|下一步|下步|下阶段|下一阶段|接下来|明年|来年|今后)")
_LEAD_YEAR = regex.compile(r"^(?:19|20)\d\d年")
_GLOSSARY = regex.compile(r"名词|注释|解释|术语|用语")
_LIST_OF_TASKS = regex.compile(r"实事|计划|安排|任务|目标|项目")


def read_sections(
    text: str, lines: Sequence[Line], report_end: int, period: Period, default: SectionRole
) -> tuple[Section, ...]:
    """Return the sections of the report whose text is `lines`, in order.

    `default` is the role of a top heading that tells none. `text` is the whole document's.
    """
    found = _without_glossaries(with_levels(find_headings(lines)), lines)
    roles = _Roles(lines, found, period, default)
    sections: list[Section] = []
    opened: list[int] = []
    for place, (heading, level) in enumerate(found):
        while opened and sections[opened[-1]].level >= level:
            closed = opened.pop()
            sections[closed] = replace(sections[closed], body_end=heading.start)
        parent = opened[-1] if opened else None
        role = roles.of(place, sections[parent].role if parent is not None else None)
        opened.append(len(sections))
        words = text[heading.text_from : heading.end].strip()
        sections.append(Section(heading.start, heading.end, report_end, level, heading.number, words, role, parent))
    return tuple(sections)


def _without_glossaries(found: list[tuple[Heading, int]], lines: Sequence[Line]) -> list[tuple[Heading, int]]:
    """Leave out what is numbered in a list of terms: definitions are no headings."""
    kept: list[tuple[Heading, int]] = []
    inside = False
    for heading, level in found:
        if heading.style == "bare":
            inside = heading.said.startswith(annex_words()) and _GLOSSARY.search(_annex(heading, lines)) is not None
        elif inside:
            continue
        kept.append((heading, level))
    return kept


def _annex(heading: Heading, lines: Sequence[Line]) -> str:
    """Return the words of an annex's heading with those of the short line below it: 附件 and 2025年10件惠民实事."""
    below = lines[heading.line + 1].words if heading.line + 1 < len(lines) else ""
    return heading.said + (below if len(below) <= 40 else "")


class _Roles:
    """Gives each heading its role: by its words, else by the text below it, else by the one before."""

    def __init__(
        self, lines: Sequence[Line], found: Sequence[tuple[Heading, int]], period: Period, default: SectionRole
    ) -> None:
        self.lines = lines
        self.found = found
        self.period = period
        self.default = default
        self.before = default
        self.annex: SectionRole | None = None
        self.tops = [heading for heading, level in found if level == 1]
        self.top_lines = [heading.line for heading in self.tops]

    def of(self, place: int, above: SectionRole | None) -> SectionRole:
        heading = self.found[place][0]
        if above is not None:
            return deeper_role(heading.said, self.period) or above
        self.before = self.top(heading)
        return self.before

    def top(self, heading: Heading) -> SectionRole:
        if heading.style == "bare" and heading.said.startswith(annex_words()):
            words = _annex(heading, self.lines)
            glossary = _GLOSSARY.search(words) or not _LIST_OF_TASKS.search(words)
            self.annex = "background" if glossary else "plan"
        if self.annex:
            return self.annex
        told = top_role(heading.said, self.period)
        if told:
            return told
        if self.speaks_of_plans(heading):
            return "plan"
        if self.before == "problems":
            return "plan"
        return self.default if self.before in ("background", "intro") else self.before

    def speaks_of_plans(self, heading: Heading) -> bool:
        """Tell whether a paragraph below a heading, or above the first of a new count, opens with the time to come."""
        place = bisect_right(self.top_lines, heading.line)
        after = self.tops[place] if place < len(self.tops) else None
        stop = len(self.lines) if after is None else after.line - (_ABOVE if after.value == 1 else 0)
        around = list(self.lines[heading.line + 1 : min(heading.line + 1 + _PARAGRAPHS, stop)])
        if heading.value == 1:
            around += [line for line in self.lines[max(heading.line - _ABOVE, 0) : heading.line] if len(line) > _LEAD]
        return any(self.is_lead(line.words) for line in around)

    def is_lead(self, words: str) -> bool:
        if _LEAD_YEAR.match(words) and self.period.year is not None:
            return years(words[:6])[:1] > [self.period.year]
        if words.startswith("下半年") and self.period.span in ("H2", "year"):
            return False
        return _LEAD_TO_PLAN.match(words) is not None
