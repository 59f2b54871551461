"""Pages of a long list in the pane: a thousand rows in one tree take a second to paint."""

from dataclasses import dataclass

import pandas as pd

from guoban.locale import translate as _
from guoban.ui.pane import Node, el

ROWS = 100


MOST_NUMBERED = 7


def pages_room(pages: int, most: int = MOST_NUMBERED) -> int:
    """Return the pixels that Streamlit's pagination needs to number `pages`, at most `most` of them, in a line with others.

    It takes what its smallest form needs, and then shows 1 of 2: below five numbers it leaves one out, below three two.
    """
    numbers = 3 if pages <= 2 else max(5, min(pages, most))
    return 62 + 32 * numbers


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its number, from 1, of how many, and how many rows a page has."""

    number: int = 1
    of: int = 1
    size: int = ROWS

    @classmethod
    def holding(cls, place: int, wanted: int | None, count: int, size: int = ROWS) -> "Page":
        """Return the page `wanted` of a list of `count` rows, else the one with the row `place`."""
        of = max(1, -(-count // size))
        return cls(min(max(wanted or place // size + 1, 1), of), of, size)

    @property
    def span(self) -> slice:
        return slice((self.number - 1) * self.size, self.number * self.size)

    def rows(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame.iloc[self.span]

    def buttons(self) -> Node | None:
        """Return the way to the pages beside, as `turn`; None where there is one page only."""
        if self.of == 1:
            return None
        return el(
            "div", "pages",
            el("button", "", "‹", go={"turn": self.number - 1}, label=_("上一页")) if self.number > 1 else None,
            el("span", "second", f"{self.number} / {self.of}"),
            el("button", "", "›", go={"turn": self.number + 1}, label=_("下一页")) if self.number < self.of else None,
        )  # fmt: skip
