"""Web pages saved as one file (mht): the page itself, without its pictures."""

import email
import email.policy

from guoban.documents import html
from guoban.documents.decoded import Decoded
from guoban.errors import DocumentError

PAGE = "text/html"


def read(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text of the saved page `data`. Raises as `html.read` does."""
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        if part.get_content_type() == PAGE:
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return html.read(page, name, encoding)
    raise DocumentError("html_no_text", name=name)
