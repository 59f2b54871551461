"""Moments as a clerk reads them."""

from datetime import datetime


def when(moment: str) -> str:
    """Return a moment (ISO 8601, UTC) in the time of the machine that the app runs on: 2024-07-03 15:20."""
    if not moment:
        return ""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
