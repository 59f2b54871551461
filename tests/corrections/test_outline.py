"""Reports corrected, split and merged, headings given another role."""

import pandas as pd
import pytest
from said import at, in_turn, metric, report, row_of, section, undone

from guoban.compilation import read
from guoban.corrections import apply, new, spot_of
from guoban.errors import GuobanError
from guoban.tables import METRICS, PROGRESS, REPORTS, SECTIONS


def split(compilation, words, **values):
    return new(compilation, "report", "split", *at(compilation, words), values, "甲")


def same_rows(before, after, reports):
    for name in ("metrics", "sections", "progress"):
        frames = [getattr(one, name) for one in (before, after)]
        kept = [one[one["report_id"].isin(reports)].reset_index(drop=True) for one in frames]
        pd.testing.assert_frame_equal(*kept)


def whole(compilation):
    for schema, frame in zip(
        (REPORTS, SECTIONS, METRICS, PROGRESS), (frame for _, frame in compilation.tables), strict=True
    ):
        schema.validate(frame)
    text = compilation.text
    metrics = compilation.metrics
    assert [text[a:b] for a, b in zip(metrics["start"], metrics["end"], strict=True)] == list(metrics["text"])
    assert set(metrics["report_id"]) <= set(compilation.reports["report_id"])
    assert list(compilation.reports["seq"]) == list(range(1, len(compilation.reports) + 1))
    counts = compilation.reports["report_id"].map(metrics["report_id"].value_counts()).fillna(0).astype("int64")
    assert list(counts) == list(compilation.reports["metrics"])


def test_a_department_is_corrected_in_outline_and_table(office):
    corrected = apply(office, [report(office, "edit", 1, name="青石县青山镇", level="县")])
    row = corrected.compilation.reports.iloc[1]
    assert (row["department"], row["level"], row["department_source"]) == ("青石县青山镇", "县", "edited")
    assert corrected.compilation.outline.reports[1].department.name == "青石县青山镇"
    assert row["report_id"] == office.reports["report_id"][1]
    same_rows(office, corrected.compilation, office.reports["report_id"][:1])
    whole(corrected.compilation)


def test_another_year_is_another_time_for_every_figure(office):
    shown = apply(office, [report(office, "edit", 1, year=2023)]).compilation
    assert row_of(shown.metrics, "29家")["period"] == "2023-H1"
    assert row_of(shown.metrics, "9座")["period"] == "2024-H1"
    whole(shown)


def test_a_settled_question_is_not_asked_again():
    compilation = read("今年以来，我们新建水闸9座。\n下一步计划新建水闸20座。\n".encode(), name="x.txt")
    codes = {note.code for note in compilation.notes}
    assert {"year_unknown", "department_unknown"} <= codes
    shown = apply(
        compilation, [report(compilation, "edit", 0, department="某县水利局", year=2024, span="H1")]
    ).compilation
    assert not {"year_unknown", "department_unknown"} & {note.code for note in shown.notes}
    assert shown.metrics["period"][0] == "2024-H1"


def test_a_role_of_a_heading_changes_what_stands_below_it(office):
    shown = apply(office, [section(office, 3, "review")]).compilation
    assert shown.sections["role"][3] == "review"
    assert row_of(office.metrics, "50家")["role"] == "target"
    assert row_of(shown.metrics, "9座").equals(row_of(office.metrics, "9座"))
    whole(shown)


def test_deeper_headings_go_with_theirs_unless_they_have_a_role_of_their_own(sample):
    parents = sample.sections.index[sample.sections["parent_id"] == ""]
    top = next(i for i in parents if (sample.sections["parent_id"] == sample.sections["section_id"][i]).sum() > 1)
    below = sample.sections.index[sample.sections["parent_id"] == sample.sections["section_id"][top]]
    shown = apply(sample, [section(sample, top, "background"), section(sample, below[0], "problems")]).compilation
    assert shown.sections["role"][top] == "background"
    assert shown.sections["role"][below[0]] == "problems"
    assert shown.sections["role"][below[1]] == "background"
    whole(shown)


def test_reports_are_merged_and_parted_again(office):
    merge = report(office, "merge", 1)
    shown = apply(office, [merge]).compilation
    assert list(shown.reports["report_id"]) == [office.reports["report_id"][0]]
    assert shown.reports["end"][0] == office.reports["end"][1]
    assert len(shown.sections) == len(office.sections)
    assert set(shown.metrics["report_id"]) == set(shown.reports["report_id"])
    whole(shown)
    assert apply(office, [undone(merge)]).compilation is office


def test_three_reports_become_one(sample):
    shown = apply(sample, [report(sample, "merge", 2), report(sample, "merge", 1)]).compilation
    assert len(shown.reports) == len(sample.reports) - 2
    assert shown.reports["end"][0] == sample.reports["end"][2]
    same_rows(sample, shown, sample.reports["report_id"][3:])
    whole(shown)


def test_the_first_report_has_none_to_be_merged_with(office):
    said = report(office, "merge", 0)
    corrected = apply(office, [said])
    assert corrected.unfit == (said,)
    assert corrected.compilation is office


