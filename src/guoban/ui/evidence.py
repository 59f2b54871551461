"""The evidence panel: the sentence with its marks, the figure in question outlined, how the schedule was reckoned."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from guoban.locale import translate as _
from guoban.reporting import figures, labels, sources, tasks
from guoban.ui import language, pane, review_rows, shell
from guoban.ui.marked import marked
from guoban.ui.memory import of_report
from guoban.ui.pane import Node, el

Row = Mapping[Hashable, Any]
DRAWER = "_drawer"
SHORT_MARK = 6
BEFORE_FOCUS = 24
NEAR_FOCUS = 20
COMMAS = ",，;；、。:："
MARK_CLASSES = {
    "actual": "actual",
    "target": "target",
    "forecast": "forecast",
    "baseline": "other",
    "reference": "other",
}


def slices(text: str, start: int, end: int, marks: Sequence[Row], focus: Collection[int] = ()) -> list[Node | str]:
    """Return `text[start:end]` as words and marks.

    `marks` are rows of the metrics table in text order; one that overlaps the mark before it is passed over. The
    marks that begin at an offset in `focus` are outlined.
    """
    parts: list[Node | str] = []
    at = start
    for mark in marks:
        if mark["start"] < at or mark["end"] > end:
            continue
        if mark["start"] > at:
            parts.append(text[at : mark["start"]])
        parts.append(el("mark", mark_class(mark, focused=mark["start"] in focus), text[mark["start"] : mark["end"]]))
        at = mark["end"]
    if at < end:
        parts.append(text[at:end])
    return parts


def mark_class(mark: Row, *, focused: bool = False) -> str:
    """Return the classes of a mark: its role, its redaction, whether it may break, whether it is in question."""
    names = [MARK_CLASSES.get(mark["role"], "other")]
    if mark["redacted"]:
        names.append("redacted")
    if mark["end"] - mark["start"] <= SHORT_MARK:
        names.append("tight")
    if focused:
        names.append("focus")
    return " ".join(names)


def clip(text: str, start: int, focus: int) -> int:
    """Return where a quote of two lines begins, so that the figure at `focus` is within it: behind a comma."""
    if focus - start <= BEFORE_FOCUS:
        return start
    for at in range(focus - BEFORE_FOCUS, focus):
        if text[at] in COMMAS:
            return at + 1
    return focus - BEFORE_FOCUS


def brief_quote(view: "shell.View", row: Row) -> Node:
    """Return a task's sentence in two lines, cut so that the figure it is judged by is seen."""
    focus = sources.places(row)
    own = marked(view.all_metrics, row["report_id"])
    metric = next(iter(own.at(focus)), None)
    if metric is None:
        return el("p", "quote brief", figures.NOTHING)
    text = view.compilation.text
    start, end = metric["sentence_start"], metric["sentence_end"]
    inside = [place for place in focus if start <= place < end]
    near = [place for place in inside if inside[0] - NEAR_FOCUS <= place <= inside[0]]
    first = clip(text, start, min(near)) if near else start
    lead = "…" if first > start else None
    return el("p", "quote brief", lead, *slices(text, first, end, own.inside(first, end), focus))


def quote(view: "shell.View", report_id: str, span: tuple[int, int], focus: Collection[int]) -> Node:
    """Return the words of `span` with every metric in them marked."""
    text = view.compilation.text
    start, end = span
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    start += len(text[start:end]) - len(text[start:end].lstrip())
    marks = marked(view.all_metrics, report_id).inside(start, end)
    return el("p", "quote", *slices(text, start, end, marks, focus))


def task_panel(view: "shell.View", row: Row, *, head: bool = True) -> Node:
    """Return the panel of a task, a row of `tasks.tasks`."""
    length, line = tasks.bar(row)
    return el(
        "section", "evidence",
        _department_line(row, _state(view, row)) if head else None,
        el("h2", "", row["indicator"] or _("任务名称不明")),
        el("div", "verdict", *_verdict(row)),
        bullet(row["status"], length, line, "big"),
        el("div", "big3", *(_big(word, value) for word, value in _big_figures(row))),
        _facts(*_task_facts(row)),
        *(el("p", "second note", words) for words in sources.notes(row)),
        *_sentences(view, row),
        legend(),
        actions(row["report_id"], (sources.places(row) or [0])[0], _to_review("tasks", row["progress_id"])),
    )  # fmt: skip


