"""What a section is about: what was done, what is wrong, what shall be done."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from guoban.errors import LexiconError
from guoban.lexicon import load
from guoban.records import SectionRole
from guoban.structure.periods import Period, years


@dataclass(frozen=True, slots=True)
class _Cues:
    intro: regex.Pattern[str]
    background: regex.Pattern[str]
    problems: regex.Pattern[str]
    solving: regex.Pattern[str]
    plan_time: regex.Pattern[str]
    second_half: regex.Pattern[str]
    review: regex.Pattern[str]
    plan: regex.Pattern[str]
    bare: regex.Pattern[str]
    deeper: tuple[tuple[SectionRole, regex.Pattern[str]], ...]


def top_role(heading: str, period: Period) -> SectionRole | None:
    """Return the role that the words of a top heading tell, in a report on `period`; None where they tell nothing."""
    cues = _cues()
    if cues.intro.search(heading):
        return "intro"
    if cues.background.search(heading):
        return "background"
    if cues.problems.search(heading) and not cues.solving.match(heading):
        return "problems"
    if cues.plan_time.search(heading) or _speaks_of_later(heading, period):
        return "plan"
    if cues.review.search(heading):
        return "review"
    if cues.plan.search(heading):
        return "plan"
    return None


def deeper_role(heading: str, period: Period) -> SectionRole | None:
    """Return the role of a heading below the top where it says otherwise than the one above it, else None."""
    for role, cue in _cues().deeper:
        if cue.search(heading):
            if role == "plan" and heading.startswith("下半年") and period.span in ("H2", "year"):
                return None
            return role
    return None


def is_bare_heading(words: str) -> bool:
    """Tell whether a line without a number is a heading by its words: 上半年工作回顾, 存在问题, 下一步工作打算."""
    return len(words) <= 30 and _cues().bare.search(words) is not None


def _speaks_of_later(heading: str, period: Period) -> bool:
    named = years(heading)
    if period.year is not None and named and min(named) > period.year:
        return True
    return period.span not in ("H2", "year") and _cues().second_half.search(heading) is not None


_LISTS = ("intro", "background", "problems", "solving", "plan_time", "second_half", "review", "plan", "bare")
_DEEPER: tuple[SectionRole, ...] = ("problems", "plan", "review")


@cache
def _cues() -> _Cues:
    lists = load("sections")
    for name in (*_LISTS, "deeper"):
        if name not in lists:
            raise LexiconError("lexicon_field", name="sections", field=name)
    patterns: dict[str, Any] = {name: regex.compile(_any(lists[name])) for name in _LISTS}
    return _Cues(**patterns, deeper=tuple((role, regex.compile(_any(lists["deeper"][role]))) for role in _DEEPER))


def _any(patterns: str | list[str]) -> str:
    return patterns if isinstance(patterns, str) else "|".join(f"(?:{pattern})" for pattern in patterns)
