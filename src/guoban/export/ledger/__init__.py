"""The ledger 督查台账: a workbook with one row a task, as an office keeps it.

A cover with the counts, a sheet of all tasks, one for each department type, one for the targets that nothing done is
set against, and one that says how the columns were reckoned. Heads are merged; cells below them repeat their value
instead, so that the filters work.
"""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from guoban.export.about import about_matter
from guoban.export.atomic import replacing
from guoban.export.cells import sheet_name
from guoban.export.ledger.columns import TASK_COLUMNS, UNMET_COLUMNS, without
from guoban.export.ledger.cover import Cover, TypeCounts, count_types, write_cover, write_meanings
from guoban.export.ledger.rows import task_rows, unmet_rows
from guoban.export.ledger.sheets import Table, write_sheet
from guoban.export.ledger.styles import Styles
from guoban.locale import translate as _
from guoban.reporting import labels
from guoban.reporting.matter import Matter

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# A workbook without a date of its own: the first that the format can hold, not the time of writing.
NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)

__all__ = ["ledger_bytes", "write_ledger"]


def write_ledger(target: Path | BinaryIO, matter: Matter, *, made: date | None = None, title: str = "") -> None:
    """Write the ledger of `matter` to a path or an open binary file.

    `made` is the date on the cover, none where it is None; `title` stands on the cover and over every sheet. The same
    matter, date and title give the same bytes.
    """
    data = ledger_bytes(matter, made=made, title=title)
    if isinstance(target, Path):
        with replacing(target) as written:
            written.write_bytes(data)
    else:
        target.write(data)


def ledger_bytes(matter: Matter, *, made: date | None = None, title: str = "") -> bytes:
    """Return the ledger as `write_ledger` writes it."""
    head = title or default_title(matter)
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        day = datetime(made.year, made.month, made.day, tzinfo=UTC) if made else NO_DATE
        about = about_matter(matter, made)
        book.set_properties({"title": head, "author": about.program, "created": day.replace(tzinfo=None)})
        styles = Styles(book)
        counts = count_types(matter)
        names = _sheet_names(counts)
        cover = book.add_worksheet(names["cover"])
        rows, unmet = task_rows(matter), unmet_rows(matter)
        left_out = () if matter.compilation.document.pages else ("page",)
        columns, own_columns = without(TASK_COLUMNS, *left_out), without(TASK_COLUMNS, "type", *left_out)
        everything = book.add_worksheet(names["all"])
        write_sheet(everything, styles, Table(head, columns, rows), about)
        for one in counts:
            own = [row for row in rows if row["type"] == labels.department_type(one.type)]
            sheet = book.add_worksheet(names[f"type {one.type}"])
            heading = f"{head} · {labels.department_type(one.type)}"
            write_sheet(sheet, styles, Table(heading, own_columns, own), about)
        targets = book.add_worksheet(names["unmet"])
        write_sheet(
            targets, styles, Table(_("待报目标（未见完成值）"), without(UNMET_COLUMNS, *left_out), unmet), about
        )
        write_meanings(book.add_worksheet(names["meanings"]), styles, matter, about)
        write_cover(cover, styles, Cover(head, matter, about, counts, names))
    return stream.getvalue()


def default_title(matter: Matter) -> str:
    """Return the title of a ledger that is given none: 2024年上半年目标任务督查台账."""
    return _("{period}目标任务督查台账").format(period=matter.period)


def _sheet_names(counts: list[TypeCounts]) -> dict[str, str]:
    """Return the names of the sheets, in their order, by what they hold."""
    wanted = {"cover": _("封面"), "all": _("全部")}
    wanted |= {f"type {one.type}": labels.department_type(one.type) for one in counts}
    wanted |= {"unmet": _("待报目标"), "meanings": _("说明")}
    names: dict[str, str] = {}
    for what, name in wanted.items():
        names[what] = sheet_name(name, {taken.lower() for taken in names.values()})
    return names
