"""What is put in comes out, once, with what was said about it."""

from dataclasses import replace

import pytest
from libraries import another, assert_same, confirmed, office

from guoban.errors import LibraryError
from guoban.library import Library, rules


def codes(raised):
    return raised.value.code


def test_a_compilation_comes_back_as_it_was(library, address, compilation):
    added = library.add(compilation, by="甲")
    assert added == (compilation.id, False)
    assert_same(library.load(added.id), compilation)
    assert_same(Library(address).load(added.id), compilation)


def test_what_is_listed_says_what_is_in_it(library, compilation):
    library.add(compilation, by="甲")
    library.add(another(1), by="乙")
    (entry,) = [one for one in library.entries() if one.id == compilation.id]
    assert (entry.name, entry.sha256) == (compilation.name, compilation.document.sha256)
    assert (entry.year, entry.span, entry.reports) == (2024, "H1", 2)
    assert (entry.characters, entry.metrics) == (len(compilation.text), len(compilation.metrics))
    assert (entry.added_by, entry.rules, entry.outdated) == ("甲", rules.present(), False)
    assert (entry.reviewed, entry.corrections, entry.binned_at) == (0, 0, "")


def test_the_same_file_twice_is_one_compilation(library, compilation):
    library.add(compilation, by="甲")
    said = confirmed(compilation)
    library.record([said])
    revision = library.revision(compilation.id)
    assert library.add(compilation, by="乙") == (compilation.id, True)
    assert [entry.added_by for entry in library.entries()] == ["甲"]
    assert library.corrections(compilation.id) == [said]
    assert library.revision(compilation.id) == revision, "nothing has changed"


def test_the_same_file_read_otherwise_takes_the_place_of_the_former_reading(library, compilation):
    library.add(compilation)
    said = confirmed(compilation)
    library.record([said])
    revision = library.revision(compilation.id)
    assert len(library.load(compilation.id).metrics) == len(compilation.metrics)
    shorter = replace(compilation, tables=replace(compilation.tables, metrics=compilation.metrics.iloc[:-1]))
    shorter = replace(shorter, document=replace(compilation.document, encoding="gb18030"))
    assert library.add(shorter).again
    assert_same(library.load(compilation.id), shorter)
    assert library.corrections(compilation.id) == [said]
    assert library.revision(compilation.id) > revision


def test_corrections_can_come_with_the_file(library, compilation):
    said = [confirmed(compilation, row) for row in (3, 1, 2)]
    library.add(compilation, corrections=said)
    assert library.corrections(compilation.id) == said


def test_any_character_comes_back(library):
    text = "某县水利局2024年工作总结\n一、主\x00要\x1a0000工作\n新建泵\x00站12座。\n"
    odd = office()
    document = replace(odd.document, text=text.ljust(len(odd.text), "某"), name="\ud800名\x00.txt")
    odd = replace(odd, document=document)
    metrics, sections = odd.metrics.copy(), odd.sections.copy()
    metrics["compare"] = "同\x00比\x1a0041"
    for column, (start, end) in {"text": ("start", "end"), "sentence": ("sentence_start", "sentence_end")}.items():
        metrics[column] = [document.text[a:b] for a, b in zip(metrics[start], metrics[end], strict=True)]
    sections["heading"] = "\x1a\x00题\x1a"
    reports = odd.reports.assign(text=[document.text[a:b] for a, b in zip(odd.reports["start"], odd.reports["end"])])  # noqa: B905
    reports["text"] = reports["text"].astype(odd.reports["text"].dtype)
    metrics["text"] = metrics["text"].astype(odd.metrics["text"].dtype)
    metrics["sentence"] = metrics["sentence"].astype(odd.metrics["sentence"].dtype)
    metrics["compare"] = metrics["compare"].astype(odd.metrics["compare"].dtype)
    sections["heading"] = sections["heading"].astype(odd.sections["heading"].dtype)
    odd = replace(odd, tables=replace(odd.tables, metrics=metrics, sections=sections, reports=reports))
    library.add(odd)
    assert_same(library.load(odd.id), odd)
    assert library.entries()[0].name == document.name
    said = confirmed(
        odd, quote="\x00\ud800", values={"indicator": "\x00名\ud800", "value": 1.5, "high": None}, by="\x00"
    )
    library.record([said])
    assert library.corrections(odd.id) == [said]


def test_what_is_not_there_is_said(library, compilation):
    for ask in (library.load, library.revision, library.corrections, library.remove, library.put_back, library.purge):
        with pytest.raises(LibraryError, match="没有编号为 nothing 的汇编") as raised:
            ask("nothing")
        assert codes(raised) == "compilation_missing"
    for ask in (library.undo, library.redo):
        with pytest.raises(LibraryError) as raised:
            ask("nothing")
        assert codes(raised) == "correction_missing"
    with pytest.raises(LibraryError) as raised:
        library.record([confirmed(compilation)])
    assert codes(raised) == "compilation_missing"


