"""The language of the session: Chinese, or English by one switch in the foot of the sidebar."""

import streamlit as st
from babel import Locale

from guoban.locale import LANGUAGES, set_language
from guoban.locale import translate as _
from guoban.ui import address


def use() -> str:
    """Make the session's language the one of this run and return it. A run of a fragment is a run of its own."""
    address.among("", "lang", LANGUAGES)
    language = str(address.value("", "lang"))
    set_language(language)
    return language


def own_name(language: str) -> str:
    """Return the language's name in itself."""
    return str(Locale(language).get_display_name(language))


def draw() -> None:
    """Draw the switch."""
    st.segmented_control(
        _("语言"),
        LANGUAGES,
        format_func=own_name,
        required=True,
        key=address.key("", "lang"),
        label_visibility="collapsed",
        persist_state="session",
    )
