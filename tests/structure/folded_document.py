"""Documents for tests, as the documents step would make them."""

from hashlib import sha256

from guoban.documents.folding import fold
from guoban.records import Document


def make_document(text: str, name: str = "汇编.txt") -> Document:
    return Document(name, sha256(text.encode()).hexdigest(), text, fold(text))
