"""Whatever is handed over is read or refused by name; nothing is left open or half read."""

import array
import io
import pickle
import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.documents import Limits, limits, open_document
from guoban.documents.formats import FORMATS, recognise
from guoban.documents.source import NAME_LENGTH, read_source, shown_name
from guoban.errors import DocumentError
from guoban.locale import translate
from guoban.messages import MESSAGES

TEXT = "青石区水利局2024年上半年工作总结\n完成投资1.89亿元。\n"


def zipped(*members, mimetype=b""):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for member in members:
            archive.writestr(member, "x")
    return stream.getvalue()


def refusal_of(source, **options):
    with pytest.raises(DocumentError) as refusal:
        open_document(source, **options)
    return refusal.value


def test_every_kind_of_source_gives_the_same_document(tmp_path):
    path = tmp_path / "总结.txt"
    path.write_bytes(TEXT.encode("gbk"))
    with path.open("rb") as stream:
        documents = [
            open_document(path),
            open_document(str(path)),
            open_document(stream),
            open_document(path.read_bytes(), name="总结.txt"),
            open_document(io.BytesIO(path.read_bytes()), name="some/where\\总结.txt"),
        ]
    assert len(set(map(repr, documents))) == 1
    assert documents[0].name == "总结.txt"
    assert documents[0].text == TEXT


def test_the_identity_is_that_of_the_bytes():
    one, same, other = (open_document(data) for data in (TEXT.encode(), TEXT.encode(), TEXT.encode("gbk")))
    assert one.sha256 == same.sha256 != other.sha256


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), "Word (docx)"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "Excel (xlsx)"),
        (zipped("ppt/presentation.xml"), "PowerPoint (pptx)"),
        (zipped("content.xml", mimetype=b"application/vnd.oasis.opendocument.text"), "OpenDocument (odt)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"), "Word (doc)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "OLE"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"{\\rtf1\\ansi}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "JPEG"),
        (b"MZ\x90\x00" + bytes(200), "Windows EXE"),
        (b"\x7fELF" + bytes(200), "ELF"),
        (b"\x1f\x8b\x08" + bytes(20), "GZIP"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (b"SQLite format 3\x00" + bytes(90), "SQLite"),
    ],
)
def test_a_format_that_is_no_text_is_named(data, kind):
    assert recognise(data) == kind
    refusal = refusal_of(data, name="总结.txt")
    assert "总结.txt" in str(refusal)
    if kind not in FORMATS:
        assert refusal.code == "file_kind"
        assert kind in str(refusal)


def test_text_that_begins_like_a_program_is_text():
    assert open_document(("MZ公司" + TEXT).encode()).text.startswith("MZ")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"\x00" * 100,
        b"abc\x00\x01\x02def" * 30,
        array.array("i", range(1000)).tobytes(),
        array.array("d", [number * 1.37 for number in range(500)]).tobytes(),
        pickle.dumps(list(range(2000))),
        random.Random(1).randbytes(3000),  # noqa: S311  (the same bytes every time)
    ],
)
def test_other_binary_files_are_refused(data):
    assert refusal_of(data).code in {"file_binary", "encoding_unclear"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b" \r\n\t\n", "file_blank"),
        ("\ufeff\u3000".encode(), "file_blank"),
        ("\u200b\n".encode(), "file_blank"),
    ],
)
def test_nothing_to_read_is_refused(data, code):
    assert refusal_of(data, name="空.txt").code == code
    assert refusal_of(io.BytesIO(data), name="空.txt").code == code


def test_what_is_no_file_is_refused(tmp_path):
    assert refusal_of(tmp_path / "没有.txt").code == "file_missing"
    assert refusal_of(tmp_path).code == "file_folder"
    assert refusal_of("a\x00b").code in {"file_unreadable", "file_missing"}
    assert refusal_of(tmp_path / ("长" * 400)).code == "file_unreadable"


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "密.txt"
    path.write_bytes(TEXT.encode())
    real = type(path).open

    def denied(self, *args, **kwargs):
        if self == path:
            raise PermissionError(13, "denied")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(type(path), "open", denied)  # root may read everything, so the right cannot just be taken
    assert refusal_of(path).code == "file_denied"


def test_a_stream_in_text_mode_is_a_programmers_error():
    with pytest.raises(TypeError):
        open_document(io.StringIO(TEXT))


def test_the_size_is_limited_and_the_message_says_by_what(tmp_path, monkeypatch):
    monkeypatch.setenv("GUOBAN_MAX_FILE_MB", "0.0625")
    path = tmp_path / "大.txt"
    path.write_bytes(TEXT.encode() * 1000)
    for source in (path, path.read_bytes(), io.BytesIO(path.read_bytes())):
        refusal = refusal_of(source, name="大.txt")
        assert refusal.code == "file_too_large"
        assert "0.0625 MB" in str(refusal)
    monkeypatch.delenv("GUOBAN_MAX_FILE_MB")
    assert open_document(path).text == TEXT * 1000


def test_a_stream_is_read_no_further_than_the_limit():
    class Endless(io.RawIOBase):
        taken = 0

        def readable(self):
            return True

        def read(self, size=-1):
            assert size >= 0
            self.taken += size
            return b"a" * size

    stream = Endless()
    with pytest.raises(DocumentError):
        read_source(stream, "a.txt", Limits(file_bytes=1000))
    assert stream.taken == 1001


@pytest.mark.parametrize("setting", ["", "many", "-5", "0", "nan", "inf"])
def test_a_setting_that_is_no_size_leaves_the_default(setting):
    assert limits({"GUOBAN_MAX_FILE_MB": setting}) == Limits()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\资料\\汇编.txt", "汇编.txt"),
        ("<script>.txt", "<script>.txt"),
        ("a\x1b[31m\n\u202eb.txt", "a[31mb.txt"),
        ("", "text"),
        ("..", "text"),
    ],
)
def test_a_name_is_shown_without_its_folder_and_control_characters(name, shown):
    assert shown_name(name) == shown


@given(st.text())
def test_a_name_is_short_and_printable(name):
    shown = shown_name(name)
    assert 0 < len(shown) <= NAME_LENGTH
    assert shown.isprintable()
    assert not set(shown) & {"/", "\\"}


def test_refusals_are_told_in_both_languages():
    refusal = refusal_of(b"Rar!\x1a\x07\x01\x00")
    assert "这种格式不能读" in str(refusal)
    english = translate(MESSAGES[refusal.code], "en").format(**refusal.details)
    assert "RAR" in english
    assert english.isascii()
