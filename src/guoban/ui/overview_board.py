"""The overview as trees for the pane: the sentence, the strip, the board."""

import string
from collections.abc import Mapping, Sequence

from guoban.locale import plural, translate_as
from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.reporting.standing import Line, Standing
from guoban.ui import evidence
from guoban.ui.paging import Page
from guoban.ui.pane import Node, el

BOARD_ROWS = 30
MOST_CARDS = 4
STRIP_ORDER = ("done", "ahead", "behind", "unknown")


def fill(template: str, **parts: Node | str) -> list[Node | str]:
    """Return the words of `template` with its {blanks} replaced by elements, and its {blank:one|many} by the right form."""
    nodes: list[Node | str] = []
    for words, blank, forms, _kind in string.Formatter().parse(template):
        nodes.append(words)
        if blank:
            nodes.append(plural.form(forms, _words(parts[blank])) if forms else parts[blank])
    return [node for node in nodes if node != ""]


def _words(part: Node | str) -> str:
    return part if isinstance(part, str) else "".join(_words(child) for child in part["children"])


def lead(stand: Standing) -> Node:
    """Return the sentence that says how the departments stand; made to be copied into a briefing."""
    if not stand.tasks:
        words = _("{departments} 个部门都没有报告可与目标对照的任务。")
        return el("p", "lead", words.format(departments=figures.number(stand.departments)))
    parts = fill(
        _("{departments} 个部门中 {reporting} 个报告了可与目标对照的任务 {tasks} 项。"),
        departments=_number(stand.departments, {"page": "departments", "view": "roster"}),
        reporting=_number(stand.reporting, {"page": "departments", "view": "roster", "holds": ["cards", "tasks"]}),
        tasks=_number(stand.tasks, {"page": "progress"}),
    )
    if not stand.judged:
        return el("p", "lead", *parts, _("没有一项能判定。"))
    judged = (
        _(
            "能判定的 {judged} 项中，{kept} 项已完成或达到序时（{share}），{behind} 项滞后；其中 {cards} 项差距达到亮牌线，涉及 {carded} 个部门。"
        )
        if stand.cards
        else _("能判定的 {judged} 项中，{kept} 项已完成或达到序时（{share}），{behind} 项滞后。")
    )
    parts += fill(
        judged,
        judged=_number(stand.judged, {"page": "progress", "status": ["done", "ahead", "behind"]}),
        kept=_number(stand.kept, {"page": "progress", "status": ["done", "ahead"]}),
        share=figures.pct(stand.kept_share),
        behind=_number(stand.behind, {"page": "progress", "status": ["behind"]}),
        cards=_number(stand.cards, {"page": "progress", "card": ["red", "yellow"]}),
        carded=_number(stand.carded_departments, {"page": "departments", "view": "roster", "holds": ["cards"]}),
    )
    return el("p", "lead", *parts)


def _number(count: int, go: Mapping[str, object]) -> Node:
    words = figures.number(count)
    return el("button", "bare strong", words, go=dict(go)) if count else el("span", "strong", words)


def strip(stand: Standing) -> Node | None:
    """Return the tasks in one bar, by status."""
    if not stand.tasks:
        return None
    return el(
        "div", "strip",
        *(
            el("i", f"bar {status}", size=stand.by_status[status] / stand.tasks * 100,
               title=f"{labels.status(status)} {stand.by_status[status]}")
            for status in STRIP_ORDER if stand.by_status[status]
        ),
    )  # fmt: skip


def six_figures(stand: Standing, yellow: int, red: int) -> Node | None:
    """Return the four statuses and the two cards with their counts, each a way into 进度."""
    if not stand.tasks:
        return None
    cards = {
        "red": _("差 {points} 点以上").format(points=red),
        "yellow": _("差 {from_points}–{to_points} 点").format(from_points=yellow, to_points=red),
    }
    return el(
        "div", "figures",
        *(
            _figure(stand.by_status[status], evidence.status_mark(status), None,
                    {"page": "progress", "status": [status]})
            for status in STRIP_ORDER
        ),
        *(
            _figure(
                stand.by_card[card],
                el("span", "", evidence.card_mark(card), f" {labels.card(card)}"),
                el("span", "second", words),
                {"page": "progress", "card": [card]},
            )
            for card, words in cards.items()
        ),
    )  # fmt: skip


