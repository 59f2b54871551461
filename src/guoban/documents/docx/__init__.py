"""Word files (docx): an own walk over the XML.

The libraries drop tracked insertions, text boxes and nested tables, read a text box up to four times, and none
writes the automatic numbers on which sections depend. Deletions, hidden text, headers, footers, comments and the
prompts of empty form fields are no part of the text.
"""

import posixpath

from lxml import etree

from guoban.documents.decoded import Decoded
from guoban.documents.docx.body import BodyReader
from guoban.documents.docx.numbering import Numbering
from guoban.documents.docx.styles import Styles
from guoban.documents.docx.xml import Element, attribute, child, children
from guoban.documents.safe_xml import parse_xml
from guoban.documents.safe_zip import SafeZip, open_zip
from guoban.errors import DocumentError

MAIN = "word/document.xml"
USUAL = {"styles": "styles.xml", "numbering": "numbering.xml", "footnotes": "footnotes.xml", "endnotes": "endnotes.xml"}
PICTURES = frozenset({"pic", "imagedata"})


def read(data: bytes, shown: str, _encoding: str | None = None) -> Decoded:
    """Return the text of the Word file `data`. `shown` is the file's name, for the messages.

    Raises `DocumentError`: archive_broken and the like from `safe_zip` and `safe_xml`, docx_no_text (not what it says
    it is), or docx_pictures (pictures and no text: a scan in a Word file).
    """
    with open_zip(data, shown) as archive:
        package = _Package(archive, shown)
        root = package.part(package.main)
        body = child(root, "w:body")
        if body is None:
            raise DocumentError("docx_no_text", name=shown)
        styles = Styles(package.related("styles"))
        numbering = Numbering(package.related("numbering"), styles)
        footnotes = _footnotes(package.related("footnotes")) | _footnotes(package.related("endnotes"))
    decoded = BodyReader(styles, numbering, footnotes).read(body).decoded()
    if not decoded.text.strip() and _has_pictures(body):
        raise DocumentError("docx_pictures", name=shown)
    return decoded


class _Package:
    """The parts of a Word file, by what they are for: their names are told by relationships and usually the same."""

    def __init__(self, archive: SafeZip, shown: str) -> None:
        self._archive = archive
        self._shown = shown
        self.main = self._targets("", "_rels/.rels").get("officeDocument", MAIN)
        folder, file = posixpath.split(self.main)
        self._folder = folder
        self._related = self._targets(folder, posixpath.join(folder, "_rels", f"{file}.rels"))

    def part(self, key: str) -> Element | None:
        return parse_xml(self._archive.read(key), self._shown) if key in self._archive else None

    def related(self, kind: str) -> Element | None:
        """Return the root of the part that the main one needs for `kind`, or None."""
        return self.part(self._related.get(kind) or posixpath.join(self._folder, USUAL[kind]))

    def _targets(self, folder: str, key: str) -> dict[str, str]:
        root = self.part(key)
        found: dict[str, str] = {}
        for one in root if root is not None else ():
            kind, target = one.get("Type", "").rpartition("/")[2], one.get("Target", "")
            if kind and target and one.get("TargetMode") != "External":
                place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found.setdefault(kind, posixpath.normpath(place))
        return found


def _footnotes(root: Element | None) -> dict[tuple[str, str], Element]:
    """Return the footnotes or endnotes by (footnote, id); the separators above them are none."""
    found = {}
    for kind in ("w:footnote", "w:endnote"):
        for one in children(root, kind):
            if attribute(one, "type") in (None, "normal"):
                found[kind, attribute(one, "id") or ""] = one
    return found


def _has_pictures(body: Element) -> bool:
    return any(etree.QName(one).localname in PICTURES for one in body.iter() if isinstance(one.tag, str))