def test_a_report_is_split_at_a_line(sample):
    heading = sample.sections.iloc[5]
    words = sample.text[heading["start"] : sample.text.index("\n", heading["start"])]
    shown = apply(sample, [split(sample, words, title="市水利局2024年上半年工作总结")]).compilation
    new_one = shown.reports[shown.reports["start"] == heading["start"]].iloc[0]
    owner = sample.reports[sample.reports["start"] < heading["start"]].iloc[-1]
    assert new_one["report_id"] == f"{owner['report_id']}-{heading['start']}"
    assert (new_one["title"], new_one["department"], new_one["year"]) == (
        "市水利局2024年上半年工作总结",
        "市水利局",
        2024,
    )
    others = sample.reports.loc[sample.reports["report_id"] != owner["report_id"], "report_id"]
    same_rows(sample, shown, others)
    whole(shown)


def test_what_the_cover_says_is_counted_again(sample):
    assert sample.outline.declared == len(sample.reports)
    shown = apply(sample, [report(sample, "merge", 3)]).compilation
    assert {"declared_mismatch", "contents_mismatch"} <= {note.code for note in shown.notes}
    assert not {"declared_mismatch", "contents_mismatch"} & {note.code for note in sample.notes}


def test_splitting_where_reports_were_merged_gives_them_back(office):
    spot = spot_of(office, "report", office.reports["report_id"][1])
    merge = report(office, "merge", 1)
    merged = apply(office, [merge])
    back = new(merged, "report", "split", spot.start, spot.end, {}, "乙")
    shown = apply(office, in_turn(merge, back)).compilation
    assert list(shown.reports["report_id"]) == list(office.reports["report_id"])
    assert shown.metrics.equals(office.metrics)


def test_merging_what_was_split_off_gives_the_report_back(office):
    cut = split(office, "二、下半年工作计划", title="某局计划")
    place = at(office, "二、下半年工作计划")
    merge = new(apply(office, [cut]), "report", "merge", *place, {}, "乙")
    corrected = apply(office, in_turn(cut, merge))
    assert corrected.compilation.metrics.equals(office.metrics)
    assert not corrected.unfit


def test_corrections_of_rows_follow_their_place_into_another_report(office):
    said = in_turn(metric(office, "edit", "50家", indicator="企业"), metric(office, "reject", "20座"))
    cut = split(office, "二、下半年工作计划", title="青石县水利局2024年下半年工作计划")
    corrected = apply(office, [*said, cut])
    row = row_of(corrected.metrics, "20座")
    assert row["state"] == "rejected"
    assert row["report_id"].endswith(str(at(office, "二、下半年工作计划")[0]))
    assert row_of(corrected.compilation.metrics, "50家")["indicator"] == "企业"
    assert row_of(corrected.compilation.metrics, "50家")["report_id"] == office.reports["report_id"][1]
    assert not corrected.unfit
    whole(corrected.compilation)


def test_a_report_that_was_split_off_is_corrected_like_others(office):
    cut = split(office, "二、下半年工作计划", title="某局计划")
    shown = apply(office, [cut])
    spot = spot_of(shown, "report", shown.compilation.reports["report_id"][1])
    edit = new(shown, "report", "edit", spot.start, spot.end, {"department": "青石县供排水中心", "year": 2022}, "甲")
    row = apply(office, in_turn(cut, edit)).compilation.reports.iloc[1]
    assert (row["department"], row["year"]) == ("青石县供排水中心", 2022)
    lost = apply(office, in_turn(undone(cut), edit))
    assert lost.unfit == (in_turn(undone(cut), edit)[1],)


def test_a_sentence_at_which_a_report_is_split_stays_in_it(office):
    words = "完成水利投资1.2亿元，占年度计划的60%。"
    shown = apply(office, [split(office, words, title="青石县水利局2024年上半年工作总结")]).compilation
    assert row_of(shown.metrics, "1.2亿元")["report_id"] == shown.reports["report_id"][1]
    whole(shown)


def test_where_a_report_begins_there_is_nothing_to_split(office):
    spot = spot_of(office, "report", office.reports["report_id"][1])
    with pytest.raises(GuobanError) as refused:
        new(office, "report", "split", spot.start, spot.end, {}, "甲")
    assert refused.value.code == "correction_split_here"


def test_invisible_signs_in_the_text_move_nothing(office):
    text = office.text.replace("，", "，\u200b").replace("水闸", "水\u00ad闸")
    other = read(text.encode(), name="invisible.txt")
    said = in_turn(
        report(other, "edit", 0, year=2023),
        report(other, "merge", 1),
        metric(other, "edit", "9座", value=10),
        metric(other, "reject", "29家"),
    )
    shown = apply(other, said).compilation
    assert row_of(shown.metrics, "9座")["value"] == 10.0
    assert list(shown.metrics["indicator"].str.contains("\u200b|\u00ad")) == [False] * len(shown.metrics)
    whole(shown)
    again = apply(other, [metric(other, "edit", "9座", value=9)])
    assert again.compilation.progress.equals(other.progress)
    assert again.compilation.outline == other.outline
