"""The same figure given twice in a report with different values."""

from collections.abc import Iterator, Sequence

from guoban.checks.findings import Finding
from guoban.metrics.units import units
from guoban.records import Document, Metric, Note

# A short name (培训, 走访企业) counts another thing each time that it is used; amounts and rates are named more surely.
_SHORTEST_NAME = {"count": 6, "sum": 4}
_OWN_WORDS = 0.8
_ENOUGH_ALIKE = 1e-9


def different_values(document: Document, metrics: Sequence[Metric]) -> Iterator[Finding]:
    """Yield a finding for each pair that names the same indicator, period, unit and measure and differs in value.

    Both are measured figures of a stated period, told in different sentences: a sentence that names one indicator twice
    deals it out to places, projects or years.
    """
    seen: dict[tuple[str, ...], int] = {}
    for index, metric in enumerate(metrics):
        if not _is_told_once(metric) or not _names_itself(document.folded, metric):
            continue
        key = (metric.indicator, metric.period, metric.base_unit, metric.measure, metric.compare)
        first = seen.setdefault(key, index)
        before = metrics[first]
        if before.sentence_start == metric.sentence_start or _alike(before, metric):
            continue
        values = {
            "indicator": metric.indicator,
            "first": document.text[before.start : before.end],
            "second": document.text[metric.start : metric.end],
        }
        note = Note("values_differ", start=metric.start, end=metric.end, details=values)
        yield Finding("value_conflict", (first, index), note)


def _is_told_once(metric: Metric) -> bool:
    return (
        metric.role == "actual"
        and metric.bound == "exact"
        and metric.amount is not None
        and metric.period != ""
        and len(metric.indicator) >= _SHORTEST_NAME["count" if metric.base_unit in units().counts else "sum"]
        and metric.measure in {"level", "share", "growth"}
        and not metric.minor
    )


def _names_itself(folded: str, metric: Metric) -> bool:
    """Whether a number's own sentence says what it is: a name taken over from another may be the wrong one."""
    sentence = folded[metric.sentence_start : metric.sentence_end]
    pairs = [metric.indicator[at : at + 2] for at in range(len(metric.indicator) - 1)]
    return sum(pair in sentence for pair in pairs) >= _OWN_WORDS * len(pairs)


def _alike(one: Metric, other: Metric) -> bool:
    first, second = one.amount or 0.0, other.amount or 0.0
    return abs(first - second) <= _ENOUGH_ALIKE * max(abs(first), abs(second), 1.0)
