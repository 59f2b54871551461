"""The page 指标: which figures there are, how they spread, the words of each."""

import pandas as pd
import streamlit as st

from guoban.locale import translate as _
from guoban.reporting import labels
from guoban.ui import address, downloads, empty, evidence, metrics_grid, pane, shell
from guoban.ui.chart_style import CONFIG, current_palette
from guoban.ui.charts import measure_chart
from guoban.ui.facets import Facet, keep
from guoban.ui.filters import Filters
from guoban.ui.safe import escape_markdown
from guoban.ui.shell import View

PAGE = "metrics"
ALL = "all"
YES = "yes"
TOOLBAR_PIXELS = 16  # the grid has its own toolbar above it
MEASURE = Facet("measure", "口径", "measure", labels.measure)
ROLE = Facet("role", "性质", "role", labels.role)
UNIT = Facet("unit", "单位", "unit", lambda value: value or _("无单位"))
COMPARE = Facet("compare", "对比", "compare", lambda value: labels.unstated(labels.compare(value)))
REDACTED = Facet("redacted", "只看脱敏", "masked", lambda _yes: _("是"))


class MetricFilters(Filters):
    """The page's filters; the search and the switch for redacted figures are facets like the others."""

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The values chosen for each facet, by its name."""
        named = {facet.name: facet for facet in self.facets}
        plain = {name: address.chosen(self.page, name) for name in named.keys() - {"q", "redacted"}}
        return {
            **plain,
            "q": (YES,) if address.value(self.page, "q").split() else (),
            "redacted": (YES,) if address.value(self.page, "redacted") else (),
        }


def draw(view: View) -> None:
    """Draw the page."""
    if view.value("measure") not in labels.MEASURES:
        address.put(PAGE, "measure", ALL)
    found = metric_filters(view)
    with shell.page_filters():
        side(view, found)
    rows = found.kept().reset_index(drop=True)
    toolbar(view, found, rows)
    if rows.empty:
        tree = empty.tree(_("没有符合条件的指标"), found.ways_out())
        pane.show(tree, "metrics.empty", on_go=lambda go: empty.drop(PAGE, go))
        return
    body(view, rows, view.value("measure"))


def metric_filters(view: View) -> MetricFilters:
    """Return the filters over the compilation's metrics, without the minor ones unless they are asked for."""
    frame = prepared(view.all_metrics, str(view.value("q")))
    if not view.value("minor"):
        frame = frame[~frame["minor"]]
    return MetricFilters(PAGE, frame, facets(view))


def prepared(metrics: pd.DataFrame, query: str) -> pd.DataFrame:
    """Return `metrics` with the columns `hit` (every word of `query` in the indicator or the sentence) and `masked`."""
    hit = pd.Series(data=True, index=metrics.index)
    for word in query.split():
        for_word = [metrics[name].str.contains(word, case=False, regex=False) for name in ("indicator", "sentence")]
        hit &= for_word[0] | for_word[1]
    yes = {True: YES, False: ""}
    return metrics.assign(hit=hit.map(yes), masked=metrics["redacted"].map(yes))


def facets(view: View) -> tuple[Facet, ...]:
    """Return the shared facets and the page's own; periods leave out the year that most reports review."""
    years = view.all_reports["year"].dropna()
    year = int(years.mode().iloc[0]) if len(years) else None
    period = Facet("period", "时期", "period", lambda value: labels.unstated(labels.period(value, year)))
    query = str(view.value("q"))
    found = Facet("q", "查找", "hit", lambda _yes: query)
    return (*view.facets, MEASURE, ROLE, period, UNIT, COMPARE, found, REDACTED)


def side(view: View, found: MetricFilters) -> None:
    """Draw the page's filters in the sidebar."""
    found.draw(ROLE, order=list(labels.ROLES))
    for facet in found.facets:
        if facet.name in ("period", "unit", "compare"):
            found.draw(facet, order=ordered(found.frame[facet.column]), box=True)
    minor = prepared(view.all_metrics[view.all_metrics["minor"]], str(view.value("q")))
    for name, label, count in (
        ("redacted", _("只看脱敏"), found.counts(REDACTED).get(YES, 0)),
        ("minor", _("含次要指标"), len(keep(minor, found.facets, found.chosen))),
    ):
        key = address.key(PAGE, name)
        st.session_state.setdefault(key, False)
        st.toggle(f"{label} {count:,}", key=key, persist_state="session")


def ordered(column: "pd.Series[str]") -> list[str]:
    """Return the values with the most frequent first, what the text does not say last."""
    found = list(column.value_counts().index)
    return [value for value in found if value] + ([""] if "" in found else [])


def toolbar(view: View, found: MetricFilters, rows: pd.DataFrame) -> None:
    """Draw the line above: measures with their counts, search, export."""
    counts = found.counts(MEASURE)
    number = {ALL: sum(counts.values()), **{name: counts.get(name, 0) for name in labels.MEASURES}}
    measure, query = address.key(PAGE, "measure"), address.key(PAGE, "q")
    st.session_state.setdefault(measure, ALL)
    st.session_state.setdefault(query, "")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            _("口径"),
            list(number),
            format_func=lambda name: f"{_('全部') if name == ALL else labels.measure(name)} {number[name]:,}",
            key=measure,
            required=True,
            label_visibility="collapsed",
            persist_state="session",
        )
        st.space("stretch")
        st.text_input(
            _("查找指标或原文"),
            key=query,
            placeholder=_("指标或原文"),
            icon=":material/search:",
            label_visibility="collapsed",
            width=190,
            persist_state="session",
        )
        downloads.draw(view.compilation, _("指标"), lambda: metrics_grid.export(rows), PAGE)


@shell.fragment
def body(view: View, rows: pd.DataFrame, measure: str) -> None:
    """Draw chart and grid at the left, the chosen row's words at the right."""
    columns = st.grid(3, min_column_width=300, gap="medium")
    with columns.cell(column_span=2):
        drawn = measure != ALL and chart(rows, measure)
        row = metrics_grid.draw(view, rows, measure, short=drawn)
    with columns.cell():
        panel = pane.el("div", "beside", evidence.metric_panel(view, row))
        pane.show(panel, "metrics.evidence", on_go=evidence.follow_action)


def chart(rows: pd.DataFrame, measure: str) -> bool:
    """Draw the chart of the measure, or say what to choose first; False where there is no chart."""
    found = measure_chart(rows, measure, current_palette())
    words = "\u2003".join(part for part in (found.legend, found.note) if part)
    if words:
        st.caption(escape_markdown(words))
    if found.figure is None:
        return False
    st.plotly_chart(found.figure, theme=None, config=CONFIG, key="metrics.chart", alt=found.alt)
    st.space(TOOLBAR_PIXELS)
    return True
