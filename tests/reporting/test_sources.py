"""Where in the original a figure stands, beside its evidence."""

from guoban.records import Document, Member
from guoban.reporting.sources import source_words


def test_file_and_page_are_told_where_there_are_several():
    text = "x" * 40
    plain = Document("a.txt", "", text, text)
    assert source_words(plain, 5) == ""
    paged = Document("a.pdf", "", text, text, pages=(0, 10, 20))
    assert [source_words(paged, place) for place in (0, 9, 10, 39)] == ["第1页", "第1页", "第2页", "第3页"]
    members = (Member("水利局.pdf", 0, 20), Member("财政局.docx", 20, 30), Member("柳河镇.pdf", 30, 40))
    several = Document("a.zip", "", text, text, members=members, pages=(0, 10, 30, 35))
    assert [source_words(several, place) for place in (12, 25, 36)] == [
        "水利局.pdf 第2页",
        "财政局.docx",
        "柳河镇.pdf 第2页",
    ]
