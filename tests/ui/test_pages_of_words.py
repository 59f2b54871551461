"""Metrics, full text and import as Streamlit runs them, through the router."""

import dataclasses
import json
from pathlib import Path

import pytest
import small_office
from streamlit.testing.v1 import AppTest

import guoban
from guoban.locale import set_language
from guoban.ui import routing
from guoban.ui.store import store

APP = Path(routing.__file__).parents[3] / "app.py"
SECONDS = 60
TEXT = small_office.TEXT
SMALL = (Path(__file__).parents[1] / "cases" / "documents" / "compilation.txt").read_bytes()
IMPORT_ALONE = """
import streamlit as st
from guoban.ui import import_page, routing
st.session_state[routing.ROUTED] = True
st.session_state[routing.PAGE_FILTERS] = st.sidebar
import_page.draw()
"""


@pytest.fixture(autouse=True)
def _open_office(library):
    """Only the small office is open; there is no sample."""
    library.add(small_office.build())


def visit(page, **query):
    set_language(query.get("lang", "zh"))
    at = AppTest.from_file(str(APP), default_timeout=SECONDS)
    at.query_params["page"] = page
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception, at.exception
    return at


def visit_import():
    """The page by itself, with what the router gives it: AppTest loses an upload on the way through the router."""
    return AppTest.from_string(IMPORT_ALONE, default_timeout=SECONDS).run()


def component(at, name):
    """Return the data of a component of the page, by what it holds."""
    return [data for one in at.get("bidi_component") if name in (data := json.loads(one.proto.json or "{}"))]


def panes(at):
    def of(node):
        return node if isinstance(node, str) else "".join(of(child) for child in node.get("children", ()))

    return "\n".join(of(data["tree"]) for data in component(at, "tree"))


def grid(at):
    return at.dataframe[0].value


def test_metrics_show_all_with_the_first_row_s_words():
    at = visit("metrics")
    assert len(grid(at)) == 13
    assert "新建水闸6座，完成年度任务的30%。" in panes(at)
    assert at.segmented_control(key="q.metrics.measure").options[:2] == ["全部 13", "数量 8"]


def test_the_minor_figures_that_are_left_out_are_told(library):
    office = small_office.build()
    minor = office.metrics.assign(minor=office.metrics["indicator"].isin(["节水改造", "用水量"]))
    library.remove(office.id)
    library.purge(office.id)
    library.add(dataclasses.replace(office, tables=dataclasses.replace(office.tables, metrics=minor)))
    at = visit("metrics")
    assert at.segmented_control(key="q.metrics.measure").options[0] == "全部 10"
    assert "次要指标 3 项未列" in [one.value for one in at.caption]
    at.toggle(key="q.metrics.minor").set_value(True).run()
    assert at.segmented_control(key="q.metrics.measure").options[0] == "全部 13"
    assert not any("次要" in one.value for one in at.caption)


def test_one_measure_has_a_chart_above_the_grid():
    at = visit("metrics")
    at.segmented_control(key="q.metrics.measure").set_value("growth").run()
    assert list(grid(at)["indicator"]) == ["用水量"]
    assert len(at.get("plotly_chart")) == 1
    at.segmented_control(key="q.metrics.measure").set_value("level").run()
    assert not at.get("plotly_chart")
    assert any("先选一个单位" in one.value for one in at.caption)


def test_filters_count_under_one_another_and_narrow_the_grid():
    at = visit("metrics")
    at.pills(key="q.metrics.role").set_value(["target"]).run()
    assert set(grid(at)["role"]) == {"目标值"}
    assert "数量 3" in at.segmented_control(key="q.metrics.measure").options
    at.toggle(key="q.metrics.redacted").set_value(True).run()
    assert list(grid(at)["indicator"]) == ["水利投资年度计划"]
    assert grid(at)["value"].isna().all()


def test_a_search_without_hits_names_the_way_out():
    at = visit("metrics")
    at.text_input(key="q.metrics.q").set_value("没有这个词").run()
    assert not at.exception
    assert "没有符合条件的指标" in panes(at)
    assert "去掉“查找”，剩 13 项" in panes(at)


def test_a_link_opens_the_same_metrics():
    at = visit("metrics", measure="rank", lang="en")
    assert list(grid(at)["indicator"]) == ["水利投资"]
    assert at.query_params["measure"] in ("rank", ["rank"])


def test_an_unknown_measure_in_the_address_is_all():
    assert len(grid(visit("metrics", measure="nonsense"))) == 13


def test_the_text_opens_at_the_first_report_and_goes_on():
    at = visit("text")
    (data,) = component(at, "blocks")
    assert data["title"].startswith("梧桐县水利局")
    assert at.button(key="text-previous").disabled
    at.button(key="text-next").click().run()
    (data,) = component(at, "blocks")
    assert data["text"].startswith("<b>教育局</b>")


