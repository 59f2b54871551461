"""How well extracted tables agree with labelled ones: what `gold/score.py` prints, as pure functions over rows.

A row is a mapping with the columns of its table (see docs/metrics.md for what each field means); of the labels, those
of metrics say besides in `label` whether the row is required (R) or optional (O), and those of reports may accept
more than one answer (`department_accepts`). An optional label counts neither way.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex

Row = Mapping[str, Any]
Pairs = list[tuple[Row, Row]]

FIELDS = ("value", "unit", "bound", "measure", "role", "period", "compare", "indicator")
ROW_FIELDS = ("value", "unit", "measure", "role", "indicator")
REPORT_FIELDS = ("end", "department", "type", "level", "year")
PLACES = ("actual_start", "target_start", "completion_start")

_LIKE_ENOUGH = 0.6
_PART_LONG_ENOUGH = 0.5
_END_TOLERANCE = 2
_UNSAID = regex.compile(r"[\s“”\"'‘’《》〈〉()、,的]|数量$|总数$|个数$|数$")
_UNIT_HEDGES = regex.compile("[余多约 ]")
_MONEY_BEHIND = regex.compile("(?<=[万亿])元$")


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of the four tables of one compilation, as labelled or as extracted."""

    reports: Sequence[Row]
    sections: Sequence[Row]
    metrics: Sequence[Row]
    progress: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many of the rows found are right, and how many of those wanted were found."""

    right: int
    found: int
    met: int
    wanted: int

    @property
    def precision(self) -> float:
        return share(self.right, self.found)

    @property
    def recall(self) -> float:
        return share(self.met, self.wanted)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one comparison; accuracies are shares from 0 to 1, by field."""

    detection: Agreement
    row: Agreement
    full_row: Agreement
    fields: Mapping[str, float]
    stated: Agreement
    linked: Agreement
    sections: float
    section_roles: float
    reports: Mapping[str, float]

    def figures(self) -> dict[str, float]:
        """Return one number for each measure, an agreement as its F1."""
        agreements = {
            "detection": self.detection, "row": self.row, "full_row": self.full_row, "progress_stated": self.stated,
            "progress_linked": self.linked,
        }  # fmt: skip
        return {
            **{name: agreement.f1 for name, agreement in agreements.items()},
            **{f"{name}_accuracy": figure for name, figure in self.fields.items()},
            "sections_recall": self.sections,
            "sections_role_accuracy": self.section_roles,
            **{f"reports_{name}": figure for name, figure in self.reports.items()},
        }


def score(labels: Tables, found: Tables) -> Score:
    """Return how well the rows of `found` agree with `labels`; only the reports that are labelled count."""
    covered = _Covered(labels.reports)
    wanted = covered.only(labels.metrics)
    shown = covered.only(found.metrics)
    pairs = pair_up(wanted, shown)
    required = [(label, row) for label, row in pairs if label["label"] == "R"]
    counted = len(shown) - (len(pairs) - len(required))
    expected = sum(label["label"] == "R" for label in wanted)

    def right(fields: Iterable[str]) -> int:
        return sum(all(same(field, label, row) for field in fields) for label, row in required)

    def agreement(fields: Iterable[str]) -> Agreement:
        hits = right(fields)
        return Agreement(hits, counted, hits, expected)

    sections, roles = section_shares(covered.only(labels.sections), covered.only(found.sections))
    return Score(
        detection=agreement(()),
        row=agreement(ROW_FIELDS),
        full_row=agreement(FIELDS),
        fields={field: share(right([field]), len(required)) for field in FIELDS},
        stated=progress_agreement("stated", labels.progress, found.progress, pairs, covered.holds),
        linked=progress_agreement("linked", labels.progress, found.progress, pairs, covered.holds),
        sections=sections,
        section_roles=roles,
        reports=report_shares(labels.reports, found.reports),
    )


class _Covered:
    """The stretches of text that the labelled reports cover."""

    def __init__(self, reports: Iterable[Row]) -> None:
        spans = sorted((report["start"], report["end"]) for report in reports)
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def holds(self, place: int | None) -> bool:
        if place is None:
            return False
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._ends[index]

    def only(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if self.holds(row["start"])]


def pair_up(labels: Sequence[Row], found: Sequence[Row]) -> Pairs:
    """Return each label with the row that shares most characters with it; each side is taken once.

    The larger overlap goes first, then the earlier label and the earlier row in the order given.
    """
    by_start = sorted(range(len(found)), key=lambda index: found[index]["start"])
    starts = [found[index]["start"] for index in by_start]
    longest = max((row["end"] - row["start"] for row in found), default=0)
    overlaps = []
    for i, label in enumerate(labels):
        first = bisect_left(starts, label["start"] - longest)
        for j in by_start[first : bisect_left(starts, label["end"])]:
            shared = min(label["end"], found[j]["end"]) - max(label["start"], found[j]["start"])
            if shared > 0:
                overlaps.append((-shared, i, j))
    mine: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(overlaps):
        if i not in mine and j not in taken:
            mine[i] = j
            taken.add(j)
    return [(labels[i], found[j]) for i, j in mine.items()]


