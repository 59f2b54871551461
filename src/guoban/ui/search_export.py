"""The places that a search found, as a table to hand out."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from guoban.export.about import About
from guoban.export.exports import Form, export
from guoban.library import Library
from guoban.library.search import Found, SearchFilters
from guoban.locale import translate as _
from guoban.ui import downloads
from guoban.ui.store import store

COLUMNS = {
    "compilation": "str", "compilation_id": "str", "report_id": "str", "seq": "int64", "department": "str", "type": "str",
    "level": "str", "region": "str", "year": "Int64", "span": "str", "report": "str", "start": "int64", "end": "int64",
    "text": "str", "sentence": "str", "sentence_start": "int64", "sentence_end": "int64",
}  # fmt: skip


def draw(found: Found, query: str, filters: SearchFilters, words: Sequence[str]) -> None:
    """Draw the button with all formats of every place that was found; `words` say what was chosen."""
    library, name = store().library, _("搜索")

    def made(form: Form) -> bytes:
        frame = places(library, query, filters, found.reports)
        hashes = " ".join(sorted({library.load(one).document.sha256 for one in set(frame["compilation_id"])}))
        names = "；".join(dict.fromkeys(frame["compilation"]))
        told = About(names, hashes, (_("{label}：{words}").format(label=_("搜索"), words=query), *words), len(frame),
                     downloads.today())  # fmt: skip
        return export(frame, form, name, told).data

    with st.popover(_("导出"), icon=":material/download:", key="search.export"):
        for form, word, suffix, media in downloads.FORMS:
            downloads.button(word, partial(made, form), f"{name}{suffix}", media, f"search.{form}")
        st.caption(_("只含筛选出的行；CSV 和 JSON Lines 连同说明装在 zip 里。"), width=220)


def places(library: Library, query: str, filters: SearchFilters, reports: int) -> pd.DataFrame:
    """Return every place of the first `reports` reports that were found: `start`..`end` is `text`, `sentence` the piece
    of its line that the page shows."""
    rows = []
    for one in library.search(query, filters, limit=reports).page:
        own = {
            "compilation": one.compilation, "compilation_id": one.compilation_id, "report_id": one.report_id,
            "seq": one.seq, "department": one.department, "type": one.type, "level": one.level, "region": one.region,
            "year": one.year, "span": one.span, "report": one.title,
        }  # fmt: skip
        for hit in library.matches(query, one.report_id, filters):
            piece = hit.snippet
            word = piece.text[hit.start - piece.start : hit.end - piece.start]
            rows.append(
                own
                | {"start": hit.start, "end": hit.end, "text": word, "sentence": piece.text}
                | {"sentence_start": piece.start, "sentence_end": piece.end}
            )
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
