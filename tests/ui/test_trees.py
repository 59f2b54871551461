"""The trees that the pane draws, as plain data: every figure leads to its rows, every word is only a word."""

import dataclasses
import json

import pandas as pd
import pytest

from guoban.locale import set_language
from guoban.reporting import labels, sources, standing
from guoban.reporting.profile import headlines_first
from guoban.reporting.tasks import in_order
from guoban.ui import (
    departments_tree,
    downloads,
    empty,
    evidence,
    overview_board,
    overview_page,
    paging,
    profile,
    progress_list,
)
from guoban.ui.facets import WayOut
from guoban.ui.paging import Page
from guoban.ui.pane import actions, el, words


@pytest.fixture(autouse=True)
def _address(monkeypatch):
    """Trees read parameters from the session; without one they are at their defaults."""
    monkeypatch.setattr("streamlit.session_state", {})


def every(tree, tag=None, css=None):
    """Return the elements below `tree` with this tag and among whose classes is `css`."""
    if isinstance(tree, str):
        return []
    own = [tree] if (not tag or tree["tag"] == tag) and (not css or css in tree.get("class", "").split()) else []
    return own + [one for child in tree.get("children", ()) for one in every(child, tag, css)]


def row_of(rows, indicator):
    return rows[rows["indicator"] == indicator].to_dict("records")[0]


def test_elements_leave_out_what_is_empty():
    assert el("div", "", None, "x", go={"page": "text"}, size=100 / 3, title="") == {
        "tag": "div", "children": ["x"], "go": {"page": "text"}, "size": 33.333,
    }  # fmt: skip
    assert el("i", "bar", size=0.0)["size"] == 0.0


@pytest.mark.parametrize("tag", ["script", "style", "iframe", "img", "form", "svg"])
def test_elements_that_could_do_harm_cannot_be_made(tag):
    with pytest.raises(ValueError, match=tag):
        el(tag)


def test_the_lead_is_one_sentence_to_copy(view, rows):
    lead = overview_board.lead(standing.standing(view.reports, rows))
    assert words(lead) == (
        "3 个部门中 2 个报告了可与目标对照的任务 4 项。能判定的 4 项中，2 项已完成或达到序时（50.0%），2 项滞后；"
        "其中 1 项差距达到亮牌线，涉及 1 个部门。"
    )
    assert {"page": "progress", "status": ["behind"]} in actions(lead)


def test_the_lead_without_tasks_and_without_verdicts(view, rows):
    none = standing.standing(view.reports, rows.iloc[:0])
    assert words(overview_board.lead(none)) == "3 个部门都没有报告可与目标对照的任务。"
    unknown = standing.standing(view.reports, rows.assign(status="unknown", card=""))
    assert words(overview_board.lead(unknown)).endswith("没有一项能判定。")


def test_the_lead_in_english(view, rows):
    set_language("en")
    assert words(overview_board.lead(standing.standing(view.reports, rows))) == (
        "Of 3 departments, 2 have reported 4 tasks that can be set against a target. Of the 4 that can be judged, "
        "2 are done or on schedule (50.0%) and 2 are behind; 1 of these misses by enough for a card, in 1 department."
    )


def test_the_strip_and_the_six_figures_show_the_same_counts(view, rows):
    stand = standing.standing(view.reports, rows)
    assert [bar["size"] for bar in every(overview_board.strip(stand), css="bar")] == [25.0, 25.0, 50.0]
    shown = overview_board.six_figures(stand, 5, 15)
    assert [words(one)[0] for one in every(shown, css="big")] == ["1", "1", "2", "0", "1", "0"]
    assert [one["go"] for one in every(shown, "button")][-2:] == [
        {"page": "progress", "card": ["red"]},
        {"page": "progress", "card": ["yellow"]},
    ]


def test_every_count_of_the_board_leads_to_its_rows(view, rows):
    lines = standing.board(view.reports, rows, view.metrics, "department")
    tree = overview_board.board_section(lines, "department", 1)
    assert {"page": "progress", "status": ["behind"], "department": ["梧桐县水利局"]} in actions(tree)
    assert "没有可对照的目标（指标 1 项）" in words(tree)
    assert not every(tree, css="pages")


def test_a_long_board_is_paged(view, rows):
    lines = standing.board(view.reports, rows, view.metrics, "department") * 25
    tree = overview_board.board_section(lines, "department", 99)
    assert len(every(tree, css="row")) == 75 - 2 * overview_board.BOARD_ROWS
    assert "3 / 3" in words(tree)
    assert {"turn": 2} in actions(tree)


def test_the_overview_names_what_is_missing_and_leads_there(view, rows):
    tree = overview_page.page_tree(view, rows, 1)
    found = actions(tree)
    assert {"page": "metrics", "redacted": True, "minor": True} in found
    assert {"page": "progress", "view": "targets"} in found
    assert {"page": "departments", "department": ["XX街道"]} in found
    assert json.loads(json.dumps(tree)) == tree


