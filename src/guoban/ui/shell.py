"""What a page calls: `start`, `page_filters`, `go`, `evidence_link`, `fragment`. See `guoban.ui` for how they fit."""

import functools
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from guoban.compilation import Compilation
from guoban.corrections import Corrected
from guoban.locale import translate as _
from guoban.reporting import tasks
from guoban.ui import address, empty, filters, language, routing
from guoban.ui.facets import Facet
from guoban.ui.memory import remembered
from guoban.ui.store import store

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows: the chosen compilation, and its tables under the shared filters.

    `metrics`, `progress` and `sections` carry the report's `seq`, `department`, `type`, `level` (`report_level` in
    sections, which have a level of their own), `region` and `year`. `all_metrics` and so on are the same before the
    shared filters; `facets` are the shared filters, for counts and empty states over a page's own and these together.
    `corrected` has every row with what was said of it, the rejected ones too.
    """

    page: str
    language: str
    compilation: Compilation
    reports: pd.DataFrame
    sections: pd.DataFrame
    metrics: pd.DataFrame
    progress: pd.DataFrame
    all_reports: pd.DataFrame
    all_metrics: pd.DataFrame
    all_progress: pd.DataFrame
    facets: tuple[Facet, ...]
    chosen: Mapping[str, tuple[str, ...]]
    corrected: Corrected | None = None

    def value(self, name: str) -> Any:
        """Return a parameter of the page or a shared one."""
        return address.value(self.page, name)

    def all_tasks(self) -> pd.DataFrame:
        """Return the tasks before the shared filters, with the session's card lines; see `tasks.tasks`."""
        yellow, red = self.value("yellow"), self.value("red")
        return remembered(
            (self.all_progress, self.all_metrics),
            ("tasks", yellow, red),
            lambda: tasks.tasks(self.all_progress, self.all_metrics, yellow, red),
        )

    def tasks(self) -> pd.DataFrame:
        """Return the tasks under the shared filters."""
        return within(self.all_tasks(), self.reports, self.all_reports)

    def unmet_targets(self) -> pd.DataFrame:
        """Return the targets under the shared filters that nothing done is set against."""
        found = remembered(
            (self.all_metrics, self.all_progress),
            "unmet",
            lambda: tasks.unmet_targets(self.all_metrics, self.all_progress),
        )
        return within(found, self.reports, self.all_reports)

    def untargeted_actuals(self) -> pd.DataFrame:
        """Return what is done under the shared filters without a target beside it."""
        found = remembered(
            (self.all_metrics, self.all_progress),
            "untargeted",
            lambda: tasks.untargeted_actuals(self.all_metrics, self.all_progress),
        )
        return within(found, self.reports, self.all_reports)


def within(frame: pd.DataFrame, reports: pd.DataFrame, every: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `frame` that belong to `reports`: the frame itself where these are `every` report."""
    if len(reports) == len(every):
        return frame
    return remembered((frame, reports), "within", lambda: frame[frame["report_id"].isin(reports["report_id"])])


def start(page: str) -> View:
    """Return the view of `page`; the first thing that a page calls.

    Goes through the router where the page was opened past it, and stops the run where no compilation is open.
    """
    routing.ensure(page)
    corrected = store().corrected(address.value(page, "c"))
    if corrected is None:
        empty.nothing_open(lambda asked: go(asked["page"]))
        st.stop()
    compilation = corrected.compilation
    reports = compilation.reports
    joined = store().joined(compilation)
    shared = filters.Filters(page, reports, filters.SHARED)
    kept = remembered((reports,), ("kept", *sorted(shared.chosen.items())), shared.kept)
    return View(
        page=page,
        language=language.use(),
        compilation=compilation,
        reports=kept,
        sections=within(joined.sections, kept, reports),
        metrics=within(joined.metrics, kept, reports),
        progress=within(joined.progress, kept, reports),
        all_reports=reports,
        all_metrics=joined.metrics,
        all_progress=joined.progress,
        facets=filters.SHARED,
        chosen=shared.chosen,
        corrected=corrected,
    )


def page_filters() -> AbstractContextManager[Any]:
    """Return the place in the sidebar for the page's own filters, under the head 本页."""
    place: Any = st.session_state[routing.PAGE_FILTERS]
    place.subheader(_("本页"), anchor=False)
    return place  # type: ignore[no-any-return]


def go(page: str, **params: Any) -> None:
    """Go to `page` with `params`; to be called in a callback (`on_click=`, the pane's `on_go`).

    The target's own parameters that are not given go back to their defaults, shared ones stay.
    """
    st.session_state[routing.PENDING] = (page, params)


def leave(page: str, **params: Any) -> None:
    """Go to `page` at once; in the script, not in a callback."""
    go(page, **params)
    follow()


def follow() -> None:
    """Follow a `go` that a callback asked for; a fragment calls it, the router does it by itself."""
    pending = st.session_state.get(routing.PENDING)
    if pending:
        page, given = pending
        st.switch_page(routing.script(page), query_params=address.ahead(page, given))


def link(page: str, **params: Any) -> str:
    """Return the relative address of `page` with `params` and the chosen compilation, for a new tab."""
    given = {"c": address.value(page, "c"), "lang": address.value(page, "lang")} | params
    return f"{routing.url_path(page)}?{urlencode(address.query(page, **given), doseq=True)}"


def evidence_link(report_id: str, at: int) -> str:
    """Return the address of the full text at the code point `at` of the document."""
    return link("text", r=report_id, at=str(at))


def fragment(function: Function) -> Function:
    """Return `function` as a Streamlit fragment that speaks the session's language and keeps the address.

    A run of a fragment does not pass the router, which does both for a full run. The function's first argument is
    the view.
    """

    @functools.wraps(function)
    def inner(view: View, *args: Any, **kwargs: Any) -> Any:
        language.use()
        address.save(view.page)
        follow()
        return function(view, *args, **kwargs)

    return st.fragment(inner)  # type: ignore[return-value]
