"""Every sentence that a user can see is there in English, and nothing else is in the catalogue."""

import ast
import string
from importlib.resources import files
from pathlib import Path

import pytest
import regex
import yaml
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import guoban
from guoban.locale import set_language, translate, translate_as
from guoban.messages import MESSAGES

SOURCE = Path(guoban.__file__).parent
PROJECT = SOURCE.parent.parent
HAN = regex.compile(r"\p{Han}")
KEYWORDS = {"_": None, "mark": None, "translate": None}
# Modules in which Chinese is what the user reads. In the core it is the language of the reports.
SHOWN = [*(SOURCE / "ui").rglob("*.py"), *(SOURCE / "cli").rglob("*.py"), *(SOURCE / "export").rglob("*.py")]
SHOWN += (SOURCE / "reporting").glob("*.py")
SHOWN += [PROJECT / "app.py", *(PROJECT / "pages").glob("*.py")]


def catalogue():
    with files("guoban.locale").joinpath("en.po").open("rb") as source:
        return {entry.id: entry.string for entry in read_po(source, locale="en") if entry.id}


CATALOGUE = catalogue()


def extracted():
    """Return the sentences inside `_()` and `mark()` anywhere in the project."""
    folders = [SOURCE, PROJECT / "pages"]
    found = {
        message
        for folder in folders
        for _file, _line, message, _comments, _context in extract_from_dir(folder, [("**.py", "python")], {}, KEYWORDS)
    }
    return {message for message in found if not message.isascii()}


class Shown(ast.NodeVisitor):
    """Collects the Chinese strings of a module: docstrings, keys and values compared with are no sentences."""

    def __init__(self):
        self.sentences, self.data, self.glued = set(), set(), set()

    def visit_Expr(self, node):
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Dict(self, node):
        for key in node.keys:
            self.data |= chinese(key)
        for value in node.values:
            self.visit(value)

    def visit_Compare(self, node):
        for inner in ast.walk(node):
            self.data |= chinese(inner)

    def visit_JoinedStr(self, node):
        for part in node.values:
            if isinstance(part, ast.Constant):
                self.glued |= chinese(part)
            else:
                self.visit(part)

    def visit_Constant(self, node):
        self.sentences |= chinese(node)


def chinese(node):
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return {node.value} if is_text and HAN.search(node.value) else set()


def strings_of(path):
    visitor = Shown()
    visitor.visit(ast.parse(path.read_text(encoding="utf-8")))
    return visitor


def scalars(value):
    if isinstance(value, dict):
        return set().union(*map(scalars, value), *map(scalars, value.values()))
    if isinstance(value, list):
        return set().union(*map(scalars, value))
    return {value} if isinstance(value, str) else set()


def blanks(sentence):
    """Return the blanks of `sentence`, without the words that follow one: `{count:report|reports}`."""
    parsed = string.Formatter().parse(sentence)
    return sorted(name for _text, name, form, _conversion in parsed if name is not None and "|" not in form)


def forms(sentence):
    """Return blank, form for one and form for many of each word that follows a count."""
    parsed = string.Formatter().parse(sentence)
    return [(name, *form.split("|")) for _text, name, form, _conversion in parsed if name is not None and "|" in form]


FORMS = {sentence: forms(english) for sentence, english in CATALOGUE.items() if forms(english)}
COUNTS = {name for found in FORMS.values() for name, _one, _many in found}
PLURALS = "|".join(sorted({many for found in FORMS.values() for _name, _one, many in found if many.endswith("s")}))
VERBS = "is|was|has|does|its|as|differs"
AFTER_ONE = regex.compile(rf"\b1 (?:(?!(?:{VERBS})\b)[a-z]+[^su\W]s|[a-z]+ (?:{PLURALS})|are|were|have|do)\b")


def for_one(sentence):
    """Return the English of `sentence` where every count is 1; blanks that are no counts hold a word."""
    return translate(sentence, "en").format(**{name: 1 if name in COUNTS else "it" for name in blanks(sentence)})


def test_every_marked_sentence_is_translated():
    untranslated = sorted(extracted() - set(CATALOGUE))
    assert untranslated == []


