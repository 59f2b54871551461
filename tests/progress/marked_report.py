"""Reports written with their metrics marked in the text, so that progress can be tested apart from extraction.

`{3亿元|a|完成投资}` is a metric: the number as written, what it is, and its indicator. What it is begins with the role
(a actual, t target, f forecast, b baseline, r reference); words after it may name the measure (c completion, s share,
g growth, d difference, k rank; level else), the bound (min, max, approx), `minor`, `yoy`, and the period (2023-H1 else, 2023
for targets).
"""

import regex

from guoban.metrics.units import to_base
from guoban.records import Department, Document, Metric, Report, Section, SectionRole

_MARK = regex.compile(r"\{(?P<number>[^|{}]+)\|(?P<kind>[^|{}]+)(?:\|(?P<indicator>[^|{}]*))?\}")
_VALUE = regex.compile(r"(?P<value>-?\d+(?:\.\d+)?|[Xx×]+)(?P<unit>.*)")
_HEADING = regex.compile(r"^(?P<number>[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))[^。\n]*", regex.MULTILINE)
_PLAN = regex.compile(r"计划|打算|思路|安排|下一步|下半年|目标")
_SENTENCE = regex.compile(r"[^。\n]+。?")
_ROLES = {"a": "actual", "t": "target", "f": "forecast", "b": "baseline", "r": "reference"}
_MEASURES = {"c": "completion", "s": "share", "g": "growth", "d": "difference", "k": "rank"}
_BOUNDS = {"min", "max", "approx", "range"}


def read_marked(
    marked: str, *, year: int | None = 2023, span: str = "H1", level: str = "市"
) -> tuple[Document, Report, list[Metric]]:
    """Return the document, its one report and the metrics that are marked in it."""
    text, places, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        places.append((len(text), len(text) + len(match["number"]), match))
        text += match["number"]
        at = match.end()
    text += marked[at:]
    document = Document("case", "0" * 64, text, text)
    department = Department("某局", "title", "其他", level, "")
    report = Report(1, "某局工作总结", 0, len(text), 0, department, year, span, _sections(text))
    return document, report, [_metric(text, report, *place) for place in places]


def _metric(text: str, report: Report, start: int, end: int, match: "regex.Match[str]") -> Metric:
    kind = match["kind"].split()
    value = _VALUE.fullmatch(match["number"])
    assert value, f"no number in {match['number']}"
    redacted = value["value"][0] in "Xx×"
    number = None if redacted else float(value["value"])
    amount, base = to_base(number, value["unit"])
    role = _ROLES[kind[0]]
    year = str(report.year or "")
    default = year if role == "target" else f"{year}-{report.span}" if year and report.span in {"H1", "Q1"} else year
    section = [i for i, s in enumerate(report.sections) if s.start <= start < s.body_end]
    sentence = next(s for s in _SENTENCE.finditer(text) if s.start() <= start < s.end())
    return Metric(
        start, end, match["indicator"] or "", number, None, value["unit"],
        next((word for word in kind[1:] if word in _BOUNDS), "exact"),
        next((_MEASURES[word] for word in kind[1:] if word in _MEASURES), "level"), role,
        next((word for word in kind[1:] if word[0] == "2"), default), "yoy" if "yoy" in kind else "", redacted, amount, base,
        sentence.start(), sentence.end(), section[-1] if section else None, "minor" in kind,
    )  # fmt: skip


def _sections(text: str) -> tuple[Section, ...]:
    headings = list(_HEADING.finditer(text))
    sections: list[Section] = []
    role: SectionRole = "review"
    for place, match in enumerate(headings):
        level = 2 if match["number"].startswith("(") else 1
        if level == 1:
            role = "plan" if _PLAN.search(match.group()) else "review"
        closing = [
            other.start() for other in headings[place + 1 :] if level == 2 or not other["number"].startswith("(")
        ]
        parent = next((i for i in range(place - 1, -1, -1) if sections[i].level < level), None)
        sections.append(
            Section(
                match.start(),
                match.end(),
                closing[0] if closing else len(text),
                level,
                match["number"].strip("()、"),
                match.group(),
                role,
                parent,
            )
        )
    return tuple(sections)
