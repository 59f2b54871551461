"""Tasks as the pages show them: gaps, cards, order, one row a task."""

import pandas as pd
import pytest

from guoban.reporting import standing
from guoban.reporting.tasks import bar, card, in_order, tasks, unmet_targets


def test_the_gap_is_the_difference_of_the_figures_shown(joined):
    progress = joined.progress.copy()
    progress.loc[0, ["pct", "schedule_pct"]] = [6.55, 500 / 12]
    assert tasks(progress, joined.metrics, 5, 15)["gap"].iloc[0] == pytest.approx(6.6 - 41.7)


@pytest.mark.parametrize(
    ("status", "lead", "shown"),
    [
        ("behind", -15.0, "red"),
        ("behind", -14.9, "yellow"),
        ("behind", -5.0, "yellow"),
        ("behind", -4.9, ""),
        ("behind", float("nan"), ""),
        ("unknown", -40.0, ""),
    ],
)
def test_cards_begin_at_their_lines(status, lead, shown):
    assert card(status, lead, 5, 15) == shown


def test_a_limit_overrun_is_behind_by_its_overrun(joined):
    progress = joined.progress.copy()
    progress.loc[0, ["pct", "schedule_pct"]] = [120.0, float("nan")]
    progress.loc[0, "lower_is_better"] = True
    row = tasks(progress, joined.metrics, 5, 15).iloc[0]
    assert (row["lead"], row["card"]) == (-20.0, "red")


def test_masked_amounts_keep_their_unit(rows):
    row = rows[rows["indicator"] == "水利投资"].iloc[0]
    assert bool(row["actual_masked"])
    assert bool(row["target_masked"])
    assert (row["actual_unit"], row["target_unit"]) == ("亿元", "亿元")


def test_tasks_behind_come_first_the_worst_before(rows):
    assert in_order(rows)["indicator"].tolist() == ["新建水闸", "水利投资", "植树造林", "节水改造"]


def test_a_completion_told_twice_is_one_task(joined):
    progress = joined.progress
    again = progress.iloc[[0]].assign(
        progress_id="again", kind="linked", pct=25.0, target=24.0, target_start=60, note="also_stated"
    )
    rows = tasks(pd.concat([progress, again], ignore_index=True), joined.metrics, 5, 15)
    assert len(rows) == len(progress)
    first = rows[rows["indicator"] == "新建水闸"].iloc[0]
    assert (first["pct"], first["also_pct"], first["also_target"], first["also_target_start"]) == (30.0, 25.0, 24.0, 60)


def test_a_second_telling_without_the_first_is_kept(joined):
    lone = joined.progress.iloc[[0]].assign(note="also_stated")
    assert len(tasks(lone, joined.metrics, 5, 15)) == 1


def test_bars_stay_on_their_track():
    assert bar({"pct": 250.0, "schedule_pct": 41.7}) == (100.0, 41.7)
    assert bar({"pct": -3.0, "schedule_pct": float("nan")}) == (0.0, None)
    assert bar({"pct": float("nan"), "schedule_pct": 50.0}) == (None, 50.0)


def test_targets_that_nothing_is_set_against(joined):
    assert unmet_targets(joined.metrics, joined.progress)["indicator"].tolist() == ["水文站"]


def test_no_tasks_at_all(office, joined):
    rows = tasks(joined.progress.iloc[:0], joined.metrics, 5, 15)
    assert rows.empty
    assert {"gap", "lead", "card", "also_pct"} <= set(rows.columns)
    assert standing.standing(office.reports, rows).kept_share is None


def test_the_standing_adds_up(office, rows):
    stand = standing.standing(office.reports, rows)
    assert (stand.departments, stand.reporting, stand.tasks) == (3, 2, 4)
    assert (stand.judged, stand.kept, stand.behind) == (4, 2, 2)
    assert (stand.cards, stand.carded_departments) == (1, 1)
    assert stand.by_card == {"red": 1, "yellow": 0}
    assert stand.kept_share == 50.0


def test_departments_without_a_name_count_one_each():
    reports = pd.DataFrame({"department": ["", "县水利局", "", "县水利局"]})
    assert standing.count_departments(reports) == 3


def test_the_board_puts_cards_first_and_departments_without_tasks_last(office, joined, rows):
    lines = standing.board(office.reports, rows, joined.metrics, "department")
    assert [line.value for line in lines] == ["梧桐县水利局", "XX街道", "<b>教育局</b>"]
    assert lines[0].by_status == {"behind": 2, "ahead": 0, "done": 1, "unknown": 0}
    assert (lines[0].red, lines[0].yellow, lines[0].metrics) == (1, 0, 10)
    assert lines[0].worst["indicator"] == "新建水闸"
    assert lines[2].total == 0


def test_the_board_by_type_counts_reports(office, joined, rows):
    lines = standing.board(office.reports, rows, joined.metrics, "type")
    assert [(line.value, line.reports, line.total) for line in lines] == [
        ("水利", 1, 3),
        ("街道", 1, 1),
        ("教育体育", 1, 0),
    ]


def test_what_could_not_be_read(office, joined, rows):
    assert standing.most_masked(joined.metrics) == [("梧桐县水利局", 2)]
    assert standing.masked_departments(office.reports) == ["XX街道"]
    unknown = rows.assign(status="unknown", reason=["redacted", "project", "project", "growth"])
    assert standing.reasons(unknown)[0] == ("project", 2)