def same(field: str, label: Row, found: Row) -> bool:
    """Whether a row says of `field` what its label says; a value stands for its range's high end as well."""
    wanted, got = label.get(field), found.get(field)
    if field == "value":
        return same_number(wanted, got) and same_number(label.get("high"), found.get("high"))
    if field == "indicator":
        return same_indicator(wanted or "", got or "")
    if field == "unit":
        return _plain_unit(wanted or "") == _plain_unit(got or "")
    return (wanted or "") == (got or "")


def same_number(label: float | None, found: float | None) -> bool:
    """Whether two numbers agree to a millionth of the label; an empty one agrees with an empty one."""
    if _is_empty(label) or _is_empty(found):
        return _is_empty(label) and _is_empty(found)
    wanted, got = float(label or 0), float(found or 0)
    return abs(wanted - got) <= 1e-6 * max(1.0, abs(wanted))


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def _plain_unit(unit: str) -> str:
    """亿元 is 亿, 余家 is 家."""
    return str(_MONEY_BEHIND.sub("", _UNIT_HEDGES.sub("", unit).replace("％", "%")))


def same_indicator(label: str, found: str) -> bool:
    """Whether two indicators name the same thing: one holds the other, or six tenths of their character pairs agree."""
    wanted, got = _UNSAID.sub("", label), _UNSAID.sub("", found)
    if not wanted or not got:
        return wanted == got
    if wanted in got or got in wanted:
        return min(len(wanted), len(got)) / max(len(wanted), len(got)) >= _PART_LONG_ENOUGH
    here, there = _character_pairs(wanted), _character_pairs(got)
    return 2 * len(here & there) / (len(here) + len(there)) >= _LIKE_ENOUGH


def _character_pairs(text: str) -> set[str]:
    return {text[index : index + 2] for index in range(len(text) - 1)} or {text}


def progress_agreement(
    kind: str, labels: Iterable[Row], found: Iterable[Row], pairs: Pairs, covered: Callable[[int | None], bool]
) -> Agreement:
    """Return how the progress rows of a kind agree: stated by their completion, linked by both their sides.

    `pairs` are the metrics paired up: a label's place is looked up as the place of the row found for it.
    """
    moved = {label["start"]: row["start"] for label, row in pairs}
    wanted = [_identity(row, moved) for row in labels if row["kind"] == kind and covered(first_place(row))]
    got = [_identity(row, {}) for row in found if row["kind"] == kind and covered(first_place(row))]

    def hit(label: tuple[Any, ...], row: tuple[Any, ...]) -> bool:
        by_completion = kind == "stated" and label[2] is not None
        return label[2] == row[2] if by_completion else label[:2] == row[:2]

    return Agreement(
        right=sum(any(hit(label, row) for label in wanted) for row in got),
        found=len(got),
        met=sum(any(hit(label, row) for row in got) for label in wanted),
        wanted=len(wanted),
    )


def _identity(row: Row, moved: Mapping[int, int]) -> tuple[int | None, ...]:
    places = (row.get(place) for place in PLACES)
    return tuple(place if place is None else moved.get(place, place) for place in places)


def first_place(row: Row) -> int | None:
    """Return where a progress row stands: at its actual value, else its completion, else its target."""
    places = (row.get(place) for place in ("actual_start", "completion_start", "target_start"))
    return next((place for place in places if place is not None), None)


def section_shares(labels: Sequence[Row], found: Iterable[Row]) -> tuple[float, float]:
    """Return the shares of labelled headings that were found, and that were found with the right role."""
    roles = {row["start"]: row.get("role") for row in found}
    seen = [label for label in labels if label["start"] in roles]
    right = sum(label["role"] == roles[label["start"]] for label in seen)
    return share(len(seen), len(labels)), share(right, len(labels))


def report_shares(labels: Sequence[Row], found: Iterable[Row]) -> dict[str, float]:
    """Return for each field the share of labelled reports that begin where they should and have it right."""
    rows = {row["start"]: row for row in found}
    begun = [(label, rows[label["start"]]) for label in labels if label["start"] in rows]
    return {field: share(sum(same_report(field, *pair) for pair in begun), len(labels)) for field in REPORT_FIELDS}


def same_report(field: str, label: Row, found: Row) -> bool:
    """Whether a report says of `field` what its label says or accepts; an end may be two characters off."""
    if field == "end":
        return abs(int(label["end"]) - int(found["end"])) <= _END_TOLERANCE
    accepted = [str(answer or "") for answer in (label.get(field), *label.get(f"{field}_accepts", ()))]
    answer = str(found.get(field) or "")
    return any(same_indicator(one, answer) for one in accepted) if field == "department" else answer in accepted


def share(part: int, whole: int) -> float:
    """Return `part` of `whole`, nothing of nothing being 0."""
    return part / whole if whole else 0.0
