"""没有再提: what was planned and never mentioned again, with the plan's sentence."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.ui import compare_evidence
from guoban.ui.compare_data import Compared
from guoban.ui.paging import Page
from guoban.ui.pane import Node, el

Row = Mapping[Hashable, Any]


def with_id(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with `plan_id`, what stands for each in the address."""
    return rows.assign(plan_id=rows["report_id"] + "-" + rows["start"].astype("str"))


def page_tree(data: Compared, rows: pd.DataFrame, page: Page, selected: str) -> Node:
    """Return one page of what is not mentioned, by department, with the plan's words beside it."""
    found = rows[rows["plan_id"] == selected]
    chosen: Row = (found if len(found) else rows).iloc[[0]].to_dict("records")[0]
    counts = rows.groupby(["department", "region"]).size().to_dict()
    nodes: list[Node] = []
    owner = None
    for row in page.rows(rows).to_dict("records"):
        if (row["department"], row["region"]) != owner:
            owner = (row["department"], row["region"])
            nodes.append(_group(row, counts[owner]))
        nodes.append(_line(row, str(chosen["plan_id"])))
    return el(
        "div", "split",
        el("div", "list tall scroll keys", *nodes, page.buttons(), name=f"plans {page.number}"),
        el("div", "beside tall", *_beside(data, chosen), name=f"plan {chosen['plan_id']}"),
    )  # fmt: skip


def _group(row: Row, count: int) -> Node:
    beside = " · ".join(part for part in (labels.department_type(row["type"]), labels.level_of(row["level"])) if part)
    return el("div", "group", el("span", "strong", f"{labels.department(row['department'])} {figures.number(count)}"),
              el("span", "second", beside))  # fmt: skip


def _line(row: Row, selected: str) -> Node:
    return el(
        "div", "row go plan",
        el("div", "name two", row["name"], title=row["name"]),
        el("div", "second two", row["sentence"].strip()),
        go={"at": row["plan_id"]}, selected=row["plan_id"] == selected, name=row["plan_id"],
    )  # fmt: skip


def _beside(data: Compared, row: Row) -> list[Node | None]:
    return [
        compare_evidence.department_line(row),
        el("h2", "", row["name"]),
        el("p", "second", _("后一期报告里没有找到这个名称。也可能换了说法，请打开后一期核对。")),
        *compare_evidence.words(data, row, _("打算原文")),
        el("div", "source", el("span", "strong", _("查过的后期报告"))),
        *(_asked(data, one) for one in row["later_report_ids"]),
    ]


def _asked(data: Compared, report_id: str) -> Node:
    reports = data.reports()
    report = reports[reports["report_id"] == report_id].iloc[0]
    compilation_id = str(report["compilation_id"])
    return el(
        "div", "", el("p", "", str(report["title"])),
        el("p", "second", " · ".join(compare_evidence.whence(data, compilation_id, report_id))),
        compare_evidence.open_text(compilation_id, report_id, int(report["start"])),
    )  # fmt: skip


def export(data: Compared, rows: pd.DataFrame) -> pd.DataFrame:
    """Return what is not mentioned with its evidence, and the later reports that were asked."""
    titles = data.reports().set_index("report_id")["title"]
    rows = rows.assign(
        plan=rows["name"], compilation=rows["compilation_id"].map(data.names),
        later=["；".join(str(titles[one]) for one in asked) for asked in rows["later_report_ids"]],
    )  # fmt: skip
    return rows[
        [
            "department", "type", "level", "region", "plan", "compilation", "report_id", "text", "start", "end",
            "sentence", "sentence_start", "sentence_end", "later",
        ]
    ]  # fmt: skip
