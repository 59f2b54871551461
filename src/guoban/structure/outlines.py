"""The outline of a document: its reports, each with its department, the time it reviews, and its sections."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guoban.records import Document, Outline, Report
from guoban.structure.checks import heading_counts, unknowns
from guoban.structure.departments import identify, share_areas
from guoban.structure.lines import Line, read_lines
from guoban.structure.members import compare_files, listed_count, read_parts
from guoban.structure.periods import Period
from guoban.structure.reviewed import reviewed
from guoban.structure.sections import read_sections
from guoban.structure.splitting import Start
from guoban.structure.titles import read_title


def outline(document: Document) -> Outline:
    """Return the reports of a document in text order, with notes on what a person should look at.

    Text before the first title (cover, contents list) belongs to no report. A document without any title is one
    report, with a warning; so is a long fragment of a report before the first title. Each file of an archive is a
    report, or a compilation of its own.
    """
    parts = read_parts(document, read_lines(document.folded))
    reports: list[Report] = []
    for part in parts:
        for place, start in enumerate(part.starts):
            after = part.starts[place + 1] if place + 1 < len(part.starts) else None
            end, stop = (after.start, after.first) if after else (part.end, len(part.lines))
            own = [
                _from(line, start.body_start) for line in part.lines[start.body : stop] if line.end > start.body_start
            ]
            contents = part.split.contents
            listed = contents.entries[start.listed].key if contents and start.listed is not None else ""
            piece = _Piece(len(reports) + 1, start, end, own, listed, part.name, part.named)
            reports.append(_report(document, piece))
    departments = share_areas([report.department for report in reports])
    return Outline(
        tuple(replace(report, department=who) for report, who in zip(reports, departments, strict=True)),
        declared=parts[0].split.declared if len(parts) == 1 else None,
        listed=listed_count(parts),
        notes=tuple(note for part in parts for note in part.notes) + compare_files(parts, len(reports)),
    )


def read_report(
    document: Document, place: tuple[int, int, int], title: str, period: Period | None = None, file: str = ""
) -> Report:
    """Return the report that a person says stands at `place`: its start, the end of its title, its end.

    `period` is the time that it reviews where the person tells it, `file` the file that holds it alone. Its `seq` is 0.
    """
    start, body_start, end = place
    opening = Start(0, 0, start, min(body_start, end), title, read_title(title))
    lines = read_lines(document.folded, opening.body_start, end)
    return _report(document, _Piece(0, opening, end, lines, "", file, named=False, period=period))


@dataclass(frozen=True, slots=True)
class _Piece:
    """What belongs to one report: its start, its end, its lines without the title, and its line in the contents list.

    `file` is the name of the file that holds it alone, else empty; `named`: its title is that name. `period` is the
    time that it reviews where that is known, None where the text is to tell it.
    """

    seq: int
    start: Start
    end: int
    lines: Sequence[Line]
    listed: str
    file: str
    named: bool
    period: Period | None = None


def _report(document: Document, piece: _Piece) -> Report:
    start = piece.start
    body = document.folded[start.body_start : piece.end]
    reading = start.reading or read_title(piece.listed)
    period, notes = (piece.period, ()) if piece.period else reviewed(start.title, reading, body)
    department = identify("" if piece.named else start.title, reading, piece.listed, body, piece.file)
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
