"""The ledger 督查台账 and the brief 简报 of what is filtered, made on a click."""

from collections.abc import Callable, Collection, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from guoban.export.exports import XLSX
from guoban.locale import translate as _
from guoban.reporting import figures
from guoban.reporting.joined import reviewed
from guoban.reporting.matter import Matter, matter
from guoban.ui import downloads, shell
from guoban.ui.shell import View

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_TITLE, MOST_ISSUER = 60, 40
# Typed words are sent while they are typed: a click on the button right behind them must not miss them.
LIVE = "100ms"
DRAFT = "papers.draft"
Draft = MutableMapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a paper is made of: reports and tasks (None: all of these reports) by identifier, and the filter in words."""

    report_ids: Collection[str]
    filters: Collection[str]
    progress_ids: Collection[str] | None = None

    @property
    def words(self) -> str:
        if self.progress_ids is None:
            return _("按现有筛选：{reports} 篇报告").format(reports=figures.number(len(self.report_ids)))
        return _("按现有筛选：{tasks} 项任务").format(tasks=figures.number(len(self.progress_ids)))

    def matter(self, view: View) -> Callable[[], Matter]:
        """Return what makes the paper's matter, apart from the session."""
        return partial(
            matter,
            view.compilation,
            report_ids=tuple(self.report_ids),
            progress_ids=None if self.progress_ids is None else tuple(self.progress_ids),
            yellow=view.value("yellow"),
            red=view.value("red"),
            filters=tuple(self.filters),
        )


def draw(view: View, key: str, choice: Choice, kinds: Sequence[str] = ("brief", "ledger")) -> None:
    """Draw a button for each of `kinds` (brief, ledger), each with its short form."""
    period = _period(view.all_reports, choice.report_ids)
    for kind in kinds:
        word, icon, form = KINDS[kind]
        with st.popover(_(word), icon=f":material/{icon}:", key=f"{key}.{kind}"):
            form(view, f"{key}.{kind}", choice, period)


def _period(reports: pd.DataFrame, chosen: Collection[str]) -> str:
    """Return the time that most of the `chosen` of all `reports` review."""
    if len(chosen) < len(reports):
        return reviewed(reports[reports["report_id"].isin(list(chosen))])
    return downloads.period(reports)


@shell.fragment
def _brief(view: View, key: str, choice: Choice, period: str) -> None:
    st.caption(choice.words)
    made = choice.matter(view)
    draft = _words(key, _("{period}目标任务进展情况简报").format(period=period), issuer=True)

    def make() -> bytes:
        from guoban.export.brief import brief_bytes  # noqa: PLC0415  (matplotlib takes a second to load)

        return brief_bytes(made(), made=draft["made"], title=draft["title"], issuer=draft["issuer"])

    name = f"{downloads.file_stem(view.compilation, _('简报'))}.docx"
    downloads.button(_("下载简报（Word）"), make, name, WORD, f"{key}.file", type="primary")


@shell.fragment
def _ledger(view: View, key: str, choice: Choice, period: str) -> None:
    st.caption(choice.words)
    made = choice.matter(view)
    draft = _words(key, _("{period}目标任务督查台账").format(period=period), issuer=False)

    def make() -> bytes:
        from guoban.export.ledger import ledger_bytes  # noqa: PLC0415

        return ledger_bytes(made(), made=draft["made"], title=draft["title"])

    name = f"{downloads.file_stem(view.compilation, _('督查台账'))}.xlsx"
    downloads.button(_("下载台账（Excel）"), make, name, XLSX, f"{key}.file", type="primary")


def _words(key: str, title: str, *, issuer: bool) -> Draft:
    """Draw what a paper is told, and return it: it is kept up to date while the button waits for its click.

    `title` is the one that it has where none is written.
    """
    draft: Draft = st.session_state.setdefault(f"{DRAFT}.{key}", {})
    draft["title"] = str(
        st.text_input(_("标题"), key=f"{key}.title", placeholder=title, max_chars=MOST_TITLE, live=LIVE,
                      persist_state="session")
    ).strip()  # fmt: skip
    draft["issuer"] = _issuer() if issuer else ""
    day = st.date_input(_("日期"), value=downloads.today(), key=f"{key}.made", format="YYYY-MM-DD")
    draft["made"] = day if isinstance(day, date) else None
    return draft


def _issuer() -> str:
    return str(
        st.text_input(_("发文单位"), key="papers.issuer", placeholder=_("可不填"), max_chars=MOST_ISSUER, live=LIVE,
                      persist_state="session")
    ).strip()  # fmt: skip


KINDS: dict[str, tuple[str, str, Callable[..., None]]] = {
    "brief": ("简报", "article", _brief),
    "ledger": ("台账", "table", _ledger),
}
