"""What the app hands out, taken from a real browser and opened with the programs' own readers; and the whole way of a
supervision officer."""

import json
import re
import zipfile
from io import BytesIO

import compilation
import docx
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from lxml import etree
from PIL import Image
from playwright.sync_api import expect
from visitor import download, query, take_in

PLACE = "江澄市"
TEXT = compilation.TEXT.replace("临江市", PLACE).replace("整治河道50公里。", "整治河道50公里，新增水文站4个。")
NAME = f"{PLACE}汇编.txt"
SENTENCE = "上半年完成水利投资1.89亿元，完成年度计划的34.1%"


@pytest.fixture(scope="module")
def given():
    return NAME, TEXT.encode()


def members(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def choose_type(page, name):
    page.get_by_role("combobox", name="部门类型").click()
    page.get_by_role("option", name=name).click()
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "type=" in url)


TABLES = {
    "metrics?type=水利": ("指标", "指标名称", "indicator"),
    "progress?type=水利": ("进度", "指标名称", "indicator"),
    "progress?view=targets&type=水利": ("无完成值的目标", "指标名称", "indicator"),
    "progress?view=actuals&type=水利": ("无目标的完成值", "指标名称", "indicator"),
    "departments?type=水利": ("部门", "部门", "department"),
}


@pytest.mark.parametrize("path", TABLES)
def test_every_table_comes_in_four_formats_with_the_same_rows(visit, taken_in, path):
    name, word, column = TABLES[path]
    page = visit(f"{path}&c={taken_in}")
    kinds = ("XLSX", "CSV", "Parquet", "JSON Lines")
    files = {kind: download(page, kind) for kind in kinds}
    stem = f"{PLACE}汇编_{name}_2024年上半年"
    assert [one for one, _data in files.values()] == [
        f"{stem}.xlsx", f"{stem}.csv.zip", f"{stem}.parquet", f"{stem}.jsonl.zip"
    ]  # fmt: skip
    book = openpyxl.load_workbook(BytesIO(files["XLSX"][1]))
    sheet = list(book[name].iter_rows(values_only=True))
    inside, lines = members(files["CSV"][1]), members(files["JSON Lines"][1])
    table = pq.read_table(BytesIO(files["Parquet"][1]))
    rows = [json.loads(line) for line in lines[f"{name}.jsonl"].splitlines()]
    frame = pd.read_csv(BytesIO(inside[f"{name}.csv"]))
    values = [row[column] for row in rows]
    assert values == table.column(column).to_pylist() == frame[word].tolist()
    assert values == [row[sheet[0].index(word)] for row in sheet[1:]]
    assert len(values) >= 1
    assert {row["department"] for row in rows} == {f"{PLACE}水利局"}
    for row in rows:
        if "sentence" in row:
            assert TEXT[row["sentence_start"] : row["sentence_end"]].strip() == row["sentence"].strip()
        else:
            assert TEXT[row["start"] : row["end"]].startswith(f"1.{PLACE}水利局")
    told = {row[0]: row[1] for row in book["说明"].iter_rows(values_only=True)}
    assert "部门类型：水利" in told["筛选条件"]
    record = json.loads(table.schema.metadata[b"guoban"])
    assert record == json.loads(lines[f"{name}.about.json"])
    assert (record["source"], record["rows"]) == (NAME, len(values))
    assert re.fullmatch("[0-9a-f]{64}", record["sha256"])
    assert record["sha256"] in inside[f"{name}.说明.txt"].decode("utf-8-sig")


def test_a_search_in_a_table_is_among_the_words_of_its_filter(visit, taken_in):
    page = visit(f"metrics?c={taken_in}&q=泵站&role=actual")
    _name, data = download(page, "XLSX")
    book = openpyxl.load_workbook(BytesIO(data))
    told = {row[0]: row[1] for row in book["说明"].iter_rows(values_only=True)}
    assert told["筛选条件"] == "性质：完成值；查找：泵站；不含次要指标"
    assert told["行数"] == str(book["指标"].max_row - 1)


