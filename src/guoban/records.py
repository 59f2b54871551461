"""The records that pass from one step to the next.

Every `start` and `end` counts code points in `Document.text`, `end` exclusive: `text[start:end]` is the record's own
words. The records are plain and frozen; `guoban.tables` turns them into DataFrames.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

NoteLevel = Literal["check", "info"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something noticed while reading that a person should see: `check` wants a decision, `info` is only told.

    `code` names the message in `guoban.messages`, `details` fills its blanks, `start`..`end` is the place (None: none).
    """

    code: str
    level: NoteLevel = "check"
    start: int | None = None
    end: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive, or of several that were picked together, and where its text stands."""

    name: str
    start: int
    end: int


HintKind = Literal["title", "heading", "page_break", "contents"]


@dataclass(frozen=True, slots=True)
class Hint:
    """What the layout of a file says about a place: a title's look, a heading's style, a contents list's field.

    `level` is a heading's, 1 the highest; 0 otherwise. A page break is at `start`, which is its `end` too.
    """

    start: int
    end: int
    kind: HintKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A source as decoded: line ends folded to LF, BOM dropped, markup and page furniture out, nothing else changed.

    `folded` has the same length as `text` and is what every pattern reads: full-width letters, digits and
    punctuation as ASCII, every kind of blank as a space (see `guoban.documents.folding`). `members` are the files that
    an archive held, empty for a single file. `pages` are the offsets at which pages begin, where the format has any.
    `ocr` are the spans of the text that were read from pictures.
    """

    name: str
    sha256: str
    text: str
    folded: str
    encoding: str = ""
    notes: tuple[Note, ...] = ()
    members: tuple[Member, ...] = ()
    pages: tuple[int, ...] = ()
    hints: tuple[Hint, ...] = ()
    ocr: tuple[tuple[int, int], ...] = ()

    def member_at(self, offset: int) -> Member | None:
        """Return the member that `offset` lies in, None outside of all."""
        return next((member for member in self.members if member.start <= offset < member.end), None)

    def is_ocr(self, start: int, end: int) -> bool:
        """Tell whether `start`..`end` was read from a picture, in part or whole."""
        return any(first < end and start < last for first, last in self.ocr)

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that `offset` lies on, counted in its own file; None without pages."""
        member = self.member_at(offset)
        first = bisect_left(self.pages, member.start) if member else 0
        number = bisect_right(self.pages, offset) - first
        return number if number > 0 else None


SectionRole = Literal["intro", "review", "problems", "plan", "background"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (`start`..`end`) and what stands under it (to `body_end`, deeper sections included).

    `level` 1 is the report's top. `parent` is the index of the section above in `Report.sections`, or None.
    `number` is the numbering as written, without brackets and marks: 一, 1, 一是; empty where there is none.
    """

    start: int
    end: int
    body_end: int
    level: int
    number: str
    heading: str
    role: SectionRole
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Department:
    """Who reports. `source` says where the name was found: title, body, contents, file, edited, or empty."""

    name: str
    source: str
    type: str
    level: str
    region: str


@dataclass(frozen=True, slots=True)
class Report:
    """One department's report: from its title line to the next report's.

    `year` and `span` (H1, H2, Q1, Q1-Q2, Q1-Q3, Q2, Q3, Q4, year) say which time it reviews; year None: not told.
    `body_start` is the first character after the title. Sections are in text order. `key` is what identifies a report
    whose place among the others a person has changed (see `guoban.corrections`), empty for one that was read.
    """

    seq: int
    title: str
    start: int
    end: int
    body_start: int
    department: Department
    year: int | None
    span: str
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What the structure step makes of a document. `declared` and `listed` are the counts that the text claims
    ((15篇), the contents list), None where it claims nothing."""

    reports: tuple[Report, ...]
    declared: int | None = None
    listed: int | None = None
    notes: tuple[Note, ...] = ()


Bound = Literal["exact", "approx", "min", "max", "range"]
Measure = Literal["level", "share", "growth", "difference", "rank", "completion"]
MetricRole = Literal["actual", "target", "forecast", "baseline", "reference"]


@dataclass(frozen=True, slots=True)
class Metric:
    """One number of a report, as the labelling guide defines it (docs/metrics.md).

    `value` keeps 万/亿 in the unit (1.89亿元 is 1.89 and 亿元) and is None where redacted; `high` is a range's upper
    end. `amount` and `base_unit` multiply out (189000000 and 元), None and "" where that means nothing. `period` is
    2023-01/2023-05, 2023-H1, 2023-Q1, 2023, ... or "". `minor` marks a count that few would track. `notes` are codes.
    `section` is the index of the innermost section in `Report.sections`, or None before the first heading.
    """

    start: int
    end: int
    indicator: str
    value: float | None
    high: float | None
    unit: str
    bound: Bound
    measure: Measure
    role: MetricRole
    period: str
    compare: str
    redacted: bool
    amount: float | None
    base_unit: str
    sentence_start: int
    sentence_end: int
    section: int | None = None
    minor: bool = False
    notes: tuple[str, ...] = ()


ProgressKind = Literal["stated", "linked"]
Horizon = Literal["year", "half", "quarter", "project", "none"]
Status = Literal["done", "ahead", "behind", "unknown"]


@dataclass(frozen=True, slots=True)
class Progress:
    """What is done set against what was to be done.

    `actual`, `target`, `completion` are indexes into the report's metrics, or None. Percentages are 0 to 100 and more.
    `pct` is the figure to judge by: stated where the text states one, else computed. `as_of` is the last day of the
    period that `actual` covers, as YYYY-MM-DD, or "". `reason` says why a status is unknown: redacted, project,
    growth, no_schedule, no_amount; empty otherwise. `notes` are codes.
    """

    kind: ProgressKind
    indicator: str
    actual: int | None
    target: int | None
    completion: int | None
    unit: str
    pct: float | None
    stated_pct: float | None
    computed_pct: float | None
    horizon: Horizon
    as_of: str
    schedule_pct: float | None
    status: Status
    lower_is_better: bool = False
    reason: str = ""
    notes: tuple[str, ...] = ()
