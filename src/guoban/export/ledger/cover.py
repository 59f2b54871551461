"""The ledger's cover with its counts, and the sheet that says how its columns were reckoned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from guoban.export.about import About
from guoban.export.cells import xml_safe
from guoban.export.ledger.heights import row_height
from guoban.export.ledger.sheets import A4, CENTRED, print_setup, write_text
from guoban.export.ledger.styles import Styles
from guoban.locale import translate as _
from guoban.reporting import colours, figures, labels, standing
from guoban.reporting.matter import Matter

WIDTHS = (18, 8, 8, 9, 9, 9, 9, 8, 8, 11)
LABEL_END = 1  # facts: the word stands over the first columns, the fact over the others
COUNTED = ("done", "ahead", "behind", "unknown")
MEANINGS = (
    (
        "完成率",
        "原文写明的，照录；没有写明而有完成值和目标值的，由两数推算。备注里写明来源，两者都有而不一致的也写明。",
    ),
    ("序时进度", "任务期限已经过去的月份占全部月份的比例：年度任务截至5月底为 41.7%，截至6月底为 50.0%。"),
    ("差距（百分点）", "完成率减序时进度，两数都先按四舍五入取一位小数再相减。"),
    ("亮牌", "只给滞后任务：差距达到黄牌线、红牌线的，分别为黄牌、红牌。"),
    ("脱敏", "原文以 XX 等隐去的数字，不作估计，单列为脱敏。"),
    ("位置", "数字在源文件文字中的起点，从 0 起按字计数，可在 Guoban 全文页定位。"),
    ("待报目标", "有目标、没有找到对应完成值的，只列不判；多为下一步打算。"),
)


@dataclass(frozen=True, slots=True)
class TypeCounts:
    """A line of the cover's table: a department type with its counts; `type` is empty for departments without one."""

    type: str
    departments: int
    by_status: Mapping[str, int]
    red: int
    yellow: int
    unmet: int

    @property
    def tasks(self) -> int:
        return sum(self.by_status.values())