def metric_panel(view: "shell.View", row: Row) -> Node:
    """Return the panel of a metric, a row of the view's metrics."""
    own_year: int | None = None if pd.isna(row["year"]) else int(row["year"])
    return el(
        "section", "evidence",
        _department_line(row, _state(view, row)),
        el("h2", "", row["indicator"] or _("指标名称不明")),
        el("p", "figure", figures.metric_value(row)),
        _facts(
            (_("口径"), labels.measure(row["measure"])),
            (_("性质"), labels.role(row["role"])),
            (_("时期"), labels.period(row["period"], own_year) or figures.NOTHING),
            (_("对比"), labels.compare(row["compare"]) or figures.NOTHING),
            (_("限定"), labels.bound(row["bound"])),
        ),
        *_sentence(view, row, {int(row["start"])}),
        legend(),
        actions(row["report_id"], int(row["start"]), _to_review("metrics", row["metric_id"])),
    )  # fmt: skip


def legend() -> Node:
    """Return what the marks mean."""
    known = (("actual", "完成值"), ("target", "目标值"), ("forecast", "预计值"), ("other", "基期、参照"))
    return el("div", "legend", *(el("mark", name, _(word)) for name, word in known), el("mark", "redacted", _("脱敏")))


def actions(report_id: str, place: int, review: Mapping[str, str] | None = None) -> Node:
    """Return the buttons of a panel; `review` is where the row is corrected."""
    return el(
        "div", "actions",
        el(
            "a", "primary", _("在全文中查看"),
            href=shell.evidence_link(report_id, place), go={"page": "text", "r": report_id, "at": str(place)},
        ),
        el("button", "", _("更正"), go={"page": "review", "r": report_id, **review}) if review else None,
    )  # fmt: skip


def _to_review(shown: str, identifier: str) -> dict[str, str]:
    return {"view": shown, "at": identifier}


def _state(view: "shell.View", row: Row) -> Node | None:
    """Return what was said of a row; nothing where the view does not know."""
    if view.corrected is None:
        return None
    name = "progress_id" if "progress_id" in row else "metric_id"
    frame = view.corrected.progress if name == "progress_id" else view.corrected.metrics
    own = of_report(frame, row["report_id"])
    found = own[own[name] == row[name]].to_dict("records")
    return review_rows.state_mark(found[0]) if found else None


def bullet(status: str, length: float | None, line: float | None, css: str = "") -> Node:
    """Return a bullet bar: the track to 100%, the bar in the status' colour, the row's own schedule line."""
    return el(
        "div", f"bullet {css}".strip(),
        None if length is None else el("i", f"bar {status}", size=length),
        None if line is None else el("i", "line", at=line),
    )  # fmt: skip


def card_mark(card: str) -> Node | None:
    """Return the upright rectangle of a red or yellow card, None without one."""
    return el("i", f"card {card}", title=labels.card(card), label=labels.card(card)) if card else None


def status_mark(status: str, css: str = "") -> Node:
    return el("span", f"status {status} {css}".strip(), el("i", "sign", labels.STATUS_MARKS[status]),
              labels.status(status))  # fmt: skip


def follow_action(asked: Any) -> None:
    """Follow what a panel's buttons ask for: a page with its parameters. In a callback."""
    if isinstance(asked, dict) and "page" in asked:
        shell.go(asked["page"], **{name: value for name, value in asked.items() if name != "page"})


def ask_drawer(kind: str, row_id: str) -> None:
    """Ask for the drawer with a task (its progress_id) or a metric (its metric_id). In a callback."""
    st.session_state[DRAWER] = (kind, row_id)


def draw_drawer(view: "shell.View", rows: pd.DataFrame) -> None:
    """Open the drawer that was asked for; `rows` are the tasks of the view."""
    asked = st.session_state.pop(DRAWER, None)
    if asked is None:
        return
    kind, row_id = asked
    frame, column = (rows, "progress_id") if kind == "task" else (view.all_metrics, "metric_id")
    found = frame[frame[column] == row_id].to_dict("records")
    if not found:
        return

    @st.dialog(_("原文"), width=460, position="right")
    def drawer() -> None:
        language.use()
        shell.follow()
        panel = task_panel(view, found[0]) if kind == "task" else metric_panel(view, found[0])
        pane.show(panel, "drawer", on_go=follow_action)

    drawer()


