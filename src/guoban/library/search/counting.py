"""The reports in which something is found, with how often: all texts that may hold the words are gone through."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from guoban.library.search.candidates import candidates
from guoban.library.search.listing import Listed
from guoban.library.search.records import Asked, FacetName, Value
from guoban.library.search.tally import Tally, tally


@dataclass(frozen=True, slots=True)
class Counted:
    """A report with what was found in it, whatever the filters."""

    report: Listed
    tally: Tally

    @property
    def facts(self) -> Mapping[str, Any]:
        return self.report.facts

    @property
    def values(self) -> Mapping[FacetName, Value]:
        return self.report.values


def count(connection: Connection, asked: Asked, reports: Mapping[str, Listed]) -> list[Counted]:
    """Return those of all `reports` in which something is found; of the filters only `any_word` is heeded."""
    if not asked.words:
        return []
    any_word = asked.filters.any_word
    return [
        Counted(reports[candidate.report_id], found)
        for candidate in candidates(connection, asked.words, any_word=any_word)
        if (found := tally(candidate, asked.words, any_word=any_word)).text or found.metrics
    ]
