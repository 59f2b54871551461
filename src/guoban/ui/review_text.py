"""The words of a report beside its rows: every row marked, the one in question outlined, words to be marked for a new one."""

from collections.abc import Sequence

import pandas as pd

from guoban.compilation import Compilation
from guoban.locale import translate as _
from guoban.ui import evidence
from guoban.ui.pane import Node, el
from guoban.ui.reader.blocks import Block, Heading, blocks, parts
from guoban.ui.review_rows import Row

# What is drawn of a report at once: each selection draws it again.
PART = 8_000
TAGS = {"h1": "h2", "h2": "h3", "h3": "h3", "h4": "h3", "p": "p", "c": "p"}
Span = tuple[int, int]


def part_at(compilation: Compilation, report: Row, place: int) -> tuple[int, int, Span]:
    """Return the part of a report that holds `place`: its number from 1, of how many, and where it stands."""
    found = parts(compilation.text, int(report["start"]), int(report["end"]), most=PART)
    number = next((n for n, (_start, end) in enumerate(found, 1) if place < end), len(found))
    return number, len(found), found[number - 1]


def words_tree(compilation: Compilation, report: Row, rows: pd.DataFrame, place: int, focus: Sequence[int]) -> Node:
    """Return the part of the report with `place`; `rows` are all its metrics, those that begin at `focus` outlined."""
    number, count, span = part_at(compilation, report, place)
    inside = rows[(rows["start"] >= span[0]) & (rows["end"] <= span[1])]
    marks: list[Row] = inside.to_dict("records")  # type: ignore[assignment]
    drawn = blocks(
        compilation.text, span, body_start=_body_start(compilation, report), headings=_headings(compilation, report),
        whole=[(mark["start"], mark["end"]) for mark in marks],
    )  # fmt: skip
    return el(
        "div", "words tall scroll follow",
        *(_block(compilation.text, block, marks, focus) for block in drawn),
        _turn(number, count, span),
        name=f"words {span[0]}",
    )  # fmt: skip


def _block(text: str, block: Block, marks: Sequence[Row], focus: Sequence[int]) -> Node:
    own = [mark for mark in marks if block.start <= mark["start"] < block.end]
    return el(
        TAGS[block.kind], f"block {block.kind}", *_pieces(text, (block.start, block.end), own, focus), base=block.start
    )


def _pieces(text: str, span: Span, marks: Sequence[Row], focus: Sequence[int]) -> list[Node | str]:
    """Return the words of `span` and its marks; of marks on the same words the first is drawn, or the one in focus."""
    pieces: list[Node | str] = []
    at, end = span
    looked_at = [mark for mark in marks if mark["start"] in focus]
    for mark in marks:
        hidden = any(one is not mark and _overlap(one, mark) for one in looked_at)
        if mark["start"] < at or mark["end"] > end or (hidden and mark not in looked_at):
            continue
        if mark["start"] > at:
            pieces.append(text[at : mark["start"]])
        pieces.append(_mark(text, mark, focused=mark["start"] in focus))
        at = mark["end"]
    if at < end:
        pieces.append(text[at:end])
    return pieces


def _overlap(one: Row, other: Row) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _mark(text: str, mark: Row, *, focused: bool) -> Node:
    css = evidence.mark_class(mark, focused=focused) + (" out" if mark["state"] == "rejected" else "")
    return el("mark", css, text[mark["start"] : mark["end"]], go={"metric": mark["metric_id"]}, title=mark["indicator"])


def _turn(number: int, count: int, span: Span) -> Node | None:
    if count == 1:
        return None
    return el(
        "div", "pages",
        el("button", "", _("上一段"), go={"place": span[0] - 1}) if number > 1 else None,
        el("span", "second", f"{number} / {count}"),
        el("button", "", _("下一段"), go={"place": span[1]}) if number < count else None,
    )  # fmt: skip


def _body_start(compilation: Compilation, report: Row) -> int:
    return next(
        (one.body_start for one in compilation.outline.reports if one.seq == report["seq"]), int(report["start"])
    )


def _headings(compilation: Compilation, report: Row) -> list[Heading]:
    sections = compilation.sections
    own = sections[sections["report_id"] == report["report_id"]].sort_values("start")
    return [
        Heading(int(one["start"]), int(one["end"]), int(one["level"]), opens=str(one["number"]).endswith("是"))
        for one in own.to_dict("records")
    ]
