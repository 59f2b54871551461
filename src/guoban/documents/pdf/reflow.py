"""Lines as paragraphs: hard line ends taken out, inside a page and from one page to the next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import regex

from guoban.documents.pdf.furniture import Page
from guoban.documents.pdf.lines import Line

# In widths of a character: a line is full where what begins the next would not have fitted, and indented that begins
# so far from the edge.
SLACK = 0.5
INDENT = 0.9
FIRST_LINE = 2
SAME_SIZE = 0.12
UNSURE_SIZE = 0.3
# A line that is further below than the usual step by this does not go on.
NEXT_LINE = 1.35
FEWEST_LINES = 5
LONG = 12
LONG_SHARE = 0.7
MOST_LINES = 0.8
ENDS = "。！？；：!?;:"
OPENS = regex.compile(
    r"(?:第?[一二三四五六七八九十百]{1,4}[、章节]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:[.．](?:(?!\d)|(?=(?:19|20)\d\d年))|、)|[一二三四五六七八九十]是|[①-⑳]|附件|——)"
)
LATIN = regex.compile(r"[A-Za-z]")
LARGER = 1.15
# Where the text of a page ends above this share of its height, the next page was begun on purpose.
EARLY_END = 0.35


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a page begin and end. `indented`: paragraphs begin with an indent, so others go on.

    `em` is the width of a character of the text, `pitch` the step from one line to the next.
    """

    left: float
    right: float
    em: float = 0.0
    pitch: float = 0.0
    indented: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its words, and the page breaks inside, as (offset in the words, page that begins there).

    `page` is the page that it begins on; `breaks_page`: the page before ended early.
    """

    words: str
    page: int
    turns: list[tuple[int, int]]
    title: bool = False
    breaks_page: bool = False


def usual_em(pages: Sequence[Page]) -> float:
    """Return the width of most characters."""
    widths: Counter[float] = Counter()
    for page in pages:
        for line in page:
            if not line.row:
                widths[round(line.em * 2) / 2] += len(line.words)
    return widths.most_common(1)[0][0] if widths else 10.0


def to_paragraphs(pages: Sequence[Page], width: float, height: float | None = None) -> list[Paragraph]:
    """Return the paragraphs of `pages`, which are `width` wide, and so high; None: a page may end anywhere."""
    em = usual_em(pages)
    everywhere = _margins([line for page in pages for line in page], em) or Margins(0, width, em)
    found: list[Paragraph] = []
    before: tuple[Line, Margins, int] | None = None
    for number, page in enumerate(pages):
        margins = _own_margins(page, em, everywhere)
        for line in page:
            if before and _goes_on(before, (line, margins, number)):
                _append(found[-1], line.words, number, before[2])
            else:
                early = (
                    height is not None
                    and before is not None
                    and number > before[2]
                    and before[0].box.y0 > EARLY_END * height
                )
                found.append(Paragraph(line.words, number, [], _is_title(line, margins, em), early))
            before = (line, margins, number)
    return found


def _margins(lines: Sequence[Line], em: float) -> Margins | None:
    """Return the margins of the running text among `lines`: where most long lines begin, and the furthest they go."""
    text = [
        line
        for line in lines
        if not line.row and "\t" not in line.words and len(line.words) >= LONG and abs(line.em - em) <= SAME_SIZE * em
    ]
    if len(text) < 2:
        return None
    begins = Counter(round(line.box.x0 / em * 2) for line in text)
    often = max(begins.values())
    left = min(place for place, count in begins.items() if count * 4 >= often) * em / 2
    ends = sorted(line.box.x1 for line in text)
    right = ends[int(len(ends) * 0.9)] if len(ends) >= 10 else ends[-1]
    first = sum(abs(line.box.x0 - left - FIRST_LINE * em) <= INDENT / 2 * em for line in text)
    others = sum(abs(line.box.x0 - left) <= INDENT / 2 * em for line in text)
    return Margins(
        left, right, em, _pitch(text), first >= 2 and others >= 2 and first + others >= MOST_LINES * len(text)
    )


def _pitch(lines: Sequence[Line]) -> float:
    steps = [upper.box.middle[1] - lower.box.middle[1] for upper, lower in pairwise(lines)]
    below = [step for step in steps if step > 0]
    return median(below) if below else 0.0


def _own_margins(page: Page, em: float, everywhere: Margins) -> Margins:
    """Return the margins of a page; those of all pages where it has few lines, or only indented ones."""
    own = _margins(page, em) if len(page) >= FEWEST_LINES else None
    if own is None:
        return everywhere
    indented = abs(own.left - everywhere.left - FIRST_LINE * em) <= INDENT * em
    return (
        Margins(everywhere.left, max(own.right, everywhere.right), em, own.pitch, everywhere.indented)
        if indented
        else own
    )


def _goes_on(before: tuple[Line, Margins, int], after: tuple[Line, Margins, int]) -> bool:
    """Tell whether a line is the rest of the paragraph that the line before it belongs to."""
    (upper, margins, page), (lower, below, next_page) = before, after
    if upper.row or lower.row or "\t" in lower.words or "\t" in upper.words:
        return False
    if abs(upper.em - lower.em) > (SAME_SIZE if upper.sized and lower.sized else UNSURE_SIZE) * upper.em:
        return False
    if page == next_page and upper.box.middle[1] - lower.box.middle[1] > NEXT_LINE * max(below.pitch, upper.em):
        return False
    if not _is_full(upper, lower, margins) or (
        _begins(lower, below) and _is_over(upper) and not _is_flush(lower, below)
    ):
        return False
    return lower.box.x0 <= below.left + INDENT * lower.em or _share_middle(upper, lower)


def _is_full(upper: Line, lower: Line, margins: Margins) -> bool:
    """Tell whether what begins the lower line had no room on the upper one.

    Printers keep more together than is known here; where paragraphs are indented, an open sentence on a long line
    goes on in a line that is not.
    """
    if upper.box.x1 + lower.lead > margins.right - SLACK * upper.em:
        return True
    long = upper.box.x1 > margins.left + LONG_SHARE * (margins.right - margins.left)
    return margins.indented and long and upper.words[-1] not in ENDS


def _begins(line: Line, margins: Margins) -> bool:
    """Tell whether a line can be the first of its paragraph by its words: a number, or a title without an end."""
    title = line.words[-1] not in ENDS and line.box.x1 < margins.right - 2 * line.em
    return OPENS.match(line.words) is not None or title


def _is_flush(line: Line, margins: Margins) -> bool:
    """Tell whether a line of text begins at the margin where paragraphs are indented: it cannot be the first of one."""
    text = abs(line.em - margins.em) <= SAME_SIZE * margins.em
    return margins.indented and text and abs(line.box.x0 - margins.left) <= INDENT / 2 * line.em


def _is_over(upper: Line) -> bool:
    """Tell whether a line can be the last of its paragraph: it ends a sentence, or is an entry of a list."""
    return upper.words[-1] in ENDS or OPENS.match(upper.words) is not None


def _share_middle(upper: Line, lower: Line) -> bool:
    """Tell whether two lines are centred below each other: a title over two lines."""
    return abs(upper.box.middle[0] - lower.box.middle[0]) <= upper.em


def _append(paragraph: Paragraph, words: str, page: int, before: int) -> None:
    if LATIN.match(paragraph.words[-1]) and LATIN.match(words[0]):
        paragraph.words += " "
    if page != before:
        paragraph.turns.append((len(paragraph.words), page))
    paragraph.words += words


def _is_title(line: Line, margins: Margins, em: float) -> bool:
    """Tell whether a line is centred and larger than the text."""
    left, right = line.box.x0 - margins.left, margins.right - line.box.x1
    return not line.row and line.em >= LARGER * em and abs(left - right) <= 2 * em and line.words[-1] not in ENDS
