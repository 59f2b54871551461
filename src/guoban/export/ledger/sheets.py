"""A sheet of the ledger: title, heads of two lines, rows, filters, print settings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from guoban.export.about import About, filter_words
from guoban.export.cells import cut_to_cell, runs_as_formula, xml_safe
from guoban.export.ledger.columns import Column
from guoban.export.ledger.heights import row_height
from guoban.export.ledger.rows import Cells, Value
from guoban.export.ledger.styles import Styles
from guoban.locale import translate as _
from guoban.reporting import colours, figures, labels
from guoban.reporting.quotes import Quote

TITLE_ROW, FACTS_ROW, GROUP_ROW, LABEL_ROW, FIRST_ROW = range(5)
A4 = 9
CARD_SIGN = "▮"
POINTS_FORMAT = "+0.0;-0.0;0.0"
PERCENT_FORMAT = "0.0"
DATE_FORMAT = "yyyy-mm-dd"
HEAD_HEIGHTS = {TITLE_ROW: 30, FACTS_ROW: 16, GROUP_ROW: 18, LABEL_ROW: 32}
CENTRED = {"align": "center"}


@dataclass(frozen=True, slots=True)
class Table:
    """What a sheet holds: its rows by the names of its columns, under a title."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Cells]


def write_sheet(sheet: Worksheet, styles: Styles, table: Table, about: About) -> None:
    """Write a table under its heads; where it has no rows the sheet says so."""
    columns, rows = table.columns, table.rows
    last = len(columns) - 1
    printed = sum(column.printed for column in columns) - 1
    sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, printed, "", styles.title())
    sheet.write_string(TITLE_ROW, 0, xml_safe(table.title), styles.title())
    facts = _("共 {count} 项　筛选：{filters}　源文件：{name}").format(
        count=len(rows), filters=filter_words(about.filters), name=about.name
    )
    sheet.merge_range(FACTS_ROW, 0, FACTS_ROW, printed, "", styles.second())
    sheet.write_string(FACTS_ROW, 0, xml_safe(facts), styles.second())
    _heads(sheet, styles, columns)
    for place, row in enumerate(rows, start=FIRST_ROW):
        sheet.set_row(place, row_height((shown(row[column.name]), column.width) for column in columns))
        for column, wanted in enumerate(columns):
            write_cell(sheet, styles, (place, column), wanted, row[wanted.name])
    if not rows:
        sheet.merge_range(FIRST_ROW, 0, FIRST_ROW, printed, "", styles.cell(**CENTRED))
        sheet.write_string(FIRST_ROW, 0, _("没有这样的项目。"), styles.cell(**CENTRED))
    end = FIRST_ROW + max(len(rows), 1) - 1
    sheet.autofilter(LABEL_ROW, 0, end, last)
    frozen = next(place for place, column in enumerate(columns) if column.name == "task") + 1
    sheet.freeze_panes(FIRST_ROW, frozen)
    print_setup(sheet, about)
    sheet.print_area(TITLE_ROW, 0, end, printed)
    sheet.repeat_rows(GROUP_ROW, LABEL_ROW)


def _heads(sheet: Worksheet, styles: Styles, columns: Sequence[Column]) -> None:
    head = styles.head()
    for row, height in HEAD_HEIGHTS.items():
        sheet.set_row(row, height)
    place = 0
    for group, members in groupby(columns, key=lambda column: column.group or column.name):
        own = list(members)
        for offset, column in enumerate(own):
            sheet.set_column(place + offset, place + offset, column.width)
            sheet.write_string(LABEL_ROW, place + offset, _two_lines(_(column.label)), head)
        if not own[0].group:
            sheet.merge_range(GROUP_ROW, place, LABEL_ROW, place, _(own[0].label), head)
        elif len(own) > 1:
            sheet.merge_range(GROUP_ROW, place, GROUP_ROW, place + len(own) - 1, _(group), head)
        else:
            sheet.write_string(GROUP_ROW, place, _(group), head)
        place += len(own)


def _two_lines(head: str) -> str:
    """Return a head with its unit on a line of its own."""
    return head.replace("（", "\n（").replace(" (", "\n(")


def print_setup(sheet: Worksheet, about: About) -> None:
    """Set the sheet up for A4 across, as wide as one page, with the page's number and the source at the foot."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    pages = _("第 {page} 页 共 {pages} 页").format(page="&P", pages="&N")
    # The blank keeps a name that begins with a digit from being read as the font's size: &82024年.
    sheet.set_footer(f"&L&8 {_footer(about)}&C&9{pages}", {"margin": 0.3})


def _footer(about: About) -> str:
    """Return the source's name for a foot, which holds 255 characters and reads & as a command."""
    name = about.name if len(about.name) <= 60 else f"{about.name[:59]}…"
    return xml_safe(f"{name} {about.program}").replace("&", "&&")


