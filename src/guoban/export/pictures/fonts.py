"""The fonts that pictures are drawn with: one with Chinese signs, found among the system's."""

from functools import cache

from matplotlib import font_manager

from guoban.errors import GuobanError
from guoban.lexicon import load

SIGNS = "DejaVu Sans"  # comes with matplotlib and has the marks that Chinese fonts lack


@cache
def families() -> tuple[str, ...]:
    """Return the families to draw with, the first with Chinese signs; the search is done once.

    Raises `GuobanError` (font_missing) where the system has none.
    """
    return (_chinese(), SIGNS)


def _chinese() -> str:
    wanted = [str(name) for name in load("papers")["picture"]]
    found = _first(wanted)
    if found is None:
        # The list of fonts is kept from earlier runs: one that came later is not on it.
        for path in font_manager.findSystemFonts():
            try:
                font_manager.fontManager.addfont(path)
            except (OSError, RuntimeError, ValueError):
                continue
        found = _first(wanted)
    if found is None:
        raise GuobanError("font_missing", fonts="、".join(wanted[:4]))
    return found


def _first(wanted: list[str]) -> str | None:
    there = {entry.name for entry in font_manager.fontManager.ttflist}
    return next((name for name in wanted if name in there), None)
