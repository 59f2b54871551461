"""名称归并: departments and indicators that mean the same, proposed, merged, refused, taken back, carried elsewhere."""

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

import streamlit as st

from guoban import across
from guoban.across import Member, Proposal
from guoban.errors import GuobanError
from guoban.library import Entry, Library, MergeKind
from guoban.locale import translate as _
from guoban.locale import translate_as
from guoban.messages import error_text
from guoban.reporting import figures
from guoban.ui import address, frame, language, names_data, names_tree, pane, who
from guoban.ui.compare_data import Compared, compared
from guoban.ui.names_data import Draft
from guoban.ui.paging import Page
from guoban.ui.said import attempt, say
from guoban.ui.store import store

PAGE = "library"
DRAFT = "library.names.draft"
TURNED = "library.names.turned"
ROUND = "library.names.round"
KINDS: dict[str, str] = {"department": "部门", "indicator": "指标", "history": "归并记录"}
EACH: tuple[MergeKind, MergeKind] = ("department", "indicator")


def draw(kept: Sequence[Entry]) -> None:
    """Draw the view over the compilations of the library."""
    if not kept:
        pane.show(pane.el("div", "empty", pane.el("p", "second", _("文库里还没有汇编。"))), "library.names.none")
        return
    data = compared(kept)
    with st.spinner(_("正在找相同的名称…")):
        open_ = {kind: _open(data, kind) for kind in EACH}
    merges = [one for kind in EACH for one in store().library.merges(kind, undone=True)]
    counts: dict[str, int] = {kind: len(found) for kind, found in open_.items()}
    counts["history"] = len(merges)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        chosen = st.segmented_control(
            _("归并什么"), list(KINDS), format_func=lambda one: f"{translate_as('menu', KINDS[one])} {counts[one]:,}", required=True,
            key=address.among(PAGE, "names", KINDS), label_visibility="collapsed", persist_state="session",
        )  # fmt: skip
        if chosen != "history":
            st.toggle(_("也列出否定过的"), key=address.among(PAGE, "refused", (True, False)), persist_state="session")
    if chosen == "history":
        pane.show(names_tree.history(merges), "library.names.history", on_go=_asked_history)
        _carry()
    else:
        kind = cast("MergeKind", chosen)
        shown = names_data.proposals(data, kind) if address.value(PAGE, "refused") else open_[kind]
        _proposals(data, kind, shown)


def _open(data: Compared, kind: MergeKind) -> tuple[Proposal, ...]:
    """Return the proposals that nobody refused."""
    pairs = names_data.refused_pairs(store().library.merges(kind, undone=True), kind)
    return tuple(one for one in names_data.proposals(data, kind) if not names_data.is_refused(one, pairs))


def _proposals(data: Compared, kind: MergeKind, shown: Sequence[Proposal]) -> None:
    draft = _draft(kind, shown)
    _search(data, kind, draft)
    if draft is None:
        words = _("没有看起来是一回事的名称。也可以在上面找两个名称自己归并。")
        pane.show(pane.el("div", "empty", pane.el("p", "second", words)), "library.names.empty")
        return
    keys = [names_tree.key_of(one) for one in shown]
    at = names_tree.key_of(draft.proposal)
    page = Page.holding(keys.index(at) if at in keys else 0, st.session_state.get(TURNED), len(shown))
    change = names_data.change(data, kind, draft.canonical, draft.names)
    where = {one.name: names_data.where(data, kind, one.name) for one in draft.members}
    tree = pane.el(
        "div", "split",
        names_tree.proposal_rows(shown, kind, page, at),
        pane.el("div", "beside tall", names_tree.draft_panel(draft, kind, change, where), name=f"draft of {at}"),
    )  # fmt: skip
    pane.show(tree, "library.names", on_go=partial(_asked, kind, draft, names_data.counts(data, kind)))


def _search(data: Compared, kind: MergeKind, draft: Draft | None) -> None:
    """Draw the search for names that nothing proposes, to be added to what is merged."""
    key = address.key(PAGE, "find")
    st.session_state.setdefault(key, "")
    query = st.text_input(
        _("找名称"), key=key, placeholder=_("找一个名称，加入右边的归并"), icon=":material/search:",
        label_visibility="collapsed", width=360, persist_state="session",
    ).strip()  # fmt: skip
    if not query:
        return
    every = names_data.counts(data, kind)
    found = [Member(name, count) for name, count in every.items() if query.lower() in name.lower()]
    tree = names_tree.found_rows(found[: names_tree.MOST_FOUND], draft, kind, query, len(found))
    pane.show(tree, "library.names.found", on_go=partial(_found, kind, draft, every))


def _draft(kind: MergeKind, shown: Sequence[Proposal]) -> Draft | None:
    """Return what is being merged: the draft of the session, else the chosen proposal, else the first."""
    held = st.session_state.get(DRAFT)
    at = address.value(PAGE, "at")
    if held and held[0] == kind and (at is None or names_tree.key_of(held[1].proposal) == at):
        return cast("Draft", held[1])
    chosen = next((one for one in shown if names_tree.key_of(one) == at), shown[0] if shown else None)
    return Draft(chosen, chosen.canonical) if chosen else None


