"""A compilation of three invented reports, built from records so that the interface is tested apart from extraction."""

from guoban.compilation import Compilation
from guoban.records import Department, Document, Metric, Outline, Progress, Report, Section
from guoban.tables import build_tables

WATER = """梧桐县水利局2024年上半年工作总结
一、上半年工作总结
今年以来，新建水闸6座，完成年度任务的30%。水利投资完成XX亿元，占年度计划XX亿元的45.5%，列全市第三。
用水量同比下降2.4%，节水改造3处（任务3处）。
二、存在的问题
一是管护资金不足。二是人手偏紧。
三、下半年打算
新增水文站4个以上。
"""
PLAIN = """<b>教育局</b>2024年上半年工作总结
一、工作总结
新增学位1200个。
"""
HIDDEN = """XX街道2024年上半年工作总结
一、工作总结
1至5月，植树造林52亩，完成率52%。
"""
TEXT = WATER + PLAIN + HIDDEN


def build() -> Compilation:
    """Return the compilation: a red card, a task at 45.5% and one done; a department without tasks; a masked name."""
    document = Document("样本 2024.txt", "ab" * 32, TEXT, TEXT, "UTF-8")
    reports = (
        _report(1, WATER, Department("梧桐县水利局", "title", "水利", "县", "某省梧桐县")),
        _report(2, PLAIN, Department("<b>教育局</b>", "title", "教育体育", "县", "")),
        _report(3, HIDDEN, Department("XX街道", "title", "街道", "街道", "")),
    )
    metrics = {
        1: (
            _metric("6座", "新建水闸", 6, "座"),
            _metric("30%", "新建水闸年度任务完成率", 30, "%", measure="completion"),
            _metric("XX亿元", "水利投资", None, "亿元"),
            _metric("XX亿元", "水利投资年度计划", None, "亿元", role="target", nth=1),
            _metric("45.5%", "水利投资完成率", 45.5, "%", measure="completion"),
            _metric("第三", "水利投资", 3, "位", measure="rank", compare="全市"),
            _metric("2.4%", "用水量", -2.4, "%", measure="growth", compare="yoy"),
            _metric("3处", "节水改造", 3, "处"),
            _metric("3处", "节水改造", 3, "处", role="target", nth=1),
            _metric("4个", "水文站", 4, "个", role="target", bound="min", section=2),
        ),
        2: (_metric("1200个", "新增学位", 1200, "个"),),
        3: (
            _metric("52亩", "植树造林", 52, "亩", period="2024-01/2024-05"),
            _metric("52%", "植树造林完成率", 52, "%", measure="completion", period="2024-01/2024-05"),
        ),
    }
    progress = {
        1: (
            _task("新建水闸", (0, None, 1), "座", 30.0, "behind", stated_pct=30.0),
            _task("水利投资", (2, 3, 4), "亿元", 45.5, "behind", stated_pct=45.5),
            _task("节水改造", (7, 8, None), "处", 100.0, "done", computed_pct=100.0),
        ),
        3: (
            _task(
                "植树造林", (0, None, 1), "亩", 52.0, "ahead", stated_pct=52.0, schedule=500 / 12, as_of="2024-05-31"
            ),
        ),
    }
    return Compilation(document, Outline(reports), build_tables(document, reports, metrics, progress))


def _report(seq: int, text: str, department: Department) -> Report:
    start = TEXT.index(text)
    title = text.split("\n", 1)[0]
    return Report(seq, title, start, start + len(text), start + len(title), department, 2024, "H1",
                  tuple(_sections(start, text)))  # fmt: skip


def _sections(start: int, text: str) -> list[Section]:
    found = []
    lines = [line for line in text.split("\n") if line[1:2] == "、"]
    for place, line in enumerate(lines):
        begin = TEXT.index(line, start)
        end = TEXT.index(lines[place + 1], start) if place + 1 < len(lines) else start + len(text)
        role = "problems" if "问题" in line else "plan" if "打算" in line else "review"
        found.append(Section(begin, begin + len(line), end, 1, line[0], line, role))
    return found


def _metric(words, indicator, value, unit, **given) -> Metric:
    start = -1
    for _turn in range(given.pop("nth", 0) + 1):
        start = TEXT.index(words, start + 1)
    sentence_start = max(TEXT.rfind("。", 0, start), TEXT.rfind("\n", 0, start)) + 1
    fields = {
        "start": start, "end": start + len(words), "indicator": indicator, "value": value, "high": None, "unit": unit,
        "bound": "exact", "measure": "level", "role": "actual", "period": "2024-H1", "compare": "",
        "redacted": value is None, "amount": value, "base_unit": unit, "sentence_start": sentence_start,
        "sentence_end": TEXT.index("。", start) + 1, "section": 0,
    }  # fmt: skip
    return Metric(**fields | given)


def _task(indicator, places, unit, pct, status, **given) -> Progress:
    actual, target, completion = places
    return Progress(
        "stated", indicator, actual, target, completion, unit, pct, given.get("stated_pct"), given.get("computed_pct"),
        "year", given.get("as_of", "2024-06-30"), given.get("schedule", 50.0), status,
    )  # fmt: skip
