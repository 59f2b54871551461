"""Corrections that travel: out to JSON Lines, back in, into another library."""

import json
from dataclasses import replace

import pytest
from said import in_turn, link, metric, report, row_of, undone

from guoban.compilation import read
from guoban.corrections import apply
from guoban.corrections.exchange import dump, fit, parse
from guoban.locale import set_language


@pytest.fixture
def said(office):
    return in_turn(
        report(office, "edit", 1, department="青石县柳河镇人民政府"),
        metric(office, "edit", "29家", indicator="规上“企\u2028业”", value=30.5),
        metric(office, "confirm", "XX亿元"),
        link(office, "9座", "20座", horizon="half"),
    )


def test_what_goes_out_comes_back(said):
    kept = [*said, undone(replace(said[1], id="f" * 32))]
    parsed = parse(dump(kept))
    assert list(parsed.corrections) == kept
    assert not parsed.problems


def test_every_line_stands_alone(said):
    lines = dump(said).split("\n")[:-1]
    assert [json.loads(line)["schema"] for line in lines] == [1] * len(said)
    assert {"sha256", "quote", "before", "after", "by", "at"} <= set(json.loads(lines[0]))
    assert parse("\ufeff" + dump(said[:2]) + "\n \n" + dump(said[2:])).corrections == tuple(said)


def test_the_same_file_takes_all_of_them(office, said):
    fitted = fit(office, parse(dump(said)).corrections)
    assert fitted.corrections == tuple(said)
    assert not fitted.unfit
    assert fit(office, said, existing=said).corrections == ()


def test_another_file_takes_those_whose_words_it_has(office, said):
    other = read(("关于印发材料的通知\n" + office.text.replace("XX亿元", "2亿元")).encode(), name="other.txt")
    fitted = fit(other, said)
    assert fitted.unfit == (said[2],)
    assert len(fitted.corrections) == 3
    assert all(one.sha256 == other.document.sha256 and one.compilation_id == other.id for one in fitted.corrections)
    assert [(one.by, one.at) for one in fitted.corrections] == [(one.by, one.at) for one in said if one is not said[2]]
    assert all(other.text[one.start : one.end] == one.quote for one in fitted.corrections)
    assert fit(other, said).corrections == fitted.corrections
    corrected = apply(other, fitted.corrections)
    assert not corrected.unfit
    assert row_of(corrected.compilation.metrics, "29家")["value"] == 30.5


def test_what_has_no_row_there_is_told(office, said):
    metrics = office.metrics
    tables = replace(office.tables, metrics=metrics[metrics["text"] != "29家"].reset_index(drop=True))
    fitted = fit(replace(office, tables=tables), said)
    assert fitted.unfit == (said[1],)
    assert said[1] in fitted.corrections


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"schema": 2}, "schema"), ({"schema": None}, "schema"), ({"start": "3"}, "field"), ({"start": True}, "field"),
        ({"end": 0}, "field"), ({"quote": "另外的字句"}, "field"), ({"at": "昨天"}, "field"), ({"id": ""}, "field"),
        ({"at": "2024-07-01T08:00:00"}, "field"), ({"values": []}, "field"), ({"by": 3}, "field"),
        ({"before": "长" * 25}, "field"), ({"subject": "row"}, "line"), ({"values": {"measure": "gross"}}, "line"),
        ({"values": {"value": "3"}}, "line"), ({"undone_at": "later"}, "field"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_told_by_its_number(said, change, code):
    lines = dump(said).split("\n")[:-1]
    lines[1] = json.dumps({**json.loads(lines[1]), **change}, ensure_ascii=False)
    parsed = parse("\n".join(lines))
    assert parsed.corrections == (said[0], *said[2:])
    (problem,) = parsed.problems
    assert problem.code == f"exchange_{code}"
    assert "第 2 行" in str(problem)


@pytest.mark.parametrize("line", ["{", "3", "null", "[]", '{"schema": NaN}', "[" * 100_000, "\x00"])
def test_what_is_no_correction_is_told(said, line):
    parsed = parse(line + "\n" + dump(said[:1]))
    assert parsed.corrections == (said[0],)
    assert parsed.problems[0].details["line"] == 1


def test_what_is_wrong_is_told_in_english_too(said):
    set_language("en")
    try:
        line = json.dumps({**json.loads(dump(said[:1])), "schema": 9})
        assert str(parse(line).problems[0]).startswith("Line 1 is in version “9”")
    finally:
        set_language("zh")
