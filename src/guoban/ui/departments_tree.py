"""The departments as trees for the pane: the list with a profile beside it, two to four side by side; the roster."""

from collections.abc import Collection, Sequence

import pandas as pd

from guoban.locale import translate as _
from guoban.reporting import labels
from guoban.reporting.profile import Profile
from guoban.reporting.scales import WRITTEN
from guoban.reporting.standing import Row
from guoban.ui import evidence, overview_board
from guoban.ui import profile as profiles
from guoban.ui.paging import Page
from guoban.ui.pane import Node, el

ORDERS = {"cards": "按亮牌", "tasks": "按任务数", "metrics": "按指标数", "seq": "按汇编顺序"}
COUNTS = ("tasks", "done", "ahead", "behind", "unknown", "red", "yellow", "redacted")
ROSTER = [
    "seq", "department", "type", "level", "region", *COUNTS[:7], "metrics", "redacted", "targets", "characters",
    "sections", "period", "title",
]  # fmt: skip
YES = "yes"
HOLDS = {"cards": "有亮牌", "tasks": "有任务，没有亮牌", "none": "没有可对照的任务"}


def holds_word(value: str) -> str:
    return _(HOLDS[value])


def named(frame: pd.DataFrame, words: str) -> "pd.Series[str]":
    """Return `YES` where department or title hold `words`, else empty."""
    hit = frame["department"].str.contains(words, case=False, regex=False)
    return (hit | frame["title"].str.contains(words, case=False, regex=False)).map({True: YES, False: ""})


def roster(reports: pd.DataFrame, rows: pd.DataFrame, metrics: pd.DataFrame) -> pd.DataFrame:
    """Return the reports with counts of their tasks by status and card (`COUNTS`), what they hold (a key of `HOLDS`),
    and `period` in words."""
    frame = reports.copy()
    of_report = {
        "tasks": rows["report_id"],
        **{status: rows.loc[rows["status"] == status, "report_id"] for status in COUNTS[1:5]},
        **{card: rows.loc[rows["card"] == card, "report_id"] for card in ("red", "yellow")},
        "redacted": metrics.loc[metrics["redacted"], "report_id"],
    }
    for name, owners in of_report.items():
        frame[name] = frame["report_id"].map(owners.value_counts()).fillna(0).astype("int64")
    frame["worst"] = frame["report_id"].map(rows[rows["status"] == "behind"].groupby("report_id")["lead"].min())
    frame["holds"] = "none"
    frame.loc[frame["tasks"] > 0, "holds"] = "tasks"
    frame.loc[frame["red"] + frame["yellow"] > 0, "holds"] = "cards"
    frame["period"] = [
        labels.span_words(None if pd.isna(year) else int(year), span)
        for year, span in zip(frame["year"], frame["span"], strict=True)
    ]
    return frame


def in_order(frame: pd.DataFrame, order: str) -> pd.DataFrame:
    """Return the roster in one of `ORDERS`."""
    if order == "seq":
        return frame.sort_values("seq", kind="stable")
    if order in {"tasks", "metrics"}:
        return frame.sort_values([order, "seq"], ascending=[False, True], kind="stable")
    return (
        frame.assign(_without=frame["tasks"] == 0)
        .sort_values(
            ["_without", "red", "yellow", "behind", "worst", "tasks", "seq"],
            ascending=[True, False, False, False, True, False, True],
            kind="stable",
            na_position="last",
        )
        .drop(columns="_without")
    )


def display(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the roster in display words, for the grid."""
    shown = frame[ROSTER].copy()
    shown["department"] = shown["department"].map(labels.department)
    shown["type"] = shown["type"].map(labels.department_type)
    shown["level"] = shown["level"].map(labels.level)
    names = {name: labels.column(name) for name in ROSTER} | {"period": labels.column("span")}
    return shown.rename(columns=names)


def page_tree(frame: pd.DataFrame, page: Page, one: Profile, beside: Collection[str], scale: str) -> Node:
    """Return one page of the list of `frame` beside the profile `one`."""
    selected = one.report["report_id"]
    most = max(int(frame["tasks"].max()), 1)
    return el(
        "div", "split profile",
        el(
            "div", "list tall scroll keys",
            el("div", "who head", el("span", "", _("部门")), el("span", "", _("任务")),
               el("span", "num", _("指标"))),
            *(_who(row, most, selected) for row in page.rows(frame).to_dict("records")),
            page.buttons(),
            name=f"departments {page.number}",
        ),
        el("div", "beside tall", profiles.profile_tree(one, scale, compared=selected in beside),
           name=f"profile {selected}"),
    )  # fmt: skip


def _who(row: Row, most: int, selected: str) -> Node:
    kinds = (labels.department_type(row["type"]), labels.level(row["level"]) if row["level"] else "")
    about = " · ".join(part for part in dict.fromkeys(kinds) if part)
    name = labels.department(row["department"])
    cards = [evidence.card_mark(card) for card in ("red", "yellow") for _one in range(min(int(row[card]), 3))]
    return el(
        "div", "row who",
        el(
            "div", "",
            el("div", "namecards", el("span", "cut name", name, title=name), el("span", "cards", *cards)),
            el("div", "second cut", about),
        ),
        _bar(row, most) if row["tasks"] else el("span", "second", _("无目标")),
        el("span", "num second", str(row["metrics"])),
        go={"r": row["report_id"]},
        selected=row["report_id"] == selected,
        name=f"who {row['report_id']}",
    )  # fmt: skip


def _bar(row: Row, most: int) -> Node:
    return el(
        "div", "stack",
        *(
            el("i", f"bar {status}", size=int(row[status]) / most * 100,
               title=f"{labels.status(status)} {row[status]}")
            for status in overview_board.STRIP_ORDER if row[status]
        ),
    )  # fmt: skip


def compare_tree(chosen: Sequence[Profile], scale: str = WRITTEN) -> Node:
    """Return two to four profiles side by side; parts stand in one line, empty ones keep their place."""
    parts: Sequence[tuple[str, Sequence[Sequence[Node | None]]]] = (
        ("", [[_compare_head(one)] for one in chosen]),
        (_("任务"), [profiles.strip(one) for one in chosen]),
        (_("滞后任务"), [[profiles.behind_line(row) for row in one.behind[:6]] for one in chosen]),
        (_("主要数据"), [profiles.figure_lines(one, scale) for one in chosen]),
        (_("主要增速"), [profiles.growth_lines(one) for one in chosen]),
        (_("位次"), [profiles.rank_lines(one) for one in chosen]),
        (_("下步目标"), [profiles.plan_lines(one, scale) for one in chosen]),
        (_("报告自述的问题"), [profiles.problem_lines(one) for one in chosen]),
    )
    return el(
        "div", "compares",
        *(
            el(
                "div", f"compare of{len(chosen)}",
                el("h2", "across", word) if word else None,
                *(
                    el(
                        "div", "narrow",
                        el("p", "second below", labels.department(one.report["department"])) if word else None,
                        *(column or [el("p", "second calm", "—")]),
                    )
                    for one, column in zip(chosen, columns, strict=True)
                ),
            )
            for word, columns in parts
        ),
    )  # fmt: skip


def _compare_head(one: Profile) -> Node:
    return el(
        "div", "",
        el("button", "link", labels.department(one.report["department"]), go={"r": one.report["report_id"]}),
        profiles.facts_line(one),
    )  # fmt: skip
