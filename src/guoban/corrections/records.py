"""What a person corrects, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from guoban.compilation import Compilation

Subject = Literal["report", "section", "metric", "progress"]
Action = Literal["confirm", "edit", "reject", "add", "split", "merge", "link", "unlink"]
State = Literal["auto", "confirmed", "edited", "rejected"]
Origin = Literal["read", "added"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person said about a place of a text; it is never changed, only undone.

    `start`..`end` is the place in the document's text: a report's title line, a heading, a metric's span, for progress
    the span of the actual value, or of the completion where there is none. `quote` is `text[start:end]` as it was,
    `before` and `after` are up to 24 characters on each side, by which the place is found again in a text that has
    changed. `values` are the fields: those changed by an edit, those given by an add. `at` is UTC, ISO 8601 with
    seconds.
    """

    id: str
    compilation_id: str
    sha256: str
    subject: Subject
    action: Action
    start: int
    end: int
    quote: str
    before: str
    after: str
    values: Mapping[str, Any] = field(default_factory=dict)
    by: str = ""
    at: str = ""
    undone_by: str = ""
    undone_at: str = ""

    @property
    def active(self) -> bool:
        """Whether it counts: it has not been undone."""
        return not self.undone_at


@dataclass(frozen=True, slots=True)
class Corrected:
    """A compilation with its corrections.

    `compilation` is what counts: the schemas of the extracted tables, rejected rows left out. `metrics` and `progress`
    have every row, the rejected and the added ones too, with the columns `state`, `origin`, `changed_by` and
    `changed_at` behind those of the schema. `unfit` are the active corrections whose place was not found.
    """

    compilation: Compilation
    metrics: pd.DataFrame
    progress: pd.DataFrame
    unfit: tuple[Correction, ...] = ()
