"""Empty states: what emptied the page, and a way out of each filter."""

from collections.abc import Callable, Sequence
from typing import Any

from guoban.locale import mark
from guoban.locale import translate as _
from guoban.reporting import figures
from guoban.ui import address
from guoban.ui.facets import WayOut
from guoban.ui.pane import Node, el, show


def nothing_open(on_go: Callable[[Any], None]) -> None:
    """Say that no compilation is open, with a way to the import."""
    show(
        el(
            "section", "empty",
            el("h2", "", _("还没有打开的汇编")),
            el("p", "second", _("导入一份工作总结汇编，各部门的指标和进度就会列在这里。")),
            el("button", "primary", _("去导入"), go={"page": "import"}),
        ),
        "empty",
        on_go=on_go,
    )  # fmt: skip


LEFT = {"项": mark("去掉“{filter}”，剩 {count} 项"), "篇": mark("去掉“{filter}”，剩 {count} 篇")}


def tree(head: str, ways: Sequence[WayOut], unit: str = "项") -> Node:
    """Return the empty state: `head` says what there is none of, `ways` are the active filters that leave rows (项) or reports (篇)."""
    return el(
        "section", "empty",
        el("h2", "", head),
        el("p", "second", _("现有筛选把内容都排除了：")) if ways else None,
        *(
            el(
                "div", "way",
                el("span", "second", _(way.label)),
                el("span", "", _("、").join(way.words)),
                el(
                    "button", "",
                    _(LEFT[unit]).format(filter=_(way.label), count=figures.number(way.remaining)),
                    go={"drop": way.name},
                ) if way.remaining else el("span", "second", _("只去掉这一个也没有")),
            )
            for way in ways
        ),
        el("button", "", _("去掉全部筛选"), go={"drop": [way.name for way in ways]}) if len(ways) > 1 else None,
    )  # fmt: skip


def drop(page: str, go: Any) -> bool:
    """Drop the filters that `go` names; False where it names none. In a callback."""
    if not isinstance(go, dict) or "drop" not in go:
        return False
    for name in [go["drop"]] if isinstance(go["drop"], str) else go["drop"]:
        parameter = {**address.SHARED, **address.PARAMETERS[page]}[name]
        address.put(page, name, parameter.default)
    return True
