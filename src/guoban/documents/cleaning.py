"""What stands between the characters of a text and is no part of it: read over, with a map back.

Soft hyphens, zero-width characters, marks of direction, choices of a glyph, and the readings that some web pages put
after a character, 國(guó). Patterns would stumble over each of them: 12<ZWSP>3 is 123. The document keeps its text as it
was written, for that is what rows cite; what is extracted is extracted from the cleaned text, and its places are
carried back.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate

import regex

from guoban.documents.folding import fold
from guoban.documents.simplifying import simplify
from guoban.records import Document, Member, Metric, Note, Outline, Report, Section

INVISIBLE = re.compile(r"[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+")
_SYLLABLE = r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[aoeiuüāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ]{1,3}(?:ng?|r)?"
READING = regex.compile(rf"(?<=\p{{Han}})[(（](?:{_SYLLABLE}|[\u3105-\u312fˊˇˋ˙]{{1,4}})(?: {_SYLLABLE}){{0,3}}[)）]")
_TONE = re.compile(r"[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ\u3105-\u312f]")
# So many readings with their tone make a text one whose characters carry readings; then (de) is a reading too.
MANY = 3


@dataclass(frozen=True, slots=True)
class Places:
    """Where the characters of a cleaned text stand in the document's.

    For each cut: its offset in the cleaned text, how much was taken out in all up to it and with it, and where it ends
    in the document's text.
    """

    offsets: tuple[int, ...]
    removed: tuple[int, ...]
    ends: tuple[int, ...]

    def first(self, offset: int) -> int:
        """Return the place of the character at `offset`; the end of the text is its own place."""
        index = bisect_right(self.offsets, offset)
        return offset + (self.removed[index - 1] if index else 0)

    def after(self, offset: int) -> int:
        """Return the place right after the character before `offset`."""
        index = bisect_left(self.offsets, offset)
        return offset + (self.removed[index - 1] if index else 0)

    def cleaned(self, place: int) -> int:
        """Return the offset in the cleaned text of `place` in the document's; what was taken out is at its cut."""
        index = bisect_right(self.ends, place)
        own = place - (self.removed[index - 1] if index else 0)
        return min(own, self.offsets[index]) if index < len(self.offsets) else own

    def outline(self, outline: Outline) -> Outline:
        """Return `outline`, made of the cleaned text, with its places in the document's."""
        return replace(
            outline, reports=tuple(map(self.report, outline.reports)), notes=tuple(map(self.note, outline.notes))
        )

    def report(self, report: Report) -> Report:
        return replace(
            report,
            start=self.first(report.start),
            end=self.first(report.end),
            body_start=self.first(report.body_start),
            sections=tuple(map(self.section, report.sections)),
            notes=tuple(map(self.note, report.notes)),
        )

    def section(self, section: Section) -> Section:
        start, end = self.first(section.start), self.after(section.end)
        return replace(section, start=start, end=end, body_end=self.first(section.body_end))

    def metric(self, metric: Metric) -> Metric:
        return replace(
            metric,
            start=self.first(metric.start),
            end=self.after(metric.end),
            sentence_start=self.first(metric.sentence_start),
            sentence_end=self.after(metric.sentence_end),
        )

    def note(self, note: Note) -> Note:
        if note.start is None or note.end is None:
            return note
        start = self.first(note.start)
        return replace(note, start=start, end=max(self.after(note.end), start))


def invisible(text: str) -> list[tuple[int, int]]:
    """Return the spans of invisible characters."""
    return [match.span() for match in INVISIBLE.finditer(text)]


def is_blank(text: str) -> bool:
    """Tell whether there is nothing to see in `text`."""
    return not text.strip() or not INVISIBLE.sub("", text).strip()


def readings(text: str) -> list[tuple[int, int]]:
    """Return the spans of readings in brackets, brackets included: 國(guó), 國（ㄍㄨㄛˊ）."""
    found = list(READING.finditer(text))
    sure = [match for match in found if _TONE.search(match.group())]
    return [match.span() for match in (found if len(sure) >= MANY else sure)]


def clean(document: Document) -> tuple[Document, Places | None]:
    """Return `document` without what is read over, and the places to carry back by; None where all stays."""
    cuts = sorted((*invisible(document.text), *readings(document.text)))
    if not cuts:
        return document, None
    gone = list(accumulate(end - start for start, end in cuts))
    offsets = tuple(start - before for (start, _end), before in zip(cuts, (0, *gone), strict=False))
    places = Places(offsets, tuple(gone), tuple(end for _start, end in cuts))
    text = _without(document.text, cuts)
    return replace(
        document,
        text=text,
        folded=simplify(fold(text)),
        members=tuple(_member(member, places) for member in document.members),
        pages=tuple(map(places.cleaned, document.pages)),
        ocr=tuple((places.cleaned(start), places.cleaned(end)) for start, end in document.ocr),
        hints=tuple(
            replace(hint, start=places.cleaned(hint.start), end=places.cleaned(hint.end)) for hint in document.hints
        ),
    ), places


def _member(member: Member, places: Places) -> Member:
    return replace(member, start=places.cleaned(member.start), end=places.cleaned(member.end))


def _without(text: str, cuts: list[tuple[int, int]]) -> str:
    starts = (0, *(end for _start, end in cuts))
    ends = (*(start for start, _end in cuts), len(text))
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True))
