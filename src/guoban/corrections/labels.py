"""What was reviewed as labels: how right the extractor was where a person has looked.

A reviewed row is one that was confirmed, edited, rejected or added. All but the rejected ones are true rows, with the
fields that the person left them with.

- Precision is told over the rows that were read and reviewed: a rejected one is a false positive, the others are right.
- Recall is told over the reports that were reviewed whole (every row of them): an added row is one that was missed. A
  person who looks at every row but not for missing ones makes it look better than it is.
- The accuracy of a field is the share of the rows that were read and then confirmed or edited whose field, as it was
  read, is what the person left, by the rules of `guoban.score` (亿 is 亿元, an indicator may be a little shorter).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from guoban.compilation import Compilation
from guoban.corrections.records import Corrected
from guoban.corrections.review import reviewed_reports
from guoban.score import FIELDS, Agreement, Pairs, Tables, same, share

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReviewScore:
    """How the extractor did where a person has looked: counts with their shares, and by field the share that was right.

    Of `detection`, `right` and `found` make precision, `met` and `wanted` make recall; where nothing was reviewed both
    are 0 of 0. `rows` are the rows that were reviewed, `reports` the reports that were reviewed whole.
    """

    detection: Agreement
    fields: Mapping[str, float]
    rows: int
    reports: int


def labels(corrected: Corrected, *, whole_reports: bool = False) -> Tables:
    """Return the reviewed rows that are true as labels in the form of `guoban.score`, each required (R).

    `whole_reports`: only of reports that were reviewed whole, for which what is not labelled is wrong. Reports, sections
    and progress are those of the reports that the labels are in; progress that nobody has looked at is left out.
    """
    metrics = corrected.metrics
    reviewed = metrics[~metrics["state"].isin(["auto", "rejected"])]
    if whole_reports:
        owners = reviewed_reports(corrected)
        reviewed = reviewed[reviewed["report_id"].isin(owners)]
    else:
        owners = list(dict.fromkeys(reviewed["report_id"]))
    shown = corrected.compilation
    progress = corrected.progress
    linked = progress[~progress["state"].isin(["auto", "rejected"])]
    return Tables(
        reports=_rows(shown.reports[shown.reports["report_id"].isin(owners)]),
        sections=_rows(shown.sections[shown.sections["report_id"].isin(owners)]),
        metrics=[{**row, "label": "R"} for row in _rows(reviewed)],
        progress=_rows(linked[linked["report_id"].isin(owners)]),
    )


def review_score(extracted: Compilation, corrected: Corrected) -> ReviewScore:
    """Return how right `extracted` is by what was reviewed in `corrected`, the same compilation with its corrections."""
    rows = _rows(corrected.metrics[corrected.metrics["state"] != "auto"])
    read = [row for row in rows if row["origin"] == "read"]
    true = [row for row in read if row["state"] != "rejected"]
    whole = set(reviewed_reports(corrected))
    inside = [row for row in rows if row["report_id"] in whole and row["state"] != "rejected"]
    met = sum(row["origin"] == "read" for row in inside)
    pairs = _as_read(extracted, true)
    return ReviewScore(
        detection=Agreement(right=len(true), found=len(read), met=met, wanted=len(inside)),
        fields={field: share(sum(same(field, *pair) for pair in pairs), len(pairs)) for field in FIELDS},
        rows=len(rows),
        reports=len(whole),
    )


def _as_read(extracted: Compilation, rows: Iterable[Row]) -> Pairs:
    """Return each row with the one of the same span as it was read."""
    read = {(row["start"], row["end"]): row for row in _rows(extracted.metrics)}
    return [(row, read[row["start"], row["end"]]) for row in rows if (row["start"], row["end"]) in read]


def _rows(frame: pd.DataFrame) -> list[Row]:
    """Return a table's rows as they stand in JSON: nothing where there is no value."""
    return [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]