def count_types(matter: Matter) -> list[TypeCounts]:
    """Return the counts of each department type, in the order of the overview's board."""
    unmet = matter.unmet["type"].value_counts()
    return [
        TypeCounts(
            type=line.value,
            departments=standing.count_departments(matter.reports[matter.reports["type"] == line.value]),
            by_status=line.by_status,
            red=line.red,
            yellow=line.yellow,
            unmet=int(unmet.get(line.value, 0)),
        )
        for line in standing.board(matter.reports, matter.tasks, matter.metrics, "type")
    ]


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover shows; `names` are the names of the sheets, by what they hold."""

    title: str
    matter: Matter
    about: About
    counts: Sequence[TypeCounts]
    names: Mapping[str, str]


def write_cover(sheet: Worksheet, styles: Styles, cover: Cover) -> None:
    """Write the cover: title, what the ledger is made from, the counts by type with links to their sheets."""
    last = len(WIDTHS) - 1
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    sheet.set_row(0, 24)
    sheet.set_row(1, 54)
    sheet.merge_range(1, 0, 1, last, "", styles.title(22))
    sheet.write_string(1, 0, xml_safe(cover.title), styles.of("title", 22, align="center", valign="vcenter", bold=True,
                                                        text_wrap=True))  # fmt: skip
    row = _facts(sheet, styles, 3, _cover_facts(cover))
    row = _counts(sheet, styles, row + 1, cover)
    _signatures(sheet, styles, row + 2)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)


def _cover_facts(cover: Cover) -> list[tuple[str, str]]:
    matter = cover.matter
    own = [
        (_("报告期"), matter.period or _("未载明")),
        (_("报告"), _("{count} 篇，{departments} 个部门").format(
            count=len(matter.reports), departments=standing.count_departments(matter.reports))),
        (_("亮牌线"), _("红牌：滞后 {red} 个百分点以上；黄牌：滞后 {yellow} 个百分点以上").format(
            red=matter.red, yellow=matter.yellow)),
    ]  # fmt: skip
    return own + cover.about.facts()


def _facts(sheet: Worksheet, styles: Styles, row: int, facts: Sequence[tuple[str, str]]) -> int:
    last = len(WIDTHS) - 1
    word, value = styles.cell(font_color=colours.SECOND, align="left", indent=1), styles.cell(align="left", indent=1)
    for place, (name, fact) in enumerate(facts, start=row):
        sheet.set_row(place, 21 if len(fact) < 70 else 36)
        sheet.merge_range(place, 0, place, LABEL_END, name, word)
        sheet.merge_range(place, LABEL_END + 1, place, last, "", value)
        write_text(sheet, styles, (place, LABEL_END + 1), fact, align="left", indent=1)
    return row + len(facts)


def _counts(sheet: Worksheet, styles: Styles, row: int, cover: Cover) -> int:
    matter = cover.matter
    heads = [_("部门类型"), _("部门"), _("任务")]
    heads += [f"{labels.STATUS_MARKS[status]} {labels.status(status)}" for status in COUNTED]
    heads += [labels.card("red"), labels.card("yellow"), _("待报目标")]
    sheet.set_row(row, 28)
    for place, head in enumerate(heads):
        sheet.write_string(row, place, head, styles.head())
    for at, one in enumerate(cover.counts, start=row + 1):
        sheet.set_row(at, 20)
        look = styles.cell(font_color=colours.ACTUAL, underline=1, align="left", indent=1)
        sheet.write_url(at, 0, _inside(cover.names[f"type {one.type}"]), look,
                        xml_safe(labels.department_type(one.type)))  # fmt: skip
        numbers = (one.departments, one.tasks, *(one.by_status[status] for status in COUNTED), one.red, one.yellow,
                   one.unmet)  # fmt: skip
        _numbers(sheet, styles, at, numbers)
    end = row + 1 + len(cover.counts)
    stand = standing.standing(matter.reports, matter.tasks)
    sheet.set_row(end, 22)
    sheet.write_url(end, 0, _inside(cover.names["all"]), styles.cell(bold=True, font_color=colours.ACTUAL, underline=1, align="left", indent=1),
                    _("合计"))  # fmt: skip
    totals = (stand.departments, stand.tasks, *(stand.by_status[status] for status in COUNTED),
              stand.by_card["red"], stand.by_card["yellow"], len(matter.unmet))  # fmt: skip
    _numbers(sheet, styles, end, totals, bold=True)
    return end


def _numbers(sheet: Worksheet, styles: Styles, row: int, numbers: Sequence[int], *, bold: bool = False) -> None:
    for place, number in enumerate(numbers, start=1):
        sheet.write_number(row, place, number, styles.cell(**CENTRED, bold=bold, num_format='#,##0;-#,##0;"·"'))


def _signatures(sheet: Worksheet, styles: Styles, row: int) -> None:
    sheet.set_row(row, 24)
    for place, word in ((0, _("制表：")), (4, _("审核：")), (7, _("负责人："))):
        sheet.write_string(row, place, word, styles.of(size=11))


def _inside(name: str) -> str:
    quoted = name.replace("'", "''")
    return f"internal:'{quoted}'!A1"


def write_meanings(sheet: Worksheet, styles: Styles, matter: Matter, about: About) -> None:
    """Write what the words of the ledger mean and how its figures were reckoned."""
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 96)
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, 1, _("说明"), styles.title())
    lines = [
        (f"{labels.STATUS_MARKS[status]} {labels.status(status)}", _(labels.STATUS_MEANINGS[status]))
        for status in COUNTED
    ]
    lines += [(_(word), _(meaning)) for word, meaning in MEANINGS]
    lines += [
        (_("未判定原因"), _("；").join(
            _("{reason} {count} 项").format(reason=labels.reason(reason), count=figures.number(count))
            for reason, count in standing.reasons(matter.tasks)) or figures.NOTHING),
    ]  # fmt: skip
    for row, (word, meaning) in enumerate(lines, start=1):
        sheet.set_row(row, row_height(((word, 22), (meaning, 96))))
        write_text(sheet, styles, (row, 0), word)
        write_text(sheet, styles, (row, 1), meaning, align="left")
    print_setup(sheet, about)
