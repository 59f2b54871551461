"""The interface in two languages, by gettext.

Chinese is the language of the source; `en.po` holds the English. The catalogue is compiled in memory when it is first
asked for, so there is no compiled file that could be out of date. Words that follow a count have their forms in the
translation: see `guoban.locale.plural`.
"""

import gettext
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from guoban.locale.plural import counted

LANGUAGES = ("zh", "en")
_current: ContextVar[str] = ContextVar("language", default="zh")


def set_language(language: str) -> None:
    """Make `language` (zh or en) the one of this thread or task."""
    _current.set(language if language in LANGUAGES else "zh")


def current_language() -> str:
    return _current.get()


def translate(text: str, language: str | None = None) -> str:
    """Return the Chinese `text` in `language` (None: the current one)."""
    return counted(_catalogue(language or _current.get()).gettext(text)) if text else text


def translate_as(context: str, text: str) -> str:
    """Return the Chinese `text` in the current language as it reads in `context`: a menu says Departments, a column Department."""
    found = _catalogue(_current.get()).pgettext(context, text)
    return translate(text) if found == text else counted(found)


_ = translate


def mark(text: str) -> str:
    """Return `text` as it is: a sentence that is translated where it is shown, named here for the catalogue."""
    return text


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "zh":
        return gettext.NullTranslations()
    compiled = BytesIO()
    with files(__name__).joinpath(f"{language}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
