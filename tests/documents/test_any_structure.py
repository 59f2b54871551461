"""Whatever a Word file, a web page or an archive is put together of: it is read or refused, and every place is right."""

from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import cell, level, listed, numbering, paragraph, run, table, word_file

from guoban.documents import docx, html, markdown
from guoban.documents.archives import read as read_archive
from guoban.documents.decoded import Decoded
from guoban.errors import GuobanError

WORDS = st.sampled_from(["水利局总结", "一、", "1.89亿元", "（一）供水", " ", "\t", "x", "完成", "\u200b", "国(guó)"])
KINDS = st.sampled_from(
    ["decimal", "chineseCountingThousand", "bullet", "none", "ideographDigital", "lowerRoman", "nonsense"]
)
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20)


def wrapped(opening, closing):
    return lambda inner: opening + inner + closing


TEXT_RUN = WORDS.map(run)
RUNS = st.recursive(
    st.one_of(
        TEXT_RUN,
        WORDS.map(lambda words: run(words, "<w:vanish/>")),
        st.sampled_from(
            [
                "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>", '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:sym/></w:r>",
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "<w:r><w:instrText>TOC</w:instrText></w:r>",
                '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:bookmarkStart w:id="0" w:name="_Toc1"/>',
            ]
        ),
    ),
    lambda inner: st.one_of(
        *(
            inner.map(wrapped(opening, closing))
            for opening, closing in (
                ("<w:ins>", "</w:ins>"), ("<w:del>", "</w:del>"), ("<w:hyperlink>", "</w:hyperlink>"),
                ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), ("<w:smartTag>", "</w:smartTag>"),
                ("<w:fldSimple>", "</w:fldSimple>"),
                ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
                ("<w:r><w:pict><v:textbox><w:txbxContent><w:p>", "</w:p></w:txbxContent></v:textbox></w:pict></w:r>"),
            )
        ),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=8,
)  # fmt: skip
PARAGRAPHS = st.one_of(
    RUNS.map(lambda inner: paragraph(inner) if inner else paragraph("")),
    st.builds(listed, WORDS, st.integers(-1, 3), st.integers(-1, 10)),
    st.builds(
        lambda words, style: paragraph(words, look=f'<w:pStyle w:val="{style}"/>'), WORDS, st.sampled_from(["1", "x"])
    ),
)
BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inner: st.one_of(
        st.lists(st.lists(inner.map(cell), max_size=3), max_size=3).map(lambda rows: table(*rows)),
        st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=3).map(lambda rows: table(*rows)),
        inner.map(wrapped("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")),
        inner.map(wrapped("<w:ins>", "</w:ins>")),
    ),
    max_leaves=10,
)
LEVELS = st.lists(
    st.builds(
        level,
        st.integers(0, 9),
        KINDS,
        st.sampled_from(["%1、", "（%2）", "%1.%2.%9", "%", "%0", ""]),
        st.integers(-1, 3),
    ),
    max_size=4,
).map("".join)
FILES = st.builds(
    lambda blocks, levels, notes: word_file(
        *blocks,
        numbering=numbering(*levels),
        styles='<w:style w:type="paragraph" w:styleId="1"><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
        footnotes="".join(f'<w:footnote w:id="{number}">{paragraph(words)}</w:footnote>' for number, words in enumerate(notes)),
    ),
    st.lists(BLOCKS, max_size=6), st.lists(LEVELS, max_size=2), st.lists(WORDS, max_size=3),
)  # fmt: skip
TAGS = st.sampled_from(
    [
        "p",
        "div",
        "table",
        "tr",
        "td",
        "script",
        "style",
        "h1",
        "a",
        "ul",
        "li",
        "nav",
        "title",
        "br",
        "span",
        "sub",
        "head",
        "body",
    ]
)
PAGES = st.recursive(
    WORDS.map(escape),
    lambda inner: st.one_of(
        st.builds(lambda tag, inside: f"<{tag}>{inside}</{tag}>", TAGS, inner),
        st.builds(lambda tag, inside: f"<{tag} class='nav'>{inside}", TAGS, inner),
        st.builds(lambda tag, inside: f"{inside}</{tag}><!-- ", TAGS, inner),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=25,
)


def check(decoded: Decoded):
    text = decoded.text
    assert "\r" not in text
    for hint in decoded.hints:
        assert 0 <= hint.start <= hint.end <= len(text)
    for note in decoded.notes:
        assert note.start is None or 0 <= note.start <= note.end <= len(text)
    for member in decoded.members:
        assert 0 <= member.start <= member.end <= len(text)
    assert list(decoded.pages) == sorted(decoded.pages)


@settings(deadline=None, max_examples=300)
@given(FILES)
def test_any_word_file(file):
    try:
        check(docx.read(file, "总结.docx"))
    except GuobanError as refusal:
        assert str(refusal)  # noqa: PT017


@settings(deadline=None, max_examples=200)
@given(PAGES, st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_any_web_page(page, encoding):
    try:
        check(html.read(f"<html>{page}".encode(encoding), "总结.html"))
    except GuobanError as refusal:
        assert str(refusal)  # noqa: PT017


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.one_of(WORDS, st.sampled_from(["# ", "- ", "| ", "```\n", "\n", "\n\n", "> ", "[a](b)", "**"])), max_size=30
    )
)
def test_any_markdown(pieces):
    try:
        check(markdown.read("".join(pieces).encode(), "总结.md"))
    except GuobanError as refusal:
        assert str(refusal)  # noqa: PT017


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(NAMES, st.one_of(WORDS.map(str.encode), st.binary(max_size=60)), max_size=6))
def test_any_archive(members):
    from io import BytesIO  # noqa: PLC0415
    from zipfile import ZipFile  # noqa: PLC0415

    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, inside in members.items():
            archive.writestr(f"x{name}", inside)
    try:
        check(read_archive(stream.getvalue(), "汇编.zip"))
    except GuobanError as refusal:
        assert str(refusal)  # noqa: PT017
