"""Who sits at the browser: the name that stands beside every correction.

It is asked for once, in the foot of the sidebar, kept in the session, and remembered by the browser; it is never in
the address.
"""

import getpass
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from guoban.locale import translate as _

KEY = "_who"
KNOWN = "_who.known"
REMEMBERED = "_who.browser"
MOST = 40


def name() -> str:
    """Return the name that was given in this session, else the account that the app runs under."""
    return str(st.session_state.get(KEY) or "").strip() or account()


def account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def draw() -> None:
    """Draw the field for the name; a browser that was told before fills it."""
    st.text_input(
        _("校核人"), key=KEY, placeholder=account(), max_chars=MOST, on_change=_known, persist_state="session",
        help=_("更正旁边写的名字。只记在这台电脑的浏览器里；不填就用系统账号。"),
    )  # fmt: skip
    known = bool(st.session_state.get(KNOWN))
    _browser()(key=REMEMBERED, data={"known": known, "name": name() if known else ""}, on_name_change=_told)


def _known() -> None:
    st.session_state[KNOWN] = True


def _told() -> None:
    kept = st.session_state[REMEMBERED].get("name")
    if kept and not st.session_state.get(KNOWN):
        st.session_state[KEY] = str(kept)[:MOST]
        _known()


@cache
def _browser() -> Any:
    return st.components.v2.component(
        "guoban_who", js=files("guoban.ui").joinpath("who.js").read_text(encoding="utf-8")
    )
