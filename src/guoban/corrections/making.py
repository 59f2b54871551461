"""Making corrections: the person says what and where, the rest is filled in and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pandas as pd

from guoban.compilation import Compilation
from guoban.corrections.fields import METRIC_FIELDS, check
from guoban.corrections.places import Span, anchor_at
from guoban.corrections.records import Action, Corrected, Correction, Subject
from guoban.documents.cleaning import is_blank
from guoban.errors import GuobanError
from guoban.progress.amounts import same_unit
from guoban.records import Metric, Report
from guoban.tables import report_id

Row = dict[str, Any]
_LONGEST_TITLE_LINE = 64
_METRIC_COLUMNS = (
    "start", "end", "indicator", "value", "high", "unit", "bound", "measure", "role", "period", "compare", "redacted",
    "amount", "base_unit", "sentence_start", "sentence_end", "minor", "section_id", "note",
)  # fmt: skip
_RECORD = (*_METRIC_COLUMNS[:-2], "section", "notes")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row is corrected, and for a progress row the values that tell it from others of the same actual value."""

    start: int
    end: int
    row: Mapping[str, Any]


def new(  # noqa: PLR0913, PLR0917  (the fields of a correction)
    compilation: Compilation | Corrected,
    subject: Subject,
    action: Action,
    start: int,
    end: int,
    values: Mapping[str, Any] | None = None,
    by: str = "",
) -> Correction:
    """Return a correction of `compilation`, as it was read or as it is shown, with quote, context, hash, id and time.

    A confirmation holds the fields that were confirmed, so that they stay when newer rules read the row otherwise. A
    correction of a progress row holds which row of its actual value it means, a link the place of its target. `name`
    stands for `department`. Raises `GuobanError` where the place or a value cannot be.
    """
    shown, metrics, progress = _parts(compilation)
    given = check(subject, action, _renamed(values or {}))
    _check_span(shown, subject, start, end)
    given |= _title_of_line(shown, start, end, given) if action == "split" else {}
    if subject == "metric" and action == "confirm":
        given = _snapshot(metrics, start, end) | given
    if subject == "progress":
        given = (
            given if action == "link" else _with_row(metrics, progress, (start, end), given, every=action == "unlink")
        )
        given = _with_anchors(shown.text, metrics, given)
    if action == "link":
        _check_link(shown, metrics, start, given)
    anchor = anchor_at(shown.text, start, end)
    return Correction(
        id=uuid4().hex,
        compilation_id=shown.id,
        sha256=shown.document.sha256,
        subject=subject,
        action=action,
        start=start,
        end=end,
        quote=anchor.quote,
        before=anchor.before,
        after=anchor.after,
        values=given,
        by=by,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def spot_of(compilation: Compilation | Corrected, subject: Subject, identifier: str) -> Spot:
    """Return where the row `identifier` (its report_id, section_id, metric_id or progress_id) is corrected.

    Raises `GuobanError` where there is no such row.
    """
    shown, metrics, progress = _parts(compilation)
    if subject == "report":
        report = next((one for one in shown.outline.reports if report_id(shown.document, one) == identifier), None)
        if report:
            return Spot(*title_line(shown.text, report), {})
    elif subject == "section":
        for row in _records(shown.sections, shown.sections["section_id"] == identifier):
            return Spot(int(row["start"]), int(row["end"]), {})
    elif subject == "metric":
        for row in _records(metrics, metrics["metric_id"] == identifier):
            return Spot(int(row["start"]), int(row["end"]), {})
    else:
        for row in _records(progress, progress["progress_id"] == identifier):
            return _progress_spot(metrics, row)
    raise GuobanError("correction_no_row", id=identifier)


def title_line(text: str, report: Report) -> Span:
    """Return the place of a report's title line; of a report without a title, of the beginning of its first line."""
    words = text[report.start : max(report.body_start, report.start)].rstrip()
    if not words:
        words = text[report.start : report.end].split("\n", 1)[0][:_LONGEST_TITLE_LINE].rstrip()
    return report.start, report.start + max(len(words), 1)


def is_title_line(words: str) -> bool:
    """Tell whether the words at which a report is split off can be its title: a short line that is no sentence."""
    return len(words) <= _LONGEST_TITLE_LINE and "。" not in words


def metrics_of(frame: pd.DataFrame, sections: Mapping[str, int] | None = None) -> list[Metric]:
    """Return the rows of a table of metrics as records; `sections` are the indexes of sections by their section_id."""
    columns = {name: frame[name].tolist() for name in _METRIC_COLUMNS}
    for name in ("value", "high", "amount"):
        # NaN is not itself
        columns[name] = [one if one == one else None for one in columns[name]]  # noqa: PLR0124
    places = [(sections or {}).get(one) for one in columns.pop("section_id")]
    notes = [tuple(one.split()) for one in columns.pop("note")]
    rows = zip(*columns.values(), places, notes, strict=True)
    return [Metric(**dict(zip(_RECORD, row, strict=True))) for row in rows]


def _parts(compilation: Compilation | Corrected) -> tuple[Compilation, pd.DataFrame, pd.DataFrame]:
    if isinstance(compilation, Corrected):
        return compilation.compilation, compilation.metrics, compilation.progress
    return compilation, compilation.metrics, compilation.progress


def _renamed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"department" if name == "name" else name: value for name, value in values.items()}


