"""Compilations of invented reports, as many and with names as long as a test wants."""

from dataclasses import replace

from guoban.compilation import read as read_source

KINDS = ("水利局", "教育局", "财政局", "交通运输局", "农业农村局")
PLACES = ("梧桐", "青禾", "柳溪", "松岭", "云泽", "石门")
REPORT = """{name}2024年上半年工作总结和下半年工作打算
一、上半年工作总结
(一)重点工作。新建水闸{part}座，完成年度任务40座的{pct}%。改造管网{pipes}公里，完成年度任务的{slow}%，投资XX亿元。
(二)运行情况。一般公共预算收入同比增长{growth}%，位列全市第{rank}。节水改造3处，完成年度任务3处的100%。
二、存在的问题
一是管护资金不足，部分项目进展偏慢。二是专业人员偏少，基层力量薄弱。
三、下半年工作打算
新增水文站{part}个以上，完成投资{pipes}亿元，培训人员500人次。
"""


def text(count):
    """Return the text of `count` reports, some ahead of the schedule and some behind."""
    reports = []
    for number in range(count):
        part = 10 + number % 13
        reports.append(
            REPORT.format(
                name=f"{PLACES[number // len(KINDS) % len(PLACES)]}县{KINDS[number % len(KINDS)]}",
                part=part,
                pct=f"{part / 40 * 100:g}",
                pipes=20 + number,
                slow=30 + number % 31,
                growth=3 + number / 10,
                rank=1 + number % 9,
            )
        )
    return "\n".join(reports)


def read(count):
    return read_source(text(count).encode(), name="梧桐县汇编.txt")


def stretched(compilation, *, department, indicator, title):
    """Return `compilation` with every name made as long as these."""
    tables = compilation.tables
    reports = tables.reports.assign(
        department=[f"{department}{number}" for number in range(len(tables.reports))], title=title
    )
    metrics, progress = (table.assign(indicator=indicator) for table in (tables.metrics, tables.progress))
    return replace(compilation, tables=replace(tables, reports=reports, metrics=metrics, progress=progress))
