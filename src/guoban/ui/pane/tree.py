"""Elements of the pane as plain data."""

from typing import Any, TypedDict, Unpack

Node = dict[str, Any]

TAGS = frozenset(
    {"div", "span", "p", "mark", "button", "a", "h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "section", "i"}
)


class Marks(TypedDict, total=False):
    """What an element may carry beside words.

    `go` makes it clickable, `href` a link that opens in a new tab with the usual keys (an address of this app only).
    `title` is the hint on hover, `label` what a screen reader says. `size` and `at` are percentages for the CSS
    variables --size and --at. `name` keeps scroll and focus over repaints; `selected` marks the row that the arrow
    keys start from. `base` is the place in the document of the first character of an element's words, which are the
    document's own: what is marked in it can be told (see `Marking`).
    """

    go: Any
    href: str
    title: str
    label: str
    size: float | None
    at: float | None
    name: str
    selected: bool
    base: int


def el(tag: str, css: str = "", *children: "Node | str | None", **marks: Unpack[Marks]) -> Node:
    """Return an element: its classes `css`, its children (text or elements; None is left out), and its `Marks`."""
    if tag not in TAGS:
        raise ValueError(f"the pane draws no <{tag}>")
    node: Node = {
        "tag": tag,
        **{name: value for name, value in marks.items() if value is not None and value is not False and value != ""},
    }
    if css:
        node["class"] = css
    kept = [child for child in children if child is not None]
    if kept:
        node["children"] = kept
    for name in ("size", "at"):
        if name in node:
            node[name] = round(node[name], 3)
    return node