def test_every_note_and_error_is_translated():
    untranslated = sorted(set(MESSAGES.values()) - set(CATALOGUE))
    assert untranslated == []


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.name)
def test_every_chinese_string_of_the_interface_is_translated(path):
    found = strings_of(path)
    untranslated = sorted(found.sentences - set(CATALOGUE))
    assert untranslated == []
    assert not found.glued, "a sentence put together from pieces cannot be translated"


def test_the_catalogue_holds_nothing_that_is_not_used():
    used = extracted() | set(MESSAGES.values())
    for path in SHOWN:
        found = strings_of(path)
        used |= found.sentences | found.data
    for lexicon in (SOURCE / "lexicon").glob("*.yaml"):
        used |= scalars(yaml.safe_load(lexicon.read_text(encoding="utf-8")))
    unused = sorted(set(CATALOGUE) - used)
    assert unused == []


@pytest.mark.parametrize("sentence", sorted(CATALOGUE))
def test_a_translation_is_english_with_the_same_blanks(sentence):
    english = CATALOGUE[sentence]
    assert english.strip()
    assert blanks(english) == blanks(sentence)
    assert not HAN.search(regex.sub(r"“.*?”|‘.*?’|\(.*?\)", "", english))


@pytest.mark.parametrize("sentence", sorted(entry for entry in CATALOGUE if "{" in entry))
def test_one_is_not_spoken_of_as_many(sentence):
    assert AFTER_ONE.findall(for_one(sentence)) == []


def test_the_words_that_must_not_follow_a_one_are_found():
    found = [
        AFTER_ONE.findall(said)
        for said in ("1 reports", "all 1 new reports agree", "(1 cards)", "1 are behind", "1 of 1 reports")
    ]
    assert all(found)
    right = [
        AFTER_ONE.findall(said) for said in ("1 report is left", "1 report has none", "11 reports", "No. 1 is worst")
    ]
    assert not any(right)


@pytest.mark.parametrize("sentence", sorted(FORMS))
def test_a_word_has_a_form_for_one_and_one_for_many(sentence):
    for name, one, many in FORMS[sentence]:
        assert name in blanks(sentence) or (name, blanks(sentence)) == ("count", [])  # a unit that is shown by itself
        assert one != many


SAID = [
    (1, "1 report"),
    (2, "2 reports"),
    (0, "0 reports"),
    (21, "21 reports"),
    ("1", "1 report"),
    ("1,024", "1,024 reports"),
]


@pytest.mark.parametrize(("count", "english"), SAID)
def test_a_word_follows_its_count(count, english):
    assert translate("{count} 篇", "en").format(count=count) == english
    assert translate("{count} 篇", "zh").format(count=count) == f"{count} 篇"


def test_a_unit_by_itself_follows_its_count():
    assert [translate("篇", "en").format(count=count) for count in (1, 2)] == ["report", "reports"]


def test_each_word_follows_the_count_beside_it():
    said = translate("报告 {reports} 篇，任务 {tasks} 项，已写入", "en")
    assert said.format(reports=1, tasks=12) == "1 report, 12 tasks, written"
    assert said.format(reports=12, tasks=1) == "12 reports, 1 task, written"


def test_a_word_reads_as_its_place_asks():
    set_language("en")
    assert (translate("部门"), translate_as("menu", "部门")) == ("Department", "Departments")
    assert translate_as("menu", "进度") == translate("进度") == "Progress"
    set_language("zh")
    assert translate_as("menu", "部门") == "部门"


def test_every_error_code_that_is_raised_has_its_sentence():
    raised = regex.compile(r"(?:\w*Error|Note)\(\s*\"(\w+)\"")
    codes = {code for path in SOURCE.rglob("*.py") for code in raised.findall(path.read_text(encoding="utf-8"))}
    assert "file_missing" in codes
    without_sentence = sorted(codes - set(MESSAGES))
    assert without_sentence == []


def test_the_language_is_chosen_for_each_call_or_for_all():
    assert translate("表格的格式。", "en") == "The format of the tables."
    assert translate("表格的格式。") == "表格的格式。"
    set_language("en")
    try:
        assert translate("表格的格式。") == "The format of the tables."
        assert translate("未译的话") == "未译的话"
    finally:
        set_language("zh")
    set_language("xx")
    assert translate("表格的格式。") == "表格的格式。"
