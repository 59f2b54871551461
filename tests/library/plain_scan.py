"""The answers that the search must give, found by reading every text from end to end, with none of the search's code.

A text is read as a list of signs with the places that they come from. Slow, and plain enough to be believed.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from guoban.compilation import Compilation
from guoban.documents.cleaning import invisible, readings
from guoban.documents.folding import fold
from guoban.documents.simplifying import simplify


@dataclass(frozen=True)
class Scanned:
    """A text as it is searched: its signs, and the place of each in the document."""

    signs: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class Expected:
    """What must be found in a report: hits in its text as (start, end, role), metrics as (start, role)."""

    text: list[tuple[int, int, str]]
    metrics: list[tuple[int, str]]


@dataclass(frozen=True)
class Sheet:
    """A report laid out for scanning: its text, the cuts that go through numbers, the role at each place, metrics."""

    report_id: str
    text: Scanned
    cuts: set[int]
    roles: tuple[str, ...]
    metrics: list[tuple[dict, str, Scanned, set[int]]]


def sheets(compilation: Compilation) -> list[Sheet]:
    """Return the reports of a compilation laid out for scanning."""
    document = compilation.document
    hidden = [*invisible(document.text), *readings(document.text)]
    return [_sheet(compilation, row, hidden) for row in compilation.reports.to_dict("records")]


def scan(
    sheet: Sheet, words: Sequence[Sequence[str]], roles: Sequence[str] = (), *, any_word: bool = False
) -> Expected:
    """Return what must be found in a report of words, each given in all its forms."""
    places = sheet.text.places
    by_word = [_joined([span for form in word for span in _find(sheet.text.signs, form, sheet.cuts)]) for word in words]

    def looked_at(place: int) -> bool:
        return not roles or sheet.roles[place] in roles

    there = [any(looked_at(start) for start, _end in spans) for spans in by_word]
    hits = []
    if any(there) if any_word else all(there):
        joined = _joined([span for spans in by_word for span in spans])
        hits = [(places[a], places[b - 1] + 1, sheet.roles[a]) for a, b in joined if looked_at(a)]
    by_places = [[(places[a], places[b - 1]) for a, b in spans] for spans in by_word]
    rows = [
        (metric["start"], role)
        for metric, role, name, cuts in sheet.metrics
        if (not roles or role in roles)
        and _metric_matches(metric, [_in_name(name.signs, cuts, word) for word in words], by_places, any_word=any_word)
    ]
    return Expected(hits, rows)


def read_signs(folded: str, start: int, hidden: Sequence[tuple[int, int]]) -> Scanned:
    signs = []
    for place, sign in enumerate(folded, start):
        if any(first <= place < last for first, last in hidden):
            continue
        signs.append((_sign(sign), place))
    joined = "".join(sign for sign, _place in signs)
    dropped = set()
    for match in re.finditer(r"(?<!\d)\d{1,3}(,\d{3})+", joined, re.ASCII):
        whole = match.group()
        while joined[match.start() + len(whole) :][:1].isdecimal():
            whole = whole[: whole.rfind(",")] if "," in whole else ""
        if "," in whole and whole == match.group():
            dropped |= {match.start() + at for at, sign in enumerate(whole) if sign == ","}
    kept = [pair for at, pair in enumerate(signs) if at not in dropped]
    return Scanned("".join(sign for sign, _place in kept), tuple(place for _sign, place in kept))


def inner_cuts(signs: str) -> set[int]:
    """Return the places between two signs that lie inside a number."""
    cuts = set()
    for run in re.finditer(r"\d+(?:\.\d+)*", signs, re.ASCII):
        parts = run.group().split(".")
        year = len(parts) == 2 and re.fullmatch(r"(19|20)\d\d", parts[1]) and signs[run.end() : run.end() + 1] == "年"
        if len(parts) == 2 and not year:
            cuts |= set(range(run.start() + 1, run.end()))
            continue
        at = run.start()
        for part in parts:
            cuts |= set(range(at + 1, at + len(part)))
            at += len(part) + 1
    return cuts


def _sign(sign: str) -> str:
    if sign in "“”„‟〝〞":
        return '"'
    if sign in "‘’":
        return "'"
    if sign == "\x00" or unicodedata.category(sign) == "Cs":
        return "\ufffd"
    small = {"İ": "i", "ς": "σ", "Σ": "σ"}.get(sign, sign.lower())
    assert len(small) == 1
    return small


def _find(signs: str, form: str, cuts: set[int]) -> list[tuple[int, int]]:
    found, free = [], 0
    for at in range(len(signs) - len(form) + 1):
        end = at + len(form)
        if at >= free and signs.startswith(form, at) and at not in cuts and end not in cuts:
            found.append((at, end))
            free = end
    return found


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _sheet(compilation: Compilation, row: dict, hidden: Sequence[tuple[int, int]]) -> Sheet:
    document, start, end, report_id = compilation.document, row["start"], row["end"], row["report_id"]
    text = read_signs(document.folded[start:end], start, hidden)
    sections = compilation.sections[compilation.sections["report_id"] == report_id].to_dict("records")
    own = compilation.metrics[compilation.metrics["report_id"] == report_id].sort_values(["start", "end"])
    metrics = []
    for metric in own.to_dict("records"):
        name = metric["indicator"].replace("\n", " ")
        signs = read_signs(simplify(fold(name)), 0, [*invisible(name), *readings(name)])
        metrics.append((metric, _role(sections, metric["start"]), signs, inner_cuts(signs.signs)))
    roles = tuple(_role(sections, place) for place in text.places)
    return Sheet(report_id, text, inner_cuts(text.signs), roles, metrics)


def _role(sections: Sequence[dict], place: int) -> str:
    """The role of the innermost section: the last to begin of those that hold the place."""
    holding = [row for row in sections if row["start"] <= place < row["body_end"]]
    return holding[-1]["role"] if holding else ""


def _in_name(signs: str, cuts: set[int], word: Sequence[str]) -> bool:
    return any(_find(signs, form, cuts) for form in word)


def _metric_matches(metric: dict, named: list[bool], by_places: list[list[tuple[int, int]]], *, any_word: bool) -> bool:
    on, inside = [], []
    for places in by_places:
        within = [(a, b) for a, b in places if a >= metric["sentence_start"] and b < metric["sentence_end"]]
        inside.append(bool(within))
        on.append(any(a < metric["end"] and b >= metric["start"] for a, b in within))
    owned = [a or b for a, b in zip(named, on, strict=True)]
    return any(owned) and (any_word or all(a or b for a, b in zip(owned, inside, strict=True)))