def _check_span(compilation: Compilation, subject: str, start: int, end: int) -> None:
    text = compilation.text
    if not 0 <= start < end <= len(text):
        raise GuobanError("correction_span", start=start, end=end)
    if is_blank(text[start:end]):
        raise GuobanError("correction_blank")
    owner = next((one for one in compilation.outline.reports if one.start <= start < one.end), None)
    if owner is None or (subject != "report" and end > owner.end):
        raise GuobanError("correction_outside")


def _title_of_line(compilation: Compilation, start: int, end: int, given: Mapping[str, Any]) -> dict[str, Any]:
    words = compilation.text[start:end].strip()
    title = given.get("title") or (words if is_title_line(words) else "")
    if any(report.start == start for report in compilation.outline.reports) and not given.get("title"):
        raise GuobanError("correction_split_here")
    return {"title": title}


def _snapshot(metrics: pd.DataFrame, start: int, end: int) -> dict[str, Any]:
    for metric in metrics_of(metrics[(metrics["start"] == start) & (metrics["end"] == end)]):
        return {name: getattr(metric, name) for name in METRIC_FIELDS}
    return {}


def _with_row(
    metrics: pd.DataFrame, progress: pd.DataFrame, span: Span, given: dict[str, Any], *, every: bool
) -> dict[str, Any]:
    """Return `given` with what tells the progress row at `span` that it means; `every`: it may mean all its links."""
    start = span[0]
    at = (progress["actual_start"] == start) | (
        progress["actual_start"].isna() & (progress["completion_start"] == start)
    )
    rows = [row for row in _records(progress, at.fillna(value=False)) if _is_meant(row, given)]
    if every and len(rows) > 1 and "kind" not in given:
        rows = [row for row in rows if row["kind"] == "linked"]
    if len(rows) > 1 and not every:
        raise GuobanError("correction_which_row", count=len(rows))
    if len(rows) != 1:
        return given
    spot = _progress_spot(metrics, rows[0])
    return given if (spot.start, spot.end) != span else {**spot.row, **given}


def _is_meant(row: Row, given: Mapping[str, Any]) -> bool:
    places = all(_place(row[name]) == given[name] for name in ("target_start", "completion_start") if name in given)
    return places and given.get("kind", row["kind"]) == row["kind"]


def _progress_spot(metrics: pd.DataFrame, row: Row) -> Spot:
    actual, target, completion = (_place(row[f"{side}_start"]) for side in ("actual", "target", "completion"))
    ends = {
        int(one["start"]): int(one["end"])
        for one in _records(
            metrics, metrics["start"].isin([one for one in (actual, target, completion) if one is not None])
        )
    }
    start = next(one for one in (actual, completion, target) if one is not None)
    values: dict[str, Any] = {"kind": row["kind"]}
    for side, place in (("target", target), ("completion", completion)):
        values |= {f"{side}_start": place, f"{side}_end": None if place is None else ends[place]}
    return Spot(start, ends[start], values)


def _with_anchors(text: str, metrics: pd.DataFrame, given: dict[str, Any]) -> dict[str, Any]:
    """Return `given` with the words and the context of the target and the completion that it names."""
    filled = dict(given)
    for side in ("target", "completion"):
        start, end = given.get(f"{side}_start"), given.get(f"{side}_end")
        if start is None:
            continue
        if end is None:
            end = next((int(row["end"]) for row in _records(metrics, metrics["start"] == start)), None)
        if end is None or not start < end <= len(text):
            raise GuobanError("correction_span", start=start, end=end)
        anchor = anchor_at(text, start, end)
        filled |= {
            f"{side}_start": start, f"{side}_end": end, f"{side}_quote": anchor.quote,
            f"{side}_before": anchor.before, f"{side}_after": anchor.after,
        }  # fmt: skip
    return filled


def _check_link(compilation: Compilation, metrics: pd.DataFrame, start: int, given: Mapping[str, Any]) -> None:
    target = given.get("target_start")
    if target is None:
        raise GuobanError("correction_link_target")
    if target == start:
        raise GuobanError("correction_link_itself")
    if not any(one.start <= min(start, target) and max(start, target) < one.end for one in compilation.outline.reports):
        raise GuobanError("correction_link_report")
    done, owed = (next(iter(metrics_of(metrics[metrics["start"] == place])), None) for place in (start, target))
    if done and owed and done.measure != "completion" and not same_unit(done, owed):
        raise GuobanError("correction_link_units", actual=done.unit, target=owed.unit)


def _records(frame: pd.DataFrame, where: "pd.Series[bool]") -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in frame[where].to_dict("records")]


def _place(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