def test_the_sentence_is_cut_into_words_and_marks(view, rows):
    tree = evidence.task_panel(view, row_of(rows, "水利投资"))
    quote = every(tree, css="quote")[0]
    assert words(quote) == "水利投资完成XX亿元，占年度计划XX亿元的45.5%，列全市第三。"
    assert [mark["class"] for mark in every(quote, "mark")] == [
        "actual redacted tight focus",
        "target redacted tight focus",
        "actual tight focus",
        "actual tight",
    ]


def test_marks_that_overlap_are_drawn_once():
    marks = [
        {"start": 0, "end": 4, "role": "actual", "redacted": False},
        {"start": 2, "end": 6, "role": "target", "redacted": False},
    ]
    parts = evidence.slices("12亿元增长", 0, 6, marks)
    assert "".join(words(part) for part in parts) == "12亿元增长"
    assert len(parts) == 2


def test_the_panel_says_how_the_schedule_was_reckoned(rows):
    assert sources.schedule_words(row_of(rows, "植树造林")) == "年度任务，截至2024年5月底：5/12"
    project = row_of(rows, "植树造林") | {"horizon": "project", "schedule_pct": float("nan")}
    assert sources.schedule_words(project) == "项目，不设序时"
    odd = row_of(rows, "植树造林") | {"schedule_pct": 43.0}
    assert sources.schedule_words(odd).endswith("43.0%")


def test_rates_without_a_ratio_show_both_values_and_their_difference(view, rows):
    row = row_of(rows, "节水改造") | {"pct": float("nan"), "actual": 90.4, "target": 90.0}
    row |= {"actual_unit": "%", "target_unit": "%"}
    big = every(evidence.task_panel(view, row), css="number")
    assert [words(one) for one in big] == ["90.4%", "90%", "+0.4 个百分点"]


def test_a_panel_leads_to_the_place_in_the_full_text(view, rows):
    row = row_of(rows, "新建水闸")
    place = int(row["completion_start"])
    go = {"page": "text", "r": row["report_id"], "at": str(place)}
    assert go in actions(evidence.task_panel(view, row))
    assert view.compilation.text[place:].startswith("30%")


def test_a_quote_begins_so_that_its_figure_is_seen():
    text = "甲" * 40 + "，" + "乙" * 10 + "30%"
    assert evidence.clip(text, 0, text.index("30%")) == 41
    assert evidence.clip("短，30%", 0, 2) == 0


def test_the_list_groups_by_status_and_every_row_has_its_own_schedule(view, rows):
    shown = in_order(rows)
    tree = progress_list.page_tree(view, shown, Page(), shown.iloc[[0]].to_dict("records")[0])
    assert [words(one).split(" ")[1][0] for one in every(tree, css="group")] == ["2", "1", "1"]
    assert len(every(tree, css="task")) == len(rows) + 1
    assert sum(one.get("selected", False) for one in every(tree, css="row")) == 1
    lines = [one["at"] for one in every(every(tree, css="list")[0], css="line") if "at" in one]
    assert lines == [50.0, 50.0, 41.667, 50.0]
    assert not every(tree, css="pages")


def test_a_long_list_is_paged_and_counts_over_all_pages(view, rows):
    many = pd.concat([rows.iloc[[0]]] * 150 + [rows.iloc[[2]]] * 100, ignore_index=True)
    tree = progress_list.page_tree(view, many, Page.holding(130, None, len(many)), rows.to_dict("records")[0])
    assert len(every(tree, css="task")) == paging.ROWS + 1
    assert "2 / 3" in words(tree)
    assert [words(one).split(" ")[1][:3] for one in every(tree, css="group")] == ["150", "100"]
    assert [go for go in actions(tree) if "turn" in go] == [{"turn": 1}, {"turn": 3}]
    assert Page.holding(0, 99, 250) == Page(3, 3)


def test_one_department_is_not_repeated_on_every_row(view, rows):
    own = in_order(rows[rows["department"] == "梧桐县水利局"])
    tree = progress_list.page_tree(view, own, Page(), own.iloc[[0]].to_dict("records")[0])
    assert "梧桐县水利局" not in words(every(tree, css="list")[0])


def test_a_profile_has_growth_ranks_plans_and_problems(view, rows):
    report_id = view.reports["report_id"].iloc[0]
    one = profile.profile(view, rows, report_id)
    assert [row["indicator"] for row in one.growth] == ["用水量"]
    assert [row["indicator"] for row in one.ranks] == ["水利投资"]
    assert [row["indicator"] for row in one.plans] == ["水文站"]
    assert [sentence for sentence, _at in one.problems] == ["一是管护资金不足。", "二是人手偏紧。"]
    text = view.compilation.text
    assert all(text[at:].startswith(sentence) for sentence, at in one.problems)
    shown = words(profile.profile_tree(one, compared=False))
    assert "全市第3" in shown
    assert "4个以上" in shown
    assert "−2.4%" in shown


