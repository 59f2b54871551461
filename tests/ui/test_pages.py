"""Overview, departments and progress as Streamlit runs them, through the router."""

import json
from pathlib import Path

import pytest
import small_office
from streamlit.testing.v1 import AppTest

from guoban.locale import set_language
from guoban.ui import routing
from guoban.ui.store import store

APP = Path(routing.__file__).parents[3] / "app.py"
SECONDS = 60


@pytest.fixture(autouse=True)
def _open_office(library):
    """Only the small office is open; there is no sample."""
    library.add(small_office.build())


def visit(page="overview", **query):
    set_language(query.get("lang", "zh"))  # the test's own thread formats options once more
    at = AppTest.from_file(str(APP), default_timeout=SECONDS)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    if page != "overview":
        at.switch_page(routing.script(page)).run()
    assert not at.exception, at.exception
    return at


def trees(at):
    """Return what the panes of the page draw."""
    return [json.loads(one.proto.json)["tree"] for one in at.get("bidi_component") if "tree" in one.proto.json]


def words(at):
    def of(node):
        return node if isinstance(node, str) else "".join(of(child) for child in node.get("children", ()))

    return "\n".join(of(tree) for tree in trees(at))


@pytest.mark.parametrize("page", ["overview", "departments", "progress"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_runs_in_both_languages(page, language):
    at = visit(page, lang=language)
    assert ("Department type" if language == "en" else "部门类型") in [one.label for one in at.multiselect]
    assert "梧桐县水利局" in words(at)


def test_the_overview_begins_with_the_sentence():
    assert "3 个部门中 2 个报告了可与目标对照的任务 4 项。" in words(visit())


def test_a_shared_filter_narrows_every_page_and_stands_in_the_address():
    at = visit()
    at.multiselect(key="q.type").set_value(["水利"]).run()
    assert "筛选后 1 篇，共 3 篇" in words(at)
    assert at.query_params["type"] in ("水利", ["水利"])
    at.switch_page(routing.script("progress")).run()
    assert not at.exception
    assert "植树造林" not in words(at)
    assert at.multiselect(key="q.type").value == ["水利"]


def test_a_link_opens_the_same_view():
    at = visit(department=["XX街道"], yellow="7")
    assert at.multiselect(key="q.department").value == ["XX街道"]
    assert "1 个部门中 1 个" in words(at)
    assert at.query_params["yellow"] in ("7", ["7"])


@pytest.mark.parametrize(
    "query",
    [{"c": "gone"}, {"type": "没有这样的"}, {"lang": "xx"}, {"red": "9999"}, {"by": "<script>"}],
)
def test_an_address_that_makes_no_sense_is_passed_over(query):
    assert "3 个部门中" in words(visit(**query))


def test_a_page_opened_past_the_router_is_sent_to_it():
    at = visit(page="progress")
    assert at.segmented_control(key="q.progress.status").value == []


def test_progress_filters_by_status_and_counts_beside_it():
    at = visit("progress")
    control = at.segmented_control(key="q.progress.status")
    assert [option.content for option in control.proto.options] == [
        "▼ 滞后 2", "● 达序时 1", "✓ 已完成 1", "○ 未判定 0",
    ]  # fmt: skip
    control.set_value(["behind"]).run()
    assert not at.exception
    assert "新建水闸" in words(at)
    assert "植树造林" not in words(at)


def test_lowering_the_card_lines_shows_more_cards():
    at = visit("progress")
    at.number_input(key="q.yellow").set_value(4).run()
    assert not at.exception
    cards = at.pills(key="q.progress.card")
    assert [option.content for option in cards.proto.options] == ["红牌 1", "黄牌 1"]


def test_nothing_left_offers_each_filter():
    at = visit("progress")
    at.segmented_control(key="q.progress.status").set_value(["unknown"]).run()
    at.multiselect(key="q.type").set_value(["水利"]).run()
    assert "只去掉这一个也没有" in words(at)
    assert "去掉“状态”，剩 3 项" in words(at)


@pytest.mark.parametrize("shown", ["chart", "targets", "actuals"])
def test_the_other_ways_to_show_progress(shown):
    at = visit("progress")
    at.segmented_control(key="q.progress.view").set_value(shown).run()
    assert not at.exception
    assert ("水文站" in words(at)) == (shown == "targets")
    assert ("新增学位" in words(at)) == (shown == "actuals")


@pytest.mark.parametrize("shown", ["roster", "compare"])
def test_the_other_ways_to_show_departments(shown):
    at = visit("departments")
    at.segmented_control(key="q.departments.view").set_value(shown).run()
    assert not at.exception
    if shown == "roster":
        assert at.dataframe[0].value["部门"].tolist() == ["梧桐县水利局", "XX街道", "<b>教育局</b>"]
    else:
        assert at.multiselect(key="q.departments.beside").value == at.session_state["q.departments.beside"]


def test_departments_are_found_by_name():
    at = visit("departments")
    at.text_input(key="q.departments.q").set_value("教育").run()
    assert "水利" not in words(at)
    at.text_input(key="q.departments.q").set_value("没有").run()
    assert "去掉“部门名称”，剩 3 篇" in words(at)


def test_uploaded_words_never_reach_markdown():
    for page in ("overview", "departments", "progress"):
        at = visit(page)
        drawn = [one.value for kind in (at.markdown, at.caption, at.subheader, at.info) for one in kind]
        assert not any("<b>教育局" in str(one) for one in drawn)


def test_without_a_compilation_the_pages_lead_to_the_import():
    for one in store().all():
        store().library.remove(one.id)
    at = visit()
    assert "还没有打开的汇编" in words(at)


def test_a_row_opens_the_drawer_with_its_words():
    at = visit()
    at.session_state["_drawer"] = ("task", store().all()[0].id + "-0001-p" + _places())
    at.run()
    assert not at.exception
    assert "水利投资完成XX亿元，占年度计划XX亿元的45.5%" in words(at)


def _places():
    text = small_office.TEXT
    first = text.index("XX亿元")
    return f"{first}-{text.index('XX亿元', first + 1)}-{text.index('45.5%')}"


def test_a_click_goes_to_the_page_with_its_filters_and_forgets_older_ones():
    at = visit("progress")
    at.pills(key="q.progress.horizon").set_value(["year"]).run()
    at.switch_page(routing.script("overview")).run()
    at.session_state[routing.PENDING] = ("progress", {"status": ["done"], "department": ["梧桐县水利局"]})
    at.run()
    assert not at.exception
    assert at.segmented_control(key="q.progress.status").value == ["done"]
    assert at.pills(key="q.progress.horizon").value == []
    assert at.multiselect(key="q.department").value == ["梧桐县水利局"]
    assert "节水改造" in words(at)
    assert "新建水闸" not in words(at)


def test_filters_that_contradict_each_other_are_named_on_the_overview():
    at = visit(type="水利", department="XX街道")
    assert "没有符合条件的部门" in words(at)
    assert "去掉“部门类型”，剩 1 篇" in words(at)


def test_departments_are_filtered_by_what_they_hold_and_the_empty_state_names_it():
    at = visit("departments")
    holds = at.pills(key="q.departments.holds")
    assert [option.content for option in holds.proto.options] == [
        "有亮牌 1",
        "有任务，没有亮牌 1",
        "没有可对照的任务 1",
    ]
    holds.set_value(["cards"]).run()
    assert not at.exception
    assert "XX街道" not in words(at)
    assert at.query_params["holds"] in ("cards", ["cards"])
    at.multiselect(key="q.department").set_value(["XX街道"]).run()
    assert "去掉“任务”，剩 1 篇" in words(at)
    assert "去掉“部门”，剩 1 篇" in words(at)


def test_several_statuses_are_shown_together():
    at = visit("progress")
    at.segmented_control(key="q.progress.status").set_value(["behind", "done"]).run()
    assert not at.exception
    assert at.query_params["status"] == ["behind", "done"]
    assert "节水改造" in words(at)
    assert "植树造林" not in words(at)
