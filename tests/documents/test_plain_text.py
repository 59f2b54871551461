"""Plain text comes in right in every encoding, or is refused with a reason."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.documents import open_document
from guoban.errors import DocumentError

SIMPLIFIED = (
    "青石区水利局2024年上半年工作总结\n一、主要工作\n（一）河道治理。上半年完成投资1.89亿元，同比增长7.5%，"
    "完成年度任务的54.1%；新建泵站12座，整治河道23.5公里。\n二、下半年打算\n确保全年完成投资3.5亿元以上。\n"
)
TRADITIONAL = (
    "青石區水利局2024年上半年工作總結\n一、主要工作\n（一）河道治理。上半年完成投資1.89億元，同比增長7.5%，"
    "完成年度任務的54.1%；新建泵站12座，整治河道23.5公里。\n二、下半年打算\n確保全年完成投資3.5億元以上。\n"
)
# Characters that every encoding below can hold, in words that the detection knows.
WORDS = st.sampled_from([*SIMPLIFIED.splitlines(), "全市", "1.2万", "—", "，", "。", "GDP", " ", "\n"])
TEXTS = st.builds("".join, st.lists(WORDS, min_size=1, max_size=30)).filter(lambda text: len(text.strip()) > 30)


def read_or_refusal(data, **options):
    """Return the text, or the code of the refusal; any other exception is a failure."""
    try:
        return open_document(data, **options).text
    except DocumentError as refusal:
        return refusal.code if str(refusal) else ""


def codes(document):
    return [note.code for note in document.notes]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SIMPLIFIED.encode(), "utf-8"),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + SIMPLIFIED.encode("utf-32-le"), "utf-32-le"),
        (SIMPLIFIED.encode("utf-16-le"), "utf-16-le"),
        (SIMPLIFIED.encode("utf-16-be"), "utf-16-be"),
        (SIMPLIFIED.encode("gb18030"), "gb18030"),
        (SIMPLIFIED.encode("gbk"), "gb18030"),
        (SIMPLIFIED.encode("gb2312"), "gb18030"),
        (TRADITIONAL.encode("big5"), "cp950"),
        (TRADITIONAL.encode("gbk"), "gb18030"),
        (TRADITIONAL.encode(), "utf-8"),
    ],
)
def test_recognises_the_encoding(data, encoding):
    document = open_document(data, name="a.txt")
    assert document.encoding == encoding
    assert document.text in {SIMPLIFIED, TRADITIONAL}
    assert document.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"])
@given(text=TEXTS)
def test_what_is_encoded_comes_back(encoding, text):
    assert open_document(text.encode(encoding)).text == text


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufeff"), min_size=1))
def test_a_chosen_encoding_is_taken_as_it_is(text):
    assert read_or_refusal(text.encode(), encoding="utf-8") in {text, "encoding_wrong", "file_blank", "file_kind"}


@given(data=st.binary(min_size=1, max_size=300))
def test_any_bytes_are_text_or_refused(data):
    assert read_or_refusal(data).strip()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le"])
def test_one_bad_byte_is_told_and_the_rest_is_read(encoding):
    text = (TRADITIONAL if encoding == "big5" else SIMPLIFIED) * 5
    good = text.encode(encoding)
    place = len(text[: text.index("泵站")].encode(encoding))
    # Two bytes that no character has in the encoding; in UTF-16 a lone half of a pair.
    bad = b"\x00\xd8" if encoding == "utf-16-le" else b"\xff\xff"
    document = open_document(good[:place] + bad + good[place:])
    assert codes(document) == ["text_replaced"]
    note = document.notes[0]
    assert document.text[note.start : note.end] == "\ufffd"
    assert note.start == text.index("泵站")
    assert document.text.replace("\ufffd", "") == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_a_character_cut_off_at_the_end_is_told(encoding):
    document = open_document((SIMPLIFIED + "完").encode(encoding)[:-1])
    assert document.text == SIMPLIFIED + "\ufffd"
    assert codes(document) == ["text_cut_off"]


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (SIMPLIFIED.encode(), "gbk"),
        (SIMPLIFIED.encode(), "utf-16-le"),
        (SIMPLIFIED.encode(), "latin-1"),
        (SIMPLIFIED.encode("gbk"), "utf-8"),
        (SIMPLIFIED.encode("gbk"), "latin-1"),
        (SIMPLIFIED.encode("gbk"), "utf-16-le"),
        (TRADITIONAL.encode("big5"), "gbk"),
        (SIMPLIFIED.encode("utf-16-le"), "gb18030"),
    ],
)
def test_a_wrong_choice_is_refused_and_says_so(data, wrong):
    with pytest.raises(DocumentError) as refusal:
        open_document(data, name="总结.txt", encoding=wrong)
    assert refusal.value.code == "encoding_wrong"
    assert "总结.txt" in str(refusal.value)
    assert wrong in str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-9", "", "hex", "rot13", "no such\x00", "gbk!" * 50])
def test_an_unknown_encoding_is_refused(encoding):
    with pytest.raises(DocumentError) as refusal:
        open_document(SIMPLIFIED.encode(), encoding=encoding)
    assert refusal.value.code == "encoding_unknown"


@pytest.mark.parametrize("encoding", ["GBK", "gb2312", "cp936", " gb18030 "])
def test_the_narrow_names_of_gb18030_read_all_of_it(encoding):
    text = SIMPLIFIED + "镕㐀"
    assert open_document(text.encode("gb18030"), encoding=encoding).text == text


def test_text_that_is_garbled_in_every_encoding_is_refused():
    garbled = "".join(f"\ue100\ufffd{sign}\ue200" for sign in SIMPLIFIED)
    with pytest.raises(DocumentError) as refusal:
        open_document(garbled.encode())
    assert refusal.value.code == "encoding_unclear"


def test_private_use_and_invisible_characters_are_told_with_their_place():
    document = open_document((SIMPLIFIED * 10 + "新增1\u200b2家\ue000\n").encode())
    assert codes(document) == ["text_private_use", "text_invisible"]
    assert [document.text[note.start : note.end] for note in document.notes] == ["\ue000", "\u200b"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("一\r\n二\r三\n四\r\n", "一\n二\n三\n四\n"),
        ("\ufeff一\r\r\n二", "一\n\n二"),
        ("一\ufeff二 \u3000\t三", "一\ufeff二 \u3000\t三"),
    ],
)
def test_only_line_ends_and_the_mark_at_the_start_change(raw, text):
    assert open_document(raw.encode()).text == text


def test_places_are_those_of_the_text_and_not_of_the_file():
    document = open_document(("一行\r\n" * 40 + "坏\ufffd字").encode())
    assert [(note.start, note.end) for note in document.notes] == [(121, 122)]
    assert document.text[121] == "\ufffd"


def test_ten_megabytes_in_one_line_are_read():
    text = SIMPLIFIED.replace("\n", "") * 60_000
    data = text.encode("gb18030")
    assert len(data) > 10_000_000
    document = open_document(data)
    assert document.text == text
    assert document.notes == ()
