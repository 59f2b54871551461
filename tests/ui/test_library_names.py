"""The view 名称归并 of the page 文库, over a real library."""

import pytest
from test_pages import trees, words
from test_pages_of_words import visit

import guoban
from guoban.across import Member, Proposal, read_merges, write_merges
from guoban.library import Merge
from guoban.ui import library_names, names_data, names_tree, pane
from guoban.ui.compare_data import compared
from guoban.ui.names_data import Draft
from guoban.ui.store import store

FIRST = """梧桐县2023年工作总结汇编
（2篇）
梧桐县经信局2023年工作总结
一、工作总结
全年新增经营主体1,200户，完成固投3.5亿元。
梧桐县水利局2023年工作总结
一、工作总结
全年完成固定资产投资2.5亿元，新建泵站12座。
"""
SECOND = """梧桐县2024年工作总结汇编
（2篇）
梧桐县经济和信息化局2024年工作总结
一、工作总结
全年新增经营主体1,350户，固定资产投资3.9亿元。
梧桐县水利局2024年工作总结
一、工作总结
全年固投2.9亿元，新建泵站9座。
"""
SHORT, LONG = "梧桐县经信局", "梧桐县经济和信息化局"


@pytest.fixture(autouse=True)
def _kept(library):
    library.add(guoban.read(FIRST.encode(), name="2023.txt"))
    library.add(guoban.read(SECOND.encode(), name="2024.txt"))


def goes(at):
    return [go for tree in trees(at) for go in pane.actions(tree)]


def data():
    return compared(store().library.entries())


def proposed(kind):
    return names_data.proposals(data(), kind)


def open_names(at):
    return {go["at"] for go in goes(at) if "at" in go}


def draft_of(kind):
    return Draft(proposed(kind)[0], proposed(kind)[0].canonical)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("names", ["department", "indicator", "history"])
def test_every_part_runs_in_both_languages(names, language):
    at = visit("library", view="names", names=names, lang=language)
    assert not at.exception
    labels = [option for one in at.segmented_control for option in one.options]
    assert ("History 0" if language == "en" else "归并记录 0") in labels


def test_a_proposal_comes_with_its_counts_its_reason_and_what_it_changes():
    found = words(visit("library", view="names"))
    assert LONG in found
    assert f"← {SHORT} 1" in found
    assert "简称与全称" in found
    assert f"“{LONG}”名下 2 篇报告（原有 1 篇），来自 2 份汇编。" in found
    assert "同一份汇编里同期都有报告" not in found


def test_indicators_are_proposed_too():
    found = words(visit("library", view="names", names="indicator"))
    assert "固定资产投资" in found
    assert "固投" in found


def test_merging_changes_the_comparison_and_undoing_brings_everything_back():
    library = store().library
    before = visit("compare", view="years")
    assert LONG not in " ".join(before.selectbox[0].options)
    library_names.merge("department", draft_of("department"))
    assert library.aliases("department") == {SHORT: LONG}
    assert proposed("department") == ()
    after = visit("compare", who=f"{LONG}|")
    assert f"{LONG} · 2 年" in after.selectbox[0].options
    assert "推算 +11.4%" in words(after)
    assert SHORT in words(after)  # the evidence says how the department is written there
    (merge,) = library.merges("department")
    library.undo_merge(merge.id, "李四")
    assert [one.canonical for one in proposed("department")] == [LONG]


def test_the_quiet_line_takes_a_merge_back_with_what_was_taken_out():
    library = store().library
    proposal = Proposal("department", "甲局", tuple(Member(name, 1) for name in ("甲局", "乙局", "丙局")), (), "high")
    done = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library_names, "attempt", lambda act, words, undo: done.append((act(), words, undo)) or True)
        patch.setattr(library_names, "_forget", lambda: None)
        library_names.merge("department", Draft(proposal, "乙局").without("丙局"))
    assert library.aliases("department") == {"甲局": "乙局"}
    pairs = names_data.refused_pairs(library.merges("department", undone=True), "department")
    assert pairs == {frozenset({"乙局", "丙局"})}
    done[0][2]()
    assert library.aliases("department") == {}
    assert names_data.refused_pairs(library.merges("department", undone=True), "department") == frozenset()


def test_what_was_refused_does_not_come_back_but_can_be_found():
    refusal = store().library.refuse_merge("department", LONG, [LONG, SHORT], "张三")
    at = visit("library", view="names")
    assert not open_names(at)
    assert "没有看起来是一回事的名称" in words(at)
    at = visit("library", view="names", refused="1")
    assert f"← {SHORT} 1" in words(at)
    history = visit("library", view="names", names="history")
    assert f"部门：{SHORT} 与 {LONG} 不是一回事" in words(history)
    assert {"allow": refusal} in goes(history)
    store().library.forget_refusal(refusal)
    assert open_names(visit("library", view="names"))


