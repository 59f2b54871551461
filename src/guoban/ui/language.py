"""The language of the session: Chinese, or English by one switch in the foot of the sidebar."""

import streamlit as st

from guoban.locale import LANGUAGES, set_language
from guoban.locale import translate as _
from guoban.ui import address

NAMES = {"zh": "中文", "en": "English"}


def use() -> str:
    """Make the session's language the one of this run and return it. A run of a fragment is a run of its own."""
    address.among("", "lang", LANGUAGES)
    language = str(address.value("", "lang"))
    set_language(language)
    return language


def draw() -> None:
    """Draw the switch."""
    st.segmented_control(
        _("语言"),
        LANGUAGES,
        format_func=NAMES.__getitem__,
        required=True,
        key=address.key("", "lang"),
        label_visibility="collapsed",
        persist_state="session",
    )