def _found(kind: MergeKind, draft: Draft | None, counts: dict[str, int], asked: Any) -> None:
    """Add a name that was found to the draft, or begin another one with it; in a callback."""
    act, name = next(iter(asked.items()))
    member = Member(name, counts[name])
    if act == "add" and draft is not None:
        draft = draft.with_more(member)
    else:
        draft = Draft(Proposal(kind, name, (member,), (), "low"), name)
    address.put(PAGE, "at", names_tree.key_of(draft.proposal))
    st.session_state[DRAFT] = (kind, draft)


def _asked(kind: MergeKind, draft: Draft, counts: dict[str, int], asked: Any) -> None:
    """Do what was clicked; in a callback."""
    if "at" in asked:
        address.put(PAGE, "at", asked["at"])
        st.session_state.pop(DRAFT, None)
    elif "turn" in asked:
        st.session_state[TURNED] = asked["turn"]
    elif "merge" in asked:
        merge(kind, draft)
    elif "refuse" in asked:
        refuse(kind, draft)
    else:
        steps = {"as": draft.called, "out": draft.without, "in": draft.again_with}
        act, name = next(iter(asked.items()))
        if act in steps and name in counts:
            address.put(PAGE, "at", names_tree.key_of(draft.proposal))
            st.session_state[DRAFT] = (kind, steps[act](name))


def merge(kind: MergeKind, draft: Draft) -> None:
    """Merge what the draft says; names that were taken out are kept as refused, one by one."""
    library, by = store().library, who.name()
    done: list[str] = []

    def act() -> None:
        done.append(library.record_merge(kind, draft.canonical, draft.names, by))
        done.extend(library.refuse_merge(kind, draft.canonical, [name], by) for name in sorted(draft.out))

    def undo() -> None:
        library.undo_merge(done[0], by)
        for one in done[1:]:
            library.forget_refusal(one)

    words = _("{count} 个名称已归入“{name}”。").format(count=len(draft.names), name=draft.canonical)
    if attempt(act, words, undo):
        _forget()


def refuse(kind: MergeKind, draft: Draft) -> None:
    library = store().library
    done: list[str] = []
    names = [one.name for one in draft.members]

    def act() -> None:
        done.append(library.refuse_merge(kind, draft.canonical, names, who.name()))

    if attempt(act, _("已记下，以后不再建议。"), lambda: library.forget_refusal(done[0])):
        _forget()


def _forget() -> None:
    st.session_state.pop(DRAFT, None)
    address.put(PAGE, "at", None)
    address.put(PAGE, "find", "")


def _asked_history(asked: Any) -> None:
    library, by = store().library, who.name()
    if "undo" in asked:
        one = asked["undo"]
        attempt(partial(library.undo_merge, one, by), _("这次归并已撤销。"), partial(library.redo_merge, one))
    elif "redo" in asked:
        one = asked["redo"]
        attempt(partial(library.redo_merge, one), _("这次归并已恢复。"), partial(library.undo_merge, one, by))
    elif "allow" in asked:
        attempt(partial(library.forget_refusal, asked["allow"]), _("已找回，会重新列在建议里。"))


def _carry() -> None:
    """Draw the way of the merges to and from a file."""
    st.subheader(_("交换"), anchor=False)
    found = names_data.effective({kind: store().library.aliases(kind) for kind in EACH})
    st.download_button(
        _("导出归并（{count} 组）").format(count=figures.number(len(found))), partial(across.write_merges, found),
        _("名称归并.json"), "application/json", icon=":material/download:", key="library.names.out",
        on_click="ignore", disabled=not found,
    )  # fmt: skip
    number = st.session_state.get(ROUND, 0)
    frame.drop_zone_words(frame.zone_words())
    file = st.file_uploader(_("导入归并（.json）"), type=["json"], key=f"library.names.{number}")
    if file is None:
        return
    try:
        given = across.read_merges(file.getvalue().decode("utf-8", "replace"))
    except GuobanError as problem:
        st.text(error_text(problem))
        return
    new, same, turned = names_data.new_of(given, {kind: store().library.aliases(kind) for kind in EACH})
    words = _("文件里有 {all} 组：{new} 组是新的，{same} 组已经有了。").format(all=len(given), new=len(new), same=same)
    if turned:
        words += _("其中 {count} 组与现有的归并不同，导入后以文件为准，可逐个撤销。").format(count=turned)
    st.text(words)
    st.button(_("导入"), type="primary", key="library.names.in", disabled=not new, on_click=take_in, args=(new,))


def take_in(new: Sequence[across.Merge]) -> None:
    """Record merges that came in a file; in a callback."""
    library, by = store().library, who.name()
    done: list[str] = []
    try:
        done.extend(library.record_merge(one.kind, one.canonical, one.names, by) for one in new)
    except GuobanError as problem:
        say(error_text(problem), partial(_undo_all, library, done) if done else None)
        return
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    say(_("导入了 {count} 组归并。").format(count=len(done)), partial(_undo_all, library, done))


def _undo_all(library: Library, merges: Sequence[str]) -> None:
    language.use()
    for one in merges:
        library.undo_merge(one, who.name())