def write_cell(sheet: Worksheet, styles: Styles, at: tuple[int, int], column: Column, value: Any) -> None:
    """Write one cell by its column's kind; what is missing leaves an empty cell with its border."""
    row, place = at
    if value is None or value == "":
        sheet.write_blank(row, place, None, styles.cell())
    elif isinstance(value, Value):
        _write_value(sheet, styles, at, column, value)
    elif column.kind == "status":
        look = styles.cell(**CENTRED, font_color=colours.STATUS_TEXT[value], bold=value == "behind")
        sheet.write_string(row, place, f"{labels.STATUS_MARKS[value]} {labels.status(value)}", look)
    elif column.kind == "card":
        _write_card(sheet, styles, at, value)
    elif column.kind == "quote":
        _write_quotes(sheet, styles, at, value)
    elif column.kind == "date":
        sheet.write_datetime(row, place, value, styles.cell(**CENTRED, num_format=DATE_FORMAT))
    elif column.kind == "points":
        sheet.write_number(row, place, value, styles.cell(num_format=POINTS_FORMAT))
    elif column.kind in {"count", "place"}:
        sheet.write_number(row, place, value, styles.cell(**CENTRED, num_format="0"))
    else:
        write_text(sheet, styles, at, str(value), **(CENTRED if column.kind == "unit" else {}))


def write_text(sheet: Worksheet, styles: Styles, at: tuple[int, int], text: str, **look: Any) -> None:
    """Write text that stays text, even where somebody edits what looks like a formula."""
    clean = cut_to_cell(xml_safe(text), _("……（超出单元格上限，后文从略）"))
    look |= {"quote_prefix": True} if runs_as_formula(clean) else {}
    sheet.write_string(*at, clean, styles.cell(**look))


def _write_value(sheet: Worksheet, styles: Styles, at: tuple[int, int], column: Column, value: Value) -> None:
    if value.number is None:
        look = {"align": "right", "font_color": colours.SECOND if value.masked else colours.TEXT}
        write_text(sheet, styles, at, value.words, **look)
        return
    shown = PERCENT_FORMAT if column.kind == "percent" else number_format(value)
    sheet.write_number(*at, value.number, styles.cell(num_format=shown))


def number_format(value: Value) -> str:
    """Return the format that shows the number as it is written, with its words: "约"#,##0.0"亿元"."""
    exponent = figures.exact(value.number or 0.0).as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    plain = "#,##0" + ("." + "0" * decimals if decimals else "")
    before, behind = (_literal(words) for words in (value.before, value.behind))
    positive = f"{before}{'+' if value.signed else ''}{plain}{behind}"
    return f"{positive};{before}-{plain}{behind};{before}{plain}{behind}"


def shown(value: Any) -> str:
    """Return the text of a cell, for its height; numbers and dates are narrower than their columns."""
    if isinstance(value, Value):
        return value.words
    if isinstance(value, list):
        return "\n".join((_("【目标】") if quote.target else "") + quote.text for quote in value)
    return value if isinstance(value, str) else ""


def _literal(words: str) -> str:
    clean = xml_safe(words).replace('"', "”")
    return f'"{clean}"' if clean else ""


def _write_card(sheet: Worksheet, styles: Styles, at: tuple[int, int], card: str) -> None:
    sign = styles.of(font_color=colours.CARD[card])
    sheet.write_rich_string(*at, sign, CARD_SIGN, styles.of(), labels.card(card), styles.cell(**CENTRED))


def _write_quotes(sheet: Worksheet, styles: Styles, at: tuple[int, int], quotes: Sequence[Quote]) -> None:
    """Write the sentences one below the other, the figures in question bold."""
    look = styles.cell(align="left")
    parts = [part for part in _parts(quotes, styles) if part[1]]
    whole = "".join(text for _format, text in parts)
    if len(parts) < 3 or len(whole.encode("utf-16-le")) // 2 > CELL_ROOM or runs_as_formula(whole):
        write_text(sheet, styles, at, whole, align="left")
        return
    pieces: list[Any] = []
    for bold, text in parts:
        pieces += [bold, text]
    sheet.write_rich_string(*at, *pieces, look)


CELL_ROOM = 32_000


def _parts(quotes: Sequence[Quote], styles: Styles) -> Iterator[tuple[Format, str]]:
    plain, bold = styles.of(), styles.of(bold=True)
    for number, quote in enumerate(quotes):
        lead = _("【目标】") if quote.target else ""
        yield plain, ("\n" if number else "") + lead
        at = 0
        for start, end in quote.marks:
            if start >= at:
                yield plain, xml_safe(quote.text[at:start])
                yield bold, xml_safe(quote.text[start:end])
                at = end
        yield plain, xml_safe(quote.text[at:])
