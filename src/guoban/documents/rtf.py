r"""RTF before LibreOffice sees it: automatic numbers as typed ones.

A program that writes RTF puts each number, as it showed it, before its paragraph, for readers that know no lists:
{\listtext 一、\tab}. LibreOffice makes the numbers anew and loses Chinese signs in them (、 comes out as ?), so the numbers
as shown are made part of the text, and the lists are taken away.
"""

import re

LIST_TEXT = re.compile(rb"\{\\listtext\b([^{}]*)\}")
LIST = re.compile(rb"\\(?:ls|ilvl)-?\d+ ?")
PARAGRAPH_LOOK = re.compile(rb"\\pard\b ?")
TAB_AT_END = re.compile(rb"\\tab\s*\Z")
UNICODE = re.compile(rb"\\u(-?\d+)")
CONTROL_WORD = re.compile(rb"\\[a-z]+-?\d* ?|\\'[0-9a-f]{2}")
WIDE_CHARACTER = re.compile(rb"(?:\\'[89a-f][0-9a-f]){2}")


def with_typed_numbers(data: bytes) -> bytes:
    """Return the RTF `data` with the numbers of its lists as text; as it is where a number is built in another way."""
    if len(LIST_TEXT.findall(data)) != data.count(b"{\\listtext"):
        return data
    return LIST_TEXT.sub(_typed, LIST.sub(b"", data))


def _typed(group: re.Match[bytes]) -> bytes:
    words = group.group(1)
    if not _is_number(words):
        return b""
    return b"{" + TAB_AT_END.sub(b"", PARAGRAPH_LOOK.sub(b"", words)) + b"}"


def _is_number(words: bytes) -> bool:
    """Tell whether `words` hold a letter or a digit; a bullet holds none."""
    if any(chr(int(code) % 0x10000).isalnum() for code in UNICODE.findall(words)) or WIDE_CHARACTER.search(words):
        return True
    return any(chr(sign).isalnum() for sign in CONTROL_WORD.sub(b"", words))
