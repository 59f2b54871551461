"""Proposals, a draft and the history of merges as trees of the pane."""

from collections.abc import Sequence

from guoban.across import Member, Proposal
from guoban.library import Merge, MergeKind
from guoban.locale import translate as _
from guoban.reporting import figures
from guoban.ui.compare_data import time_words
from guoban.ui.figures_time import when
from guoban.ui.names_data import Change, Draft
from guoban.ui.paging import Page
from guoban.ui.pane import Node, el

REASONS = {
    "marks": "只差标点、引号或空格",
    "wording": "只差“和”“完成”这类不改变意思的字",
    "abbreviation": "简称与全称",
    "subsequence": "缩写",
    "place": "一个没有写地名",
    "field": "一个多写了一项职能",
    "ending": "尾字不同（局、委、办）",
    "typing": "疑似错字",
    "own": "自己挑的",
}
CONFIDENCES = {"high": "把握大", "medium": "把握中等", "low": "请细看"}
MOST_WHERE = 6
MOST_FOUND = 30
MOST_HISTORY = 200


def key_of(proposal: Proposal) -> str:
    """Return what stands for a proposal in the address: its first names."""
    return "|".join(sorted(one.name for one in proposal.members)[:2])


def counted(count: int, kind: MergeKind) -> str:
    words = _("{count} 篇报告") if kind == "department" else _("{count} 个数")
    return words.format(count=figures.number(count))


def proposal_rows(shown: Sequence[Proposal], kind: MergeKind, page: Page, selected: str) -> Node:
    """Return one page of the proposals, grouped by how sure they are."""
    nodes: list[Node] = []
    confidence = ""
    for one in shown[page.span]:
        if one.confidence != confidence:
            confidence = one.confidence
            total = sum(each.confidence == confidence for each in shown)
            nodes.append(el("div", "group", el("span", "strong", f"{_(CONFIDENCES[confidence])} {figures.number(total)}")))  # fmt: skip
        nodes.append(_cluster(one, kind, selected=key_of(one) == selected))
    return el("div", "list tall scroll keys", *nodes, page.buttons(), name=f"proposals {kind} {page.number}")


def _cluster(one: Proposal, kind: MergeKind, *, selected: bool) -> Node:
    others = (f"{each.name} {figures.number(each.count)}" for each in one.members if each.name != one.canonical)
    why = " · ".join(_(REASONS[reason]) for reason in one.reasons)
    return el(
        "div", "row go cluster",
        el("div", "", el("div", "name two", one.canonical, title=one.canonical),
           el("div", "second two", _("← {names}").format(names="、".join(others)))),
        el("div", "num", el("div", "", counted(one.count, kind)), el("div", "second", why)),
        go={"at": key_of(one)}, selected=selected, name=key_of(one),
    )  # fmt: skip


def draft_panel(draft: Draft, kind: MergeKind, change: Change, where: dict[str, list[str]]) -> Node:
    """Return the draft: its names with what each becomes, what the merge changes, the way to do or refuse it."""
    reasons = "；".join(_(REASONS[one]) for one in draft.proposal.reasons) or _(REASONS["own"])
    together = _("这些名称里有两个在同一份汇编里同期都有报告，可能是两个单位，请先看清。")
    return el(
        "section", "evidence",
        el("h2", "", draft.canonical),
        el("p", "second", _("依据：{reasons}").format(reasons=reasons)),
        el("p", "strong", together) if change.together else None,
        el("h3", "", _("归并后")),
        *(el("p", "", words) for words in preview(draft, kind, change)),
        el(
            "div", "actions",
            el("button", "primary", _("归并"), go={"merge": True}) if draft.names else None,
            el("button", "", _("不是一回事"), go={"refuse": True}, title=_("记下来，以后不再建议；记录里可以找回"))
            if len(draft.members) > 1 else None,
        ),
        el("div", "members", *(_member(draft, one, kind, where.get(one.name, [])) for one in draft.members)),
        name=f"draft {draft.canonical}",
    )  # fmt: skip


