"""What is large, slow or strange and no reason to refuse: it comes in, quickly, and does no harm."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import openpyxl
import pandas as pd
import pytest
from bad_files import MEGABYTE, REPORT, word
from click.testing import CliRunner

import guoban
from guoban.cli import main
from guoban.documents import open_document
from guoban.errors import DocumentError
from guoban.library import Library
from guoban.library.engine import sqlite_url
from guoban.ui.store import Store

PIECES = [
    "（", "(", "1", "第", " ", "\u3000", "一、", "XX", "×", "分别", "、", "“", "《", "\u200b", "國(guó)", "至", "1-", "1.", "——",
    "目录\n", "第一篇：", "\n", "１", "亿", "万亿", "同比增长", "其中", "1、", "①", "今年", "完成", "，", "…", "百", "a", "=", "<script>",
    "%", "1月", "上半年", "年度目标", "的", "是", "。", "；", "一是", "(一)", "1/", "0.", ",", "\t", "\x00", "﷽", "\U0001f600", "e\u0301",
    "總結", "$$", ":red[", "\u202e", "占", "由", "提高到", "以上", "近", "约", "截至", "年", "1年", "附件", "（1）", "-", "·", "|",
]  # fmt: skip
ODD = (
    "<script>alert(1)</script>", "<style>*{display:none}</style>", "$$x^2$$", ":red[红]", "[链接](http://127.0.0.1:9)",
    "![图](http://127.0.0.1:9/a.png)", "\u202e倒\u202c", '=HYPERLINK("http://127.0.0.1:9")', "@SUM(1)", "+1", "{name}", "%s",
)  # fmt: skip


def test_a_picture_of_a_hundred_megabytes_is_not_unpacked():
    file = word(more={"word/media/image1.bmp": bytes(100 * MEGABYTE)})
    begun = time.monotonic()
    assert "1.89亿元" in open_document(file).text
    assert time.monotonic() - begun < 20


def test_a_hundred_megabytes_in_one_line_are_refused_before_they_are_read(tmp_path):
    path = tmp_path / "长.txt"
    with path.open("wb") as stream:
        for _piece in range(100):
            stream.write(b"a" * MEGABYTE)
    begun = time.monotonic()
    result = CliRunner().invoke(main, ["extract", str(path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "50 MB" in result.stderr
    assert time.monotonic() - begun < 5
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("piece", PIECES)
def test_no_pattern_is_slow(piece):
    """Four times the text takes about four times as long; a pattern that goes back takes sixteen times."""
    took = []
    for size in (5_000, 20_000):
        data = (REPORT + piece * (size // len(piece))).encode()
        begun = time.process_time()
        try:
            guoban.read(data)
        except DocumentError as refusal:
            assert refusal.code in {"encoding_unclear", "file_binary"}  # noqa: PT017
        took.append(time.process_time() - begun)
    assert took[1] < 9 * max(took[0], 0.15)
    assert took[1] < 12


def test_nothing_but_numbers_is_refused(monkeypatch):
    monkeypatch.setenv("GUOBAN_MAX_NUMBERS", "1000")
    with pytest.raises(DocumentError) as refusal:
        guoban.read((REPORT + "新增1个、" * 1000).encode())
    assert refusal.value.code == "text_numbers"
    assert "1000" in str(refusal.value)
    assert "GUOBAN_MAX_NUMBERS" in str(refusal.value)


@pytest.mark.parametrize("odd", ODD)
def test_words_stay_words_in_the_tables(odd, tmp_path):
    path = tmp_path / "怪.txt"
    path.write_text(
        f"{odd}局2024年上半年工作总结\n一、主要工作{odd}\n{odd}项目完成投资1.89亿元。\n新增{odd}12个。\n",
        encoding="utf-8",
    )
    for kind in ("xlsx", "csv", "jsonl"):
        result = CliRunner().invoke(main, ["extract", str(path), "--out", str(tmp_path / kind), "--format", kind])
        assert result.exit_code == 0, result.output
    book = openpyxl.load_workbook(tmp_path / "xlsx" / "tables.xlsx")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
    for table in ("reports", "metrics"):
        for value in (
            pd.read_csv(tmp_path / "csv" / f"{table}.csv", dtype=str, keep_default_na=False).to_numpy().ravel()
        ):
            assert not value.startswith(("=", "@", "\t", "\r")) or value == odd[:0]


def test_two_readers_of_the_same_file_at_once_read_the_same(tmp_path):
    file = word()
    with ThreadPoolExecutor(6) as pool:
        read = list(pool.map(lambda _number: guoban.read(file, name="总结.docx"), range(12)))
    assert {one.id for one in read} == {read[0].id}
    assert {one.text for one in read} == {read[0].text}
    library = Library(sqlite_url(tmp_path / "library.db"))
    mine, start = Store(library), threading.Barrier(6)

    def add(one):
        start.wait()
        return mine.add(one)

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(add, read[:6])) == {read[0].id}
    assert [one.id for one in mine.all()] == [read[0].id]
    library.close()
