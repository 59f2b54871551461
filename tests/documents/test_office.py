"""doc, wps, rtf and odt by way of LibreOffice, and what is said where it is missing or does not finish."""

import io
import os
import sys
import time
from pathlib import Path

import docx
import pandas as pd
import pytest
from docx.oxml import parse_xml
from office_files import made, needs_office
from word_files import SPACES, level

import guoban
from guoban.documents import office, open_document
from guoban.documents.formats import recognise
from guoban.documents.rtf import with_typed_numbers
from guoban.errors import DocumentError

SAMPLE = Path(__file__).parent.parent.parent / "data" / "sample-2024h1.txt"
ENDINGS = ["doc", "wps", "odt", "rtf"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
RTF = b"{\\rtf1\\ansi Work report 1.5}"


@pytest.fixture(scope="module")
def written():
    """The sample as a Word file, a line a paragraph."""
    document = docx.Document()
    for line in SAMPLE.read_text(encoding="utf-8").split("\n"):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def program(folder, script):
    """Return the path of a program that does what `script`, Python, says, for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\n{script}\n")
    path.chmod(0o755)
    return str(path)


def refusal_of(data, **options):
    with pytest.raises(DocumentError) as refusal:
        open_document(data, **options)
    return refusal.value


@needs_office
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", ["总结.{}", "总结.docx"])
def test_each_format_gives_the_tables_of_the_plain_text(written, ending, name):
    plain = guoban.read(SAMPLE)
    other = guoban.read(made(written, ending), name=name.format(ending))
    for (_name, first), (_same, second) in zip(plain.tables, other.tables, strict=True):
        own = [column for column in first.columns if column.endswith("_id")]
        pd.testing.assert_frame_equal(first.drop(columns=own), second.drop(columns=own))
    assert other.name == name.format(ending)
    assert other.notes == plain.notes


def numbered(lines):
    """Return a Word file whose `lines`, words with their level, Word numbers by itself."""
    document = docx.Document()
    levels = level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCountingThousand", "（%2）")
    definitions = document.part.numbering_part.element
    definitions.insert(0, parse_xml(f'<w:abstractNum {SPACES} w:abstractNumId="90">{levels}</w:abstractNum>'))
    definitions.append(parse_xml(f'<w:num {SPACES} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for words, depth in lines:
        look = f'<w:pPr {SPACES}><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr></w:pPr>'
        document.add_paragraph(words).paragraph_format.element.insert(0, parse_xml(look))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@needs_office
@pytest.mark.parametrize("ending", ENDINGS)
def test_automatic_numbers_come_through(ending):
    file = numbered([("主要工作", 0), ("河道治理", 1), ("供水", 1), ("下半年打算", 0)])
    lines = ["一、主要工作", "（一）河道治理", "（二）供水", "二、下半年打算"]
    assert open_document(file).text.split() == lines
    assert open_document(made(file, ending)).text.split() == lines


@pytest.mark.parametrize(
    ("rtf", "typed"),
    [
        (
            rb"{\listtext\pard\plain \u19968\'3f\u12289\'3f\tab}\pard\ls1\ilvl0 x",
            rb"{\plain \u19968\'3f\u12289\'3f}\pardx",
        ),
        (rb"{\listtext\f1 \'d2\'bb\'a1\'a2\tab}x", rb"{\f1 \'d2\'bb\'a1\'a2}x"),
        (rb"{\listtext\f1 1.\tab}x", rb"{\f1 1.}x"),
        (rb"{\listtext\f3\'b7\tab}x", rb"x"),
        (rb"{\listtext\f3 \u61623\'3f\tab}x", rb"x"),
        (rb"{\listtext{\b 1.}\tab}\ls1 x", rb"{\listtext{\b 1.}\tab}\ls1 x"),
        (rb"\lsdlocked0\lisa0 x", rb"\lsdlocked0\lisa0 x"),
    ],
)
def test_numbers_of_lists_in_rtf_become_text(rtf, typed):
    assert with_typed_numbers(rtf) == typed


@needs_office
def test_nothing_is_left_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert open_document(RTF).text.strip() == "Work report 1.5"
    assert list(tmp_path.iterdir()) == []


@needs_office
@pytest.mark.parametrize("data", [RTF[:8], b"{\\rtf1" + b"{" * 50_000, b"{\\rtf1\\bin99999999999 x"])
def test_a_broken_file_is_refused_or_blank(data):
    assert refusal_of(data).code in {"office_failed", "file_blank"}


@needs_office
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_file_that_was_cut_off_is_refused_or_told(written, ending, share):
    whole = made(written, ending)
    try:
        cut = open_document(whole[: int(len(whole) * share)])
    except DocumentError as refusal:
        assert refusal.code in {"office_failed", "archive_broken", "file_blank"}  # noqa: PT017
    else:
        assert "text_cut_off" in {note.code for note in cut.notes}
        assert ending == "rtf"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (RTF, "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"), "Word (doc)"),
    ],
)
def test_without_libreoffice_the_message_says_what_to_do(data, kind, monkeypatch, tmp_path):
    monkeypatch.setenv("GUOBAN_SOFFICE", str(tmp_path / "none"))
    assert recognise(data) == kind
    refusal = refusal_of(data, name="总结.doc")
    assert refusal.code == "office_missing"
    assert kind in str(refusal)
    assert "LibreOffice" in str(refusal)
    assert "docx" in str(refusal)


@pytest.mark.skipif(os.name == "nt", reason="the program is a script")
def test_what_hangs_is_ended_with_its_children(tmp_path, monkeypatch):
    mark = tmp_path / "alive"
    child = f"import time, pathlib\nwhile True: pathlib.Path({str(mark)!r}).touch(); time.sleep(0.05)"
    script = f"import subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', {child!r}])\ntime.sleep(60)"
    monkeypatch.setenv("GUOBAN_SOFFICE", program(tmp_path, script))
    monkeypatch.setenv("GUOBAN_MAX_SECONDS", "2")
    begun = time.monotonic()
    refusal = refusal_of(RTF, name="总结.rtf")
    assert refusal.code == "file_slow"
    assert "2" in str(refusal)
    assert "GUOBAN_MAX_SECONDS" in str(refusal)
    assert time.monotonic() - begun < 10
    assert mark.exists()
    mark.unlink()
    time.sleep(0.3)
    assert not mark.exists()


@pytest.mark.skipif(os.name == "nt", reason="the program is a script")
@pytest.mark.parametrize("script", ["", "raise SystemExit(1)", "import os; os.kill(os.getpid(), 9)", WRITES := "write"])
def test_what_makes_no_word_file_is_a_message(script, tmp_path, monkeypatch):
    if script == WRITES:
        script = (
            "import sys, pathlib; out = pathlib.Path(sys.argv[-2]); out.mkdir(); (out / 'source.docx').write_text('x')"
        )
    monkeypatch.setenv("GUOBAN_SOFFICE", program(tmp_path, script))
    assert refusal_of(RTF).code == "office_failed"


def test_a_password_is_told_before_anything_is_started(monkeypatch):
    monkeypatch.setattr(office, "convert", None)
    doc = OLE + b"\xec\xa5\xc1\x00" + bytes(7) + b"\x01" + bytes(500) + "WordDocument".encode("utf-16-le")
    assert refusal_of(doc).code == "file_password"
    office_file = OLE + "EncryptedPackage".encode("utf-16-le")
    assert refusal_of(office_file).code == "file_password"


@needs_office
def test_an_odt_with_a_password_is_refused(written):
    import zipfile  # noqa: PLC0415

    whole, locked = made(written, "odt"), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(locked, "w") as target:
        for member in source.infolist():
            inside = source.read(member)
            if member.filename == "META-INF/manifest.xml":
                inside = inside.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")
            target.writestr(member, inside)
    assert refusal_of(locked.getvalue()).code == "file_password"
