"""The page 校核: rows of a report, what is said of them, and what every page then shows."""

import json
from pathlib import Path

import pandas as pd
import pytest
import small_office
from streamlit.testing.v1 import AppTest

from guoban.corrections import new
from guoban.locale import set_language
from guoban.ui import review_form, review_outline, review_rows, review_text, routing
from guoban.ui.pane import actions, words
from guoban.ui.review_rows import Choice
from guoban.ui.store import store

APP = Path(routing.__file__).parents[3] / "app.py"
TEXT = small_office.TEXT


@pytest.fixture
def kept(library):
    """The identifier of the small office in the library."""
    return library.add(small_office.build()).id


def visit(**query):
    set_language(query.get("lang", "zh"))
    at = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in {"page": "review", **query}.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception, at.exception
    return at


def data(at):
    """Return what the page's own pane is given."""
    found = [json.loads(one.proto.json) for one in at.get("bidi_component") if "tree" in one.proto.json]
    return next(one for one in found if "review" in one["tree"].get("class", ""))


def every(tree, css):
    if isinstance(tree, str):
        return []
    own = [tree] if css in tree.get("class", "").split() else []
    return own + [one for child in tree.get("children", ()) for one in every(child, css)]


def states(at):
    return [words(every(row, "state")[0]) for row in every(data(at)["tree"], "rev")]


def say(kept, action, quote, nth=0, **values):
    """Say something of the row whose words are `quote`, as another session would."""
    start = -1
    for _turn in range(nth + 1):
        start = TEXT.index(quote, start + 1)
    corrected = store().corrected(kept)
    made = new(corrected, "metric", action, start, start + len(quote), values, "乙")
    store().library.record([made])
    return made


@pytest.mark.parametrize(("language", "state"), [("zh", "○未校"), ("en", "○To review")])
def test_the_page_shows_the_rows_of_the_first_report(kept, language, state):
    at = visit(c=kept, lang=language)
    assert states(at) == [state] * 10
    assert [row.get("selected") for row in every(data(at)["tree"], "rev")][:2] == [True, None]
    assert "新建水闸6座" in words(every(data(at)["tree"], "words")[0])


def test_every_state_has_its_word_and_its_mark(kept):
    say(kept, "confirm", "6座")
    say(kept, "edit", "30%", indicator="水闸完成率")
    say(kept, "reject", "第三")
    say(kept, "add", "二是人手偏紧", indicator="人手", value=2, unit="人", measure="level", role="actual")
    assert states(visit(c=kept)) == [
        "✓已确认", "✎已改", "○未校", "○未校", "○未校", "✕已剔除", "○未校", "○未校", "○未校", "＋补录", "○未校",
    ]  # fmt: skip


def test_what_was_read_stands_beside_what_was_corrected_with_who(kept):
    made = say(kept, "edit", "30%", value=35.0, indicator="水闸完成率")
    at = visit(c=kept, at=f"{kept}-0001-m{TEXT.index('30%')}")
    panel = every(data(at)["tree"], "about")[0]
    assert "35读作 30" in words(panel)
    assert "水闸完成率读作 新建水闸年度任务完成率" in words(panel)
    assert "乙" in words(panel)
    assert {"undo": made.id} in [one["go"] for one in every(panel, "link")]


def test_keys_name_the_row_that_is_shown_and_the_one_that_follows(kept):
    say(kept, "confirm", "30%")
    keys = data(visit(c=kept))["keys"]
    first, third = f"{kept}-0001-m{TEXT.index('6座')}", f"{kept}-0001-m{TEXT.index('XX亿元')}"
    assert keys["Enter"] == {"act": "confirm", "row": first, "then": third}
    assert keys["j"] == {"row": f"{kept}-0001-m{TEXT.index('30%')}"} == keys["ArrowDown"]
    assert keys["k"] == {"row": first}
    assert keys["n"] == {"row": third}


def test_unreviewed_only_leaves_out_the_others(kept):
    say(kept, "confirm", "6座")
    at = visit(c=kept, unreviewed="1")
    assert states(at) == ["○未校"] * 9


def test_a_report_that_is_reviewed_whole_says_so(kept):
    start = TEXT.index("1200个")
    say(kept, "confirm", "1200个")
    at = visit(c=kept, r=f"{kept}-0002", unreviewed="1")
    drawn = [json.loads(one.proto.json)["tree"] for one in at.get("bidi_component") if "tree" in one.proto.json]
    assert "这篇报告校完了" in "".join(words(one) for one in drawn)
    assert start > 0


def frame(*rows):
    return pd.DataFrame(rows, columns=["metric_id", "state", "note"])


def test_rows_with_notes_come_first_where_that_is_asked():
    rows = frame(("a", "auto", ""), ("b", "confirmed", "x"), ("c", "auto", "y"))
    assert review_rows.chosen(rows, Choice())["metric_id"].tolist() == ["a", "b", "c"]
    assert review_rows.chosen(rows, Choice(noted=True))["metric_id"].tolist() == ["b", "c", "a"]
    assert review_rows.chosen(rows, Choice(unreviewed=True, noted=True))["metric_id"].tolist() == ["c", "a"]


