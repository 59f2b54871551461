"""The reports of a compilation to review: who reports, where a report begins, what its headings are."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from guoban.corrections import Corrected, Correction, Preview, ReportLine
from guoban.corrections.fields import REPORT_FIELDS
from guoban.corrections.review import review_progress
from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.ui.paging import Page
from guoban.ui.pane import Node, el
from guoban.ui.review_rows import Row, field_words
from guoban.ui.review_tree import history

HEADINGS = 2
MOST_HEADINGS = 60
KEY_WORDS = {"Enter": "逐条校核", "j": "下一篇", "k": "上一篇"}


def reports_list(corrected: Corrected, offered: pd.DataFrame, page: Page, selected: str) -> Node:
    """Return one page of the reports, each with how much of it was looked at."""
    seen = review_progress(corrected).set_index("report_id")[["rows", "reviewed"]].to_dict("index")
    return el(
        "div", "list tall scroll follow keys",
        *(_row(row, seen[row["report_id"]], selected=row["report_id"] == selected)
          for row in page.rows(offered).to_dict("records")),
        page.buttons(),
        name=f"reports {page.number}",
    )  # fmt: skip


def _row(row: Row, seen: Mapping[Any, Any], *, selected: bool) -> Node:
    rows, reviewed = int(seen["rows"]), int(seen["reviewed"])
    about = (labels.department_type(row["type"]), labels.level_of(row["level"]), row["region"])
    return el(
        "div", "row rep",
        el("span", "second", str(row["seq"])),
        el("div", "", el("div", "name cut", labels.department(row["department"]), title=row["title"]),
           el("div", "second cut", " · ".join(part for part in dict.fromkeys(about) if part))),
        el("div", "bullet", el("i", "bar plain", size=reviewed / rows * 100 if rows else 100)),
        el("span", "num", f"{figures.number(reviewed)} / {figures.number(rows)}"),
        go={"report": row["report_id"]}, selected=selected, name=row["report_id"],
    )  # fmt: skip


def report_panel(
    row: Row, read: Row | None, sections: pd.DataFrame, said: Sequence[Correction], *, first: bool
) -> Node:
    """Return what is known of a report beside what was read, what can be done with it, its headings, its history."""
    fields: list[Node] = []
    for name in REPORT_FIELDS:
        differs = read is not None and not _same(read[name], row[name])
        was = _("读作 {value}").format(value=field_words(name, read[name])) if read is not None and differs else ""
        now = el("span", "strong" if differs else "", field_words(name, row[name]))
        fields += [el("dt", "", labels.column(name)), el("dd", "wide" if name == "title" else "", now,
                   el("span", "second was", was) if was else None)]  # fmt: skip
    return el(
        "section", "about",
        el("h2", "", labels.department(row["department"])),
        el("dl", "facts fields", *fields),
        el(
            "div", "actions",
            el("button", "primary", _("修改"), go={"act": "report", "row": row["report_id"]}),
            None if first else el("button", "", _("并入上一篇"), go={"act": "merge", "row": row["report_id"]}),
            el("button", "", _("逐条校核"), go={"rows": row["report_id"]}),
        ),
        el("p", "second", _("一篇里混进了另一篇？在原文里选中那一篇的题目，再点“从这里拆成新的一篇”。")),
        _headings(sections),
        history(said),
    )  # fmt: skip


def _same(one: Any, other: Any) -> bool:
    return bool((pd.isna(one) and pd.isna(other)) or (not pd.isna(one) and not pd.isna(other) and one == other))


def _headings(sections: pd.DataFrame) -> Node | None:
    shown = sections[sections["level"] <= HEADINGS]
    if shown.empty:
        return None
    return el(
        "section", "history",
        el("div", "sechead", el("h3", "", _("标题的性质")), el("span", "second count", str(len(shown)))),
        *(_heading(row) for row in shown.head(MOST_HEADINGS).to_dict("records")),
    )  # fmt: skip


def _heading(row: Row) -> Node:
    return el(
        "div", f"row fact depth{row['level']}",
        el("button", "bare name cut", str(row["heading"]).strip(), go={"place": int(row["start"])}),
        el("button", "link", labels.section_role(row["role"]), go={"act": "heading", "row": row["section_id"]},
           title=_("改这个标题的性质")),
    )  # fmt: skip


def preview_tree(found: Preview) -> Node:
    """Return what would change: the reports as they are, as they would be."""
    lost = len(found.unfit)
    return el(
        "section", "preview",
        el("h3", "", _("现在")), *map(_line, found.before),
        el("h3", "", _("改后")), *map(_line, found.after),
        el("p", "second", _("有 {count} 处更正会对不上位置：留着，不计入，撤销后恢复。").format(count=lost)) if lost else None,
    )  # fmt: skip


def _line(one: ReportLine) -> Node:
    about = (
        labels.department_type(one.type),
        labels.level_of(one.level),
        one.region,
        labels.span_words(one.year, one.span),
    )
    counts = _("{characters} 字，指标 {metrics}（目标 {targets}），任务 {tasks}").format(
        characters=figures.number(one.characters), metrics=figures.number(one.metrics),
        targets=figures.number(one.targets), tasks=figures.number(one.tasks),
    )  # fmt: skip
    return el(
        "div", "row",
        el("div", "strong", labels.department(one.department)),
        el("div", "second", " · ".join(part for part in about if part)),
        el("div", "second", counts),
    )  # fmt: skip


def reports_keys(ids: Sequence[str], here: str) -> dict[str, Any]:
    """Return the keys of the view."""
    place = ids.index(here)
    return {
        "Enter": {"rows": here},
        "e": {"act": "report", "row": here},
        "j": {"report": ids[min(place + 1, len(ids) - 1)]},
        "k": {"report": ids[max(place - 1, 0)]},
        "u": {"act": "undo"},
    }
