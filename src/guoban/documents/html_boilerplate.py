"""What of a web page is the article."""

from collections.abc import Iterator

import regex
from lxml import etree

Element = etree._Element  # noqa: SLF001  (lxml's own name for the type)

# Never text of the page.
DROPPED = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "map",
    "button", "select", "input", "textarea", "nav", "footer", "aside", "dialog", "head", "link", "meta", "form",
})  # fmt: skip
ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar"})
# What sites call the parts around the article; only a part without much text of its own is believed.
AROUND = regex.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumb|breadcrumbs|crumb|crumbs|location|position|footer|foot|header|"
    r"sidebar|side|aside|share|sharing|bdshare|related|relate|recommend|hot|rank|toolbar|tools|tool|pagination|pager|page-?nav|"
    r"comment|comments|copyright|links?|friendlink|login|search|advert|ads?|banner|qrcode|ewm|fontsize|font-size|print|"
    r"toc-?float|back-?to-?top|totop|popup|modal|cookie|download|vip|app-?guide)(?:$|[\s_\-\d])",
    regex.IGNORECASE,
)
INSEPARABLE = frozenset({"p", "tr", "td", "th", "tbody", "table", "li", "ol", "ul", "span", "font"})
# Wrappers that hold the whole page have such names too.
SHARE_OF_PAGE = 0.4
SHARE_OF_ARTICLE = 0.9
# A list of links to other pages; links inside the page are a contents list.
LINK_SHARE = 0.8
FEWEST_LINKS = 3
LINE = 40
HIDDEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)
STOPS = regex.compile(r"[。；！？]")
HEADINGS = ("h1", "h2", "h3")
HEADLINE = regex.compile(
    r"(?:^|[\s_-])(?:title|headline|bt|biaoti|article-?title|doc-?title)(?:$|[\s_-])", regex.IGNORECASE
)
LONGEST_HEADLINE = 80


def strip(root: Element) -> None:
    """Take out of `root` what is not shown, and what stands around the article by its own name."""
    whole = weight(root)
    for element in list(root.iter(etree.Element)):
        if element is root or element.getparent() is None:
            continue
        small = weight(element) < SHARE_OF_PAGE * max(whole, 1)
        if _is_dropped(element) or (small and (_is_around(element) or _is_links(element))):
            element.drop_tree()  # type: ignore[attr-defined]


def article(root: Element, title: Element | None = None) -> Element:
    """Return the smallest element that holds nearly all sentences of `root`, and all words beside them without links.

    `title` is known already. A short line beside the article can be its date, or a figure.
    """
    body = next(root.iter("body"), root)
    weights = _weights(body)
    whole = weights.get(body, 0)
    found = body
    while whole:
        inner = next((one for one in found if weights.get(one, 0) >= SHARE_OF_ARTICLE * whole), None)
        if inner is None or inner.tag in INSEPARABLE or not _is_wrapper(found, (inner, title)):
            return found
        found = inner
    return found


def _is_wrapper(element: Element, known: tuple[Element | None, ...]) -> bool:
    """Tell whether `element` holds nothing but the `known` that belongs to an article."""
    if any(words.strip() for words in _direct(element)):
        return False
    beside = (one for one in element if one not in known and isinstance(one.tag, str))
    return all(next(one.iter("a"), None) is not None or not words_of(one).strip() for one in beside)


def headline(root: Element) -> Element | None:
    """Return the element of the page's headline: its first h1, else what is called title; None where there is none."""
    body = next(root.iter("body"), root)
    kinds = [list(body.iter(tag)) for tag in HEADINGS[:1]]
    named = (one for one in body.iter(etree.Element) if HEADLINE.search(_names(one)) is not None)
    for one in (*kinds[0], *named):
        words = words_of(one).strip()
        if 4 <= len(words) <= LONGEST_HEADLINE and one.tag not in ("a", "title") and not _is_dropped(one):
            return one
    return None


def weight(element: Element) -> int:
    """Return how much running text is in `element`: what is linked or too short to be a sentence does not count."""
    return sum(_own_weight(words) for words in _texts(element))


def _weights(body: Element) -> dict[Element, int]:
    """Return the weight of each element in `body`, its own text and all below it."""
    weights: dict[Element, int] = {}
    for element in body.iter(etree.Element):
        own = sum(_own_weight(words) for words in _direct(element))
        if own and not any(one.tag == "a" for one in (element, *element.iterancestors())):
            for one in (element, *element.iterancestors()):
                weights[one] = weights.get(one, 0) + own
                if one is body:
                    break
    return weights


def words_of(element: Element) -> str:
    """Return all text in `element`, as it stands in the source."""
    return "".join(map(str, element.itertext()))


def _texts(element: Element) -> Iterator[str]:
    if element.tag == "a" or _is_dropped(element):
        return
    if element.text:
        yield element.text
    for one in element:
        if isinstance(one.tag, str):
            yield from _texts(one)
        if one.tail:
            yield one.tail


def _direct(element: Element) -> Iterator[str]:
    """Yield the text that stands in `element` itself."""
    if element.text:
        yield element.text
    yield from (one.tail for one in element if one.tail)


def _own_weight(words: str) -> int:
    words = words.strip()
    return len(words) if len(words) >= LINE or STOPS.search(words) else 0


def _is_dropped(element: Element) -> bool:
    if element.tag in DROPPED or element.get("hidden") is not None or element.get("role") in ROLES:
        return True
    return element.get("aria-hidden") == "true" or HIDDEN.search(element.get("style") or "") is not None


def _is_around(element: Element) -> bool:
    return AROUND.search(_names(element)) is not None


def _is_links(element: Element) -> bool:
    """Tell whether an element is a list of links to other pages: menus, related headlines."""
    if element.tag not in ("ul", "ol", "div", "dl", "p", "center"):
        return False
    links = [one for one in element.iter("a") if not (one.get("href") or "").startswith("#")]
    linked = sum(len(words_of(one).strip()) for one in links)
    return len(links) >= FEWEST_LINKS and linked >= LINK_SHARE * len("".join(words_of(element).split()))


def _names(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"
