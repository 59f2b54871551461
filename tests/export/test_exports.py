"""Exports hold exactly what is filtered, with offsets and quotes, and say what they are."""

import io
import json
import zipfile
from datetime import date

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from guoban.export.about import about
from guoban.export.exports import FORMS, export
from guoban.export.frames import metrics_frame, tasks_frame, worded
from guoban.locale import set_language
from guoban.reporting.quotes import Quotes

FILTERS = ("口径：数量", "部门：梧桐县水利局")


@pytest.fixture(scope="module")
def quotes(small):
    return Quotes.of(small.compilation)


@pytest.fixture(scope="module")
def kept(small):
    rows = small.metrics
    return rows[(rows["measure"] == "level") & (rows["department"] == "梧桐县水利局")]


@pytest.fixture(scope="module")
def frame(kept, quotes):
    return metrics_frame(kept, quotes)


@pytest.fixture
def told(small, frame):
    return about(small.compilation, filters=FILTERS, rows=len(frame), made=date(2024, 7, 15))


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_rows_are_those_filtered_in_their_order(frame, kept):
    assert list(frame["metric_id"]) == list(kept["metric_id"])
    assert len(frame) == 6


def test_offsets_point_at_the_quotes(frame, small):
    text = small.compilation.text
    for row in frame.to_dict("records"):
        assert text[row["start"] : row["end"]] == row["text"]
        assert text[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
    assert set(frame["section"]) == {"一、上半年工作总结", "三、下半年打算"}


def test_tasks_have_their_sentences(small, quotes):
    frame = tasks_frame(small.tasks, quotes)
    assert list(frame["progress_id"]) == list(small.tasks["progress_id"])
    text = small.compilation.text
    for row in frame.to_dict("records"):
        assert text[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
    assert pd.isna(frame["target_sentence_start"]).all()
    assert list(frame["gap"])[:2] == [-20.0, -4.5]


def test_xlsx_says_it_on_a_second_sheet(frame, told, small):
    made = export(frame, "xlsx", "指标", told)
    book = openpyxl.load_workbook(io.BytesIO(made.data))
    assert book.sheetnames == ["指标", "说明"]
    facts = {row[0]: row[1] for row in book["说明"].iter_rows(min_row=2, values_only=True)}
    assert facts["源文件"] == small.compilation.name
    assert facts["源文件 SHA-256"] == small.compilation.document.sha256
    assert facts["筛选条件"] == "口径：数量；部门：梧桐县水利局"
    assert facts["行数"] == "6"
    assert facts["程序版本"].startswith("Guoban ")
    heads = [cell.value for cell in book["指标"][1]]
    assert {"指标名称", "原文", "起", "止", "报告", "章节"} <= set(heads)


def test_parquet_says_it_in_its_metadata(frame, told):
    table = pq.read_table(io.BytesIO(export(frame, "parquet", "指标", told).data))
    record = json.loads(table.schema.metadata[b"guoban"])
    assert record["filters"] == list(FILTERS)
    assert (record["rows"], record["made"]) == (6, "2024-07-15")
    pd.testing.assert_frame_equal(table.to_pandas(), frame)


def test_csv_has_a_companion_and_no_lines_before_its_header(frame, told):
    made = export(frame, "csv", "指标", told)
    found = members(made.data)
    assert list(found) == ["指标.csv", "指标.说明.txt"]
    back = pd.read_csv(io.BytesIO(found["指标.csv"]))
    assert list(back["指标名称"]) == list(frame["indicator"])
    assert list(back["性质"])[2] == "目标值"
    companion = found["指标.说明.txt"].decode("utf-8-sig")
    assert "筛选条件\t口径：数量；部门：梧桐县水利局\r\n" in companion


def test_json_lines_have_a_companion_for_programs(frame, told, small):
    found = members(export(frame, "jsonl", "指标", told).data)
    assert list(found) == ["指标.jsonl", "指标.about.json"]
    rows = [json.loads(line) for line in found["指标.jsonl"].decode().splitlines()]
    assert [row["metric_id"] for row in rows] == list(frame["metric_id"])
    assert rows[2]["value"] is None
    assert rows[2]["redacted"] is True
    assert json.loads(found["指标.about.json"])["sha256"] == small.compilation.document.sha256


@pytest.mark.parametrize("form", FORMS)
def test_the_same_rows_give_the_same_bytes(frame, told, form):
    assert export(frame, form, "指标", told) == export(frame, form, "指标", told)


@pytest.mark.parametrize("form", FORMS)
def test_no_rows_are_a_table_with_its_columns(frame, told, form):
    assert export(frame.iloc[:0], form, "指标", told).data


def test_words_follow_the_language(frame, small):
    set_language("en")
    shown = worded(frame)
    assert "Indicator" in shown.columns
    assert about(small.compilation).facts()[2] == ("Filter", "none, everything is listed")


def test_every_column_has_a_word(frame, small, quotes):
    set_language("en")
    for one in (frame, tasks_frame(small.tasks, quotes)):
        words = list(worded(one).columns)
        assert not [name for name in words if name in one.columns and name != "redacted"]
        assert len(set(words)) == len(words)