@pytest.mark.parametrize(("here", "found"), [("a", "c"), ("c", "a"), ("b", "c"), ("gone", "a")])
def test_the_next_open_row_is_behind_or_else_before(here, found):
    rows = frame(("a", "auto", ""), ("b", "confirmed", ""), ("c", "auto", ""), ("d", "rejected", ""))
    assert review_rows.next_open(rows, "metric_id", here) == found


def test_the_next_report_with_open_rows_is_behind_or_else_before():
    rows = pd.DataFrame([("a", "auto"), ("b", "auto"), ("b", "auto"), ("c", "edited")], columns=["report_id", "state"])
    assert review_rows.next_report(rows, "a") == "b"
    assert review_rows.next_report(rows, "b") == "a"
    assert review_rows.next_report(rows, "without rows") == "a"
    assert review_rows.next_report(rows[3:], "c") == ""


def test_where_no_row_is_open_the_next_one_follows():
    rows = frame(("a", "confirmed", ""), ("b", "edited", ""))
    assert review_rows.next_open(rows, "metric_id", "a") == "b"
    assert review_rows.next_open(rows, "metric_id", "b") == "b"


def test_the_words_beside_the_rows_are_the_document_s_own(kept):
    corrected = store().corrected(kept)
    report = corrected.compilation.reports.to_dict("records")[0]
    rows = review_rows.rows_of(corrected.metrics, report["report_id"])
    start = TEXT.index("45.5%")
    tree = review_text.words_tree(corrected.compilation, report, rows, start, [start])
    for block in every(tree, "block"):
        assert TEXT[block["base"] :].startswith(words(block))
    assert [words(one) for one in every(tree, "focus")] == ["45.5%"]
    assert len(every(tree, "actual")) + len(every(tree, "target")) == 10


def test_the_tasks_of_a_report_are_reviewed_like_its_rows(kept):
    at = visit(c=kept, view="tasks")
    assert states(at) == ["○未校"] * 3
    keys = data(at)["keys"]
    assert keys["x"]["act"] == "reject"
    assert keys["l"]["row"] == f"{kept}-0001-m{TEXT.index('6座')}"
    assert [words(one) for one in every(data(at)["tree"], "focus")] == ["6座", "30%"]


def test_the_evidence_leads_to_the_review_and_says_the_state(kept):
    say(kept, "confirm", "6座")
    at = visit(c=kept, page="metrics")
    panel = next(json.loads(one.proto.json)["tree"] for one in at.get("bidi_component") if "evidence" in one.proto.json)
    row = f"{kept}-0001-m{TEXT.index('6座')}"
    assert words(every(panel, "state")[0]) == "✓已确认"
    assert {"page": "review", "r": f"{kept}-0001", "view": "metrics", "at": row} in actions(panel)
    assert at.dataframe[0].value["reviewed"].tolist()[:2] == ["✓", "○"]


def test_a_name_that_was_given_stands_beside_what_is_said(kept):
    at = visit(c=kept)
    assert at.text_input(key="_who").placeholder
    at.text_input(key="_who").set_value("  王芳 ").run()
    assert at.query_params.get("_who") is None
    assert who_says(at) == "王芳"


def who_says(at):
    return str(at.session_state["_who"]).strip()


@pytest.mark.parametrize(
    ("text", "marked", "line"),
    [
        ("前文。\n  某镇上半年总结 \n后文。", "上半年", "某镇上半年总结"),
        ("前文。\n某镇上半年总结\n后文。", "总结\n后", "某镇上半年总结"),
        ("很长的一段，说了许多。某镇上半年总结一、情况。", "某镇上半年总结", "某镇上半年总结"),
        ("末行", "末", "末行"),
    ],
)
def test_a_report_is_split_off_at_the_line_of_its_title(text, marked, line):
    start = text.index(marked)
    assert text[slice(*review_outline.line_at(text, start, start + len(marked)))] == line


@pytest.mark.parametrize(
    ("given", "value"),
    [("1,890.5", 1890.5), ("−3", -3.0), ("１２．５", 12.5), ("", None), ("一百", "一百"), (" 7 ", 7.0)],
)
def test_numbers_are_taken_as_an_office_types_them(given, value):
    assert review_form.number_in(given) == value


def test_the_reports_show_how_much_of_each_was_reviewed(kept):
    say(kept, "confirm", "1200个")
    at = visit(c=kept, view="reports", r=f"{kept}-0002")
    rows = [words(row) for row in every(data(at)["tree"], "rep")]
    assert [row.rpartition(" / ")[2] for row in rows] == ["10", "1", "2"]
    assert rows[1].endswith("1 / 1")
    assert {"act": "merge", "row": f"{kept}-0002"} in actions(data(at)["tree"])
    assert data(at)["marking"][0]["go"] == {"act": "split"}


def test_a_correction_by_another_is_there_on_the_next_run(kept):
    at = visit(c=kept)
    say(kept, "edit", "6座", value=7.0)
    assert states(at.run())[0] == "✎已改"
