"""Papers and tables keep the rules that Word, WPS and Excel are strict about, whatever the reports say."""

from dataclasses import replace
from datetime import date

import ooxml
import pandas as pd
import pytest
from docx.oxml.ns import qn

from guoban.export.brief import brief_bytes
from guoban.export.ledger import ledger_bytes
from guoban.export.tables import xlsx_bytes
from guoban.locale import set_language
from guoban.reporting.matter import matter

SIGNS = "=甲\x00局\x0b\r\n\x1f'&8<b>\ufffe🌾]]>\t"
HOSTILE = f"{SIGNS}_x0001_"
UNDECODED = "\udcff"  # of a file's name that is no UTF-8; tables cannot hold it
MADE = date(2024, 7, 15)


@pytest.fixture(scope="module")
def hostile(small):
    """The matter of reports whose every name is signs that break files."""
    tables = small.compilation.tables
    reports = tables.reports.assign(
        department=[f"{HOSTILE}{number}" for number in range(len(tables.reports))], title=HOSTILE * 20, type=SIGNS
    )
    metrics = tables.metrics.assign(indicator=HOSTILE * 9, unit=HOSTILE)
    progress = tables.progress.assign(indicator=HOSTILE * 9, unit=HOSTILE)
    sections = tables.sections.assign(heading=HOSTILE)
    changed = replace(tables, reports=reports, metrics=metrics, progress=progress, sections=sections)
    document = replace(small.compilation.document, name=f"2024{HOSTILE * 30}{UNDECODED}.txt")
    compilation = replace(small.compilation, tables=changed, document=document)
    return matter(compilation, filters=(HOSTILE + UNDECODED,))


def matters(small, large, hostile):
    return {
        "small": small,
        "large": large,
        "hostile": hostile,
        "nothing": matter(small.compilation, report_ids=[]),
        "no tasks": matter(small.compilation, progress_ids=[]),
    }


@pytest.fixture(params=["small", "large", "hostile", "nothing", "no tasks"])
def brief(request, small, large, hostile):
    return brief_bytes(matters(small, large, hostile)[request.param], made=MADE, issuer="梧桐县督查室")


@pytest.fixture(params=["small", "large", "hostile", "nothing", "no tasks"])
def ledger(request, small, large, hostile):
    return ledger_bytes(matters(small, large, hostile)[request.param], made=MADE)


@pytest.mark.parametrize("rule", [ooxml.broken_package, ooxml.broken_order, ooxml.control_signs, ooxml.broken_document])
def test_a_brief_keeps_the_rules_of_word(brief, rule):
    assert list(rule(brief)) == []


@pytest.mark.parametrize("rule", [ooxml.broken_package, ooxml.broken_order, ooxml.control_signs, ooxml.broken_workbook])
def test_a_ledger_keeps_the_rules_of_excel(ledger, rule):
    assert list(rule(ledger)) == []


@pytest.mark.parametrize(
    "name",
    [SIGNS, "长" * 30 + "'x", "🌾" * 31, "a/b:c", "''", UNDECODED],
    ids=["hostile", "apostrophe", "emoji", "signs", "nothing", "undecoded"],
)
@pytest.mark.parametrize("rule", [ooxml.broken_package, ooxml.broken_order, ooxml.control_signs, ooxml.broken_workbook])
def test_a_table_keeps_the_rules_of_excel(name, rule):
    frame = pd.DataFrame({HOSTILE: [HOSTILE, "长" * 40_000, None], "n": [1.5, None, float("inf")]})
    assert list(rule(xlsx_bytes({name: frame, f"{name} ": frame}))) == []


def test_a_brief_opens_in_word_of_today_in_chinese(small):
    trees = ooxml.parts(brief_bytes(small))
    assert "word/stylesWithEffects.xml" not in trees  # of Word 2010, at odds with the styles
    settings = trees["word/settings.xml"]
    modes = [one.get(qn("w:val")) for one in settings.iter(qn("w:compatSetting")) if one.get(qn("w:name")) == "compatibilityMode"]  # fmt: skip
    assert modes == ["15"]  # an older one says 兼容模式 in the window's title
    assert settings.find(qn("w:themeFontLang")).get(qn("w:eastAsia")) == "zh-CN"
    assert settings.find(qn("w:zoom")).get(qn("w:percent")) == "100"


@pytest.mark.parametrize(("language", "hint"), [("zh", "eastAsia"), ("en", None)])
def test_marks_that_both_scripts_have_are_in_the_chinese_font(small, language, hint):
    set_language(language)
    trees = ooxml.parts(brief_bytes(small, made=MADE))
    for name in ("word/document.xml", "word/footnotes.xml", "word/footer1.xml"):
        runs = [run for run in trees[name].iter(qn("w:r")) if run.find(qn("w:t")) is not None]
        assert runs
        for run in runs:
            fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            assert (fonts.get(qn("w:hint")) if fonts is not None else None) == hint


def test_the_line_over_the_notes_takes_no_line_of_the_body(small):
    notes = ooxml.parts(brief_bytes(small))["word/footnotes.xml"]
    for note in list(notes)[:2]:
        spacing = note.find(f".//{qn('w:spacing')}")
        assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("240", "auto")
