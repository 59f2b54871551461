"""The outline of a document: its reports, each with its department, the time it reviews, and its sections."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guoban.records import Document, Note, Outline, Report
from guoban.structure.checks import compare_counts, heading_counts, unknowns
from guoban.structure.departments import identify, share_areas
from guoban.structure.lines import Line, read_lines
from guoban.structure.reviewed import reviewed
from guoban.structure.sections import read_sections
from guoban.structure.splitting import Split, Start, split_reports
from guoban.structure.titles import read_title


def outline(document: Document) -> Outline:
    """Return the reports of a document in text order, with notes on what a person should look at.

    Text before the first title (cover, contents list) belongs to no report. A document without any title is one
    report, with a warning; so is a long fragment of a report before the first title.
    """
    lines = read_lines(document.folded)
    split = split_reports(lines)
    starts, notes = _with_fragment(lines, split)
    reports = []
    for seq, start in enumerate(starts, 1):
        after = starts[seq] if seq < len(starts) else None
        end, stop = (after.start, after.first) if after else (len(document.text), len(lines))
        own = [_from(line, start.body_start) for line in lines[start.body : stop] if line.end > start.body_start]
        listed = split.contents.entries[start.listed].key if split.contents and start.listed is not None else ""
        reports.append(_report(document, _Piece(seq, start, end, own, listed)))
    departments = share_areas([report.department for report in reports])
    return Outline(
        tuple(replace(report, department=who) for report, who in zip(reports, departments, strict=True)),
        declared=split.declared,
        listed=len(split.contents.entries) if split.contents else None,
        notes=notes + compare_counts(split, starts),
    )


def _with_fragment(lines: Sequence[Line], split: Split) -> tuple[list[Start], tuple[Note, ...]]:
    """Return the starts, with one for text that no title opens, and the notes on it."""
    starts = list(split.starts)
    if not lines or (starts and not split.fragment):
        return starts, ()
    first = split.contents.last if split.contents and starts else 0
    first = min(first, len(lines) - 1)
    untitled = Start(first, first, lines[first].start, lines[first].start, "", None)
    code = "report_untitled" if starts else "no_title"
    return [untitled, *starts], (Note(code, start=untitled.start, end=lines[first].end),)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What belongs to one report: its start, its end, its lines without the title, and its line in the contents list."""

    seq: int
    start: Start
    end: int
    lines: Sequence[Line]
    listed: str


def _report(document: Document, piece: _Piece) -> Report:
    start = piece.start
    body = document.folded[start.body_start : piece.end]
    reading = start.reading or read_title(piece.listed)
    period, notes = reviewed(start.title, reading, body)
    department = identify(start.title, reading, piece.listed, body, document.name)
    plan_only = reading is not None and reading.plan and not reading.review
    sections = read_sections(document.text, piece.lines, piece.end, period, "plan" if plan_only else "review")
    return Report(
        seq=piece.seq,
        title=start.title,
        start=start.start,
        end=piece.end,
        body_start=min(start.body_start, piece.end),
        department=department,
        year=period.year,
        span=period.span,
        sections=sections,
        notes=notes + unknowns(department, period) + heading_counts(piece.lines, sections),
    )


def _from(line: Line, start: int) -> Line:
    """Return `line` without what stands before `start`: the title that is glued to it."""
    if line.start >= start:
        return line
    words = line.words[start - line.start :]
    lead = len(words) - len(words.lstrip())
    return Line(start + lead, line.end, words.lstrip(), words.replace(" ", ""), line.junk)
