"""The page 档案库 over a data set that a batch wrote."""

import json
import shutil
from io import BytesIO
from zipfile import ZipFile

import pandas as pd
import pyarrow.parquet as pq
import pytest
from small_archive import batch
from test_pages_of_words import panes, visit

from guoban.batch.manifest import NAME
from guoban.dataset import Filter, find_datasets, open_dataset
from guoban.ui import archive_export, archive_page, pane
from guoban.ui.archive_data import Archives, Lately, archives

REPORT = """{who}2024年上半年工作总结
一、上半年工作情况
（一）抓项目。完成投资{number}.5亿元，完成年度任务40亿元的{share}%。新增泵站{number}座，同比增长{share}.2%。
（二）抓民生。争取资金XX万元。
二、下半年工作打算
新建泵站{number}0座。
"""
pytestmark = pytest.mark.usefixtures("library")
WHO = ("梧桐县水利局", "青石市财政局", "柳湾镇人民政府")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the data set 样本, out of three reports and a file that cannot be read."""
    place = tmp_path_factory.mktemp("archive")
    (place / "in").mkdir()
    for number, who in enumerate(WHO, 1):
        text = REPORT.format(who=who, number=number + 3, share=number + 40)
        (place / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
    (place / "in" / "坏.docx").write_bytes(b"PK\x03\x04")
    batch(place / "in", place / "sets" / "样本")
    return place / "sets"


@pytest.fixture(autouse=True)
def _found(folder, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATASETS", str(folder))
    archives.clear()


@pytest.fixture(scope="module")
def metrics(folder):
    reports = pd.read_parquet(folder / "样本" / "reports")[["report_id", "department", "level"]]
    every = pd.read_parquet(folder / "样本" / "metrics").merge(reports, on="report_id")
    return every[~every["minor"]]


def shown(at):
    return list(at.dataframe[0].value["indicator"])


def goes(at):
    trees = [json.loads(one.proto.json).get("tree") for one in at.get("bidi_component")]
    return [go for tree in trees if tree for go in pane.actions(tree)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_opens_with_counts_rows_and_the_words_of_the_first(language, metrics):
    at = visit("archive", lang=language)
    assert len(shown(at)) == len(metrics)
    assert metrics["sentence"].iloc[0] in panes(at)
    assert ("1 个没有读成" if language == "zh" else "1 not read") in panes(at)


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ({"role": "target"}, lambda rows: rows["role"] == "target"),
        ({"in_department": WHO[1]}, lambda rows: rows["department"] == WHO[1]),
        ({"in_level": "县", "measure": "growth"}, lambda rows: (rows["level"] == "县") & (rows["measure"] == "growth")),
        ({"redacted": "1"}, lambda rows: rows["redacted"]),
        ({"q": "泵站 新增"}, lambda rows: rows["indicator"].str.contains("泵站") & rows["indicator"].str.contains("新增")),
        ({"unit": "座", "order": "largest"}, lambda rows: rows["unit"] == "座"),
        ({"in_year": "none"}, lambda rows: rows["report_id"] == ""),
    ],
)  # fmt: skip
def test_filters_of_the_address_hold(query, same, metrics):
    expected = metrics[same(metrics)]
    at = visit("archive", **query)
    if expected.empty:
        assert "没有符合条件的行" in panes(at)
        assert {"drop": next(iter(query))} in goes(at)
    else:
        assert sorted(shown(at)) == sorted(expected["indicator"])


def test_the_engine_sorts(metrics):
    at = visit("archive", unit="座", order="largest")
    expected = metrics[metrics["unit"] == "座"]["value"].sort_values(ascending=False)
    assert list(at.dataframe[0].value["value"]) == list(expected)


def test_counts_stand_beside_the_values_and_follow_the_other_filters(metrics):
    at = visit("archive", in_department=WHO[0])
    own = metrics[metrics["department"] == WHO[0]]
    roles = next(one for one in at.get("button_group") if one.label == "性质")
    counted = own["role"].value_counts()
    assert f"目标值 {counted['target']}" in [option.content for option in roles.proto.options]
    boxes = {one.label: one for one in at.multiselect}
    everyone = metrics["department"].value_counts()
    assert {f"{who} {everyone[who]}" for who in WHO} == set(boxes["部门"].options)


def test_progress_has_the_amounts_with_their_own_units(folder):
    rows = pd.read_parquet(folder / "样本" / "progress")
    at = visit("archive", view="progress")
    table = at.dataframe[0].value
    assert len(table) == len(rows)
    assert {"4.5亿元", "40亿元"} <= {*table["actual"], *table["target"]}
    at = visit("archive", view="progress", status="ahead")
    assert len(at.dataframe) == int((rows["status"] == "ahead").any())


def test_what_was_not_read_is_listed_with_the_reason():
    at = visit("archive", view="unread")
    table = at.dataframe[0].value
    assert list(table.columns) == ["文件", "大小", "原因"]
    assert table["文件"].str.endswith("坏.docx").tolist() == [True]
    assert "坏.docx" in table["原因"].iloc[0]
    english = visit("archive", view="unread", lang="en").dataframe[0].value
    assert english["Reason"].iloc[0].isascii() or "坏.docx" in english["Reason"].iloc[0]
    assert "不完整" not in english["Reason"].iloc[0]


def test_a_row_leads_to_its_report_with_the_figure_in_focus(metrics):
    row = metrics[metrics["redacted"]].iloc[0]
    at = visit("archive", r=row["report_id"], at=row["metric_id"])
    data = next(json.loads(one.proto.json) for one in at.get("bidi_component") if '"blocks"' in (one.proto.json or ""))
    assert data["text"][data["focus"] :].startswith(row["text"])
    assert row["sentence"] in data["text"]
    assert at.button(key="archive.back").click().run().dataframe


@pytest.mark.parametrize(
    "query",
    [{"d": "没有"}, {"r": "0000000000000000-0001"}, {"n": "99999"}, {"n": "x"}, {"order": "drop"}, {"view": "x"},
     {"at": "x"}, {"d": "../样本"}],
)  # fmt: skip
def test_an_address_that_makes_no_sense_is_passed_over(query, metrics):
    assert len(shown(visit("archive", **query))) == len(metrics)


def test_pages_go_on_where_the_last_ended(monkeypatch, metrics):
    monkeypatch.setattr(archive_page, "PAGE_ROWS", 7)
    pages = [shown(visit("archive", n=str(number))) for number in range(1, -(-len(metrics) // 7) + 1)]
    assert len(pages) > 2
    assert [one for page in pages for one in page] == list(metrics["indicator"])


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_the_export_is_what_is_filtered(form, folder, metrics):
    data = open_dataset(folder / "样本")
    asked = archive_export.Asked(
        data, "metrics", (Filter("minor", (False,)),), (), "指标", ("不含次要指标",), len(metrics)
    )
    made = archive_export._made(asked, form)  # noqa: SLF001  (what the button calls)
    if form == "parquet":
        table = pq.read_table(BytesIO(made))
        assert table["metric_id"].to_pylist() == list(metrics["metric_id"])
        about = json.loads(table.schema.metadata[b"guoban"])
        assert about["rows"] == len(metrics)
        assert about["source"] == f"样本/{NAME}"
        return
    if form == "csv":
        with ZipFile(BytesIO(made)) as archive:
            assert "不含次要指标" in archive.read("指标.说明.txt").decode("utf-8-sig")
            table = pd.read_csv(archive.open("指标.csv"))
    else:
        table = pd.read_excel(BytesIO(made))
    assert table["指标编号"].tolist() == list(metrics["metric_id"])
    assert table["数值"].dropna().tolist() == list(metrics["value"].dropna())
    assert table["原文"].tolist() == list(metrics["sentence"])
    assert set(table["性质"]) <= {"完成值", "目标值", "参照值", "基期值", "预计值"}
    assert set(table["脱敏"].fillna("")) == {"", "是"}


def test_a_data_set_that_has_gone_on_is_opened_anew(folder, tmp_path, monkeypatch):
    shutil.copytree(folder / "样本", tmp_path / "一")
    monkeypatch.setenv("GUOBAN_DATASETS", str(tmp_path))
    kept = Archives()
    first = kept.get("一")
    assert kept.get("一") is first
    manifest = tmp_path / "一" / NAME
    manifest.write_text(manifest.read_text(encoding="utf-8"), encoding="utf-8")
    again = kept.get("一")
    assert again is not first
    assert again.count("metrics") == first.count("metrics")
    assert kept.get("二") is None


def test_data_sets_are_found_one_level_deep(folder, tmp_path, monkeypatch):
    assert list(find_datasets()) == ["样本"]
    monkeypatch.setenv("GUOBAN_DATASETS", str(folder / "样本"))
    assert find_datasets() == {"样本": folder / "样本"}
    monkeypatch.delenv("GUOBAN_DATASETS")
    monkeypatch.setenv("GUOBAN_DATA", str(folder.parent))
    assert find_datasets() == {}
    monkeypatch.setenv("GUOBAN_DATA", str(tmp_path / "nowhere"))
    assert find_datasets() == {}


def test_a_link_without_a_data_set_says_what_the_page_is_for_and_how_to_point_at_one(tmp_path, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATASETS", str(tmp_path))
    at = visit("archive")
    assert not at.dataframe
    told = panes(at)
    assert "还没有数据集" in told
    assert "成批读出的大量文件" in told
    assert str(tmp_path) in told
    assert "GUOBAN_DATASETS" in told
    assert "回到总览" in told


def test_what_is_kept_lately_is_bounded():
    made = []
    kept = Lately(2)
    for key in (1, 2, 1, 3, 1, 2):
        assert kept.get(key, lambda key=key: made.append(key) or key * 10) == key * 10
    assert made == [1, 2, 3, 2]
