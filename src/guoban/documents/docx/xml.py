"""The names in a Word file's XML, whichever of the two standards it keeps to."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

Element = etree._Element  # noqa: SLF001  (lxml's own name for the type)

# Transitional and strict: the same names in other namespaces.
WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
PREFIXES = {
    **dict.fromkeys(WORD, "w"),
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
}
OFF = frozenset({"0", "false", "off", "none"})


@cache
def short(tag: str) -> str:
    """Return a tag with its usual prefix: w:p. A name of no namespace that matters here has none."""
    space, _, name = tag.removeprefix("{").rpartition("}")
    prefix = PREFIXES.get(space)
    return f"{prefix}:{name}" if prefix else name


def name(element: Element) -> str:
    """Return the element's short name; empty for what is no element."""
    return short(element.tag) if isinstance(element.tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element at `path` of short names below `element`, or None."""
    for wanted in path:
        if element is None:
            return None
        element = next((one for one in element if name(one) == wanted), None)
    return element


def children(element: Element | None, wanted: str) -> Iterator[Element]:
    return (one for one in (element if element is not None else ()) if name(one) == wanted)


def attribute(element: Element | None, wanted: str) -> str | None:
    """Return the attribute w:`wanted`, or None."""
    if element is None:
        return None
    return next((found for space in WORD if (found := element.get(f"{{{space}}}{wanted}")) is not None), None)


def value(element: Element | None, *path: str) -> str | None:
    """Return w:val of the element at `path`, or None where there is none."""
    return attribute(child(element, *path), "val")


def number(element: Element | None, *path: str) -> int | None:
    """Return w:val of the element at `path` as a whole number, or None where it is none."""
    words = value(element, *path)
    try:
        return int(words) if words is not None else None
    except ValueError:
        return None


def switch(element: Element | None, wanted: str) -> bool | None:
    """Return whether a property that is on or off (w:b, w:vanish) is on, None where it is not there."""
    found = child(element, wanted)
    if found is None:
        return None
    return (attribute(found, "val") or "on").lower() not in OFF
