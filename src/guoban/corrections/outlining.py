"""Corrections of the outline: reports split, merged and corrected, headings given another role.

The outline is corrected first; then only the reports whose text, time or roles have changed are extracted again. A
report keeps the identifier that it was read with (its rows, and links to them, stay), also where its number among the
others (`seq`) changes; one that was split off is identified by the report that it was part of and its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from guoban.compilation import CleanText
from guoban.corrections.making import is_title_line
from guoban.corrections.records import Correction
from guoban.records import Department, Note, Outline, Report, Section, SectionRole
from guoban.structure import Period, read_report
from guoban.structure.departments import share_areas
from guoban.structure.lines import squeeze
from guoban.tables import report_key

EDITED = "edited"
_DEPARTMENT = {"department": "name", "type": "type", "level": "level", "region": "region"}
_TIME = ("year", "span")


@dataclass(frozen=True, slots=True)
class Placed:
    """A correction with its place in the text at hand."""

    correction: Correction
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reshaped:
    """The corrected outline; `again` are the keys of the reports to extract again, `told` of those whose own row differs."""

    outline: Outline
    again: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    unfit: tuple[Correction, ...] = ()


@dataclass(slots=True)
class _Piece:
    """A report on its way: `origin` is the one read, or the one that a `fresh` piece was split off."""

    start: int
    body_start: int
    end: int
    title: str
    origin: Report
    fresh: bool = False
    reread: bool = False
    fields: dict[str, Any] = field(default_factory=dict)
    roles: dict[int, list[Placed]] = field(default_factory=dict)


def reshape(text: CleanText, outline: Outline, placed: Sequence[Placed]) -> Reshaped:
    """Return `outline` with the corrections of reports and sections, in the order of `placed`."""
    if not placed:
        return Reshaped(outline)
    moves: dict[int, list[Placed]] = {}
    for one in placed:
        if one.correction.action in ("split", "merge"):
            moves.setdefault(one.start, []).append(one)
    pieces, unfit = _pieces(text, outline, moves)
    unfit += [one.correction for one in placed if not _given(pieces, one, moves)]
    reports = _with_areas(pieces, [_read(text, piece) for piece in pieces])
    corrected = []
    for piece, report in zip(pieces, reports, strict=True):
        roles, lost = _roles(report.sections, piece.roles)
        unfit += lost
        corrected.append(_corrected(report, piece.fields, roles))
    return _numbered(outline, pieces, corrected, unfit)


def _given(pieces: Sequence[_Piece], one: Placed, moves: Mapping[int, Sequence[Placed]]) -> bool:
    """Give the report at the place what the correction says of it; False where there is none."""
    said = one.correction
    piece = next((piece for piece in pieces if piece.start == one.start), None)
    if said.subject == "section":
        owner = next((piece for piece in pieces if piece.start <= one.start < piece.end), None)
        if owner:
            owner.roles.setdefault(one.start, []).append(one)
        return owner is not None
    if said.action == "edit":
        titled = piece or _titled(pieces, one)
        if titled:
            titled.fields |= said.values
        return titled is not None
    if piece and said.action == "split" and _last(moves[one.start]) == "split":
        piece.fields |= {name: value for name, value in said.values.items() if value}
    return True


def _last(moves: Sequence[Placed]) -> str:
    """Return which of the moves at one place counts: the last."""
    return moves[-1].correction.action


def _pieces(
    text: CleanText, outline: Outline, moves: Mapping[int, Sequence[Placed]]
) -> tuple[list[_Piece], list[Correction]]:
    """Return the reports as they are merged and split, and the moves that could not be made.

    A merge at a place where nothing begins but what a person split off takes that back.
    """
    pieces: list[_Piece] = []
    done = {place for place, same in moves.items() if len({one.correction.action for one in same}) > 1}
    for report in outline.reports:
        if pieces and report.start in moves and _last(moves[report.start]) == "merge":
            pieces[-1].end, pieces[-1].reread = report.end, True
            done.add(report.start)
        else:
            pieces.append(_Piece(report.start, report.body_start, report.end, report.title, report))
    starts = {piece.start for piece in pieces}
    for place, same in sorted(moves.items()):
        if _last(same) == "merge":
            continue
        done.discard(place)
        index = next((i for i, one in enumerate(pieces) if one.body_start <= place < one.end), None)
        if place in starts:
            done.add(place)
        elif index is not None:
            pieces.insert(index + 1, _split_off(text, pieces[index], same[-1]))
            pieces[index].end, pieces[index].reread = place, True
            done.add(place)
    return pieces, [one.correction for place, same in moves.items() if place not in done for one in same]


def _split_off(text: CleanText, piece: _Piece, move: Placed) -> _Piece:
    words = text.document.text[move.start : move.end]
    body_start = move.end if is_title_line(words.strip()) else move.start
    title = move.correction.values.get("title") or ""
    return _Piece(move.start, min(body_start, piece.end), piece.end, title, piece.origin, fresh=True)


def _titled(pieces: Sequence[_Piece], one: Placed) -> _Piece | None:
    """Return the report whose title holds the place, where newer rules begin it a little earlier."""
    return next((piece for piece in pieces if piece.start < one.start < piece.body_start), None)


def _corrected(report: Report, fields: Mapping[str, Any], roles: Mapping[int, SectionRole]) -> Report:
    """Return `report` with the fields and the roles that a person gave."""
    department = _department(report.department, fields)
    notes = [note for note in report.notes if not _is_settled(note, fields, department, report.year)]
    title = fields.get("title", report.title)
    sections = with_roles(report.sections, roles)
    return replace(report, title=title, department=department, sections=sections, notes=tuple(notes))


def _with_areas(pieces: Sequence[_Piece], reports: Sequence[Report]) -> list[Report]:
    """Return the reports, those that were split off with the area that others of the compilation name."""
    if not any(piece.fresh for piece in pieces):
        return list(reports)
    shared = share_areas([report.department for report in reports])
    return [
        replace(report, department=department) if piece.fresh else report
        for piece, report, department in zip(pieces, reports, shared, strict=True)
    ]


def _roles(
    sections: Sequence[Section], said: Mapping[int, Sequence[Placed]]
) -> tuple[dict[int, SectionRole], list[Correction]]:
    """Return the roles by the start of their sections, and the corrections whose heading is none any more."""
    roles: dict[int, SectionRole] = {}
    lost: list[Correction] = []
    for same in said.values():
        one = same[-1]
        exact = [section for section in sections if section.start == one.start]
        near = exact or [section for section in sections if section.start < one.end and one.start < section.end]
        if len(near) == 1:
            roles[near[0].start] = one.correction.values["role"]
        else:
            lost += [other.correction for other in same]
    return roles, lost


def _read(text: CleanText, piece: _Piece) -> Report:
    """Return the report of a piece as the rules read it, at the time that the person tells."""
    told = {name: piece.fields[name] for name in _TIME if name in piece.fields}
    origin = piece.origin
    if piece.fresh:
        report = _read_at(text, piece, None)
        if any(getattr(report, name) != value for name, value in told.items()):
            report = _read_at(text, piece, Period(told.get("year", report.year), told.get("span", report.span)))
        return report
    period = Period(told.get("year", origin.year), told.get("span", origin.span))
    if not piece.reread and (period.year, period.span) == (origin.year, origin.span):
        return origin
    report = _read_at(text, piece, period)
    kept = [note for note in origin.notes if note.code == "year_conflict"]
    own = [note for note in report.notes if note.code not in ("department_unknown", "year_unknown")]
    unknown = [note for note in origin.notes if note.code in ("department_unknown", "year_unknown")]
    return replace(
        origin, end=piece.end, year=period.year, span=period.span, sections=report.sections,
        notes=(*kept, *unknown, *own),
    )  # fmt: skip


def _read_at(text: CleanText, piece: _Piece, period: Period | None) -> Report:
    to = text.places.cleaned if text.places else int
    place = (to(piece.start), to(piece.body_start), to(piece.end))
    title = piece.fields.get("title") or piece.title
    return replace(
        text.outward_report(read_report(text.cleaned, place, title, period)), start=piece.start, end=piece.end
    )


def _department(department: Department, fields: Mapping[str, Any]) -> Department:
    changed = replace(department, **{own: fields[name] for name, own in _DEPARTMENT.items() if name in fields})
    return department if changed == department else replace(changed, source=EDITED)


def _is_settled(note: Note, fields: Mapping[str, Any], department: Department, year: int | None) -> bool:
    """Tell whether a note asks for what the person has told."""
    if note.code == "department_unknown":
        return bool(department.name)
    if note.code == "year_unknown":
        return year is not None
    return note.code == "year_conflict" and "year" in fields


def with_roles(sections: Sequence[Section], roles: Mapping[int, SectionRole]) -> tuple[Section, ...]:
    """Return `sections` with the roles that a person gave to those that start at the places in `roles`.

    What stands below a heading goes with it where it had the heading's role; a role of its own stays.
    """
    result: list[Section] = []
    for section in sections:
        role = roles.get(section.start)
        if role is None and section.parent is not None:
            before, after = sections[section.parent].role, result[section.parent].role
            role = after if section.role == before else None
        result.append(section if role in (None, section.role) else replace(section, role=role))
    return tuple(result)


def _numbered(
    outline: Outline, pieces: Sequence[_Piece], reports: Sequence[Report], unfit: Sequence[Correction]
) -> Reshaped:
    """Return the outline with its reports numbered anew, each with the identifier that it was read with."""
    numbered: list[Report] = []
    again: set[str] = set()
    told: set[str] = set()
    for seq, (piece, report) in enumerate(zip(pieces, reports, strict=True), start=1):
        old = report_key(piece.origin)
        key = f"{old}-{piece.start}" if piece.fresh else old if seq != piece.origin.seq else piece.origin.key
        one = replace(report, seq=seq, key=key)
        numbered.append(one)
        origin = piece.origin
        same_text = not piece.fresh and (one.end, one.year, one.span, one.sections, one.department.level) == (
            origin.end, origin.year, origin.span, origin.sections, origin.department.level,
        )  # fmt: skip
        if not same_text:
            again.add(report_key(one))
        elif one != origin:
            told.add(report_key(one))
    if not again and not told and len(pieces) == len(outline.reports):
        return Reshaped(outline, unfit=tuple(unfit))
    return Reshaped(_recounted(outline, numbered), frozenset(again), frozenset(told), tuple(unfit))


def _recounted(outline: Outline, reports: Sequence[Report]) -> Outline:
    """Return the outline with its reports; what it noted about their number is compared again."""
    if [report.title for report in reports] == [report.title for report in outline.reports]:
        return replace(outline, reports=tuple(reports))
    found = len(reports)
    titles = {squeeze(report.title) for report in reports}
    notes: list[Note] = []
    for note in outline.notes:
        if note.code in ("declared_mismatch", "contents_mismatch"):
            continue
        settled = note.code == "contents_missing" and squeeze(str(note.details.get("title", ""))) in titles
        alone = note.code == "no_title" and (found > 1 or bool(reports[0].title))
        if not settled and not alone:
            notes.append(note)
    counts = []
    if outline.declared not in (None, found):
        counts.append(Note("declared_mismatch", details={"declared": outline.declared, "found": found}))
    if outline.listed not in (None, found):
        counts.append(Note("contents_mismatch", details={"listed": outline.listed, "found": found}))
    return replace(outline, reports=tuple(reports), notes=(*counts, *notes))
