"""The colours of papers, by their meaning: the interface's on a white page."""

TEXT = "#1D232B"
SECOND = "#5B6570"
LINE = "#DDE2E8"
TRACK = "#EEF1F4"
PAGE = "#FFFFFF"
ACTUAL = "#1F4E8C"
TARGET = "#6B4FA0"
DONE = "#1A6B5D"
BEHIND = "#C2621B"
UNKNOWN = "#8A929C"
RED = "#C3272B"
YELLOW = "#E3A600"


def mix(colour: str, ground: str, share: float) -> str:
    """Return `colour` (#RRGGBB) laid over `ground` with the opacity `share`."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02X}" for one, other in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


AHEAD = mix(DONE, PAGE, 0.7)
STATUS = {"done": DONE, "ahead": AHEAD, "behind": BEHIND, "unknown": UNKNOWN}
CARD = {"red": RED, "yellow": YELLOW}
# Words in these colours stand on white: 4.5:1 at least, which the bars' colours for ahead and unknown miss.
STATUS_TEXT = {"done": DONE, "ahead": DONE, "behind": "#A34F12", "unknown": SECOND}
