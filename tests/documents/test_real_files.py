"""Thirty-one Word files as they are published; they lie beside the project and not in it."""

import io
import os
import zipfile
from pathlib import Path

import docx
import pytest

import guoban
from guoban.documents import open_document, open_documents
from guoban.structure import outline

SHARED = Path(os.environ.get("GUOBAN_SHARED") or Path(__file__).parents[3] / "shared")
ARCHIVE = SHARED / "corpus" / "provincial-2025.zip"
pytestmark = pytest.mark.skipif(not ARCHIVE.is_file(), reason=f"{ARCHIVE} is not there")


@pytest.fixture(scope="module")
def files():
    """The names and bytes of the files in the archive."""
    with zipfile.ZipFile(ARCHIVE) as archive:
        return [(info.filename.encode("cp437").decode("gbk"), archive.read(info)) for info in archive.infolist()]


def check(found):
    reports = found.reports
    assert len(reports) == 31
    assert len({report.department.region for report in reports}) == 31
    assert {report.year for report in reports} == {2024}
    assert {report.span for report in reports} == {"year"}
    assert {report.department.type for report in reports} == {"综合政府"}
    assert all(report.department.source == "title" for report in reports)
    assert min(len(report.sections) for report in reports) >= 20
    assert [one.end for one in reports[:-1]] == [one.start for one in reports[1:]]
    assert found.notes == ()


def test_the_archive_is_one_compilation():
    document = open_document(ARCHIVE)
    assert len(document.members) == 31
    assert document.notes == ()
    found = outline(document)
    check(found)
    for report, member in zip(found.reports, document.members, strict=True):
        assert member.name.startswith(report.title)
        assert member.start <= report.start < report.end == member.end, "annexes stand inside their report"


def test_picked_together_they_are_the_same(files):
    one, other = open_document(ARCHIVE), open_documents(files)
    assert (one.text, one.members) == (other.text, other.members)


def test_joined_into_one_file_with_a_contents_list(files):
    document = docx.Document()
    document.add_paragraph("各地政府工作报告汇编")
    document.add_paragraph("目录")
    parts = [docx.Document(io.BytesIO(data)) for _name, data in files]
    for number, part in enumerate(parts):
        first = next(one.text for one in part.paragraphs if one.text.strip())
        document.add_paragraph(f"{first.strip()}\t{number * 20 + 1}")
    for part in parts:
        for paragraph in part.paragraphs:
            document.add_paragraph(paragraph.text)
    stream = io.BytesIO()
    document.save(stream)
    found = outline(open_document(stream.getvalue(), name="汇编.docx"))
    check(found)
    assert found.listed == 31


def test_every_report_gives_figures():
    compilation = guoban.read(ARCHIVE)
    assert (compilation.reports["metrics"] >= 100).all()
    text = compilation.text
    assert all(text[row.start : row.end] == row.text for row in compilation.metrics.itertuples())
