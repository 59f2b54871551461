"""The results of a search as a tree of the pane."""

from collections.abc import Mapping, Sequence

from guoban.library.search import Found, Hit, ReportHits, Snippet
from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.ui import empty
from guoban.ui.facets import WayOut
from guoban.ui.pane import Node, el

SENTENCE_ENDS = ("。", "；", ";", "！", "!", "？", "?")


def hint() -> Node:
    """Return what stands there before anything is asked."""
    lines = (
        _("在文库的全部汇编里找：一个字也能找；几个词用空格隔开，要在同一篇报告里都出现。"),
        _(
            "加引号的整句按原样找，如“时间过半”。数字按整个数找：搜 12 不会出来 2012 和 12.5；1,234 与 1234 是同一个数。"
        ),
    )
    return el("div", "empty", *(el("p", "second", one) for one in lines))


def nothing_kept() -> Node:
    """Return what stands there as long as the library holds nothing."""
    return el(
        "section", "empty",
        el("h2", "", _("文库里还没有汇编")),
        el("p", "second", _("导入的汇编都存在文库里，存进来才能搜索。")),
        el("button", "primary", _("去导入"), go={"page": "import"}),
    )  # fmt: skip


def nothing(found: Found, ways: Sequence[WayOut], *, any_word: bool, within: str) -> Node:
    """Return the empty result with what may lead to one: `ways` out of the filters, the other range, any of the words."""
    words = _("、").join(_("“{word}”").format(word=one.text) for one in found.words)
    elsewhere = sum(one.reports for one in found.facets.get("within", ()))
    other = "text" if within == "metrics" else "metrics"
    sentence = _("改在全文里找：{count} 篇") if other == "text" else _("改在指标里找：{count} 篇")
    offers = [
        el("button", "", sentence.format(count=figures.number(elsewhere)), go={"within": other}) if elsewhere else None,
        el("button", "", _("有一个词就算"), go={"any": True}) if len(found.words) > 1 and not any_word else None,
    ]
    alone = any(way.remaining for way in ways)
    return el(
        "div", "",
        empty.tree(_("没有找到{words}").format(words=words), ways if alone or len(ways) > 1 else (), unit="篇"),
        el("div", "actions", *offers) if any(offers) else None,
    )  # fmt: skip


def results(found: Found, query: str) -> Node:
    """Return the page of results: a count, then each report with its first places."""
    counted = _("{reports} 篇报告，{hits} 处").format(
        reports=figures.number(found.reports), hits=figures.number(found.hits)
    )
    return el("div", "found", el("p", "second", counted), *(_report(one, query) for one in found.page))


def _report(report: ReportHits, query: str) -> Node:
    place = {"c": report.compilation_id, "r": report.report_id, "q": query}
    first = report.hits[0].start if report.hits else report.start
    time = labels.span_words(report.year, report.span)
    whence = " · ".join(one for one in (labels.department_type(report.type), time, report.compilation) if one)
    return el(
        "section", "result",
        el(
            "div", "sechead",
            el("button", "link name", labels.department(report.department), go={**place, "at": str(first)}, title=report.title),
            el("span", "second count", _("{count} 处").format(count=figures.number(report.count))),
            el("span", "second", whence),
        ),
        *(_hit(one, place) for one in report.hits),
    )  # fmt: skip


def _hit(hit: Hit, place: Mapping[str, str]) -> Node:
    about = _metric(hit) if hit.metric else labels.section_role(hit.role)
    return el(
        "div", "row go hit",
        el("p", "quote", *_pieces(hit.snippet)),
        el("span", "second", about),
        go={**place, "at": str(hit.start)},
    )  # fmt: skip


def _metric(hit: Hit) -> str:
    metric = hit.metric
    if metric is None:
        return ""
    return " · ".join(one for one in (metric.indicator, metric.words, labels.role(metric.role)) if one)


def _pieces(snippet: Snippet) -> list[Node | str]:
    pieces: list[Node | str] = []
    at = snippet.start
    for start, end in snippet.marks:
        pieces += [snippet.text[at - snippet.start : start - snippet.start], el("mark", "hit", snippet.text[start - snippet.start : end - snippet.start])]  # fmt: skip
        at = end
    rest = snippet.text[at - snippet.start :]
    return [*(one for one in pieces if one), rest if rest.endswith(SENTENCE_ENDS) else f"{rest}…"]
