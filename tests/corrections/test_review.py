"""How much was reviewed, and how right the extractor was there."""

import pytest
from said import in_turn, metric

from guoban.corrections import apply
from guoban.corrections.labels import labels, review_score
from guoban.corrections.review import review_progress, reviewed_reports
from guoban.score import Tables, score

SECOND = ["29家", "XX亿元", "第2位", "50家"]
ADDED = {"indicator": "下半年计划", "value": 1, "unit": "个", "measure": "level", "role": "target"}


@pytest.fixture
def reviewed(office):
    """The second report reviewed whole, with one row rejected, one edited and one added; of the first, two rows."""
    return apply(
        office,
        in_turn(
            metric(office, "confirm", "29家"),
            metric(office, "confirm", "50家"),
            metric(office, "reject", "第2位"),
            metric(office, "edit", "XX亿元", indicator="税收收入", measure="share"),
            metric(office, "add", "下半年工作计划", 3, **ADDED),
            metric(office, "confirm", "9座"),
            metric(office, "reject", "320公里"),
        ),
    )


def test_each_report_tells_how_much_was_reviewed(office, reviewed):
    progress = review_progress(reviewed)
    assert list(progress["report_id"]) == list(office.reports["report_id"])
    assert list(progress["rows"]) == [7, 5]
    assert list(progress["reviewed"]) == [2, 5]
    assert list(progress["share"]) == [pytest.approx(2 / 7), 1.0]
    assert reviewed_reports(reviewed) == [office.reports["report_id"][1]]
    assert list(review_progress(apply(office, []))["share"]) == [0.0, 0.0]


def test_precision_recall_and_fields_are_told_over_what_was_reviewed(office, reviewed):
    found = review_score(office, reviewed)
    assert (found.detection.right, found.detection.found) == (4, 6)
    assert found.detection.precision == pytest.approx(4 / 6)
    assert (found.detection.met, found.detection.wanted) == (3, 4)
    assert found.detection.recall == pytest.approx(3 / 4)
    assert (found.rows, found.reports) == (7, 1)
    assert found.fields["measure"] == pytest.approx(3 / 4)
    assert found.fields["unit"] == 1.0


def test_nothing_reviewed_is_told_as_nothing(office):
    found = review_score(office, apply(office, []))
    assert (found.rows, found.reports, found.detection.found, found.detection.wanted) == (0, 0, 0, 0)


def test_the_labels_are_what_the_scorer_reads(office, reviewed):
    whole = labels(reviewed, whole_reports=True)
    assert sorted(row["text"] for row in whole.metrics) == sorted(["29家", "50家", "XX亿元", "下半年工作计划"])
    assert {row["label"] for row in whole.metrics} == {"R"}
    found = Tables(*(frame.to_dict("records") for _name, frame in office.tables))
    result = score(whole, found)
    assert (result.detection.right, result.detection.found, result.detection.wanted) == (3, 4, 4)
    assert result.fields["measure"] == pytest.approx(2 / 3)
    rows = labels(reviewed)
    assert len(rows.metrics) == 5
    assert len(rows.reports) == 2
