"""What a correction would change, before it is made."""

from collections.abc import Sequence
from dataclasses import dataclass

from guoban.compilation import Compilation
from guoban.corrections.applying import apply
from guoban.corrections.records import Corrected, Correction


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as a preview tells it: who reports on what time, and how much was read from it."""

    report_id: str
    title: str
    department: str
    type: str
    level: str
    region: str
    year: int | None
    span: str
    start: int
    characters: int
    metrics: int
    targets: int
    tasks: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The reports that would differ, as they are and as they would be, and the corrections that would fit no more."""

    before: tuple[ReportLine, ...]
    after: tuple[ReportLine, ...]
    unfit: tuple[Correction, ...]


def preview(
    extracted: Compilation,
    corrections: Sequence[Correction],
    proposed: Sequence[Correction],
    now: Corrected | None = None,
) -> Preview:
    """Return what `proposed` would change in `extracted` with `corrections`, which gives `now` where that is known."""
    before = now or apply(extracted, corrections)
    after = apply(extracted, [*corrections, *proposed])
    old, new = _lines(before), _lines(after)
    known = {one.id for one in before.unfit}
    return Preview(
        tuple(one for key, one in old.items() if new.get(key) != one),
        tuple(one for key, one in new.items() if old.get(key) != one),
        tuple(one for one in after.unfit if one.id not in known),
    )


def _lines(corrected: Corrected) -> dict[str, ReportLine]:
    compilation = corrected.compilation
    tasks = compilation.progress["report_id"].value_counts()
    roles = compilation.sections.groupby("report_id", sort=False)["role"].agg(tuple).to_dict()
    return {
        str(row["report_id"]): ReportLine(
            report_id=str(row["report_id"]),
            title=str(row["title"]),
            department=str(row["department"]),
            type=str(row["type"]),
            level=str(row["level"]),
            region=str(row["region"]),
            year=_year(row["year"]),
            span=str(row["span"]),
            start=int(row["start"]),
            characters=int(row["characters"]),
            metrics=int(row["metrics"]),
            targets=int(row["targets"]),
            tasks=int(tasks.get(row["report_id"], 0)),
            roles=roles.get(row["report_id"], ()),
        )
        for row in compilation.reports.drop(columns="text").to_dict("records")
    }


def _year(value: object) -> int | None:
    return int(value) if isinstance(value, int) else None
