"""What the name of a file says about who reports in it: 03 市财政局2024年上半年总结(1).docx."""

from collections.abc import Iterator

import regex

from guoban.documents import fold
from guoban.documents.member_names import without_number

_ENDING = regex.compile(r"\.[A-Za-z0-9]{1,5}$")
# (1), - 副本, 最终稿, 20240630, v2: which copy it is
_COPY = regex.compile(
    r"[\s_\-—(]*(?:(?<=\()\d{1,2}|副本|copy|(?:最终|最新|修改|报送|送审|审定|定|初|终|正式)(?:版|稿)|(?:19|20)\d{6}|v\d(?:\.\d)?)\)?$",
    regex.IGNORECASE,
)
_PARTS = regex.compile(r"[\s_+,、—\-()\[\]【】《》]+")


def bare_names(path: str) -> Iterator[str]:
    """Yield the words in `path` that can name a unit: the file's name, its pieces, and the folders, inner ones first.

    Numbers in front and marks of a copy are left out; words are folded.
    """
    *folders, name = path.split("/")
    for part in (_ENDING.sub("", name), *reversed(folders)):
        words = _without_copy(fold(without_number(part.strip())))
        yield words
        pieces = [piece for piece in _PARTS.split(words) if piece]
        if len(pieces) > 1:
            yield from pieces


def title_of(path: str) -> str:
    """Return the name of the file at `path` as a title: without folders, ending, number and marks of a copy."""
    name = without_number(_ENDING.sub("", path.rpartition("/")[2]).strip())
    return name[: len(_without_copy(fold(name)))] or name


def _without_copy(words: str) -> str:
    before = ""
    while words != before:
        before, words = words, _COPY.sub("", words).rstrip()
    return words
