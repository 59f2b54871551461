"""Texts as reports of one section, so that metrics are tested apart from structure."""

from hashlib import sha256

from guoban.documents.folding import fold
from guoban.metrics import extract_metrics
from guoban.metrics.layout import clauses, quoted_spans, slots
from guoban.metrics.periods import Calendar, find_times
from guoban.metrics.quantities import find_quantities, share_units
from guoban.metrics.selection import Place, inside
from guoban.records import Department, Document, Report, Section


def as_report(text, role="review", year=2024, span="H1"):
    document = Document("某局.txt", sha256(text.encode(errors="replace")).hexdigest(), text, fold(text))
    section = Section(0, 0, len(text), 1, "", "", role)
    department = Department("某局", "title", "其他", "县", "")
    return document, Report(1, "某局工作总结", 0, len(text), 0, department, year, span, (section,))


def read(text, **report):
    return list(extract_metrics(*as_report(text, **report)))


def placed(text, number, role="review"):
    """Return the first number of `text` that is written `number`, in its sentence; the text is that one sentence."""
    folded = fold(text)
    times = find_times(folded, 0, len(folded), Calendar(2024, "H1"))
    spans = [(time.start, time.end) for time in times]
    numbers = [one for one in find_quantities(folded, 0, len(folded)) if not inside(spans, one.start, one.end)]
    quoted = quoted_spans(folded, 0, len(folded))
    parts = clauses(folded, 0, len(folded), quoted, numbers)
    place = Place(folded, 0, len(folded), parts, quoted, spans, 0, role)
    for slot in slots(parts, share_units(folded, numbers)):
        if text[slot.quantity.start : slot.quantity.end] == number:
            return place, slot
    raise AssertionError(number)
