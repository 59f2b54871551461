"""Many files as one compilation: an archive, or files that were picked together."""

import io
import struct
import zipfile

import pytest
from word_files import word_file

from guoban.documents import open_document, open_documents
from guoban.documents.member_names import (
    is_litter,
    leading_number,
    order,
    shown_path,
    without_common_folder,
    without_number,
)
from guoban.errors import DocumentError
from guoban.messages import note_text


def zipped(*members, gbk=False):
    """Return an archive of (path, bytes); with names in GBK and no mark of it, as Chinese Windows writes them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, data in members:
            archive.writestr(zipfile.ZipInfo(path.encode("gbk").decode("cp437") if gbk else path), data)
    data = stream.getvalue()
    return _without_mark(data) if gbk else data


def _without_mark(data):
    """Take the mark of UTF-8 off all names: Python sets it by itself, and writes the name in UTF-8."""
    packed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {info.filename: info for info in archive.infolist()}
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = packed.find(mark)
        while at >= 0:
            (flags,) = struct.unpack_from("<H", packed, at + place)
            struct.pack_into("<H", packed, at + place, flags & ~0x800)
            at = packed.find(mark, at + 4)
    for name in names:
        old, new = name.encode(), name.encode("cp437")
        if old != new:
            packed = bytearray(bytes(packed).replace(old, new + b" " * (len(old) - len(new))))
    return bytes(packed)


def report(name):
    return f"{name}2024年上半年工作总结\n一、总结\n{name}新建泵站12座。\n".encode()


def names(document):
    return [member.name for member in document.members]


def codes(document):
    return [note.code for note in document.notes]


def test_members_stand_one_after_the_other_in_the_order_of_their_numbers():
    data = zipped(
        ("汇编/10.柳河镇.txt", report("柳河镇")), ("汇编/2.水利局.docx", word_file("水利局2024年上半年工作总结")),
        ("汇编/目录.txt", "目录".encode()), ("汇编/财政局.txt", report("财政局").replace(b"\n", b"\r\n")),
        ("汇编/安监局.txt", report("安监局").rstrip(b"\n")),
    )  # fmt: skip
    found = open_document(data, name="汇编.zip")
    assert names(found) == ["目录.txt", "2.水利局.docx", "10.柳河镇.txt", "安监局.txt", "财政局.txt"]
    assert [found.text[one.start : one.end].split("\n")[0] for one in found.members] == [
        "目录", "水利局2024年上半年工作总结", "柳河镇2024年上半年工作总结", "安监局2024年上半年工作总结", "财政局2024年上半年工作总结",
    ]  # fmt: skip
    assert found.members[0].start == 0
    assert [one.start for one in found.members[1:]] == [one.end for one in found.members[:-1]]
    assert found.members[-1].end == len(found.text)
    assert found.notes == ()


def test_names_in_gbk_are_read():
    found = open_document(zipped(("水利局.txt", report("水利局")), ("柳河镇.txt", report("柳河镇")), gbk=True))
    assert [name.strip() for name in names(found)] == ["柳河镇.txt", "水利局.txt"]


def test_files_picked_together_are_an_archive_of_them(tmp_path):
    files = [(f"{name}.txt", report(name)) for name in ("水利局", "柳河镇", "财政局")]
    packed = open_document(zipped(*files))
    for picked in (files, files[::-1]):
        found = open_documents(picked)
        assert (found.text, found.members, found.notes) == (packed.text, packed.members, packed.notes)
    assert open_documents(files).sha256 == open_documents(files[::-1]).sha256
    assert open_documents(files).sha256 != open_documents(files[:2]).sha256
    assert open_documents(files).name == "水利局.txt +2"
    for name, data in files:
        (tmp_path / name).write_bytes(data)
    paths = [tmp_path / name for name, _data in files]
    assert open_documents(paths).text == packed.text
    assert open_documents([*paths, tmp_path / "没有.txt"]).notes[0].code == "file_missing"


def test_one_file_picked_is_that_file():
    alone = open_documents([("水利局.txt", report("水利局"))])
    assert alone == open_document(report("水利局"), name="水利局.txt")
    assert alone.members == ()


def test_what_is_no_report_is_passed_over_and_told():
    data = zipped(
        ("水利局.txt", report("水利局")), ("~$水利局.docx", b"\x05owner" + bytes(156)), ("__MACOSX/._水利局.txt", b"\x00\x05\x16\x07"),
        ("Thumbs.db", b"x"), ("空.txt", b""),
    )  # fmt: skip
    found = open_document(data)
    assert names(found) == ["水利局.txt"]
    (note,) = found.notes
    assert (note.code, note.level, note.details["count"]) == ("members_skipped", "info", 4)
    assert "空.txt" in note_text(note)


def test_the_same_file_twice_counts_once():
    found = open_document(zipped(("水利局.txt", report("水利局")), ("水利局 - 副本.txt", report("水利局"))))
    assert len(found.members) == 1
    (note,) = found.notes
    assert (note.code, note.level) == ("member_twice", "info")


def test_a_bad_member_is_told_and_the_others_come_in():
    data = zipped(
        ("水利局.txt", report("水利局")), ("财政局.docx", word_file("财政局")[:300]), ("附表.rar", b"Rar!\x1a\x07\x01\x00"),
        ("空白.txt", b" \n"), ("../../出去.txt", report("出去")), ("柳河镇.txt", report("柳河镇")),
    )  # fmt: skip
    found = open_document(data, name="汇编.zip")
    assert names(found) == ["柳河镇.txt", "水利局.txt"]
    assert sorted(codes(found)) == ["archive_broken", "file_blank", "file_kind", "member_climbs"]
    told = [note_text(note) for note in found.notes]
    assert all(any(name in words for words in told) for name in ("财政局.docx", "附表.rar", "空白.txt", "出去.txt"))


def test_an_archive_in_an_archive_is_read_and_no_deeper():
    inner = zipped(("柳河镇.txt", report("柳河镇")))
    found = open_document(zipped(("乡镇.zip", inner), ("水利局.txt", report("水利局"))))
    assert names(found) == ["水利局.txt", "乡镇.zip/柳河镇.txt"]
    deeper = zipped(("再套.zip", zipped(("乡镇.zip", inner))), ("水利局.txt", report("水利局")))
    found = open_document(deeper)
    assert (names(found), codes(found)) == (["水利局.txt"], ["archive_nested"])


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ([], "archive_empty"),
        ([("~$a.docx", b"x"), ("b.txt", b"")], "archive_empty"),
        ([("a.rar", b"Rar!\x1a\x07\x01\x00")], "file_kind"),
        ([("a.rar", b"Rar!\x1a\x07\x01\x00"), ("b.txt", b" ")], "archive_unread"),
    ],
)
def test_an_archive_without_anything_to_read_is_refused(members, code):
    with pytest.raises(DocumentError) as refusal:
        open_document(zipped(*members), name="汇编.zip")
    assert refusal.value.code == code
    assert str(refusal.value)


def test_all_members_together_are_limited(monkeypatch):
    monkeypatch.setenv("GUOBAN_MAX_UNPACKED_MB", "0.01")
    inner = zipped(*((f"{number}.txt", report("县") * 40 + str(number).encode()) for number in range(3)))
    with pytest.raises(DocumentError) as refusal:
        open_document(zipped(("乡镇.zip", inner)))
    assert refusal.value.code == "archive_unpacked"
    monkeypatch.delenv("GUOBAN_MAX_UNPACKED_MB")
    monkeypatch.setenv("GUOBAN_MAX_MEMBERS", "2")
    with pytest.raises(DocumentError) as refusal:
        open_documents([(f"{number}.txt", report(str(number))) for number in range(3)])
    assert refusal.value.code == "archive_members"


def test_places_move_with_their_member():
    marked = "甲局2024年上半年工作总结\n完成\ue000项\n".encode()
    found = open_document(zipped(("1.txt", report("水利局")), ("2.txt", marked)))
    (note,) = found.notes
    assert found.text[note.start : note.end] == "\ue000"
    assert found.member_at(note.start).name == "2.txt"


@pytest.mark.parametrize(
    ("name", "number", "rest"),
    [
        ("01 市财政局", 1, "市财政局"), ("1.市财政局", 1, "市财政局"), ("(3)市财政局", 3, "市财政局"), ("12市财政局", 12, "市财政局"),
        ("第五篇 市财政局", 5, "市财政局"), ("十二、市财政局", 12, "市财政局"), ("03_柳河镇", 3, "柳河镇"), ("1.2023年财政局", 1, "2023年财政局"),
        ("2023年市财政局", None, "2023年市财政局"), ("3月份市财政局", None, "3月份市财政局"), ("三明市财政局", None, "三明市财政局"),
        ("市财政局1", None, "市财政局1"),
    ],
)  # fmt: skip
def test_the_number_at_the_head_of_a_name(name, number, rest):
    assert (leading_number(name), without_number(name)) == (number, rest)


def test_names_sort_as_they_are_read_out():
    assert sorted(["重庆", "北京", "安徽", "报告10", "报告2", "3.丙", "封面", "10.甲"], key=order) == [
        "封面", "3.丙", "10.甲", "安徽", "报告2", "报告10", "北京", "重庆",
    ]  # fmt: skip


def test_paths_are_shown_short():
    assert without_common_folder(["a/b/1.txt", "a/b/c/2.txt"]) == ["1.txt", "c/2.txt"]
    assert without_common_folder(["a/1.txt"]) == ["1.txt"]
    assert shown_path("a/b\\c/../d/\x1b[31m1.txt") == "c/d/[31m1.txt"
    assert is_litter("资料/~$总结.docx")
    assert not is_litter("资料/总结~.docx")
