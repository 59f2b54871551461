"""The full-text reader (全文): outline, text and the section's metrics in one component that never reruns the script."""

from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from guoban.ui.reader.payload import Opening, Part, find_part, payload

__all__ = ["Opening", "Part", "find_part", "payload", "reader"]


@cache
def _component() -> Any:
    folder = files(__name__)
    scripts = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("search.js", "text.js", "reader.js"))
    return st.components.v2.component(
        "guoban_reader",
        js="\n".join(scripts),
        css=folder.joinpath("reader.css").read_text(encoding="utf-8"),
    )


def reader(data: dict[str, Any]) -> None:
    """Draw the reader with `data` from `payload`."""
    _component()(key="reader", data=data)
