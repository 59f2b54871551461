"""The reader's payload: what the browser is given, as plain data."""

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import small_office
from hypothesis import given
from hypothesis import strategies as st

from guoban.ui.reader.blocks import PIECE_CHARACTERS, Block, Heading, blocks, parts
from guoban.ui.reader.payload import Opening, Part, Units, find_part, payload, role_class
from guoban.ui.text_page import place

TEXT = small_office.TEXT


def kinds(text, *, body_start=0, headings=(), whole=()):
    return [
        (block.kind, text[block.start : block.end])
        for block in blocks(text, (0, len(text)), body_start=body_start, headings=headings, whole=whole)
    ]


def water(office, opening=None):
    report = office.reports.to_dict("records")[0]
    return payload(office, report, find_part(office, report, None), opening or Opening())


def words(data, one):
    """Return the browser's slice: offsets are UTF-16 units."""
    return data["text"].encode("utf-16-le")[2 * one["start"] : 2 * one["end"]].decode("utf-16-le")


def test_lines_become_paragraphs_without_the_blanks_around_them():
    assert kinds("\u3000\u3000一段。\n\n \t\n二段。") == [("p", "一段。"), ("p", "二段。")]


def test_a_title_glued_to_the_body_stands_alone():
    assert kinds("某局工作总结今年以来……", body_start=6) == [("h1", "某局工作总结"), ("p", "今年以来……")]


def test_a_heading_that_opens_a_paragraph_stands_alone_with_its_full_stop():
    text = "(一)抓项目。今年开工9个。"
    assert kinds(text, headings=[Heading(0, 6, 2, opens=False)]) == [("h3", "(一)抓项目。"), ("p", "今年开工9个。")]


def test_a_yishi_heading_stays_in_its_paragraph():
    text = "一是抓项目。今年开工9个。"
    (block,) = blocks(text, (0, len(text)), body_start=0, headings=[Heading(0, 5, 2, opens=True)], whole=())
    assert block == Block(0, len(text), "p", lead=5)


def test_headings_inside_one_long_line_are_found():
    text = "总结如下。一、做法。做了。二、问题。不多。"
    headings = [Heading(5, 9, 1, opens=False), Heading(13, 17, 1, opens=False)]
    assert [kind for kind, _words in kinds(text, headings=headings)] == ["p", "h2", "p", "h2", "p"]


def test_a_long_paragraph_is_cut_at_sentence_ends_and_never_inside_a_mark():
    sentence = "今年完成投资12亿元，" * 9 + "完成。"
    text = sentence * 60
    marks = [(at, at + 4) for at in range(len(text)) if text.startswith("12亿元", at)]
    found = blocks(text, (0, len(text)), body_start=0, headings=(), whole=marks)
    assert [block.kind for block in found] == ["p"] + ["c"] * (len(found) - 1)
    assert len(found) > 2
    assert all(text[block.end - 1] == "。" for block in found)
    unbroken = "9" * 3 * PIECE_CHARACTERS
    cut = blocks(unbroken, (0, len(unbroken)), body_start=0, headings=(), whole=[(PIECE_CHARACTERS, len(unbroken))])
    assert cut[0].end == PIECE_CHARACTERS


@given(st.text(alphabet="一二。\n \u3000ab𠮷", max_size=60), st.integers(0, 60), st.data())
def test_blocks_are_in_order_and_lose_only_blanks(text, body_start, data):
    starts = sorted(data.draw(st.sets(st.integers(0, max(len(text) - 1, 0)), max_size=4))) if text else []
    headings = [Heading(start, min(start + 2, len(text)), 1, opens=start % 2 == 0) for start in starts]
    found = blocks(text, (0, len(text)), body_start=min(body_start, len(text)), headings=headings, whole=())
    shown = "".join(text[block.start : block.end] for block in found)
    assert "".join(shown.split()) == "".join(text.split())
    ends = [0, *(block.end for block in found)]
    assert all(end <= block.start < block.end for end, block in zip(ends, found, strict=False))


