"""A data set that a batch wrote, asked through DuckDB, beside the same questions asked of pandas."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from small_archive import batch

from guoban.batch.columns import TABLES
from guoban.batch.manifest import NAME
from guoban.dataset import Filter, Order, open_dataset
from guoban.errors import GuobanError

SAMPLE = Path(__file__).parents[2] / "data" / "sample-2024h1.txt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, small_compilation):
    place = tmp_path_factory.mktemp("data")
    shutil.copy(SAMPLE, place / "a.txt")
    shutil.copy(small_compilation, place / "b.txt")
    batch(place / "*.txt", place / "out")
    return place / "out"


@pytest.fixture(scope="module")
def data(folder):
    opened = open_dataset(folder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def metrics(folder):
    """The metrics with their reports' columns, by pandas."""
    reports = pd.read_parquet(folder / "reports")[["report_id", "department", "type", "level", "region", "year"]]
    return pd.read_parquet(folder / "metrics").merge(reports, on="report_id")


def test_counts(data, folder):
    assert data.counts() == {name: len(pd.read_parquet(folder / name)) for name in TABLES}


@pytest.mark.parametrize(
    ("filters", "same"),
    [
        ([], lambda all_: all_),
        ([Filter("role", ("target", "forecast"))], lambda all_: all_[all_["role"].isin(["target", "forecast"])]),
        ([Filter("value", least=10, most=20)], lambda all_: all_[all_["value"].between(10, 20)]),
        ([Filter("value", (None,))], lambda all_: all_[all_["value"].isna()]),
        ([Filter("value", (None, 12.0))], lambda all_: all_[all_["value"].isna() | (all_["value"] == 12)]),
        ([Filter("redacted", (True,))], lambda all_: all_[all_["redacted"]]),
        ([Filter("sentence", words="企业 新增")], lambda all_: all_[all_["sentence"].str.contains("企业")
                                                                   & all_["sentence"].str.contains("新增")]),
        ([Filter("sentence", words="100%")], lambda all_: all_[all_["sentence"].str.contains("100%")]),
        ([Filter("year", (2024,)), Filter("level", ("县",))], lambda all_: all_[(all_["year"] == 2024)
                                                                                 & (all_["level"] == "县")]),
        ([Filter("indicator", ("x' or '1'='1",))], lambda all_: all_[:0]),
    ],
)  # fmt: skip
def test_filters(data, metrics, filters, same):
    expected = same(metrics)
    assert data.count("metrics", filters) == len(expected)
    found = data.rows("metrics", filters, limit=2_000)
    assert set(found["metric_id"]) == set(expected["metric_id"])


def test_a_filter_that_finds_something_in_the_sample(data):
    assert data.count("metrics", [Filter("sentence", words="企业 新增")])
    assert data.count("metrics", [Filter("value", (None,))])


def test_pages_join_to_the_whole_in_order(data, metrics):
    pages = [data.rows("metrics", (), [Order("value", descending=True)], offset, 300) for offset in range(0, 1200, 300)]
    whole = pd.concat(pages, ignore_index=True)
    assert len(whole) == len(metrics)
    assert whole["metric_id"].is_unique
    expected = metrics["value"].sort_values(ascending=False, na_position="last", ignore_index=True)
    pd.testing.assert_series_equal(whole["value"], expected)
    at_once = data.rows("metrics", (), [Order("value", descending=True)], limit=5_000)
    pd.testing.assert_frame_equal(at_once, whole)


def test_without_an_order_rows_come_as_they_stand(data, folder):
    found = data.rows("metrics", limit=2_000)
    assert found["metric_id"].tolist() == pd.read_parquet(folder / "metrics")["metric_id"].tolist()
    assert list(found.columns) == list(data.columns("metrics"))
    assert str(found["year"].dtype) == "Int64"


def test_facets_leave_their_own_column_out(data, metrics):
    chosen = [Filter("role", ("target",)), Filter("department", ("nobody",))]
    expected = metrics[metrics["role"] == "target"]["department"].value_counts().to_dict()
    assert dict(data.facets("metrics", "department", chosen)) == expected
    counts = [count for _value, count in data.facets("metrics", "indicator")]
    assert counts == sorted(counts, reverse=True)
    assert len(data.facets("metrics", "indicator", most=3)) == 3
    assert None in dict(data.facets("metrics", "value"))


def test_every_table_can_be_shown(data):
    for table in TABLES:
        found = data.rows(table, limit=5)
        assert list(found.columns) == list(data.columns(table))
        assert len(found) == min(5, data.count(table))
    assert "text" not in data.columns("reports")
    assert {"level", "report_level"} <= set(data.columns("sections"))


def test_the_text_and_the_evidence_of_rows(data):
    for row in data.rows("metrics", limit=30).itertuples():
        found = data.evidence("metrics", row.metric_id)
        assert [found.text[start:end] for start, end in found.places] == [row.text]
        assert found.text == data.report_text(row.report_id)
        assert found.report["file"] in {"a.txt", "b.txt"}
    task = data.rows("progress", [Filter("kind", ("linked",))], limit=1).iloc[0]
    found = data.evidence("progress", task["progress_id"])
    assert len(found.places) >= 2
    section = data.rows("sections", limit=1).iloc[0]
    found = data.evidence("sections", section["section_id"])
    assert section["heading"] in found.text[slice(*found.places[0])]


@pytest.mark.parametrize("missing", ["0000000000000000-0001", "nothing"])
def test_what_is_not_there(data, missing):
    with pytest.raises(KeyError):
        data.report_text(missing)
    with pytest.raises(KeyError):
        data.evidence("metrics", missing)
    assert data.rows("metrics", [Filter("metric_id", (missing,))]).empty


@pytest.mark.parametrize("column", ["nothing", 'value" desc; drop table report; --', "part_index"])
def test_a_column_that_there_is_not(data, column):
    with pytest.raises(ValueError, match="no column"):
        data.rows("metrics", [Filter(column, (1,))])
    with pytest.raises(ValueError, match="no column"):
        data.rows("metrics", (), [Order(column)])
    with pytest.raises(ValueError, match="no column"):
        data.facets("metrics", column)


def test_an_empty_data_set(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"")
    batch(tmp_path / "bad.txt", tmp_path / "out")
    empty = open_dataset(tmp_path / "out")
    assert set(empty.counts().values()) == {0}
    assert empty.rows("metrics", [Filter("sentence", words="a")], [Order("value")]).empty
    assert empty.facets("metrics", "department") == []
    assert [record.status for record in empty.manifest.values()] == ["failed"]


def test_a_data_set_that_goes_on_and_one_that_is_damaged(folder, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    opened = open_dataset(copy)
    assert opened.is_current
    (copy / NAME).write_text((copy / NAME).read_text(encoding="utf-8") + "\n" * 0, encoding="utf-8")
    assert not opened.is_current
    shutil.rmtree(copy / "metrics")
    for broken in (opened, open_dataset(copy)):
        with pytest.raises(GuobanError) as problem:
            broken.count("metrics")
        assert problem.value.code == "dataset_damaged"
    with pytest.raises(GuobanError) as problem:
        open_dataset(tmp_path)
    assert problem.value.code == "dataset_missing"
