"""The sentences for notes and errors, by code.

Sentences are written in Chinese and translated by `guoban.locale`; the blanks are the record's `details`.
"""

from guoban.errors import GuobanError
from guoban.locale import translate
from guoban.records import Note

# Filled by each step's author: code -> sentence with {blanks}. Every code that is raised or noted stands here.
MESSAGES: dict[str, str] = {
    "lexicon_shape": "词表 {name} 的格式不对：最外层应为键值。",
}


def message(code: str, details: dict[str, object] | None = None, language: str | None = None) -> str:
    """Return the sentence for `code` in `language` (zh, en; None: the current one), its blanks filled."""
    return translate(MESSAGES[code], language).format(**(details or {}))


def note_text(note: Note, language: str | None = None) -> str:
    return message(note.code, dict(note.details), language)


def error_text(error: GuobanError, language: str | None = None) -> str:
    return message(error.code, error.details, language)
