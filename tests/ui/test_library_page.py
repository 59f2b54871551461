"""The page 文库 over a real library: the list, the bin, re-reading, the history of corrections, what is carried elsewhere."""

import json
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import trees, words
from test_pages_of_words import visit

import guoban
from guoban.corrections import exchange, new
from guoban.library import Library, rules
from guoban.library.exchanging import take_in
from guoban.locale import set_language
from guoban.ui import address, library_bin, library_carry, library_list, pane, said
from guoban.ui.store import store

TEXT = """梧桐县2024年上半年工作报告汇编（1篇）
县水利局2024年上半年工作总结和下半年工作计划
一、上半年工作完成情况
新建泵站12座，完成投资1.2亿元。完成改造管网38公里，占年度任务60公里的63.3%。
二、下半年工作计划
全年完成改造管网60公里。
"""
OTHER = TEXT.replace("2024", "2023")


@pytest.fixture
def one(library):
    found = guoban.read(TEXT.encode(), name="一.txt")
    library.add(found, by="张三")
    return found


@pytest.fixture
def other(library):
    found = guoban.read(OTHER.encode(), name="<b>二</b>.txt")
    library.add(found, by="李四")
    return found


@pytest.fixture
def session(monkeypatch):
    """A session's state for callbacks, which run outside of a page here."""
    state = {}
    for module in (address, said, library_list, library_bin, library_carry):
        monkeypatch.setattr(module.st, "session_state", state)
    return state


def goes(at):
    return [go for tree in trees(at) for go in pane.actions(tree)]


def edited(compilation, value=99.0, by="张三"):
    metric = compilation.metrics[compilation.metrics["text"] == "12座"].iloc[0]
    return new(compilation, "metric", "edit", int(metric["start"]), int(metric["end"]), {"value": value}, by)


def line(session):
    """Return what the quiet line says, and the way back that it offers."""
    return session[said.KEY]


