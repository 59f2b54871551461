"""The files are read back with the readers that offices and analysts use."""

import io
import json

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.export.atomic import replacing, replacing_all
from guoban.export.cells import CELL_CHARACTERS, cut_to_cell, display_width, sheet_name, xml_safe
from guoban.export.tables import csv_bytes, write_csv, write_jsonl, write_parquet, write_xlsx, xlsx_bytes

FORMULAS = ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "-3.2%", '=HYPERLINK("http://a")']


@pytest.fixture
def frame():
    return pd.DataFrame(
        {
            "indicator": pd.Series(["固定资产投资", "泵站", "“水美”\n村庄", "负债率"], dtype="str"),
            "value": pd.Series([1.89, 29.0, None, -6.4], dtype="float64"),
            "year": pd.Series([2023, None, 2024, 2023], dtype="Int64"),
            "start": pd.Series([0, 12, 1_000_000, 7], dtype="int64"),
            "redacted": pd.Series([False, False, True, False], dtype="bool"),
        }
    )


def sheet_of(data, name=None):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return book[name] if name else book.worksheets[0]


def cells(frame):
    return [[cell.value for cell in row] for row in sheet_of(xlsx_bytes({"t": frame})).iter_rows()]


def test_json_lines_keep_types_and_say_null(frame, tmp_path):
    write_jsonl(frame, tmp_path / "t.jsonl")
    raw = (tmp_path / "t.jsonl").read_bytes()
    rows = [json.loads(line) for line in raw.decode().splitlines()]
    assert "固定资产投资".encode() in raw
    assert rows[0] == {"indicator": "固定资产投资", "value": 1.89, "year": 2023, "start": 0, "redacted": False}
    assert rows[1]["year"] is None
    assert rows[2]["value"] is None
    assert [type(rows[0][name]) for name in ("year", "start", "redacted")] == [int, int, bool]


def test_csv_opens_in_excel_and_in_pandas(frame, tmp_path):
    write_csv(frame, tmp_path / "t.csv")
    raw = (tmp_path / "t.csv").read_bytes()
    assert raw == csv_bytes(frame)
    assert raw.startswith(b"\xef\xbb\xbfindicator,value,year,start,redacted\r\n")
    back = pd.read_csv(tmp_path / "t.csv", dtype=dict(frame.dtypes))
    pd.testing.assert_frame_equal(back, frame)


def test_parquet_gives_the_same_frame(frame, tmp_path):
    write_parquet(frame.set_index(pd.Index([5, 3, 9, 1])), tmp_path / "t.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "t.parquet"), frame)


def test_xlsx_gives_the_same_frame(frame, tmp_path):
    write_xlsx({"指标": frame, "空": frame.iloc[:0]}, tmp_path / "t.xlsx")
    back = pd.read_excel(tmp_path / "t.xlsx", sheet_name=None, dtype=dict(frame.dtypes))
    pd.testing.assert_frame_equal(back["指标"], frame)
    assert list(back["空"].columns) == list(frame.columns)
    assert len(back["空"]) == 0


@pytest.mark.parametrize("text", FORMULAS)
def test_text_cannot_run_as_a_formula_in_csv(text):
    frame = pd.DataFrame({text: [text], "n": [-5], "f": [-6.4]})
    line = pd.read_csv(io.BytesIO(csv_bytes(frame)), dtype=str, keep_default_na=False).iloc[0]
    assert line.tolist() == ["'" + text.replace("\r", "\r"), "-5", "-6.4"]
    assert line.index[0].startswith("'")


@pytest.mark.parametrize("text", FORMULAS)
def test_text_cannot_run_as_a_formula_in_xlsx(text):
    sheet = sheet_of(xlsx_bytes({"t": pd.DataFrame({"a": [text]})}))
    cell = sheet["A2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "")
    assert cell.quotePrefix or text.startswith("\r")
    assert cell.hyperlink is None


def test_xlsx_cells_have_the_type_of_the_column(frame):
    sheet = sheet_of(xlsx_bytes({"t": frame}))
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "n", "n", "b"]
    assert [cell.number_format for cell in sheet[2]][1:4] == ["#,##0.0#####", "0", "0"]
    assert sheet["B3"].number_format == "#,##0"
    assert sheet["B4"].value is None
    assert sheet["C3"].value is None


def test_the_header_is_frozen_bold_and_filtered(frame):
    sheet = sheet_of(xlsx_bytes({"t": frame}))
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.auto_filter.ref == "A1:E5"


def test_columns_are_as_wide_as_their_text():
    frame = pd.DataFrame({"a": ["一二三四五六七八九十"], "b": ["1234567890"], "c": ["长" * 500]})
    sheet = sheet_of(xlsx_bytes({"t": frame}))
    widths = [sheet.column_dimensions[name].width for name in "ABC"]
    assert widths[0] >= 20
    assert 10 <= widths[1] < widths[0]
    assert widths[2] <= 61


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    long = "字" * 40_000
    rare = "𠮷" * 20_000
    frame = pd.DataFrame({"text": [long, rare, "字" * CELL_CHARACTERS]})
    found = [row[0] for row in cells(frame)[1:]]
    for text in found[:2]:
        assert len(text.encode("utf-16-le")) // 2 <= CELL_CHARACTERS
        assert text.endswith("……（超出单元格上限，后文从略）")
    assert found[2] == frame["text"][2]


def test_signs_that_xml_cannot_hold_are_left_out():
    frame = pd.DataFrame({"a\x00": ["正\x00常\x0b文\ufffe字\n下一行", "a_x0041_b"]})
    assert cells(frame) == [["a"], ["正常文字\n下一行"], ["a_x0041_b"]]


@given(st.text(max_size=40))
def test_any_text_survives_in_xlsx_but_for_what_xml_cannot_hold(text):
    frame = pd.DataFrame({"a": [text], "b": ["x"]})
    assert (cells(frame)[1][0] or "") == xml_safe(text)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=40))
