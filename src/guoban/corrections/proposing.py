"""What a row would be that a person adds by marking words: the extractor's own reading of them."""

from typing import Any

from guoban.compilation import Compilation, cleaned
from guoban.corrections.fields import DEFAULTS, METRIC_FIELDS
from guoban.corrections.rows import sentence_at
from guoban.documents.cleaning import is_blank
from guoban.errors import GuobanError
from guoban.metrics import read_metric
from guoban.tables import report_id


def propose(compilation: Compilation, start: int, end: int) -> dict[str, Any]:
    """Return the row that the rules read at `start`..`end`, for a person to complete.

    It has the fields that an added row may give, and `start`, `end`, `text`, `sentence_start`, `sentence_end`,
    `sentence` and `report_id`. The span is that of the first number in the marked words; where there is none, it is
    the words without the blanks around them, and the fields are empty. Raises `GuobanError` where no words are marked,
    or they stand in no report.
    """
    text = compilation.text
    if not 0 <= start < end <= len(text):
        raise GuobanError("correction_span", start=start, end=end)
    if is_blank(text[start:end]):
        raise GuobanError("correction_blank")
    report = next((one for one in compilation.outline.reports if one.start <= start and end <= one.end), None)
    if report is None:
        raise GuobanError("correction_outside")
    clean = cleaned(compilation.document)
    to = clean.places.cleaned if clean.places else int
    found = read_metric(clean.cleaned, clean.inward(report), to(start), to(end))
    if found is None:
        words = text[start:end]
        span = (end - len(words.lstrip()), start + len(words.rstrip()))
        values: dict[str, Any] = {"indicator": "", "unit": "", "measure": "level", "role": "actual", **DEFAULTS}
        sentence = sentence_at(clean, report, span)
    else:
        metric = clean.outward_metric(found)
        span, sentence = (metric.start, metric.end), (metric.sentence_start, metric.sentence_end)
        values = {name: getattr(metric, name) for name in METRIC_FIELDS}
    return {
        "report_id": report_id(compilation.document, report), "start": span[0], "end": span[1],
        "text": text[slice(*span)], **values, "sentence_start": sentence[0], "sentence_end": sentence[1],
        "sentence": text[slice(*sentence)],
    }  # fmt: skip
