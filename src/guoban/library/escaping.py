"""Characters that no database keeps: NUL, which PostgreSQL refuses, and halves of surrogate pairs, which have no UTF-8.

A damaged file can hold them, its text is cited as it stands, and what is put in must come out the same.
"""

import regex
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

# U+001A is the sign that an escape begins with, so it is escaped itself: U+001A, then four hexadecimal digits.
_UNKEPT = regex.compile("[\x00\x1a\ud800-\udfff]")
_ESCAPE = regex.compile("\x1a([0-9a-f]{4})")


def needs_escaping(text: str) -> bool:
    return _UNKEPT.search(text) is not None


def escaped(text: str) -> str:
    """Return `text` with what no database keeps written as U+001A and four digits; `unescaped` gives it back."""
    return _UNKEPT.sub(lambda found: f"\x1a{ord(found[0]):04x}", text)


def unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "\x1a" in text else text


class Words(TypeDecorator[str]):
    """Text in which any character may stand."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else escaped(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else unescaped(value)