def test_any_text_survives_in_csv_and_json_lines(tmp_path_factory, text):
    frame = pd.DataFrame({"a": [text], "b": ["x"]})
    back = pd.read_csv(io.BytesIO(csv_bytes(frame)), dtype=str, keep_default_na=False)
    assert back["a"][0].removeprefix("'") == text.removeprefix("'")
    path = tmp_path_factory.mktemp("jsonl") / "t.jsonl"
    write_jsonl(frame, path)
    assert json.loads(path.read_text(encoding="utf-8"))["a"] == text


def test_sheets_get_names_that_excel_allows():
    names = ["a/b:c", "A/B:C", "", "History", "长" * 40, "长" * 40, "'引'"]
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx_bytes({f"{name}{' ' * i}": pd.DataFrame({"x": [1]}) for i, name in enumerate(names)}))
    )
    assert len(book.sheetnames) == len(names)
    assert all(0 < len(name) <= 31 for name in book.sheetnames)
    assert sheet_name("a", {"a", "a (2)"}) == "a (3)"


def test_a_frame_with_more_rows_than_a_sheet_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr("guoban.export.tables.SHEET_ROWS", 4)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes({"t": pd.DataFrame({"n": range(7)})})))
    assert book.sheetnames == ["t", "t (2)", "t (3)"]
    assert [cell.value for sheet in book for cell in sheet["A"]] == ["n", 0, 1, 2, "n", 3, 4, 5, "n", 6]


def test_widths_count_ideographs_double():
    assert display_width("指标A") == 5
    assert display_width("一\n二三四") == 6
    assert display_width("") == 0


def test_a_short_text_is_not_cut():
    assert cut_to_cell("字" * CELL_CHARACTERS, "…") == "字" * CELL_CHARACTERS


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("old", encoding="utf-8")

    def fails_while_writing():
        with replacing(path) as written:
            written.write_text("half", encoding="utf-8")
            raise OSError(28, "No space left")

    with pytest.raises(OSError, match="No space"):
        fails_while_writing()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_in_one_of_several_files_leaves_all_the_old_ones(tmp_path):
    (tmp_path / "a").write_text("old", encoding="utf-8")

    def fails_at_the_second():
        with replacing_all(tmp_path) as scratch:
            (scratch / "a").write_text("new", encoding="utf-8")
            raise OSError(28, "No space left")

    with pytest.raises(OSError, match="No space"):
        fails_at_the_second()
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
