"""Who sits at the browser: the name that stands beside every correction."""

import getpass

import streamlit as st

KEY = "_who"


def name() -> str:
    """Return the name that was given in this session, else the account that the app runs under."""
    return str(st.session_state.get(KEY) or "").strip() or account()


def account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
