"""What stands round every page: the logo, the little CSS that no setting covers, the words of a compilation."""

from collections import Counter
from collections.abc import Sequence
from importlib.resources import files

import streamlit as st

from guoban.errors import LibraryError
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.reporting.joined import Summary

GRID_TOOLBAR_PIXELS = 20  # a grid's own toolbar hangs over its head


def logo() -> None:
    st.logo(str(files("guoban.ui").joinpath("logo.svg")), size="large")


@st.cache_data(show_spinner=False)
def _css() -> str:
    return files("guoban.ui").joinpath("frame.css").read_text(encoding="utf-8")


def style() -> None:
    failed, words = '[data-testid="stDownloadButtonError"]', _("文件没有做成，请再试一次。")
    over = f'{failed} p {{ font-size: 0; }} {failed} p::after {{ content: "{words}"; font-size: 13px; }}'
    more = f':root {{ --more: "{_("更多")}"; }}'
    st.html(f"<style>{_css()}{over}{more}</style>")


def zone_words() -> str:
    """Return what stands beside the button of a drop zone that takes what the server takes."""
    return _("也可拖到这里，不超过 {size} MB").format(size=most_uploaded())


def most_uploaded() -> int:
    """Return the size in megabytes over which the server refuses a file."""
    return int(st.get_option("server.maxUploadSize"))


def drop_zone_words(words: str) -> None:
    """Put the page's own words over Streamlit's English ones in the drop zones: on the button, and `words` beside it."""
    zone = '[data-testid="stFileUploaderDropzone"]'
    button = f'{zone} [data-testid="stBaseButton-secondary"] p'
    beside = f'{zone} [data-testid="stFileUploaderDropzoneInstructions"] span'
    st.html(
        f"""<style>
        {button}, {beside} {{ font-size: 0; }}
        {beside} {{ white-space: normal; overflow: visible; }}
        {button}::after {{ content: "{_("选择文件")}"; font-size: 14px; }}
        {beside}::after {{ content: "{words}"; font-size: 13px; }}
        </style>"""
    )


def no_library(problem: LibraryError) -> None:
    """Say that the library cannot be opened, and why."""
    st.subheader(_("文库打不开"), anchor=False)
    st.text(error_text(problem))


def choice_words(summary: Summary) -> str:
    """Return how a compilation stands in the list box: 2023年上半年 · 8篇."""
    name = summary.period or summary.name
    words = _("{name}·{count}篇").format(name=name, count=summary.reports)
    return _("样例·{words}").format(words=words) if summary.sample else words


def choices(summaries: Sequence[Summary]) -> dict[str, str]:
    """Return the words of each compilation by its identifier, no two alike.

    Streamlit sends the words of a choice and not its value: of two that read the same it would take the first.
    """
    plain = {one.id: choice_words(one) for one in summaries}
    alike = Counter(plain.values())
    named = {
        one.id: plain[one.id] if alike[plain[one.id]] == 1 else f"{plain[one.id]} · {one.name}" for one in summaries
    }
    alike = Counter(named.values())
    return {key: words if alike[words] == 1 else f"{words} · {key[:6]}" for key, words in named.items()}
