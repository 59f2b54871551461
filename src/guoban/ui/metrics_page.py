"""The page 指标: which figures there are, how they spread, the words of each."""

from math import ceil
from typing import Any

import pandas as pd
import streamlit as st

from guoban.export.frames import metrics_frame
from guoban.locale import current_language
from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.reporting.indicators import grouped, with_cores
from guoban.reporting.scales import scaled_frame
from guoban.ui import address, downloads, empty, evidence, metrics_grid, metrics_groups, pane, shell
from guoban.ui.chart_style import CONFIG, current_palette
from guoban.ui.charts import measure_chart
from guoban.ui.facets import Facet, total
from guoban.ui.filters import Filters
from guoban.ui.memory import remembered
from guoban.ui.paging import Page, pages_room
from guoban.ui.safe import escape_markdown
from guoban.ui.shell import View

PAGE = "metrics"
ALL = "all"
YES = "yes"
TURNED = "metrics.turned"
LISTED = "metrics.listed"
GROUPS = {"rows": "逐条", "indicator": "按指标"}
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
    rows = remembered((found.frame,), ("kept", *sorted(found.chosen.items())), found.kept)
    toolbar(view, found, rows)
    if rows.empty:
        tree = empty.tree(_("没有符合条件的指标"), found.ways_out())
        pane.show(tree, "metrics.empty", on_go=lambda go: empty.drop(PAGE, go))
        return
    body(view, rows)


def metric_filters(view: View) -> MetricFilters:
    """Return the filters over the compilation's metrics, without the minor ones unless they are asked for."""
    query, with_minor = str(view.value("q")), bool(view.value("minor"))

    def frame() -> pd.DataFrame:
        found = prepared(view.all_metrics, query)
        return found if with_minor else found[~found["minor"]]

    made = remembered((view.all_metrics,), ("searched", query, with_minor), frame)
    return MetricFilters(PAGE, made, facets(view))


def filter_words(view: View, found: MetricFilters) -> tuple[str, ...]:
    """Return in words what was chosen, and that minor figures are left out where they are."""
    return (*found.words(), *(() if view.value("minor") else (_("不含次要指标"),)))


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
    year = remembered((view.all_reports,), "usual year", lambda: usual_year(view.all_reports))
    period = Facet("period", "时期", "period", lambda value: labels.unstated(labels.period(value, year)))
    query = str(view.value("q"))
    found = Facet("q", "查找", "hit", lambda _yes: query)
    return (*view.facets, MEASURE, ROLE, period, UNIT, COMPARE, found, REDACTED)


def usual_year(reports: pd.DataFrame) -> int | None:
    """Return the year that most of `reports` review, None where none tells it."""
    years = reports["year"].dropna()
    return int(years.mode().iloc[0]) if len(years) else None


def side(view: View, found: MetricFilters) -> None:
    """Draw the page's filters in the sidebar."""
    found.draw(ROLE, order=list(labels.ROLES))
    for facet in found.facets:
        if facet.name in ("period", "unit", "compare"):
            found.draw(facet, order=_values(found.frame, facet.column), box=True)
    for name, label, count in (
        ("redacted", _("只看脱敏"), found.counts(REDACTED).get(YES, 0)),
        ("minor", _("含次要指标"), minor_count(view, found)),
    ):
        key = address.key(PAGE, name)
        st.session_state.setdefault(key, False)
        st.toggle(f"{label} {count:,}", key=key, persist_state="session")


def minor_count(view: View, found: MetricFilters) -> int:
    """Return how many minor figures pass the filters."""
    query = str(view.value("q"))
    minor = remembered(
        (view.all_metrics,), ("minor", query), lambda: prepared(view.all_metrics[view.all_metrics["minor"]], query)
    )
    return total(minor, found.facets, found.chosen)


def ordered(column: "pd.Series[str]") -> list[str]:
    """Return the values with the most frequent first, what the text does not say last."""
    found = list(column.value_counts().index)
    return [value for value in found if value] + ([""] if "" in found else [])


def _values(frame: pd.DataFrame, column: str) -> list[str]:
    return remembered((frame,), ("values", column), lambda: ordered(frame[column]))


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
        order = view.value("order")
        downloads.draw(
            view.compilation, _("指标"), lambda quotes: metrics_frame(metrics_grid.ordered(view, rows, order), quotes), PAGE,
            filter_words(view, found),
        )  # fmt: skip


@shell.fragment
def body(view: View, rows: pd.DataFrame) -> None:
    """Draw the rows one by one, or by indicator, each with the words of the chosen one at the right."""
    if view.value("group") == "indicator":
        by_indicator(view, rows)
        return
    order, said = view.value("order"), (view.corrected.metrics,) if view.corrected is not None else ()
    ordered_rows = remembered((rows, *said), ("order", order), lambda: metrics_grid.ordered(view, rows, order))
    columns = st.grid(3, min_column_width=300, gap="medium")
    with columns.cell(column_span=2):
        drawn = view.value("measure") != ALL and chart(view, rows)
        page = grid_line(view, ordered_rows)
        metrics_grid.draw(view, ordered_rows, page, short=drawn)
        if not view.value("minor") and (left_out := minor_count(view, metric_filters(view))):
            st.caption(_("次要指标 {count} 项未列").format(count=figures.number(left_out)))
    with columns.cell():
        row = ordered_rows.iloc[metrics_grid.selected(page.rows(ordered_rows)) + page.span.start]
        panel = pane.el("div", "beside", evidence.metric_panel(view, row.to_dict()))
        pane.show(panel, "metrics.evidence", on_go=evidence.follow_action)


