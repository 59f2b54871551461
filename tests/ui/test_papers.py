"""What the papers and exports of the pages are made of."""

import pytest
from test_pages import visit

from guoban.export.frames import reports_frame, tasks_frame, worded
from guoban.export.pictures import fonts
from guoban.reporting.quotes import Quotes
from guoban.ui import address, departments_tree, downloads, filters, papers


@pytest.fixture(autouse=True)
def _open_office(library, office):
    library.add(office)


@pytest.fixture
def chosen(monkeypatch):
    """Choose values of filters as the address would."""

    def choose(**values):
        monkeypatch.setattr(address, "chosen", lambda _page, name: values.get(name, ()))

    return choose


def test_filters_are_told_in_words(view, chosen):
    chosen(type=("水利", "街道"), level=("县",))
    own = filters.Filters("overview", view.reports, filters.SHARED)
    assert own.words() == ("部门类型：水利、街道", "层级：县")
    chosen()
    assert own.words() == ()


def test_a_paper_is_made_of_what_is_filtered(view, rows):
    behind = rows[(rows["status"] == "behind") & (rows["department"] == "梧桐县水利局")]
    choice = papers.Choice(view.reports["report_id"].iloc[:1], ["部门类型：水利"], behind["progress_id"])
    assert choice.words == "按现有筛选：2 项任务"
    made = choice.matter(view)()
    assert list(made.tasks["indicator"]) == ["新建水闸", "水利投资"]
    assert list(made.reports["department"]) == ["梧桐县水利局"]
    assert list(made.unmet["indicator"]) == ["水文站"]
    assert made.filters == ("部门类型：水利",)
    assert papers.Choice(view.reports["report_id"], ()).words == "按现有筛选：3 篇报告"


def test_departments_are_exported_with_their_counts(view, rows):
    frame = reports_frame(departments_tree.roster(view.reports, rows, view.all_metrics))
    assert frame[["tasks", "behind", "red", "redacted"]].iloc[0].tolist() == [3, 2, 1, 2]
    shown = worded(frame)
    assert shown["报告期"].tolist() == ["上半年"] * 3
    text = view.compilation.text
    assert all(text[start:].startswith(title) for start, title in zip(frame["start"], frame["title"], strict=True))


def test_a_figure_that_is_not_there_has_no_unit(view, rows):
    frame = tasks_frame(rows.assign(target=None, target_masked=False), Quotes.of(view.compilation))
    assert set(frame["target_unit"]) == {""}
    assert "" not in set(frame["actual_unit"][frame["actual"].notna()])


@pytest.mark.parametrize(
    ("name", "stem"),
    [("年报 2024.txt", "年报 2024"), ("a/b:c?.docx", "b_c"), ("...txt", "汇编"), ("x" * 99, "x" * 60)],
)
def test_a_files_name_is_safe(monkeypatch, office, name, stem):
    monkeypatch.setattr(type(office), "name", name)
    assert downloads.file_stem(office, "进度") == f"{stem}_进度_2024年上半年"


def test_the_page_offers_what_it_can_hand_out():
    at = visit("progress")
    labels = [one.label for one in at.get("download_button")]
    assert labels == ["下载台账（Excel）", "XLSX", "CSV", "Parquet", "JSON Lines"]
    assert [one.label for one in visit().get("download_button")] == ["下载简报（Word）", "下载台账（Excel）"]


def test_without_a_font_the_page_says_which_to_install(monkeypatch):
    at = visit("progress")
    at.session_state[address.key("progress", "view")] = "chart"
    at.session_state["progress.picture"] = True
    assert {"PNG", "SVG"} <= {one.label for one in at.run().get("download_button")}
    fonts.families.cache_clear()
    monkeypatch.setattr(fonts, "_first", lambda _wanted: None)
    at.run()
    fonts.families.cache_clear()
    assert "PNG" not in [one.label for one in at.get("download_button")]
    assert "请安装" in at.text[0].value
