"""The same file read by other rules, and a text that has changed: corrections stay with what they were said of."""

from dataclasses import replace

import pytest
from said import at, in_turn, link, metric, progress, report, row_of, section

from guoban.compilation import read
from guoban.corrections import apply


def without(compilation, words):
    """Return the compilation as rules would read it that do not find `words`."""
    metrics = compilation.metrics
    tables = replace(compilation.tables, metrics=metrics[metrics["text"] != words].reset_index(drop=True))
    return replace(compilation, tables=tables)


def otherwise(compilation, words, **values):
    """Return the compilation as rules would read it that read `words` with other `values`."""
    metrics = compilation.metrics.copy()
    for name, value in values.items():
        metrics.loc[metrics["text"] == words, name] = value
    return replace(compilation, tables=replace(compilation.tables, metrics=metrics))


def test_an_edit_stays_over_what_newer_rules_read(office):
    newer = otherwise(office, "29家", indicator="企业", compare="yoy")
    row = row_of(apply(newer, [metric(office, "edit", "29家", indicator="规上企业")]).metrics, "29家")
    assert (row["indicator"], row["compare"]) == ("规上企业", "yoy")


def test_what_was_confirmed_stays_as_it_was_confirmed(office):
    newer = otherwise(office, "29家", indicator="企业", value=28.0)
    row = row_of(apply(newer, [metric(office, "confirm", "29家")]).compilation.metrics, "29家")
    assert (row["indicator"], row["value"]) == ("柳河镇新增企业", 29.0)


def test_an_edit_of_a_row_that_is_not_found_is_unfit_unless_it_says_all(office):
    newer = without(office, "29家")
    part = metric(office, "edit", "29家", indicator="规上企业")
    assert apply(newer, [part]).unfit == (part,)
    said = in_turn(metric(office, "confirm", "29家"), part)
    corrected = apply(newer, said)
    row = row_of(corrected.compilation.metrics, "29家")
    assert (row["indicator"], row["value"], row["unit"]) == ("规上企业", 29.0, "家")
    assert row_of(corrected.metrics, "29家")["origin"] == "added"
    assert not corrected.unfit


def test_a_rejection_of_what_is_not_found_is_told(office):
    said = metric(office, "reject", "29家")
    assert apply(without(office, "29家"), [said]).unfit == (said,)


def test_a_row_with_more_of_its_unit_keeps_its_corrections(office):
    newer = otherwise(office, "29家", end=at(office, "29家")[1] - 1, text="29", unit="")
    corrected = apply(newer, [metric(office, "edit", "29家", unit="家")])
    row = row_of(corrected.metrics, "29")
    assert (row["unit"], row["state"]) == ("家", "edited")
    assert len(corrected.metrics) == len(office.metrics)


@pytest.fixture(scope="module")
def longer(office):
    return read(
        ("关于印发材料的通知\n\n" + office.text.replace("巡查河道320公里", "巡查河道410公里")).encode(), name="b.txt"
    )


def test_in_another_text_corrections_find_their_words(office, longer):
    said = in_turn(
        report(office, "edit", 1, department="青石县柳河镇人民政府"),
        section(office, 3, "review"),
        metric(office, "edit", "29家", indicator="规上企业"),
        metric(office, "reject", "第2位"),
        link(office, "9座", "20座", horizon="half"),
        progress(office, "edit", "45人次", lower_is_better=True),
        metric(office, "edit", "320公里", indicator="河道"),
    )
    corrected = apply(longer, said)
    assert corrected.unfit == (said[-1],)
    shown = corrected.compilation
    assert shown.reports["department"].iloc[-1] == "青石县柳河镇人民政府"
    assert shown.sections["role"].iloc[-1] == "review"
    assert row_of(shown.metrics, "29家")["indicator"] == "规上企业"
    assert row_of(corrected.metrics, "第2位")["state"] == "rejected"
    rows = shown.progress.set_index("actual_start")
    assert rows.loc[at(longer, "9座")[0], "horizon"] == "half"
    assert bool(rows.loc[at(longer, "45人次")[0], "lower_is_better"])


def test_words_that_stand_twice_are_not_guessed_at(office):
    twice = read(("前言\n" + office.text + office.text).encode(), name="c.txt")
    said = metric(office, "edit", "100人次", indicator="人")
    assert apply(twice, [said]).unfit == (said,)