def test_every_place_of_a_search_comes_with_its_words(visit, taken_in):
    page = visit(f"search?q=水利投资&in_compilation={taken_in}")
    _name, data = download(page, "JSON Lines")
    lines = members(data)
    rows = [json.loads(line) for line in lines["搜索.jsonl"].splitlines()]
    assert [row["start"] for row in rows] == [found.start() for found in re.finditer("水利投资", TEXT)]
    for row in rows:
        assert TEXT[row["start"] : row["end"]] == row["text"] == "水利投资"
        assert TEXT[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
    assert json.loads(lines["搜索.about.json"])["filters"] == ["搜索：水利投资", "范围：全文", f"汇编：{NAME}"]


@pytest.mark.parametrize("path", ["progress?view=chart", "metrics?measure=growth"])
def test_charts_come_as_pictures(visit, taken_in, path):
    page = visit(f"{path}&c={taken_in}")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    page.get_by_role("button", name="图片", exact=True).click()
    files = {}
    for kind in ("PNG", "SVG"):
        with page.expect_download() as told:
            page.get_by_role("button", name=kind, exact=True).click()
        files[kind] = (told.value.suggested_filename, told.value.path().read_bytes())
    name, data = files["PNG"]
    assert name.endswith(".png")
    picture = Image.open(BytesIO(data))
    assert picture.width > 1000
    assert len(picture.convert("L").getcolors()) > 10
    name, data = files["SVG"]
    assert name.endswith(".svg")
    root = etree.fromstring(data)
    assert root.tag.endswith("svg")
    assert len(root.findall(".//{*}path")) > 10


def test_papers_are_in_the_language_of_the_page(visit, taken_in):
    page = visit(f"?c={taken_in}&lang=en")
    _name, data = download(page, "Download the brief (Word)", "Brief")
    assert any(one.text.endswith("Overall") for one in docx.Document(BytesIO(data)).paragraphs)
    _name, data = download(page, "Download the ledger (Excel)", "Ledger")
    assert "Cover" in openpyxl.load_workbook(BytesIO(data)).sheetnames


def test_the_whole_way_of_a_supervision_officer(visit):
    page = visit("import")
    take_in(page, NAME, TEXT.encode())
    expect(page.locator(".lead")).to_contain_text("3 个部门")
    page.locator(".fig", has_text="滞后").click()
    page.wait_for_url(lambda url: "status=behind" in url)

    expect(page.locator(".row.task")).to_have_count(2)
    expect(page.locator(".row.task").first).to_contain_text("水利投资")
    expect(page.locator(".evidence .quote").first).to_contain_text(SENTENCE)
    expect(page.locator(".evidence .quote mark", has_text="34.1%").first).to_be_visible()
    page.get_by_text("在全文中查看").click()
    expect(page.locator("mark.current")).to_be_in_viewport()
    page.wait_for_timeout(1_500)
    page.go_back()
    expect(page.locator(".evidence .quote").first).to_contain_text(SENTENCE)

    choose_type(page, "水利")
    name, data = download(page, "下载台账（Excel）", "台账")
    assert name == f"{PLACE}汇编_督查台账_2024年上半年.xlsx"
    book = openpyxl.load_workbook(BytesIO(data))
    assert book.sheetnames == ["封面", "全部", "水利", "待报目标", "说明"]
    cover = "\n".join(str(cell.value) for row in book["封面"].iter_rows() for cell in row if cell.value is not None)
    assert "部门类型：水利；状态：滞后" in cover
    rows = [row for row in book["全部"].iter_rows(min_row=5, values_only=True) if isinstance(row[0], int)]
    assert len(rows) == 2
    assert any(SENTENCE in str(value) for value in rows[0])

    page.get_by_role("link", name="部门", exact=True).click()
    expect(page.locator("section.profile")).to_contain_text("水利")
    page.get_by_role("button", name="简报", exact=True).click()
    expect(page.get_by_text("按现有筛选：1 篇报告")).to_be_visible()
    page.get_by_role("textbox", name="标题").fill("水利任务简报")
    page.get_by_role("textbox", name="发文单位").press_sequentially("江澄市督查室")
    page.wait_for_timeout(1_000)
    with page.expect_download() as told:
        page.get_by_role("button", name="下载简报（Word）").click()
    page.keyboard.press("Escape")
    words = [one.text for one in docx.Document(BytesIO(told.value.path().read_bytes())).paragraphs]
    assert words[0] == "水利任务简报"
    assert words[1].startswith("江澄市督查室")
    assert any("滞后事项" in one for one in words)
    assert any("部门类型：水利" in one for one in words)

    page.get_by_role("link", name="进度", exact=True).click()
    page.wait_for_url(lambda url: "status=behind" in url and "type=" in url)
    again = page.context.new_page()
    again.goto(page.url)
    expect(again.locator(".row.task")).to_have_count(2)
    expect(again.locator(".evidence .quote").first).to_contain_text(SENTENCE)
    expect(again.locator('[data-testid="stMultiSelect"]', has_text="部门类型")).to_contain_text("水利")
    assert query(again) == query(page)