def _department_line(row: Row, state: Node | None) -> Node:
    beside = " · ".join(
        part for part in dict.fromkeys((labels.department_type(row["type"]), labels.level_of(row["level"]))) if part
    )
    return el(
        "div", "whose",
        el("button", "link", labels.department(row["department"]), go={"page": "departments", "r": row["report_id"]}),
        el("span", "second", beside),
        state,
    )  # fmt: skip


def _verdict(row: Row) -> list[Node | str | None]:
    reason = labels.reason(row["reason"]) if row["status"] == "unknown" else ""
    return [
        status_mark(row["status"]),
        el("span", "second", reason) if reason else None,
        card_mark(row["card"]),
        el("span", f"cardword {row['card']}", labels.card(row["card"])) if row["card"] else None,
    ]


def _big_figures(row: Row) -> list[tuple[str, str]]:
    """Return the three figures: completion, schedule, gap; where there is no ratio, both values and their difference."""
    if pd.isna(row["pct"]) and (difference := sources.difference_words(row)):
        unit = row["actual_unit"]
        return [
            (_("完成值"), figures.amount(row["actual"], unit)),
            (_("目标值"), figures.amount(row["target"], unit)),
            (_("相差"), difference),
        ]
    return [
        (_("完成率"), completion_words(row)),
        (_("序时进度"), figures.pct(row["schedule_pct"])),
        (_("差距"), figures.gap(row["gap"]) or figures.NOTHING),
    ]


def completion_words(row: Row) -> str:
    """Return the figure that a task is judged by, 脱敏 where it is masked."""
    if not pd.isna(row["stated_pct"]):
        return figures.pct(row["stated_pct"], None)
    return _("脱敏") if row["reason"] == "redacted" else figures.pct(row["pct"])


def _task_facts(row: Row) -> list[tuple[str, str]]:
    facts = [
        (_("完成值"), figures.amount(row["actual"], row["actual_unit"], masked=row["actual_masked"])),
        (_("目标值"), figures.amount(row["target"], row["target_unit"], masked=row["target_masked"])),
        (_("序时算法"), sources.schedule_words(row)),
        (_("完成率来源"), sources.completion_source(row)),
    ]
    if not pd.isna(row["also_target_start"]):
        facts.append((_("打算里的目标"), sources.also_words(row)))
    if row["lower_is_better"]:
        facts.append((_("方向"), _("越低越好")))
    return facts


def _sentences(view: "shell.View", row: Row) -> list[Node]:
    """Return the sentence of a task's completion, and the target's own where it stands elsewhere."""
    focus = sources.places(row)
    drawn: list[Node] = []
    shown: set[int] = set()
    for metric in marked(view.all_metrics, row["report_id"]).at(focus):
        if metric["sentence_start"] not in shown:
            is_target = bool(shown) and metric["start"] in {row["target_start"], row["also_target_start"]}
            drawn += _sentence(view, metric, set(focus), target=is_target)
            shown.add(metric["sentence_start"])
    return drawn


def _sentence(view: "shell.View", metric: Row, focus: Collection[int], *, target: bool = False) -> list[Node]:
    report_id = metric["report_id"]
    return [
        el(
            "div", "source",
            el("span", "strong", _("目标原文") if target else _("原文")),
            el("span", "second", sources.section_path(of_report(view.compilation.sections, report_id), report_id, int(metric["start"]))),
            el("span", "second", sources.source_words(view.compilation.document, int(metric["start"]))),
        ),
        quote(view, report_id, (int(metric["sentence_start"]), int(metric["sentence_end"])), focus),
    ]  # fmt: skip


def _big(word: str, value: str) -> Node:
    return el("div", "", el("div", "second", word), el("div", "number", value))


def _facts(*facts: tuple[str, str]) -> Node:
    return el("dl", "facts", *(node for word, value in facts for node in (el("dt", "", word), el("dd", "", value))))
