"""The numbers that Word writes before paragraphs (一、 （一） 第一章) and that are nowhere in a file's text.

Sections depend on them. What a list looks like is in numbering.xml; how far it has counted is kept here, paragraph
by paragraph.
"""

from dataclasses import dataclass, field, replace

import regex

from guoban.documents.docx.number_formats import NO_NUMBER, format_number
from guoban.documents.docx.styles import NumberReference, Styles
from guoban.documents.docx.xml import Element, attribute, child, children, name, number, switch, value

MOST_LEVELS = 9
MOST_LINKS = 5
_PLACEHOLDER = regex.compile(r"%([1-9])")
_ENDS_IN_ASCII = regex.compile(r"[\x21-\x7e\p{N}章节编条款篇]$")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is written. `restart` is the level (1 the highest) after which it begins again, None for
    any higher one, 0 for never."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    arabic: bool = False
    gap: bool = True
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list's levels with what it has counted; lists that share their definition share it."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Use:
    """A list as paragraphs refer to it: the definition, and what it has of its own."""

    definition: int
    levels: dict[int, Level]
    restarts: frozenset[int]


class Numbering:
    """Writes numbers in the order of the text: `label` is called once for each numbered paragraph."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions = {
            key: one for one in children(root, "w:abstractNum") if (key := _id(one, "abstractNumId")) is not None
        }
        self._nums = {key: one for one in children(root, "w:num") if (key := _id(one, "numId")) is not None}
        self._lists: dict[int, _List] = {}
        self._uses: dict[int, _Use | None] = {}
        self._begun: set[tuple[int, int]] = set()

    def label(self, reference: NumberReference) -> str:
        """Return the number of the next paragraph at `reference`, with a blank behind it where it needs one."""
        use = self._use(reference.list_id)
        if use is None:
            return ""
        shared = self._lists.setdefault(use.definition, _List(_levels(self._definitions[use.definition])))
        levels = shared.levels | use.levels
        depth = reference.level if reference.level is not None else _level_of_style(levels, reference.style)
        level = levels.get(depth)
        if level is None or not 0 <= depth < MOST_LEVELS:
            return ""
        self._count(shared, levels, use, reference.list_id, depth)
        return "" if level.kind == "bullet" else _written(level, levels, shared.counts, depth)

    def _count(self, shared: _List, levels: dict[int, Level], use: _Use, list_id: int, depth: int) -> None:
        if (list_id, depth) not in self._begun and depth in use.restarts:
            shared.counts.pop(depth, None)
        self._begun.add((list_id, depth))
        for above in range(depth):
            if above in levels:
                shared.counts.setdefault(above, levels[above].start)
        before = shared.counts.get(depth)
        shared.counts[depth] = levels[depth].start if before is None else before + 1
        for deeper in [one for one in shared.counts if one > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and depth < restart):
                del shared.counts[deeper]

    def _use(self, list_id: int) -> _Use | None:
        if list_id not in self._uses:
            self._uses[list_id] = self._read_use(list_id)
        return self._uses[list_id]

    def _read_use(self, list_id: int) -> _Use | None:
        num = self._nums.get(list_id)
        definition = self._definition(list_id)
        if num is None or definition is None:
            return None
        base = _levels(self._definitions[definition])
        levels: dict[int, Level] = {}
        restarts: set[int] = set()
        for override in children(num, "w:lvlOverride"):
            depth = _id(override, "ilvl")
            if depth is None:
                continue
            own = child(override, "w:lvl")
            if own is not None:
                levels[depth] = _level(own)
            start = number(override, "w:startOverride")
            if start is not None:
                restarts.add(depth)
                levels[depth] = replace(levels.get(depth) or base.get(depth, Level()), start=start)
        return _Use(definition, levels, frozenset(restarts))

    def _definition(self, list_id: int) -> int | None:
        """Return the definition of a list; one that only names a numbering style has it in that style's list."""
        for _ in range(MOST_LINKS):
            definition = number(self._nums.get(list_id), "w:abstractNumId")
            found = self._definitions.get(definition) if definition is not None else None
            if found is None:
                return None
            link = value(found, "w:numStyleLink")
            linked = self._styles.list_of_style(link) if link else None
            if linked is None:
                return definition
            list_id = linked
        return None


def _levels(definition: Element) -> dict[int, Level]:
    return {depth: _level(one) for one in children(definition, "w:lvl") if (depth := _id(one, "ilvl")) is not None}


def _level(element: Element) -> Level:
    start = number(element, "w:start")
    return Level(
        kind=_kind(element),
        text=value(element, "w:lvlText") or "",
        start=0 if start is None else start,
        restart=number(element, "w:lvlRestart"),
        arabic=bool(switch(element, "w:isLgl")),
        gap=value(element, "w:suff") != "nothing",
        style=value(element, "w:pStyle") or "",
    )


def _kind(element: Element) -> str:
    """Return the number format; a newer one stands beside an older that stands in for it, the newer in mc:Choice."""
    for one in element:
        if name(one) == "mc:AlternateContent":
            chosen = value(one, "mc:Choice", "w:numFmt")
            fallback = value(one, "mc:Fallback", "w:numFmt")
            return fallback or chosen or "decimal"
    return value(element, "w:numFmt") or "decimal"


def _level_of_style(levels: dict[int, Level], style: str) -> int:
    return next((depth for depth, level in levels.items() if style and level.style == style), 0)


def _written(level: Level, levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    """Return a level's number in its own frame: %1、 is 三、 and %1.%2 is 3.1."""

    def one(found: regex.Match[str]) -> str:
        place = int(found[1]) - 1
        if place > depth or place not in levels:
            return ""
        kind = levels[place].kind
        if level.arabic and kind not in NO_NUMBER:
            kind = "decimal"
        return format_number(counts.get(place, levels[place].start), kind)

    label = _PLACEHOLDER.sub(one, level.text)
    if level.gap and _ENDS_IN_ASCII.search(label):
        label += " "
    return label


def _id(element: Element, wanted: str) -> int | None:
    try:
        return int(attribute(element, wanted) or "")
    except ValueError:
        return None
