"""The filters of the page 档案库: counted by the engine, drawn in the sidebar, kept in the address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from guoban.dataset import Filter
from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.ui import address
from guoban.ui.archive_data import Counted, Opened
from guoban.ui.facets import Facet, WayOut
from guoban.ui.filters import MOST_PILLS
from guoban.ui.safe import escape_markdown

PAGE = "archive"
NONE = "none"
# So many values are offered; where there are more, words of the name narrow them.
MOST_OFFERED = 500


def _year(value: str) -> str:
    return _("未载明") if value == NONE else value


TYPE = Facet("in_type", "部门类型", "type", labels.department_type)
DEPARTMENT = Facet("in_department", "部门", "department", labels.department)
LEVEL = Facet("in_level", "层级", "level", labels.level)
REGION = Facet("in_region", "地区", "region", labels.unstated)
YEAR = Facet("in_year", "年份", "year", _year)
MEASURE = Facet("measure", "口径", "measure", labels.measure)
ROLE = Facet("role", "性质", "role", labels.role)
UNIT = Facet("unit", "单位", "unit", lambda value: value or _("无单位"))
STATUS = Facet("status", "状态", "status", labels.status)
HORIZON = Facet("horizon", "期限", "horizon", labels.horizon)
KIND = Facet("kind", "完成率来源", "kind", labels.kind)
OF_REPORTS = (TYPE, DEPARTMENT, LEVEL, REGION, YEAR)
FACETS = {
    "metrics": (*OF_REPORTS, MEASURE, ROLE, UNIT),
    "progress": (*OF_REPORTS, STATUS, HORIZON, KIND),
}
IN_ORDER: dict[str, Sequence[str]] = {
    "measure": tuple(labels.MEASURES),
    "role": tuple(labels.ROLES),
    "status": tuple(labels.STATUSES),
    "horizon": tuple(labels.HORIZONS),
    "kind": tuple(labels.KINDS),
}
BOXES = {"in_type", "in_department", "in_region", "unit"}
REDACTED, MINOR = "redacted", "minor"
WORDS = {"q": ("指标名称", "indicator"), "who": ("部门名称含", "department")}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is asked of `table` of a data set, as the address has it."""

    opened: Opened
    table: str

    def filters(self, leave_out: str = "") -> tuple[Filter, ...]:
        """Return the filters in force, that of the parameter `leave_out` excepted."""
        return tuple(one for name, one in self._named() if name != leave_out)

    def count(self, leave_out: str = "") -> int:
        return self.opened.count(self.table, self.filters(leave_out))

    def counted(self) -> Counted:
        """Return the values of each column to filter by, with their rows."""
        columns = [facet.column for facet in FACETS[self.table]]
        if self.table == "metrics":
            columns += [REDACTED, MINOR]
        return self.opened.facets(self.table, columns, self.filters())

    def ways_out(self) -> tuple[WayOut, ...]:
        """Return the active filters, each with the rows that remain without it."""
        return tuple(
            WayOut(name, label, words, self.count(leave_out=name)) for name, label, words in self._active()
        )  # fmt: skip

    def words(self) -> tuple[str, ...]:
        """Return the active filters as papers name them: 部门类型：水利、交通."""
        told = [
            _("{label}：{words}").format(label=_(label), words=_("、").join(words))
            for _name, label, words in self._active()
        ]
        if self.table == "metrics" and not address.value(PAGE, MINOR):
            told.append(_("不含次要指标"))
        return tuple(told)

    def _named(self) -> Iterator[tuple[str, Filter]]:
        for facet in FACETS[self.table]:
            if values := address.chosen(PAGE, facet.name):
                yield facet.name, Filter(facet.column, tuple(_value(facet, one) for one in values))
        for name, (_label, column) in WORDS.items():
            if words := str(address.value(PAGE, name) or "").strip():
                yield name, Filter(column, words=words)
        if self.table == "metrics":
            if address.value(PAGE, REDACTED):
                yield REDACTED, Filter("redacted", (True,))
            if not address.value(PAGE, MINOR):
                yield MINOR, Filter("minor", (False,))

    def _active(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield the parameter, the label and the words of each filter that was chosen."""
        for facet in FACETS[self.table]:
            if values := address.chosen(PAGE, facet.name):
                yield facet.name, facet.label, tuple(facet.word(one) for one in values)
        for name, (label, _column) in WORDS.items():
            if words := str(address.value(PAGE, name) or "").strip():
                yield name, label, (words,)
        if self.table == "metrics" and address.value(PAGE, REDACTED):
            yield REDACTED, "只看脱敏", (_("是"),)


def draw(chosen: Chosen) -> None:
    """Draw the filters of a table with counts beside their values."""
    counted = chosen.counted()
    for facet in FACETS[chosen.table]:
        if facet is DEPARTMENT and (len(counted[facet.column]) >= MOST_OFFERED or address.value(PAGE, "who")):
            _draw_words("who")
        _draw_facet(facet, {_written(value): count for value, count in counted[facet.column]})
    if chosen.table != "metrics":
        return
    redacted, minor = dict(counted[REDACTED]).get(True, 0), sum(dict(counted[MINOR]).values())
    for name, label, count in ((REDACTED, _("只看脱敏"), redacted), (MINOR, _("含次要指标"), minor)):
        key = address.among(PAGE, name, (True, False))
        st.toggle(f"{label} {figures.number(count)}", key=key, on_change=first_page, persist_state="session")


def first_page() -> None:
    """Forget the page and the row: there is another list now. In a callback."""
    address.put(PAGE, "n", None)
    address.put(PAGE, "at", None)


def _draw_words(name: str) -> None:
    key = address.key(PAGE, name)
    st.session_state.setdefault(key, "")
    st.text_input(_(WORDS[name][0]), key=key, on_change=first_page, persist_state="session")


def _draw_facet(facet: Facet, found: dict[str, int]) -> None:
    key = address.key(PAGE, facet.name)
    chosen = list(address.value(PAGE, facet.name))
    st.session_state[key] = chosen
    ordered = [value for value in IN_ORDER.get(facet.name, ()) if value in found]
    values = list(dict.fromkeys([*(ordered or _sorted(facet, found)), *chosen]))
    if not values:  # a head with nothing below
        return

    def words(value: str) -> str:
        return f"{facet.word(value)} {figures.number(found.get(value, 0))}"

    if facet.name in BOXES or len(values) > MOST_PILLS:
        st.multiselect(
            _(facet.label), values, format_func=words, key=key, placeholder=_("全部"), select_all=False,
            on_change=first_page, persist_state="session",
        )  # fmt: skip
    else:
        st.pills(
            _(facet.label), values, selection_mode="multi", format_func=lambda value: escape_markdown(words(value)),
            key=key, on_change=first_page, persist_state="session",
        )  # fmt: skip


def _sorted(facet: Facet, found: dict[str, int]) -> list[str]:
    """Return the most frequent values first; years with the latest first."""
    return sorted(found, key=lambda year: (year != NONE, year), reverse=True) if facet is YEAR else list(found)


def _written(value: Any) -> str:
    return NONE if value is None else str(value)


def _value(facet: Facet, written: str) -> str | int | None:
    if facet is not YEAR:
        return written
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= 4 else None
