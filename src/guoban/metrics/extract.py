"""From a report's sentences to its metrics."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from guoban.metrics.bounds import bound_of
from guoban.metrics.comparisons import compare_of, goes_on
from guoban.metrics.indicators import Namer
from guoban.metrics.layout import clauses, quoted_spans, slots
from guoban.metrics.measures import measure_of, signed
from guoban.metrics.minor import is_minor
from guoban.metrics.periods import Calendar, Timeline, find_times
from guoban.metrics.quantities import Quantity, find_quantities, share_units
from guoban.metrics.resolve import resolve_period
from guoban.metrics.roles import role_of
from guoban.metrics.selection import Place, inside, is_metric, may_count, without_item_number
from guoban.metrics.units import to_base
from guoban.records import Document, Measure, Metric, MetricRole, Report, Section
from guoban.structure.junk import junk_spans
from guoban.structure.sentences import split

_WIDE = str.maketrans("()", "（）")


def extract_metrics(document: Document, report: Report) -> tuple[Metric, ...]:
    """Return the metrics of a report in text order; see the labelling guide for what counts and what each field is."""
    return tuple(_Reading(document, report).metrics())


def read_metric(document: Document, report: Report, start: int, end: int) -> Metric | None:
    """Return the first number between `start` and `end` as a metric, also one that does not count for the rules.

    None where there is no number.
    """
    found = _Reading(document, report, (start, end)).metrics()
    return next((metric for metric in found if metric.start < end and start < metric.end), None)


def _has_wide_brackets(text: str, report: Report) -> bool:
    """Whether a report writes 新（改）建, so that its names are to be written so too."""
    return text.find("（", report.start, report.end) >= 0 and text.find("(", report.start, report.end) < 0


class _Reading:
    """One report being read: what its sentences share. Numbers that touch `asked` are read whether they count or not."""

    def __init__(self, document: Document, report: Report, asked: tuple[int, int] = (0, 0)) -> None:
        folded = document.folded
        self._folded = folded
        self._wide = _has_wide_brackets(document.text, report)
        self._report = report
        self._asked = asked
        self._calendar = Calendar(report.year, report.span)
        self._last_year = f"{self._calendar.year - 1}年" if self._calendar.year else ""
        self._times = find_times(folded, report.body_start, report.end, self._calendar)
        self._time_spans = [(time.start, time.end) for time in self._times]
        self._timeline = Timeline(folded, self._times, self._calendar)
        self._section_starts = [section.start for section in report.sections]

    def metrics(self) -> Iterator[Metric]:
        sentences = split(self._folded, self._report.body_start, self._report.end)
        starts = [start for start, _ in sentences]
        junk = junk_spans(self._folded, self._report.body_start, self._report.end)
        found: dict[int, list[Quantity]] = {}
        for quantity in find_quantities(self._folded, self._report.body_start, self._report.end):
            index = bisect_right(starts, quantity.start) - 1
            told = not inside(junk, quantity.start, quantity.end)
            counts = told and not inside(self._time_spans, quantity.start, quantity.end)
            if index >= 0 and (counts or self._is_asked(quantity)):
                found.setdefault(index, []).append(quantity)
        paragraph, seen = -1, 0
        spoken = [span for span in self._time_spans if self._folded[slice(*span)] != "年度"]
        namer = Namer(self._folded, spoken)
        for index, quantities in found.items():
            if not may_count(self._folded, quantities) and not any(map(self._is_asked, quantities)):
                continue
            line = max(paragraph, self._folded.rfind("\n", seen, sentences[index][0]))
            seen = sentences[index][0]
            if line != paragraph:
                paragraph, namer = line, Namer(self._folded, spoken)
            yield from self._sentence(sentences[index], quantities, namer, line + 1)

    def _sentence(
        self, span: tuple[int, int], quantities: Sequence[Quantity], namer: Namer, paragraph: int
    ) -> Iterator[Metric]:
        start, end = span
        quoted = quoted_spans(self._folded, start, end)
        parts = clauses(self._folded, start, end, quoted, quantities)
        section = self._section(start)
        role_here = section[1].role if section else "review"
        place = Place(self._folded, start, end, parts, quoted, self._time_spans, paragraph, role_here)
        counted = [without_item_number(place, quantity) for quantity in quantities]
        shared = share_units(self._folded, counted)
        placed = slots(parts, shared)
        kept = [slot.quantity for slot in placed if is_metric(place, slot) or self._is_asked(slot.quantity)]
        placed = placed if len(kept) == len(placed) else slots(parts, kept)
        measure: Measure | None = None
        outside: MetricRole | None = None
        compared: Measure | None = None
        verb = compare = ""
        told: tuple[Measure | None, str] = (None, "")
        clause = -1
        task_told = False
        for index, slot in enumerate(placed):
            if slot.clause != clause:
                clause, measure, verb, compare = slot.clause, None, "", ""
                namer.deal(placed[index:])
            measure, verb = measure_of(place, slot, measure, verb, against_task=task_told)
            role = role_of(place, slot, measure, outside)
            if parts[slot.clause].inside is None:
                outside, compared = role, measure
            elif role == "reference" and measure == "share" and compared in {"growth", "completion"}:
                measure = compared
            task_told = task_told or (role == "target" and role_here != "plan")
            compare = compare_of(place, slot, measure, compare) or goes_on(place, slot, measure, told)
            compare = "yoy" if compare and compare == self._last_year else compare
            told = (measure, compare)
            value, high = signed(slot.quantity, measure, verb)
            indicator, unit = namer.name(place, slot, measure), slot.quantity.unit
            amount, base = to_base(value, unit)
            yield Metric(
                start=slot.quantity.start,
                end=slot.quantity.end,
                indicator=indicator.translate(_WIDE) if self._wide else indicator,
                value=value,
                high=high,
                unit=unit,
                bound=bound_of(place, slot, measure),
                measure=measure,
                role=role,
                period=resolve_period(self._timeline, place, slot, role),
                compare=compare,
                redacted=slot.quantity.redacted,
                amount=amount,
                base_unit=base,
                sentence_start=start,
                sentence_end=max(end, slot.quantity.end),
                section=section[0] if section else None,
                minor=is_minor(place, slot),
            )

    def _is_asked(self, quantity: Quantity) -> bool:
        return quantity.start < self._asked[1] and self._asked[0] < quantity.end

    def _section(self, start: int) -> tuple[int, Section] | None:
        index = bisect_right(self._section_starts, start) - 1
        while index >= 0:
            section = self._report.sections[index]
            if section.body_end > start:
                return index, section
            index = section.parent if section.parent is not None else -1
        return None
