"""What stands round every page: the logo, the little CSS that no setting covers, the words of a compilation."""

from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import PurePath

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


def drop_zone_words(words: str, most: float | None = None) -> None:
    """Put the page's own words over Streamlit's English ones in the drop zones: on the button, `words` beside it, while a
    file is held over the zone, and where one was not taken. `most` megabytes are taken, by default what the server takes."""
    zone = '[data-testid="stFileUploaderDropzone"]'
    refused = _("没有收下：大于 {size} MB、类型不对，或上传中断。").format(size=f"{most or most_uploaded():g}")
    # Each place with what it holds, which goes, so that the page reads aloud as it looks.
    replaced = (
        (f'{zone} [data-testid="stBaseButton-secondary"] [data-testid="stMarkdownContainer"]', "p", _("选择文件")),
        (f'{zone} [data-testid="stFileUploaderDropzoneInstructions"] > div', "span", words),
        (f'{zone} > [data-testid="stFileUploaderDropzoneInput"] + div:has(> span)', "span", _("放到这里")),
        (f'{zone}:has([aria-invalid="true"])', '[role="alert"]', refused),
    )
    rules = "".join(
        f'{place} {gone} {{ display: none; }} {place}::after {{ content: "{one}"; font-size: 0.875rem; }}'
        for place, gone, one in replaced
    )
    refusal = '[data-testid="stTooltipErrorContent"]'
    st.html(
        f"""<style>{rules}
        {zone}:has([aria-invalid="true"]) {{ flex-wrap: wrap; }}
        {zone}:has([aria-invalid="true"])::after {{ flex-basis: 100%; }}
        {refusal} {{ font-size: 0; }} {refusal}::after {{ content: "{refused}"; font-size: 0.875rem; }}
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
    """Return the words of each compilation by its identifier, no two alike; what tells it apart stands first.

    Streamlit sends the words of a choice and not its value: of two that read the same it would take the first.
    """
    plain = {one.id: choice_words(one) for one in summaries}
    alike = Counter(plain.values())
    named = {
        one.id: plain[one.id] if alike[plain[one.id]] == 1 else f"{PurePath(one.name).stem} · {plain[one.id]}"
        for one in summaries
    }
    alike = Counter(named.values())
    return {key: words if alike[words] == 1 else f"{key[:6]} · {words}" for key, words in named.items()}