def preview(draft: Draft, kind: MergeKind, change: Change) -> list[str]:
    """Return in words what the merge changes."""
    if not draft.names:
        return [_("还没有要归入的名称：放回一个，或在上面找一个加入。")]
    words = (
        _("“{name}”名下 {after} 篇报告（原有 {before} 篇），来自 {compilations} 份汇编。")
        if kind == "department"
        else _("“{name}”名下 {after} 个数（原有 {before} 个），来自 {compilations} 份汇编。")
    )
    told = [
        words.format(
            name=draft.canonical, after=figures.number(change.rows_after), before=figures.number(change.rows_before),
            compilations=figures.number(change.compilations),
        ),
        _("{count} 个名称不再单列：{names}。").format(count=len(draft.names), names="、".join(draft.names)),
        _("对比、搜索按归并后的名称；原文和表里读出的名称不变，随时可以撤销。")
        if kind == "department"
        else _("对比按归并后的名称；原文和表里读出的名称不变，随时可以撤销。"),
    ]  # fmt: skip
    if change.together:
        times = "、".join(time_words(one) for one in change.together)
        told.append(_("{times}会有不止一篇报告归在这个名称下。").format(times=times))
    return told


def _member(draft: Draft, one: Member, kind: MergeKind, where: Sequence[str]) -> Node:
    part = draft.part(one.name)
    words = {"canonical": _("统一名称"), "merged": _("归入"), "out": _("不归入")}[part]
    shown = [time_words(each) if kind == "department" else each for each in where[:MOST_WHERE]]
    more = "…" if len(where) > MOST_WHERE else ""
    beside = " · ".join([counted(one.count, kind), *(["、".join(shown) + more] if shown else [])])
    buttons: list[Node] = []
    if part != "canonical":
        buttons.append(el("button", "link", _("作统一名称"), go={"as": one.name}))
        buttons.append(
            el("button", "link", _("拿出"), go={"out": one.name}) if part == "merged"
            else el("button", "link", _("放回"), go={"in": one.name})
        )  # fmt: skip
    return el(
        "div", f"row member {part}",
        el("span", "second", words),
        el("div", "", el("div", "name", one.name), el("div", "second", beside)),
        el("div", "actions", *buttons),
        name=f"member {one.name}",
    )  # fmt: skip


def found_rows(names: Sequence[Member], draft: Draft | None, kind: MergeKind, query: str, total: int) -> Node:
    """Return the names that were searched for, each to be added to the draft or to begin another one."""
    if not names:
        return el("p", "second", _("没有含“{query}”的名称。").format(query=query))
    more = _("共 {count} 个，只列前 {shown} 个。").format(count=figures.number(total), shown=len(names))
    return el(
        "div", "found",
        *(_found(one, draft, kind) for one in names),
        el("p", "second", more) if total > len(names) else None,
    )  # fmt: skip


def _found(one: Member, draft: Draft | None, kind: MergeKind) -> Node:
    inside = draft is not None and one.name in {each.name for each in draft.members}
    return el(
        "div", "row pick",
        el("span", "", one.name, " ", el("span", "second", counted(one.count, kind))),
        el("div", "actions",
           el("button", "link", _("加入"), go={"add": one.name}) if draft is not None and not inside else None,
           el("button", "link", _("另起一组"), go={"own": one.name})),
    )  # fmt: skip


def history(merges: Sequence[Merge]) -> Node:
    """Return the merges, the newest first, each with who made it when, and the way back."""
    if not merges:
        return el("div", "empty", el("p", "second", _("还没有归并过名称。")))
    shown = sorted(merges, key=lambda one: one.at, reverse=True)[:MOST_HISTORY]
    return el("div", "", *map(_merge, shown))


def _merge(one: Merge) -> Node:
    kind = _("部门") if one.kind == "department" else _("指标")
    names = "、".join(name for name in one.names if name != one.canonical)
    by = " ".join(part for part in (when(one.at), one.by) if part)
    if one.refused:
        words, go, act = _("{kind}：{names} 与 {canonical} 不是一回事"), {"allow": one.id}, _("找回建议")
    else:
        words = _("{kind}：{names} 归入 {canonical}")
        go, act = ({"undo": one.id}, _("撤销")) if one.active else ({"redo": one.id}, _("恢复"))
        if not one.active:
            by = _("{by}，已由 {who} 撤销").format(by=by, who=one.undone_by or _("某人"))
    css = "row said" if one.active or one.refused else "row said undone"
    return el(
        "div", css,
        el("div", "", el("div", "", words.format(kind=kind, names=names, canonical=one.canonical)),
           el("div", "second", by)),
        el("button", "link", act, go=go),
        name=f"merge {one.id}",
    )  # fmt: skip