def test_a_type_that_is_also_a_level_is_said_once(view, rows):
    frame = departments_tree.in_order(departments_tree.roster(view.reports, rows, view.all_metrics), "seq")
    street = frame.loc[frame["type"] == "街道", "report_id"].iloc[0]
    one = profile.profile(view, rows, street)
    tree = departments_tree.page_tree(frame, Page(), one, (), "written")
    assert any(words(each).startswith("XX街道街道") for each in every(tree, css="who"))
    assert "街道 · 街道" not in words(tree)
    assert "水利 · 县" in words(tree)


def test_headline_indicators_come_first():
    rows = [{"indicator": name} for name in ("中介材料编制时间", "税收收入", "地区生产总值")]
    assert [row["indicator"] for row in headlines_first(rows)] == [
        "地区生产总值",
        "税收收入",
        "中介材料编制时间",
    ]


def test_an_empty_profile_keeps_its_places(view, rows):
    one = profile.profile(view, rows, view.reports["report_id"].iloc[1])
    assert words(profile.profile_tree(one, compared=True)).count("—") == 4


def test_profiles_side_by_side_have_a_column_each(view, rows):
    chosen = [profile.profile(view, rows, report_id) for report_id in view.reports["report_id"]]
    tree = departments_tree.compare_tree(chosen)
    assert all(len(every(line, css="narrow")) == 3 for line in every(tree, css="compare"))
    names = [labels.department(one.report["department"]) for one in chosen]
    for line in every(tree, css="compare")[1:]:
        assert [words(column["children"][0]) for column in every(line, css="narrow")] == names


def test_a_card_stands_beside_its_word(view, rows):
    one = profile.profile(view, rows, view.reports["report_id"].iloc[0])
    assert " 红牌 1" in words(every(profile.profile_tree(one, compared=False), css="counts")[0])


def test_the_roster_counts_and_sorts(view, rows):
    frame = departments_tree.roster(view.reports, rows, view.all_metrics)
    assert departments_tree.in_order(frame, "cards")["seq"].tolist() == [1, 3, 2]
    assert departments_tree.in_order(frame, "metrics")["seq"].tolist() == [1, 3, 2]
    assert departments_tree.in_order(frame, "seq")["seq"].tolist() == [1, 2, 3]
    assert frame[["tasks", "behind", "red", "redacted"]].iloc[0].tolist() == [3, 2, 1, 2]
    assert departments_tree.display(frame)["报告期"].tolist() == ["2024年上半年"] * 3


def test_uploaded_words_stay_words(view, rows):
    one = profile.profile(view, rows, view.reports["report_id"].iloc[1])
    head = every(profile.profile_tree(one, compared=False), "h1")[0]
    assert head["children"] == ["<b>教育局</b>"]


def test_an_empty_page_offers_each_filter_with_what_remains():
    tree = empty.tree(
        "没有符合条件的任务", [WayOut("horizon", "期限", ("项目",), 15), WayOut("type", "部门类型", ("水利",), 2)]
    )
    assert "去掉“期限”，剩 15 项" in words(tree)
    assert actions(tree) == [{"drop": "horizon"}, {"drop": "type"}, {"drop": ["horizon", "type"]}]


def test_file_names_hold_only_what_every_system_takes(office):
    assert downloads.file_stem(office, "进度") == "样本 2024_进度_2024年上半年"


def test_every_number_of_the_sentence_leads_to_its_rows(view, rows):
    lead = overview_board.lead(standing.standing(view.reports, rows))
    assert actions(lead) == [
        {"page": "departments", "view": "roster"},
        {"page": "departments", "view": "roster", "holds": ["cards", "tasks"]},
        {"page": "progress"},
        {"page": "progress", "status": ["done", "ahead", "behind"]},
        {"page": "progress", "status": ["done", "ahead"]},
        {"page": "progress", "status": ["behind"]},
        {"page": "progress", "card": ["red", "yellow"]},
        {"page": "departments", "view": "roster", "holds": ["cards"]},
    ]


def test_the_roster_says_who_has_cards_who_has_tasks_and_who_has_neither(view, rows):
    frame = departments_tree.roster(view.reports, rows, view.all_metrics)
    assert dict(zip(frame["department"], frame["holds"], strict=True)) == {
        "梧桐县水利局": "cards", "<b>教育局</b>": "none", "XX街道": "tasks",
    }  # fmt: skip


def test_a_profile_begins_with_its_figures_in_the_chosen_magnitude(view, rows):
    one = profile.profile(view, rows, view.reports["report_id"].iloc[1])
    assert [words(line) for line in profile.figure_lines(one)] == ["新增学位1,200个"]
    large = dataclasses.replace(one, figures=[{**one.figures[0], "value": 12_000.0}])
    assert words(profile.figure_lines(large, "wan")[0]) == "新增学位1.2万个"


def test_actuals_without_a_target_are_listed_beside_their_words(view):
    free = view.untargeted_actuals()
    assert list(free["indicator"]) == ["新增学位"]
    row = free.to_dict("records")[0]
    drawn = progress_list.alone_tree(view, free, Page(), row, "actuals")
    assert "有完成值、没有目标值 1" in words(drawn)
    assert "新增学位1200个" in words(drawn)
