"""Compilations and corrections for the tests of the library, and what two readings have in common."""

from functools import cache
from uuid import uuid4

import pandas as pd

from guoban.compilation import read
from guoban.corrections import Correction

TEXT = """梧桐县2024年上半年工作报告汇编（2篇）

县水利局2024年上半年工作总结和下半年工作计划
一、上半年工作完成情况
(一)工程建设。新建泵站12座，完成投资1.2亿元，同比增长8.5%。争取资金XX万元。
(二)农村供水。完成改造管网38公里，占年度任务60公里的63.3%。
二、下半年工作计划
全年完成改造管网60公里，完成投资3亿元。

柳河镇2024年上半年工作总结
一、主要工作
1-6月完成固定资产投资2.35亿元，招商引资到位资金8600万元。
"""


def sqlite_address(folder):
    return f"sqlite:///{(folder / 'library.db').as_posix()}"


@cache
def office(name="梧桐县.txt", more=""):
    """A compilation of two reports; `more` text makes it another file."""
    return read((TEXT + more).encode(), name=name)


def another(number):
    return office(f"第{number}份.txt", f"另建成小学{number + 10}所，新增学位{number + 100}个。\n")


def confirmed(compilation, row=0, by="甲", **fields):
    """The correction that confirms the metric at `row`."""
    metric = compilation.metrics.iloc[row]
    start, end = int(metric["start"]), int(metric["end"])
    text = compilation.text
    given = {
        "id": uuid4().hex,
        "compilation_id": compilation.id,
        "sha256": compilation.document.sha256,
        "subject": "metric",
        "action": "confirm",
        "start": start,
        "end": end,
        "quote": text[start:end],
        "before": text[max(0, start - 24) : start],
        "after": text[end : end + 24],
        "by": by,
        "at": "2024-07-01T08:00:00+00:00",
    }
    return Correction(**given | fields)


def assert_same(one, other):
    """Compare two compilations field by field, dtypes too."""
    assert one.document == other.document
    assert one.outline == other.outline
    for (name, frame), (_name, expected) in zip(one.tables, other.tables, strict=True):
        pd.testing.assert_frame_equal(frame, expected, obj=name)
