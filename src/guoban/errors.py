"""What can go wrong, in one small hierarchy.

An error carries a code and its details; `guoban.messages` turns them into a sentence in the user's language that
says what was wrong, where, and what to do.
"""

from typing import Any


class GuobanError(Exception):
    """The base of every error that a user can be told about.

    `code` names the message in `guoban.messages`; `details` fills its blanks.
    """

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        from guoban.messages import error_text  # noqa: PLC0415  (messages import this module)

        return error_text(self)


class DocumentError(GuobanError):
    """A source that cannot be read as text."""


class LexiconError(GuobanError):
    """A word list that does not keep to its own description."""


class LibraryError(GuobanError):
    """A library that cannot be opened, or that does not hold what was asked for."""
