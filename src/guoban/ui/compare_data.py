"""What the page 对比 compares: the chosen compilations under the library's merged names, and what is reckoned from them.

Reckoning takes seconds with a thousand reports. It is remembered by the frames that it was made from, which are others as
soon as anything in a compilation is corrected, and by the merges.
"""

import time
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from guoban import across
from guoban.across.facts import report_of
from guoban.compilation import Compilation
from guoban.library import Entry
from guoban.locale import translate as _
from guoban.progress.schedule import reviewed_months
from guoban.reporting import figures, labels
from guoban.tables import Tables
from guoban.ui import address
from guoban.ui.memory import remembered
from guoban.ui.store import store

PAGE = "compare"
PATIENCE_SECONDS = 0.4
PART = 100
Tell = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Compared:
    """The chosen compilations, the earliest first, and the names that were merged."""

    compilations: tuple[Compilation, ...]
    departments: Mapping[str, str]
    indicators: Mapping[str, str]
    page: str = PAGE

    @property
    def names(self) -> dict[str, str]:
        return {one.id: one.name for one in self.compilations}

    def of(self, compilation_id: str) -> Compilation:
        return next(one for one in self.compilations if one.id == compilation_id)

    def reports(self) -> pd.DataFrame:
        """Return the reports of all, with `department` as merged, `read_department` as read, and `time` (2024-H1)."""

        def make() -> pd.DataFrame:
            found = pd.concat([one.reports.drop(columns="text") for one in self.compilations], ignore_index=True)
            merged = pd.Series([self.departments.get(name, name) for name in found["department"]], dtype="str")
            times = [time_of(year, span) for year, span in zip(found["year"], found["span"], strict=True)]
            return found.assign(
                read_department=found["department"], department=merged, time=pd.Series(times, dtype="str")
            )

        return self._remembered("reports", make)

    def facts(self) -> pd.DataFrame:
        """Return the metrics of all with their reports' columns and canonical names; see `across.facts`."""

        read = remembered(self._frames(), "facts", lambda: across.facts([one.tables for one in self.compilations]))

        def make() -> pd.DataFrame:
            rows = across.apply_merges(read, self.departments, "department")
            return across.apply_merges(rows, self.indicators, "indicator")

        return remembered((read,), ("named", *self._merges()), make)

    def over_time(self, department: str, region: str) -> across.OverTime:
        facts = self.facts()
        key = ("over_time", department, region)
        return remembered((facts,), key, lambda: across.over_time(facts, department, region))

    def things(self, kind: str) -> pd.DataFrame:
        facts = self.facts()
        return remembered((facts,), ("things", kind), lambda: across.things(facts, kind=kind))

    def ranking(self, thing: across.Thing, kind: str, period: str = "", *, lower: bool | None = None) -> across.Ranking:
        facts = self.facts()
        key = ("ranking", thing, kind, period, lower)
        return remembered((facts,), key, lambda: across.rank(facts, thing, kind=kind, period=period, lower=lower))

    def times(self) -> list[str]:
        """Return the times that the reports review, the earliest first; those without a year have none."""
        return sorted(set(self.reports()["time"]) - {""}, key=_end_of)

    def carried(self, before: str, after: str, tell: Tell) -> pd.DataFrame:
        """Return the targets of reports of one time held against those of another; see `across.carried`.

        `tell` is called with how many departments are done and how many there are.
        """

        def make() -> pd.DataFrame:
            parts = [
                across.carried(earlier, later, self.departments, self.indicators)
                for earlier, later in self._by_departments(before, after, tell)
            ]
            return pd.concat(parts, ignore_index=True) if parts else across.carried([], [])

        return self._typed(self._remembered(("carried", before, after), make), "target_report_id")

    def never_mentioned(self, before: str, after: str, tell: Tell) -> pd.DataFrame:
        """Return what reports of one time planned and those of another never mention; see `across.never_mentioned`."""

        def make() -> pd.DataFrame:
            parts = [
                across.never_mentioned(earlier, later, self.departments)
                for earlier, later in self._by_departments(before, after, tell)
            ]
            return pd.concat(parts, ignore_index=True) if parts else across.never_mentioned([], [])

        return self._typed(self._remembered(("never", before, after), make), "report_id")

    def _typed(self, found: pd.DataFrame, report: str) -> pd.DataFrame:
        """Return `found` with the `type` and `level` of each row's report."""

        def make() -> pd.DataFrame:
            reports = self.reports().set_index("report_id")
            return found.assign(
                type=found[report].map(reports["type"]).fillna("").astype("str"),
                level=found[report].map(reports["level"]).fillna("").astype("str"),
            )

        return remembered((found, self.reports()), "typed", make)

    def _by_departments(self, before: str, after: str, tell: Tell) -> Iterator[tuple[list[Tables], list[Tables]]]:
        """Yield the tables of both times for some departments after the other: targets meet within a department."""
        reports = self.reports()
        times = [reports[reports["time"] == time] for time in (before, after)]
        whole = [self._tables(own) for own in times]
        named = list(dict.fromkeys(times[0].loc[times[0]["department"] != "", "department"]))
        for first in range(0, len(named), PART):
            tell(first, len(named))
            part = set(named[first : first + PART])
            earlier, later = (
                [_within(one, set(own.loc[own["department"].isin(part), "report_id"])) for one in tables]
                for tables, own in zip(whole, times, strict=True)
            )
            yield earlier, later

    def _tables(self, reports: pd.DataFrame) -> list[Tables]:
        """Return the tables of `reports`, those of all compilations as one; no reports, no tables."""
        ids, wanted = set(reports["compilation_id"]), set(reports["report_id"])
        own = [one.tables for one in self.compilations if one.id in ids]
        if not own:
            return []
        frames = zip(*(tuple(frame for _name, frame in one) for one in own), strict=True)
        return [_within(Tables(*(pd.concat(same, ignore_index=True) for same in frames)), wanted)]

    def _remembered(self, key: Hashable, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        return remembered(self._frames(), (key, *self._merges()), make)

    def _frames(self) -> list[pd.DataFrame]:
        return [frame for one in self.compilations for frame in (one.reports, one.metrics)]

    def _merges(self) -> tuple[Hashable, ...]:
        return tuple(sorted(self.departments.items())), tuple(sorted(self.indicators.items()))


def _within(tables: Tables, report_ids: Collection[str]) -> Tables:
    """Return the rows of `tables` that belong to the reports."""
    return Tables(**{name: frame[frame["report_id"].isin(report_ids)] for name, frame in tables})


def compared(entries: Sequence[Entry]) -> Compared:
    """Return what is compared: the compilations of `entries`, under the merges of the library."""
    library = store().library
    found: list[Compilation] = []
    with telling(_("正在打开：{done} / {total} 份汇编")) as tell:
        for place, entry in enumerate(entries):
            tell(place, len(entries))
            one = store().get(entry.id)
            found += [one] if one is not None else []
    return Compared(tuple(found), library.aliases("department"), library.aliases("indicator"))


@contextmanager
def telling(words: str) -> Iterator[Tell]:
    """Give a function that shows how far long work is, in `words` with {done} and {total}; leaving the page stops it.

    Work that is done within a moment shows nothing.
    """
    place, begun = st.empty(), time.monotonic()

    def tell(done: int, total: int) -> None:
        if time.monotonic() - begun > PATIENCE_SECONDS:
            place.progress(done / total, words.format(done=figures.number(done), total=figures.number(total)))

    try:
        yield tell
    finally:
        place.empty()


def chosen(entries: Sequence[Entry], sample: str) -> list[Entry]:
    """Return the entries that the address chooses, by default all but the sample where there are others; by time."""
    wanted = set(address.value(PAGE, "of"))
    found = [one for one in entries if one.id in wanted]
    found = found or [one for one in entries if one.id != sample] or list(entries)
    return sorted(found, key=lambda one: (_end_of(time_of(one.year, one.span)), one.added_at))


def time_of(year: object, span: str) -> str:
    """Return the time that a report reviews in one word: 2024-H1, 2024; empty where its year is not told."""
    if year is None or pd.isna(year):  # type: ignore[call-overload]
        return ""
    return f"{year}" if span in {"", "year"} else f"{year}-{span}"


def time_words(time: str) -> str:
    year, _dash, span = time.partition("-")
    return labels.span_words(int(year), span) if year.isdecimal() else labels.unstated("")


def _end_of(time: str) -> tuple[int, int]:
    """Return the last month of a time and how many months before it the time begins: what lasts longer comes later."""
    year, _dash, span = time.partition("-")
    months = reviewed_months(report_of(int(year), span)) if year.isdecimal() else None
    return (months.last, -months.first) if months else (-1, 0)


def in_both(data: Compared, before: str, after: str) -> set[str]:
    """Return the departments that have reports of both times."""
    named = data.reports()[["time", "department"]]
    first, second = (set(named.loc[named["time"] == time, "department"]) - {""} for time in (before, after))
    return first & second


def usual_times(data: Compared) -> tuple[str, str]:
    """Return the last two times that have a department in common, else the last two; empty where there are not two."""
    times = data.times()
    if len(times) < 2:
        return "", times[-1] if times else ""
    pairs = [(before, after) for place, after in enumerate(times) for before in times[:place]]
    pairs.sort(key=lambda pair: (times.index(pair[1]), times.index(pair[0])), reverse=True)
    return next((pair for pair in pairs if in_both(data, *pair)), pairs[0])
