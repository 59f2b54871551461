"""The looks of the ledger's cells, each made once for a workbook."""

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from guoban.lexicon import load
from guoban.locale import current_language
from guoban.reporting import colours

GB2312 = 134  # the font's character set, by which a missing Chinese font is replaced with a Chinese one
GRID = {"border": 1, "border_color": "#B8C0CA"}
TOP = {"valign": "vcenter", "text_wrap": True}


class Styles:
    """Formats by what they are for; equal ones are made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._fonts = load("papers")["sheet"][current_language()]

    def of(self, font: str = "body", size: float = 10, **look: Any) -> Format:
        """Return the format with a font of the lexicon (title, head, body) and XlsxWriter's properties `look`."""
        wanted = {"font_name": self._fonts[font], "font_size": size, "font_color": colours.TEXT, **look}
        if current_language() == "zh":
            wanted["font_charset"] = GB2312
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]

    def cell(self, **look: Any) -> Format:
        """Return the format of a cell in the table."""
        merged: dict[str, Any] = {**GRID, **TOP, **look}
        return self.of(**merged)

    def head(self) -> Format:
        merged: dict[str, Any] = {**GRID, **TOP, "bold": True, "align": "center", "bg_color": colours.TRACK}
        size = 10 if current_language() == "zh" else 9  # English words are longer than the columns are made for
        return self.of("head", size, **merged)

    def title(self, size: float = 16) -> Format:
        return self.of("title", size, align="center", valign="vcenter", bold=True)

    def second(self, **look: Any) -> Format:
        """Return the format of second text."""
        merged: dict[str, Any] = {"size": 9, "font_color": colours.SECOND, "valign": "vcenter", **look}
        return self.of(**merged)