@pytest.mark.parametrize("view", ["kept", "bin", "carry"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view_runs_in_both_languages(view, language, one):
    at = visit("library", view=view, lang=language)
    assert ("1 compilation," if language == "en" else "1 份汇编") in words(at)
    assert store().library.entries()[0].id == one.id


def test_the_list_has_every_compilation_with_its_facts(one, other):
    at = visit("library")
    found = words(at)
    assert "文库里有 2 份汇编、2 篇报告" in found
    for compilation, by in ((one, "张三"), (other, "李四")):
        assert compilation.name in found
        assert {"at": compilation.id} in goes(at)
        beside = words(visit("library", at=compilation.id))
        assert compilation.document.sha256[:16] in beside
        assert by in beside
    drawn = json.dumps([one.value for kind in (at.markdown, at.caption) for one in kind])
    assert "<b>二</b>" not in drawn


def test_an_empty_library_leads_to_the_import(library):
    assert not library.entries()
    assert {"page": "import"} in goes(visit("library"))


def test_a_compilation_goes_to_the_bin_and_comes_back(library, one, session):
    library_list.asked_for({"remove": one.id})
    assert not library.entries()
    said_now, undo = line(session)
    assert said_now == "已移到回收站，表格和更正都留着。"
    undo()
    assert [entry.id for entry in library.entries()] == [one.id]


def test_the_bin_says_who_put_it_there_and_how_much_would_be_lost(library, one):
    library.record([edited(one)])
    library.remove(one.id, "王五")
    at = visit("library", view="bin")
    assert "1 篇报告，1 处更正" in words(at)
    assert "王五 移入" in words(at)
    assert {"back": one.id} in goes(at)
    assert {"purge": one.id} in goes(at)
    library.put_back(one.id)
    assert library.corrections(one.id)


def test_deleting_for_good_asks_first(library, one):
    library.remove(one.id)
    at = visit("library", view="bin")
    at.session_state[library_bin.ASKED] = one.id
    at.run()
    assert not at.exception
    assert "不能恢复" in " ".join(each.value for each in at.caption)
    assert library.entries(binned=True)
    at.button(key="library.purge.yes").click().run()
    assert not at.exception
    assert not library.entries(binned=True)


def test_what_is_gone_meanwhile_is_told_in_words(library, one, session):
    library.remove(one.id)
    library.purge(one.id)
    library_list.asked_for({"remove": one.id})
    said_now, undo = line(session)
    assert "没有" in said_now
    assert undo is None


def test_corrections_are_listed_undone_and_made_again(library, one, session):
    correction = edited(one)
    library.record([correction])
    at = visit("library", at=one.id)
    assert "指标·改" in words(at)
    assert "12座" in words(at)
    assert {"undo": correction.id} in goes(at)
    library_list.asked_for({"undo": correction.id})
    assert library.corrected(one.id).compilation.metrics["value"].max() < 99
    line(session)[1]()  # 撤销 of the undoing
    assert library.corrected(one.id).compilation.metrics["value"].max() == 99
    library_list.asked_for({"undo": correction.id})
    set_language("zh")
    assert {"redo": correction.id} in goes(visit("library", at=one.id))
    library_list.asked_for({"redo": correction.id})
    assert library.corrections(one.id)[0].active


def test_what_fits_nowhere_stands_first_and_is_not_dropped(library, one):
    lost = replace(edited(one), quote="九九座", id="f" * 32)
    library.record([lost])
    found = words(visit("library", at=one.id))
    assert "对不上位置的更正" in found
    assert found.index("对不上位置的更正") < found.index("九九座")
    assert library.corrections(one.id) == [lost]


def test_older_rules_are_offered_to_be_read_again_and_corrections_stay(library, one, monkeypatch):
    library.record([edited(one)])
    monkeypatch.setattr(rules, "are_older", lambda _rules: True)
    at = visit("library")
    assert any("1 份汇编是用旧规则读的" in each.value for each in at.caption)
    at.button(key="library.reread").click().run()
    assert not at.exception
    assert "重读完成，原有的更正都对得上。" in words(at)
    assert library.corrected(one.id).compilation.metrics["value"].max() == 99


def test_corrections_go_to_the_file_that_they_are_of_and_to_no_other(library, one, other, session):
    # The other one has the same words between the same neighbours.
    given = edited(one)
    library_carry.take_in(exchange.dump([given]).encode(), "")
    assert library.corrections(one.id) == [given]
    assert library.corrections(other.id) == []
    assert line(session)[0] == "导入了 1 处更正，0 处没有对上。"
    library_carry.take_in(exchange.dump([given]).encode(), other.id)
    assert line(session)[0] == "导入了 0 处更正，0 处没有对上。"
    assert library.corrections(other.id) == []


def test_corrections_of_an_unknown_file_are_listed_or_tried_where_a_person_says(library, one, session):
    foreign = edited(guoban.read(OTHER.encode(), name="外.txt"))
    library_carry.take_in(exchange.dump([foreign]).encode(), "")
    assert line(session)[0] == "导入了 0 处更正，1 处没有对上。"
    assert session[library_carry.UNFIT] == ["12座"]
    library_carry.take_in(exchange.dump([foreign]).encode(), one.id)
    assert line(session)[0] == "导入了 1 处更正，0 处没有对上。"
    assert library.corrected(one.id).compilation.metrics["value"].max() == 99


@pytest.mark.parametrize(
    ("data", "told"), [(b"\xff\xfe\x00", "不是 UTF-8"), ("没有这样的行\n".encode(), "1 处没有对上")]
)
def test_a_bad_file_is_refused_in_words(library, one, session, data, told):
    library_carry.take_in(data, "")
    assert told in line(session)[0]
    assert library.corrections(one.id) == []


def test_what_goes_out_comes_in_elsewhere(library, one, tmp_path):
    first, second = edited(one), edited(one, 77.0, "李四")
    library.record([first, second])
    library.undo(second.id, "王五")
    elsewhere = Library(f"sqlite:///{(tmp_path / 'elsewhere.db').as_posix()}")
    elsewhere.add(one)
    written = exchange.dump(library.corrections(one.id, undone=True))
    assert take_in(elsewhere, exchange.parse(written).corrections).taken == 2
    assert elsewhere.corrections(one.id, undone=True) == library.corrections(one.id, undone=True)
    elsewhere.close()


@pytest.mark.usefixtures("one")
@pytest.mark.parametrize("at", [{"view": "carry"}, {"view": "names", "names": "history"}])
def test_a_drop_zone_speaks_the_language_of_the_page(at):
    for language, said_there in (
        ("zh", ("选择文件", "也可拖到这里，不超过 200 MB")),
        ("en", ("Choose file", "or drop it here, up to 200 MB")),
    ):
        page = visit("library", lang=language, **at)
        assert page.get("file_uploader")
        styled = "".join(each.proto.body for each in page.get("html"))
        assert all(f'content: "{one}"' in styled for one in said_there)


def test_both_downloads_are_offered(library, one):
    library.record([edited(one)])
    at = visit("library", view="carry")
    buttons = {each.label for each in at.get("download_button")}
    assert buttons == {"下载备份", "导出更正（1 处）"}


@pytest.fixture
def backup(library, one, other, tmp_path, monkeypatch):
    """The bytes of a backup of both, made before one went to the bin for good and a third came."""
    monkeypatch.setenv("GUOBAN_DATA", str(tmp_path))
    library.record([edited(one)])
    library.backup(tmp_path / "备份.db")
    library.remove(other.id)
    library.purge(other.id)
    library.undo(library.corrections(one.id)[0].id)
    library.add(guoban.read(TEXT.replace("2024", "2022").encode(), name="三.txt"))
    return (tmp_path / "备份.db").read_bytes()


RESTORE_ALONE = """
from guoban.ui import library_restore, said
said.show_said()
library_restore.draw()
"""


def offered(data):
    """The drop zone by itself with a file in it: AppTest loses an upload on the way through the router."""
    at = AppTest.from_string(RESTORE_ALONE, default_timeout=60).run()
    at.file_uploader[0].upload("备份.db", data, "application/octet-stream").run()
    assert not at.exception
    return at


def test_a_backup_says_what_restoring_it_would_do(library, backup):
    at = offered(backup)
    assert "2 份汇编，1 处更正" in words(at)
    missing, exact = at.radio(key="library.restore.way").proto.captions
    assert missing == "补回 1 份汇编。现有的内容不动。"
    assert exact == "补回 1 份汇编，把 1 份汇编移到回收站，让 1 处更正和归并重新计入。都可以再改回来。"
    assert {each.name for each in library.entries()} == {"一.txt", "三.txt"}


@pytest.mark.parametrize(
    ("way", "left"), [("missing", {"一.txt", "b>.txt", "三.txt"}), ("exact", {"一.txt", "b>.txt"})]
)
def test_a_restore_asks_first_and_can_be_taken_back(library, one, backup, way, left):
    at = offered(backup)
    at.radio(key="library.restore.way").set_value(way).run()
    at.button(key="library.restore.ask").click().run()
    assert len(library.entries()) == 2
    assert ("三.txt" in words(at)) == (way == "exact")
    at.button(key="library.restore.yes").click().run()
    assert not at.exception
    assert {each.name for each in library.entries()} == left
    assert len(library.corrections(one.id)) == (way == "exact")
    assert words(at).count("已恢复：补回 1 份汇编") == 1
    assert any("before-restore-" in str(each.proto) for each in at.get("download_button"))
    at.session_state[said.KEY][1]()  # 撤销
    assert {each.name for each in library.entries()} == {"一.txt", "三.txt"}
    assert not library.corrections(one.id)


@pytest.mark.usefixtures("one")
def test_what_is_no_backup_is_refused_in_words(library):
    at = offered(b"no library")
    assert any("不是文库的备份" in each.value for each in at.text)
    assert not at.get("radio")
    assert len(library.entries()) == 1


@pytest.mark.usefixtures("one")
def test_a_backup_of_what_is_there_offers_nothing_to_do(library, tmp_path):
    library.backup(tmp_path / "备份.db")
    at = offered((tmp_path / "备份.db").read_bytes())
    assert at.radio(key="library.restore.way").proto.captions == ["没有缺少的。", "文库与备份时一样。"]
    assert at.button(key="library.restore.ask").disabled
