"""Every bad file is refused in words: by the library, on the command line and in the app; nothing is left of it."""

import json

import pytest
from bad_files import BAD, REPORT, Bad, nested, word, zipped
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from guoban.cli import main
from guoban.documents import open_document
from guoban.errors import DocumentError
from guoban.locale import LANGUAGES, set_language, translate
from guoban.messages import MESSAGES, note_text
from guoban.ui.store import Store, store

IMPORT_ALONE = """
import streamlit as st
from guoban.ui import import_page, routing
st.session_state[routing.ROUTED] = True
st.session_state[routing.PAGE_FILTERS] = st.sidebar
import_page.draw()
"""
every_bad_file = pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)


@every_bad_file
def test_is_refused_in_words(bad: Bad):
    with pytest.raises(DocumentError) as refusal:
        open_document(bad.data, name=bad.name)
    assert refusal.value.code in bad.codes
    assert bad.words in str(refusal.value)
    for language in LANGUAGES:
        words = translate(MESSAGES[refusal.value.code], language).format(**refusal.value.details)
        assert "{" not in words


@pytest.fixture(scope="module")
def on_the_command_line(tmp_path_factory):
    """What the command says of all of them and a good one, and the folder that it wrote into."""
    folder = tmp_path_factory.mktemp("files")
    for bad in BAD:
        (folder / bad.name).write_bytes(bad.data)
    (folder / "好.txt").write_text(REPORT, encoding="utf-8")
    files = [str(folder / bad.name) for bad in BAD] + [str(folder / "好.txt")]
    out = tmp_path_factory.mktemp("out")
    return CliRunner().invoke(main, ["extract", *files, "--out", str(out)]), folder, out


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_command_goes_on_to_the_good_one(on_the_command_line):
    result, folder, out = on_the_command_line
    assert result.exit_code == 1
    assert names_in(out) == ["好"]
    assert names_in(folder) == sorted([bad.name for bad in BAD] + ["好.txt"])
    assert f"共 {len(BAD) + 1} 个文件，{len(BAD)} 个没有读成" in result.stderr


@every_bad_file
def test_the_command_says_why(on_the_command_line, bad: Bad):
    result, folder, _out = on_the_command_line
    (line,) = [line for line in result.stderr.splitlines() if line.startswith(f"{folder / bad.name}: ")]
    assert bad.words in line
    assert "Traceback" not in line


@pytest.fixture(scope="module")
def page():
    """The page 导入 of one session, for all of them, one after the other."""
    set_language("zh")
    return AppTest.from_string(IMPORT_ALONE, default_timeout=60).run()


@pytest.fixture
def _no_sample(monkeypatch):
    monkeypatch.setattr(Store, "open_sample", lambda *_given: "")


@every_bad_file
@pytest.mark.usefixtures("_no_sample")
def test_the_app_says_why_and_keeps_what_is_open(page, bad: Bad):
    before = [one.id for one in store().all()]
    page.file_uploader[0].upload(bad.name, bad.data, "application/octet-stream").run()
    assert not page.exception
    assert "这个文件没有读进来" in shown(page)
    assert bad.words in shown(page)
    assert [one.id for one in store().all()] == before


@pytest.mark.usefixtures("_no_sample")
def test_the_app_still_serves(page):
    page.file_uploader[0].upload("好.txt", REPORT.encode(), "text/plain").run()
    assert not page.exception
    assert "青石县水利局" in str(page.dataframe[0].value.to_dict())


def shown(page):
    def of(node):
        return node if isinstance(node, str) else "".join(of(child) for child in node.get("children", ()))

    trees = [json.loads(one.proto.json or "{}") for one in page.get("bidi_component")]
    return "\n".join(of(tree["tree"]) for tree in trees if "tree" in tree)


def test_the_size_is_limited_all_together(monkeypatch):
    monkeypatch.setenv("GUOBAN_MAX_UNPACKED_MB", "1")
    parts = {f"{number}.txt": REPORT * 3000 + str(number) for number in range(5)}
    with pytest.raises(DocumentError) as refusal:
        open_document(zipped(parts))
    assert refusal.value.code == "archive_unpacked"
    assert "GUOBAN_MAX_UNPACKED_MB" in str(refusal.value)


def test_a_bad_member_is_told_and_the_others_come_in():
    members = {
        "水利局.txt": REPORT,
        "坏.docx": word()[:-200],
        "程序.exe": b"MZ\x90\x00" + bytes(300),
        "../../教育局.txt": REPORT.replace("水利", "教育"),
        "住建局.docx": word(),
        "套.zip": nested(3),
    }
    document = open_document(zipped(members), name="汇编.zip")
    assert [member.name for member in document.members] == ["水利局.txt", "住建局.docx"] or len(document.members) == 2
    told = "\n".join(map(note_text, document.notes))
    for name in ("坏.docx", "程序.exe", "教育局.txt", "zip"):
        assert name in told
    assert "教育局2024" not in document.text


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\x1b[31m\n\u202eb.docx", "长" * 300 + ".docx", "<b onclick=x>.docx", "=1+1.docx"]
)
@pytest.mark.parametrize("data", [BAD[7].data, word()])
def test_names_are_shown_harmless(name, data):
    try:
        shown_as = open_document(data, name=name).name
    except DocumentError as refusal:
        shown_as = refusal.details["name"]
    assert len(shown_as) <= 120
    assert shown_as.isprintable()
    assert not set(shown_as) & set("/\\")
