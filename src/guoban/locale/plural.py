"""Words that follow a count: `{count} {count:report|reports}` is "1 report" and "2 reports".

The plural forms of gettext follow one number; half of the sentences here have two or three. So the form stands in the
translation, beside each word that needs it, and code says `_("{reports} 篇报告").format(reports=n)` as ever.
"""

import string
from typing import Any

BETWEEN = "|"
ONE = "1"


def form(one_or_many: str, count: object) -> str:
    """Return of `report|reports` the form that `count` asks for: a number, or a number as written (1,024)."""
    one, _between, many = one_or_many.partition(BETWEEN)
    return one if str(count) == ONE else many


class Forms(string.Formatter):
    """Fills blanks as `str.format` does, and `{count:one|many}` with the form that the count asks for."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        return form(format_spec, value) if BETWEEN in format_spec else super().format_field(value, format_spec)


class Counted(str):
    """A sentence with such forms: it reads right once it is formatted."""

    __slots__ = ()

    def format(self, *args: Any, **blanks: Any) -> str:
        return _FORMS.vformat(self, args, blanks)


_FORMS = Forms()


def counted(sentence: str) -> str:
    """Return `sentence`, able to fill its forms where it has any."""
    return Counted(sentence) if BETWEEN in sentence else sentence
