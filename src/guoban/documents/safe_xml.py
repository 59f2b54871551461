"""XML of unknown origin: no entities, no network, no document type, no endless tree."""

from lxml import etree

from guoban.errors import DocumentError

DOCTYPE = b"<!DOCTYPE"


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root of the XML `data`; `name` is the file's, for the messages.

    Raises `DocumentError`: xml_doctype (no Office writes one, and entities come in by it) or xml_broken.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_pis=True,
        remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise DocumentError("xml_doctype" if DOCTYPE in data else "xml_broken", name=name) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentError("xml_doctype", name=name)
    return root
