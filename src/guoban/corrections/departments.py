"""Departments corrected in the table of the import page, and as corrections for the library."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from guoban.compilation import Compilation
from guoban.corrections.making import new, title_line
from guoban.corrections.outlining import EDITED
from guoban.corrections.records import Correction
from guoban.records import Department
from guoban.tables import REPORTS

_FIELDS = {"department": "name", "type": "type", "level": "level", "region": "region"}


@dataclass(frozen=True, slots=True)
class DepartmentEdit:
    """The corrected fields of a report's department; None: as it was read."""

    name: str | None = None
    type: str | None = None
    level: str | None = None
    region: str | None = None

    def apply(self, department: Department) -> Department:
        """Return `department` with the corrections, its source `edited`; the same where nothing changes."""
        changed = replace(
            department,
            name=department.name if self.name is None else self.name.strip(),
            type=department.type if self.type is None else self.type,
            level=department.level if self.level is None else self.level,
            region=department.region if self.region is None else self.region.strip(),
        )
        return department if changed == department else replace(changed, source=EDITED)


def edit_departments(compilation: Compilation, edits: Mapping[int, DepartmentEdit]) -> Compilation:
    """Return `compilation` with the departments of the reports `edits` names (by `seq`) corrected.

    Outline and reports table change together; sections, metrics and progress are the same. An edit for a report that
    is not there raises `KeyError`.
    """
    reports = {report.seq: report for report in compilation.outline.reports}
    changed: dict[int, Department] = {}
    for seq, edit in edits.items():
        department = edit.apply(reports[seq].department)
        if department is not reports[seq].department:
            changed[seq] = department
    if not changed:
        return compilation
    outline = replace(
        compilation.outline,
        reports=tuple(
            replace(report, department=changed[report.seq]) if report.seq in changed else report
            for report in compilation.outline.reports
        ),
    )
    frame = compilation.reports.copy()
    for seq, department in changed.items():
        values = [department.name, department.source, department.type, department.level, department.region]
        frame.loc[frame["seq"] == seq, ["department", "department_source", "type", "level", "region"]] = values
    return replace(compilation, outline=outline, tables=replace(compilation.tables, reports=REPORTS.validate(frame)))


def corrections_of(compilation: Compilation, edits: Mapping[int, DepartmentEdit], by: str) -> list[Correction]:
    """Return `edits` as corrections of `compilation`, as it was read, for the library; none for what changes nothing.

    An edit for a report that is not there raises `KeyError`, a value that a department cannot have `GuobanError`.
    """
    reports = {report.seq: report for report in compilation.outline.reports}
    made = []
    for seq, edit in edits.items():
        department = reports[seq].department
        changed = edit.apply(department)
        values = {
            name: getattr(changed, own)
            for name, own in _FIELDS.items()
            if getattr(changed, own) != getattr(department, own)
        }
        if values:
            start, end = title_line(compilation.text, reports[seq])
            made.append(new(compilation, "report", "edit", start, end, values, by))
    return made
