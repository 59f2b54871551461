"""The reports in which something is found, with how often: all texts that may hold the words are gone through."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from guoban.library.search.candidates import candidates
from guoban.library.search.corpus import Corpus
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


def count(
    connection: Connection, asked: Asked, reports: Mapping[str, Listed], corpus: Corpus | None = None
) -> list[Counted]:
    """Return those of all `reports` in which something is found; of the filters only `any_word` is heeded.

    `corpus` has the texts of all, where they are in memory.
    """
    if not asked.words:
        return []
    any_word = asked.filters.any_word
    tallies = (
        ((one.report_id, tally(one, asked.words, any_word=any_word)) for one in candidates(connection, asked))
        if corpus is None
        else corpus.count(asked.words, any_word=any_word)
    )
    return [Counted(reports[report_id], found) for report_id, found in tallies if found.text or found.metrics]
