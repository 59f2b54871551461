"""Styles: what a paragraph or a run looks like that does not say so itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from guoban.documents.docx.xml import Element, attribute, child, children, number, switch, value

# A style that is based on itself over a detour would go on for ever.
MOST_PARENTS = 20
DEFAULT_SIZE = 20
TITLE_STYLES = frozenset({"title", "标题"})


@dataclass(frozen=True, slots=True)
class NumberReference:
    """A paragraph's place in a list: which one, and how deep. `by_style`: the level is the one named for `style`."""

    list_id: int
    level: int | None
    style: str = ""


class Styles:
    """The styles of a file; without a styles part, every answer is the default."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {attribute(style, "styleId") or "": style for style in children(root, "w:style")}
        kinds = [
            (attribute(style, "type"), key)
            for key, style in self._styles.items()
            if attribute(style, "default") in ("1", "true")
        ]
        self._default = next((key for kind, key in kinds if kind == "paragraph"), "")
        self._defaults = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")

    def chain(self, key: str | None) -> Iterator[tuple[str, Element]]:
        """Yield the style `key` (None: the default one) and those that it is based on."""
        key = key or self._default
        for _ in range(MOST_PARENTS):
            style = self._styles.get(key)
            if style is None:
                return
            yield key, style
            key = value(style, "w:basedOn") or ""

    def outline_level(self, properties: Element | None) -> int | None:
        """Return a paragraph's heading level, 1 the highest, or None for body text."""
        level = number(properties, "w:outlineLvl")
        if level is None:
            levels = (number(style, "w:pPr", "w:outlineLvl") for _, style in self.chain(value(properties, "w:pStyle")))
            level = next((one for one in levels if one is not None), None)
        return level + 1 if level is not None and 0 <= level < 9 else None

    def is_title(self, properties: Element | None) -> bool:
        """Tell whether a paragraph has the style Title."""
        key = value(properties, "w:pStyle")
        return key is not None and any(
            (value(style, "w:name") or "").lower() in TITLE_STYLES for _, style in self.chain(key)
        )

    def is_centred(self, properties: Element | None) -> bool:
        found = value(properties, "w:jc")
        if found is None:
            chain = self.chain(value(properties, "w:pStyle"))
            found = next((one for _, style in chain if (one := value(style, "w:pPr", "w:jc")) is not None), None)
        return found in ("center", "distribute")

    def breaks_page(self, properties: Element | None) -> bool:
        """Tell whether a paragraph begins a page."""
        own = switch(properties, "w:pageBreakBefore")
        if own is None:
            chain = self.chain(value(properties, "w:pStyle"))
            own = next(
                (one for _, style in chain if (one := switch(child(style, "w:pPr"), "w:pageBreakBefore")) is not None),
                None,
            )
        return bool(own)

    def numbering(self, properties: Element | None) -> NumberReference | None:
        """Return the list that a paragraph is numbered in, by itself or by its style; None for none."""
        own = child(properties, "w:numPr")
        list_id, level = number(own, "w:numId"), number(own, "w:ilvl")
        if list_id is not None:
            return NumberReference(list_id, level or 0) if list_id else None
        for key, style in self.chain(value(properties, "w:pStyle")):
            found = child(style, "w:pPr", "w:numPr")
            list_id = number(found, "w:numId")
            if list_id is not None:
                of_style = number(found, "w:ilvl") if level is None else level
                return NumberReference(list_id, of_style, key) if list_id else None
        return None

    def list_of_style(self, key: str) -> int | None:
        """Return the list that the numbering style `key` stands for, or None."""
        return next(
            (one for _, style in self.chain(key) if (one := number(style, "w:pPr", "w:numPr", "w:numId"))), None
        )

    def hidden(self, paragraph_style: str | None, run: Element | None) -> bool:
        return bool(self._switch("w:vanish", paragraph_style, run))

    def bold(self, paragraph_style: str | None, run: Element | None) -> bool:
        return bool(self._switch("w:b", paragraph_style, run))

    def size(self, paragraph_style: str | None, run: Element | None) -> int:
        """Return a run's size in half points."""
        for properties in self._properties(paragraph_style, run):
            found = number(properties, "w:sz")
            if found:
                return found
        return number(self._defaults, "w:sz") or DEFAULT_SIZE

    def _switch(self, wanted: str, paragraph_style: str | None, run: Element | None) -> bool | None:
        return next(
            (one for each in self._properties(paragraph_style, run) if (one := switch(each, wanted)) is not None), None
        )

    def _properties(self, paragraph_style: str | None, run: Element | None) -> Iterator[Element | None]:
        """Yield where a run's look may be told: by itself, by its style, by its paragraph's style."""
        yield run
        if key := value(run, "w:rStyle"):
            yield from (child(style, "w:rPr") for _, style in self.chain(key))
        yield from (child(style, "w:rPr") for _, style in self.chain(paragraph_style))
