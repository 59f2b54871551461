"""Tasks: the progress table as the pages show it, with gap, card and the amounts' own units."""

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from guoban.progress.status import rounded

STATUS_ORDER = ("behind", "ahead", "done", "unknown")
BAR_END = 100.0
ALSO_STATED = "also_stated"
JUDGED = ["report_id", "status", "pct", "schedule_pct", "lower_is_better", "unit", "actual_start", "target_start"]
YELLOW_POINTS, RED_POINTS = 5, 15  # where nothing else is chosen


def tasks(progress: pd.DataFrame, metrics: pd.DataFrame, yellow: int, red: int) -> pd.DataFrame:
    """Return the tasks of `progress`, one row each, with further columns.

    An actual whose completion the text states and which the plan has a target for too is one task: the linked row is
    folded into the stated one as `also_pct`, `also_target`, `also_unit`, `also_target_start`.

    `gap` is completion less schedule, both as shown, in percentage points (missing where no schedule applies).
    `lead` is what the task is judged by: the gap, turned round where less is better, against the limit where there is
    no schedule. `card` is red or yellow where a task behind misses by as many points, else empty. `actual_unit`,
    `actual_masked`, `target_unit` and `target_masked` come from the metrics that the row pairs.
    """
    frame = _folded(progress)
    records = frame[JUDGED].to_dict("records")
    frame["gap"] = pd.Series([_gap(row) for row in records], index=frame.index, dtype="float64")
    frame["lead"] = pd.Series([_lead(row) for row in records], index=frame.index, dtype="float64")
    frame["card"] = pd.Series(
        [card(row["status"], lead, yellow, red) for row, lead in zip(records, frame["lead"], strict=True)],
        index=frame.index,
        dtype="str",
    )
    wanted = pd.concat([frame["actual_start"], frame["target_start"]]).dropna()
    near = metrics.loc[metrics["start"].isin(wanted), ["report_id", "start", "unit", "redacted"]]
    by_place = {(row["report_id"], row["start"]): row for row in near.to_dict("records")}
    for side in ("actual", "target"):
        paired = [_metric(by_place, row, f"{side}_start") for row in records]
        frame[f"{side}_unit"] = pd.Series(
            [one["unit"] if one else row["unit"] for one, row in zip(paired, records, strict=True)],
            index=frame.index,
            dtype="str",
        )
        frame[f"{side}_masked"] = pd.Series(
            [bool(one and one["redacted"]) for one in paired], index=frame.index, dtype="bool"
        )
    return frame


def _folded(progress: pd.DataFrame) -> pd.DataFrame:
    also = progress["note"].str.split().map(lambda codes: ALSO_STATED in codes).astype(bool)
    pair = ["report_id", "actual_start"]
    second = progress.loc[also & progress["actual_start"].notna(), [*pair, "pct", "target", "unit", "target_start"]]
    second = second.drop_duplicates(pair).rename(
        columns={"pct": "also_pct", "target": "also_target", "unit": "also_unit", "target_start": "also_target_start"}
    )
    first = progress[~also]
    told = set(zip(first["report_id"], first["actual_start"], strict=True))
    alone = [place not in told for place in zip(progress["report_id"], progress["actual_start"], strict=True)]
    kept = progress[~also | pd.Series(alone, index=progress.index, dtype="bool")]
    return kept.merge(second, on=pair, how="left", validate="m:1")


def card(status: str, lead: float, yellow: int, red: int) -> str:
    """Return red or yellow for a task behind by `red` or `yellow` points or more, else empty."""
    if status != "behind" or pd.isna(lead):
        return ""
    if lead <= -red:
        return "red"
    return "yellow" if lead <= -yellow else ""


def in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Return tasks behind first, then ahead, done, unknown; in each the worst gap first."""
    place = frame["status"].map({status: place for place, status in enumerate(STATUS_ORDER)})
    return (
        frame.assign(_place=place)
        .sort_values(["_place", "lead", "seq", "progress_id"], kind="stable", na_position="last")
        .drop(columns="_place")
    )


def unmet_targets(metrics: pd.DataFrame, progress: pd.DataFrame) -> pd.DataFrame:
    """Return the target metrics that no task of `progress` pairs with something done."""
    paired = set(zip(progress["report_id"], progress["target_start"], strict=True))
    targets = metrics[(metrics["role"] == "target") & ~metrics["minor"]]
    free = [(report, start) not in paired for report, start in zip(targets["report_id"], targets["start"], strict=True)]
    return targets[pd.Series(free, index=targets.index, dtype="bool")]


def untargeted_actuals(metrics: pd.DataFrame, progress: pd.DataFrame) -> pd.DataFrame:
    """Return what is done without a target beside it: amounts and shares that no task of `progress` judges.

    Growth, differences and ranks have no target to be held to, and completions are held to one already.
    """
    paired = set(zip(progress["report_id"], progress["actual_start"], strict=True))
    done = metrics[(metrics["role"] == "actual") & metrics["measure"].isin(["level", "share"]) & ~metrics["minor"]]
    free = [(report, start) not in paired for report, start in zip(done["report_id"], done["start"], strict=True)]
    return done[pd.Series(free, index=done.index, dtype="bool")]


def bar(row: Mapping[Hashable, Any]) -> tuple[float | None, float | None]:
    """Return the bar's length and the schedule line's place, in percent of the track; None where there is none."""
    pct, schedule = row["pct"], row["schedule_pct"]
    return (
        None if pd.isna(pct) else max(0.0, min(float(pct), BAR_END)),
        None if pd.isna(schedule) else max(0.0, min(float(schedule), BAR_END)),
    )


def _gap(row: Mapping[Hashable, Any]) -> float | None:
    if pd.isna(row["pct"]) or pd.isna(row["schedule_pct"]):
        return None
    return float(rounded(row["pct"]) - rounded(row["schedule_pct"]))


def _lead(row: Mapping[Hashable, Any]) -> float | None:
    if pd.isna(row["pct"]):
        return None
    pct = rounded(row["pct"])
    if row["lower_is_better"]:
        limit = Decimal(100) if pd.isna(row["schedule_pct"]) else rounded(row["schedule_pct"])
        return float(limit - pct)
    return None if pd.isna(row["schedule_pct"]) else float(pct - rounded(row["schedule_pct"]))


def _metric(
    by_place: Mapping[tuple[Any, Any], dict[Hashable, Any]], row: Mapping[Hashable, Any], column: str
) -> dict[Hashable, Any] | None:
    return None if pd.isna(row[column]) else by_place.get((row["report_id"], int(row[column])))
