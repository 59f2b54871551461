"""What was found, kept for as long as the library stays as it is: counting goes over all texts, and takes its time."""

from collections.abc import Hashable
from threading import Lock

from sqlalchemy import Connection

from guoban.library.cache import Cache
from guoban.library.search.candidates import everything
from guoban.library.search.corpus import Corpus, gather
from guoban.library.search.counting import Counted, count
from guoban.library.search.facets import Arranged, arrange
from guoban.library.search.listing import Listed, listed
from guoban.library.search.records import Asked

# How many reports of all questions together are kept, of some 1 kB each; a question that finds none counts as one.
MOST_COUNTED = 300_000
# The same in the order of their results.
MOST_ARRANGED = 1_000_000
_ALL = "all"


class Answers:
    """Answers to questions, by the state of the library. Called from any thread."""

    def __init__(self) -> None:
        self._reports: Cache[dict[str, Listed]] = Cache(1, lambda _reports: 1)
        self._corpus: Cache[tuple[Corpus | None]] = Cache(1, lambda _corpus: 1)
        self._counted: Cache[list[Counted]] = Cache(MOST_COUNTED, lambda found: len(found) + 1)
        self._arranged: Cache[Arranged] = Cache(MOST_ARRANGED, lambda one: len(one.reports) + 1)
        self._counting = Lock()
        self._asked_in: Hashable = None

    def to(self, connection: Connection, asked: Asked, state: Hashable) -> Arranged:
        """Return the reports in which something is found, in order, with the counts beside the filters.

        `state` is another one when the library is. Questions of several threads are counted one after the other:
        one at a time is through sooner, and who only looks at pages waits for one of them at most.
        """
        version = (state, tuple(asked.departments.items()))

        def reports() -> tuple[Hashable, dict[str, Listed]]:
            return version, listed(connection, asked.departments)

        def corpus() -> tuple[Hashable, tuple[Corpus | None]]:
            return state, (gather(everything(connection)),)

        def counted() -> tuple[Hashable, list[Counted]]:
            with self._counting:
                # To gather all texts pays from the second question on: the first after a change may be the only one.
                (texts,) = self._corpus.get(_ALL, state, corpus) if self._asked_in == state else (None,)
                self._asked_in = state
                return version, count(connection, asked, self._reports.get(_ALL, version, reports), texts)

        def arranged() -> tuple[Hashable, Arranged]:
            question = repr((asked.words, asked.filters.any_word))
            return version, arrange(self._counted.get(question, version, counted), asked.filters)

        return self._arranged.get(repr((asked.words, asked.filters)), version, arranged)
