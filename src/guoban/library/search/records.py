"""What is asked of the search, and what it answers.

Every `start` and `end` counts code points in the document's text of the compilation, `end` exclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from guoban.library.search.folding import Span
from guoban.library.search.query import Word

Within = Literal["text", "metrics"]
Order = Literal["hits", "place"]
# The filters that have counts beside their values, by the names of `SearchFilters`' fields.
FacetName = Literal["compilations", "types", "departments", "levels", "years", "roles", "within"]
FACETS: tuple[FacetName, ...] = ("compilations", "types", "departments", "levels", "years", "roles", "within")
Value = str | int | None


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """Where to look, and in which order the reports come; empty: everywhere.

    `departments` are names as corrected, and as merged where the search is given merges. `years` may hold None: not
    told. `roles` are section roles, "" for what stands before the first heading: only what stands in such sections is
    looked at, so all words must stand there. `within` is "text", or "metrics" for rows of metrics: those in whose
    indicator or sentence all words stand, at least one of them in the indicator or on the number itself. `any_word`:
    one of the words is enough. `order`: most hits first, or as the reports stand (newest compilation first).
    """

    compilations: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    years: tuple[int | None, ...] = ()
    roles: tuple[str, ...] = ()
    within: Within = "text"
    any_word: bool = False
    order: Order = "hits"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as understood. `departments` are names with those that they were merged into."""

    words: tuple[Word, ...]
    filters: SearchFilters = SearchFilters()
    departments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a filter with what is found when it alone is chosen there, the other filters staying as they are.

    `label` is the value, a compilation's name where it is an identifier.
    """

    value: Value
    label: str
    reports: int
    hits: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a line with the places of the words in it; `text` is the document's from `start` to `end`."""

    start: int
    end: int
    text: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class MetricHit:
    """What a result shows of a metric, as corrected. `words` are its own in the text."""

    metric_id: str
    indicator: str
    role: str
    period: str
    words: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where words were found, the `number`th (from 1) in its report.

    In texts `start`..`end` is the word, or words that overlap; in metrics the number's span, and `metric` is set.
    """

    number: int
    start: int
    end: int
    role: str
    snippet: Snippet
    metric: MetricHit | None = None


@dataclass(frozen=True, slots=True)
class ReportHits:
    """A report in which something was found, with its names as corrected.

    `count` is the number of hits, `hits` are the first of them whose place is not in the snippet before. `start` and
    `end` are the report's.
    """

    compilation_id: str
    compilation: str
    report_id: str
    seq: int
    title: str
    department: str
    type: str
    level: str
    region: str
    year: int | None
    span: str
    start: int
    end: int
    count: int
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `words` is how the query was understood; `hits` and `reports` count everything, `page` are
    the reports from `offset` on."""

    words: tuple[Word, ...]
    hits: int = 0
    reports: int = 0
    offset: int = 0
    page: tuple[ReportHits, ...] = ()
    facets: Mapping[FacetName, tuple[FacetValue, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A hit's place."""

    compilation_id: str
    report_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Around:
    """Where a place stands among all hits: the `number`th of `total`, and the hits before and after it.

    `number` is 0 where the place itself is no hit; then the neighbours are those nearest to it.
    """

    number: int
    total: int
    previous: Place | None
    next: Place | None
