"""Uploaded words where Streamlit reads Markdown: labels of pills and buttons, messages.

Prefer what never interprets (the pane, `st.text`, cells of data frames, options of list boxes).
"""

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&^=\"'])")
BREAKS = re.compile(r"[\r\n\t\v\f]+")


def escape_markdown(text: str) -> str:
    """Return `text` so that Streamlit's Markdown (with LaTeX, :colours: and HTML entities) shows it letter by letter."""
    return SPECIAL.sub(r"\\\1", BREAKS.sub(" ", text))