def test_a_refusal_holds_under_the_names_that_were_merged_since():
    merges = [
        Merge("1", "department", "甲局", ("乙局",), "", "1"),
        Merge("2", "department", "乙局", ("乙局", "丙局"), "", "2", "", "2"),
        Merge("3", "department", "丁局", ("戊局",), "", "3", "", "4"),  # undone, not refused
    ]
    assert names_data.refused_pairs(merges, "department") == {frozenset({"甲局", "丙局"})}
    both = Proposal("department", "甲局", (Member("甲局", 1), Member("丙局", 1)), (), "high")
    more = Proposal("department", "甲局", (*both.members, Member("己局", 1)), (), "high")
    pairs = names_data.refused_pairs(merges, "department")
    assert names_data.is_refused(both, pairs)
    assert not names_data.is_refused(more, pairs)


def test_a_draft_is_changed_name_by_name():
    proposal = Proposal("department", "甲局", (Member("甲局", 3), Member("乙局", 2)), (), "high")
    draft = Draft(proposal, "甲局")
    assert draft.names == ("乙局",)
    assert draft.without("甲局") == draft
    assert draft.without("乙局").names == ()
    assert draft.without("乙局").called("乙局").names == ("甲局",)
    more = draft.with_more(Member("丙局", 1))
    assert more.names == ("乙局", "丙局")
    assert more.with_more(Member("乙局", 2)).members == more.members
    assert [more.part(one.name) for one in more.members] == ["canonical", "merged", "merged"]


def test_the_page_offers_each_change_and_keeps_the_draft():
    at = visit("library", view="names")
    assert {"out": SHORT} in goes(at)
    assert {"as": SHORT} in goes(at)
    draft = draft_of("department").called(SHORT)
    at.session_state[library_names.DRAFT] = ("department", draft)
    at.run()
    assert f"“{SHORT}”名下 2 篇报告" in words(at)


def test_names_that_nothing_proposes_are_found_and_added():
    at = visit("library", view="names", find="县")
    assert {"add": "梧桐县水利局"} in goes(at)
    assert {"own": "梧桐县水利局"} in goes(at)
    assert {"add": SHORT} not in goes(at)  # it is among them
    assert "没有含“火箭”的名称" in words(visit("library", view="names", find="火箭"))


def test_names_that_report_together_are_pointed_out():
    change = names_data.change(data(), "department", "梧桐县水利局", [SHORT])
    assert change.together == ("2023",)
    assert (change.rows_before, change.rows_after, change.compilations) == (2, 3, 2)
    draft = Draft(Proposal("department", "梧桐县水利局", (Member("梧桐县水利局", 2), Member(SHORT, 1)), (), "low"), "梧桐县水利局")  # fmt: skip
    told = pane.words(names_tree.draft_panel(draft, "department", change, {}))
    assert "可能是两个单位" in told
    assert "2023年会有不止一篇报告归在这个名称下。" in told


def test_merges_go_out_and_come_in_as_a_file():
    library = store().library
    library.record_merge("department", LONG, [SHORT], "张三")
    library.record_merge("indicator", "固定资产投资", ["固投"], "张三")
    known = {kind: library.aliases(kind) for kind in library_names.EACH}
    text = write_merges(names_data.effective(known))
    given = read_merges(text)
    assert names_data.new_of(given, known) == ([], 2, 0)
    for kind in library_names.EACH:
        for merge in library.merges(kind):
            library.undo_merge(merge.id)
    new, same, turned = names_data.new_of(given, {kind: library.aliases(kind) for kind in library_names.EACH})
    assert (len(new), same, turned) == (2, 0, 0)
    library_names.take_in(new)
    assert {kind: library.aliases(kind) for kind in library_names.EACH} == known


def test_what_is_exported_never_contradicts_itself():
    library = store().library
    library.record_merge("department", "甲局", ["乙局"])
    library.record_merge("department", "丙局", ["乙局", "甲局"])
    known = {kind: library.aliases(kind) for kind in library_names.EACH}
    (merge,) = read_merges(write_merges(names_data.effective(known)))
    assert (merge.canonical, merge.names) == ("丙局", ("乙局", "甲局"))
    library.record_merge("department", "丁局", ["乙局"])
    _new, _same, turned = names_data.new_of([merge], {kind: library.aliases(kind) for kind in library_names.EACH})
    assert turned == 1


def test_the_history_says_who_and_when_and_leads_back():
    library = store().library
    merge = library.record_merge("department", LONG, [SHORT], "张三")
    at = visit("library", view="names", names="history")
    assert f"部门：{SHORT} 归入 {LONG}" in words(at)
    assert "张三" in words(at)
    assert {"undo": merge} in goes(at)
    library.undo_merge(merge, "李四")
    at = visit("library", view="names", names="history")
    assert "已由 李四 撤销" in words(at)
    assert {"redo": merge} in goes(at)
