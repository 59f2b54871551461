"""The four tables: their columns, their types, and the rows' own words."""

import pandas as pd
import pandera.errors
import pytest

import guoban
from guoban.documents import open_document
from guoban.records import Department, Metric, Progress, Report, Section
from guoban.tables import METRICS, PROGRESS, REPORTS, SECTIONS, Tables, build_tables, compilation_id, frame_of

SCHEMAS = {"reports": REPORTS, "sections": SECTIONS, "metrics": METRICS, "progress": PROGRESS}
TEXT = "县水利局总结\n一、上半年\n完成投资1.89亿元，目标XX亿元，完成54.1%。\n"


def metric(words, **fields):
    start = TEXT.index(words)
    plain = {
        "indicator": "投资", "value": 1.89, "high": None, "unit": "亿元", "bound": "exact", "measure": "level",
        "role": "actual", "period": "2024-H1", "compare": "", "redacted": False, "amount": 189_000_000.0,
        "base_unit": "元", "sentence_start": TEXT.index("完成投资"), "sentence_end": len(TEXT) - 1, "section": 0,
    }  # fmt: skip
    return Metric(start=start, end=start + len(words), **{**plain, **fields})


def progress(**fields):
    plain = {
        "kind": "stated", "indicator": "投资", "actual": 0, "target": 1, "completion": 2, "unit": "亿元",
        "pct": 54.1, "stated_pct": 54.1, "computed_pct": None, "horizon": "year", "as_of": "2024-06-30",
        "schedule_pct": 50.0, "status": "ahead",
    }  # fmt: skip
    return Progress(**{**plain, **fields})


def tables(**changes):
    document = open_document(TEXT.encode(), name="a.txt")
    heading = TEXT.index("一、上半年")
    report = Report(
        seq=1, title="县水利局总结", start=0, end=len(TEXT), body_start=6,
        department=Department("县水利局", "title", "水利", "县", ""), year=2024, span="H1",
        sections=(Section(heading, heading + 5, len(TEXT), 1, "一", "上半年", "review"),),
    )  # fmt: skip
    metrics = changes.get("metrics") or [
        metric("1.89亿元"),
        metric("XX亿元", value=None, redacted=True, role="target", amount=None, notes=("redacted", "unlinked")),
        metric("54.1%", value=54.1, unit="%", measure="completion", amount=None, base_unit=""),
    ]
    return build_tables(document, [report], {1: metrics}, {1: changes.get("progress", [progress()])})


@pytest.fixture(scope="module")
def read(small_compilation):
    return guoban.read(small_compilation)


def test_a_row_holds_its_own_words_and_what_belongs_to_it():
    found = tables()
    row = found.metrics.iloc[0]
    assert TEXT[row.start : row.end] == row.text == "1.89亿元"
    assert row.sentence == "完成投资1.89亿元，目标XX亿元，完成54.1%。"
    assert row.section_id == found.sections.iloc[0].section_id
    assert row.report_id == found.reports.iloc[0].report_id
    assert found.metrics.note.tolist() == ["", "redacted unlinked", ""]
    report = found.reports.iloc[0]
    assert (report.metrics, report.targets, report.sections, report.characters) == (3, 1, 1, len(TEXT))


def test_a_redacted_value_is_missing_and_not_a_number():
    row = tables().metrics.iloc[1]
    assert pd.isna(row.value)
    assert row.redacted
    assert row.text == "XX亿元"


def test_progress_points_to_the_metrics_by_their_place():
    row = tables().progress.iloc[0]
    places = [row.actual_start, row.target_start, row.completion_start]
    assert places == [TEXT.index(words) for words in ("1.89亿元", "XX亿元", "54.1%")]
    assert row.actual == 1.89
    assert pd.isna(row.target)


def test_what_is_not_there_is_missing():
    row = tables(progress=[progress(actual=None, target=None)]).progress.iloc[0]
    assert pd.isna(row.actual_start)
    assert pd.isna(row.actual)


@pytest.mark.parametrize("wrong", [{"measure": "size"}, {"role": "hope"}, {"bound": "some"}, {"start": -1}])
def test_a_value_that_the_guide_does_not_know_is_refused(wrong):
    import dataclasses  # noqa: PLC0415

    bad = dataclasses.replace(metric("1.89亿元"), **wrong)
    with pytest.raises(pandera.errors.SchemaError):
        tables(metrics=[bad], progress=[])


def test_two_rows_with_one_identifier_are_refused():
    with pytest.raises(pandera.errors.SchemaError):
        tables(metrics=[metric("1.89亿元"), metric("1.89亿元")], progress=[])


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_what_a_schema_refuses_makes_no_frame(schema):
    found = tables()
    whole = next(frame for name, frame in found if SCHEMAS[name] is schema)
    row = whole.iloc[0].astype(object).where(whole.iloc[0].notna(), None)
    for name, column in schema.columns.items():
        for wrong in [None, *("never" if check.name == "isin" else -1 for check in column.checks)]:
            if (wrong is None and column.nullable) or str(column.dtype) == "bool":
                continue
            with pytest.raises((pandera.errors.SchemaError, TypeError)):
                frame_of(schema, [tuple((row | {name: wrong})[list(schema.columns)])])
    assert len(frame_of(schema, [tuple(row)])) == 1


def test_no_reports_give_empty_tables_of_the_same_types():
    empty = build_tables(open_document(b"a"), [], {}, {})
    full = tables()
    for (name, nothing), (_name, something) in zip(empty, full, strict=True):
        assert len(nothing) == 0
        assert nothing.dtypes.to_dict() == something.dtypes.to_dict(), name


def test_the_tables_come_in_the_order_of_the_design():
    assert [name for name, _frame in tables()] == list(SCHEMAS)


def test_identifiers_are_made_from_the_bytes_and_the_place():
    document = open_document(TEXT.encode())
    assert compilation_id(document) == document.sha256[:16]
    assert tables().metrics.metric_id[0] == f"{compilation_id(document)}-0001-m{TEXT.index('1.89')}"


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_read_keeps_to_the_schema(read, name):
    frame = getattr(read, name)
    SCHEMAS[name].validate(frame)
    assert isinstance(read.tables, Tables)
    assert len(frame)


def test_every_row_is_found_in_the_text(read):
    text = read.text
    for name in ("reports", "metrics"):
        for row in getattr(read, name).itertuples():
            assert text[row.start : row.end] == row.text
    for row in read.metrics.itertuples():
        assert text[row.sentence_start : row.sentence_end] == row.sentence
        assert row.sentence_start <= row.start < row.end <= row.sentence_end
    for row in read.sections.itertuples():
        assert row.heading in text[row.start : row.end]
        assert row.number in text[row.start : row.end]


def test_every_row_belongs_to_one_that_is_there(read):
    reports, sections = set(read.reports.report_id), {*read.sections.section_id, ""}
    for frame in (read.sections, read.metrics, read.progress):
        assert set(frame.report_id) <= reports
    assert set(read.metrics.section_id) <= sections
    assert set(read.sections.parent_id) <= sections
    places = set(read.metrics.start)
    for column in ("actual_start", "target_start", "completion_start"):
        assert set(read.progress[column].dropna()) <= places