def test_the_bin_keeps_everything_until_it_is_emptied(library, compilation):
    library.add(compilation)
    said = confirmed(compilation)
    library.record([said])
    library.remove(compilation.id, "甲")
    assert library.entries() == []
    assert [(one.id, one.binned_by, bool(one.binned_at)) for one in library.entries(binned=True)] == [
        (compilation.id, "甲", True)
    ]
    with pytest.raises(LibraryError, match="回收站") as raised:
        library.load(compilation.id)
    assert codes(raised) == "compilation_binned"
    library.put_back(compilation.id)
    assert_same(library.load(compilation.id), compilation)
    assert library.corrections(compilation.id) == [said]
    assert library.entries(binned=True) == []


def test_only_what_is_in_the_bin_is_deleted_for_good(library, compilation):
    library.add(compilation)
    library.add(another(1))
    library.record([confirmed(compilation)])
    with pytest.raises(LibraryError) as raised:
        library.purge(compilation.id)
    assert codes(raised) == "compilation_not_binned"
    revision = library.revision(compilation.id)
    library.remove(compilation.id)
    library.purge(compilation.id)
    assert [one.id for one in library.entries()] == [another(1).id]
    assert library.add(compilation) == (compilation.id, False)
    assert library.corrections(compilation.id) == []
    assert library.revision(compilation.id) > revision


def test_a_file_added_again_comes_out_of_the_bin(library, compilation):
    library.add(compilation)
    said = confirmed(compilation)
    library.record([said])
    library.remove(compilation.id)
    assert library.add(compilation).again
    assert library.corrections(compilation.id) == [said]
    assert library.entries(binned=True) == []


def test_corrections_keep_their_order_and_can_be_undone(library, compilation):
    library.add(compilation)
    said = [confirmed(compilation, row) for row in range(3)]
    library.record(said[:1])
    library.record(said[1:])
    assert library.corrections(compilation.id) == said
    assert (library.entries()[0].reviewed, library.entries()[0].corrections) == (3, 3)
    library.undo(said[1].id, "乙")
    assert library.corrections(compilation.id) == [said[0], said[2]]
    undone = library.corrections(compilation.id, undone=True)[1]
    assert (undone.id, undone.undone_by, undone.active) == (said[1].id, "乙", False)
    assert undone.undone_at
    library.redo(said[1].id)
    assert library.corrections(compilation.id) == said


def test_a_place_that_was_reviewed_twice_is_one(library, compilation):
    library.add(compilation)
    library.record(
        [confirmed(compilation), confirmed(compilation, action="reject"), confirmed(compilation, action="add")]
    )
    assert library.entries()[0].reviewed == 1


def test_the_same_correction_is_kept_once(library, compilation):
    library.add(compilation)
    said = confirmed(compilation)
    library.record([said, said])
    library.undo(said.id, "乙")
    revision = library.revision(compilation.id)
    library.record([said])
    assert len(library.corrections(compilation.id, undone=True)) == 1
    assert library.corrections(compilation.id) == [], "what was undone here stays undone"
    assert library.revision(compilation.id) == revision


def test_corrections_are_recorded_all_or_none(library, compilation):
    library.add(compilation)
    with pytest.raises(LibraryError):
        library.record([confirmed(compilation), confirmed(another(1))])
    assert library.corrections(compilation.id) == []


def test_every_change_raises_the_revision(library, compilation):
    library.add(compilation)
    said = confirmed(compilation)
    seen = [library.revision(compilation.id)]
    for change in (
        lambda: library.record([said]),
        lambda: library.undo(said.id),
        lambda: library.redo(said.id),
        lambda: library.remove(compilation.id),
        lambda: library.put_back(compilation.id),
    ):
        change()
        seen.append(library.revision(compilation.id))
    assert seen == sorted(set(seen))
    library.undo(said.id)
    before = library.revision(compilation.id)
    library.undo(said.id)
    assert library.revision(compilation.id) == before, "it was undone already"


def test_what_another_program_says_or_undoes_is_heard_at_once(address, library, compilation):
    library.add(compilation)
    said = [confirmed(compilation, row) for row in range(2)]
    library.record(said[:1])
    assert library.corrections(compilation.id) == said[:1]
    other = Library(address)
    other.record(said[1:])
    assert library.corrections(compilation.id) == said
    other.undo(said[0].id, "乙")
    assert library.corrections(compilation.id) == said[1:]
    assert [one.undone_by for one in library.corrections(compilation.id, undone=True)] == ["乙", ""]
    assert (library.corrected(compilation.id).metrics["state"] == "confirmed").sum() == 1
    other.close()
