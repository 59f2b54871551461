"""The characters of a page with their places, as they are seen: rotated pages upright, double print once."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

# Two prints of a character that are nearer than this are one, printed twice to look bold.
SAME_PLACE = 0.6
SURROGATES = range(0xD800, 0xE000)
HIGH, LOW = 0xD800, 0xDC00


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; y grows upwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Character:
    """A character and the cell that it was set in."""

    sign: str
    box: Box


@dataclass(frozen=True, slots=True)
class Turn:
    """A page's rotation, clockwise in degrees, and the size that it is seen in."""

    degrees: int
    width: float
    height: float

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Return where the rectangle with these corners is seen."""
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def point(self, x: float, y: float) -> tuple[float, float]:
        match self.degrees:
            case 90:
                return y, self.height - x
            case 180:
                return self.width - x, self.height - y
            case 270:
                return self.width - y, x
            case _:
                return x, y


def turn_of(page: pypdfium2.PdfPage) -> Turn:
    width, height = page.get_size()
    return Turn(page.get_rotation(), width, height)


def read_characters(page: pypdfium2.PdfPage, turn: Turn) -> list[Character]:
    """Return the visible characters of `page` in the order in which they were set."""
    text = page.get_textpage()
    try:
        return list(_characters(text, turn, page.get_mediabox()))
    finally:
        text.close()


def _characters(
    text: pypdfium2.PdfTextPage, turn: Turn, shown: tuple[float, float, float, float]
) -> Iterator[Character]:
    seen: set[tuple[str, int, int]] = set()
    rect = raw.FS_RECTF()
    high = 0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in SURROGATES and code < LOW:
            high = code
            continue
        if code in SURROGATES:
            code = 0x10000 + ((high - HIGH) << 10) + (code - LOW) if high else 0
        high = 0
        sign = chr(code)
        if not code or (sign.isspace() and sign != "\u3000") or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(rect)):
            continue
        if not (
            shown[0] <= (rect.left + rect.right) / 2 <= shown[2]
            and shown[1] <= (rect.top + rect.bottom) / 2 <= shown[3]
        ):
            continue
        box = turn.box(rect.left - shown[0], rect.bottom - shown[1], rect.right - shown[0], rect.top - shown[1])
        place = (sign, round(box.x0 / SAME_PLACE), round(box.y0 / SAME_PLACE))
        if place not in seen:
            seen.add(place)
            yield Character(sign, box)
