"""Saved web pages: the text of the article, without what the site puts around it.

No classifier: those drop short paragraphs and tables, and a dropped line can be a figure. What a page calls
navigation, footer or form goes; of the rest, the smallest part that holds nearly all sentences is the article, and
with it the headings above it. Lines of furniture that stand inside the article are told by `guoban.structure`.
"""

from collections.abc import Iterator
from dataclasses import replace

import regex
from lxml import etree
from lxml import html as lxml_html

from guoban.documents import plain_text
from guoban.documents.decoded import Decoded
from guoban.documents.html_blocks import add
from guoban.documents.html_boilerplate import article, headline, strip
from guoban.documents.lines import Lines, text_notes
from guoban.errors import DocumentError

XML_DECLARATION = regex.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def read(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text of the web page `data`; `name` is the file's, for the messages.

    Raises `DocumentError`: those of the encodings, as for plain text, or html_no_text.
    """
    # The encoding that a page declares is often wrong, for whoever saved it changed it.
    source = plain_text.read(data, name, encoding)
    root = _parsed(XML_DECLARATION.sub("", source.text), name)
    title = headline(root)
    strip(root)
    lines = Lines()
    main = article(root, title)
    for heading in _above(main, title):
        add(lines, heading)
    add(lines, main)
    found = lines.decoded(source.encoding)
    if not found.text.strip():
        raise DocumentError("html_no_text", name=name)
    return replace(found, notes=text_notes(source, found.text))


def _parsed(source: str, name: str) -> etree._Element:
    parser = lxml_html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8"
    )
    try:
        root = lxml_html.document_fromstring(source.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as problem:
        raise DocumentError("html_no_text", name=name) from problem
    return root


def _above(main: etree._Element, title: etree._Element | None) -> Iterator[etree._Element]:
    """Yield the page's headline where it stands outside of the article."""
    if title is not None and main is not title and all(one is not main for one in title.iterancestors()):
        yield title
