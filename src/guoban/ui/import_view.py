"""What the page 导入 says about a file that was read: facts, figures, what looks unusual. Trees as plain data."""

import pandas as pd

from guoban.compilation import Compilation
from guoban.errors import GuobanError
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.reporting import figures, labels
from guoban.reporting.joined import summary
from guoban.ui.import_notes import check_words, remarks
from guoban.ui.pane import Node, el

ENCODINGS = {
    "": "自动识别",
    "utf-8": "UTF-8",
    "gb18030": "GB18030（GBK、GB2312）",
    "big5": "Big5（繁体）",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}
KILO = 1024


def file_facts(compilation: Compilation, size: int) -> Node:
    """Return the facts about the file."""
    document, short = compilation.document, summary(compilation)
    facts = (
        (_("文件"), document.name),
        *([(_("文件数"), str(len(document.members)))] if document.members else []),
        *([(_("编码"), encoding_words(document.encoding))] if document.encoding else []),
        *([(_("页数"), str(len(document.pages)))] if document.pages else []),
        (_("报告期"), period_words(compilation.reports, short.period)),
        (_("字数"), _("{count} 字，{size}").format(count=f"{short.characters:,}", size=size_words(size))),
        (_("指纹"), f"SHA-256 {document.sha256[:12]}…"),
    )
    return el(
        "dl", "facts plain", *(node for word, value in facts for node in (el("dt", "", word), el("dd", "", value)))
    )


def encoding_words(encoding: str) -> str:
    return _(ENCODINGS[encoding]) if encoding in ENCODINGS and encoding else encoding.upper()


def size_words(size: int) -> str:
    """Return a file's size: 820 字节, 205 KB, 10.0 MB."""
    if size < KILO:
        return _("{count} 字节").format(count=size)
    return f"{size / KILO:,.0f} KB" if size < KILO * KILO else f"{size / KILO / KILO:,.1f} MB"


def period_words(reports: pd.DataFrame, period: str) -> str:
    """Return the time that the reports review, and how many agree: 2023年上半年 · 8 篇一致."""
    if not period:
        return _("没有读到年份")
    times = [
        labels.span_words(None if pd.isna(year) else int(year), span)
        for year, span in zip(reports["year"], reports["span"], strict=True)
    ]
    same, every = times.count(period), len(times)
    words = _("{count} 篇一致") if same == every else _("{count} 篇，另 {others} 篇不同或未载明")
    return f"{period} · {words.format(count=same, others=every - same)}"


def six_figures(compilation: Compilation) -> Node:
    """Return reports, sections, metrics, targets, tasks and what wants a decision, each with a word beside it."""
    metrics, progress, reports = compilation.metrics, compilation.progress, compilation.reports
    checks = sum(remark.level == "check" for remark in remarks(compilation))
    targets = int((metrics["role"] == "target").sum())
    without = len(reports) - reports["report_id"].isin(metrics.loc[metrics["role"] == "target", "report_id"]).sum()
    judged = int((progress["status"] != "unknown").sum())
    return el(
        "div", "figures told",
        _figure(len(reports), _("篇"), _("报告"), report_count_words(compilation)),
        _figure(len(compilation.sections), _("个"), _("章节"), ""),
        _figure(len(metrics), _("项"), _("指标"), _("脱敏 {count}").format(count=int(metrics["redacted"].sum()))),
        _figure(targets, _("项"), _("目标值"),
                _("{count} 篇没有").format(count=without) if without else _("每篇都有")),
        _figure(len(progress), _("项"), _("任务"), _("能判定 {count}").format(count=judged)),
        _figure(checks, _("处"), _("请核对"), _("入库前看一下") if checks else _("没有")),
    )  # fmt: skip


def report_count_words(compilation: Compilation) -> str:
    """Return whether the reports found agree with what the text itself counts."""
    outline, found = compilation.outline, len(compilation.reports)
    claims = ((outline.listed, _("目录列 {count} 篇")), (outline.declared, _("封面写 {count} 篇")))
    told = [(count, words.format(count=count)) for count, words in claims if count is not None]
    if not told:
        return ""
    if all(count == found for count, _words in told):
        return _("{words}，一致").format(words=told[0][1])
    return _("，").join(words for count, words in told if count != found)


def _figure(count: int, unit: str, word: str, beside: str) -> Node:
    return el(
        "div", "fig",
        el("div", "big", figures.number(count), el("span", "second", f" {unit.format(count=count)}")),
        el("div", "word", word, el("span", "second", beside)),
    )  # fmt: skip


def problem(error: GuobanError, open_count: int) -> Node:
    """Return what went wrong, what was kept and what to do."""
    kept = _("没有导入任何内容，已打开的 {count} 份汇编不受影响。").format(count=open_count)
    return el(
        "section", "empty",
        el("h2", "", _("这个文件没有读进来")),
        el("p", "", error_text(error)),
        el("p", "second", kept),
    )  # fmt: skip


def table(compilation: Compilation) -> pd.DataFrame:
    """Return the reports as they are shown and corrected, one row a report, `seq` as the index."""
    reports, metrics = compilation.reports, compilation.metrics
    masked = metrics.groupby("report_id")["redacted"].sum()
    share = [
        masked.get(report_id, 0) / count * 100 if count else 0.0
        for report_id, count in zip(reports["report_id"], reports["metrics"], strict=True)
    ]
    frame = pd.DataFrame(
        {
            "seq": reports["seq"],
            "check": [check_words(row) for row in reports.to_dict("records")],
            "department": reports["department"],
            "type": reports["type"],
            "level": reports["level"],
            "region": reports["region"],
            "metrics": reports["metrics"],
            "targets": reports["targets"],
            "masked": share,
        }
    )
    frame.index = pd.Index(reports["seq"], name="seq")
    return frame
