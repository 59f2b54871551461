"""A data set that `guoban batch` wrote, opened in the app."""

import subprocess
import sys
from io import BytesIO
from urllib.parse import quote
from zipfile import ZipFile

import pandas as pd
import pytest
from playwright.sync_api import expect
from visitor import download, query

NAME = "镇街档案"
REPORT = """{who}2024年上半年工作总结
一、上半年工作情况
（一）抓项目。完成投资{number}.5亿元，完成年度任务40亿元的{share}%。新增泵站{number}座，同比增长{share}.2%。
（二）抓民生。争取资金XX万元，建成<b>书屋</b>{number}间。
二、下半年工作打算
新建泵站{number}0座。
"""
GRID = '[data-testid="stDataFrame"]'


@pytest.fixture(scope="module")
def metrics(server_folder):
    """The metrics of a data set of 24 reports and a bad file, in the data folder of the server."""
    source = server_folder / "reports"
    source.mkdir()
    for number in range(1, 25):
        text = REPORT.format(who=f"青山{number}县水利局", number=number, share=number + 40)
        (source / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (source / "坏.docx").write_bytes(b"PK\x03\x04")
    out = server_folder / "data" / NAME
    command = [sys.executable, "-m", "guoban", "batch", str(source), "--out", str(out), "--workers", "1"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1  # one file was not read
    return pd.read_parquet(out / "metrics").merge(pd.read_parquet(out / "reports")[["report_id", "department"]])


def archive(visit, **query):
    page = visit("archive?" + "&".join(f"{name}={quote(value)}" for name, value in {"d": NAME, **query}.items()))
    expect(page.locator(".evidence")).to_be_visible()
    return page


def test_from_the_menu_to_a_filter_to_the_sentence(visit, metrics):
    page = visit()
    expect(page.locator(".lead")).to_be_visible()
    page.get_by_role("link", name="档案库", exact=True).click()
    expect(page.locator(".smallline")).to_contain_text("读了 24 个文件：24 篇报告")
    expect(page.locator(".smallline")).to_contain_text("1 个没有读成")
    targets = metrics[metrics["role"] == "target"]
    page.get_by_role("button", name=f"目标值 {len(targets)}").click()
    page.wait_for_url(lambda url: "role=target" in url)
    expect(page.get_by_text(f"筛选出 {len(targets)} 行")).to_be_visible()
    expect(page.locator(".evidence .quote").first).to_contain_text(targets["sentence"].iloc[0])
    expect(page.locator(".evidence mark.focus").first).to_have_text(targets["text"].iloc[0])
    box = page.locator(GRID).bounding_box()
    page.mouse.click(box["x"] + 250, box["y"] + 31 * 3 + 15)
    expect(page.locator(".evidence .quote").first).to_contain_text(targets["sentence"].iloc[2])
    assert query(page)["at"] == [targets["metric_id"].iloc[2]]


def test_a_link_opens_the_page_of_a_list_and_the_next_page_is_the_engine_s(visit, metrics):
    page = archive(visit, n="2")
    every = metrics[~metrics["minor"]]
    expect(page.get_by_text("第 101 行起")).to_be_visible()
    expect(page.locator(".evidence .quote").first).to_contain_text(every["sentence"].iloc[100])
    page.get_by_role("combobox", name="排序").click()
    page.get_by_role("option", name="按部门").click()
    expect(page.get_by_text("第 1 行起")).to_be_visible()
    page.wait_for_url(lambda url: "order=department" in url and "n=" not in url)


def test_all_of_a_few_pages_are_numbered(visit, metrics):
    rows = len(metrics[~metrics["minor"]])
    assert 100 < rows <= 200, "two pages"
    page = archive(visit)
    expect(page.get_by_role("navigation", name="Pagination").get_by_role("button", name="Page 2")).to_be_visible()


def test_the_whole_report_opens_at_the_figure_and_back_is_the_list(visit, metrics):
    page = archive(visit, redacted="1")
    masked = metrics[metrics["redacted"]]
    page.get_by_role("link", name="看整篇报告").click()
    expect(page.locator(".reader .text")).to_contain_text(masked["sentence"].iloc[0])
    expect(page.locator(".reader .text")).to_contain_text("<b>书屋</b>")
    page.wait_for_url(lambda url: "r=" in url)
    page.get_by_role("button", name="回到列表").click()
    expect(page.get_by_text(f"筛选出 {len(masked)} 行")).to_be_visible()


def test_what_is_filtered_is_exported(visit, metrics):
    page = archive(visit, role="target")
    with ZipFile(BytesIO(download(page, "CSV")[1])) as packed:
        table = pd.read_csv(packed.open("指标.csv"))
    assert table["指标编号"].tolist() == metrics[metrics["role"] == "target"]["metric_id"].tolist()
    assert set(table["性质"]) == {"目标值"}


def test_an_empty_list_offers_the_filter_and_english_is_english(visit, metrics):
    page = visit(f"archive?d={quote(NAME)}&in_year=1999&lang=en")
    expect(page.get_by_text("No rows match")).to_be_visible()
    page.locator(".way").get_by_role("button").click()
    expect(page.get_by_text(f"{len(metrics[~metrics['minor']])} rows match")).to_be_visible()
    page.get_by_role("radio", name="Not read 1").click()
    expect(page.locator(GRID)).to_be_visible()


@pytest.mark.parametrize("width", [1000, 1366])
def test_progress_fits(visit, metrics, width):  # noqa: ARG001  (the data set)
    page = archive(visit, view="progress", status="ahead")
    page.set_viewport_size({"width": width, "height": 860})
    expect(page.locator(".evidence .big3")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
