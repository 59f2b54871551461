"""What every export says of itself: the source file, how it was filtered, by which version it was made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guoban.__about__ import version
from guoban.compilation import Compilation
from guoban.export.cells import encodable
from guoban.locale import current_language
from guoban.locale import translate as _
from guoban.reporting.matter import Matter

PROGRAM = "Guoban"


@dataclass(frozen=True, slots=True)
class About:
    """`name` and `sha256` are the source file's; `filters` are words, empty where nothing is filtered; `rows` counts
    what is exported, None where that is not one table; `made` is the date to print, None for none."""

    name: str
    sha256: str
    filters: tuple[str, ...] = ()
    rows: int | None = None
    made: date | None = None
    version: str = version

    @property
    def program(self) -> str:
        return f"{PROGRAM} {self.version}"

    def facts(self) -> list[tuple[str, str]]:
        """Return the words for each fact and the fact in words, in the order in which they are shown."""
        facts = [
            (_("源文件"), encodable(self.name)),
            (_("源文件 SHA-256"), self.sha256),
            (_("筛选条件"), encodable(filter_words(self.filters))),
        ]
        facts += [(_("行数"), str(self.rows))] if self.rows is not None else []
        facts += [(_("制作日期"), date_words(self.made))] if self.made is not None else []
        return [*facts, (_("程序版本"), self.program)]

    def record(self) -> dict[str, object]:
        """Return the same for programs, under names that do not change with the language."""
        return {
            "source": encodable(self.name),
            "sha256": self.sha256,
            "filters": [encodable(words) for words in self.filters],
            "rows": self.rows,
            "made": self.made.isoformat() if self.made else None,
            "program": self.program,
        }


def about(
    compilation: Compilation, *, filters: Sequence[str] = (), rows: int | None = None, made: date | None = None
) -> About:
    """Return what an export of `compilation` says of itself."""
    return About(compilation.name, compilation.document.sha256, tuple(filters), rows, made)


def about_matter(matter: Matter, made: date | None) -> About:
    return about(matter.compilation, filters=matter.filters, made=made)


def filter_words(filters: Sequence[str]) -> str:
    return _("；").join(filters) if filters else _("未筛选，全部列出")


def date_words(day: date) -> str:
    """Return a date as papers write it: 2024年7月15日."""
    if current_language() == "en":
        return day.isoformat()
    return _("{year}年{month}月{day}日").format(year=day.year, month=day.month, day=day.day)
