"""Values that cannot be are refused in words."""

import pytest
from said import at, metric, report, section

from guoban.corrections import new
from guoban.corrections.fields import METRIC_FIELDS
from guoban.errors import GuobanError
from guoban.locale import set_language

ROW = {"indicator": "企业", "value": 29, "unit": "家", "measure": "level", "role": "actual"}


@pytest.mark.parametrize(
    ("values", "code", "words"),
    [
        ({}, "nothing", "至少改一个字段"),
        ({"measure": "gross"}, "choice", "口径"),
        ({"role": "plan"}, "choice", "性质"),
        ({"bound": None}, "choice", "限定"),
        ({"unit": 3}, "text", "单位"),
        ({"unit": "3家"}, "unit", "3家"),
        ({"unit": "家\n次"}, "text", "一行"),
        ({"unit": "家" * 21}, "text", "20"),
        ({"indicator": "  "}, "empty", "指标名称"),
        ({"value": "29"}, "number", "数值"),
        ({"value": True}, "number", "数值"),
        ({"high": float("nan")}, "number", "上限"),
        ({"value": float("inf")}, "number", "数值"),
        ({"period": "今年"}, "period", "2024-H1"),
        ({"period": "2024-13"}, "period", "2024-H1"),
        ({"redacted": "是"}, "flag", "脱敏"),
        ({"redacted": True, "value": 3.0}, "redacted", "脱敏"),
        ({"amount": 3.0}, "field", "amount"),
        ({"start": 3}, "field", "start"),
    ],
)
def test_an_edit_with_a_wrong_value_is_refused(office, values, code, words):
    with pytest.raises(GuobanError) as refused:
        metric(office, "edit", "29家", **values)
    assert refused.value.code == f"correction_{code}"
    assert words in str(refused.value)


@pytest.mark.parametrize("lacking", list(ROW))
def test_an_added_row_says_all_that_a_row_needs(office, lacking):
    with pytest.raises(GuobanError) as refused:
        metric(office, "add", "新增企业", **{name: value for name, value in ROW.items() if name != lacking})
    assert refused.value.code == "correction_incomplete"


def test_an_added_redacted_figure_needs_no_value(office):
    values = {**ROW, "redacted": True}
    del values["value"]
    assert metric(office, "add", "新增企业", **values).values["value"] is None


@pytest.mark.parametrize("span", [(5, 5), (9, 5), (-1, 5), (0, 10**9)])
def test_a_place_that_is_none_is_refused(office, span):
    with pytest.raises(GuobanError) as refused:
        new(office, "metric", "reject", *span, {}, "甲")
    assert refused.value.code == "correction_span"


def test_a_place_without_words_is_refused(sample):
    start = sample.text.index("\n")
    with pytest.raises(GuobanError) as refused:
        new(sample, "metric", "add", start, start + 1, ROW, "甲")
    assert refused.value.code == "correction_blank"


def test_a_place_outside_of_the_reports_is_refused(office, sample):
    assert sample.reports["start"][0] > 10
    with pytest.raises(GuobanError) as refused:
        new(sample, "metric", "add", 0, 5, ROW, "甲")
    assert refused.value.code == "correction_outside"
    start = office.reports["start"][1] - 3
    with pytest.raises(GuobanError) as refused:
        new(office, "metric", "add", start, start + 9, ROW, "甲")
    assert refused.value.code == "correction_outside"


@pytest.mark.parametrize(
    ("subject", "action"),
    [("metric", "split"), ("report", "reject"), ("section", "confirm"), ("progress", "add"), ("row", "edit")],
)
def test_an_action_that_a_subject_does_not_have_is_refused(office, subject, action):
    with pytest.raises(GuobanError) as refused:
        new(office, subject, action, *at(office, "29家"), {}, "甲")
    assert refused.value.code == "correction_action"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"year": "2024"}, "year"), ({"year": 24}, "year"), ({"span": "H3"}, "choice"), ({"type": "水"}, "choice"),
        ({"level": "国"}, "choice"), ({"department": 3}, "text"), ({"role": "plan"}, "field"),
    ],
)  # fmt: skip
def test_a_report_with_a_wrong_value_is_refused(office, values, code):
    with pytest.raises(GuobanError) as refused:
        report(office, "edit", 0, **values)
    assert refused.value.code == f"correction_{code}"


def test_a_heading_has_one_of_the_roles(office):
    with pytest.raises(GuobanError) as refused:
        section(office, 0, "target")
    assert refused.value.code == "correction_choice"


def test_the_refusals_speak_english_too(office):
    set_language("en")
    try:
        with pytest.raises(GuobanError) as refused:
            metric(office, "edit", "29家", measure="gross")
        assert str(refused.value) == (
            "Measure cannot be “gross”; choose from: level, share, growth, difference, rank, completion."
        )
    finally:
        set_language("zh")


def test_a_correction_holds_where_who_when_and_what_stood_there(office):
    made = metric(office, "edit", "29家", indicator=" 企业 ", value=30)
    assert made.quote == "29家"
    assert office.text.count(made.before + made.quote + made.after) == 1
    assert (len(made.before), made.by, made.compilation_id, made.sha256) == (
        24,
        "甲",
        office.id,
        office.document.sha256,
    )
    assert dict(made.values) == {"indicator": "企业", "value": 30.0, "redacted": False}
    assert len(made.id) == 32
    assert made.at.endswith("+00:00")
    assert len(made.at) == len("2024-07-01T08:00:00+00:00")
    assert made.active


def test_a_confirmation_holds_what_was_confirmed(office):
    values = metric(office, "confirm", "XX亿元").values
    assert set(values) == set(METRIC_FIELDS)
    assert (values["redacted"], values["value"], values["unit"]) == (True, None, "亿元")