def test_a_place_in_the_address_opens_its_report_with_it_in_focus():
    at = visit("text", at=str(TEXT.index("52亩")))
    (data,) = component(at, "blocks")
    assert data["title"].startswith("XX街道")
    assert data["text"][data["focus"] :].startswith("52亩")


def test_a_filter_that_leaves_no_report_says_so():
    at = visit("text", type="水利", level="街道")
    assert "没有符合条件的报告" in panes(at)


def test_import_asks_for_a_file_and_lists_what_is_open():
    at = visit("import")
    assert "文库里已有" in panes(at)
    assert "3篇" in panes(at)


def test_import_lists_the_newest_and_leads_to_the_others(library):
    for year in range(2011, 2020):
        library.add(guoban.read(f"青石县水务局{year}年上半年工作总结\n新建泵站12座。\n".encode(), name=f"{year}.txt"))
    at = visit("import")
    listed = panes(at)
    assert sum(f"{year}.txt" in listed for year in range(2011, 2020)) == 8
    assert "全部 10 份在文库" in listed
    assert "2019年上半年" in listed


def upload(at, name, data):
    at.file_uploader[0].upload(name, data, "text/plain").run()
    assert not at.exception, at.exception
    return at


def test_an_upload_is_shown_corrected_and_taken_in():
    at = upload(visit_import(), "青石县.txt", SMALL)
    assert "青石县.txt" in panes(at)
    assert len(store().all()) == 1
    (key,) = [key for key in at.session_state.keys() if key.startswith("import.table.")]  # noqa: SIM118
    at.session_state[key] = {"edited_rows": {0: {"department": "青石县水务局"}}, "added_rows": [], "deleted_rows": []}
    at.run()
    at.button(key="import.confirm").click().run()
    assert not at.exception
    newest = store().get(store().all()[0].id)
    assert newest.name == "青石县.txt"
    assert newest.reports["department"].iloc[0] == "青石县水务局"
    assert newest.reports["department_source"].iloc[0] == "edited"


def test_files_chosen_together_come_in_as_one():
    at = visit_import()
    several = [
        (f"{name}.txt", f"{name}2024年上半年工作总结\n新建泵站12座。\n".encode(), "text/plain")
        for name in ("水利局", "柳河镇")
    ]
    at.file_uploader[0].set_value(several).run()
    assert not at.exception
    assert "水利局.txt +1" in panes(at)
    at.button(key="import.confirm").click().run()
    newest = store().get(store().all()[0].id)
    assert newest.reports["department"].tolist() == ["柳河镇", "水利局"]


def test_discarding_leaves_everything_as_it_was():
    at = upload(visit_import(), "青石县.txt", SMALL)
    at.button(key="import.discard").click().run()
    assert not at.exception
    assert [one.name for one in store().all()] == ["样本 2024.txt"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.txt", b"", "是空的"),
        ("白.txt", b" \n\t\n", "只有空白"),
        ("图.txt", b"Rar!\x1a\x07\x01\x00" + bytes(range(256)), "RAR"),
        ("坏.txt", bytes(range(256)) * 8, "二进制"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_nothing_is_lost(name, data, words):
    at = upload(visit_import(), name, data)
    assert words in panes(at)
    assert "已打开的 1 份汇编不受影响" in panes(at)
    assert [one.name for one in store().all()] == ["样本 2024.txt"]


def test_a_file_over_the_limit_is_refused_in_words(monkeypatch):
    monkeypatch.setenv("GUOBAN_MAX_FILE_MB", "0.001")
    assert "超过" in panes(upload(visit_import(), "大.txt", SMALL * 4))


def test_a_failure_inside_is_told_without_a_trace(monkeypatch):
    def fail(*_given, **_named):
        raise ZeroDivisionError

    monkeypatch.setattr("guoban.ui.import_reading.read", fail)
    assert "读取 青石县.txt 时程序出错" in panes(upload(visit_import(), "青石县.txt", SMALL))


def test_the_same_file_again_keeps_its_corrections():
    at = upload(visit_import(), "青石县.txt", SMALL)
    (key,) = [key for key in at.session_state.keys() if key.startswith("import.table.")]  # noqa: SIM118
    at.session_state[key] = {
        "edited_rows": {0: {"type": "水利", "region": "青石"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    at.run()
    at.button(key="import.confirm").click().run()
    again = upload(visit_import(), "青石县.txt", SMALL)
    assert any("原有的 1 处更正已带入" in one.value for one in again.caption)
    again.button(key="import.confirm").click().run()
    assert store().get(store().all()[0].id).reports["region"].iloc[0] == "青石"
