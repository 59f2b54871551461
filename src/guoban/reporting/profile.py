"""What a department's report holds for its profile: tasks, growth, ranks, plans, problems, its outline."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from guoban.compilation import Compilation
from guoban.lexicon import load
from guoban.locale import translate as _
from guoban.reporting import tasks

Row = Mapping[Hashable, Any]
SENTENCE_ENDS = "。；;！!？?\n"
LONGEST_PROBLEM = 80


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile shows: a report's row and its rows of the tables, each in the order in which they are shown."""

    report: Row
    tasks: pd.DataFrame
    behind: Sequence[Row]
    figures: Sequence[Row]
    growth: Sequence[Row]
    ranks: Sequence[Row]
    plans: Sequence[Row]
    problems: Sequence[tuple[str, int]]
    outline: Sequence[Row]
    masked: int


def profile_of(compilation: Compilation, rows: pd.DataFrame, report_id: str) -> Profile:
    """Return the profile of the report `report_id`; `rows` are all tasks (see `tasks.tasks`)."""
    report = compilation.reports[compilation.reports["report_id"] == report_id].to_dict("records")[0]
    metrics = compilation.metrics[compilation.metrics["report_id"] == report_id]
    sections = compilation.sections
    sections = sections[sections["report_id"] == report_id].sort_values("start")
    own = tasks.in_order(rows[rows["report_id"] == report_id])
    roles = dict(zip(sections["section_id"], sections["role"], strict=True))
    growth = metrics[(metrics["measure"] == "growth") & (metrics["role"] == "actual") & metrics["value"].notna()]
    amounts = metrics[(metrics["measure"] == "level") & (metrics["role"] == "actual") & ~metrics["minor"]]
    targets = metrics[(metrics["role"] == "target") & ~metrics["minor"]]
    planned = targets[targets["section_id"].map(lambda section: roles.get(section) == "plan").astype(bool)]
    return Profile(
        report=report,
        tasks=own,
        behind=own[own["status"] == "behind"].to_dict("records"),
        figures=headlines_first(amounts.to_dict("records")),
        growth=headlines_first(growth.to_dict("records")),
        ranks=metrics[(metrics["measure"] == "rank") & (metrics["role"] == "actual")].to_dict("records"),
        plans=planned.to_dict("records"),
        problems=_problems(compilation.text, sections),
        outline=sections[sections["level"] <= 2].to_dict("records"),
        masked=int(metrics["redacted"].sum()),
    )  # fmt: skip


@cache
def headlines() -> tuple[str, ...]:
    """Return the words of headline indicators, the first first."""
    return tuple(load("headlines")["headlines"])


def headlines_first(rows: list[dict[Hashable, Any]]) -> list[Row]:
    """Return rows, headline indicators first; not by size, for the largest are oddities."""
    words = headlines()

    def place(row: Row) -> int:
        return next((at for at, word in enumerate(words) if word in row["indicator"]), len(words))

    return sorted(rows, key=place)


def _problems(text: str, sections: pd.DataFrame) -> list[tuple[str, int]]:
    """Return the problems that the report names with their places: its headings of that role, the deepest ones.

    Where such a section has no headings inside, the sentences of its body stand for them.
    """
    own = sections[sections["role"] == "problems"]
    parents = set(own["parent_id"])
    found: list[tuple[str, int]] = []
    for row in own.to_dict("records"):
        if row["section_id"] in parents:
            continue
        if row["level"] > 1:
            found.append((row["heading"].strip(), int(row["start"])))
        else:
            found += _sentences(text, int(row["end"]), int(row["body_end"]))
    return found


def _sentences(text: str, start: int, end: int) -> list[tuple[str, int]]:
    found, at = [], start
    for place in range(start, end):
        if text[place] in SENTENCE_ENDS or place == end - 1:
            words = text[at : place + 1].strip()
            if len(words) > 4:
                cut = words if len(words) <= LONGEST_PROBLEM else words[: LONGEST_PROBLEM - 1] + "…"
                found.append((cut, at + len(text[at : place + 1]) - len(text[at : place + 1].lstrip())))
            at = place + 1
    return found


def plans_word(one: Profile) -> str:
    return _("下半年目标") if one.report["span"] in {"H1", "Q1-Q2"} else _("下步目标")