def grid_line(view: View, rows: pd.DataFrame) -> Page:
    """Draw the line above the grid: view, order, the pages where there are several; return the page."""
    count = len(rows)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _view_switch()
        st.selectbox(
            _("排序"), list(metrics_grid.ORDERS), format_func=lambda one: _(metrics_grid.ORDERS[one]),
            key=address.among(PAGE, "order", metrics_grid.ORDERS), label_visibility="collapsed", width=150,
            persist_state="session", on_change=lambda: address.put(PAGE, "at", None),
        )  # fmt: skip
        pages = ceil(count / metrics_grid.PAGE_ROWS)
        if pages == 1:
            return Page(1, 1, metrics_grid.PAGE_ROWS)
        st.caption(_("共 {count} 行").format(count=figures.number(count)), width="content")
        key = f"metrics.page.{view.compilation.id}.{hash(tuple(rows['metric_id'].iloc[:: metrics_grid.PAGE_ROWS]))}.{count}"
        holding = metrics_grid.selected(rows) // metrics_grid.PAGE_ROWS + 1
        number = st.pagination(pages, default=holding, key=key, max_visible_pages=5, width=pages_room(pages, 5))
        return Page(number, pages, metrics_grid.PAGE_ROWS)


def by_indicator(view: View, rows: pd.DataFrame) -> None:
    """Draw one row an indicator, its values and their words beside it."""
    found = remembered((rows,), "grouped", lambda: grouped(_cored(view, rows), len(rows)))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _view_switch()
        several = int((found.groups["departments"] > 1).sum())
        words = _("{count} 个指标，其中 {several} 个有两个以上部门报告").format(
            count=figures.number(len(found.groups)), several=figures.number(several)
        )
        st.caption(escape_markdown(words), width="content")
    if found.groups.empty:
        ways = metric_filters(view).ways_out()
        pane.show(empty.tree(_("没有可归并的指标"), ways), "metrics.none", on_go=lambda go: empty.drop(PAGE, go))
        return
    selected = view.value("at")
    if selected not in set(found.rows["metric_id"]):
        selected = found.groups["first"].iloc[0]
    group = found.rows.loc[found.rows["metric_id"] == selected, "group"].iloc[0]
    place = found.groups["group"].tolist().index(group)
    page = Page.holding(place, _turned(view, rows), len(found.groups), metrics_groups.GROUPS)
    tree = metrics_groups.page_tree(view, found, page, selected, view.value("numbers"))
    pane.show(tree, "metrics.groups", on_go=_clicked)


def _clicked(asked: Any) -> None:
    if "row" in asked:
        address.put(PAGE, "at", asked["row"])
    elif "turn" in asked:
        st.session_state[TURNED] = asked["turn"]
    else:
        evidence.follow_action(asked)


def _turned(view: View, rows: pd.DataFrame) -> int | None:
    """Return the page that was turned to, None where the list is another one since."""
    now = (view.compilation.id, tuple(rows.index[:: max(len(rows) // 16, 1)]), len(rows))
    if st.session_state.get(LISTED) != now:
        st.session_state.pop(TURNED, None)
        st.session_state[LISTED] = now
    turned: int | None = st.session_state.get(TURNED)
    return turned


def _cored(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with their names' cores, which are found once for a compilation."""
    every = remembered((view.all_metrics,), "cores", lambda: with_cores(view.all_metrics))
    return every[every["metric_id"].isin(rows["metric_id"])]


def _view_switch() -> None:
    st.segmented_control(
        _("显示"), list(GROUPS), format_func=lambda one: _(GROUPS[one]), required=True,
        key=address.among(PAGE, "group", GROUPS), label_visibility="collapsed", persist_state="session",
    )  # fmt: skip


def chart(view: View, rows: pd.DataFrame) -> bool:
    """Draw the chart of the chosen measure, or say what to choose first; False where there is no chart."""
    measure, scale = str(view.value("measure")), view.value("numbers")
    shown = remembered((rows,), ("scaled", scale), lambda: scaled_frame(rows, scale))
    colours = current_palette()
    found = remembered(
        (shown,), ("chart", measure, colours, current_language()), lambda: measure_chart(shown, measure, colours)
    )
    words = "\u2003".join(part for part in (found.legend, found.note) if part)
    if found.figure is None:
        if words:
            st.caption(escape_markdown(words))
        return False
    title = " · ".join((labels.measure(measure), *metric_filters(view).words()))
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        st.caption(escape_markdown(words))
        downloads.pictures(view, labels.measure(measure), lambda: picture(shown, measure, title), PAGE)
    st.plotly_chart(found.figure, theme=None, config=CONFIG, key="metrics.chart", alt=found.alt)
    return True


def picture(rows: pd.DataFrame, measure: str, title: str) -> Any:
    """Return the chart of `rows` as a picture."""
    from guoban.export.pictures import draw_measure  # noqa: PLC0415  (matplotlib takes a second to load)

    return draw_measure(rows, measure, title=title)
