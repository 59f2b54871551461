"""The rows of a report to review, and beside them what was read, what was corrected, and the words of the text."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from guoban.compilation import Compilation
from guoban.corrections import Correction
from guoban.corrections.candidates import DONE
from guoban.corrections.fields import METRIC_FIELDS
from guoban.locale import translate as _
from guoban.reporting import figures, labels, sources
from guoban.ui.library_history import correction_line
from guoban.ui.paging import Page
from guoban.ui.pane import Node, el
from guoban.ui.review_rows import Row, as_read, by_words, differences, field_words, state_mark

PLAIN = ("measure", "role", "period", "compare", "bound")
KEYS = (
    ("Enter", "回车", "确认"), ("x", "X", "剔除"), ("e", "E", "修改"), ("l", "L", "关联"), ("j", "J", "下一条"), ("k", "K", "上一条"),
    ("n", "N", "下一条未校"), ("u", "U", "撤销"),
)  # fmt: skip
ALIASES = {"ArrowDown": "j", "ArrowUp": "k", "Delete": "x"}


def with_aliases(keys: Mapping[str, Any]) -> dict[str, Any]:
    """Return the page's keys with the other names that some have."""
    return {**keys, **{name: keys[own] for name, own in ALIASES.items() if own in keys}}


def top(rows: pd.DataFrame, said: Node | None) -> Node:
    """Return how much of `rows` was looked at, and below it the place for what has just been done."""
    seen, count = int((rows["state"] != "auto").sum()), len(rows)
    words = _("已校 {seen} / {count}").format(seen=figures.number(seen), count=figures.number(count))
    return el(
        "div", "top",
        el(
            "div", "shareline",
            el("span", "", words),
            el("div", "bullet", el("i", "bar plain", size=seen / count * 100 if count else 100)),
        ),
        el("div", "saidline", said),
    )  # fmt: skip


def rows_list(shown: pd.DataFrame, page: Page, selected: str, year: int | None, name: str) -> Node:
    """Return one page of the metrics to review."""
    return el(
        "div", "list tall scroll follow keys",
        *(_row(row, year, selected=row["metric_id"] == selected) for row in page.rows(shown).to_dict("records")),
        page.buttons(),
        name=f"{name} {page.number}",
    )  # fmt: skip


def _row(row: Row, year: int | None, *, selected: bool) -> Node:
    notes = sources.notes(row)
    about = [labels.measure(row["measure"]), labels.role(row["role"]), labels.period(row["period"], year)]
    return el(
        "div", f"row rev {row['state']}",
        state_mark(row),
        el(
            "div", "",
            el("div", "name two", row["indicator"] or _("指标名称不明"), title=row["indicator"]),
            el("div", "second cut", " · ".join(one for one in (*about, labels.compare(row["compare"])) if one)),
        ),
        el("span", "num value", figures.metric_value(row)),
        el("span", "flag", "!", title="\n".join(notes), label=_("有提示")) if notes else el("span"),
        go={"row": row["metric_id"]}, selected=selected, name=row["metric_id"],
    )  # fmt: skip


def key_line(keys: Mapping[str, Any], words: Mapping[str, str] | None = None) -> Node:
    """Return the line that names the keys; `words` are those of a page that uses one for something else."""
    own = words or {}
    return el(
        "div", "keyline second",
        *(el("span", "", el("span", "key", _(sign)), _(own.get(key, word))) for key, sign, word in KEYS if key in keys),
    )  # fmt: skip


def metric_panel(
    compilation: Compilation, row: Row, read: pd.DataFrame, said: Sequence[Correction], keys: Mapping[str, Any]
) -> Node:
    """Return what is known of a row: its state, its fields beside those that were read, what can be done, its history."""
    return el(
        "section", "about",
        el("div", "whose", state_mark(row), el("span", "second", by_words(row))),
        el("h2", "", row["indicator"] or _("指标名称不明"), " ", el("span", "value", figures.metric_value(row))),
        _fields(compilation, row, as_read(read, row)),
        *(el("p", "second note", words) for words in sources.notes(row)),
        _actions(row, keys),
        history(said),
    )  # fmt: skip


def _fields(compilation: Compilation, row: Row, read: Row | None) -> Node:
    changed = differences(read, row)
    year = year_of(compilation, row)
    shown = [
        name
        for name in METRIC_FIELDS
        if name in changed or name in PLAIN or (row[name] and name in ("minor", "redacted"))
    ]
    nodes: list[Node] = []
    for name in shown:
        now = el("span", "strong" if name in changed else "", field_words(name, row[name], year))
        was = _("读作 {value}").format(value=field_words(name, read[name], year)) if read and name in changed else ""
        nodes += [el("dt", "", labels.column(name)), el("dd", "", now, el("span", "second was", was) if was else None)]
    return el("dl", "facts fields", *nodes)


def year_of(compilation: Compilation, row: Row) -> int | None:
    """Return the year that a row's report reviews."""
    reports = compilation.reports
    years = reports.loc[reports["report_id"] == row["report_id"], "year"].dropna()
    return int(years.iloc[0]) if len(years) else None


def _actions(row: Row, keys: Mapping[str, Any]) -> Node:
    again = row["state"] == "rejected"
    buttons = (
        ("Enter", _("恢复并确认") if again else _("确认"), "primary"), ("e", _("修改"), ""),
        ("x", _("剔除"), ""), ("l", _("关联完成值") if row["role"] == "target" else _("关联目标"), ""),
    )  # fmt: skip
    shown = [(key, word, css) for key, word, css in buttons if key in keys and not (again and key == "x")]
    return el(
        "div", "actions",
        *(el("button", css, word, go=keys[key]) for key, word, css in shown),
        el("button", "", _("在全文中查看"), go={"page": "text", "r": row["report_id"], "at": str(int(row["start"]))}),
    )  # fmt: skip


def history(said: Sequence[Correction]) -> Node | None:
    """Return what was said of a row, the latest first."""
    if not said:
        return None
    newest = sorted(said, key=lambda one: one.at, reverse=True)
    return el(
        "section", "history",
        el("div", "sechead", el("h3", "", _("经过")), el("span", "second count", str(len(said)))),
        *(correction_line(one) for one in newest),
    )  # fmt: skip


def page_tree(left: Sequence[Node | None], panel: Node, words: Node, identifier: str) -> Node:
    """Return list and key line at the left, the row and its words at the right."""
    return el(
        "div", "split review",
        el("div", "column", *left),
        el("div", "beside column", el("div", "card-about tall", panel, name=f"about {identifier}"), words),
    )  # fmt: skip


def metrics_keys(rows: pd.DataFrame, row: Row, identifiers: Mapping[str, str]) -> dict[str, Any]:
    """Return the keys of the metrics view; `identifiers` are the rows that j, k and n lead to, and what follows."""
    here = str(row["metric_id"])
    keys: dict[str, Any] = {
        "Enter": {"act": "confirm", "row": here, "then": identifiers["then"]},
        "x": {"act": "reject", "row": here, "then": identifiers["then"]},
        "e": {"act": "edit", "row": here},
        "j": {"row": identifiers["j"]},
        "k": {"row": identifiers["k"]},
        "n": {"row": identifiers["n"]},
        "u": {"act": "undo"},
    }
    others = ("target",) if row["role"] in DONE else DONE if row["role"] == "target" else ()
    if row["state"] != "rejected" and rows["role"].isin(others).any():
        keys["l"] = {"act": "link", "row": here}
    return keys
