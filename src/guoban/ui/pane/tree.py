"""Elements of the pane as plain data."""

from typing import Any

Node = dict[str, Any]

TAGS = frozenset(
    {"div", "span", "p", "mark", "button", "a", "h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "section", "i"}
)


def el(
    tag: str,
    css: str = "",
    *children: "Node | str | None",
    go: Any = None,
    href: str = "",
    title: str = "",
    label: str = "",
    size: float | None = None,
    at: float | None = None,
    name: str = "",
    selected: bool = False,
) -> Node:
    """Return an element: its classes `css`, its children (text or elements; None is left out).

    `go` makes it clickable, `href` a link that opens in a new tab with the usual keys (an address of this app only).
    `title` is the hint on hover, `label` what a screen reader says. `size` and `at` are percentages for the CSS
    variables --size and --at. `name` keeps scroll and focus over repaints; `selected` marks the row that the arrow
    keys start from.
    """
    if tag not in TAGS:
        raise ValueError(f"the pane draws no <{tag}>")
    node: Node = {"tag": tag}
    if css:
        node["class"] = css
    kept = [child for child in children if child is not None]
    if kept:
        node["children"] = kept
    if go is not None:
        node["go"] = go
    if href:
        node["href"] = href
    if title:
        node["title"] = title
    if label:
        node["label"] = label
    if size is not None:
        node["size"] = round(size, 3)
    if at is not None:
        node["at"] = round(at, 3)
    if name:
        node["name"] = name
    if selected:
        node["selected"] = True
    return node
