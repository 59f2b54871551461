"""Exports of the page 对比: exactly what is shown, under the names of all the compilations that it comes from."""

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from guoban.export.about import About
from guoban.export.exports import Form, export
from guoban.locale import translate as _
from guoban.ui import downloads
from guoban.ui.compare_data import Compared


def draw(data: Compared, name: str, make: Callable[[], pd.DataFrame], key: str, filters: Sequence[str]) -> None:
    """Draw the button with all formats; `name` is the view's word, `filters` say what was chosen."""

    def made(form: Form) -> bytes:
        frame = make()
        told = About(
            "；".join(data.names.values()), " ".join(one.document.sha256 for one in data.compilations), tuple(filters),
            len(frame), downloads.today(),
        )  # fmt: skip
        return export(frame, form, name, told).data

    with st.popover(_("导出"), icon=":material/download:", key=f"{key}.export"):
        for form, word, suffix, media in downloads.FORMS:
            downloads.button(word, partial(made, form), f"{_('对比')}_{name}{suffix}", media, f"{key}.{form}")
        st.caption(_("只含筛选出的行；CSV 和 JSON Lines 连同说明装在 zip 里。"), width=220)