def _figure(count: int, word: Node, beside: Node | None, go: Mapping[str, object]) -> Node:
    return el(
        "button", "bare fig",
        el("span", "big", *_with_unit(count)),
        el("span", "word", word, beside),
        go=dict(go),
    )  # fmt: skip


def _with_unit(count: int) -> list[Node | str]:
    words = fill(translate_as("tasks", "{count} 项"), count=el("span", "", figures.number(count)))
    return [el("span", "second", piece) if isinstance(piece, str) else piece for piece in words]


def board_section(lines: Sequence[Line], by: str, turned: int | None) -> Node:
    """Return the board, `by` department or type; over `BOARD_ROWS` lines the page that was `turned` to."""
    page = Page.holding(0, turned, len(lines), BOARD_ROWS)
    most = max((line.total for line in lines), default=0)
    return el(
        "section", "board",
        el(
            "div", "pick",
            el("div", "seg", *(
                el("button", "on" if by == one else "", _(word), go={"by": one})
                for one, word in (("department", "按部门"), ("type", "按部门类型"))
            )),
            el("span", "second", _("差距 = 完成率 − 序时进度（百分点）")),
        ),
        _board_head(by),
        *(_board_row(line, by, most) for line in lines[page.span]),
        page.buttons(),
    )  # fmt: skip


def _board_head(by: str) -> Node:
    return el(
        "div", "line6 head",
        el("span", "", labels.column("department") if by == "department" else labels.column("type")),
        el("span", "", _("可对照任务")),
        *(el("span", "num", evidence.status_mark(status)) for status in STRIP_ORDER),
        el("span", "", _("亮牌")),
        el("span", "worst", _("差距最大")),
        el("span", "num", _("差距")),
    )  # fmt: skip


def _board_row(line: Line, by: str, most: int) -> Node:
    name = _line_name(line, by)
    if not line.total:
        words = _("没有可对照的目标（指标 {count} 项）").format(count=line.metrics)
        return el("div", "row line6", name, el("span", "second rest", words))
    here = {by: [line.value]}
    worst = line.worst
    return el(
        "div", "row line6",
        name,
        stack(line, most),
        *(_count(line.by_status[status], {"page": "progress", "status": [status], **here}) for status in STRIP_ORDER),
        _cards(line, here),
        el("button", "bare cut worst", worst["indicator"], go={"task": worst["progress_id"]},
           title=worst["indicator"]) if worst is not None else el("span", "worst"),
        el("span", "num", figures.gap(worst["gap"]) if worst is not None else ""),
    )  # fmt: skip


def _line_name(line: Line, by: str) -> Node:
    if by == "type":
        words = labels.department_type(line.value)
        return el(
            "button", "link namecards", el("span", "cut", words), el("span", "second", figures.number(line.reports)),
            go={"page": "departments", "type": [line.value]}, title=words,
        )  # fmt: skip
    words = labels.department(line.value)
    return el("button", "link cut", words, go={"page": "departments", "r": line.report_id}, title=words)


def stack(line: Line, most: int) -> Node:
    """Return a department's tasks as one bar, on the scale on which `most` tasks fill the place."""
    return el(
        "div", "stack",
        *(
            el("i", f"bar {status}", size=line.by_status[status] / most * 100,
               title=f"{labels.status(status)} {line.by_status[status]}")
            for status in STRIP_ORDER if line.by_status[status]
        ),
    )  # fmt: skip


def _count(count: int, go: Mapping[str, object]) -> Node:
    if not count:
        return el("span", "num zero", figures.ZERO)
    return el("button", "bare num", figures.number(count), go=dict(go))


def _cards(line: Line, here: Mapping[str, object]) -> Node:
    if not line.red + line.yellow:
        return el("span")
    drawn: list[Node | str | None] = []
    for card, count in (("red", line.red), ("yellow", line.yellow)):
        if count > MOST_CARDS:
            drawn += [evidence.card_mark(card), str(count)]
        else:
            drawn += [evidence.card_mark(card)] * count
    return el("button", "bare cards", *drawn, go={"page": "progress", "card": ["red", "yellow"], **here})
