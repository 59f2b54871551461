"""Compilations made from texts, without extraction, and random ones whose texts are hard to search."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from guoban.compilation import Compilation
from guoban.documents.cleaning import INVISIBLE
from guoban.documents.folding import fold
from guoban.documents.simplifying import simplify
from guoban.records import Department, Document, Metric, Outline, Report, Section
from guoban.tables import build_tables

ROLES = ("intro", "review", "problems", "plan", "background")
TYPES = ("水利", "街道", "乡镇", "财政")
# Few characters, so that they repeat: with twins in width and case, beyond the BMP, and what databases stumble over.
HARD = (
    *"的一水利投资增长亿元项目学校經濟经济", *"0123456789", *"０１２３", *"..,,，．%％", *"AbBaＡｂσΣςİI", *"“”\"'＂「」",
    "😀", "𠮷", "👨‍👩‍👧", "\u200b", "\xad", "\ufe0f", " ", "\u3000", "\t", "\x00", "\x1a", "\ufffd",
    *"_*()（）[]-—\\;；:AND", "12", "12.5", "1,234", "２，０００", "2012", "2024年", "1.2024年", "2024.6.30", "0.12", "(guó)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A report to make: its text with its title line; sections as (start, end of the body, role); metrics as (start,
    end, indicator), all offsets in its own text; the sentence of a metric is its line."""

    text: str
    department: str = "某局"
    type: str = "其他"
    level: str = "市"
    year: int | None = 2024
    sections: Sequence[tuple[int, int, str]] = ()
    metrics: Sequence[tuple[int, int, str]] = field(default_factory=tuple)


def compile_reports(name: str, reports: Sequence[Made], *, before: str = "") -> Compilation:
    """Return a compilation of `reports`, one after the other; `before` stands in front of them and in none."""
    text = before + "".join(one.text for one in reports)
    sha256 = hashlib.sha256((name + text).encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(name, sha256, text, simplify(fold(text)), "UTF-8")
    made, metrics, at = [], {}, len(before)
    for seq, one in enumerate(reports, 1):
        made.append(_report(seq, one, at))
        metrics[seq] = [_metric(one.text, at, *place) for place in one.metrics]
        at += len(one.text)
    return Compilation(document, Outline(tuple(made)), build_tables(document, made, metrics, {}))


def random_report(rng: random.Random, length: int) -> Made:
    """Return a report of about `length` of the hard characters, with sections in sections, and metrics anywhere."""
    lines, size = [], 0
    while size < length:
        lines.append("".join(rng.choices(HARD, k=rng.choice((0, 1, 3, 8, 30, 90)))))
        size += len(lines[-1]) + 1
    text = "\n".join(lines) + "\n"
    starts = sorted(rng.sample(range(len(text)), k=min(4, len(text))))
    ends = [*starts[1:], len(text)]
    sections = [(start, end, rng.choice(ROLES)) for start, end in zip(starts, ends, strict=True)]
    if sections and sections[0][1] - sections[0][0] > 2:
        start, end, _role = sections[0]
        sections.insert(1, (start + 1, end - 1, rng.choice(ROLES)))
    metrics = {}
    for _number in range(length // 30):
        start = rng.randrange(len(text))
        end = start + rng.choice((1, 2, 5))
        if "\n" not in text[start:end] and end < len(text) and not INVISIBLE.match(text, start):
            metrics[start] = (start, end, "".join(rng.choices(HARD, k=rng.choice((0, 2, 6)))))
    return Made(
        text,
        department=rng.choice(("水利局", "教育局", "某街道", "某镇", "")),
        type=rng.choice(TYPES),
        level=rng.choice(("市", "县")),
        year=rng.choice((2023, 2024, None)),
        sections=sections,
        metrics=[metrics[start] for start in sorted(metrics)],
    )


def _report(seq: int, one: Made, at: int) -> Report:
    title = one.text.partition("\n")[0]
    sections = tuple(
        Section(at + start, at + start, at + end, 1, "", "", role)  # type: ignore[arg-type]
        for start, end, role in one.sections
    )
    department = Department(one.department, "title", one.type, one.level, "")
    return Report(
        seq, title, at, at + len(one.text), at + len(title), department, one.year, "H1" if one.year else "", sections
    )


def _metric(text: str, at: int, start: int, end: int, indicator: str) -> Metric:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    return Metric(
        at + start, at + end, indicator, 1.0, None, "", "exact", "level", "actual", "", "", redacted=False, amount=None,
        base_unit="", sentence_start=at + first, sentence_end=at + last,
    )  # fmt: skip