def test_a_large_report_is_shown_in_parts_that_join_without_gap():
    text = ("很长的一行。" * 20 + "\n") * 30
    found = parts(text, 5, len(text), most=500)
    assert found[0][0] == 5
    assert found[-1][1] == len(text)
    assert all(one[1] == other[0] for one, other in pairwise(found))
    assert all(end - start <= 500 for start, end in found)
    assert all(text[end - 1] == "\n" for _start, end in found)


def test_a_place_opens_the_part_that_holds_it(office):
    report = office.reports.to_dict("records")[0]
    assert find_part(office, report, 30) == Part(1, 1, report["start"], report["end"])
    assert find_part(office, report, None, number=9).number == 1


def test_offsets_count_utf16_units_of_the_text_that_is_sent():
    units = Units("𠮷a😀b", 10)
    assert [units.at(place) for place in range(10, 15)] == [0, 2, 3, 5, 6]


def test_every_mark_and_heading_stands_where_its_row_says(office):
    data = water(office)
    own = office.metrics[office.metrics["report_id"] == office.reports["report_id"].iloc[0]]
    assert [words(data, mark) for mark in data["marks"]] == list(own.sort_values(["start", "end"])["text"])
    assert [entry["heading"] for entry in data["outline"]] == [
        "一、上半年工作总结", "二、存在的问题", "三、下半年打算",
    ]  # fmt: skip
    assert [entry["note"] for entry in data["outline"]] == ["总结", "问题", "打算"]


def test_marks_know_their_section_and_say_what_they_are(office):
    marks = water(office)["marks"]
    assert {mark["section"] for mark in marks[:9]} == {0}
    assert marks[-1] | {"start": 0, "end": 0} == {
        "start": 0, "end": 0, "role": "target", "indicator": "水文站", "value": "4个以上",
        "note": "数量 · 目标值 · 上半年", "section": 2,
    }  # fmt: skip


def test_redacted_figures_are_a_role_of_their_own_and_have_no_value(office):
    data = water(office)
    masked = [mark for mark in data["marks"] if mark["role"] == "redacted"]
    assert [mark["value"] for mark in masked] == ["脱敏（亿元）", "脱敏（亿元）"]
    assert {role["name"]: role["count"] for role in data["roles"]} == {"actual": 6, "target": 2, "redacted": 2}
    assert role_class("reference", redacted=False) == role_class("baseline", redacted=False) == "given"


def test_the_text_is_sent_as_it_is(office):
    report = office.reports.to_dict("records")[1]
    data = payload(office, report, find_part(office, report, None), Opening())
    assert data["text"].startswith("<b>教育局</b>2024年")
    assert data["text"] == TEXT[report["start"] : report["end"]]


def test_the_place_in_focus_is_within_the_part_or_none(office):
    at = TEXT.index("45.5%")
    data = water(office, Opening(at=at))
    assert words(data, {"start": data["focus"], "end": data["focus"] + 5}) == "45.5%"
    assert water(office, Opening(at=len(TEXT) - 1))["focus"] is None


def test_the_component_draws_anew_only_for_something_new(office):
    assert water(office)["version"] == water(office)["version"]
    assert water(office, Opening(at=3))["version"] != water(office)["version"]
    assert water(office, Opening(query="水"))["version"] != water(office)["version"]


def test_a_report_without_headings_and_metrics_is_read_too(office):
    report = office.reports.to_dict("records")[0] | {"report_id": "none", "year": pd.NA}
    data = payload(office, report, find_part(office, report, None), Opening())
    assert data["outline"] == data["marks"] == data["roles"] == []
    assert len(data["blocks"]) > 5


def test_only_an_offset_in_the_document_is_a_place():
    assert place("12", 20) == 12
    assert [place(given, 20) for given in ("20", "-1", "x", "", None, "１２", "9" * 30)] == [None] * 7


def test_pages_of_the_source_begin_where_they_begin(office):
    report = office.reports.to_dict("records")[1]
    start = int(report["start"])
    paged = replace(office, document=replace(office.document, pages=(0, start - 9, start + 12)))
    data = payload(paged, report, find_part(paged, report, None), Opening())
    assert data["pages"] == [{"start": 0, "label": "第2页"}, {"start": 12, "label": "第3页"}]
    assert water(office)["pages"] == []
