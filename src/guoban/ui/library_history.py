"""What was said about a compilation: its facts, and its corrections one by one."""

from collections.abc import Sequence

from guoban.corrections import Correction
from guoban.corrections.fields import PLACES
from guoban.library import Entry
from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.ui import pane
from guoban.ui.figures_time import when
from guoban.ui.review_rows import field_words

MOST = 200
UNTOLD = frozenset({*PLACES, "kind"})
SUBJECTS = {"report": "报告", "section": "章节", "metric": "指标", "progress": "进度"}
ACTIONS = {
    "confirm": "确认", "edit": "改", "reject": "剔除", "add": "补录", "split": "拆分", "merge": "合并",
    "link": "关联", "unlink": "取消关联",
}  # fmt: skip


def tree(entry: Entry, corrections: Sequence[Correction], unfit: frozenset[str]) -> pane.Node:
    """Return what stands beside the list for `entry`; `unfit` are the identifiers of what fits nowhere."""
    shown = sorted(corrections, key=lambda one: (one.id not in unfit, one.at), reverse=False)
    lost = [one for one in shown if one.id in unfit and one.active]
    rest = sorted((one for one in shown if one not in lost), key=lambda one: one.at, reverse=True)
    return pane.el(
        "div", "beside tall evidence",
        pane.el("h2", "", entry.name),
        _facts(entry),
        _actions(entry),
        _section(_("对不上位置的更正"), lost, unfit, _("原文变了，或规则不再认出这一处；更正留着，不计入。")) if lost else None,
        _section(_("更正"), rest[:MOST], unfit, "" if rest else _("还没有更正。")),
        pane.el("p", "second", _("只列最近 {count} 处，其余见导出的文件。").format(count=MOST)) if len(rest) > MOST else None,
        name=f"library.{entry.id}",
    )  # fmt: skip


def _facts(entry: Entry) -> pane.Node:
    pairs = (
        (_("时期"), labels.span_words(entry.year, entry.span) or "—"),
        (_("字数"), figures.number(entry.characters)),
        (_("入库"), " ".join(part for part in (when(entry.added_at), entry.added_by) if part)),
        (_("读取"), when(entry.read_at)),
        (_("指纹"), entry.sha256[:16]),
    )
    return pane.el("dl", "facts", *(pane.el(tag, "", words) for pair in pairs for tag, words in zip(("dt", "dd"), pair, strict=True)))  # fmt: skip


def _actions(entry: Entry) -> pane.Node:
    return pane.el(
        "div", "actions",
        pane.el("button", "primary", _("打开"), go={"open": entry.id}),
        pane.el("button", "", _("重读"), go={"reread": entry.id}, title=_("用现在的规则从存下的原文再读一遍，更正照旧")),
        pane.el("button", "", _("移到回收站"), go={"remove": entry.id}),
    )  # fmt: skip


def _section(head: str, corrections: Sequence[Correction], unfit: frozenset[str], words: str) -> pane.Node:
    return pane.el(
        "section", "history",
        pane.el("div", "sechead", pane.el("h3", "", head), pane.el("span", "second count", str(len(corrections)) if corrections else "")),
        pane.el("p", "second", words) if words else None,
        *(correction_line(one, fits=one.id not in unfit) for one in corrections),
    )  # fmt: skip


def correction_line(one: Correction, *, fits: bool = True) -> pane.Node:
    """Return one correction: what, what was changed, who and when, and the way to undo it or to let it count again."""
    what = f"{_(SUBJECTS[one.subject])}·{_(ACTIONS[one.action])}"
    changed = _values(one) if fits else ""
    by = " ".join(part for part in (when(one.at), one.by) if part)
    if not one.active:
        by = _("{by}，已由 {who} 撤销").format(by=by, who=one.undone_by or _("某人"))
    go = {"undo": one.id} if one.active else {"redo": one.id}
    return pane.el(
        "div", "row said" if one.active else "row said undone",
        pane.el(
            "div", "", pane.el("div", "", pane.el("span", "strong", what), " ", pane.el("span", "apart", one.quote.strip() or "—")),
            pane.el("div", "second", changed) if changed else None,
            pane.el("div", "second", by),
        ),
        pane.el("button", "link", _("撤销") if one.active else _("恢复"), go=go),
    )  # fmt: skip


def _values(one: Correction) -> str:
    """Return the fields that a correction gives in words; a confirmation holds them all and tells none."""
    told = {} if one.action == "confirm" else dict(one.values)
    fields = [f"{labels.column(name)} {field_words(name, value)}" for name, value in told.items() if name not in UNTOLD]
    target = one.values.get("target_quote")
    return "；".join([*fields, *([f"{labels.column('target')} {target}"] if target and one.action == "link" else [])])
