"""Every table with texts that break files is read back by the readers that offices and analysts use."""

import csv
import io
import json
import zipfile

import duckdb
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from guoban.export.about import About
from guoban.export.cells import csv_safe, xml_safe
from guoban.export.exports import FORMS, export
from guoban.export.streaming import FORMS as STREAMS
from guoban.export.streaming import export_stream
from guoban.export.tables import csv_bytes, jsonl_bytes

TEXTS = [
    "甲\x00乙", "甲\x01\x0b\x0c\x1f乙", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "甲\r\n乙", "甲\r乙",
    "甲\u2028乙\u2029丙\x85丁", "🌾👨‍👩‍👧𠮷", "\"'`,;，", "\ufeff甲", "\ufffe", "", " ", "NULL", "nan", "<b>&amp;]]>", "长" * 40_000,
]  # fmt: skip
NAME = "汇\udcff编\x00.txt"  # of a file whose name is no UTF-8


@pytest.fixture
def frame():
    return pd.DataFrame(
        {"indicator": pd.Series(TEXTS, dtype="str"), "value": [float(place) for place in range(len(TEXTS))]}
    )


@pytest.fixture
def told():
    return About(NAME, "0" * 64, (f"名称：{NAME}",), len(TEXTS))


def in_csv():
    return [csv_safe(text) for text in TEXTS]


def test_csv_by_pandas_python_and_duckdb(frame, tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(csv_bytes(frame))
    back = pd.read_csv(path, dtype={"indicator": str}, keep_default_na=False)
    assert list(back["indicator"]) == in_csv()
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    assert [row[0] for row in rows[1:]] == in_csv()
    assert sorted(duckdb.read_csv(str(path)).select("value").fetchall()) == [(place,) for place in range(len(TEXTS))]
    lines = pa_csv.ParseOptions(newlines_in_values=True)
    assert pa_csv.read_csv(path, parse_options=lines)["value"].to_pylist() == list(range(len(TEXTS)))


def test_json_lines_by_any_way_to_take_lines(frame, tmp_path):
    path = tmp_path / "t.jsonl"
    path.write_bytes(jsonl_bytes(frame))
    whole = path.read_text(encoding="utf-8")
    for lines in (whole.splitlines(), whole.rstrip("\n").split("\n")):
        assert [json.loads(line)["indicator"] for line in lines] == TEXTS
    assert duckdb.read_json(str(path)).select("indicator").fetchall() == [(text,) for text in TEXTS]


def test_parquet_keeps_every_sign(frame, told):
    table = pq.read_table(io.BytesIO(export(frame, "parquet", "指标", told).data))
    assert table["indicator"].to_pylist() == TEXTS


def test_xlsx_keeps_what_a_cell_can_hold(frame, told):
    sheet = openpyxl.load_workbook(io.BytesIO(export(frame, "xlsx", "指标", told).data))["指标"]
    found = [row[0] or "" for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert found[:-1] == [xml_safe(text) for text in TEXTS[:-1]]
    assert found[-1].startswith("长" * 30_000)
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("form", FORMS)
def test_a_source_whose_name_is_no_text_is_told_as_far_as_it_is(frame, told, form):
    assert export(frame, form, "指标", told).data
    assert told.record()["source"] == "汇?编\x00.txt"
    assert told.record()["filters"] == ["名称：汇?编\x00.txt"]


@pytest.mark.parametrize("form", STREAMS)
def test_a_stream_of_them_is_written(frame, told, form, tmp_path):
    batches = iter(pa.Table.from_pandas(frame).to_batches(max_chunksize=5))
    export_stream(batches, form, "指标", told, tmp_path / "t")
    assert (tmp_path / "t").stat().st_size


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())],
    ids=["string", "large", "view", "dictionary"],
)
def test_no_text_of_a_stream_runs_as_a_formula(kind, told, tmp_path):
    short = TEXTS[:-1]
    batch = pa.RecordBatch.from_arrays([pa.array(short).cast(kind)], names=["indicator"])
    export_stream(iter([batch]), "csv", "指标", told, tmp_path / "t.zip")
    with zipfile.ZipFile(tmp_path / "t.zip") as archive:
        back = pd.read_csv(archive.open("指标.csv"), dtype=str, keep_default_na=False, skip_blank_lines=False)
    assert list(back["指标名称"]) == [csv_safe(text) for text in short]
