"""The data sets that the process has open, one object each for all sessions, and what was asked of them lately."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Any, TypeVar, cast

import streamlit as st

from guoban.compilation import Compilation
from guoban.dataset import Dataset, Filter, find_datasets, open_dataset, read_report
from guoban.reporting.joined import join
from guoban.ui.shell import View

Made = TypeVar("Made")
Counted = dict[str, list[tuple[Any, int]]]
MOST_ANSWERS = 256
MOST_REPORTS = 16


class Lately:
    """The last `most` things that were made, by their keys; the least used go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` gives, made anew where it is not kept any more."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("Made", self._kept[key])
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


class Opened:
    """An open data set. Every method may be called from any session's thread; what is returned must not be changed."""

    def __init__(self, name: str, data: Dataset) -> None:
        self.name = name
        self.data = data
        self._answers = Lately(MOST_ANSWERS)
        self._reports = Lately(MOST_REPORTS)

    def facets(self, table: str, columns: Sequence[str], filters: tuple[Filter, ...]) -> Counted:
        """Return the values of each of `columns` with their rows, see `Dataset.facets`."""
        return self._answers.get(
            ("facets", table, tuple(columns), filters),
            lambda: {column: self.data.facets(table, column, filters) for column in columns},
        )

    def count(self, table: str, filters: tuple[Filter, ...] = ()) -> int:
        return self._answers.get(("count", table, filters), lambda: self.data.count(table, filters))

    def view(self, report_id: str, language: str) -> View:
        """Return a report as a page sees a compilation: its own text and tables. Raises `KeyError`."""
        return self._reports.get((report_id, language), lambda: _view(read_report(self.data, report_id), language))


class Archives:
    """The data sets that are found, opened when they are asked for."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: dict[str, Opened] = {}

    def get(self, name: str) -> Opened | None:
        """Return the data set `name` as its manifest is now; None where there is none of this name.

        Raises `GuobanError`, see `open_dataset`.
        """
        folder = find_datasets().get(name)
        if folder is None:
            return None
        with self._lock:
            found = self._open.get(name)
            if found is None or found.data.folder != folder or not found.data.is_current:
                found = self._open[name] = Opened(name, open_dataset(folder))
            return found


@st.cache_resource(show_spinner=False)
def archives() -> Archives:
    """Return the one of this process."""
    return Archives()


def _view(report: Compilation, language: str) -> View:
    joined = join(report)
    return View(
        page="archive", language=language, compilation=report, reports=report.reports, sections=joined.sections,
        metrics=joined.metrics, progress=joined.progress, all_reports=report.reports, all_metrics=joined.metrics,
        all_progress=joined.progress, facets=(), chosen={},
    )  # fmt: skip
